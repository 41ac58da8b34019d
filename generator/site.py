"""Built HTML -> what each page defines (ids) and what it uses (addresses)."""

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from generator import folders
from generator.addresses import resolve
from generator.configuration import Configuration

# Where HTML names addresses that a browser follows or loads
# (https://html.spec.whatwg.org/multipage/indices.html#attributes-3).
_ADDRESSES = ("href", "src", "poster", "data", "action", "cite")
_LISTS = ("srcset", "imagesrcset")
_SELECTOR = ",".join(f"[{name}]" for name in ("id", "name", *_ADDRESSES, *_LISTS))
# <link>s that open a connection or name the page itself and load nothing.
_NOT_LOADED = {"preconnect", "dns-prefetch", "canonical", "alternate", "next", "prev"}
_SRCSET = re.compile(r"\s*,*\s*(?P<address>\S*[^\s,])(?:\s+[^,]*)?(?:,|$)")
_LINK = b"<a "
# What may stand between one link of a navigation and the next, behind "<a ": an address that does
# not depend on the page's own folder, and tags that change nothing in how the rest is read.
_SHARED = re.compile(
    rb'(?:class="[^"]*"\s+)?href="\.\./[^"#&]*"'
    rb"(?:[^<]++|</?(?:a|div|input|label|li|nav|ol|p|span|ul)\b)*+"
)


class Use(NamedTuple):
    """An address that a page uses, and the tag that does."""

    tag: str
    address: str


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What one page defines and uses; each use once."""

    ids: frozenset[str]
    uses: tuple[Use, ...]


def read(html: bytes) -> HtmlPage:
    """Return what a page defines and uses; bytes that are no HTML define and use nothing."""
    ids: set[str] = set()
    uses: list[Use] = []
    for node in LexborHTMLParser(html).css(_SELECTOR):
        tag, attributes = node.tag or "", node.attributes
        loaded = tag != "link" or not _NOT_LOADED & set((attributes.get("rel") or "").split())
        for name, value in attributes.items():
            if not value:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                ids.add(value)
            elif name in _ADDRESSES and loaded and (name != "data" or tag == "object"):
                uses.append(Use(tag, value.strip()))
            elif name in _LISTS and loaded:
                uses += (Use(tag, match["address"]) for match in _SRCSET.finditer(value))
    return HtmlPage(frozenset(ids), tuple(dict.fromkeys(uses)))


@lru_cache(maxsize=16_384)
def _read_link(piece: bytes) -> HtmlPage:
    return read(_LINK + piece)


@dataclass(frozen=True)
class BuiltSite:
    """A folder of built pages; all paths are below it, with /."""

    folder: Path
    configuration: Configuration

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file."""
        return frozenset(folders.contents(self.folder).files)

    @cached_property
    def pages(self) -> dict[str, HtmlPage]:
        """Every HTML page, in the order of their paths.

        Most of a page is the navigation, which it shares with all pages in its folder: a link
        there that leads to a page is looked at once, and left out of what the others use.
        """
        paths = sorted(path for path in self.files if path.endswith(".html"))
        found = {}
        for _, pages in groupby(sorted(paths, key=_above), key=_above):
            sound: dict[bytes, frozenset[str]] = {}
            found.update({path: self._read(path, sound) for path in pages})
        return {path: found[path] for path in paths}

    def _read(self, path: str, sound: dict[bytes, frozenset[str]]) -> HtmlPage:
        """Read a page; `sound` holds the links that are left out, with the ids around them."""
        start, *pieces = (self.folder / path).read_bytes().split(_LINK)
        ids: set[str] = set()
        rest = [start]
        for piece in pieces:
            if piece in sound or self._is_sound(piece, path, sound):
                ids |= sound[piece]
            else:
                rest.append(piece)
        page = read(_LINK.join(rest))
        return HtmlPage(page.ids | ids, page.uses)

    def _is_sound(self, piece: bytes, path: str, sound: dict[bytes, frozenset[str]]) -> bool:
        """Tell whether a piece of a page uses nothing but a page that is there; add it if so."""
        if not _SHARED.fullmatch(piece):
            return False
        link = _read_link(piece)
        targets = [resolve(use.address, path, self.configuration) for use in link.uses]
        if len(targets) != 1 or targets[0] is None or self.file(targets[0].path) is None:
            return False
        sound[piece] = link.ids
        return True

    def file(self, path: str) -> str | None:
        """Return the file that a server would send for `path`, None if there is none."""
        if path in self.files and not path.endswith("/"):
            return path
        index = posixpath.join(path.rstrip("/"), "index.html")
        return index if index in self.files else None

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that has a page of its own."""
        suffix = "/index.html"
        return frozenset(p.removesuffix(suffix) for p in self.files if p.endswith(suffix))


def _above(path: str) -> str:
    """Return the folder above a page's own, which addresses with ../ begin at."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), ".."))
