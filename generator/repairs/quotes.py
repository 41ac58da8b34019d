"""Slips of quotes: those that are not closed, those inside a text, and backslashes."""

import re
from collections.abc import Iterator

from generator.diagnostics import Mend
from generator.repairs.stops import Stop
from generator.repairs.trials import Trial
from generator.yaml_mends import Slip, content_end, quote, quoted, text_end
from generator.yaml_slips import unescape

_QUOTES = ("'", '"')
# Where a quote may have been forgotten: before what ends a text within […], or before a colon.
_ENDS_WITHIN = re.compile(r"[,\]}]")
_ENDS_KEY = re.compile(r"(?<![ \t])[ \t]*:(?=\s|$)")
# What a text ends with within […] that has swallowed what stands before the next text.
_NEXT_ENTRY = re.compile(r",\s*(?:\w[^,:]*:\s+)?$")


def backslashes(stop: Stop) -> Iterator[Trial]:
    """A backslash in double quotes that is to be a backslash."""
    text = stop.source.text
    begin = text.rfind("\\", stop.at, stop.index + 1)
    if text.startswith('"', stop.at) and begin >= 0 and " " not in text[begin : stop.index]:
        message = "a backslash in double quotes has a meaning of its own"
        yield Trial(Slip("yaml/backslash", begin, message, unescape(stop.source, stop.at)))


def unclosed_quotes(stop: Stop) -> Iterator[Trial]:
    """A quote that is closed nowhere, or by one that was to open another text."""
    start = _open_quote(stop)
    if start is None:
        return
    text, end = stop.source.text, content_end(stop.source, start)
    sign, below = text[start], stop.outdented(start)
    mends = []
    if end - 1 > start and text[end - 1] in _QUOTES and text[end - 1] != sign:
        mends.append(Mend(end - 1, end, sign))
    pattern = _ENDS_WITHIN if stop.flows else _ENDS_KEY
    ends = [*(match.start() for match in pattern.finditer(text, start, end)), end]
    ends += [len(text[: below.start].rstrip())] if below else []
    mends += [Mend(one, one, sign) for one in ends]
    mends += [Mend(end, end, sign + stop.closing)] if stop.flows else []
    message = f"the quote {sign} is opened here and not closed"
    for mend in mends:
        slip = Slip("yaml/unclosed-quote", start, message, mend)
        yield Trial(slip, below.start - 1 if below else end)
    yield Trial(Slip("yaml/unclosed-quote", start, message, hint="close it behind the text"))


def _open_quote(stop: Stop) -> int | None:
    """Return where a quote stands that seems not to be closed where it was to be."""
    last, text = stop.last, stop.source.text
    if last is not None and last.sign in _QUOTES:
        has_next = stop.flows and _NEXT_ENTRY.search(text, last.start, last.end - 1)
        is_long = stop.source.line_of(last.start) < stop.source.line_of(last.end)
        if has_next or (is_long and stop.outdented(last.start)):
            return last.start
    return stop.at if text.startswith(_QUOTES, stop.at) and stop.at < stop.index else None


def behind_quotes(stop: Stop) -> Iterator[Trial]:
    """Text behind a text in quotes, often because there is a quote inside."""
    last, source = stop.last, stop.source
    if last is None or last.sign not in _QUOTES or not stop.follows(last):
        return
    behind = r"(?:[,\]}]|$)" if stop.flows else r":(?:\s|$)"
    closing = re.compile(rf"{last.sign}(?=[ \t]*{behind})")
    line = source.line_at(stop.at)
    ends = [match.end() for match in closing.finditer(source.text, stop.at, line.end)]
    ends.append(text_end(source, stop.at, in_flow=bool(stop.flows)))
    for end in ends:
        written = source.text[last.start : end]
        inside = written.endswith(last.sign)
        message = "a quote inside the text ends it" if inside else "text behind the closing quote"
        mend = quote(source, last.start, end)
        mend = Mend(last.start, end, _requoted(written)) if inside else mend
        yield Trial(Slip("yaml/text-behind-quote", last.end, message, mend))


def _requoted(written: str) -> str:
    """Return a text in quotes with the quotes inside written as YAML wants them."""
    inner = " ".join(written[1:-1].split())
    if written[0] == '"' and "\\" in inner:
        return '"{}"'.format(re.sub(r'(?<!\\)"', r"\"", inner))
    return quoted(inner.replace("''", "'") if written[0] == "'" else inner)
