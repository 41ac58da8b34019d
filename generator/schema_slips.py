"""What writers type where a value of another kind belongs, and what they meant."""

import re
from collections.abc import Collection
from typing import Any

from generator.diagnostics import Mend
from generator.yaml_data import LINE_END, Sequence, Source, Span
from generator.yaml_mends import Slip, content_end, line_break, quote, within
from generator.yaml_slips import missing_colon, no_blank

# Words for what readers do that are no keys, and the keys that say the same.
_SYNONYMS = {
    **dict.fromkeys(("select", "press", "tap", "push", "hit"), "click"),
    **dict.fromkeys(("type", "input", "fill", "fill_in", "paste", "set"), "enter"),
    **dict.fromkeys(("goto", "visit", "browse"), "go"),
    **dict.fromkeys(("check", "tick", "enable", "activate"), "turn_on"),
    **dict.fromkeys(("uncheck", "untick", "disable", "deactivate"), "turn_off"),
    **dict.fromkeys(("login", "log_in", "sign_in_as"), "sign_in"),
    **dict.fromkeys(("search", "scroll"), "find"),
}
_KEY = re.compile(r"(?P<word>\w+)(?:(?P<colon>:)(?P<blanks>\xa0*)(?=\S)|(?=\s))")
_FILE = re.compile(r"(?P<id>[a-z][a-z0-9_-]*)\.(?:fragment|guide|drawing)\.ya?ml")
_BLOCK = re.compile(r":\s+[|>][-+0-9]*$")
# A day as it is written where its number comes first.
_DAY = re.compile(r"(?P<day>0?[1-9]|[12]\d|3[01])\. ?(?P<month>0?[1-9]|1[0-2])\. ?(?P<year>\d{4})")
_PLAIN = re.compile(r"[^\s'\"|>\[{]")


def known_key(key: str, value: Any, known: Collection[str]) -> str:
    """Return the one of the `known` keys that says what an unknown `key` says, "" without one."""
    name = "choose" if key == "select" and isinstance(value, dict) else _SYNONYMS.get(key, "")
    return name if name in known else ""


def meant(
    source: Source, span: Span, value: Any, wanted: str, known: frozenset[str]
) -> Slip | None:
    """Return what was meant by a `value` at `span` that is of another kind than was wanted.

    `wanted` is "text", "list", "mapping" or "day"; `known` are the keys of a mapping there, or of
    the mappings in a list. A slip of YAML is returned as what it is; the message of any other
    (schema/type) is the caller's.
    """
    slip = None
    if isinstance(value, str):
        slip = _of_text(source, span, wanted, known)
    elif isinstance(value, dict) and wanted == "text":
        slip = _other(span, _as_text(source, span))
    elif isinstance(value, Sequence) and wanted == "mapping":
        slip = _without_steps(source, span, value, known)
    elif isinstance(value, dict) and wanted == "list" and not known.isdisjoint(value):
        slip = _other(span, _as_item(source, span))
    return slip


def _of_text(source: Source, span: Span, wanted: str, known: frozenset[str]) -> Slip | None:
    """Return what was meant by a text at `span`."""
    if wanted == "day" and (day := _DAY.fullmatch(source.text, span.start, span.end)):
        written = f"{day['year']}-{int(day['month']):02}-{int(day['day']):02}"
        return _other(span, Mend(span.start, span.end, written))
    if not _PLAIN.match(source.text, span.start):
        return None
    if wanted == "mapping":
        return _as_mapping(source, span, known)
    return _as_list(source, span, of_texts=not known) if wanted == "list" else None


def _other(span: Span, mend: Mend | None, hint: str = "") -> Slip:
    return Slip("schema/type", span.start, "", mend, hint)


def without_ending(source: Source, span: Span, value: Any) -> Mend | None:
    """Take the ending of a file's name from an id, None if there is none."""
    named = _FILE.fullmatch(value) if isinstance(value, str) else None
    if named is None or source.text[span.start : span.end] != value:
        return None
    return Mend(span.start, span.end, named["id"])


def may_be_text(source: Source, key_span: Span) -> bool:
    """Tell whether a key stands below a text behind | or > that it may belong to."""
    above = source.line_above(source.line_at(key_span.start))
    while above is not None and above.indent > key_span.column - 1:
        above = source.line_above(above)
    return above is not None and _BLOCK.search(source.text, above.start, above.end) is not None


def _as_mapping(source: Source, span: Span, known: Collection[str]) -> Slip:
    """Part a key from the value that is glued to it; or make prose the text of a step."""
    key = _KEY.match(source.text, span.start, span.end)
    is_entry = source.line_at(span.start).entry == span.start
    if key is not None and key["word"] in known:
        slip = _glued(source, key)
        if is_entry:
            return slip
        rest = within(source.text[key.end() : span.end].strip())
        return slip._replace(mend=Mend(span.start, span.end, f"{{{key['word']}: {rest}}}"))
    is_prose = is_entry and "text" in known and " " in source.text[span.start : span.end]
    return _other(span, Mend(span.start, span.start, "text: ") if is_prose else None)


def _glued(source: Source, key: re.Match[str]) -> Slip:
    """Return the slip of a key with no blank, another blank, or no colon behind it."""
    if not key["colon"]:
        return missing_colon(source, key["word"], key.end(), key.end())
    return no_blank(key.end("colon"), f'"{key["word"]}:"', key["blanks"])


def _without_steps(source: Source, span: Span, items: Sequence, known: Collection[str]) -> Slip:
    """Put the key of its steps above a list of them."""
    first = items[0] if items else None
    line = source.line_at(span.start)
    if "steps" not in known or (isinstance(first, dict) and not first.keys().isdisjoint(known)):
        return _other(span, None, 'write its keys without "-"')
    if line.indent == 0 or line.begin != span.start or not source.text.startswith("-", span.start):
        return _other(span, None, 'write "steps:" before the list')
    written = f"{' ' * line.indent}steps:{line_break(source)}"
    return _other(span, Mend(line.start, line.start, written))


def _as_item(source: Source, span: Span) -> Mend | None:
    """Write a mapping as the only item of a list, if it has lines of its own."""
    line = source.line_at(span.start)
    if line.begin != span.start or source.text.startswith("{", span.start):
        return None
    lines = source.text[span.start : span.end].rstrip().splitlines(keepends=True)
    return Mend(span.start, span.start + len("".join(lines)), "- " + "  ".join(lines))


def _as_list(source: Source, span: Span, *, of_texts: bool) -> Slip:
    """Put a text in brackets, unless its dashes say that it was to be a list."""
    written = source.text[span.start : span.end]
    if written.startswith("-"):
        return _other(span, None, 'write a blank behind each "-"')
    if LINE_END.search(written) or not of_texts:
        return _other(span, None)
    item = within(written)
    hint = "" if item == written else "or without the quotes if these are several"
    return _other(span, Mend(span.start, span.end, f"[{item}]"), hint)


def _as_text(source: Source, span: Span) -> Mend | None:
    """Quote a text in one line that YAML reads as a mapping, because of its colon or braces."""
    end = span.start + len(source.text[span.start : span.end].rstrip())
    is_line = end <= content_end(source, span.start)
    return quote(source, span.start, end) if is_line else None
