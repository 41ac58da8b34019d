"""Where that is written which a built page uses: in YAML, Markdown, a template or mkdocs.yml."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from generator import folders, markdown_source, mkdocs_yml, snippets
from generator.addresses import (
    Target,
    built_path,
    copied,
    index,
    resolve,
    resolve_in_markdown,
    source_path,
)
from generator.configuration import Configuration
from generator.diagnostics import Place
from generator.markdown_source import Address
from generator.pages import Origin, Page
from generator.placeholders import Placeholder
from generator.sources import page_of
from generator.text import Link


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that a built page uses, and where on the site it leads.

    What leads away from the site has itself for its target.
    """

    page: str
    address: str
    target: Target

    def meets(self, other: "Lead") -> bool:
        """Tell whether two addresses on one page are the same, or lead to the same."""
        same = unquote(self.address) == unquote(other.address)
        return self.page == other.page and (same or self.target == other.target)


@dataclass(frozen=True, order=True, slots=True)
class Written:
    """An address where it is written, as it is written.

    It is relative to `folder`: in Markdown below the docs folder, in HTML of the built site.
    """

    place: Place
    address: str
    folder: str = ""
    is_html: bool = False


@dataclass(frozen=True)
class Writing:
    """All that a site's addresses are written in; `pages` are those made from YAML.

    Built pages are named by their path on the site, Markdown pages by theirs below the docs folder.
    """

    configuration: Configuration
    pages: Sequence[Page]
    _texts: dict[Path, str] = field(default_factory=dict)
    _shown: dict[Path, str] = field(default_factory=dict)
    _places: dict[Path, Callable[[int], Place]] = field(default_factory=dict)
    _read: dict[Path, list[Address]] = field(default_factory=dict)
    _included: dict[Path, list[Path]] = field(default_factory=dict)
    _own: dict[str, list[tuple[Lead, Written]]] = field(default_factory=dict)
    _shared: dict[str, list[tuple[Lead, Written]]] = field(default_factory=dict)

    @cached_property
    def _by_built_path(self) -> dict[str, Page]:
        return {built_path(page.path, self.configuration): page for page in self.pages}

    def placeholders(self, page: str) -> Mapping[str, Placeholder]:
        """Return what readers can fill in on a built page."""
        made = self._by_built_path.get(page)
        return made.placeholders if made else {}

    @property
    def site(self) -> Place:
        """The start of mkdocs.yml, where all is chosen that stands in no page: theme, plugins."""
        return Place(self.configuration.file.name)

    def name(self, path: str) -> str:
        """Return the name in messages of a file below the docs folder."""
        return self.configuration.name(self.configuration.docs / path)

    def markdown(self, page: str) -> str | None:
        """Return the Markdown page that a built page is; None if it is none."""
        made = self._by_built_path.get(page)
        return made.path if made else source_path(page, self.configuration)

    def shown(self, page: str) -> str:
        """Return what a writer knows a built file as: a page by its Markdown."""
        return self.markdown(page) or page

    def source(self, page: str) -> Place | None:
        """Return the start of the file that a built page is made from, None for the theme's own."""
        return self.file(self.shown(page))

    def start(self, page: str) -> Place:
        """Return where to speak of a built page as a whole."""
        return self.source(page) or self.site

    def unwritten(self, same: Sequence[Lead]) -> Place:
        """Return where to speak of links to one thing that are written nowhere.

        They come from the theme or a plugin: on several pages from the theme, which mkdocs.yml
        names.
        """
        return self.start(same[0].page) if len(same) == 1 else self.site

    def file(self, path: str) -> Place | None:
        """Return the start of a file of the docs folder, or of the one that a page is made from."""
        made = self._by_built_path.get(built_path(path, self.configuration))
        source = made.source if made and made.path == path else path
        return Place(self.name(source)) if source in self._files else None

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(folders.contents(self.configuration.docs).files)

    def home(self, place: Place) -> str:
        """Return the page of the file at `place`, "" for a file that makes none."""
        path = posixpath.relpath(place.file, self.name(""))
        if path.startswith("../"):
            return ""
        return page_of(path) if path.endswith(".yml") else path

    def lead(self, page: str, address: str) -> Lead:
        """Return what becomes of an address that is written on the Markdown page `page`."""
        target = resolve_in_markdown(address, page, self.configuration) or Target(address, "")
        return Lead(built_path(page, self.configuration), address, target)

    def places(self, lead: Lead) -> list[Written]:
        """Return every place outside the nav where an address of a built page is written.

        That is in what the page is made from; only if it is not there, in what all pages share.
        """
        for leads in (self._in_page(lead.page), self._in_templates(lead.page)):
            places = {written for one, written in leads if one.meets(lead)}
            if places:
                return sorted(places)
        return sorted(set(self._in_configuration(lead)))

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
            elif target is None:
                entries[Target(entry.path, "")].append(written)
            else:
                paths = {built_path(target.path, self.configuration)}
                if target.fragment or self.file(target.path) is None:
                    # MkDocs links a page that is not there by the name of its source.
                    paths |= {target.path, index(target.path)}
                for path in paths:
                    entries[Target(path, target.fragment)].append(written)
        return entries

    def _in_page(self, page: str) -> list[tuple[Lead, Written]]:
        """Return what a built page's own files lead to, and where that is written."""
        if page not in self._own:
            made = self._by_built_path.get(page)
            found = self._in_origins(made) if made else self._among(self.files(page), page)
            self._own[page] = list(found)
        return self._own[page]

    def files(self, page: str) -> list[Path]:
        """Return the files that a built page, style sheet or drawing is made from, without YAML."""
        markdown = source_path(page, self.configuration)
        if markdown is None:
            file = copied(page, self.configuration)
            return [] if file is None else [file]
        return self.parts(self.configuration.docs / markdown)

    def parts(self, source: Path) -> list[Path]:
        """Return a Markdown page and every file that it includes."""
        if source not in self._included:
            included = snippets.included(source, self.configuration, self.text)
            self._included[source] = [source, *included]
        return self._included[source]

    def text(self, file: Path) -> str:
        """Return what a file holds, read once."""
        if file not in self._texts:
            self._texts[file] = file.read_text("utf-8", errors="replace")
        return self._texts[file]

    def at(self, file: Path, start: int) -> Place:
        """Return the place of the sign at `start` in a file."""
        if file not in self._places:
            name = self.configuration.name(file)
            self._places[file] = markdown_source.places(self.text(file), name)
        return self._places[file](start)

    def shown_text(self, file: Path) -> str:
        """Return what a file holds without what is in code and in comments."""
        if file not in self._shown:
            name = self.configuration.name(file)
            self._shown[file] = markdown_source.shown(self.text(file), name)
        return self._shown[file]

    def _in_origins(self, page: Page) -> Iterator[tuple[Lead, Written]]:
        for origin in page.origins:
            folder = posixpath.dirname(posixpath.relpath(origin.place.file, self.name("")))
            written = Written(origin.place, origin.address, folder)
            yield self.lead(page.path, self._rendered(origin, page)), written

    def _rendered(self, origin: Origin, page: Page) -> str:
        """Return the address that the Markdown of a page has of a link."""
        if origin.address.startswith("#") or not Link("", origin.address).is_relative:
            return origin.address
        return posixpath.relpath(origin.target, posixpath.dirname(self.name(page.path)))

    def _in_templates(self, page: str) -> list[tuple[Lead, Written]]:
        """Return what the site's own templates, of guides and of its theme, lead to on a page."""
        if page not in self._shared:
            self._shared[page] = list(self._among(self.templates, page))
        return self._shared[page]

    @cached_property
    def templates(self) -> list[Path]:
        """Every template of the site's own."""
        return list(templates(self.configuration))

    def _among(self, files: Iterable[Path], page: str) -> Iterator[tuple[Lead, Written]]:
        """Look into files that become a part of a built page."""
        markdown = self.markdown(page) or ""
        for address in self._addresses(files):
            # MkDocs leaves HTML as it is.
            own, find = (page, resolve) if address.is_html else (markdown, resolve_in_markdown)
            target = find(address.meant, own, self.configuration) or Target(address.meant, "")
            folder = posixpath.dirname(own)
            written = Written(address.place, address.written, folder, address.is_html)
            yield Lead(page, address.meant, target), written

    def _addresses(self, files: Iterable[Path]) -> Iterator[Address]:
        for file in files:
            if file not in self._read:
                shown = self.shown_text(file)
                found = markdown_source.addresses(shown, self.configuration.name(file))
                self._read[file] = list(found)
            yield from self._read[file]

    def _in_configuration(self, lead: Lead) -> Iterator[Written]:
        """Look for style sheets, scripts, a logo; and for links, which themes show as they are."""
        path = lead.target.path
        whole = re.compile(rf"(?<![\w./-]){re.escape(path)}(?![\w./-])")
        for text, place in self._settings if path else ():
            if text == lead.address:
                yield Written(place, text)
            elif whole.search(text):
                yield Written(place, path)

    @cached_property
    def _settings(self) -> list[tuple[str, Place]]:
        """What mkdocs.yml says, without its nav."""
        entries = {entry.place for entry in self.configuration.nav}
        values = mkdocs_yml.read(self.configuration.file).values()
        return [(text, place) for text, place in values if place not in entries]


def templates(configuration: Configuration) -> Iterator[Path]:
    """Yield every template of a site's own, of guides and of its theme."""
    theme = configuration.theme_folder
    kinds = [(configuration.templates, ".j2"), *([(theme, ".html")] if theme else [])]
    for folder, ending in kinds:
        for path in folders.contents(folder).files:
            if path.endswith(ending):
                yield folder / path
