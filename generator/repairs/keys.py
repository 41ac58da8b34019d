"""Slips of keys and items: what is glued to them, and colons that are missing."""

import re
from collections.abc import Iterator

from generator.diagnostics import Mend
from generator.repairs.stops import Stop
from generator.repairs.trials import Trial
from generator.yaml_data import Line
from generator.yaml_mends import Slip
from generator.yaml_slips import missing_blank, missing_colon

_GLUED_COLON = re.compile(r"(?P<word>\w+):(?=[^\s/:])")
_GLUED_DASH = re.compile(r"-(?=\w)")
_NO_COLON = re.compile(r"(?P<name>\w+)(?P<sign>[ \t]*=[ \t]*|(?=\s|$)|(?=[|>\[{]))")
_LABEL = re.compile(r"[^\s:#\[\]{}'\"][^:#\[\]{}'\"]*[ \t](?=[\[{])")


def empty_keys(stop: Stop) -> Iterator[Trial]:
    """A colon without a key before it."""
    source, at = stop.source, stop.at
    line = source.line_at(at)
    before = source.text[line.entry : at].rstrip()
    if source.text.startswith(":", at) and (not before or before.endswith(("{", ","))):
        hint = 'write a name before the ":"'
        yield Trial(Slip("yaml/empty-key", at, "a key without a name", hint=hint))


def missing_blanks(stop: Stop) -> Iterator[Trial]:
    """A key whose colon, or an item whose dash, has something glued to it."""
    source = stop.source
    for line in stop.lines:
        colon = _GLUED_COLON.match(source.text, line.entry, line.end)
        if colon is not None and source.words.has(colon["word"]):
            yield Trial(missing_blank(colon.end(), f'"{colon[0]}"'))
        dash = _GLUED_DASH.match(source.text, line.begin, line.end)
        if dash is not None:
            yield Trial(missing_blank(dash.end(), 'the "-"'))


def missing_colons(stop: Stop) -> Iterator[Trial]:
    """A key without its colon."""
    source = stop.source
    for line in stop.lines:
        key = _NO_COLON.match(source.text, line.entry, line.end)
        label = _LABEL.match(source.text, line.entry, line.end)
        if key is not None and _may_be_key(stop, line, key):
            yield Trial(missing_colon(source, key["name"], *key.span("sign")))
        elif label is not None and source.text.endswith(("]", "}"), label.end(), line.end):
            name = label[0].rstrip()
            end = line.entry + len(name)
            yield Trial(missing_colon(source, name, end, end))


def _may_be_key(stop: Stop, line: Line, key: re.Match[str]) -> bool:
    """Tell whether the word that a line begins with stands where a key belongs, and is one."""
    columns = {0, *(level.column for level in stop.blocks)}
    if line.entry == line.begin and line.indent not in columns:
        return False
    below = next(stop.source.lines_below(line), None)
    has_below = key.end() == line.end and below is not None and below.indent > line.indent
    return has_below or stop.source.words.has(key["name"])


def documents(stop: Stop) -> Iterator[Trial]:
    """Three dots, which end a document."""
    source = stop.source
    above = source.line_above(source.line_at(stop.at))
    if above is not None and source.text[above.start : above.end].rstrip() == "...":
        mend = Mend(above.start, above.end, "")
        yield Trial(Slip("yaml/documents", above.start, 'the document ends with "..."', mend))
