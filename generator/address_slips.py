"""Slips in addresses that lead off the site, or nowhere: told by an address alone."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from generator import contacts, hosts

# What browsers leave out of an address before they read it (https://url.spec.whatwg.org/#url-parsing).
_LEFT_OUT = re.compile(r"^[\x00-\x20]+|[\x00-\x20]+$|[\t\n\r]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Schemes with a host behind //, and what writers put in place of ://.
_WITH_HOST = r"(?:https?|ftps?|sftp|wss?)"
_HEAD = re.compile(rf"({_WITH_HOST})(?![A-Za-z0-9+-])([\s:;.,/\\|\uff1a\uff0f]*)", re.IGNORECASE)
_DOUBLED = re.compile(
    rf"{_WITH_HOST}://({_WITH_HOST}(?:(?::|%3A)[/\\]*|//).*)", re.IGNORECASE | re.DOTALL
)
_LED_BY_SIGNS = re.compile(r"[^A-Za-z0-9#?]+(https?://.*)", re.IGNORECASE | re.DOTALL)
_CONTACT = re.compile(r"(mail\s?to|tel)(?![A-Za-z0-9+-]+:)([\s:;,/\\]+)", re.IGNORECASE)
_MAIL = re.compile(
    r"[^\s/@#?:]+@[a-z][\w-]*(?:\.[\w-]+)*\.(?!(?:gif|html?|jpe?g|md|png|svg|webp)$)[a-z]{2,}(?:\?.*)?",
    re.IGNORECASE,
)
_CALL = re.compile(r"\+\d[\d\s().-]{5,}")
_SCRIPT = re.compile(r"(?:java|vb|live)script:", re.IGNORECASE)
_OWN_FILE = re.compile(
    r"(?:view-source:)?file:|/?[A-Za-z](?::|%3A|\|)(?:[/\\]|%5C)|\\\\[^\\]", re.IGNORECASE
)
# What is only there for a browser that has an extension.
_OF_EXTENSION = re.compile(r"(?:chrome|moz|safari-web|ms-browser)-extension:", re.IGNORECASE)
# Schemes by what is written for them; the names that are near one of these and sound.
_MEANT = {"email": "mailto", "e-mail": "mailto", "mail": "mailto", "phone": "tel"}
_MEANT |= {"telephone": "tel", "hxxp": "http", "hxxps": "https", "htt": "http"}
_NEAR = {"http": 0.75, "https": 0.75, "mailto": 0.75, "tel": 0.8}
_SOUND = {*_NEAR, "ftp", "ftps", "sftp", "tftp", "ws", "wss", "sms", "smtp"}
# What stands for what is still to be written: whole words, or in brackets.
_UNDONE = r"todo|tbd|tba|fixme|changeme|change-me|placeholder|x{3,}"
_UNDONE_PATH = re.compile(
    rf"[./]*(?:#?(?:{_UNDONE})|url|link|href|(?:insert|your)[-_ ].*)(?:\.md|\.html|/)?",
    re.IGNORECASE,
)
_UNDONE_LABEL = re.compile(
    rf"(?:{_UNDONE})|your[-_]?(?:account|app|company|domain|host|instance|name|org|organi[sz]ation|"
    r"server|site|subdomain|team|tenant)(?:[-_]?(?:name|id))?",
    re.IGNORECASE,
)
# Services that are called as what is left to be filled in.
_CALLED_SO = {"todo.microsoft.com", "via.placeholder.com"}
_IN_BRACKETS = re.compile(
    r"\$?\{{1,2}\s*[A-Za-z][\w .-]*\s*\}{1,2}|<\s*[A-Za-z][\w .'-]*\s*>|%[A-Z][A-Z_]+%"
)
# A word in brackets for a host; dots for a host or for a folder.
_GAP = re.compile(r"//[^/?#]*\[[A-Za-z][\w .-]*\]|//(?:…|\.{3})|/(?:…|\.{3})(?=[/?#]|$)")
_AUTHORITY = re.compile(rf"(?:{_WITH_HOST}:?)?//([^/?#\\]*)", re.IGNORECASE)
# What closes a sentence, or what it stands in; an abbreviation may close a path.
_AT_END = re.compile(r"(?:[,;\"'>”\u2019»`]|\*\*|(?<!\.)\.)+$")
_ABBREVIATION = re.compile(r"[_/.-](?:[A-Z][a-z]{0,3}|etc)\.$")


class Slip(NamedTuple):
    """What is wrong with an address: the rule, what is said behind the address, and a hint.

    `if_lost` tells that it is none where the address leads to something.
    """

    rule: str
    what: str
    hint: str
    if_lost: bool = False


@lru_cache(maxsize=16_384)
def find(address: str, preview: str = hosts.PREVIEW) -> Slip | None:
    """Return the first slip in an address; `preview` is where the site's preview listens."""
    read = _LEFT_OUT.sub("", address)
    for look in _LOOKS:
        for slip in look(read):
            return slip
    return next(_in_authority(read, preview), None)


# --- what runs, or never leaves the writer's machine ---


def _script(address: str) -> Iterator[Slip]:
    match = _SCRIPT.match(address)
    if match:
        yield Slip("link/script", "runs a script", "name a page; a button can run a script")


def _own_file(address: str) -> Iterator[Slip]:
    if _OWN_FILE.match(address):
        hint = "put the file into the docs folder, and write its path from here"
        yield Slip("link/own-machine", "is a file on the writer's machine", hint)
    elif _OF_EXTENSION.match(address):
        hint = "name where readers get the extension, or what it shows"
        yield Slip("link/own-machine", "is a part of the writer's browser", hint)


# --- what is still to be written ---


def _undone(address: str) -> Iterator[Slip]:
    shown = unquote(address)
    left = _IN_BRACKETS.search(shown) or _GAP.search(shown)
    lost = not _AUTHORITY.match(address) and not _SCHEME.match(address)
    if left or (lost and _UNDONE_PATH.fullmatch(shown)) or _has_undone_host(address):
        hint = "write the whole address; one that differs for each reader belongs in code"
        yield Slip("link/undone", "is left to be filled in", hint, if_lost=lost)


def _has_undone_host(address: str) -> bool:
    authority = _AUTHORITY.match(address)
    if authority is None:
        return False
    host = hosts.split(authority[1]).name
    labels = host.split(".")
    # .xxx is a domain of its own.
    is_undone = any(map(_UNDONE_LABEL.fullmatch, labels[: len(labels) - 1 or 1]))
    return is_undone and host.lower() not in _CALLED_SO


# --- schemes ---


def _scheme(address: str) -> Iterator[Slip]:
    doubled, led = _DOUBLED.match(address), _LED_BY_SIGNS.fullmatch(address)
    if doubled:
        inner = _HEAD.match(doubled[1])
        rest = doubled[1][inner.end() :] if inner else doubled[1]
        mended = f"{inner[1].lower() if inner else 'https'}://{rest}"
        yield Slip("link/scheme", "begins twice", f'write "{mended}"')
    elif led:
        yield Slip("link/scheme", "does not begin with its scheme", f'write "{led[1]}"')
    else:
        yield from _joint(address)
        yield from _misspelt(address)


def _joint(address: str) -> Iterator[Slip]:
    """Find what stands in place of :// behind a scheme with a host, and of : behind others."""
    head, contact = _HEAD.match(address), _CONTACT.match(address)
    if (
        head
        and head[2] != "://"
        and re.search(r"[:;/\\\uff1a\uff0f]", head[2])
        and head.end() < len(address)
    ):
        mended = f"{head[1].lower()}://{address[head.end() :]}"
        lost = ":" not in head[2]
        yield Slip("link/scheme", f'has "{head[2]}" for "://"', f'write "{mended}"', if_lost=lost)
    elif contact and (contact[2] != ":" or " " in contact[1]) and contact.end() < len(address):
        scheme = re.sub(r"\s", "", contact[1].lower())
        mended, lost = f"{scheme}:{address[contact.end() :]}", ":" not in contact[2]
        yield Slip("link/scheme", f'does not begin with "{scheme}:"', f'write "{mended}"', lost)


def _misspelt(address: str) -> Iterator[Slip]:
    scheme = _SCHEME.match(address) or re.match(r"([A-Za-z]+)(?=//)", address)
    if scheme:
        meant = _meant(scheme[1].lower())
        if meant:
            rest = address[scheme.end() :].lstrip(":/\\")
            mended = f"{meant}:{'//' if meant.startswith('http') else ''}{rest}"
            what = f'begins with "{scheme[0]}"'
            yield Slip("link/scheme", what, f'write "{mended}"', if_lost=":" not in scheme[0])
    elif address.startswith(("://", ":/")):
        yield Slip("link/scheme", "has no scheme", f'write "https://{address.lstrip(":/")}"')
    elif _MAIL.fullmatch(address):
        yield Slip("link/scheme", "is a mail address", f'write "mailto:{address}"', if_lost=True)
    elif _CALL.fullmatch(address):
        number = re.sub(r"[\s()]+", "-", address)
        yield Slip("link/scheme", "is a phone number", f'write "tel:{number}"', if_lost=True)


def _meant(scheme: str) -> str:
    if scheme in _SOUND:
        return ""
    near = get_close_matches(scheme, _NEAR, n=1, cutoff=0.75)
    if scheme in _MEANT or not near:
        return _MEANT.get(scheme, "")
    return near[0] if get_close_matches(scheme, near, cutoff=_NEAR[near[0]]) else ""


def _backslashes(address: str) -> Iterator[Slip]:
    path = re.split(r"[?#]", address)[0]
    lost = not _AUTHORITY.match(path)
    read = unquote(path) if lost else path
    if "\\" in read and not (lost and _SCHEME.match(path)):
        mended = read.replace("\\", "/") + address[len(path) :]
        yield Slip("link/backslash", "has backslashes", f'write "{mended}"', if_lost=lost)


# --- mail and phones ---


def _contact(address: str) -> Iterator[Slip]:
    scheme, _, behind = address.partition(":")
    if scheme.lower() == "mailto":
        slip, rule = contacts.in_mail(behind), "link/mail-address"
    elif scheme.lower() == "tel":
        slip, rule = contacts.in_call(behind), "link/phone-number"
    else:
        return
    if slip:
        yield Slip(rule, slip.what, slip.hint)


# --- hosts ---


def _in_authority(address: str, preview: str) -> Iterator[Slip]:
    match = _AUTHORITY.match(address)
    if match is None:
        return
    host, is_web = hosts.split(match[1]), not address.lower().startswith(("ftp", "sftp"))
    if host.user and (is_web or ":" in host.user):
        bare = address.replace(f"{host.user}@", "", 1)
        what = "holds a user name" + (
            " and a password" if ":" in host.user else ", as credentials do"
        )
        yield Slip("link/credentials", what, f'write "{bare}"')
    if hosts.is_own_machine(host, preview):
        hint = "name a page of this site by its path; what readers run themselves belongs in code"
        yield Slip("link/own-machine", "leads to the machine of whoever follows it", hint)
    what = hosts.fault(host)
    if what:
        yield Slip("link/host", what, "write the whole host, as in https://www.example.com/")
    yield from _punctuation(address)


def _punctuation(address: str) -> Iterator[Slip]:
    end = None if _ABBREVIATION.search(address) else _AT_END.search(address)
    bare = address[: end.start()] if end else address
    if bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1]
    if bare != address and not bare.endswith("/"):
        swallowed = address[len(bare) :]
        what = f'ends with "{swallowed}", which is no part of it'
        yield Slip("link/punctuation", what, f'write "{bare}"')


_LOOKS: tuple[Callable[[str], Iterator[Slip]], ...] = (
    _script,
    _own_file,
    _undone,
    _scheme,
    _backslashes,
    _contact,
)
