"""What a writer's text uses, and where in it that stands."""

import pytest
from hypothesis import given

from generator.marks import unread, used
from generator.text import Prose, Text
from tests.texts import SIGNS


@pytest.mark.parametrize(
    ("text", "links", "names"),
    [
        ("plain", [], []),
        ("[a](b.md) [](#c)", [("a", "b.md"), ("", "#c")], []),
        ("**[a](b.md)** *{{ sp.x }}*", [("a", "b.md")], ["sp.x"]),
        (
            "[{{ sp.x }} **{{ sp.y }}**](b.md)",
            [("{{ sp.x }} **{{ sp.y }}**", "b.md")],
            ["sp.x", "sp.y"],
        ),
        ("`[a](b.md) {{ sp.x }}`", [], []),
        ("```\n[a](b.md) {{ sp.x }}\n```\n[c](d.md)", [("c", "d.md")], []),
        ("- a\n  ```\n  [a](b.md)\n  ```\n- [c](d.md)", [("c", "d.md")], []),
        ("**a\n\n[c](d.md)**", [("c", "d.md")], []),
        ("{{sp.x}} {{  sp.y  }}", [], ["sp.x", "sp.y"]),
        (r"\[a](b.md) \{\{ sp.x }}", [], []),
    ],
)
def test_used(text: str, links: list[tuple[str, str]], names: list[str]) -> None:
    found = used(Prose(text))
    assert [(use.link.label, use.link.address) for use in found.links] == links
    assert [use.name for use in found.names] == names


def test_text_of_one_paragraph_knows_no_fences() -> None:
    assert [use.name for use in used(Text("~~~\n{{ sp.x }}\n~~~")).names] == ["sp.x"]


@pytest.mark.parametrize(
    "text",
    [
        "https://x/{{ sp.x }}",
        "{{ sp.x }}z",
        "**{{ sp.x }}**z",
        "z*{{ sp.x }}*",
        "a-[b {{ sp.x }}](y.md)s",
        "**a** b**{{ sp.x }} c**",
    ],
)
def test_glued_name(text: str) -> None:
    assert [use.is_glued for use in used(Text(text)).names] == [True]


@pytest.mark.parametrize(
    "text", ["{{ sp.x }}.", "({{ sp.x }})", "a **{{ sp.x }}**, b", "[{{ sp.x }}](y.md), z"]
)
def test_name_that_stands_alone(text: str) -> None:
    assert [use.is_glued for use in used(Text(text)).names] == [False]


@pytest.mark.parametrize(
    ("text", "is_linked"),
    [
        ("[{{ sp.x }}](y.md)", True),
        ("[**{{ sp.x }}**](y.md)", True),
        ("[a](y.md) {{ sp.x }}", False),
    ],
)
def test_linked_name(text: str, is_linked: bool) -> None:  # noqa: FBT001 (pytest fills it in)
    assert [use.is_linked for use in used(Text(text)).names] == [is_linked]


@given(SIGNS)
def test_uses_are_where_they_are_said_to_be(text: str) -> None:
    found = used(Prose(text))
    for link, start in found.links:
        assert text.startswith(link.address, start)
    for name in found.names:
        assert text[name.start :].split(maxsplit=1)[0].startswith(name.name.split()[0])


# --- what is not read as markup ---


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("plain [1] *", "plain [1] *"),
        ("**a *b* c** d", "..a .b. c.. d"),
        ("`a` {{ b }} \\*", "... ....... .."),
        ("[a **b**](c.md) d", "@a ..b..@@@@@@@ d"),
        ("[a] (b.md) {{ c }", "[a] (b.md) {{ c }"),
    ],
)
def test_unread(text: str, left: str) -> None:
    assert unread(text).replace("\0", ".").replace("\1", "@") == left


@given(SIGNS)
def test_what_is_read_is_blanked_out_in_its_place(text: str) -> None:
    left = unread(text)
    assert len(left) == len(text)
    assert all(sign in (read, "\0", "\1") for read, sign in zip(text, left, strict=True))
