"""What writers type where a value of another kind belongs, and what they meant."""

import re
from collections.abc import Collection
from typing import Any

from generator.diagnostics import Mend
from generator.yaml_data import LINE_END, Source, Span
from generator.yaml_mends import content_end, quote, within

_KEY = re.compile(r"(?P<word>\w+)(?:(?P<colon>:)(?=\S)|(?=\s))")
_PLAIN = re.compile(r"[^\s'\"|>\[{]")


def meant(
    source: Source, span: Span, value: Any, wanted: str, known: Collection[str]
) -> tuple[Mend | None, str]:
    """Return the mend of a `value` at `span` that is of another kind than was wanted, and a hint.

    `wanted` is "text", "list" or "mapping"; `known` are the keys of a mapping there, or of the
    mappings in a list.
    """
    if isinstance(value, str) and _PLAIN.match(source.text, span.start):
        if wanted == "mapping":
            return _as_mapping(source, span, known), ""
        if wanted == "list":
            return _as_list(source, span, of_texts=not known)
    if isinstance(value, dict) and wanted == "text":
        return _as_text(source, span), ""
    if isinstance(value, list) and wanted == "mapping":
        return None, 'write its keys without "-"'
    return None, ""


def _as_mapping(source: Source, span: Span, known: Collection[str]) -> Mend | None:
    """Part a key from the value that is glued to it; or make prose the text of a step."""
    key = _KEY.match(source.text, span.start, span.end)
    is_entry = source.line_at(span.start).entry == span.start
    if key is not None and key["word"] in known:
        if is_entry:
            return Mend(key.end(), key.end(), " " if key["colon"] else ":")
        rest = within(source.text[key.end() : span.end].strip())
        return Mend(span.start, span.end, f"{{{key['word']}: {rest}}}")
    is_prose = is_entry and "text" in known and " " in source.text[span.start : span.end]
    return Mend(span.start, span.start, "text: ") if is_prose else None


def _as_list(source: Source, span: Span, *, of_texts: bool) -> tuple[Mend | None, str]:
    """Put a text in brackets, unless its dashes say that it was to be a list."""
    written = source.text[span.start : span.end]
    if written.startswith("-"):
        return None, 'write a blank behind each "-"'
    if LINE_END.search(written) or not of_texts:
        return None, ""
    item = within(written)
    hint = "" if item == written else "or without the quotes if these are several"
    return Mend(span.start, span.end, f"[{item}]"), hint


def _as_text(source: Source, span: Span) -> Mend | None:
    """Quote a text in one line that YAML reads as a mapping, because of its colon or braces."""
    end = span.start + len(source.text[span.start : span.end].rstrip())
    is_line = end <= content_end(source, span.start)
    return quote(source, span.start, end) if is_line else None
