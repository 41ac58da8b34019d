"""A folder of built files -> what each page, style sheet and drawing defines and uses."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin

from generator import folders, progress, styles
from generator.addresses import Target, built_path, copied, resolve
from generator.built_html import LARGEST, HtmlPage, Unread, Use, read
from generator.configuration import Configuration
from generator.navigation import Navigation, content

# The end of an address that a style sheet picks pictures by, as in [src$="#only-dark"].
_HOOK = re.compile(r"\[\s*(?:src|href)\s*[$*~^|]?=\s*[\"']?[^\"'\]]*#([^\"'\]]+)")


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
        navigation = Navigation(self._leads)
        paths = progress.counted("Reading built pages", self._paths(".html", ".htm", ".xhtml"))
        return {path: self._read(path, navigation) for path in paths}

    def _leads(self, page: str, address: str) -> bool:
        target = resolve(address, page, self.configuration)
        return target is not None and self.file(target.path) is not None

    def _read(self, path: str, navigation: Navigation) -> HtmlPage | Unread:
        size = self._size(path)
        if size > LARGEST:
            return Unread("page/too-large", f"{size:,} bytes of HTML")
        html = (self.folder / path).read_bytes()
        start = content(html)
        before, ids = navigation.rest(html[:start], path)
        around, page = read(before), read(html[start:])
        if isinstance(around, Unread) or isinstance(page, Unread):
            return around if isinstance(around, Unread) else page
        # Where addresses begin elsewhere, those of the navigation mean something else, too.
        return read(html) if page.base or around.base else page.within(around, ids)

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
                uses = (u for u in drawing.uses if not u.is_loaded or u.address.startswith("#"))
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
        """Tell whether a fragment of a file names an id; of a PDF it names a page."""
        return path in self.pages or path in self.drawings

    def ids(self, path: str) -> frozenset[str]:
        """Return the ids in a file, none for one that has no such thing."""
        document = self.pages.get(path) or self.drawings.get(path)
        return frozenset() if document is None else document.ids

    def target(self, page: str, address: str) -> Target | None:
        """Return where an address on `page` leads; None if that is not on the site's host."""
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
        if base is not None and base.path in (page, page[: page.rfind("/") + 1]):
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
