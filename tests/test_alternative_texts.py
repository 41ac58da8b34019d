"""What is said of a picture whose step tells what it shows: plain words, each time other ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.alternative_texts import LONGEST, AlternativeTexts, spoken
from generator.text import escape
from tests.texts import TEXTS


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("Select **Save**.", "Select Save"),
        ("Select **Browse...**", "Select Browse..."),
        ("Go to the [Example console](https://e.example/a_b).", "Go to the Example console"),
        ("Select **Sign &#42;on&#42;**.", "Select Sign *on*"),
        (
            "In **A**, enter <code class='x'>https&#58;//<wbr>a.b</code> .",
            "In A, enter https://a.b",
        ),
        ("Fill in these fields:\n\n- **A**: b\n\n- **C: d**: e\n", "Fill in these fields: A, C: d"),
        (
            "Fill:\n\n| Field | Value |\n| - | - |\n| **A** | b |\n| **C** | d |\n\nSelect **E**.",
            "Fill: A, C. Select E",
        ),
        ("Map:\n\n| Name | Is |\n\n| --- | --- |\n\n| mail | x |\n\n", "Map: mail"),
        ("Run this command:\n\n```bash\nrm x\n```\n", "Run this command"),
    ],
)
def test_sentences_become_words(markdown: str, said: str) -> None:
    assert spoken(markdown) == said


@given(TEXTS.filter(str.strip))
def test_label_is_said_as_it_stands_on_the_console(label: str) -> None:
    said = " ".join(label.split())
    assert spoken(f"Select **{escape(said)}** now") == f"Select {said} now"


@given(st.lists(st.sampled_from(["Select **A**.", "Select **a**.", f"Select **{'b c ' * 90}**."])))
def test_no_two_are_the_same_and_none_is_too_long(sentences: list[str]) -> None:
    texts = AlternativeTexts()
    said = [texts.of(one, "Console", "Add an app, step 1") for one in sentences]
    assert len({text.casefold() for text in said}) == len(said)
    assert all(0 < len(text) <= LONGEST for text in said)


def test_what_a_writer_says_is_not_said_again() -> None:
    texts = AlternativeTexts()
    assert texts.add("Console: select Save") == "Console: select Save"
    said = texts.of("Select **Save**.", "Console", "Add an app, step 1")
    assert said == "Console: select Save (Add an app, step 1)"


def test_own_words_begin_as_they_do() -> None:
    texts = AlternativeTexts()
    assert texts.of("Okta waits.", "Console", "x", is_own=True) == "Console: Okta waits"
