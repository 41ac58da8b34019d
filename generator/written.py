"""Where addresses that a built page uses are written: in a guide, a Markdown page or the nav."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from generator import folders, markdown_source
from generator.addresses import Target, built_path, index, resolve, source_path
from generator.configuration import Configuration
from generator.diagnostics import Place
from generator.pages import Page
from generator.sources import page_of


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that a built page uses, and where on the site it leads."""

    page: str
    address: str
    target: Target

    def meets(self, other: "Lead") -> bool:
        """Tell whether two addresses on one page are the same, or lead to the same."""
        return self.page == other.page and (
            self.address == other.address or self.target == other.target
        )


@dataclass(frozen=True, order=True, slots=True)
class Written:
    """An address where it is written, as it is written."""

    place: Place
    address: str


@dataclass(frozen=True)
class Writing:
    """All that a site's addresses are written in; `pages` are those made from YAML."""

    configuration: Configuration
    pages: Sequence[Page]

    @cached_property
    def _by_built_path(self) -> dict[str, Page]:
        return {built_path(page.path, self.configuration): page for page in self.pages}

    @property
    def site(self) -> Place:
        """The start of mkdocs.yml, where all is chosen that stands in no page: theme, plugins."""
        return Place(self.configuration.file.name)

    def name(self, path: str) -> str:
        """Return the name in messages of a file below the docs folder."""
        return self.configuration.name(self.configuration.docs / path)

    def source(self, page: str) -> Place | None:
        """Return the start of the file that a built page is made from, None for the theme's own."""
        if page in self._by_built_path:
            return Place(self.name(self._by_built_path[page].source))
        path = source_path(page, self.configuration)
        return Place(self.name(path)) if path else None

    def file(self, path: str) -> Place | None:
        """Return the start of a file of the docs folder, or of the one that a page is made from."""
        made = self._by_built_path.get(built_path(path, self.configuration))
        source = made.source if made and made.path == path else path
        return Place(self.name(source)) if source in self._files else None

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(folders.contents(self.configuration.docs).files)

    def shown(self, page: str) -> str:
        """Return what a writer knows a built page as."""
        if page in self._by_built_path:
            return self._by_built_path[page].path
        return source_path(page, self.configuration) or page

    def home(self, place: Place) -> str:
        """Return the page of the file at `place`, "" for a file that makes none."""
        docs = self.configuration.name(self.configuration.docs)
        path = posixpath.relpath(place.file, docs)
        if path.startswith("../"):
            return ""
        return page_of(path) if path.endswith(".yml") else path

    def lead(self, page: str, address: str) -> Lead:
        """Return what becomes of an address that is written on the Markdown page `page`."""
        path, mark, fragment = address.partition("#")
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        target = self._target_of((joined if path else page) + mark + fragment)
        return Lead(built_path(page, self.configuration), address, target)

    def places(self, lead: Lead) -> list[Written]:
        """Return every place in the source of a page where an address of it is written."""
        page = self._by_built_path.get(lead.page)
        return sorted(set(self._in_guide(lead, page) if page else self._in_markdown(lead)))

    def in_nav(self, lead: Lead) -> list[Written]:
        """Return every entry of the nav that becomes such a link."""
        found = [*self._nav.get(lead.target, [])]
        return found + self._nav.get(lead.address, []) if lead.address.startswith("#") else found

    @cached_property
    def _nav(self) -> dict[Target | str, list[Written]]:
        """The entries of the nav by where they lead, except anchors: each page has its own."""
        entries: defaultdict[Target | str, list[Written]] = defaultdict(list)
        for entry in self.configuration.nav:
            written = Written(entry.place, entry.path)
            target = resolve(entry.path, "", self.configuration)
            if entry.path.startswith("#"):
                entries[entry.path].append(written)
            elif target is not None:
                # MkDocs links a page that is not there by the name of its source.
                published = built_path(target.path, self.configuration)
                for path in {target.path, index(target.path), published}:
                    entries[Target(path, target.fragment)].append(written)
        return entries

    def _in_guide(self, lead: Lead, page: Page) -> Iterator[Written]:
        folder = posixpath.dirname(self.name(page.path))
        docs = self.configuration.name(self.configuration.docs)
        for origin in page.origins:
            own = origin.address.startswith("#")
            rendered = origin.address if own else posixpath.relpath(origin.target, folder)
            used = lead.address in (origin.target, rendered)
            encoded = unquote(lead.address) == unquote(rendered)
            below_docs = posixpath.relpath(origin.target, docs)
            if used or encoded or self._target_of(below_docs) == lead.target:
                yield Written(origin.place, origin.address)

    def _in_markdown(self, lead: Lead) -> Iterator[Written]:
        source = source_path(lead.page, self.configuration)
        if source is None:
            return
        text = (self.configuration.docs / source).read_text("utf-8", errors="replace")
        for address, place in markdown_source.addresses(text, self.name(source)):
            if self.lead(source, address).meets(lead):
                yield Written(place, address)

    def _target_of(self, address: str) -> Target:
        path, _, fragment = address.partition("#")
        return Target(built_path(path, self.configuration), fragment)
