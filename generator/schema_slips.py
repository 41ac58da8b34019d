"""What writers type where a value of another kind belongs, and what they meant."""

import re
from collections.abc import Collection
from typing import Any

from generator.diagnostics import Mend
from generator.yaml_data import LINE_END, Source, Span
from generator.yaml_mends import Slip, content_end, quote, within
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
_PLAIN = re.compile(r"[^\s'\"|>\[{]")


def known_key(key: str, value: Any, known: Collection[str]) -> str:
    """Return the one of the `known` keys that says what an unknown `key` says, "" without one."""
    name = "choose" if key == "select" and isinstance(value, dict) else _SYNONYMS.get(key, "")
    return name if name in known else ""


def meant(
    source: Source, span: Span, value: Any, wanted: str, known: Collection[str]
) -> Slip | None:
    """Return what was meant by a `value` at `span` that is of another kind than was wanted.

    `wanted` is "text", "list" or "mapping"; `known` are the keys of a mapping there, or of the
    mappings in a list. A slip of YAML is returned as what it is; the message of any other
    (schema/type) is the caller's.
    """
    if isinstance(value, str) and _PLAIN.match(source.text, span.start):
        if wanted == "mapping":
            return _as_mapping(source, span, known)
        if wanted == "list":
            return _as_list(source, span, of_texts=not known)
    if isinstance(value, dict) and wanted == "text":
        return _other(span, _as_text(source, span))
    if isinstance(value, list) and wanted == "mapping":
        return _other(span, None, 'write its keys without "-"')
    return None


def _other(span: Span, mend: Mend | None, hint: str = "") -> Slip:
    return Slip("schema/type", span.start, "", mend, hint)


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
