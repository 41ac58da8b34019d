"""What writers really type, where YAML reads on: slips that show in the events of a document."""

import re
from typing import Any

from yaml import events

from generator.diagnostics import Mend
from generator.yaml_data import Source
from generator.yaml_mends import (
    COMMENT,
    Slip,
    content_end,
    quote,
    quote_text,
    quoted,
    shorten,
    text_end,
    without_curly,
)

# What a text may not begin with unless it is quoted: the rule, and what the sign is called.
_SIGNS = {
    "{{": ("yaml/unquoted-template", '"{{"'),
    "*": ("yaml/unquoted-emphasis", '"*"'),
    "[": ("yaml/unquoted-bracket", '"["'),
    "{": ("yaml/unquoted-bracket", '"{"'),
    "&": ("yaml/alias", '"&"'),
    "!": ("yaml/tag", '"!"'),
    "`": ("yaml/unquoted-sign", "a backtick"),
    **{sign: ("yaml/unquoted-sign", f'"{sign}"') for sign in "@%-?|>"},
}
_TAGS = "tag:yaml.org,2002:"
_HASH = re.compile(r"[ \t]+(?=#)")
# An entry of […] or {…}: a key with its colon, if it has one, and a text.
_ENTRY = re.compile(
    r"(?<!\s)(?P<key>\s*(?:[^\s,:\[\]{}'\"][^,:\[\]{}'\"]*:\s+)?)(?P<text>[^\s,\[\]{}'\"][^,\[\]{}]*)"
)
_GLUED_HASH = re.compile(r"[ \t]+(?=#[^\s#])")
_NO_BREAK = re.compile("[ \xa0]*\xa0 *")
_PREFIX = re.compile(r"(?:[&!]\S*[ \t]*)+")
# What Markdown and word processors make of the dash of an item.
OTHER_DASH = re.compile("[*\u2022\u2013\u2014\u2212][ \t]+(?=\\S)")
_GLUED_DASH = re.compile(r"-(?P<word>\w+)")
_GLUED_VALUE = re.compile(r"(?P<label>[^\[\]{}]*[^\[\]{}\s:])(?:(?P<colon>:)|\s+)[\[{][^\]}]*")
_BRACKETED_KEY = re.compile(
    r"(?:\{\{[^{}\r\n]*\}\}|\[[^\[\]\r\n]*\]|\{[^{}\r\n]*\})[^:\r\n]*(?=:(?:\s|$))"
)
_GLUED_KIND = re.compile(r"(?P<word>\w+):(?P<value>\w+)")
_ALONE = re.compile(r"(?P<word>\w+)(?:(?P<colon>:)(?=[^\s/])|(?P<sign>[ \t]*=[ \t]*|(?=[ \t]+\S)))")
_DOUBLE_QUOTED = re.compile(r'"(?P<inner>(?:[^"\\\r\n]|\\[^\r\n])*)"')


def begins_with_sign(source: Source, start: int) -> bool:
    """Tell whether a text may not begin with what stands at `start` unless it is quoted."""
    return source.text.startswith(tuple(_SIGNS), start)


def unquoted(source: Source, start: int, mend: Mend | None) -> Slip:
    """Return the slip of a text that begins at `start` with such a sign."""
    sign = next(sign for sign in _SIGNS if source.text.startswith(sign, start))
    rule, called = _SIGNS[sign]
    return Slip(rule, start, f"a text that begins with {called} is not quoted", mend)


def bracket_within(source: Source, start: int, index: int) -> Slip:
    """Return the slip of a text from `start` within […] or {…} that has a bracket at `index`."""
    sign = next(sign for sign in ("{{", "[", "{") if source.text.startswith(sign, index))
    message = f'a text that holds "{sign}" within […] or {{…}} is not quoted'
    return Slip(_SIGNS[sign][0], index, message, quote_text(source, start, in_flow=True))


def alias(source: Source, event: Any, *, in_flow: bool, is_known: bool) -> Slip:
    """Return the slip of an alias; if there is no anchor of its name it is a text."""
    start = event.start_mark.index
    if not is_known:
        return unquoted(source, start, quote_text(source, start, in_flow=in_flow))
    hint = "write out what it stands for"
    return Slip("yaml/alias", start, f'the alias "*{event.anchor}"', hint=hint)


def anchor(source: Source, event: Any, *, in_flow: bool) -> Slip:
    """Return the slip of an anchor."""
    message = f'the anchor "&{event.anchor}"'
    return _prefix(source, event, "yaml/alias", message, in_flow=in_flow)


def tag(source: Source, event: Any, *, in_flow: bool) -> Slip:
    """Return the slip of a tag."""
    written = event.tag.replace(_TAGS, "!!")
    return _prefix(source, event, "yaml/tag", f'the tag "{written}"', in_flow=in_flow)


def _prefix(source: Source, event: Any, rule: str, message: str, *, in_flow: bool) -> Slip:
    """Quote what begins with an anchor or a tag if it is a text, take the prefix out if not."""
    start = event.start_mark.index
    if isinstance(event, events.ScalarEvent) and not event.style:
        mend = quote_text(source, start, in_flow=in_flow)
        return Slip(rule, start, message, mend, "if it is text; if not, take it out")
    prefix = _PREFIX.match(source.text, start)
    mend = Mend(start, prefix.end() if prefix else start, "")
    return Slip(rule, start, message, mend)


def is_cut_by_comment(source: Source, start: int, end: int) -> bool:
    """Tell whether the comment behind a text, from `start` to `end`, may belong to the text.

    A comment is set off by two blanks before its # and one behind it. Where there is no text, one
    behind it is enough.
    """
    if not source.text.startswith((" ", "\t"), end):
        return False  # the usual case, told at once
    hash_sign = (_HASH if start < end else _GLUED_HASH).match(source.text, end)
    return hash_sign is not None and not COMMENT.match(source.text, hash_sign.end())


def comment(source: Source, start: int, end: int, *, in_flow: bool) -> Slip:
    """Return the slip of a text, from `start` to `end`, that a comment has cut or hidden."""
    rule = "yaml/comment-cuts-text"
    if start == end and (hash_sign := _HASH.match(source.text, start)):
        mend = quote_text(source, hash_sign.end(), in_flow=in_flow)
        return Slip(rule, hash_sign.end(), 'a text that begins with "#" is not quoted', mend)
    mend = quote_text(source, start, in_flow=in_flow)
    message = f'the text ends before "{shorten(source.text[end : mend.end])}"'
    if in_flow:
        last = content_end(source, start)
        written = _ENTRY.sub(_quoted_with_hash, source.text[mend.end : last])
        mend = Mend(start, last, mend.text + written)
    hint = "or two blanks before a comment and one behind its #"
    return Slip(rule, start, message, mend, hint)


def _quoted_with_hash(entry: re.Match[str]) -> str:
    """Return an entry of […] or {…} with its text in quotes if a blank and # would cut it too."""
    text = entry["text"]
    return entry["key"] + (quoted(text.rstrip()) if " #" in text else text)


def comma(source: Source, start: int, end: int) -> Slip:
    """Return the slip of a text inside {…}, from `start` to `end`, that commas have cut."""
    first = source.text[start:end].partition(",")[0]
    message = f'the comma ends the text: "{shorten(first)}"'
    return Slip("yaml/comma-cuts-text", start, message, quote(source, start, end))


def braces(source: Source, start: int, end: int, *, in_flow: bool) -> Slip:
    """Return the slip of braces, from `start` to `end`, in which nothing has a value."""
    last = text_end(source, end, in_flow=in_flow)
    hint = "or a name and a colon before what is in the braces" if last == end else ""
    return unquoted(source, start, quote(source, start, last))._replace(hint=hint)


def complex_key(source: Source, start: int, key_start: int, *, in_flow: bool) -> Slip:
    """Return the slip of a mapping at `start` of which the key at `key_start` is no text."""
    if start < key_start and source.text.startswith("{{", start):
        return unquoted(source, start, quote_text(source, start, in_flow=in_flow))
    key = _BRACKETED_KEY.match(source.text, key_start)
    mend = quote(source, key_start, key_start + len(key[0].rstrip())) if key else None
    if source.text.startswith("{{", key_start):
        return unquoted(source, key_start, mend)
    hint = "" if mend else "write a text before the colon"
    return Slip("yaml/complex-key", key_start, "a list or a mapping as a key", mend, hint)


def glued(source: Source, start: int, end: int) -> Slip | None:
    """Return the slip of a plain key, from `start` to `end`, that is more than its name."""
    text = source.text
    blanks = _NO_BREAK.match(text, start, end)
    if blanks is not None:
        mend = Mend(start, blanks.end(), " " * len(blanks[0]))
        return Slip("yaml/no-break-space", start, "a no-break space in the indent", mend)
    other = OTHER_DASH.match(text, start, end)
    if other is not None:
        return other_dash(source, start)
    dash = _GLUED_DASH.fullmatch(text, start, end)
    if dash is not None and source.words.has(dash["word"]):
        return missing_blank(start + 1, 'the "-"')
    value = _GLUED_VALUE.fullmatch(text, start, end)
    return curly(source, start, end) if value is None else _glued_value(source, value)


def other_dash(source: Source, start: int) -> Slip:
    """Return the slip of an item that begins with another sign, at `start`, than a dash."""
    sign = source.text[start]
    message = f'an item of a list begins with "-", not with "{sign}"'
    return Slip("yaml/missing-dash", start, message, Mend(start, start + 1, "-"))


def _glued_value(source: Source, value: re.Match[str]) -> Slip:
    """Return the slip of a key that goes on into a value in […] or {…}."""
    index = value.end("label")
    if value["colon"]:
        return missing_blank(index + 1, f'"{value["label"]}:"')
    return missing_colon(source, value["label"], index, index)


def alone(source: Source, start: int, end: int, *, may_be_rest: bool) -> Slip | None:
    """Return the slip of a key inside {…}, from `start` to `end`, that holds its own value.

    Behind a text it may be the rest of that text.
    """
    key = _ALONE.match(source.text, start, end)
    if key is None or not source.words.has(key["word"]) or (may_be_rest and not key["colon"]):
        return None
    if key["colon"]:
        return missing_blank(key.end(), f'"{key["word"]}:"')
    return missing_colon(source, key["word"], *key.span("sign"))


def missing_blank(index: int, behind: str) -> Slip:
    """Return the slip of a blank that is missing at `index`, behind a dash or a colon."""
    message = f"no blank behind {behind}"
    return Slip("yaml/missing-blank", index, message, Mend(index, index, " "))


def no_blank(index: int, behind: str, written: str) -> Slip:
    """Return the slip of no blank at `index`, or of no-break spaces that are `written` there."""
    if not written:
        return missing_blank(index, behind)
    message = "a no-break space in the place of a blank"
    mend = Mend(index, index + len(written), " ")
    return Slip("yaml/no-break-space", index, message, mend)


def missing_colon(source: Source, name: str, start: int, end: int) -> Slip:
    """Return the slip of a key without a colon, or with another sign from `start` to `end`."""
    has_blank = start == end and not source.text[end : end + 1].strip()
    mend = Mend(start, end, ":" if has_blank else ": ")
    return Slip("yaml/missing-colon", start, f'no colon behind "{name}"', mend)


def glued_kind(source: Source, start: int, end: int) -> Slip | None:
    """Return the slip of a plain text that names a kind and a value, such as `sp:entity_id`."""
    glued = _GLUED_KIND.fullmatch(source.text, start, end)
    if glued is None or glued["word"] not in source.words.kinds:
        return None
    message = f'no blank behind "{glued["word"]}:"'
    written = f"{{{glued['word']}: {glued['value']}}}"
    hint = "or quote it if it is text"
    return Slip("yaml/missing-blank", start, message, Mend(start, end, written), hint)


def curly(source: Source, start: int, end: int) -> Slip | None:
    """Return the slip of a plain text, from `start` to `end`, that is all between curly quotes."""
    if not without_curly(source.text[start:end]):
        return None
    sign = source.text[start]
    message = f"the quote {sign} is a letter to YAML: it would be shown"
    return Slip("yaml/curly-quote", start, message, quote(source, start, end))


def unescape(source: Source, start: int) -> Mend | None:
    """Write a text in double quotes, which begins at `start`, so that its backslashes are text."""
    written = _DOUBLE_QUOTED.match(source.text, start)
    return Mend(start, written.end(), quoted(written["inner"])) if written else None


def escaped(source: Source, start: int, sign: str) -> Slip:
    """Return the slip of a text in double quotes, at `start`, in which `sign` is escaped."""
    message = f"the control character U+{ord(sign):04X}"
    mend = unescape(source, start)
    return Slip("yaml/character", start, message, mend, "or delete it" if mend else "delete it")
