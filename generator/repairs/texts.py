"""Texts that YAML cannot read as they are: because of a sign, a colon, or a | or > before them."""

import re
from collections.abc import Iterator

from generator.diagnostics import Mend
from generator.repairs.indents import STEP
from generator.repairs.stops import Stop
from generator.repairs.trials import Trial
from generator.yaml_data import Line
from generator.yaml_mends import Slip, line_break, quote, quote_text, shorten, text_end, within
from generator.yaml_slips import (
    OTHER_DASH,
    begins_with_sign,
    bracket_within,
    other_dash,
    unquoted,
)

_COLON = re.compile(r"(?<![ \t])[ \t]*:(?=\s|$)")
_HEADER = re.compile(r"[|>][-+0-9]*(?P<gap>[ \t]*)")
_FIRST_ITEM = re.compile(r"-[ \t]+(?:\w+:(?:\s|$)|\{)")
_KEY_BEHIND = re.compile(r"(?<![ \t])[ \t]{2,}(?P<word>\w+)$")
_NEXT_KEY = re.compile(r", (\w+): ")


def signs(stop: Stop) -> Iterator[Trial]:
    """A text that begins with a sign of YAML's own."""
    source = stop.source
    starts = [stop.at, *(level.start for level in reversed(stop.flows))]
    starts += [stop.last.start] if stop.last else []
    for start in dict.fromkeys(starts):
        line = source.line_at(start)
        if start == line.begin and OTHER_DASH.match(source.text, start):
            yield Trial(other_dash(source, start))
        elif _may_be_text(stop, start, line):
            yield from _lists_below(stop, start)
            yield from (Trial(unquoted(source, start, mend)) for mend in _as_text(stop, start))


def brackets_within(stop: Stop) -> Iterator[Trial]:
    """A text within […] or {…} that holds a bracket or a brace."""
    last = stop.last
    is_within = stop.flows and last is not None and not last.sign and stop.follows(last)
    if last is not None and is_within and stop.source.text[stop.at] in "[{":
        yield Trial(bracket_within(stop.source, last.start, stop.at))


def _lists_below(stop: Stop, start: int) -> Iterator[Trial]:
    """Try to put a list that begins in the line of its key below it."""
    source = stop.source
    if _FIRST_ITEM.match(source.text, start):
        end = len(source.text[:start].rstrip())
        written = line_break(source) + " " * (stop.column + STEP)
        message = "a list in the line of its key"
        yield Trial(Slip("yaml/block-text", start, message, Mend(end, start, written)))


def _may_be_text(stop: Stop, start: int, line: Line) -> bool:
    """Tell whether a text may have been meant to begin at `start`, with a sign."""
    text, last = stop.source.text, stop.last
    if text.startswith("{{", start):
        return True
    if text.startswith(("[", "{"), start):
        is_closed = last is not None and last.start == start and stop.follows(last)
        return is_closed and text[stop.at] not in "]},"
    if text.startswith(("-", "?"), start) and start in (line.begin, line.entry):
        return False
    is_begun = start == line.begin or text[start - 1] in " \t[{,"
    is_here = stop.source.line_of(stop.at) == line.number
    return is_begun and is_here and begins_with_sign(stop.source, start)


def _as_text(stop: Stop, start: int) -> Iterator[Mend]:
    """Yield how what begins at `start` can be written as a text: as a key, folded, or quoted."""
    source, last, line = stop.source, stop.last, stop.source.line_at(start)
    in_flow = any(level.start < start for level in stop.flows)
    known = last.end if last is not None and last.start == start else start
    colon = _COLON.search(source.text, known, line.end)
    if colon is not None and start == line.begin and not in_flow:
        yield quote(source, start, colon.start())
    if not in_flow:
        yield from _folded(stop, start)
    end = text_end(source, known, in_flow=in_flow)
    if end > start:
        yield quote(source, start, end)


def second_colons(stop: Stop) -> Iterator[Trial]:
    """A text that holds a colon and a blank."""
    text, last, colon = stop.source.text, stop.last, stop.index
    if last is None or not text.startswith(":", colon) or text[last.end : colon].strip():
        return
    before = shorten(text[last.start : last.end])
    is_below = last.start < stop.source.line_at(colon).start
    mends = _with_colon_below(stop, last.start) if is_below else _with_colon(stop, last.start)
    for mend in mends:
        message = f'a second colon, behind "{before}"'
        yield Trial(Slip("yaml/second-colon", colon, message, mend))


def _with_colon(stop: Stop, start: int) -> Iterator[Mend]:
    """Yield how a text from `start` with a colon can be written.

    That is behind a label with a colon, in braces, folded, or in quotes.
    """
    source, colon, in_flow = stop.source, stop.index, bool(stop.flows)
    line, end = source.line_at(colon), text_end(source, colon, in_flow=in_flow)
    word, rest = source.text[start:colon].strip(), source.text[colon + 1 : end].strip()
    if rest.startswith("{") and not in_flow and line.entry < start:
        yield quote(source, line.entry, start + len(word))
    key = _KEY_BEHIND.search(source.text, start, colon)
    if key is not None and not rest and source.words.has(key["word"]):
        yield Mend(key.start(), key.start("word"), line_break(source) + " " * stop.column)
    if source.words.has(word) and any(map(source.words.has, _NEXT_KEY.findall(rest))):
        yield Mend(start, end, f"{{{source.text[start:end]}}}")
    if word in source.words.kinds and rest:
        yield Mend(start, end, f"{{{word}: {within(rest)}}}")
    if not in_flow:
        yield from _folded(stop, start)
    yield quote(source, start, end)


def _with_colon_below(stop: Stop, start: int) -> Iterator[Mend]:
    """Yield how a text from `start` can be written of which a lower line has a colon.

    If that line looks more like a key of its own, it is one in a wrong column.
    """
    source, line = stop.source, stop.source.line_at(stop.index)
    word = source.text[line.begin : stop.index].strip()
    is_key = source.words.has(word) or line.indent == stop.column + 1
    if not is_key and not stop.flows:
        yield from _folded(stop, start)


def _folded(stop: Stop, start: int) -> Iterator[Mend]:
    """Yield how a text from `start` that goes on below can be written without quotes."""
    source = stop.source
    indents: list[int] = []
    for below in source.lines_below(source.line_at(start)):
        is_item = not indents and below.entry > below.begin
        if below.indent <= stop.column or is_item:
            break
        indents.append(below.indent)
    if indents:
        yield Mend(start, start, f">-{line_break(source)}{' ' * min(indents)}")


def block_texts(stop: Stop) -> Iterator[Trial]:
    """Text in the line of a | or > that is to stand below it."""
    source, at = stop.source, stop.at
    header = _HEADER.match(source.text, at)
    if header is None or stop.index > header.end() or at == source.line_at(at).begin:
        return
    below = next(source.lines_below(source.line_at(at)), None)
    goes_on = below is not None and below.indent > stop.column
    if goes_on or source.text[at] == "|":
        indent = below.indent if below and goes_on else stop.column + STEP
        mend = Mend(header.start("gap"), header.end(), line_break(source) + " " * indent)
    else:
        mend = quote_text(source, at, in_flow=False)
    message = f'text in the line of the "{source.text[at]}"'
    yield Trial(Slip("yaml/block-text", header.end(), message, mend))
