"""Built HTML -> what each page defines (ids) and what it uses (addresses)."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeAlias

from selectolax.lexbor import LexborHTMLParser

from generator import folders, progress
from generator.addresses import built_path, resolve
from generator.configuration import Configuration
from generator.nesting import is_deeper
from generator.pictures import Picture, pictures
from generator.srcset import candidates

# What is read of HTML at most: more could exhaust the machine.
LARGEST, DEEPEST = 20_000_000, 1000
# Where HTML names addresses that a browser follows or loads
# (https://html.spec.whatwg.org/multipage/indices.html#attributes-3), and SVG in HTML.
_ADDRESSES = ("href", "src", "poster", "data", "action", "formaction", "cite", "xlink:href")
_LISTS = ("srcset", "imagesrcset")
_SELECTOR = (
    "[id],[name],[href],[src],[poster],[data],[action],[formaction],[cite],[srcset],[imagesrcset],"
    "[style],[http-equiv],style,use,image"  # no selector can name xlink:href, which these have
)
_IN_STYLE = re.compile(r"url\(\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"')]+))", re.IGNORECASE)
_IN_REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"']+)", re.IGNORECASE)
# <link>s that open a connection or name the page itself and load nothing.
_NOT_LOADED = {"preconnect", "dns-prefetch", "canonical", "alternate", "next", "prev"}
_LINK = b"<a "
# What may stand between one link of a navigation and the next, behind "<a ": an address that does
# not depend on the page's own folder, and tags that change nothing in how the rest is read.
_SHARED = re.compile(
    rb'(?:class="[^"]*"\s+)?href="\.\./[^"#&]*"'
    rb"(?:[^<]++|</?(?:a|div|input|label|li|nav|ol|p|span|ul)\b)*+"
)
# Pieces of pages, with the ids in each.
_Pieces: TypeAlias = dict[bytes, frozenset[str]]


class Use(NamedTuple):
    """An address that a page uses, and the tag that does."""

    tag: str
    address: str


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What one page defines and uses, each use once, and the pictures that it shows."""

    ids: frozenset[str]
    uses: tuple[Use, ...]
    pictures: tuple[Picture, ...] = ()


class Unread(NamedTuple):
    """Why a page is not read: the rule that it breaks, and how."""

    rule: str
    message: str


def read(html: bytes) -> HtmlPage | Unread:
    """Return what a page defines and uses; bytes that are no HTML define and use nothing."""
    if is_deeper(html, DEEPEST):
        return Unread("page/too-deep", f"elements stand in more than {DEEPEST:,} others")
    ids: set[str] = set()
    uses: list[Use] = []
    for node in LexborHTMLParser(html).css(_SELECTOR):
        tag, attributes = node.tag or "", node.attributes
        ids.add(attributes.get("id") or "")
        if tag == "a":
            ids.add(attributes.get("name") or "")
        elif tag == "style":
            uses += (Use(tag, address) for address in in_style(node.text()))
        uses += [Use(tag, address) for address in _addresses(tag, attributes)]
    return HtmlPage(frozenset(ids - {""}), tuple(dict.fromkeys(uses)))


def _addresses(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    if tag == "link" and _NOT_LOADED & set((attributes.get("rel") or "").split()):
        return
    for name, value in attributes.items():
        if not value:
            continue
        if name in _ADDRESSES and (name != "data" or tag == "object"):
            yield value.strip()
        elif name in _LISTS:
            yield from (address for _, address in candidates(value))
        elif name == "style":
            yield from in_style(value)
        elif name == "http-equiv" and value.lower() == "refresh":
            yield from _IN_REFRESH.findall(attributes.get("content") or "")


def in_style(css: str) -> Iterator[str]:
    """Yield the addresses that a style loads."""
    for match in _IN_STYLE.finditer(css):
        yield next(address for address in match.groups() if address is not None)


@lru_cache(maxsize=16_384)
def _read_link(piece: bytes) -> HtmlPage | Unread:
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
        """Every HTML page that could be read, in the order of their paths."""
        return {p: page for p, page in self._found.items() if isinstance(page, HtmlPage)}

    @cached_property
    def unread(self) -> dict[str, Unread]:
        """Every HTML page that could not be read, and why."""
        return {path: page for path, page in self._found.items() if isinstance(page, Unread)}

    @cached_property
    def _found(self) -> dict[str, HtmlPage | Unread]:
        """Read every page.

        Most of a page is the navigation, which it shares with all pages in its folder: a link
        there that leads to a page is looked at once, and left out of what the others use. A link
        that climbs to the root of the site is shared by all pages that are as deep.
        """
        paths = sorted(path for path in self.files if path.endswith(".html"))
        from_root: defaultdict[int, _Pieces] = defaultdict(dict)
        found: dict[str, HtmlPage | Unread] = {}
        for _, in_folder in groupby(sorted(paths, key=_above), key=_above):
            pages = list(in_folder)
            climbing = from_root[pages[0].count("/")]
            sound = dict(climbing)
            for path in pages:
                progress.tell("Reading built pages", len(found), len(paths))
                found[path] = self._read(path, sound, climbing)
        return {path: found[path] for path in paths}

    def _read(self, path: str, sound: _Pieces, climbing: _Pieces) -> HtmlPage | Unread:
        """Read a page without the pieces that are known to be sound, and add to these.

        Those that lead to the root are among the `climbing` ones, too.
        """
        file = self.folder / path
        size = file.stat().st_size
        if size > LARGEST:
            return Unread("page/too-large", f"{size:,} bytes of HTML")
        html = file.read_bytes()
        start, *pieces = html.split(_LINK)
        rest, root = [start], "../" * path.count("/")
        for piece in [piece for piece in pieces if piece not in sound]:
            link = self._sound_link(piece, path)
            if link is None:
                rest.append(piece)
                continue
            sound[piece] = link.ids
            if link.uses[0].address.startswith(root):
                climbing[piece] = link.ids
        page = read(_LINK.join(rest))
        if isinstance(page, Unread):
            return page
        ids = page.ids.union(*filter(None, map(sound.get, pieces)))
        return HtmlPage(ids, page.uses, tuple(pictures(html)))

    def _sound_link(self, piece: bytes, path: str) -> HtmlPage | None:
        """Return what a piece of a page uses and defines if that is one page that is there."""
        link = _read_link(piece) if _SHARED.fullmatch(piece) else None
        if not isinstance(link, HtmlPage) or len(link.uses) != 1:
            return None
        target = resolve(link.uses[0].address, path, self.configuration)
        return None if target is None or self.file(target.path) is None else link

    def file(self, path: str) -> str | None:
        """Return the file that a server would send for `path`, None if there is none."""
        if path in self.files and not path.endswith("/"):
            return path
        index = posixpath.join(path.rstrip("/"), "index.html")
        return index if index in self.files else None

    def meant(self, path: str) -> str | None:
        """Return the file that is meant by `path`, on the site or in its docs folder."""
        return self.file(path) or self.file(built_path(path, self.configuration))


def _above(path: str) -> str:
    """Return the folder above a page's own, which addresses with ../ begin at."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), ".."))
