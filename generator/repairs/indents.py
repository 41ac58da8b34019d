"""Slips of the indent: tabs, no-break spaces, and lines that do not stand where they belong."""

import re
from collections.abc import Iterator
from itertools import takewhile

from generator.diagnostics import Mend
from generator.repairs.stops import Level, Stop, is_structure
from generator.repairs.trials import Trial, farthest
from generator.yaml_data import Line, Source, Words
from generator.yaml_mends import Slip, content_end

STEP = 2  # how many blanks a level is indented where nothing else tells
_NO_DASH = 'no "-" in front of an item of a list'
_A_TAB = "a tab in the indent"
_TABBED_DASHES = re.compile(r" *(?:-[ \t]*)*-\t[ \t]*")
_KEY = re.compile(r"(?:\{\s*)?(?P<word>[^\s:'\"\[\]{}][^:'\"\[\]{}]*?)[ \t]*:(?=\s|$)")
_FITS = 2
# What a line ends with whose value stands below it.
_OPEN = (":", "|", ">", "|-", ">-")
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
            yield from _without_tab(stop, line, Slip("yaml/tab", tab, _A_TAB))


def _without_tab(stop: Stop, line: Line, slip: Slip) -> Iterator[Trial]:
    """Try blanks in the place of tabs, if only one column is as likely as that."""
    width = len(stop.source.text[line.start : line.begin].expandtabs(STEP))
    columns = _columns(stop, line, width)
    trials = [Trial(slip._replace(mend=_indent(line, column))) for column in columns]
    best = farthest(stop, trials)
    if len(best) == 1:
        yield best[0]
    widths = " or ".join(str(columns[trials.index(trial)]) for trial in best)
    hint = f"indent the line with {widths} blanks" if widths else "write blanks in its place"
    yield Trial(slip._replace(hint=hint))


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
    is_entry = is_structure(stop.source, line)
    columns = _columns_of_entry(stop, line) if is_entry else _columns_of_text(stop, line)
    return sorted(columns, key=lambda column: (abs(column - width), -column))


def _columns_of_text(stop: Stop, line: Line) -> set[int]:
    """Return the columns where a line of a text may belong: behind | or >, of its other lines."""
    start = _block_text(stop)
    below = stop.source.lines_below(stop.source.line_at(start)) if start is not None else ()
    rest = takewhile(lambda one: one.number == line.number or one.indent > stop.column, below)
    others = (one for one in rest if one.number != line.number)
    columns = {one.indent for one in others if not _has_tab(stop.source, one)}
    return columns or {stop.blocks[-1].column + STEP if stop.blocks else 0}


def _has_tab(source: Source, line: Line) -> bool:
    return "\t" in source.text[line.start : line.begin]


def _block_text(stop: Stop) -> int | None:
    """Return where the | or > is whose text goes on where the parser stopped, None without one."""
    starts = [stop.at, *([stop.last.start] if stop.last else [])]
    return next((start for start in starts if stop.source.text.startswith(("|", ">"), start)), None)


def _columns_of_entry(stop: Stop, line: Line) -> set[int]:
    """Return the columns where a line may belong that begins with a key or is an item.

    Below a key without a value it is that; else it stands where it fits best. Behind | or > it can
    also be text.
    """
    source = stop.source
    is_item = source.text.startswith("-", line.begin)
    above = source.line_above(line)
    if above is None or source.text.endswith(":", above.begin, content_end(source, above.begin)):
        return {_column_below(stop, line, is_item=is_item)}
    key = _KEY.match(source.text, line.entry, line.end)
    word = key["word"] if key else ""
    levels = [level for level in stop.blocks if level.is_list == is_item]
    fits = [(level.column, _fit(source.words, level, word)) for level in levels]
    best = max((fit for _, fit in fits), default=0)
    columns = {column for column, fit in fits if fit == best}
    is_text = best < _FITS and _block_text(stop) is not None
    return columns | _columns_of_text(stop, line) if is_text else columns


def _column_below(stop: Stop, line: Line, *, is_item: bool) -> int:
    """Return the column of what is the value of the key above: that of what goes on with it."""
    column, source = stop.blocks[-1].column if stop.blocks else -STEP, stop.source
    below = next(source.lines_below(line), None)
    is_open = source.text.endswith(_OPEN, line.begin, content_end(source, line.begin))
    if below is None or is_open or _has_tab(source, below):
        return column + STEP
    is_beside = source.text.startswith("-", below.begin) == is_item
    return below.indent if is_beside and below.indent + is_item > column else column + STEP


def _fit(words: Words, level: Level, key: str) -> int:
    """Tell how well an entry with a key ("" without one) fits what has been read of a level.

    0 says that no part has all of their keys. A list may hold parts of several kinds, and the keys
    of a mapping may be the writer's own.
    """
    if not key or not words.has_part(level.keys):
        is_alike = level.is_list and not key and not level.keys
        return _FITS if is_alike else int(bool(key))
    is_there = key in level.keys and not level.is_list
    if words.has_part(level.keys | {key}) and not is_there:
        return _FITS
    return int(level.is_list and words.has(key))


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
            yield Trial(_slip(level.start, level.start - dashes, blanks, mend))


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


def _slip(start: int, found: int, wanted: int, mend: Mend) -> Slip:
    blanks = f"{found} blank{'' if found == 1 else 's'}"
    message = f"{blanks} before this instead of {wanted}"
    return Slip("yaml/indent", start, message, mend)
