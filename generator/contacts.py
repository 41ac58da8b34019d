"""Addresses that write and call: what is wrong with a mailto: or a tel:."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

# A local part of plain words, or in quotes; letters of any script (RFC 6068, section 2; RFC 6531).
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|\"[^\"]+\"")
_LABEL = r"\w(?:[\w-]{0,61}\w)?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+|\[[\w.:]+\]")
_NAMED = re.compile(r"[^<>]*<\s*([^<>\s]+@[^<>\s]+)\s*>")
_SECOND_QUERY = re.compile(r"\?(?=(?:subject|body|cc|bcc|to|reply-to|in-reply-to)=)", re.IGNORECASE)
# RFC 3966, section 3: digits with signs between them; parameters behind a semicolon. Commas are
# none of it, but phones wait at them before they dial on.
_NUMBER = re.compile(r"\+?[0-9*#().-]*[0-9*#][0-9*#().,-]*")
_PARAMETER = re.compile(r"[a-z0-9-]+(?:=[^\s;=]+)?", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:\s|%20)*(?:x|ext\.?|;ext\.?)(?:\s|%20)*([0-9]+)$", re.IGNORECASE)
_LETTERS = ("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
_KEYS = {letter: str(key) for key, group in enumerate(_LETTERS, 2) for letter in group}


class Slip(NamedTuple):
    """What is wrong with what stands behind mailto: or tel:, and a hint."""

    what: str
    hint: str


def in_mail(behind: str) -> Slip | None:
    """Return what is wrong behind mailto:, by RFC 6068; None if nothing is.

    Whom it goes to may be left to readers.
    """
    recipients, mark, fields = behind.partition("?")
    if not recipients:
        return None if fields else Slip("names nobody", "write mailto:NAME@HOST")
    for slip in _in_recipients(unquote(recipients), mark + fields):
        return slip
    if _SECOND_QUERY.search(fields):
        mended = _SECOND_QUERY.sub("&", fields)
        return Slip("has two question marks", f'write "mailto:{recipients}?{mended}"')
    return None


def _in_recipients(recipients: str, rest: str) -> Iterator[Slip]:
    if ";" in recipients:
        several = ",".join(filter(None, re.split(r"\s*[;,]\s*", recipients)))
        yield Slip("parts recipients with a semicolon", f'write "mailto:{several}{rest}"')
    named = _NAMED.fullmatch(recipients)
    if named:
        yield Slip("holds a name beside the mail address", f'write "mailto:{named[1]}{rest}"')
    for recipient in recipients.split(","):
        what = _wrong_in(recipient)
        if what:
            bare = re.sub(r"\s*,\s*", ",", recipients).strip(" .,>")
            mends = not any(map(_wrong_in, bare.split(",")))
            yield Slip(what, f'write "mailto:{bare}{rest}"' if mends else "write mailto:NAME@HOST")


def _wrong_in(recipient: str) -> str:
    if not recipient:
        return "has a comma too many"
    local, at, domain = recipient.rpartition("@")
    if not at:
        return f'has "{recipient}", without @, for a mail address'
    is_quoted = local.startswith('"')
    if re.search(r"\s", domain if is_quoted else recipient):
        return "has a blank in the mail address"
    if "@" in local and not is_quoted:
        return "has more than one @ in a mail address"
    if not _LOCAL.fullmatch(local):
        return f'has "{local}" before the @'
    return "" if _DOMAIN.fullmatch(domain) else f'has "{domain}", no host, behind the @'


def in_call(behind: str) -> Slip | None:
    """Return what is wrong behind tel:, by RFC 3966; None if nothing is."""
    number, *parameters = behind.split(";")
    if _NUMBER.fullmatch(unquote(number)) and all(map(_PARAMETER.fullmatch, parameters)):
        return None
    extension = _EXTENSION.search(behind)
    bare = _digits(behind[: extension.start()] if extension else number)
    what = "holds no number" if not re.search(r"\d", bare) else _wrong_in_number(number, extension)
    written = f"{bare};ext={extension[1]}" if extension else bare
    return Slip(what, f'write "tel:{written}"' if _NUMBER.fullmatch(bare) else "write tel:+DIGITS")


def _wrong_in_number(number: str, extension: re.Match[str] | None) -> str:
    if extension:
        return "does not part the extension from the number"
    if re.search(r"\s", unquote(number)):
        return "has a blank in the number"
    if re.search(r"[^\W\d_]", unquote(number)):
        return "has letters in the number"
    return f'has "{number}", no number'


def _digits(number: str) -> str:
    """Return what is to be dialled: blanks as hyphens, letters as the keys that they stand on."""
    joined = re.sub(r"\s+", "-", unquote(number).strip().strip("/"))
    dialled = "".join(_KEYS.get(letter.lower(), letter) for letter in joined)
    plus = "+" if dialled.startswith(("+", "00")) else ""
    kept = re.sub(r"[^0-9().-]", "", dialled)
    return plus + (kept.removeprefix("00") if dialled.startswith("00") else kept)
