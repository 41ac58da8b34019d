"""What a writer meant by a text in YAML, and how to write it.

All that is quoted, folded or moved is quoted, folded or moved here: it depends on where a text
begins, on where it was to end, and on whether it stands within […] or {…}.
"""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Mend
from generator.yaml_data import LINE_END, Source

# A comment is set off from a text by two blanks before its # and one behind it.
COMMENT = re.compile(r"(?<=\s\s)#+(?=\s|$)|(?<=\s)(?=# handrail: allow)")
# Within […] and {…} a text ends at a comma or a bracket, unless that is part of its own markup, or
# the comma is the last before a brace and no key follows.
_WITHIN = re.compile(
    r"(?:\{\{[^{}\r\n]*\}\}|\{[^{}\r\n]*\}|\[[^\[\]\r\n]*\](?:\([^()\r\n]*\))?"
    r"|\*\*[^*\r\n]+\*\*|`[^`\r\n]*`|[^,\[\]{}\r\n]|,(?=[^,:\[\]{}\r\n]*\}))*"
)
# What a plain text within […] and {…} cannot hold, or not begin with.
_NOT_PLAIN = re.compile(r"[,\[\]{}]|:(?:\s|$)|\s#|^[-?:,\[\]{}#&*!|>'\"%@`]")
# Quotes of word processors, which YAML takes for letters.
CURLY = ("\u201c", "\u201d", "\u201e", "\u2018", "\u2019", "\u201a", "\xab")
_CURLY = re.compile(
    r"(?:[\u201c\u201d\u201e](?P<double>[^\u201c-\u201e]*)[\u201c\u201d]"
    r"|[\u2018\u2019\u201a](?P<single>[^\u2018-\u201a]*)[\u2018\u2019]|\xab(?P<pointed>[^\xab\xbb]*)\xbb)"
)
_SHOWN = 120  # how much of a line a hint shows on either side of what it mends


class Slip(NamedTuple):
    """What a writer typed amiss: the rule it breaks, where, what is there, and what to write.

    `hint` says what the mended line leaves to say, or stands for it where there is none.
    """

    rule: str
    start: int
    message: str
    mend: Mend | None = None
    hint: str = ""


def diagnose(source: Source, slip: Slip) -> Diagnostic:
    """Return a slip as a diagnostic, whose hint shows the mended line."""
    place, hint = source.place_of(slip.start), slip.hint
    if slip.mend is not None:
        shown = _shown(source, slip.mend)
        line = source.line_of(slip.mend.start)
        where = f" in line {line}" if line != place.line else ""
        what = f"write{where}: {shown}" if shown else "delete this line"
        hint = f"{what}{', ' if hint else ''}{hint}"
    return Diagnostic(place, slip.rule, slip.message, hint, mend=slip.mend)


def _shown(source: Source, mend: Mend) -> str:
    """Return the mended line as a hint shows it: without its indent, and not endlessly long."""
    line, end = source.line_at(mend.start), source.line_at(mend.end).end
    before = source.text[line.start : mend.start]
    before = f"…{before[-_SHOWN:]}" if len(before) > _SHOWN else before
    after = source.text[mend.end : end]
    after = f"{after[:_SHOWN]}…" if len(after) > _SHOWN else after
    first, *below = LINE_END.split(before + mend.text + after)
    shown = first.strip()[: 5 * _SHOWN]
    if _blanks(first) != line.indent:
        lower = ", and the lines below it likewise" if below else ""
        return f"{shown} ({_indented(first)}{lower})"
    lower = f" and in the next line, {_indented(below[0])}: {below[0].strip()}" if below else ""
    return shown + lower


def _indented(line: str) -> str:
    blanks = _blanks(line)
    return f"indented with {blanks} blank{'' if blanks == 1 else 's'}" if blanks else "not indented"


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def shorten(text: str) -> str:
    """Return a text in one line, cut where nobody would read on."""
    line = " ".join(text[: 10 * _SHOWN].split())
    return line if len(line) <= 5 * _SHOWN else f"{line[: 5 * _SHOWN]}…"


def apply(text: str, mends: Iterable[Mend]) -> str:
    """Return a text with all mends done; of two that overlap, the first."""
    pieces, end = [], 0
    for mend in sorted(mends, key=lambda mend: (mend.start, mend.end)):
        if mend.start >= end:
            pieces += [text[end : mend.start], mend.text]
            end = mend.end
    return "".join((*pieces, text[end:]))


def quoted(text: str) -> str:
    """Return `text` as a YAML scalar in quotes, single ones where that needs no escape."""
    if "'" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def scalar(text: str) -> str:
    """Return `text` as a YAML scalar within […] or {…}: as it is, or in quotes."""
    return quoted(text) if _NOT_PLAIN.search(text) else text


def without_curly(text: str) -> str | None:
    """Return what stands between curly quotes, None of a text that is not all between two."""
    curly = _CURLY.fullmatch(text)
    return curly[curly.lastgroup or 0].strip() if curly else None


def within(text: str) -> str:
    """Return what a writer typed as it can be written within […] or {…}: whole, or in quotes."""
    whole = re.fullmatch(r"\{[^{}]*\}|\[[^\[\]]*\]|'[^']*'|\"[^\"\\]*\"", text)
    return text if whole else scalar(text)


def line_break(source: Source) -> str:
    """Return what ends the lines of a text."""
    end = LINE_END.search(source.text)
    return end[0] if end else "\n"


def content_end(source: Source, index: int) -> int:
    """Return where the line of `index` ends, without a comment and blanks."""
    end = source.line_at(index).end
    comment = COMMENT.search(source.text, index, end)
    end = comment.start() if comment else end
    return index + len(source.text[index:end].rstrip())


def text_end(source: Source, start: int, *, in_flow: bool) -> int:
    """Return where the text ends that a writer began at `start`, as the writer meant it."""
    end = content_end(source, start)
    if in_flow and (match := _WITHIN.match(source.text, start, end)):
        end = match.end()
    return start + len(source.text[start:end].rstrip())


def quote(source: Source, start: int, end: int) -> Mend:
    """Put what stands from `start` to `end` in quotes, in one line; not curly ones as well."""
    lines = LINE_END.split(source.text[start:end])
    line = " ".join(line.strip() for line in lines)
    return Mend(start, end, quoted(without_curly(line) or line))


def quote_text(source: Source, start: int, *, in_flow: bool) -> Mend:
    """Put the text that begins at `start` in quotes."""
    return quote(source, start, text_end(source, start, in_flow=in_flow))
