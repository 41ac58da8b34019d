"""Where ids are written that elements have, and those that attributes name: HTML, attribute lists.

Attribute lists are those of https://python-markdown.github.io/extensions/attr_list/.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from generator.built_html import NAMING_IDS
from generator.diagnostics import Place
from generator.markdown_source import shown_in

_ATTRIBUTE = re.compile(
    rf"(?<![\w-])(?P<attribute>id|{'|'.join(sorted(NAMING_IDS))})\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>}]+))"
    r"|\{:?[^{}\n]*?#(?P<listed>[^\s{}#.]+)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\s#]\S*")


class WrittenId(NamedTuple):
    """An id, where the attribute stands that gives it ("id") or names it."""

    attribute: str
    id: str
    place: Place


def ids(text: str, name: str) -> Iterator[WrittenId]:
    """Yield every id in a file, called `name`; none that is in code or in a comment."""
    lines = [0, *(end.end() for end in re.finditer("\n", text))]
    for match in _ATTRIBUTE.finditer(shown_in(text, name)):
        group = match.lastgroup or ""
        for one in _NAME.finditer(match[group]):
            start = match.start(group) + one.start()
            line = bisect_right(lines, start)
            place = Place(name, line, start - lines[line - 1] + 1)
            yield WrittenId((match["attribute"] or "id").lower(), unescape(one[0]), place)
