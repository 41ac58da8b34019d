"""YAML is read strictly, stays text, and knows where each part of it stands.

What is refused, and with which words, is in `cases/yaml/`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator import reader, yaml_source
from generator.diagnostics import Diagnostic
from generator.guide import Guide
from generator.schema_reader import read_part, words
from generator.yaml_data import Mapping, Sequence, Span, Words
from generator.yaml_source import parse
from tests.texts import SIGNS

FILE = "x.guide.yml"
GUIDE = (Path(__file__).parent / "cases/sound/docs/sso/setup.guide.yml").read_text("utf-8")


def _read(text: str) -> Mapping:
    top, diagnostics = parse(text, FILE)
    assert diagnostics == []
    assert top is not None
    return top


# --- what a scalar is ---

STAY_TEXT = [
    *("no", "yes", "on", "off", "y", "n", "NO", "Yes", "nUll", "tRue"),
    *("12:30", "1:2:3", "010", "0o17", "0x1F", "0b1", "1_000", "12", "-5", "+5"),
    *("1.50", "1e3", ".5", ".inf", ".nan", "2026-11-23", "2026-11-23T10:00:00Z"),
    *("=", "<<", "-", "..", "...", "a#b", "a:b", "http://x", "?", "*?", "&?"),
]
QUOTED = {"-", "...", "*?", "&?", "?", "="}


@pytest.mark.parametrize("word", STAY_TEXT)
def test_scalar_stays_text(word: str) -> None:
    written = f"'{word}'" if word in QUOTED else word
    assert _read(f"key: {written}\nlist: [{written}]\n") == {"key": word, "list": [word]}


@pytest.mark.parametrize("word", [word for word in STAY_TEXT if word not in QUOTED])
def test_key_stays_text(word: str) -> None:
    assert _read(f"{word}: value\n") == {word: "value"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        *((word, None) for word in ("null", "Null", "NULL", "~", "")),
        *((f"'{word}'", word) for word in ("true", "false", "null", "~")),
    ],
)
def test_constants(written: str, value: object) -> None:
    assert _read(f"key: {written}\n") == {"key": value}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("plain\n  text", "plain text"),
        ("'single ''quoted'''", "single 'quoted'"),
        ('"double \\"quoted\\" \\u00e9\\n"', 'double "quoted" é\n'),
        ("|\n  literal\n\n   text\n", "literal\n\n text\n"),
        ("|-\n  literal\n", "literal"),
        (">\n  folded\n  text\n", "folded text\n"),
        (">-\n  a\n\n  b\n", "a\nb"),
        ("text  # comment", "text"),
        ("text   ## comment", "text"),
        ("text  #", "text"),
        ("# comment", None),
        ("a#b", "a#b"),
        ("text # handrail: allow x because y", "text"),
    ],
)
def test_texts(written: str, text: str) -> None:
    assert _read(f"key: {written}\n") == {"key": text}
    assert _read(f"key: {written}\n".replace("\n", "\r\n")) == {"key": text}


# --- bytes ---


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_files_of_any_editor(mark: bytes, end: bytes, tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(mark + "title: é\nlist:\n  - ö: ü\n".encode().replace(b"\n", end))
    top, diagnostics = yaml_source.read(path, FILE)
    assert (top, diagnostics) == ({"title": "é", "list": [{"ö": "ü"}]}, [])
    assert top is not None
    assert top.source.place(top["list"][0].key_spans["ö"]).line == 3
    assert top.source.place(top["list"][0].value_spans["ö"]).column == 8


# --- places ---


def _spans(node: Any) -> Iterator[tuple[Any, Span]]:
    """Yield every key and value below a node, with its span."""
    if isinstance(node, Mapping):
        yield from node.key_spans.items()
        yield from ((node[key], span) for key, span in node.value_spans.items())
    children = node.values() if isinstance(node, Mapping) else node
    if isinstance(node, Sequence):
        yield from zip(node, node.value_spans, strict=True)
    for child in children if isinstance(node, Mapping | Sequence) else ():
        yield from _spans(child)


TEXTS = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs"], exclude_characters="\x85\u2028\u2029\ufffe\uffff"
    ),
    max_size=30,
)
# Not with what is no part of a key to Handrail: see `yaml/no-break-space`, `yaml/missing-dash`.
KEYS = TEXTS.filter(
    lambda key: 0 < len(key) < 100 and re.match("[\xa0*\u2022\u2013-\u2212-]", key) is None
)
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        st.one_of(TEXTS, st.booleans()),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)
        ),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


@given(
    data=DATA,
    flow=st.sampled_from(["block", "flow", "mixed"]),
    style=st.sampled_from([None, '"', "'", "|"]),
    width=st.sampled_from([20, 1000]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_read_and_found(
    data: dict[str, Any], flow: str, style: str | None, width: int, end: str
) -> None:
    text = yaml.safe_dump(
        data,
        default_flow_style={"block": False, "flow": True, "mixed": None}[flow],
        default_style=None if flow == "flow" else style,
        width=width,
        allow_unicode=True,
        sort_keys=False,
    )
    text = text.replace("!!bool ", "").replace("\n", end)
    top = _read(text)
    if style is None or flow == "flow":
        assert top == data
    lines = text.split("\n")
    for value, span in _spans(top):
        if not isinstance(value, str) or not value.strip():
            continue
        assert text[span.start :].startswith(lines[span.line - 1][span.column - 1 :])
        start = text[span.start : span.start + 1]
        assert start in {value[:1], '"', "'", "|", ">", "?"}


@pytest.mark.parametrize(
    ("written", "wanted", "line", "column"),
    [
        ("key: a needle\n", "needle", 1, 8),
        ("key: 'a needle'\n", "needle", 1, 9),
        ("key: |\n  one\n  a needle\n", "needle", 3, 5),
        ("key: >-\n\n  one\n  a needle\n", "needle", 4, 5),
        ("key: plain\n  goes on\n  to the needle\n", "needle", 3, 10),
        ('key: "quoted\n  to the needle"\n', "needle", 2, 10),
        ("other: needle\nkey: a needle\n", "needle", 2, 8),
        ("key: nothing\nother: needle\n", "needle", 1, 6),
        ("key: 😀 é needle\n", "needle", 1, 10),
        ("key: |\n  a | b\n", "|", 2, 5),
        ("key: >\n  a > b\n", ">", 2, 5),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_place_within_a_text(written: str, wanted: str, line: int, column: int, end: str) -> None:
    top = _read(written.replace("\n", end))
    place = top.source.place_within(top.value_spans["key"], wanted)
    assert (place.line, place.column) == (line, column)


@pytest.mark.parametrize(
    ("written", "start", "line", "column"),
    [
        ("key: a b a\n", 4, 1, 10),
        ("key: |\n  a b\n\n  a\n", 5, 4, 3),
        ("key: >\n  a b\n  a\n", 4, 3, 3),
        ("key: 'it''s a, a'\n", 8, 1, 16),
        ('key: "\\"a\\" a"\n', 4, 1, 13),
        ("key: a.md a.md#b a.md\n", 5, 1, 11),
    ],
)
def test_place_of_a_repeated_word(written: str, start: int, line: int, column: int) -> None:
    top = _read(written)
    place = top.source.place_at(top.value_spans["key"], top["key"], start)
    assert (place.line, place.column) == (line, column)


# --- what only looks like a slip ---


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("it's", "it's"),
        ('a "b" c', 'a "b" c'),
        ("'it''s'", "it's"),
        ('"a \\"b\\" c"', 'a "b" c'),
        ("'a' # handrail: allow x because y", "a"),
        ("-5", "-5"),
        ("a - b", "a - b"),
        ("a -b", "a -b"),
        ("a * b", "a * b"),
        ("a {b} [c]", "a {b} [c]"),
        ("a, b", "a, b"),
        ("see https://x.example", "see https://x.example"),
        ("urn:oasis:names:tc", "urn:oasis:names:tc"),
        ("page:1:2", "page:1:2"),
        ("C:\\path", "C:\\path"),
        ("a\xa0b", "a\xa0b"),
        ('"a\n  b: c\n  - d"', "a b: c - d"),
        ("'[a, b'", "[a, b"),
        ("[a, b,]", ["a", "b"]),
        ("[\n  a,\n  b\n]", ["a", "b"]),
        ("[\na,\nb\n]", ["a", "b"]),
        ("{a: b,\n  c: d}", {"a": "b", "c": "d"}),
        ("{a: 'b, c', d: \"e: f\"}", {"a": "b, c", "d": "e: f"}),
        ("{a: http://x:80/}", {"a": "http://x:80/"}),
        ("|\n  title:SAML\n  -click\n\n  * a: b: c", "title:SAML\n-click\n\n* a: b: c\n"),
        ("\n- a\n- b", ["a", "b"]),
        ("\n  -\n    a: b", [{"a": "b"}]),
    ],
)
def test_near_misses(written: str, value: object) -> None:
    assert _read(f"key: {written}\n") == {"key": value}
    words = Words(frozenset({"key", "page", "title"}), frozenset({"page"}))
    assert parse(f"key: {written}\n", FILE, words) == ({"key": value}, [])


@pytest.mark.parametrize("key", ["-x", "a [b] c", "a {b} c", "a (b)", "a*", "a:b", "key-"])
def test_near_misses_in_keys(key: str) -> None:
    words = Words(frozenset({"key"}))
    assert parse(f"{key}: value\n", FILE, words) == ({key: "value"}, [])


# --- any text ---

WORDS = words(reader.GUIDES, reader.KINDS)


def _check_any(text: str) -> list[Diagnostic]:
    top, diagnostics = parse(text, FILE, WORDS)
    assert top is not None or diagnostics
    if top is not None:
        diagnostics += read_part(Guide, top)[1]
    lines = re.split(r"\r\n?|\n", text)
    for diagnostic in diagnostics:
        assert 1 <= diagnostic.place.line <= len(lines)
        assert 1 <= diagnostic.place.column <= len(lines[diagnostic.place.line - 1]) + 2
    return diagnostics


@given(st.text())
@example("\ufeff")
@example("a: &a [*a]")
@example("{{ a }}: {{ b }}")
@example("? [\n")
@example("%YAML 1.1\n---\n")
@example("--- >\n")
@example("key: |2\n x")
def test_any_text_ends_in_data_or_diagnostics(text: str) -> None:
    _check_any(text)


_YAML = [
    *("key: ", "- ", "? ", "\n", "\n  ", "{", "}", "[", "]", ", ", ": ", "#", " # ", "\t"),
    *("&a ", "*a", "|", ">-", "!t ", "!!str ", "'", '"', "---\n", "...\n", "%TAG ! x\n", "@", "`"),
    *("{{ sp.name }}", "**b**"),
]
YAML_SIGNS = st.lists(st.one_of(SIGNS, st.sampled_from(_YAML)), max_size=12).map("".join)


@given(YAML_SIGNS)
def test_any_yaml_ends_in_data_or_diagnostics(text: str) -> None:
    _check_any(text)


@given(st.integers(0, len(GUIDE)), YAML_SIGNS, st.integers(0, 20))
def test_any_slip_in_a_guide_ends_in_data_or_diagnostics(at: int, put: str, cut: int) -> None:
    text = GUIDE[:at] + put + GUIDE[at + cut :]
    for diagnostic in _check_any(text):
        if diagnostic.mend is not None:
            assert diagnostic not in _check_any(diagnostic.mend.apply(text))


@given(raw=st.binary())
@example(raw=b"\xff\xfe")
@example(raw="title: é".encode("latin-1"))
def test_any_bytes_end_in_data_or_diagnostics(
    raw: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / FILE
    path.write_bytes(raw)
    reading = reader.read_guide(path, FILE)
    assert reading.model is not None or reading.diagnostics


# Each would take minutes if it took more than a moment for each of its signs.
@pytest.mark.parametrize(
    "text",
    [
        "x: @" + " " * 200_000 + "y\n",
        "x: [a] " + " " * 200_000 + "b\n",
        "x: " + "a: " * 200_000,
        "".join(f"a{number}: b #c\n" for number in range(30_000)),
        "".join(f"a{number}: {{x: y, z}}\n" for number in range(30_000)),
        "a: [" + "{x: y, z}, " * 30_000 + "]\n",
        "a: ['" + ", " * 200_000 + "\n",
        "a: [\n" + "  b,\n" * 100_000,
    ],
    ids=["blanks", "bracket", "colons", "comments", "commas", "one-line", "quote", "lines"],
)
def test_many_slips_take_no_more_than_linear_time(text: str) -> None:
    _check_any(text)
