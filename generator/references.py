"""References and footnotes of Markdown: where they are defined and used on a page."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.markdown_source import revealed, with_words

# A footnote's text is any, of a reference there is an address, and a title at most.
_DEFINITION = re.compile(
    r"^(?P<indent>[ \t>]*)\[(?:(?P<footnote>\^[^\[\]\n]+)\]:(?P<text>[^\n]*)"
    r"|(?P<label>[^\[\]^\n][^\[\]\n]*)\]:[ \t]*\n?[ \t]*(?P<address>\S+)[ \t]*"
    r"(?:\n?[ \t]*(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))[ \t]*)?$)",
    re.MULTILINE,
)
# [WORDS][LABEL], [LABEL][], [^LABEL] and [LABEL]; what touches a word is an index of an array.
_FULL = re.compile(r"(?<!\\)\]\[(?P<label>[^\[\]]*)\](?!\()")
_WORDS = re.compile(
    r"!?(?<![\\\w\]])\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\](?:\([^()]*\))?){1,500})$"
)
_FOOTNOTE = re.compile(r"(?<!\\)\[\^(?P<label>[\w.:-]+)\](?![:*+?{\]])")
_SINGLE = re.compile(r"(?<![\\\w\]])\[(?P<label>[^\[\]\\^][^\[\]\\]{0,200})\](?![:(\[])")
_BRACKETED = re.compile(r"\[(?P<label>[^\[\]]+)\](?!\()")
_CLASS = re.compile(r"\w-\w.*|[^\w]*")
# Keys to press are written in brackets, too.
KEY = (
    r"(?:ctrl|control|cmd|command|alt|option|shift|enter|return|tab|esc|escape|space|win|windows|fn"
    r"|del|delete|ins|home|end|up|down|left|right|f\d\d?|[a-z0-9])"
)
_KEY = re.compile(KEY, re.IGNORECASE)
_COMMENT = re.compile(r"//|comment\b|_", re.IGNORECASE)
# How far before [LABEL] its words may begin, as far as `_WORDS` reads.
_MOST_BEFORE = 500


class Definition(NamedTuple):
    """A definition of a reference, or of a footnote, at `start`; its label is as `label_of`."""

    label: str
    written: str
    address: str
    start: int
    is_plain: bool

    @property
    def is_footnote(self) -> bool:
        """Whether it is a footnote's."""
        return self.label.startswith("^")

    @property
    def is_comment(self) -> bool:
        """Whether it is written for its label: [//]: # (a comment)."""
        return self.address.startswith(("#", "<>")) and bool(_COMMENT.match(self.label))


class Use(NamedTuple):
    """A use of a label at `start`, as `shown`; of it readers see `text` if it is not defined."""

    label: str
    written: str
    shown: str
    start: int
    text: str


def label_of(written: str) -> str:
    """Return a label as labels are compared: letters' case and blanks make no difference."""
    return " ".join(written.split()).casefold()


def definitions(shown: str) -> Iterator[Definition]:
    """Yield the definitions in a text without what is in code, as `markdown_source.shown` has it.

    `is_plain` tells that one is indented as little as no code can be.
    """
    for match in _DEFINITION.finditer(shown):
        label = match["footnote"] or match["label"]
        said = match["text"] if match["footnote"] else match["address"]
        is_plain = len(match["indent"].expandtabs(4)) < 4  # noqa: PLR2004 (as code begins)
        start = match.end("indent")
        yield Definition(label_of(label), revealed(label), " ".join(said.split()), start, is_plain)


def uses(shown: str) -> Iterator[Use]:
    """Yield what is certainly meant as a reference, or as a footnote."""
    for match in _FULL.finditer(shown):
        words = _WORDS.search(shown, max(0, match.start() - _MOST_BEFORE), match.start())
        label = match["label"].strip() or (words["words"] if words else "")
        if words and label and not _is_no_link(words["words"], label):
            start, whole = words.start(), shown[words.start() : match.end()]
            seen = with_words(words["words"], f"][{match['label']}]")
            yield Use(label_of(label), label, revealed(" ".join(whole.split())), start, seen)
    for match in _FOOTNOTE.finditer(shown):
        if not _CLASS.fullmatch(match["label"]):
            label = f"^{match['label']}"
            yield Use(label_of(label), label, match[0], match.start(), match[0])


def _is_no_link(words: str, label: str) -> bool:
    """Tell numbers of sources, classes of a pattern and keys from the words of a link."""
    is_number = (words + label).isdecimal()
    are_keys = _KEY.fullmatch(words) and _KEY.fullmatch(label)
    return is_number or bool(_CLASS.fullmatch(words) or are_keys)


def lone_uses(shown: str) -> Iterator[Use]:
    """Yield every [LABEL]: most are nothing but brackets."""
    for match in _SINGLE.finditer(shown):
        yield Use(label_of(match["label"]), match["label"], match[0], match.start(), match[0])


def used_labels(shown: str) -> set[str]:
    """Return every label that stands in brackets and is not just defined there."""
    defined = {definition.start for definition in definitions(shown)}
    found = (match for match in _BRACKETED.finditer(shown) if match.start() not in defined)
    return {label_of(match["label"]) for match in found}
