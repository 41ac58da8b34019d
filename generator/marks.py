"""What is read as markup in a writer's text: its links, the names in its {{ … }}, its marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.prose import NAME_IN_CODE, Line, Paragraph, paragraphs
from generator.text import INLINE, Code, Link, Prose, Text

# What makes one word with a value that stands beside it.
_GLUE = re.compile(r"[\w/:=?&#@%-]")


class UsedLink(NamedTuple):
    """A link; its address stands at `start` in the text."""

    link: Link
    start: int


class UsedName(NamedTuple):
    """A name; it stands at `start` in the text, glued to others, or in the words of a link."""

    name: str
    start: int
    is_glued: bool
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Used:
    """What a text uses, without what stands in code."""

    links: tuple[UsedLink, ...]
    names: tuple[UsedName, ...]


def used(text: Text) -> Used:
    """Return the links and names of a text; code has names only."""
    if isinstance(text, Code):
        names = NAME_IN_CODE.finditer(text)
        at_home = (
            UsedName(name[1], name.start(1), is_glued=False, is_linked=False) for name in names
        )
        return Used((), tuple(at_home))
    found = [
        use._replace(start=paragraph.start(use.start))
        for paragraph in read_paragraphs(text)
        for use in _uses(paragraph.text, _Around("", ""))
    ]
    links = tuple(use for use in found if isinstance(use, UsedLink))
    return Used(links, tuple(use for use in found if isinstance(use, UsedName)))


def read_paragraphs(text: Text) -> Iterator[Paragraph]:
    """Yield what is read as one paragraph: a text is one, prose may hold several."""
    if isinstance(text, Prose):
        yield from paragraphs(text)
    else:
        yield Paragraph((Line(text, 0),))


class _Around(NamedTuple):
    """The signs before and behind a piece of a text; whether it is the words of a link."""

    before: str
    behind: str
    is_linked: bool = False


def _uses(text: str, around: _Around, start: int = 0) -> Iterator[UsedLink | UsedName]:
    """Yield what a piece of a text uses; it begins at `start`."""
    for match in INLINE.finditer(text):
        kind = match.lastgroup or "code"
        before = text[match.start() - 1 : match.start()] or around.before
        behind = text[match.end() : match.end() + 1] or around.behind
        inside = around._replace(before=before, behind=behind)
        at = start + match.start(kind)
        if kind == "address":
            yield UsedLink(Link(match["label"], match["address"]), at)
            words = inside._replace(is_linked=True)
            yield from _uses(match["label"], words, start + match.start("label"))
        elif kind == "name":
            is_glued = bool(_GLUE.search(before + behind))
            yield UsedName(match["name"], at, is_glued, around.is_linked)
        elif kind in ("bold", "emphasis"):
            yield from _uses(match[kind], inside, at)


# What stands for markup that was read, in `unread`: a link, and all else.
LINK, READ = "\x01", "\x00"


def unread(text: str) -> str:
    """Return one paragraph with all that is read as markup blanked out: no sign moves.

    A link becomes `LINK`, all else `READ`; words in bold, emphasis and links stay.
    """
    return INLINE.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    kind, sign = match.lastgroup or "", READ
    if kind == "address":
        kind, sign = "label", LINK
    elif kind not in ("bold", "emphasis"):
        return READ * len(match[0])
    words = unread(match[kind])
    before = sign * (match.start(kind) - match.start())
    return before + words + sign * (match.end() - match.end(kind))
