"""Checks of the ids on built pages, at the line where a writer has given or named them.

What a theme or a plugin writes by itself is no writer's, and nothing is said of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator import written_ids
from generator.built_html import HtmlPage, Named
from generator.diagnostics import Diagnostic, Place, nearest
from generator.site import BuiltSite
from generator.written import Writing
from generator.written_ids import WrittenId


def check(site: BuiltSite, writing: Writing) -> Iterator[Diagnostic]:
    """Find ids that stand twice, and names of ids that are not there."""
    sources = _Sources(writing)
    for path, page in site.pages.items():
        yield from _duplicate_ids(path, page, sources)
        yield from _missing_ids(path, page, sources)


def _duplicate_ids(path: str, page: HtmlPage, sources: "_Sources") -> Iterator[Diagnostic]:
    """Find ids that several elements of a page have (page/duplicate-id)."""
    for twice in sorted(page.twice):
        places = sources.places(path, Named("id", twice))
        for place in places[1:] or places:
            message = f'another element on this page has the id "{twice}" too'
            hint = "links to it reach the first one: give one of them another id"
            yield Diagnostic(place, "page/duplicate-id", message, hint, path)


def _missing_ids(path: str, page: HtmlPage, sources: "_Sources") -> Iterator[Diagnostic]:
    """Find names of ids that a page does not have (page/missing-id)."""
    for stray in sorted(page.strays):
        what = "<map>" if stray.attribute == "usemap" else "element"
        for place in sources.places(path, stray):
            message = (
                f'{stray.attribute} names "{stray.id}", and no {what} on this page is called so'
            )
            hint = nearest(stray.id, page.ids) if what == "element" else ""
            yield Diagnostic(place, "page/missing-id", message, hint, path)


@dataclass(frozen=True)
class _Sources:
    """The files that pages are written in, with the ids in each."""

    writing: Writing
    _read: dict[Path, list[WrittenId]] = field(default_factory=dict)

    def places(self, page: str, named: Named) -> list[Place]:
        """Return where an attribute has an id, in what a page is made from or in all templates."""
        for files in (self.writing.files(page), self.writing.templates):
            written = (one for file in files for one in self._ids(file))
            found = [one.place for one in written if (one.attribute, one.id) == named]
            if found:
                return found
        return []

    def _ids(self, file: Path) -> list[WrittenId]:
        if file not in self._read:
            shown, name = self.writing.shown_text(file), self.writing.configuration.name(file)
            self._read[file] = list(written_ids.ids(shown, name))
        return self._read[file]
