"""A folder of built files -> what each page, style sheet and drawing defines and uses."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urljoin

from generator import folders, styles
from generator.addresses import Target, built_path, copied, resolve
from generator.built_html import LARGEST, HtmlPage, Unread, Use, read
from generator.configuration import Configuration

# Where what a page says begins: behind the navigation of most themes.
_CONTENT = (re.compile(rb"<article\b"), re.compile(rb"<main\b|<[a-z]+[^<>]*\brole=\"?main\b"))
_LINK = b"<a "
# What may stand between one link of a navigation and the next, behind "<a ": an address that does
# not depend on the page's own folder, and tags that change nothing in how the rest is read.
_SHARED = re.compile(
    rb'(?:class="[^"]*"\s+)?href="\.\./[^"#&]*"'
    rb"(?:[^<]++|</?(?:a|div|input|label|li|nav|ol|p|span|ul)\b)*+"
)
# The end of an address that a style sheet picks pictures by, as in [src$="#only-dark"].
_HOOK = re.compile(r"\[\s*(?:src|href)\s*[$*~^|]?=\s*[\"']?[^\"'\]]*#([^\"'\]]+)")
# Pieces of pages, with the ids in each.
_Pieces: TypeAlias = dict[bytes, frozenset[str]]


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
        paths = self._paths(".html", ".htm", ".xhtml")
        from_root: defaultdict[int, _Pieces] = defaultdict(dict)
        found = {}
        for _, in_folder in groupby(sorted(paths, key=_above), key=_above):
            pages = list(in_folder)
            climbing = from_root[pages[0].count("/")]
            sound = dict(climbing)
            for path in pages:
                found[path] = self._read(path, sound, climbing)
        return {path: found[path] for path in paths}

    def _read(self, path: str, sound: _Pieces, climbing: _Pieces) -> HtmlPage | Unread:
        """Read a page without the pieces that are known to be sound, and add to these.

        Those that lead to the root are among the `climbing` ones, too.
        """
        size = self._size(path)
        if size > LARGEST:
            return Unread("page/too-large", f"{size:,} bytes of HTML")
        html = (self.folder / path).read_bytes()
        start = _content(html)
        opening, *pieces = html[:start].split(_LINK)
        rest, root = [opening], "../" * path.count("/")
        for piece in [piece for piece in pieces if piece not in sound]:
            link = self._sound_link(piece, path)
            if link is None:
                rest.append(piece)
                continue
            sound[piece] = link.ids
            if link.uses[0].address.startswith(root):
                climbing[piece] = link.ids
        around, content = read(_LINK.join(rest)), read(html[start:])
        if isinstance(around, Unread) or isinstance(content, Unread):
            return around if isinstance(around, Unread) else content
        return content.within(around, frozenset().union(*filter(None, map(sound.get, pieces))))

    def _sound_link(self, piece: bytes, path: str) -> HtmlPage | None:
        """Return what a piece of a page uses and defines if that is one page that is there."""
        link = _read_link(piece) if b"-->" not in piece and _SHARED.fullmatch(piece) else None
        if not isinstance(link, HtmlPage) or len(link.uses) != 1 or link.strays or link.twice:
            return None
        target = resolve(link.uses[0].address, path, self.configuration)
        return None if target is None or self.file(target.path) is None else link

    @cached_property
    def documents(self) -> dict[str, HtmlPage]:
        """All that uses something: pages, and the style sheets and drawings that writers have."""
        return self.pages | dict(self._own_styles()) | dict(self._own_drawings())

    def _own_styles(self) -> Iterator[tuple[str, HtmlPage]]:
        for path in self._paths(".css"):
            if copied(path, self.configuration) is not None:
                found = (address for _, address in styles.addresses(self._text(path)))
                # What is only a fragment is looked for on the page that the style is for.
                uses = (Use("asset", address) for address in found if not address.startswith("#"))
                yield path, HtmlPage(frozenset(), tuple(dict.fromkeys(uses)))

    def _own_drawings(self) -> Iterator[tuple[str, HtmlPage]]:
        """Yield what drawings lead to; what else they load is looked at where they are shown."""
        for path, drawing in self.drawings.items():
            if copied(path, self.configuration) is not None:
                uses = (u for u in drawing.uses if u.kind == "link" or u.address.startswith("#"))
                yield path, HtmlPage(drawing.ids, tuple(uses), base=drawing.base)

    @cached_property
    def drawings(self) -> dict[str, HtmlPage]:
        """Every SVG that can be read."""
        svgs = (path for path in self._paths(".svg") if self._size(path) <= LARGEST)
        found = ((path, read((self.folder / path).read_bytes())) for path in svgs)
        return {path: drawing for path, drawing in found if isinstance(drawing, HtmlPage)}

    @cached_property
    def hooks(self) -> frozenset[str]:
        """The fragments by which style sheets pick pictures: they name no id."""
        sheets = map(self._text, self._paths(".css"))
        return frozenset(fragment for sheet in sheets for fragment in _HOOK.findall(sheet))

    def _paths(self, *endings: str) -> list[str]:
        return sorted(path for path in self.files if path.lower().endswith(endings))

    def _size(self, path: str) -> int:
        return (self.folder / path).stat().st_size

    def _text(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8", errors="replace")

    def has_ids(self, path: str) -> bool:
        """Tell whether a fragment behind this path names an id: of other files it may mean a page."""
        return path in self.pages or path in self.drawings

    def ids(self, path: str) -> frozenset[str]:
        """Return the ids in a file, none for one that has no such thing."""
        document = self.pages.get(path) or self.drawings.get(path)
        return frozenset() if document is None else document.ids

    def target(self, page: str, address: str) -> Target | None:
        """Return where an address that `page` uses leads; None if that is not on the site's host."""
        base = self.base(page)
        if base is not None and not isinstance(base, str):
            return resolve(address, base.path, self.configuration)
        return resolve(urljoin(base or "", address), page, self.configuration)

    def base(self, page: str) -> Target | str | None:
        """Return where a page's <base> has its addresses begin, None if it has no such effect.

        It is an address if it leads away from the site.
        """
        written = self.pages[page].base if page in self.pages else ""
        if not written:
            return None
        base = resolve(written, page, self.configuration)
        if base is not None and base.path.rstrip("/") in (page, posixpath.dirname(page)):
            return None
        return base or written

    def file(self, path: str) -> str | None:
        """Return the file that a server would send for `path`, None if there is none."""
        if path in self.files and not path.endswith("/"):
            return path
        index = posixpath.join(path.rstrip("/"), "index.html")
        return index if index in self.files else None

    def meant(self, path: str) -> str | None:
        """Return the file that is meant by `path`, on the site or in its docs folder."""
        return self.file(path) or self.file(built_path(path, self.configuration))


def _content(html: bytes) -> int:
    """Return where what a page says begins, 0 if its theme does not tell.

    It is 0, too, where addresses are relative to something else than the page.
    """
    if b"<base" in html:
        return 0
    starts = (pattern.search(html) for pattern in _CONTENT)
    return next((match.start() for match in starts if match), 0)


def _above(path: str) -> str:
    """Return the folder above a page's own, which addresses with ../ begin at."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), ".."))
