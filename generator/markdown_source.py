"""A Markdown page's own text: where its addresses are written."""

import re
from collections.abc import Iterator

from generator.diagnostics import Place

_ADDRESS = re.compile(
    r"\]\(\s*<?(?P<inline>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)"
    r"|^\s{0,3}\[[^\]]+\]:\s*<?(?P<reference>[^\s<>]+)"
    r"|\b(?:href|src|srcset|poster|data|action|cite)\s*=\s*[\"']?\s*(?P<html>[^\"'\s>]+)"
)
_FENCE = re.compile(r"\s*(?P<marks>```+|~~~+)")


def addresses(text: str, name: str) -> Iterator[tuple[str, Place]]:
    """Yield every address in a page, called `name`, with its place; not what is in fences."""
    open_marks = ""
    for number, line in enumerate(text.splitlines(), 1):
        fence = _FENCE.match(line)
        if fence and (not open_marks or fence["marks"].startswith(open_marks)):
            open_marks = "" if open_marks else fence["marks"]
        elif not open_marks:
            for match in _ADDRESS.finditer(line):
                group = match.lastgroup or "inline"
                yield match[group], Place(name, number, match.start(group) + 1)
