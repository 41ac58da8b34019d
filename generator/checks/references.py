"""Checks of references and footnotes in Markdown pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from generator import references
from generator.diagnostics import Diagnostic, shortened
from generator.markdown_pages import MarkdownPage
from generator.references import Definition, Use
from generator.written import Writing

# How much alike a word in brackets and a name are of which one is a slip of the other: most such
# words are nothing but brackets.
_ALIKE = 0.8
# What is said of a footnote that nothing uses.
_UNUSED = re.compile(r"\[\^([^\]]+)\]")


def check(writing: Writing, found: Sequence[MarkdownPage]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the references and footnotes of all pages."""
    included = {file for page in found for file in page.files[1:]}
    for page in found:
        if any("[" in writing.shown_text(file) for file in page.files):
            one = _Page(page, writing)
            yield from one.undefined()
            yield from one.twice()
            if page.files[0] not in included:
                yield from one.unused()


def explained(found: Iterable[Diagnostic]) -> set[tuple[str, str]]:
    """Return the links, by page and address, that lead nowhere because of what `check` found.

    A footnote that nothing uses has a link back to where it is used.
    """
    unused = (one for one in found if one.rule == "link/unused-footnote")
    names = ((one.page, _UNUSED.search(one.message)) for one in unused)
    return {(page, f"#{_back(name[1])}") for page, name in names if name}


def _back(footnote: str) -> str:
    """Return the id of where a footnote is used, to which it links back.

    See `makeFootnoteRefId` in markdown/extensions/footnotes.py.
    """
    return f"fnref:{footnote}"


@dataclass(frozen=True)
class _Page:
    """One page, with what its files define and use."""

    page: MarkdownPage
    writing: Writing

    @property
    def own(self) -> Path:
        return self.page.files[0]

    @cached_property
    def defined(self) -> dict[str, list[Definition]]:
        """All definitions by their labels."""
        found: defaultdict[str, list[Definition]] = defaultdict(list)
        for file in self.page.files:
            for definition in references.definitions(self.writing.shown_text(file)):
                found[definition.label].append(definition)
        return found

    @cached_property
    def _own_definitions(self) -> list[Definition]:
        found = references.definitions(self.writing.shown_text(self.own))
        return [one for one in found if one.is_plain and not one.is_comment]

    @cached_property
    def _unused(self) -> list[Definition]:
        shown = map(self.writing.shown_text, self.page.files)
        used = set().union(*map(references.used_labels, shown))
        return [one for one in self._own_definitions if one.label not in used]

    @cached_property
    def _undefined(self) -> list[tuple[Path, Use]]:
        """What readers see as it was typed."""
        return [
            (file, use)
            for file in self.page.files
            for use in references.uses(self.writing.shown_text(file))
            if not self._is_surely_defined(use.label) and self.page.shows(use.text)
        ]

    def _is_surely_defined(self, label: str) -> bool:
        """Tell whether a label has a definition that is certainly no code."""
        return any(one.is_plain for one in self.defined.get(label, ()))

    def undefined(self) -> Iterator[Diagnostic]:
        """Find references and footnotes that are not defined (link/undefined-reference)."""
        for file, use in self._undefined:
            yield self._undefined_one(file, use)
        for use in self._misspelt:
            yield self._undefined_one(self.own, use)
        yield from self._not_switched_on()

    @cached_property
    def _misspelt(self) -> list[Use]:
        """What stands in brackets alone, and is nearly called like what is defined for nothing."""
        labels = [one.label for one in self._unused if not one.is_footnote]
        if not labels:
            return []
        lone = references.lone_uses(self.writing.shown_text(self.own))
        alike = (one for one in lone if one.label not in self.defined)
        near = (one for one in alike if get_close_matches(one.label, labels, 1, _ALIKE))
        return [one for one in near if self.page.shows(one.text)]

    def _undefined_one(self, file: Path, use: Use) -> Diagnostic:
        is_footnote = use.label.startswith("^")
        kind = [label for label in self.defined if label.startswith("^") == is_footnote]
        near = get_close_matches(use.label, kind, n=1)
        written = " ".join(use.written.split())
        hint = f'did you mean "[{self.defined[near[0]][0].written}]"?' if near else ""
        if not hint and (self.writing.configuration.docs / written).is_file():
            hint = f'write "({written})" with round brackets'
        if use.label in self.defined:
            hint = "begin the line that defines it further to the left: there it is code"
        message = f'"{shortened(use.shown)}" is shown as it is typed: "[{written}]" is not defined'
        hint = hint or f'add a line "[{written}]: {"TEXT" if is_footnote else "ADDRESS"}"'
        place = self.writing.at(file, use.start)
        return Diagnostic(place, "link/undefined-reference", message, hint, self.page.path)

    def _not_switched_on(self) -> Iterator[Diagnostic]:
        """Find footnotes on a site that knows none: what is defined is shown, too."""
        for use in references.uses(self.writing.shown_text(self.own)):
            first = self.defined.get(use.label, [])[:1]
            if first and use.label.startswith("^") and self.page.shows(f"{use.text}:"):
                message = f'"{use.shown}" is shown as it is typed: the site has no footnotes'
                hint = 'add "footnotes" under markdown_extensions: in mkdocs.yml'
                yield self._at(use.start, "link/undefined-reference", message, hint)
                return

    def twice(self) -> Iterator[Diagnostic]:
        """Find what is defined again, and differently (link/duplicate-reference)."""
        first: dict[str, Definition] = {}
        for one in self._own_definitions:
            before = first.setdefault(one.label, one)
            if before.address != one.address:
                line = self.writing.at(self.own, before.start).line
                message = f'"[{one.written}]" is defined in line {line}, too'
                hint = "give one of the two another name, or delete it"
                yield self._at(one.start, "link/duplicate-reference", message, hint)

    def unused(self) -> Iterator[Diagnostic]:
        """Find what is defined and never used; what is nearly called so is misspelt."""
        wrong = [use.label for _, use in self._undefined] + [use.label for use in self._misspelt]
        counts = Counter(one.label for one in self._own_definitions)
        for one in self._unused:
            is_taken = bool(get_close_matches(one.label, wrong, 1)) or counts[one.label] > 1
            if not is_taken and (not one.is_footnote or self._is_footnote(one)):
                rule = "link/unused-footnote" if one.is_footnote else "link/unused-reference"
                message = f'nothing uses "[{one.written}]"'
                yield self._at(one.start, rule, message, "delete it, or use it")

    def _is_footnote(self, one: Definition) -> bool:
        return _back(one.written[1:]) in self.page.html

    def _at(self, start: int, rule: str, message: str, hint: str) -> Diagnostic:
        return Diagnostic(self.writing.at(self.own, start), rule, message, hint, self.page.path)
