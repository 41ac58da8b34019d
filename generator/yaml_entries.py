"""The entries of a mapping in {…}, where commas and braces make others than were meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator import yaml_slips
from generator.yaml_data import BROKEN, Source, Span
from generator.yaml_mends import Slip


@dataclass(slots=True)
class Entry:
    """A key and its value, as events and as what they stand for.

    `key` is None where it was reported, `value` is BROKEN where that was. `end` is where a value
    ends that goes on behind a comma.
    """

    key_event: Any
    key: str | None
    value_event: Any
    value: Any
    end: int | None = None

    def is_alone(self, source: Source) -> bool:
        """Tell whether the key stands in {…} without a colon."""
        between = source.text[self.key_event.end_mark.index : self.value_event.start_mark.index]
        return self.key is not None and ":" not in between


def slips(source: Source, span: Span, entries: list[Entry], *, in_flow: bool) -> Iterator[Slip]:
    """Yield what is wrong with the entries of a mapping in {…} at `span`.

    What is reported is marked so in the entries; those that are the rest of a text are taken out.
    """
    kept: list[Entry] = []
    for entry in entries:
        before = kept[-1] if kept and isinstance(kept[-1].value, str) and kept[-1].key else None
        slip = _alone(source, entry, before) if entry.is_alone(source) else None
        if slip is not None:
            entry.key = None
            yield slip
        if before is not None and entry.is_alone(source):
            before.end = entry.key_event.end_mark.index
        else:
            kept.append(entry)
    yield from _cut(source, kept)
    # A pair inside […] is a mapping without braces of its own.
    has_braces = source.text.startswith("{", span.start)
    if has_braces and kept and all(entry.is_alone(source) for entry in kept):
        yield yaml_slips.braces(source, span.start, span.end, in_flow=in_flow)
        for entry in kept:
            entry.key = None
    entries[:] = kept


def _alone(source: Source, entry: Entry, before: Entry | None) -> Slip | None:
    start, end = entry.key_event.start_mark.index, entry.key_event.end_mark.index
    return yaml_slips.alone(source, start, end, may_be_rest=before is not None)


def _cut(source: Source, entries: list[Entry]) -> Iterator[Slip]:
    """Report the texts that commas have cut."""
    for entry in entries:
        if entry.end is not None:
            entry.value = BROKEN
            yield yaml_slips.comma(source, entry.value_event.start_mark.index, entry.end)
