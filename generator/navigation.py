"""What pages share is looked at once: most of a built page is navigation, and that is sound.

A link of the navigation is told by its bytes. One that was found to lead to a page that is there
need not be read again on pages that it means the same on; all others are read wherever they stand.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from posixpath import dirname, normpath
from typing import TypeAlias

from generator.built_html import HtmlPage, Unread, read

_LINK = b"<a "
# What may stand between one link of a navigation and the next, behind "<a ": an address, and tags
# that change nothing in how the rest is read.
_SHARED = re.compile(
    rb'(?:class="[^"]*"\s+)?href="[^"#&?]+"'
    rb"(?:(?!-->)[^<])*+(?:</?(?:a|div|input|label|li|nav|ol|p|span|ul)\b(?:(?!-->)[^<])*+)*+"
)
# Where what a page says begins, behind the navigation of most themes.
_CONTENT = (b"<article", b"<main", b'role="main"', b"role=main")


def content(html: bytes) -> int:
    """Return where what a page says begins, 0 if its theme does not tell."""
    marks = (html.find(mark) for mark in _CONTENT)
    found = next((mark for mark in marks if mark >= 0), -1)
    return max(html.rfind(b"<", 0, found + 1), 0)


_Scope: TypeAlias = tuple[str, str | int]


@lru_cache(maxsize=16_384)
def _read(piece: bytes) -> HtmlPage | Unread:
    return read(_LINK + piece)


class Navigation:
    """The links that were found to be sound; `leads` tells whether an address does on a page."""

    def __init__(self, leads: Callable[[str, str], bool]) -> None:
        self._leads = leads
        self._known: defaultdict[_Scope, set[bytes]] = defaultdict(set)
        self._ids: dict[bytes, frozenset[str]] = {}

    def rest(self, html: bytes, page: str) -> tuple[bytes, frozenset[str]]:
        """Return a part of a page without the links that are sound, and the ids among these."""
        opening, *pieces = html.split(_LINK)
        unknown: Iterable[bytes] = pieces
        for scope in _scopes(page):
            known = self._known[scope]
            unknown = [piece for piece in unknown if piece not in known]
        rest = [piece for piece in unknown if not self._learn(piece, page)]
        ids = frozenset().union(*(self._ids[piece] for piece in pieces if piece in self._ids))
        return _LINK.join([opening, *rest]), ids

    def _learn(self, piece: bytes, page: str) -> bool:
        """Tell whether a link is sound, and all that stands behind it; remember it then."""
        link = _read(piece) if _SHARED.fullmatch(piece) else None
        if not isinstance(link, HtmlPage) or len(link.uses) != 1 or link.strays or link.twice:
            return False
        address = link.uses[0].address
        if not self._leads(page, address):
            return False
        to_root, above, beside = _scopes(page)
        climbs = above if address.startswith("../") else beside
        scope = to_root if address.startswith("../" * page.count("/")) else climbs
        self._known[scope].add(piece)
        if link.ids:
            self._ids[piece] = link.ids
        return True


def _scopes(page: str) -> tuple[_Scope, _Scope, _Scope]:
    """Return what a page has in common with others on which an address means the same.

    An address that climbs to the root of the site means the same on all that are as deep, another
    that climbs on all whose folders stand in one folder, any other on all in one folder.
    """
    folder = dirname(page)
    return ("depth", page.count("/")), ("above", normpath(f"{folder}/..")), ("beside", folder)
