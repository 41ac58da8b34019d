"""What pages are written in, Markdown, HTML or CSS: where its addresses stand."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from pathlib import PurePath
from typing import NamedTuple

from generator import styles
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
    r"(?<![\w-])(?P<name>href|src|srcset|imagesrcset|poster|data|action|formaction|cite|longdesc"
    r"|background|manifest|content)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))"
    r"|\burl\(\s*(?:[\"']|&quot;|&#39;)?(?P<style>(?:(?!&quot;|&#39;)[^\s\"')])+)"
    r"|@import\s+[\"'](?P<imported>[^\s\"']+)"
    r"|[\"'](?P<chosen>[^\s\"']+)[\"']\s+[\d.]+(?:x|dppx|dpi)\b",  # one of an image-set()
    re.IGNORECASE,
)
# What stands before the address in the content of <meta http-equiv="refresh">.
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?", re.IGNORECASE)
# What a page says of itself at its top: templates can make an address of it.
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*\n")
_ENTRY = re.compile(
    r"^[ \t-]*(?:[\w-]+:[ \t]+)?[\"']?(?P<value>[^\s\"']+)[\"']?[ \t]*$", re.MULTILINE
)
_FENCE = re.compile(r"[\s>]*(?P<marks>`{3,}(?=[^`]*$)|~{3,})")
# Code and comments in a paragraph; an escaped backtick begins no code.
_SILENT = re.compile(
    r"(?<![\\`])(?P<marks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S]){1,2000}?(?<!`)(?P=marks)(?!`)"
    r"|<!--[\s\S]*?(?:-->|\Z)"
)
_COMMENT = re.compile(r"<!--[\s\S]*?(?:-->|\Z)")
_HTML_ENDINGS = (".html", ".htm", ".xhtml", ".svg")
_VISIBLE = re.compile(r"\S")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Address(NamedTuple):
    """An address as it is written, and as it is meant; in HTML it is relative to the built page."""

    written: str
    meant: str
    place: Place
    is_html: bool


def addresses(text: str, name: str) -> Iterator[Address]:
    """Yield every address in a file, called `name`, with its place.

    None is in code or in a comment.
    """
    lines = [0, *(end.end() for end in re.finditer("\n", text))]
    for start, written, is_html in _found(text, name):
        line = bisect_right(lines, start)
        place = Place(name, line, start - lines[line - 1] + 1)
        meant = unescape(written if is_html else _ESCAPED.sub(r"\1", written))
        yield Address(written, meant, place, is_html)


def _found(text: str, name: str) -> Iterator[tuple[int, str, bool]]:
    """Yield where each address begins, the address, and whether it is one of HTML."""
    if _ending(name) == ".css":
        yield from ((start, address, True) for start, address in styles.addresses(text))
        return
    shown = shown_in(text, name)
    yield from _in_html(shown)
    if _ending(name) not in _HTML_ENDINGS:
        yield from _in_markdown(shown)
        yield from _in_front_matter(text)


def shown_in(text: str, name: str) -> str:
    """Return a file with blanks for comments, and in Markdown for code: nothing moves."""
    if _ending(name) in _HTML_ENDINGS:
        return _COMMENT.sub(_blank, text)
    return _SILENT.sub(_blank, _without_fences(text))


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
    front = _FRONT_MATTER.match(text)
    if front:
        for entry in _ENTRY.finditer(front["lines"]):
            yield front.start("lines") + entry.start("value"), entry["value"], True


def _without_fences(text: str) -> str:
    lines, open_marks = [], ""
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        if fence and (not open_marks or fence["marks"].startswith(open_marks)):
            open_marks = "" if open_marks else fence["marks"]
        lines.append(_VISIBLE.sub(" ", line) if open_marks else line)
    return "\n".join(lines)


def _blank(silent: re.Match[str]) -> str:
    return _VISIBLE.sub(" ", silent[0])
