"""Where a YAML text could not be read on, and what had been read of it until then."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from yaml import events

from generator.yaml_builder import MAXIMUM_DEPTH, read_events
from generator.yaml_data import Line, Source

_OTHER_HALF = {"[": "]", "{": "}"}
_STRUCTURE = re.compile(r"-(?:\s|$)|[^\s#].*?:(?:\s|$)")


@dataclass(slots=True)
class Level:
    """A mapping or a list: where it starts, and whether it is one of […] and {…}.

    `keys` are those that have been read of a mapping, or of the last mapping in a list; `nodes` is
    how many keys, values and items have been read.
    """

    start: int
    column: int
    is_flow: bool
    is_list: bool
    keys: set[str] = field(default_factory=set)
    nodes: int = 0

    def take(self, written: str) -> None:
        """Take in the next key, value or item; "" for what is no text."""
        self.nodes += 1
        if not self.is_list and self.nodes % 2:
            self.keys.add(written)


class Piece(NamedTuple):
    """A text or a closed […] or {…}: its extent, and the sign that it starts with ("" if plain)."""

    start: int
    end: int
    sign: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the parser could not read on, and what had been read until then.

    `at` is where what troubled it starts, `index` where it noticed. `levels` are open there, from
    the outermost; `left` are those that the troubled line is not indented enough for, from the
    innermost. `last` is the last piece before it.
    """

    source: Source
    index: int
    at: int
    problem: str
    levels: tuple[Level, ...]
    left: tuple[Level, ...]
    last: Piece | None

    @property
    def trouble(self) -> int:
        """Where what cannot be read stands: the text above has nothing to do with a tab."""
        return self.index if self.source.text.startswith("\t", self.index) else self.at

    @property
    def flows(self) -> list[Level]:
        """What is open of […] and {…}."""
        return [level for level in self.levels if level.is_flow]

    @property
    def closing(self) -> str:
        """What would close these, from the innermost."""
        # A pair inside […] opens a level without a bracket of its own.
        opened = (self.source.text[one.start] for one in reversed(self.flows))
        return "".join(_OTHER_HALF.get(bracket, "") for bracket in opened)

    @property
    def blocks(self) -> list[Level]:
        """What is open of all other levels, or was left in the troubled line."""
        return [level for level in (*self.levels, *reversed(self.left)) if not level.is_flow]

    @property
    def column(self) -> int:
        """The column, from 0, of the innermost of these that is still open; -1 without any."""
        blocks = [level.column for level in self.levels if not level.is_flow]
        return blocks[-1] if blocks else -1

    @property
    def lines(self) -> list[Line]:
        """The lines that the trouble may come from, each once: where it was noticed first."""
        source = self.source
        lines = [source.line_at(self.index), source.line_at(self.at)]
        above = source.line_above(lines[-1])
        lines += [above] if above is not None else []
        if self.last is not None and not self.last.sign:
            lines.append(source.line_at(self.last.start))
        return list({line.number: line for line in lines}.values())

    def follows(self, piece: Piece | None) -> bool:
        """Tell whether the trouble stands behind a piece, in the same line."""
        source = self.source
        if piece is None or source.line_of(piece.end) != source.line_of(self.at):
            return False
        return not source.text[piece.end : self.at].strip() and self.at < len(source.text)

    def outdented(self, start: int) -> Line | None:
        """Return the first line below `start` that can be no part of what begins there."""
        source = self.source
        for line in source.lines_below(source.line_at(start)):
            if line.start > self.index:
                break
            is_end = source.text[line.begin] in "]}"
            if line.indent <= self.column and is_structure(source, line) and not is_end:
                return line
        return None


def is_structure(source: Source, line: Line) -> bool:
    """Tell whether a line looks like a key or an item, and not like the rest of a text."""
    return _STRUCTURE.match(source.text, line.begin, line.end) is not None


@dataclass(slots=True)
class _Progress:
    """How far a text has been read: see `Stop`; `end` is where the last event ended."""

    text: str
    levels: list[Level] = field(default_factory=list)
    left: list[Level] = field(default_factory=list)
    last: Piece | None = None
    end: int = 0

    def follow(self, event: Any) -> None:
        """Go on to the next event."""
        mark, self.end = event.start_mark, event.end_mark.index
        if isinstance(event, events.CollectionEndEvent):
            self._leave(self.levels.pop())
        elif isinstance(event, events.CollectionStartEvent):
            is_list = isinstance(event, events.SequenceStartEvent)
            self._enter(Level(mark.index, mark.column, bool(event.flow_style), is_list))
        elif isinstance(event, events.ScalarEvent | events.AliasEvent):
            self._take(getattr(event, "value", ""))
            if mark.index < self.end:  # an empty text is none that somebody wrote
                self.last = Piece(mark.index, self.end, getattr(event, "style", None) or "")

    def _take(self, written: str) -> None:
        self.left = []
        if self.levels:
            self.levels[-1].take(written)

    def _enter(self, level: Level) -> None:
        self._take("")
        if self.levels and self.levels[-1].is_list:
            self.levels[-1].keys = level.keys
        self.levels.append(level)

    def _leave(self, level: Level) -> None:
        if level.is_flow:
            self.last = Piece(level.start, self.end, self.text[level.start])
        else:
            self.left.append(level)


def find_stop(source: Source) -> Stop | None:
    """Return where a text cannot be read on; None if all of it can, or if it is too deep."""
    progress = _Progress(source.text)
    try:
        for event in read_events(source.text):
            progress.follow(event)
            if len(progress.levels) > MAXIMUM_DEPTH:
                break
    except yaml.MarkedYAMLError as error:
        index, at = _marks(error, len(source.text), progress.end)
        levels, left = tuple(progress.levels), tuple(progress.left)
        return Stop(source, index, at, error.problem or "", levels, left, progress.last)
    return None


def _marks(error: yaml.MarkedYAMLError, length: int, end: int) -> tuple[int, int]:
    """Return where the parser stopped, and where what it was reading there starts."""
    index = min(error.problem_mark.index if error.problem_mark else end, length)
    context = error.context_mark.index if error.context_mark else -1
    # What it was reading may also be a mapping or a list, which started far above.
    return index, context if end <= context <= index else index
