"""Answers that ask readers to sign in, though the link leads somewhere else."""

import re
from urllib.parse import parse_qs, urlsplit

from generator.external.answers import Answer

# How the address of a sign-in shows: by a part of its path, the first part of its host's name, or
# a parameter that says what is to be shown after it.
_WORD = re.compile(
    r"(?:log|sign)[-_]?(?:in|on)|servicelogin|authenticate|authorize|session[-_]new", re.IGNORECASE
)
_HOSTS = {"login", "signin", "sign-in", "logon", "auth", "sso", "idp", "accounts"}
_PARAMETERS = {"SAMLRequest", "redirect_uri", "return_to", "returnUrl", "ReturnUrl"}


def sign_in(address: str, answer: Answer) -> str:
    """Return the address of the sign-in that somebody is sent to who did not ask for it, or ""."""
    path = urlsplit(address).path
    if _is_sign_in(address):
        return ""
    elsewhere = [hop.address for hop in answer.hops if urlsplit(hop.address).path != path]
    shown = elsewhere[-1:] if answer.content.asks_password else []
    found = next((hop for hop in (*elsewhere, *shown) if _is_sign_in(hop) or hop in shown), "")
    return urlsplit(found)._replace(query="", fragment="").geturl()


def _is_sign_in(address: str) -> bool:
    parts = urlsplit(address)
    return (
        any(_WORD.fullmatch(word) for word in re.split(r"[/.]", parts.path))
        or (parts.hostname or "").partition(".")[0] in _HOSTS
        or bool(_PARAMETERS & parse_qs(parts.query).keys())
    )
