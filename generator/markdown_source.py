"""A Markdown page's own text: where its addresses are written."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple

from generator.diagnostics import Place
from generator.srcset import candidates

# Markdown ends an address at the blank before a title, and lets pairs of brackets stand in it.
_TITLE = r"""(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?"""
_MARKDOWN = re.compile(
    rf"(?<!\\)\]\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<inline>(?:[^()\n]|\([^()\n]*\)){{1,2000}}?)){_TITLE}\s*\)"
    r"|^[ \t>]*\[(?!\^)[^\]\n]+\]:\s*(?:<(?P<framed>[^<>\n]*)>|(?P<reference>[^\s<]\S*))",
    re.MULTILINE,
)
_HTML = re.compile(
    r"\b(?P<name>href|src|srcset|imagesrcset|poster|data|action|formaction|cite)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))"
    r"|\burl\(\s*[\"']?(?P<style>[^\s\"')]+)|;\s*url=(?P<refresh>[^\s\"'>]+)",
    re.IGNORECASE,
)
# What becomes a link by itself: between < and >, and with some extensions anywhere.
_AUTOMATIC = re.compile(
    r"<(?P<framed>[A-Za-z][A-Za-z0-9+.-]*://[^<>]*|(?:mailto:)?[^<>\s!:@]+@[^<>\s]+)>"
    r"|(?<![\w\[(<\"'=/])(?P<bare>https?://[^\s<>\"'\])]+)",
    re.IGNORECASE,
)
_FENCE = re.compile(r"[\s>]*(?P<marks>`{3,}(?=[^`]*$)|~{3,})")
# Code and comments in a paragraph; an escaped backtick begins no code.
_SILENT = re.compile(
    r"(?<![\\`])(?P<marks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S]){1,2000}?(?<!`)(?P=marks)(?!`)"
    r"|<!--[\s\S]*?(?:-->|\Z)"
)
# Signs of code are hidden as ones that mean nothing, of a plane that is for private use.
_PRIVATE = 0xF0000
_HIDDEN = {code: _PRIVATE + code for code in range(0x21, 0x3000)}
_REVEALED = {hidden: code for code, hidden in _HIDDEN.items()}
_PLAIN_WORDS = re.compile(r"[\w\s.,;'\u2019*/&-]+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Address(NamedTuple):
    """An address as it is written, and as it is meant; in HTML it is relative to the built page."""

    written: str
    meant: str
    place: Place
    is_html: bool


def shown(text: str) -> str:
    """Return a page without what is in code and in comments: no sign moves.

    Code in a paragraph is hidden, as words in brackets may be code: see `revealed`.
    """
    return _SILENT.sub(_silenced, _without_fences(text))


def _silenced(match: re.Match[str]) -> str:
    return match[0].translate(_HIDDEN) if match["marks"] else _blanked(match[0])


def revealed(text: str) -> str:
    """Return what was written where a text that is `shown` hides code."""
    return text.translate(_REVEALED)


def places(text: str, name: str) -> Callable[[int], Place]:
    """Return what tells the place of each sign in a text, which is in the file `name`."""
    lines = [0, *(end.end() for end in re.finditer("\n", text))]

    def place(start: int) -> Place:
        line = bisect_right(lines, start)
        return Place(name, line, start - lines[line - 1] + 1)

    return place


def addresses(text: str, name: str) -> Iterator[Address]:
    """Yield every address in a page, called `name`, with its place; the text is as `shown`."""
    place = places(text, name)
    for start, written, is_html in (*_in_markdown(text), *_in_html(text)):
        yield Address(written, _meant(written, is_html=is_html), place(start), is_html)
    for match in _AUTOMATIC.finditer(text):
        written = match[match.lastgroup or 0]
        meant = unescape(written if ":" in written else f"mailto:{written}")
        yield Address(written, meant, place(match.start(match.lastgroup or 0)), is_html=False)


def _meant(written: str, *, is_html: bool) -> str:
    return unescape(written if is_html else _ESCAPED.sub(r"\1", written))


def _in_markdown(text: str) -> Iterator[tuple[int, str, bool]]:
    for match in _MARKDOWN.finditer(text):
        group = match.lastgroup or ""
        yield match.start(group), match[group], False


def _in_html(text: str) -> Iterator[tuple[int, str, bool]]:
    for match in _HTML.finditer(text):
        group = match.lastgroup or ""
        if (match["name"] or "").lower().endswith("srcset"):
            found = candidates(match[group])
            yield from ((match.start(group) + start, address, True) for start, address in found)
        else:
            blanks = len(match[group]) - len(match[group].lstrip())
            yield match.start(group) + blanks, match[group].strip(), True


def _without_fences(text: str) -> str:
    lines, open_marks = [], ""
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        if fence and (not open_marks or fence["marks"].startswith(open_marks)):
            open_marks = "" if open_marks else fence["marks"]
        lines.append(_blanked(line) if open_marks else line)
    return "\n".join(lines)


def _blanked(text: str) -> str:
    return re.sub(r"\S", " ", text)


def comparable(text: str) -> str:
    """Return what is the same of a text in Markdown and on a page.

    Extensions change quotes, dashes and blanks; marks are gone there, and code is looked for apart.
    """
    return re.sub(r"[^\w\[\](){}<>!^/:#.@]|_", "", unescape(text))


def with_words(words: str, behind: str) -> str:
    """Return what readers see of words in brackets and of what stands behind them.

    Only of plain words it is known what they become.
    """
    return f"[{words}{behind}" if _PLAIN_WORDS.fullmatch(words) else behind
