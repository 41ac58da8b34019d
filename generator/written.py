"""Where that is written which a built page uses: in YAML, Markdown, a template or mkdocs.yml."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator import markdown_source, snippets
from generator.addresses import Target, built_path, resolve, source_path
from generator.configuration import Configuration
from generator.diagnostics import Place
from generator.markdown_source import Address
from generator.pages import Origin, Page
from generator.site import Use
from generator.text import Link


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
class Sources:
    """What the pages of a built site are made from; pages are named by where they are built."""

    configuration: Configuration
    pages: Sequence[Page]
    _read: dict[Path, list[Address]] = field(default_factory=dict)
    _included: dict[Path, list[Path]] = field(default_factory=dict)

    @cached_property
    def made(self) -> dict[str, Page]:
        """The pages that are made from YAML."""
        return {built_path(page.path, self.configuration): page for page in self.pages}

    def markdown(self, page: str) -> str | None:
        """Return the Markdown page that a built page is, below the docs folder; None if none."""
        made = self.made.get(page)
        return made.path if made else source_path(page, self.configuration)

    def file(self, page: str) -> Place | None:
        """Return the start of the file that a page is made from, None for the theme's own."""
        made = self.made.get(page)
        path = made.source if made else self.markdown(page) or page
        return Place(self._name(path)) if (self.configuration.docs / path).is_file() else None

    @property
    def theme(self) -> Place:
        """Return where a site chooses its theme."""
        return Place(self.configuration.file.name)

    def places(self, page: str, use: Use, target: Target) -> list[Written]:
        """Return every place where that is written which leads from a page to `target`."""
        wanted = _Wanted(page, self.markdown(page) or "", use.address, target, self.configuration)
        for found in (self._in_pages, self._in_templates, self._in_nav, self._in_configuration):
            places = set(found(wanted))
            if places:
                return sorted(places)
        return []

    def _in_pages(self, wanted: "_Wanted") -> Iterator[Written]:
        made = self.made.get(wanted.page)
        for origin in made.origins if made else ():
            if wanted.is_in_markdown(self._rendered(origin, wanted.markdown)):
                folder = posixpath.dirname(posixpath.relpath(origin.place.file, self._name("")))
                yield Written(origin.place, origin.address, folder)
        source = self.configuration.docs / (wanted.markdown or wanted.page)
        if not made and source.is_file():
            if source not in self._included:
                included = snippets.included(source, self.configuration)
                self._included[source] = [source, *included]
            yield from wanted.among(self._addresses(self._included[source]))

    def _rendered(self, origin: Origin, page: str) -> str:
        """Return the address that the page at `page` below the docs folder has of a link."""
        if origin.address.startswith("#") or not Link("", origin.address).is_relative:
            return origin.address
        return posixpath.relpath(origin.target, posixpath.dirname(self._name(page)))

    def _in_templates(self, wanted: "_Wanted") -> Iterator[Written]:
        """Look into the site's own templates, of guides and of its theme."""
        yield from wanted.among(self._addresses(self._templates))

    @cached_property
    def _templates(self) -> list[Path]:
        own, theme = self.configuration.templates, self.configuration.theme_folder
        return [*sorted(own.rglob("*.j2")), *(sorted(theme.rglob("*.html")) if theme else ())]

    def _addresses(self, files: Iterable[Path]) -> Iterator[Address]:
        for file in files:
            if file not in self._read:
                text = file.read_text("utf-8", errors="replace")
                found = markdown_source.addresses(text, self.configuration.name(file))
                self._read[file] = list(found)
            yield from self._read[file]

    def _in_nav(self, wanted: "_Wanted") -> Iterator[Written]:
        for entry in self.configuration.nav:
            # MkDocs links a page that is not there by the name of its source.
            path = posixpath.normpath(entry.path)
            built = built_path(path, self.configuration)
            if wanted.target in (Target(path, ""), Target(built, "")):
                yield Written(entry.place, entry.path)

    def _in_configuration(self, wanted: "_Wanted") -> Iterator[Written]:
        """Look for style sheets, scripts, a logo."""
        path = re.escape(wanted.target.path)
        text = self.configuration.file.read_text("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            for match in re.finditer(rf"(?<![\w./-]){path}(?![\w./-])", line) if path else ():
                place = replace(self.theme, line=number, column=match.start() + 1)
                yield Written(place, match[0])

    def _name(self, path: str) -> str:
        return self.configuration.name(self.configuration.docs / path)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for: what leads from a built page to a target, by an address on it.

    `markdown` is the page below the docs folder that it was made from, "" if there is none.
    """

    page: str
    markdown: str
    address: str
    target: Target
    configuration: Configuration

    def among(self, addresses: Iterable[Address]) -> Iterator[Written]:
        """Yield those of `addresses` that are what is looked for."""
        for address in addresses:
            if address.is_html and self.is_in_html(address.meant):
                folder = posixpath.dirname(self.page)
                yield Written(address.place, address.written, folder, is_html=True)
            elif not address.is_html and self.is_in_markdown(address.meant):
                folder = posixpath.dirname(self.markdown)
                yield Written(address.place, address.written, folder)

    def is_in_markdown(self, address: str) -> bool:
        """Tell whether it is an address in Markdown, as which MkDocs leaves it or not."""
        if unquote(address) == unquote(self.address):
            return True
        try:
            parts = urlsplit(address)
        except ValueError:
            return False
        folder = posixpath.dirname(self.markdown)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        built = built_path(path if parts.path else self.markdown, self.configuration)
        return Target(built, unquote(parts.fragment)) == self.target

    def is_in_html(self, address: str) -> bool:
        """Tell whether it is an address in HTML, which MkDocs leaves as it is."""
        same = unquote(address) == unquote(self.address)
        return same or resolve(address, self.page, self.configuration) == self.target
