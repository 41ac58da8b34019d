"""The line that a finding speaks of, as it is written, with a caret below the column."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from generator.diagnostics import Place

# How much of a line is shown, and how much of that before the column.
_WIDTH, _BEFORE = 100, 60
# What would do something to a terminal, as signs that stand for it
# (https://www.unicode.org/charts/PDF/U2400.pdf).
_VISIBLE = {code: 0x2400 + code for code in range(0x20) if code != ord("\t")}
_VISIBLE |= {0x7F: 0x2421, **dict.fromkeys(range(0x80, 0xA0), 0xFFFD)}


def excerpt(folder: Path, place: Place) -> str:
    """Return two lines: that of `place`, whose file is below `folder`, and one with a caret.

    "" where there is nothing to show: no such file, no text, no such line, or a blank one.
    """
    lines = _lines(folder / place.file)
    text = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    if not text.strip():
        return ""
    start = max(0, place.column - 1 - _BEFORE) if len(text) > _WIDTH else 0
    shown = text[start : start + _WIDTH].rstrip().translate(_VISIBLE)
    before = "".join(map(_blank, text[start : place.column - 1]))
    number = f"{place.line:>5}"
    return f"{number} | {shown}\n{' ' * len(number)} | {before}^"


def _blank(sign: str) -> str:
    """Return what is as wide as a sign on a terminal (https://www.unicode.org/reports/tr11/)."""
    if sign == "\t":
        return sign
    if unicodedata.combining(sign):
        return ""
    return "  " if unicodedata.east_asian_width(sign) in "WF" else " "


@lru_cache(maxsize=16)  # findings are sorted by their files
def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text("utf-8-sig", errors="replace")
    except OSError:
        return []
    if "\0" in text:
        return []  # an image, or something else that is no text
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
