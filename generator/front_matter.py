"""What stands at the top of a page: read from YAML as MkDocs reads it, written so that it does."""

import json
import re
from collections.abc import Mapping as AnyMapping
from typing import Any

import yaml
from markupsafe import Markup

from generator.schema import fault
from generator.yaml_data import Mapping, Sequence, Source, Span

# Front matter of a Markdown page, as MkDocs finds it (mkdocs/utils/meta.py).
AT_TOP = re.compile(r"\ufeff?---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_PLAIN_KEY = re.compile(r"[A-Za-z][\w -]*")
# What a scalar begins with that is text whatever it looks like: quotes, blocks, the tag of texts.
_MARKED_AS_TEXT = tuple("\"'|>!")


def read(written: Any) -> Any:
    """Return what is written under `meta:` as if it stood at the top of a Markdown page.

    MkDocs reads YAML 1.1 there (mkdocs/utils/meta.py), with numbers, days and `yes`; a guide's
    own texts stay texts. Raises the fault of a value that it could not read, such as 2026-02-30.
    """
    if isinstance(written, Mapping):
        values = ((key, written.value_spans[key], value) for key, value in written.items())
        return {key: _value(written.source, span, value) for key, span, value in values}
    if isinstance(written, Sequence):
        pairs = zip(written.value_spans, written, strict=True)
        return [_value(written.source, span, value) for span, value in pairs]
    return written


def _value(source: Source, span: Span, value: Any) -> Any:
    if not isinstance(value, str):
        return read(value)
    if source.text.startswith(_MARKED_AS_TEXT, span.start):
        return value
    loader = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    try:
        return loader.construct_object(yaml.ScalarNode(tag, value))
    except (yaml.YAMLError, ValueError) as error:
        reason = getattr(error, "problem", None) or error
        message, hint = f'"{value}" cannot be read: {reason}', "put it in quotes"
        raise fault("schema/value", message, hint, source.place(span)) from error


def write(values: AnyMapping[str, Any]) -> Markup:
    """Return front matter that MkDocs reads as `values`."""
    lines = (f"{_key(key)}: {_flow(value)}\n" for key, value in values.items())
    return Markup(f"---\n{''.join(lines)}---\n")  # noqa: S704 (texts are JSON)


def split(markdown: str) -> tuple[str, str]:
    """Return the front matter of a page that `write` began, and the rest of it."""
    head, mark, body = markdown.partition("\n---\n")
    return (head + mark, body) if markdown.startswith("---\n") else ("", markdown)


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else _text(key)


def _flow(value: Any) -> str:
    """Return a value as YAML in one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, str):
        return _text(value)
    return str(yaml.safe_dump(value)).partition("\n")[0]


def _text(text: str) -> str:
    """Return a text as JSON, without the braces that templating plugins look for."""
    written = json.dumps(text, ensure_ascii=False)
    return re.sub(r"\{(?=[{%#])", lambda _: "\\u007b", written)
