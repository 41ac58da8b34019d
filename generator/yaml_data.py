"""Plain data that knows where it was written."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from generator.diagnostics import Diagnostic, Place

# What YAML leaves as it is, quoted or not, folded or not.
_WORD = re.compile(r"[^\s\"'\\]{1,80}")
_INDENT = re.compile(r"[ \t]*")
_DASHES = re.compile(r"(?:-[ \t]+)*")
# Where YAML ends a line (https://yaml.org/spec/1.2.2/#54-line-break-characters).
LINE_END = re.compile(r"\r\n?|\n")


class Span(NamedTuple):
    """Where a part stands: line and column of its start, and its extent in characters.

    `given_at` is where the text for a parameter in it was written, if there is one.
    """

    line: int
    column: int
    start: int
    end: int
    given_at: Place | None = None


class Line(NamedTuple):
    """Where a line starts and ends, and in it what is written, and that without list signs."""

    number: int
    start: int
    begin: int
    entry: int
    end: int

    @property
    def indent(self) -> int:
        """How many blanks and tabs it begins with."""
        return self.begin - self.start

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return self.begin == self.end


class Words(NamedTuple):
    """The words that a file's model knows, which tell what a writer meant by a line.

    `keys` are the keys of all its parts; `kinds` those of which a part has one, such as `button`;
    `parts` are the keys of each part. Without any, every word that looks like a key is taken for
    one.
    """

    keys: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    parts: frozenset[frozenset[str]] = frozenset()

    def has(self, word: str) -> bool:
        """Tell whether `word` is a key."""
        return word in self.keys if self.keys else re.fullmatch("[a-z_]+", word) is not None

    def has_part(self, keys: frozenset[str] | set[str]) -> bool:
        """Tell whether there is a part that may have all of these `keys`."""
        return any(keys <= part for part in self.parts)


@dataclass
class Source:
    """One YAML file: its name (as in `Place.file`), its text, and what is wrong with it.

    A fragment is read anew for each use, which is `used_at`.
    """

    name: str
    text: str
    words: Words = field(default_factory=Words)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    used_at: Place | None = None

    def place(self, span: Span) -> Place:
        """Return the place where `span` starts."""
        return Place(self.name, span.line, span.column, span.given_at or self.used_at)

    def place_of(self, index: int) -> Place:
        """Return the place of the character at `index`, counted from 0."""
        number = self.line_of(index)
        return Place(self.name, number, index - self._starts[number - 1] + 1, self.used_at)

    def place_within(self, span: Span, wanted: str, earlier: int = 0) -> Place:
        """Return the place of `wanted` inside `span`, behind as many `earlier` ones.

        If there are not so many it is the start of `span`.
        """
        # A block begins with a sign that is none of its text.
        start = span.start + (self.text[span.start : span.start + 1] in ("|", ">"))
        index = self.text.find(wanted, start, span.end)
        for _ in range(earlier):
            index = self.text.find(wanted, index + len(wanted), span.end) if index >= 0 else index
        return self.place(span) if index < 0 else self.place_of(index)

    def place_at(self, span: Span, text: str, start: int) -> Place:
        """Return the place of what is at `start` in `text`, as which YAML reads `span`."""
        word = _WORD.match(text, start)
        wanted = word[0] if word else text[start : start + 1]
        return self.place_within(span, wanted, text.count(wanted, 0, start))

    def report(self, span: Span, rule: str, message: str, hint: str = "") -> None:
        """Add a diagnostic at the start of `span`."""
        self.diagnostics.append(Diagnostic(self.place(span), rule, message, hint))

    def line_of(self, index: int) -> int:
        """Return the number of the line that holds the character at `index`, counted from 1."""
        return bisect_right(self._starts, index)

    def line(self, number: int) -> Line:
        """Return the line of that number; raises IndexError where there is none."""
        start, end = self._starts[number - 1], self._ends[number - 1]
        begin = _end(_INDENT, self.text, start)
        return Line(number, start, begin, _end(_DASHES, self.text, begin), end)

    def line_at(self, index: int) -> Line:
        """Return the line that holds the character at `index`."""
        return self.line(self.line_of(index))

    def lines_below(self, line: Line) -> Iterator[Line]:
        """Yield the lines below that are not blank."""
        for number in range(line.number + 1, len(self._starts) + 1):
            below = self.line(number)
            if not below.is_blank:
                yield below

    def line_above(self, line: Line) -> Line | None:
        """Return the nearest line above that is not blank, None without one."""
        above = (self.line(number) for number in range(line.number - 1, 0, -1))
        return next((one for one in above if not one.is_blank), None)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.text))]

    @cached_property
    def _ends(self) -> list[int]:
        return [*(end.start() for end in LINE_END.finditer(self.text)), len(self.text)]


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return where a pattern ends that matches at `start`, if only nothing."""
    match = pattern.match(text, start)
    return match.end() if match else start


class Broken:
    """Stands for a value that was reported and is to be left out."""


BROKEN = Broken()


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
