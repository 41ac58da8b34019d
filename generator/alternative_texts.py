"""What is said of pictures to those who cannot see them, where a writer leaves it to the step."""

import html
import re
from collections.abc import Iterator

# In characters: see the rule image/long-text.
LONGEST = 200
_FENCE = re.compile(r"^ *(?P<fence>`{3,})[^\n]*\n.*?^ *(?P=fence)$", re.DOTALL | re.MULTILINE)
# The heading of a table, with the line that parts it from the rows.
_HEADING = re.compile(r"^\|.*\n\n?\|(?: -+ \|)+$", re.MULTILINE)
_ITEM = re.compile(r"\s*(?:- |\| )(?:\*\*(?P<label>.+?)\*\*|(?P<cell>.*?) (?:\||$)|(?P<rest>.*))")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_END = re.compile(r"\s*[.:]\s*$")
_MARKS = re.compile(r"<[^>]*>|[*`]")


class AlternativeTexts:
    """The alternative texts of one page: no two that are made are the same."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def of(self, sentences: str, console: str, where: str, *, is_own: bool = False) -> str:
        """Return what a picture shows of whose step all is known: what is done there.

        `sentences` are the step's as Markdown, `console` is where it is done, `where` the step's
        place on the page. `is_own` tells that the sentences begin with a writer's own words.
        """
        said = spoken(sentences)
        begun = said if is_own else said[:1].lower() + said[1:]
        text = next(one for one in _candidates(f"{console}: {begun}", where) if self._is_new(one))
        self.add(text)
        return text

    def add(self, text: str) -> str:
        """Remember a text that a writer has written, and return it."""
        self._said.add(text.casefold())
        return text

    def _is_new(self, text: str) -> bool:
        return text.casefold() not in self._said


def _candidates(text: str, where: str) -> Iterator[str]:
    """Yield the text, then with where it is done, then with which picture it is."""
    yield _cut(text, "")
    yield _cut(text, f" ({where})")
    number = 1
    while True:
        number += 1
        yield _cut(text, f" ({where}, picture {number})")


def _cut(text: str, end: str) -> str:
    """Return a text with an end that it has whole, in the characters that there are."""
    room = LONGEST - len(end)
    if len(text) <= room:
        return text + end
    return text[: room - 1].rpartition(" ")[0].rstrip(",;:") + "…" + end


def spoken(markdown: str) -> str:
    """Return sentences that templates have made as plain words: of lists and tables the labels.

    Signs of Markdown in them are never a writer's own: those are character references.
    """
    lines = _HEADING.sub("", _FENCE.sub("", markdown)).splitlines()
    said, listed = "", False
    for line in filter(str.strip, lines):
        item = _ITEM.match(line)
        words = next(filter(None, item.groups()), "") if item else line.strip()
        end = ("," if item else ".") if listed else ""
        said += f"{end} {words}"
        listed = item is not None
    # A label keeps the dots that it ends in: they stand in front of its mark.
    plain = html.unescape(_MARKS.sub("", _LINK.sub(r"\1", _END.sub("", said))))
    return " ".join(plain.split())
