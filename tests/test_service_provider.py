"""Patterns mean the same everywhere and end soon; templates are RFC 6570, level 1, and no more."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.placeholders import Placeholder, expand, pieces
from generator.service_provider import ServiceProvider, Value

_CLASSES = st.sampled_from(["[a-z]", "[A-Z0-9]", r"[a-z0-9_\-]", r"[\w.]", r"[\d]", "[abc]", "[a]"])
_ATOMS = st.one_of(
    _CLASSES, st.sampled_from(["a", "b", "Z", "0", "_", "@", ":", r"\.", r"\d", r"\w"])
)
_COUNTS = st.one_of(
    st.sampled_from(["", "", "+", "*", "?"]),
    st.integers(0, 30).map(lambda n: f"{{{n}}}"),
    st.tuples(st.integers(0, 30), st.integers(0, 300)).map(lambda n: f"{{{n[0]},{sum(n)}}}"),
    st.integers(0, 9).map(lambda n: f"{{{n},}}"),
)
PIECES = st.lists(st.tuples(_ATOMS, _COUNTS).map("".join), min_size=1, max_size=30).map("".join)
SIGNS = st.text("abz09AZ_-.[]{}()*+?^$|\\/,:;&~!@#%=<> \t\nßé", min_size=1, max_size=20)


def _placeholder(pattern: str, example: str = "x") -> Placeholder | None:
    try:
        return Placeholder.model_validate(
            {"label": "l", "description": "d", "example": example, "pattern": pattern}
        )
    except ValidationError:
        return None


@given(st.one_of(PIECES, SIGNS, PIECES.flatmap(lambda p: SIGNS.map(lambda s: p + s))))
@example("[a-z]+")
@example("a?" * 22 + "b")
@example("a*a*a*b")
@example("[a-z]{0,200}[a-z]{0,200}[a-z]{0,200}b")
def test_accepted_pattern_compiles_and_ends_soon(pattern: str) -> None:
    found = _placeholder(pattern)
    if found is None:
        return
    compiled = re.compile(found.pattern, re.ASCII)
    # None of these fit; a pattern that tried every way to split them would not end.
    for sign in "az0_.":
        compiled.fullmatch(sign * 200 + "\n")


@pytest.mark.parametrize(
    "pattern",
    [
        r"[a-z0-9_\-]+",
        "[a-z]{1,63}",
        "[A-Za-z0-9]{8}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{12}",
        r"[a-z0-9\-]{1,63}\.[a-z]{2,24}",
        r"\d{12}",
        r"\w+",
        "eu|us".partition("|")[0],
        r"[\^\]\\.]",
        "[a-zA-Z][a-zA-Z0-9 ]*",
        "o-[a-z0-9]{10}",
    ],
)
def test_pattern_that_is_needed_is_accepted(pattern: str) -> None:
    assert _placeholder(pattern) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "(a)",
            "a|b",
            "^a",
            "a$",
            ".",
            ".*",
            r"\s",
            r"\S",
            r"\D",
            r"\W",
            r"\b",
            r"\1",
            r"\n",
            r"\x61",
        ),
        *(
            "[^a]",
            "[a",
            "a]",
            "[]",
            "[a-]",
            "[-a]",
            "[a&&b]",
            "[a--b]",
            "[a/b]",
            "[(]",
            "[|]",
            "[{]",
        ),
        *("[!!]", "[a::b]", "[~~]", "[..]", "[z-a]", "[[a]]", r"[a\-z", r"\-", r"\_", "a/b", "a#b"),
        *("a++", "a*?", "a??", "a{2}{3}", "a{3,2}", "{2}", "a{,3}", "a{1000}", "*", "+a", "(?i)a"),
        *("a*" * 4, "a?" * 23, "[a-z]{1,300}" * 3, "a{0,}" * 4, "a" * 201),
        *(r"\p{L}", "é", "a\nb", r"\u0061", "[😀]{2}("),
    ],
)
def test_pattern_that_browsers_read_otherwise_is_refused(pattern: str) -> None:
    assert _placeholder(pattern) is None


@given(st.text("az{}+/?&#;.,_-9 ", max_size=20))
def test_template_is_level_1_or_refused(rest: str) -> None:
    template = f"https://example.com/{rest}x"
    try:
        value = Value.model_validate({"label": "l", "template": template})
    except ValidationError:
        assert re.search(r"[{}]", re.sub(r"\{[A-Za-z0-9_]+\}", "", template))
        return
    assert "".join(f"{{{p}}}" if var else p for p, var in pieces(template)) == template
    expanded = expand(template, dict.fromkeys(value.placeholders, "acme"))
    assert expanded == re.sub(r"\{\w+\}", "acme", template)


@pytest.mark.parametrize(
    ("example", "expanded"), [("acme", "acme"), ("a b", "a%20b"), ("a/b", "a%2Fb"), ("ä", "%C3%A4")]
)
def test_expansion_encodes(example: str, expanded: str) -> None:
    template = "https://example.com/{team}/x"
    assert expand(template, {"team": example}) == f"https://example.com/{expanded}/x"


def test_placeholders_of_a_template_each_once() -> None:
    value = Value.model_validate({"label": "l", "template": "https://{b}.example.com/{a}/{b}"})
    assert value.placeholders == ("b", "a")


def test_used_placeholders() -> None:
    one = {"label": "l", "description": "d", "example": "e", "pattern": "e"}
    sp = ServiceProvider.model_validate(
        {
            "name": "Acme",
            "placeholders": {"a": one, "b": one, "c": one},
            "values": {
                "x": {"label": "x", "template": "https://{b}.example.com/{a}"},
                "y": {"label": "y", "template": "https://example.com/{c}"},
            },
            "saml": {"name_id_format": "emailAddress"},
            "finish": "Done.",
        }
    )
    assert list(sp.used_placeholders(["x"])) == ["a", "b"]
    assert list(sp.used_placeholders(["y", "unknown"])) == ["c"]
    assert sp.examples() == {"a": "e", "b": "e", "c": "e"}
    assert sp.may_have("x")
    assert not sp.may_have("z")
