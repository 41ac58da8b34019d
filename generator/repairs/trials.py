"""Trying what a slip may be: it is the one whose mended line lets the text be read on."""

import math
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

import yaml

from generator.repairs.stops import Stop, find_stop
from generator.yaml_builder import Builder, read_events
from generator.yaml_data import Source
from generator.yaml_mends import Slip, apply

# One line with a thousand commas would be read a thousand times.
_TRIALS = 20


class Trial(NamedTuple):
    """A slip that may be why the parser stopped.

    It is if the mended text can be read beyond the line of `beyond`; where nothing else is known,
    of `Stop.at`.
    """

    slip: Slip
    beyond: int | None = None


def is_explained(stop: Stop) -> bool:
    """Tell whether a text can be read on once the slips are mended that were found before."""
    source = stop.source
    mends = [one.mend for one in source.diagnostics if one.mend is not None]
    if not mends:
        return False
    mended = Source(source.name, apply(source.text, mends))
    again = find_stop(mended)
    return again is None or mended.line_of(again.at) > source.line_of(stop.at)


def choose(stop: Stop, trials: Iterable[Trial], lines_below: int) -> Slip | None:
    """Return the slip whose mended line lets the text be read on farthest, None without any.

    No other slip may be in the mended line, nor in as many `lines_below`. Of several that go as
    far it is the first; a slip without a mended line comes last.
    """
    reached = []
    for trial in islice(trials, _TRIALS):
        reach = _reach(stop, trial)
        if reach is not None:
            reached.append((reach, trial.slip))
    reached.sort(key=lambda one: -one[0])
    return next((slip for _, slip in reached if _is_sound(stop, slip, lines_below)), None)


def farthest(stop: Stop, trials: Iterable[Trial]) -> list[Trial]:
    """Return those trials whose mended text can be read on farthest."""
    reached = [(_reach(stop, trial), trial) for trial in trials]
    most = max((reach for reach, _ in reached if reach is not None), default=None)
    return [trial for reach, trial in reached if reach is not None and reach == most]


def _reach(stop: Stop, trial: Trial) -> float | None:
    """Return how far the mended text can be read, None if that is no farther than before."""
    source, mend = stop.source, trial.slip.mend
    if mend is None:
        return -1
    again = find_stop(Source(source.name, mend.apply(source.text)))
    if again is None:
        return math.inf
    index = again.trouble - len(mend.text) + mend.end - mend.start
    beyond = max(stop.at if trial.beyond is None else trial.beyond, mend.end)
    if again.trouble < mend.start + len(mend.text) or index <= beyond:
        return None
    if source.line_of(index) > source.line_of(beyond):
        return index
    # Farther in the same line, another entry of […] or {…} may have a slip of its own.
    return 0 if "," in source.text[mend.end : index] else None


def _is_sound(stop: Stop, slip: Slip, lines_below: int) -> bool:
    """Tell whether the mended line, and as many below it, have no other slip."""
    source, mend = stop.source, slip.mend
    if mend is None:
        return True
    mended = Source(source.name, mend.apply(source.text), source.words)
    with suppress(yaml.MarkedYAMLError):  # it stands below
        Builder(mended).document(read_events(mended.text))
    first = mended.line_of(mend.start)
    last = mended.line_at(mend.start + len(mend.text))
    below = next(islice(mended.lines_below(last), lines_below), last)
    known = {(one.place.line, one.rule) for one in source.diagnostics}
    return not any(
        first <= one.place.line <= below.number and (one.place.line, one.rule) not in known
        for one in mended.diagnostics
    )
