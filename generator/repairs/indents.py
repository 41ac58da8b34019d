"""Slips of the indent: tabs, no-break spaces, and lines that do not stand where they belong."""

import re
from collections.abc import Iterator

from generator.diagnostics import Mend
from generator.repairs.stops import Stop, is_structure
from generator.repairs.trials import Trial
from generator.yaml_data import Line, Source
from generator.yaml_mends import Slip

STEP = 2  # how many blanks a level is indented where nothing else tells
_A_TAB = "a tab in the indent"
_TABBED_DASHES = re.compile(r" *(?:-[ \t]*)*-\t[ \t]*")
_NO_BREAK = re.compile(r"[ \xa0]*(?:-[ \xa0]+)*(?:[^\s:]+:[ \xa0]+)?")


def tabs(stop: Stop) -> Iterator[Trial]:
    """A tab in the indent, or behind the dash of an item."""
    text = stop.source.text
    for line in stop.lines[:2]:
        dashes = _TABBED_DASHES.match(text, line.start, line.end)
        if dashes is not None:
            mend = Mend(line.start, dashes.end(), dashes[0].replace("\t", " "))
            yield Trial(Slip("yaml/tab", text.index("\t", line.start), _A_TAB, mend))
        tab = text.find("\t", line.start, line.begin)
        if tab >= 0:
            width = len(text[line.start : line.begin].expandtabs(STEP))
            for column in _columns(stop, line, width):
                yield Trial(Slip("yaml/tab", tab, _A_TAB, _indent(line, column)))
            yield Trial(Slip("yaml/tab", tab, _A_TAB, hint="write blanks in its place"))


def no_break_spaces(stop: Stop) -> Iterator[Trial]:
    """A no-break space where YAML asks for a blank."""
    for line in stop.lines:
        match = _NO_BREAK.match(stop.source.text, line.start, line.end)
        if match and "\xa0" in match[0]:
            mend = Mend(match.start(), match.end(), match[0].replace("\xa0", " "))
            start = line.start + match[0].index("\xa0")
            message = "a no-break space in the place of a blank"
            yield Trial(Slip("yaml/no-break-space", start, message, mend))


def indents(stop: Stop) -> Iterator[Trial]:
    """A line, or all from it on, in a wrong column; or what stands above it; or no dash."""
    lines = [(line, _columns(stop, line, line.indent)) for line in stop.lines[:2]]
    moves = [(line, to) for line, columns in lines for to in columns if to != line.indent]
    noticed = stop.source.line_at(stop.index)
    first_moved = list(_first_moved(stop, noticed.indent))
    # What is indented as nobody does is where the slip is.
    if first_moved and stop.blocks[-1].column % STEP > noticed.indent % STEP:
        yield from first_moved
    at = stop.source.line_at(stop.at)
    if not is_structure(stop.source, at):
        yield from _with_dash(stop, at)
    for line, column in moves:
        yield Trial(_slip(line.begin, line.indent, column, _indent(line, column)))
    yield from first_moved
    yield from _with_dash(stop, noticed)
    for line, column in moves:
        yield from _all_moved(stop.source, line, column)


def _columns(stop: Stop, line: Line, width: int) -> list[int]:
    """Return the columns where a line may belong, the nearest to `width` first."""
    source = stop.source
    columns = {stop.blocks[-1].column + STEP if stop.blocks else 0}
    if is_structure(source, line):
        is_item = source.text.startswith("-", line.begin)
        columns |= {level.column for level in stop.blocks if level.is_list == is_item}
    elif stop.last is not None and stop.last.sign in ("|", ">"):
        columns |= {next(source.lines_below(source.line_at(stop.last.start))).indent}
    return sorted(columns, key=lambda column: (abs(column - width), -column))


def _first_moved(stop: Stop, column: int) -> Iterator[Trial]:
    """Try the first line of the innermost level in the column of the line below it."""
    if not stop.blocks or stop.blocks[-1].column == column:
        return
    level, source = stop.blocks[-1], stop.source
    first = source.line_at(level.start)
    begin, blanks = first.start, column
    if level.start > first.begin:  # it stands behind a dash
        begin += len(source.text[first.start : level.start].rstrip())
        blanks -= begin - first.start
    if blanks > 0 or (blanks == 0 and begin == first.start):
        mend = Mend(begin, level.start, " " * blanks)
        yield Trial(_slip(level.start, level.column, column, mend), stop.index - 1)


def _with_dash(stop: Stop, line: Line) -> Iterator[Trial]:
    """Try a line in the column of a list as an item, or what it stands below as the first one."""
    starts = []
    if any(level.is_list and level.column == line.indent for level in stop.blocks):
        starts.append(line.begin)
    if stop.blocks and not stop.blocks[-1].is_list:
        start = stop.blocks[-1].start
        starts += [start] if stop.source.line_at(start).begin == start else []
    for start in starts:
        message = 'no "-" in front of an item of a list'
        yield Trial(Slip("yaml/missing-dash", start, message, Mend(start, start, "- ")))


def _all_moved(source: Source, line: Line, column: int) -> Iterator[Trial]:
    """Try a line in another column, with all below that belong to it."""
    text, end = source.text, line.end
    written = " " * column + text[line.begin : line.end]
    is_text = not is_structure(source, line)
    for below in source.lines_below(line):
        if is_structure(source, below) if is_text else below.indent < line.indent:
            break
        moved = max(0, below.indent + column - line.indent)
        written += text[end : below.start] + " " * moved + text[below.begin : below.end]
        end = below.end
    if end > line.end:
        yield Trial(_slip(line.begin, line.indent, column, Mend(line.start, end, written)))


def _indent(line: Line, column: int) -> Mend:
    return Mend(line.start, line.begin, " " * column)


def _slip(start: int, found: int, column: int, mend: Mend) -> Slip:
    message = f"this line begins in column {found + 1} instead of {column + 1}"
    return Slip("yaml/indent", start, message, mend)
