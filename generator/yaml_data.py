"""Plain data that knows where it was written."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from generator.diagnostics import Diagnostic, Place

# What YAML leaves as it is, quoted or not, folded or not.
_WORD = re.compile(r"[^\s\"'\\]{1,80}")


class Span(NamedTuple):
    """Where a part stands: line and column of its start, and its extent in characters."""

    line: int
    column: int
    start: int
    end: int


@dataclass
class Source:
    """One YAML file: its name (as in `Place.file`), its text, and what is wrong with it."""

    name: str
    text: str
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def place(self, span: Span) -> Place:
        """Return the place where `span` starts."""
        return Place(self.name, span.line, span.column)

    def place_within(self, span: Span, wanted: str, earlier: int = 0) -> Place:
        """Return the place of `wanted` inside `span`, behind as many `earlier` ones.

        If there are not so many it is the start of `span`.
        """
        # A block begins with a sign that is none of its text.
        start = span.start + (self.text[span.start : span.start + 1] in ("|", ">"))
        index = self.text.find(wanted, start, span.end)
        for _ in range(earlier):
            index = self.text.find(wanted, index + len(wanted), span.end) if index >= 0 else index
        if index < 0:
            return self.place(span)
        line_start = self.text.rfind("\n", 0, index) + 1
        lines = self.text.count("\n", span.start, index)
        return Place(self.name, span.line + lines, index - line_start + 1)

    def place_at(self, span: Span, text: str, start: int) -> Place:
        """Return the place of what is at `start` in `text`, as which YAML reads `span`."""
        word = _WORD.match(text, start)
        wanted = word[0] if word else text[start : start + 1]
        return self.place_within(span, wanted, text.count(wanted, 0, start))

    def report(self, span: Span, rule: str, message: str, hint: str = "") -> None:
        """Add a diagnostic at the start of `span`."""
        self.diagnostics.append(Diagnostic(self.place(span), rule, message, hint))

    def line(self, number: int) -> str:
        """Return the line of that number, counted from 1, or "" beyond the end."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()


class Mapping(dict[str, Any]):
    """A YAML mapping that knows where its keys and values stand.

    `broken` are keys whose value could not be read and was reported: nobody need miss them. ""
    stands for a value whose key could not be read.
    """

    def __init__(self, source: Source, span: Span) -> None:
        super().__init__()
        self.source = source
        self.span = span
        self.key_spans: dict[str, Span] = {}
        self.value_spans: dict[str, Span] = {}
        self.broken: set[str] = set()

    def rename(self, key: str, name: str) -> None:
        """Call `key` by another `name`, at its place in the order."""
        for mapping in (self, self.key_spans, self.value_spans):
            entries = [(name if k == key else k, value) for k, value in mapping.items()]
            mapping.clear()
            mapping.update(entries)

    def drop(self, key: str) -> None:
        """Take out `key`, remembering that it was there."""
        self.pop(key, None)
        self.broken.add(key)


class Sequence(list[Any]):
    """A YAML sequence that knows where its items stand.

    `broken` tells that an item could not be read and was reported, as in a mapping.
    """

    def __init__(self, source: Source, span: Span) -> None:
        super().__init__()
        self.source = source
        self.span = span
        self.value_spans: list[Span] = []
        self.broken: set[int] = set()

    def drop(self, index: int) -> None:
        """Take out the item at `index`, remembering that something was there."""
        del self[index]
        del self.value_spans[index]
        self.broken.add(index)
