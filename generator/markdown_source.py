"""What pages are written in, Markdown, HTML or CSS: where its addresses stand."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import PurePath
from typing import NamedTuple

from generator import styles
from generator.diagnostics import Place
from generator.front_matter import AT_TOP
from generator.srcset import candidates

# Markdown ends an address at the blank before a title, and lets pairs of brackets stand in it.
_TITLE = r"""(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?"""
_MARKDOWN = re.compile(
    rf"(?<!\\)\]\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<inline>(?:[^()\n]|\([^()\n]*\)){{1,2000}}?)){_TITLE}\s*\)"
    r"|^[ \t>]*\[(?!\^)[^\]\n]+\]:\s*(?:<(?P<framed>[^<>\n]*)>|(?P<reference>[^\s<]\S*))",
    re.MULTILINE,
)
_HTML = re.compile(
    r"(?<![\w-])(?P<name>href|src|srcset|imagesrcset|poster|data|action|formaction|cite|longdesc"
    r"|background|manifest|ping|content)\s*=\s*"
    # In the text of a frame, quotes are written as &quot;.
    r"(?:&quot;(?P<inner>(?:(?!&quot;)[^\"'<>])*)&quot;"
    r"|\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))"
    r"|\burl\(\s*(?:[\"']|&quot;|&#39;)?(?P<style>(?:(?!&quot;|&#39;)[^\s\"')])+)"
    r"|@import\s+[\"'](?P<imported>[^\s\"']+)"
    r"|[\"'](?P<chosen>[^\s\"']+)[\"']\s+[\d.]+(?:x|dppx|dpi)\b",  # one of an image-set()
    re.IGNORECASE,
)
# What stands before the address in the content of <meta http-equiv="refresh">.
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?", re.IGNORECASE)
# A value at the top of a page: templates can make an address of it.
_ENTRY = re.compile(
    r"^[ \t-]*(?:[\w-]+:[ \t]+)?[\"']?(?P<value>[^\s\"']+)[\"']?[ \t]*$", re.MULTILINE
)
# What becomes a link by itself: between < and >, and with some extensions anywhere.
_AUTOMATIC = re.compile(
    r"<(?P<framed>[A-Za-z][A-Za-z0-9+.-]*://[^<>]*|(?:mailto:)?[^<>\s!:@]+@[^<>\s]+)>"
    r"|(?<![\w\[(<\"'=/])(?P<bare>https?://[^\s<>\"'\])]+)",
    re.IGNORECASE,
)
_FENCE = re.compile(r"[\s>]*(?P<marks>`{3,}(?=[^`]*$)|~{3,})")
_COMMENT = re.compile(r"<!--[\s\S]*?(?:-->|\Z)")
# Code and comments in a paragraph; an escaped backtick begins no code.
_SILENT = re.compile(
    r"(?<![\\`])(?P<marks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S]){1,2000}?(?<!`)(?P=marks)(?!`)"
    rf"|{_COMMENT.pattern}"
)
_HTML_ENDINGS = (".html", ".htm", ".xhtml", ".svg")
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


def shown(text: str, name: str) -> str:
    """Return a file, called `name`, without what is in code and in comments: no sign moves.

    Code in a paragraph is hidden, as words in brackets may be code: see `revealed`. Style sheets
    stay as they are.
    """
    if _ending(name) == ".css":
        return text
    if _ending(name) in _HTML_ENDINGS:
        return _COMMENT.sub(lambda comment: _blanked(comment[0]), text)
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
    """Yield every address in a file, called `name`, with its place; the text is as `shown`."""
    place = places(text, name)
    for start, written, is_html in _found(text, name):
        yield Address(written, _meant(written, is_html=is_html), place(start), is_html)
    if _ending(name) not in (".css", *_HTML_ENDINGS):
        yield from _automatic(text, place)


def _automatic(text: str, place: Callable[[int], Place]) -> Iterator[Address]:
    for match in _AUTOMATIC.finditer(text):
        written = match[match.lastgroup or 0]
        meant = unescape(written if ":" in written else f"mailto:{written}")
        yield Address(written, meant, place(match.start(match.lastgroup or 0)), is_html=False)


def _meant(written: str, *, is_html: bool) -> str:
    return unescape(written if is_html else _ESCAPED.sub(r"\1", written))


def _found(text: str, name: str) -> Iterator[tuple[int, str, bool]]:
    """Yield where each address begins, the address, and whether it is one of HTML."""
    if _ending(name) == ".css":
        yield from ((start, address, True) for start, address in styles.addresses(text))
        return
    yield from _in_html(text)
    if _ending(name) not in _HTML_ENDINGS:
        yield from _in_markdown(text)
        yield from _in_front_matter(text)


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


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
        elif (match["name"] or "").lower() == "content":
            before = _REFRESH.match(match[group])
            start = before.end() if before else 0
            yield match.start(group) + start, match[group][start:].strip(" \t\n\"'"), True
        else:
            blanks = len(match[group]) - len(match[group].lstrip())
            yield match.start(group) + blanks, match[group].strip(), True


def _in_front_matter(text: str) -> Iterator[tuple[int, str, bool]]:
    front = AT_TOP.match(text)
    if front:
        for entry in _ENTRY.finditer(front["yaml"]):
            yield front.start("yaml") + entry.start("value"), entry["value"], True


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
