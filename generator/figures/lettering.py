"""How much room a text needs, without knowing the font that a reader's system will use.

Widths come from the font inside Pillow, made wider so that the wide fonts in use (DejaVu Sans,
Verdana) fit too. Letters that it does not have are estimated. Where an estimate can be far off,
as with emoji and with letters that join, the SVG holds the line to it with `textLength`.
"""

import math
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup, escape
from PIL import ImageFont

from generator.figures.description import ELLIPSIS, name_of

# DejaVu Sans is up to 1.15 times as wide as Pillow's font, its bold up to 1.32 times.
_MARGIN, _BOLD_MARGIN = 1.16, 1.33
# These and all below are parts of the font size.
_LINE_HEIGHT, _ASCENT, _BAR_HEIGHT = 1.35, 1.0, 0.7
_OWN = re.compile(r"\{([^{}]+)\}")
# XML 1.0 allows no others (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_JOINER = "\u200d"
# Signs that Pillow's font has not, or much narrower than others.
_SIGNS = {
    **dict.fromkeys(" ,.:;", 0.3),
    **dict.fromkeys("!'`-‘’·", 0.37),  # noqa: RUF001 (quotation marks are what it is about)
    **dict.fromkeys('"{}“”–•«»€', 0.6),  # noqa: RUF001 (dashes too)
    **dict.fromkeys("#+<=>^~", 0.75),
    **dict.fromkeys("—…→©®", 1.0),
}
_WIDE, _OTHER = 1.1, 0.65
_ALPHABETS = frozenset(map(chr, range(0xC0, 0x530)))
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: size in units of the drawing, at most how many lines, bold, centred."""

    size: int
    lines: int = 3
    bold: bool = False
    centred: bool = False

    @property
    def line_height(self) -> int:
        """The distance from one line to the next."""
        return round(self.size * _LINE_HEIGHT)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line, escaped for XML; `own` is what the reader puts in."""

    text: Markup
    own: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `x` and `y` are where its baseline starts, or its middle if it is centred.

    `guard` is the width that it has to be held to where that is far from sure, else 0.
    """

    runs: tuple[Run, ...]
    width: int
    guard: int
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A measured text, or the grey bar that stands for unknown words (then without lines).

    `cut` tells that not all of the text fitted.
    """

    style: Style
    width: int
    height: int
    lines: tuple[Line, ...] = ()
    cut: bool = False
    x: int = 0
    y: int = 0

    @property
    def bar_height(self) -> int:
        """How high the grey bar is, in the middle of the words' height."""
        return round(self.style.size * _BAR_HEIGHT)

    def at(self, x: int, y: int) -> "Words":
        """Return the same words with their upper left corner there."""
        start = x + self.width // 2 if self.style.centred else x
        baseline = y + round(self.style.size * _ASCENT)
        step = self.style.line_height
        lines = (replace(li, x=start, y=baseline + n * step) for n, li in enumerate(self.lines))
        return replace(self, x=x, y=y, lines=tuple(lines))


def is_unknown(label: str) -> bool:
    """Tell whether a label stands for words that nobody has told us."""
    return name_of(label).startswith(ELLIPSIS)


def set_words(label: str, style: Style, available: int, bar: int) -> Words:
    """Set `label` in at most `available` units of width.

    `bar` is the width of the grey bar, where that is what the label asks for.
    """
    if is_unknown(label):
        return Words(style, min(bar, available), style.line_height)
    text, own = _plain(label)
    spans, cut = _wrapped(text, style, available)
    lines = [_line(text, own, start, end, style) for start, end in spans]
    if cut:
        lines[-1] = _with_ellipsis(lines[-1], style)
    lines = [_held(line, available) for line in lines]
    width = max((line.width for line in lines), default=0)
    return Words(style, width, max(len(lines), 1) * style.line_height, tuple(lines), cut)


def as_xml(label: str) -> Markup:
    """Return a label as XML text."""
    return escape(_clean(label))


def _clean(label: str) -> str:
    return _NOT_XML.sub("\ufffd", " ".join(label.split()))


def _plain(label: str) -> tuple[str, list[bool]]:
    """Return a label's letters, and for each whether the reader puts it in."""
    text = _clean(label)
    letters, own, end = "", [], 0
    for match in _OWN.finditer(text):
        before = text[end : match.start()]
        letters += before + match[1]
        own += [False] * len(before) + [True] * len(match[1])
        end = match.end()
    return letters + text[end:], own + [False] * (len(text) - end)


def _wrapped(text: str, style: Style, available: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the lines of `text` as spans, and whether something is left over."""
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(text) and len(spans) < style.lines:
        end = _line_end(text, start, style, available)
        spans.append((start, end))
        start = end + (text[end : end + 1] == " ")
    return spans, start < len(text)


def _line_end(text: str, start: int, style: Style, available: int) -> int:
    """Return where the line from `start` on ends: at a blank, behind a /, or where it is full."""
    used, blank, slash = 0.0, start, start
    for index in range(start, len(text)):
        used += _advance(text, index, style)
        if math.ceil(used) > available and index > start and _width(text, index):
            return next((end for end in (blank, slash, index) if end > start), index)
        if text[index] == " ":
            blank = index
        elif text[index] in "/@?&=" and text[index + 1 : index + 2] != text[index]:
            slash = index + 1
    return len(text)


def _line(text: str, own: list[bool], start: int, end: int, style: Style) -> Line:
    runs, first = [], start
    for index in range(start + 1, end + 1):
        if index == end or own[index] != own[first]:
            runs.append(Run(escape(text[first:index]), own[first]))
            first = index
    width = math.ceil(sum(_advance(text, index, style) for index in range(start, end)))
    guard = not all(_is_sure(sign) for sign in text[start:end])
    return Line(tuple(runs), width, math.ceil(width / _margin(style)) if guard else 0)


def _with_ellipsis(line: Line, style: Style) -> Line:
    """Return a line that says that the text goes on."""
    runs = (*line.runs, Run(escape(ELLIPSIS), own=False))
    return replace(line, runs=runs, width=line.width + style.size)


def _held(line: Line, available: int) -> Line:
    """Return a line that is no wider than what there is."""
    return line if line.width <= available else replace(line, width=available, guard=available)


def _margin(style: Style) -> float:
    return _BOLD_MARGIN if style.bold else _MARGIN


def _advance(text: str, index: int, style: Style) -> float:
    return _width(text, index) * style.size * _margin(style)


def _width(text: str, index: int) -> float:
    """Return the width of a letter in parts of the font size, 0 for what joins its neighbour."""
    if index and text[index - 1] == _JOINER:
        return 0
    return _letter(text[index])


@lru_cache(maxsize=4096)
def _letter(sign: str) -> float:
    base, number = _base(sign), ord(sign)
    if " " <= base <= "~" and base not in _SIGNS:
        return _font().getlength(base) / _font().size
    if unicodedata.category(sign) in ("Mn", "Me", "Cf") or number in _SKIN_TONES:
        return 0
    wide = unicodedata.east_asian_width(sign) in "WF" and number not in _FLAG_LETTERS
    return _SIGNS.get(sign, _WIDE if wide else _OTHER)


def _base(sign: str) -> str:
    """Return a letter without its accents, which change little of its width."""
    return unicodedata.normalize("NFD", sign)[0]


def _is_sure(sign: str) -> bool:
    """Tell whether the estimate for a letter holds in about every font."""
    if " " <= _base(sign) <= "~" or sign in _SIGNS:
        return True
    # Latin, Greek, Cyrillic; then Chinese, Japanese and Korean, each as wide as it is high.
    wide = unicodedata.east_asian_width(sign) in "WF"
    return sign.isalpha() and (sign in _ALPHABETS or wide)


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size=100)
    if not isinstance(font, ImageFont.FreeTypeFont):
        message = "Pillow was built without FreeType, which has the metrics that drawings need"
        raise TypeError(message)
    return font
