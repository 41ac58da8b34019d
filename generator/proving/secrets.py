"""What no picture, log or proof may show: keys, certificates, passwords, and days."""

import os
import re

# Where people put the password of a console that needs an account.
PASSWORD = "HANDRAIL_PASSWORD"  # noqa: S105 (the name of a variable)
# Keys and certificates as PEM (https://www.rfc-editor.org/rfc/rfc7468#section-2), whole or a part
# of one: base64 without a blank that is longer than any word.
_PATTERNS = (
    r"-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)",
    r"PRIVATE KEY|BEGIN CERTIFICATE|END CERTIFICATE",
    r"(?=[A-Za-z0-9+/_-]*[0-9])(?=[A-Za-z0-9+/_-]*[A-Z])[A-Za-z0-9+/_-]{40,}={0,2}",
    # Fingerprints: bytes in hexadecimal, with or without colons.
    r"(?:[0-9A-Fa-f]{2}:){7,}[0-9A-Fa-f]{2}",
    r"\b[0-9a-f]{32,}\b",
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
# What differs from one day to the next: days, times, and what says how long ago something was.
_DATES = (
    r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+Z?)?",
    r"\b[0-9]{8}(?:[0-9]{6}Z?)?\b",
    r"\b[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}\b",
    rf"\b{_MONTH} [0-9]{{1,2}},? [0-9]{{4}}",
    rf"\b[0-9]{{1,2}}\.? {_MONTH},? [0-9]{{4}}",
    r"\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]\.?m\.?)?",
)
# In the words of JavaScript too: the browser looks for the same.
SECRET = "|".join(_PATTERNS)
VARYING = "|".join(_DATES)
_SECRET = re.compile(SECRET)
_SHOWN = "[…]"


def known() -> list[str]:
    """Return what the environment holds and nobody may see."""
    return [os.environ[PASSWORD]] if os.environ.get(PASSWORD) else []


def redacted(text: str) -> str:
    """Return a text without keys and certificates, and without what the environment holds."""
    for secret in known():
        text = text.replace(secret, _SHOWN)
    return _SECRET.sub(_SHOWN, text)
