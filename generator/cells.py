"""Cells of tables: Markdown on one line, whose long words can break on a narrow screen."""

import re

from markupsafe import Markup

from generator.text import encode

# How many signs fit beside a column of labels on a screen of 390 pixels.
_FITTING = 24
# A word with the tags in it; code between backticks knows no tags.
_WORD = re.compile(r"(?:<[^<>\s]*>|[^\s<>])+")
_CODE = re.compile(rf"`([^`\s]{{{_FITTING},}})`")
_INVISIBLE = re.compile(r"<[^<>]*>|(?<=&)[#\w]+;")
# Where addresses and URNs can break: behind a slash, a colon, an equals sign, an underscore. Signs
# with a meaning in Markdown are references there (see `text.encode`).
_BREAK = re.compile(r"(?:(?<!<)/|&#(?:47|58|61|95);)(?=[^/\s*])(?!</)")


def cell(markdown: str) -> Markup:
    """Return Markdown as the cell of a table, which ends with its line."""
    line = " ".join(str(markdown).split())
    line = _CODE.sub(lambda code: f"<code>{encode(code[1])}</code>", line)
    return Markup(_WORD.sub(_broken, line))  # noqa: S704 (it was Markdown before)


def _broken(word: re.Match[str]) -> str:
    """Return a word with places where it can break, if it is long and no link."""
    is_long = len(_INVISIBLE.sub("", word[0])) >= _FITTING
    return _BREAK.sub(r"\g<0><wbr>", word[0]) if is_long and "](" not in word[0] else word[0]
