"""Texts of several blocks, and what texts use."""

import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from generator.text import INLINE, Link, Names, encode, indent, inline

# Markdown takes two lists that touch for one.
_BETWEEN_LISTS = Markup("<!-- -->")
_MAXIMUM_DEPTH = 10
_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})\s*(?P<language>[\w+-]*)\s*$")
_ITEM = re.compile(r"(?P<mark>[-*]|\d{1,9}[.)])\s+(?P<text>\S.*)")
_OWNERS = ("sp", "idp", "guide")
_NAME = re.compile(r"\{\{\s*([\w.]{1,200})\s*\}\}")
# What may stand in a fence: nothing that a preprocessor acts on, and no two blank lines, which
# templates must be able to close up.
_TAME = re.compile(
    r"(?!.*(?:\{(?:[{%#]|>>|\+\+|--|~~|==)|8<|```|~~~|\n\s*\n\s*\n|[ \t]\n)).*", re.DOTALL
)


def blocks(text: str, names: Names, file: str, depth: int = 0) -> Markup:
    """Return a text of several paragraphs, lists and fences, written in `file`, as Markdown.

    Lists deeper than any reader could follow are one paragraph.
    """
    if depth > _MAXIMUM_DEPTH:
        return inline(" ".join(text.split()), names, file)
    made: list[Markup] = []
    previous = ""
    for block in _blocks(text):
        if previous == block.kind == "items":
            made.append(_BETWEEN_LISTS)
        made.append(_block(block, names, file, depth))
        previous = block.kind
    return Markup("\n\n").join(made)


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str  # "paragraph", "fence" or "items"
    lines: tuple[str, ...]
    mark: str = ""


def _block(block: _Block, names: Names, file: str, depth: int) -> Markup:
    if block.kind == "fence":
        return fence("\n".join(block.lines), block.mark)
    if block.kind == "items":
        marks = "1. " if block.mark[0].isdigit() else "- "
        indented = (indent(blocks(item, names, file, depth + 1), 4) for item in block.lines)
        items = (Markup(marks.ljust(4)) + item.lstrip() for item in indented)  # noqa: S704
        return Markup("\n").join(items)
    return inline(" ".join(line.strip() for line in block.lines), names, file)


def fence(text: str, language: str = "") -> Markup:
    """Return a code block; as HTML where a preprocessor would act on what is in a fence."""
    if _TAME.fullmatch(text):
        return Markup(f"```{language}\n{text}\n```")  # noqa: S704 (nothing in it can end it)
    return Markup("<pre><code>%s</code></pre>") % _lines(text)


def code_block(text: str, language: str, names: Names) -> Markup:
    """Return a code block in which names stand for what they name."""
    if not any(name in names.values for name in _NAME.findall(text)):
        return fence(text, language)
    shown = _NAME.split(text)
    parts = (
        _named(part, names) if number % 2 else _lines(part) for number, part in enumerate(shown)
    )
    kind = Markup(' class="language-%s"') % language if language else ""
    return Markup("<pre><code%s>%s</code></pre>") % (kind, Markup().join(parts))


def _named(name: str, names: Names) -> Markup:
    """Return what a name stands for; as code in code it needs no mark of its own."""
    value = names.values.get(name, f"{{{{ {name} }}}}")
    if not isinstance(value, Markup):
        return encode(value)
    return Markup(re.sub("</?code>", "", value).replace("`", ""))  # noqa: S704 (it was Markdown)


def _lines(text: str) -> Markup:
    return Markup("&#10;").join(encode(line.expandtabs(4)) for line in text.split("\n"))


@lru_cache(maxsize=4096)
def _blocks(text: str) -> tuple[_Block, ...]:
    found: list[_Block] = []
    lines = text.strip().split("\n")
    while lines:
        if not lines[0].strip():
            lines.pop(0)
            continue
        take = _take_fence if _FENCE.match(lines[0]) else _take_text
        block, lines = (_take_items if _ITEM.match(lines[0]) else take)(lines)
        found.append(block)
    return tuple(found)


def _take_fence(lines: list[str]) -> tuple[_Block, list[str]]:
    opening = _FENCE.match(lines[0])
    marks, language = (opening["marks"], opening["language"]) if opening else ("```", "")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == marks), len(lines))
    return _Block("fence", tuple(lines[1:end]), language), lines[end + 1 :]


def _take_items(lines: list[str]) -> tuple[_Block, list[str]]:
    """Take list items; what is indented below an item belongs to it."""
    items: list[str] = []
    mark = ""
    taken = 0
    for line in lines:
        item = _ITEM.match(line)
        if item and (not mark or item["mark"][-1] == mark[-1]):
            mark = item["mark"]
            items.append(item["text"])
        elif items and (not line.strip() or line.startswith("  ")):
            items[-1] += "\n" + line.strip()
        else:
            break
        taken += 1
    return _Block("items", tuple(items), mark), lines[taken:]


def _take_text(lines: list[str]) -> tuple[_Block, list[str]]:
    end = next(
        (n for n, line in enumerate(lines) if not line.strip() or _FENCE.match(line)), len(lines)
    )
    end = next((n for n in range(1, end) if _ITEM.match(lines[n])), end)
    return _Block("paragraph", tuple(lines[:end])), lines[end:]


@dataclass(frozen=True, slots=True)
class Used:
    """What a text uses: its links, and the names in its {{ … }} with what stands around them."""

    links: tuple[Link, ...]
    names: tuple[str, ...]
    glued: tuple[str, ...]


@lru_cache(maxsize=4096)
def used(text: str) -> Used:
    """Return the links and names of a text, without what stands in code."""
    plain = text if "```" not in text and "~~~" not in text else _without_fences(text)
    links: list[Link] = []
    names: list[str] = []
    glued: list[str] = []
    for match in INLINE.finditer(plain):
        if match.lastgroup == "address":
            links.append(Link(match["label"], match["address"]))
        elif match.lastgroup == "name":
            names.append(match["name"])
            around = plain[match.start() - 1 : match.start()] + plain[match.end() : match.end() + 1]
            if re.search(r"[\w/:=?&#@%-]", around):
                glued.append(match["name"])
        elif match.lastgroup in ("bold", "emphasis"):
            inner = used(match[match.lastgroup])
            links += inner.links
            names += inner.names
            glued += inner.glued
    return Used(tuple(links), tuple(names), tuple(glued))


def names_in(code: str) -> tuple[str, ...]:
    """Return the names in code: only what looks like one, as code may have its own braces."""
    return tuple(name for name in _NAME.findall(code) if name.partition(".")[0] in _OWNERS)


def _without_fences(text: str) -> str:
    kept = (_line for block in _blocks(text) if block.kind != "fence" for _line in block.lines)
    return "\n".join(kept)
