"""Checks of Markdown pages: what was meant to become a link, and reached readers as text."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import unmade_links
from generator.diagnostics import Diagnostic, shortened
from generator.markdown_pages import MarkdownPage
from generator.unmade_links import Unmade
from generator.written import Writing


def check(writing: Writing, found: Iterable[MarkdownPage]) -> Iterator[Diagnostic]:
    """Find links that are none (text/broken-link), and those that lead nowhere (link/empty)."""
    known: dict[Path, tuple[Unmade, ...]] = {}
    for page in found:
        for file in page.files:
            if file not in known:
                known[file] = tuple(unmade_links.find(writing.shown_text(file)))
            yield from _in_file(file, known[file], page, writing)


def _in_file(
    file: Path, found: Iterable[Unmade], page: MarkdownPage, writing: Writing
) -> Iterator[Diagnostic]:
    for unmade in found:
        if _is_seen(unmade, page):
            message = f'"{shortened(unmade.shown)}" {unmade.what}'
            place = writing.at(file, unmade.start)
            yield Diagnostic(place, unmade.rule, message, unmade.hint, page.path)


def _is_seen(unmade: Unmade, page: MarkdownPage) -> bool:
    in_text = bool(unmade.text) and page.shows(unmade.text)
    return in_text or bool(unmade.html and unmade.html.search(page.html))
