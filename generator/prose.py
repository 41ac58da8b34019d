"""Texts of several blocks: paragraphs, lists and fences."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from markupsafe import Markup

from generator.text import Names, encode, inline

# Markdown takes two lists that touch for one.
_BETWEEN_LISTS = Markup("<!-- -->")
# As wide as the indent of what belongs to an item.
_NUMBERED, _BULLET = Markup("1.  "), Markup("-   ")
_MAXIMUM_DEPTH = 10
_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})\s*(?P<language>[\w+-]*)\s*$")
_ITEM = re.compile(r"(?P<mark>[-*]|\d{1,9}[.)])\s+(?P<text>\S.*)")
# The names in code: only what looks like one, as code may have its own braces.
NAME_IN_CODE = re.compile(r"\{\{\s*((?:sp|idp|guide)\.[\w.]{1,200})\s*\}\}")
_CODE = re.compile("</?code[^>]*>|`")
# What may stand in a fence: nothing that a preprocessor acts on, and no two blank lines, which
# templates must be able to close up.
_TAME = re.compile(
    r"(?!.*(?:\{(?:[{%#]|>>|\+\+|--|~~|==)|[%#}]\}|8<|```|~~~|\n\s*\n\s*\n|[ \t]\n)).*", re.DOTALL
)


class Line(NamedTuple):
    """A line of a text, and where it begins there."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph, without the blanks around them."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """What it says, in one line."""
        return " ".join(line.text for line in self.lines)

    def start(self, index: int) -> int:
        """Return where that which is at `index` in `text` stands in the writer's text."""
        for line in self.lines:
            if index <= len(line.text):
                return line.start + index
            index -= len(line.text) + 1
        raise IndexError(index)


@dataclass(frozen=True, slots=True)
class _Fence:
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class _Items:
    is_numbered: bool
    items: "tuple[tuple[_Block, ...], ...]"


_Block: TypeAlias = Paragraph | _Fence | _Items


def blocks(text: str, names: Names, file: str) -> Markup:
    """Return a text of several paragraphs, lists and fences, written in `file`, as Markdown."""
    return _blocks(_read(text), names, file)


def _blocks(found: Sequence[_Block], names: Names, file: str) -> Markup:
    made: list[Markup] = []
    previous: _Block | None = None
    for block in found:
        if isinstance(previous, _Items) and isinstance(block, _Items):
            made.append(_BETWEEN_LISTS)
        made.append(_block(block, names, file))
        previous = block
    return Markup("\n\n").join(made)


def _block(block: _Block, names: Names, file: str) -> Markup:
    if isinstance(block, _Fence):
        return fence(block.text, block.language)
    if isinstance(block, _Items):
        mark = _NUMBERED if block.is_numbered else _BULLET
        indented = (indent(_blocks(item, names, file), 4) for item in block.items)
        return Markup("\n").join(mark + item.lstrip() for item in indented)
    return inline(block.text, names, file)


def fence(text: str, language: str = "") -> Markup:
    """Return a code block; as HTML where a preprocessor would act on what is in a fence."""
    text = text.expandtabs(4)
    if _TAME.fullmatch(text):
        return Markup(f"```{language}\n{text}\n```")  # noqa: S704 (nothing in it can end it)
    return _in_html(_lines(text), language)


def code_block(text: str, language: str, names: Names) -> Markup:
    """Return a code block in which names stand for what they name.

    It is a fence, which sites can colour, unless a placeholder is to be marked in it: then it is
    HTML, which says in what language it is and has no colours.
    """
    shown = Markup().join(_with_values(text.expandtabs(4), names))
    if "<" in shown:
        kind = Markup(' data-language="%s"') % language if language else ""
        # It has a button of its own, which minds what is left to fill in; the theme's would not. No
        # script may colour it: that would rewrite it without its placeholders, and a class that
        # names the language counts for more there than "nohighlight".
        start = Markup('<pre class="no-copy"><code class="handrail-value nohighlight"%s>') % kind
        return start + shown + Markup("</code></pre>")
    return fence(html.unescape(shown), language)


def _in_html(code: Markup, language: str) -> Markup:
    kind = Markup(' class="language-%s"') % language if language else ""
    return Markup("<pre><code%s>%s</code></pre>") % (kind, code)


def _with_values(text: str, names: Names) -> Iterator[Markup]:
    """Yield code and what the names in it stand for; as code in code that needs no mark."""
    end = 0
    for match in NAME_IN_CODE.finditer(text):
        yield _lines(text[end : match.start()])
        value = names.values.get(match[1], match[0])
        is_markdown = isinstance(value, Markup)
        yield Markup(_CODE.sub("", value)) if is_markdown else encode(value)  # noqa: S704
        end = match.end()
    yield _lines(text[end:])


def _lines(text: str) -> Markup:
    return Markup("&#10;").join(encode(line) for line in text.split("\n"))


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield every paragraph of a text of several blocks, also those in lists."""
    return _paragraphs(_read(text))


def _paragraphs(found: Sequence[_Block]) -> Iterator[Paragraph]:
    for block in found:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, _Items):
            for item in block.items:
                yield from _paragraphs(item)


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[_Block, ...]:
    stripped = text.strip()
    lines, start = [], text.find(stripped)
    for line in stripped.split("\n"):
        lines.append(Line(line, start))
        start += len(line) + 1
    return _take_blocks(lines, 0)


def _take_blocks(lines: list[Line], depth: int) -> tuple[_Block, ...]:
    """Take all blocks; lists deeper than any reader could follow are one paragraph."""
    found: list[_Block] = []
    while lines := _without_blank_start(lines):
        block: _Block
        if depth > _MAXIMUM_DEPTH:
            block, lines = _paragraph(lines), []
        elif _FENCE.match(lines[0].text):
            block, lines = _take_fence(lines)
        elif _ITEM.match(lines[0].text):
            block, lines = _take_items(lines, depth)
        else:
            block, lines = _take_paragraph(lines)
        found.append(block)
    return tuple(found)


def _without_blank_start(lines: list[Line]) -> list[Line]:
    return lines[next((n for n, line in enumerate(lines) if line.text.strip()), len(lines)) :]


def _take_fence(lines: list[Line]) -> tuple[_Fence, list[Line]]:
    opening = _FENCE.match(lines[0].text)
    marks, language = (opening["marks"], opening["language"]) if opening else ("```", "")
    closing = (n for n, line in enumerate(lines[1:], 1) if line.text.strip() == marks)
    end = next(closing, len(lines))
    return _Fence("\n".join(line.text for line in lines[1:end]), language), lines[end + 1 :]


def _take_items(lines: list[Line], depth: int) -> tuple[_Items, list[Line]]:
    """Take list items; what is indented below an item belongs to it."""
    items: list[list[Line]] = []
    mark = ""
    taken = 0
    for line in lines:
        item = _ITEM.match(line.text)
        if item and (not mark or item["mark"][-1] == mark[-1]):
            mark = item["mark"]
            items.append([Line(item["text"], line.start + item.start("text"))])
        elif items and (not line.text.strip() or line.text.startswith("  ")):
            items[-1].append(line)
        else:
            break
        taken += 1
    inside = (_take_blocks([first, *_outdented(rest)], depth + 1) for first, *rest in items)
    return _Items(mark[0].isdigit(), tuple(inside)), lines[taken:]


def _outdented(lines: list[Line]) -> Iterator[Line]:
    """Take away the blanks that all lines begin with."""
    written = [line.text for line in lines if line.text.strip()]
    width = min((len(text) - len(text.lstrip()) for text in written), default=0)
    for line in lines:
        blanks = min(width, len(line.text))
        yield Line(line.text[blanks:], line.start + blanks)


def _take_paragraph(lines: list[Line]) -> tuple[Paragraph, list[Line]]:
    ends = (n for n, line in enumerate(lines[1:], 1) if _ends_paragraph(line.text))
    end = next(ends, len(lines))
    return _paragraph(lines[:end]), lines[end:]


def _ends_paragraph(line: str) -> bool:
    return bool(not line.strip() or _FENCE.match(line) or _ITEM.match(line))


def _paragraph(lines: list[Line]) -> Paragraph:
    kept = []
    for line in lines:
        text = line.text.lstrip()
        if text:
            kept.append(Line(text.rstrip(), line.start + len(line.text) - len(text)))
    return Paragraph(tuple(kept))


def indent(text: str, width: int) -> Markup:
    """Indent every line that is not blank: what stands inside a list item."""
    margin = " " * width
    lines = [margin + line if line.strip() else line for line in str(text).split("\n")]
    return Markup("\n".join(lines))  # noqa: S704 (adds blanks only)
