"""Slips of the indent: tabs, no-break spaces, and lines that do not stand where they belong."""

import re
from collections.abc import Iterator

from generator.diagnostics import Mend
from generator.repairs.stops import Level, Stop, is_structure
from generator.repairs.trials import Trial
from generator.yaml_data import Line, Source
from generator.yaml_mends import Slip

STEP = 2  # how many blanks a level is indented where nothing else tells
_NO_DASH = 'no "-" in front of an item of a list'
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
            start = line.start + match[0].index("\xa0")
            message = "a no-break space in the place of a blank"
            for blank in (" ", ""):
                mend = Mend(match.start(), match.end(), match[0].replace("\xa0", blank))
                yield Trial(Slip("yaml/no-break-space", start, message, mend))


def indents(stop: Stop) -> Iterator[Trial]:
    """A line, or all from it on, in a wrong column; or what stands above it; or no dash.

    What is likely comes first: of several that mend as much the first one counts.
    """
    lines, indent = stop.lines[:2], stop.source.line_at(stop.index).indent
    moves = [(line, to) for line in lines for to in _columns(stop, line, line.indent)]
    moves = [(line, to) for line, to in moves if to != line.indent]
    far = [(line, to) for line, to in moves if abs(to - line.indent) > STEP]
    first_moved = list(_first_moved(stop, indent))
    # What is indented as nobody does is where the slip is.
    if first_moved and stop.blocks[-1].column % STEP > indent % STEP:
        yield from first_moved
    is_text = not is_structure(stop.source, lines[-1])
    is_block = is_text and stop.last is not None and stop.last.sign in ("|", ">")
    dashed = [] if is_block else [trial for line in lines for trial in _with_dash(stop, line)]
    yield from dashed if is_text else ()
    yield from (_moved(stop.source, *move) for move in moves if move not in far)
    yield from first_moved
    yield from dashed
    yield from _first_with_dash(stop, indent)
    yield from (_moved(stop.source, *move) for move in far)
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
        columns.add(next(source.lines_below(source.line_at(stop.last.start)), line).indent)
    return sorted(columns, key=lambda column: (abs(column - width), -column))


def _moved(source: Source, line: Line, column: int) -> Trial:
    """Try a line in another column."""
    slip = _slip(line.begin, line.indent, column, _indent(line, column))
    return Trial(slip, _end_below(source, line))


def _first_moved(stop: Stop, column: int) -> Iterator[Trial]:
    """Try the first line of each level near a column in that column."""
    for level in _near(stop, column):
        first = stop.source.line_at(level.start)
        indent = first.indent + column - level.column
        if indent >= 0 and level.column != column:
            yield Trial(_slip(first.begin, first.indent, indent, _indent(first, indent)))
        dashes = first.start + len(stop.source.text[first.start : level.start].rstrip())
        blanks = column - (dashes - first.start)
        if dashes > first.start and blanks > 0:
            mend = Mend(dashes, level.start, " " * blanks)
            yield Trial(_slip(level.start, level.column, column, mend))


def _near(stop: Stop, column: int) -> Iterator[Level]:
    """Yield the levels that stand near a column, from the innermost."""
    return (level for level in reversed(stop.blocks) if abs(level.column - column) <= STEP)


def _with_dash(stop: Stop, line: Line) -> Iterator[Trial]:
    """Try a line near the column of a list as an item of it."""
    for level in _near(stop, line.indent):
        if level.is_list:
            mend = Mend(line.start, line.begin, f"{' ' * level.column}- ")
            yield Trial(Slip("yaml/missing-dash", line.begin, _NO_DASH, mend))


def _first_with_dash(stop: Stop, column: int) -> Iterator[Trial]:
    """Try the first line of each level near a column as an item of a list."""
    for level in _near(stop, column):
        if not level.is_list and stop.source.line_at(level.start).begin == level.start:
            mend = Mend(level.start, level.start, "- ")
            yield Trial(Slip("yaml/missing-dash", level.start, _NO_DASH, mend))


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
        slip = _slip(line.begin, line.indent, column, Mend(line.start, end, written))
        yield Trial(slip, _end_below(source, source.line_at(end)))


def _end_below(source: Source, line: Line) -> int:
    """Return the end of the line below: if that is no better, a moved line has not mended it."""
    below = next(source.lines_below(line), None)
    return below.end if below is not None else line.end


def _indent(line: Line, column: int) -> Mend:
    return Mend(line.start, line.begin, " " * column)


def _slip(start: int, found: int, column: int, mend: Mend) -> Slip:
    message = f"this begins in column {found + 1} instead of {column + 1}"
    return Slip("yaml/indent", start, message, mend)
