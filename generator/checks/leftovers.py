"""Checks of what looks like markup in texts and labels, and reaches readers as it was typed."""

import re
from collections.abc import Iterator, Sequence
from html.entities import html5
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Place, shortened
from generator.marks import LINK, READ, read_paragraphs, unread
from generator.references import KEY
from generator.schema import Part
from generator.text import INLINE, Code, Label, Text, Typed

# Without one of these there is nothing to look at.
_SIGNS = re.compile(r"[*_`{}\[\]<>&~#|!]|\?\?\?|---|===")

# --- what it looks like ---

# Elements of HTML that stand in texts (https://html.spec.whatwg.org/multipage/indices.html#elements-3),
# and some that were elements once. Others, such as <domain>, are placeholders.
_ELEMENTS = (
    "a|abbr|b|big|blockquote|body|br|button|center|cite|code|col|dd|del|details|dfn|div|dl|dt|em|"
    "figcaption|figure|font|form|h[1-6]|head|hr|html|i|iframe|img|input|ins|kbd|li|mark|nav|object|ol|"
    "p|picture|pre|q|s|samp|script|section|select|small|span|strike|strong|style|sub|summary|sup|svg|"
    "table|tbody|td|textarea|tfoot|th|thead|tr|tt|u|ul|var|video"
)
_ATTRIBUTE = r"""\s+[a-z][\w:-]*(?:\s*=\s*(?:"[^"<>]{0,300}"|'[^'<>]{0,300}'|[^\s<>"']{1,300}))?"""
_HTML = (
    r"<!--|</[A-Za-z][^<>]{0,200}>|<[A-Za-z][\w-]*(?:\s+[\w-]+=[^<>]{0,500}|\s*/)>"
    rf"|<(?:{_ELEMENTS})(?:{_ATTRIBUTE}){{0,20}}\s*>"
)
_REFERENCE = r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|(?P<entity>[a-z][a-z0-9]{1,31}));"
_PLACEHOLDER = r"<\s?[A-Za-z][\w.-]{0,60}\s?>|<[A-Za-z][\w .'/-]{0,60}[\w.]>"
_PLACEHOLDER_IN_BRACES = r"(?<![$#{])\{[A-Za-z][\w-]{0,60}\}(?!\})"
_NAME = (
    rf"(?:\{{\s*|(?<!{READ})(?<!{READ} )\b)(?:sp|idp|guide)\.\w+\s*\}}{{1,2}}"
    r"|\{\{\s*[\w.]{0,60}\s*\}?"
    r"|\{%.{0,60}?%\}|\{#.{0,60}?#\}|\{%"
)
_ADDRESS = r"(?:#[^\s()\[\]]+|[^\s()\[\]]*(?:/|\.md|\.html)[^\s()\[\]]*)"
_PICTURE = rf"!{LINK}+[^{LINK}]*{LINK}+"
_LINK = (
    r"!?\[[^\[\]]{0,500}\]\([^()]{0,500}\)?"
    rf"|\[[^\[\]]{{1,500}}\] +\({_ADDRESS}\)|\([^()]{{1,500}}\)\[{_ADDRESS}\]"
    r"|^\[[^\[\]]{1,500}\]: *\S+|<(?:https?:|mailto:)[^<>\s]+>|<[^<>\s@]+@[^<>\s@]+>"
    r"|<(?:\.{1,2}/|www\.)[^<>\s]+>|\[\[[^\W\d][^\[\]]{0,200}\]\]"
    rf"|(?<![\w\]])\[(?!\w-\w|{KEY}\]\[{KEY}\])(?=[^\[\]]*[^\W\d])[^\[\]]{{2,500}}\]\[[^\[\]]{{0,200}}\](?![*+?{{(])"
)
_EMPHASIS = (
    rf"(?<![\w*])\*{{1,3}}(?=[\w\"'(\[`{READ}{LINK}])[^*]{{0,200}}?\*{{1,3}}"
    r"|(?<![\w*])\*{2,3}\s(?=[^\W\d])[^*]{0,200}?\*{2,3}"
    rf"|(?<![\w*])\*{{1,3}}(?=[\w{READ}{LINK}])\S{{0,40}}"
    rf"|(?<![\w{READ}])_{{1,3}}(?=[^\s_])[^_]{{0,200}}?(?<=[^\s_])_{{1,3}}(?!\w)"
)
_OTHER = (
    r"`[^`]{0,200}`?|~~(?=\S)[^~]{1,200}?(?<=\S)~~|\[\^[^\[\]\s]{1,60}\]"
    r"|\{:[^{}]{0,200}\}|\{\s?[#.][\w-]+[^{}]{0,200}\}"
)
_BLOCK = (
    r"^#{1,6}\s+\S.*|^>\s?[^\s\d=].*|^\|.*\|$|^(?:!!!|\?\?\?\+?)\s+\w.*|^\[[ xX]\]\s.*"
    r"|^(?:-{3,}|={3,}|\*{3,}|_{3,})$"
)


class _Look(NamedTuple):
    """Something that looks like markup, the rule that it breaks, and how to mend it."""

    rule: str
    pattern: re.Pattern[str]
    hint: str


def _look(rule: str, hint: str, *patterns: str) -> _Look:
    return _Look(rule, re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE), hint)


_KNOWN = "texts know **bold**, *emphasis*, `code` and [links](…); a backslash shows a sign as it is"
_IN_TEXTS = (
    _look("text/braces", r"a name stands between {{ and }}; \{ shows a brace", _NAME),
    _look("text/broken-link", "a step shows pictures under figures:", _PICTURE),
    _look(
        "text/broken-link",
        "a link is [WORDS](ADDRESS), its address without blanks, brackets and title",
        _LINK,
    ),
    _look("text/html", _KNOWN, _HTML),
    _look("text/html", "type the sign itself", _REFERENCE),
    _look(
        "text/placeholder",
        "show a value with {{ sp.NAME }}, or say in words what readers put there",
        _PLACEHOLDER,
        _PLACEHOLDER_IN_BRACES,
    ),
    _look("text/mark", _KNOWN, _EMPHASIS, _OTHER, _BLOCK),
)
_LETTERS = "names and marks mean nothing here: write what readers shall see, letter by letter"
_MARKED = _look("text/label", _LETTERS, _NAME)
# The name of a value; sp.name, idp.name and idp.console are none.
_VALUE = re.compile(r"\{\{\s*(?P<side>sp|idp)\.(?P<name>(?!(?:name|console)\b)\w+)\s*\}\}")
_MARKS = ("name", "code", "address", "bold", "emphasis")
_IN_LABELS = (
    _MARKED,
    _look("text/html", _LETTERS, _HTML),
    _look("text/html", "type the sign itself", _REFERENCE),
    _look("text/placeholder", _LETTERS, _PLACEHOLDER),
)
# What writers leave themselves to come back to, alone or with what is to be done behind it.
_REMINDERS = ("TODO", "TBD", "FIXME", "XXX")
_UNDONE = _Look(
    "text/placeholder",
    re.compile(rf"(?:{'|'.join(_REMINDERS)})(?:\s*:.*|[.!?…\s]*)$", re.DOTALL),
    "write what readers are to see",
)


def check(part: Part) -> Iterator[Diagnostic]:
    """Yield all findings in the texts and labels of a guide, a service provider or a drawing."""
    for holder, path, value in part.written.leaves:
        if isinstance(value, Code) or not isinstance(value, Text | Label):
            continue  # code has braces and signs of its own
        for leftover in _in(value):
            yield leftover.diagnostic(holder.place_at(path, value, leftover.start))
    for holder, path, key in part.written.keys:
        if isinstance(key, Label):
            for leftover in _in(key):
                yield leftover.diagnostic(holder.key_place(*path, start=leftover.start))


def _in(value: Text | Label) -> Iterator["_Leftover"]:
    if value.startswith(_REMINDERS) and (reminder := _UNDONE.pattern.match(value)):
        yield _Leftover(_UNDONE, 0, reminder[0])
    elif _SIGNS.search(value):
        yield from _in_text(value) if isinstance(value, Text) else _in_label(value)


class _Leftover(NamedTuple):
    """Something that looks like markup, how it looks, and where it begins."""

    look: _Look
    start: int
    shown: str

    def diagnostic(self, place: Place) -> Diagnostic:
        message = f'"{shortened(self.shown)}" is shown as it is typed'
        return Diagnostic(place, self.look.rule, message, self.look.hint)


def _in_text(text: Text) -> Iterator[_Leftover]:
    for paragraph in read_paragraphs(text):
        lines = "\n".join(line.text for line in paragraph.lines)
        left = unread(lines)
        for look, start, end in _seen(left, _IN_TEXTS) if _SIGNS.search(left) else ():
            yield _Leftover(look, paragraph.start(start), lines[start:end])


def _in_label(label: Label) -> Iterator[_Leftover]:
    kinds = ("name",) if isinstance(label, Typed) else _MARKS
    read = str(label)
    for match in INLINE.finditer(label):
        if match.lastgroup in kinds:
            yield _Leftover(_marked(label), match.start(), match[0])
            read = _without(read, match)
    for look, start, end in _seen(read, _IN_LABELS):
        yield _Leftover(look, start, label[start:end])


def _marked(label: Label) -> _Look:
    """Return the look of a mark in a label; where it is a value alone, with how to enter that."""
    value = _VALUE.fullmatch(label) if isinstance(label, Typed) else None
    return _MARKED._replace(hint=value.expand(r"write {\g<side>: \g<name>}")) if value else _MARKED


def _seen(text: str, looks: Sequence[_Look]) -> Iterator[tuple[_Look, int, int]]:
    """Yield what a text without its markup looks like, and from where to where; each sign once."""
    for look in looks:
        for match in look.pattern.finditer(text):
            entity = match.groupdict().get("entity")
            if entity is None or f"{entity};" in html5:
                yield look, match.start(), match.end()
                text = _without(text, match)


def _without(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + READ * (match.end() - match.start()) + text[match.end() :]
