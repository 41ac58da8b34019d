"""Where ids are written that elements have, and those that attributes name: HTML, attribute lists.

Attribute lists are those of https://python-markdown.github.io/extensions/attr_list/.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from generator.built_html import NAMING_IDS
from generator.diagnostics import Place
from generator.markdown_source import places

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
    """Yield every id in a file, called `name`; the text is as `markdown_source.shown` has it."""
    place = places(text, name)
    for match in _ATTRIBUTE.finditer(text):
        group = match.lastgroup or ""
        for one in _NAME.finditer(match[group]):
            start = match.start(group) + one.start()
            yield WrittenId((match["attribute"] or "id").lower(), unescape(one[0]), place(start))
