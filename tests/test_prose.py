"""Texts of several blocks: shown as typed, and never more than a part of where they stand."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.names import template_markup
from generator.prose import blocks, code_block, fence, indent, paragraphs
from generator.text import Link, Names, escape, plain
from tests.markdown_site import document, straight, visible
from tests.texts import SIGNS, TEXTS

_BLOCK_START = re.compile(r"[-*]\s|\d{1,9}[.)]\s|```|~~~")
_ALLOWED = {"body", "p", "strong", "em", "code", "a", "br", "ul", "ol", "li", "pre", "div", "span"}
_ALLOWED |= {"-comment"}  # between lists


def _link(link: Link, _file: str) -> tuple[Markup, str]:
    return escape("" if link.label else link.address), link.address


NAMES = Names({"sp.name": "Acme *& Sons*"}, _link)


def _shown(text: str) -> str:
    return " ".join(straight(text).split())


def _typed(text: str) -> str:
    """Return what is to be seen of a text of one paragraph, whatever its quotes are curled to."""
    return _shown(plain(text, NAMES))


def _lines(text: str) -> list[str]:
    """Return lines without what nobody sees: blanks behind them, empty ones at start and end."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n").split("\n")


def _made(text: str) -> Markup:
    return blocks(text, NAMES, "x.guide.yml")


# --- any text ---


@given(SIGNS)
@example("- a\n\n1. b")
@example("```\n~~~\n")
@example("1. a\n   - b\n     ```\n     c\n   d")
def test_any_prose_is_harmless(text: str) -> None:
    made = _made(text)
    assert not re.search(r"\{[{%#]|[%#}]\}|-8<", made)
    body = document(made).body
    assert body is not None
    for node in body.traverse():
        assert node.tag in _ALLOWED, node.html
        assert set(node.attributes) <= {"href", "class"}


@given(SIGNS)
@example("```\nopen to the end")
@example("- a list at the end")
@example("a\n---\nb")
def test_any_prose_stays_in_its_step(text: str) -> None:
    inside = indent(f"FIRST\n\n{_made(text)}", 4).lstrip()
    lists = document(f"1.  {inside}\n\n2.  LAST\n\n## END").css("body > ol")
    assert len(lists) == 1
    items = [node for node in lists[0].iter() if node.tag == "li"]
    assert len(items) == 2
    assert items[0].text().split()[0] == "FIRST"
    assert items[1].text().split() == ["LAST"]


# --- what each block shows ---

PARAGRAPHS = TEXTS.filter(lambda text: "\n" not in text and not _BLOCK_START.match(text))
CODE = SIGNS.filter(lambda text: "~~~~" not in text and "`" not in text and text.strip())


@given(st.lists(PARAGRAPHS, min_size=1, max_size=4))
def test_paragraphs(paragraphs: list[str]) -> None:
    made = _made("\n\n".join(paragraphs))
    assert _shown(visible(made)) == " ".join(_typed(text) for text in paragraphs)
    assert len(document(made).css("p")) == len(paragraphs)


@pytest.mark.parametrize(("tag", "mark"), [("ul", "-"), ("ul", "*"), ("ol", "1."), ("ol", "2)")])
@given(items=st.lists(PARAGRAPHS, min_size=1, max_size=4))
def test_lists(tag: str, mark: str, items: list[str]) -> None:
    made = _made("\n".join(f"{mark} {item}" for item in items))
    found = document(made).css(f"body > {tag} > li")
    assert [_shown(node.text()) for node in found] == [_typed(item) for item in items]


@given(CODE)
@example("a\n\n\n\nb\n")
@example("    indented\n\tcode ")
def test_fence_shows_every_line_as_it_is(text: str) -> None:
    shown = document(fence(text)).css("pre code")
    assert len(shown) == 1
    assert _lines(shown[0].text()) == _lines(text.expandtabs(4))


@given(CODE)
@example("&copy &#10;\t{{ sp.name }}")
@example("{{ sp.name }}\tbehind a tab")
def test_code_without_values_shows_every_line_as_it_is(text: str) -> None:
    shown = document(code_block(text, "", Names({}, _link))).css("pre code")
    assert len(shown) == 1
    assert _lines(shown[0].text()) == _lines(text.expandtabs(4))


@given(SIGNS)
@example('--8<-- "x"')
def test_name_in_code_shows_what_it_names(name: str) -> None:
    shown = document(code_block("a {{ sp.name }} b", "", Names({"sp.name": name}, _link)))
    assert [_shown(node.text()) for node in shown.css("pre code")] == [_shown(f"a {name} b")]


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("a: {{ sp.plain }}", "```yaml\na: https://example.com/?a&b\n```"),
        (
            "a: {{ sp.own }}",
            (
                '<pre class="no-copy"><code class="handrail-value nohighlight" '
                'data-language="yaml">'
                "a: <var>team</var>.example.com</code></pre>"
            ),
        ),
        (
            "{{sp.none}}",
            '<pre><code class="language-yaml">&#123;&#123;sp.none&#125;&#125;</code></pre>',
        ),
    ],
)
def test_values_in_code(code: str, made: str) -> None:
    """Nothing is coloured where a placeholder is marked, but the language is kept."""
    values = {
        "sp.plain": template_markup("https://example.com/?a&b"),
        "sp.own": template_markup("{team}.example.com"),
    }
    assert code_block(code, "yaml", Names(values, _link)) == made


@given(CODE, PARAGRAPHS)
def test_fence_in_prose(code: str, behind: str) -> None:
    text = f"Before\n\n~~~~\n{code}\n~~~~\n\n{behind}"
    expected = f"Before {_shown(code)} {_typed(behind)}"
    assert _shown(visible(_made(text))) == expected


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("one\ntwo", "one two"),
        ("one\n\n\ntwo", "one\n\ntwo"),
        ("- a\n- b", "-   a\n-   b"),
        ("3. a\n7. b", "1.  a\n1.  b"),
        ("- a\n\n1. b", "-   a\n\n<!-- -->\n\n1.  b"),
        ("- a\n  b", "-   a b"),
        ("- a\n\n  b", "-   a\n\n    b"),
        ("- a\n  - b\n    - c\n  - d", "-   a\n\n    -   b\n\n        -   c\n    -   d"),
        ("1. a\n   - b\n      - c", "1.  a\n\n    -   b\n\n        -   c"),
        ("- a\n\n      - b\n\n      - c", "-   a\n\n    -   b\n    -   c"),
        ("- a\n  ```\n  b:\n    c: d\n  ```", "-   a\n\n    ```\n    b:\n      c: d\n    ```"),
        ("text\n- a", "text\n\n-   a"),
        ("```yaml\na: b\n```", "```yaml\na: b\n```"),
        ("```\nopen", "```\nopen\n```"),
        ("```\n{{ x }}\n```", "<pre><code>&#123;&#123; x &#125;&#125;</code></pre>"),
        ("# a", "&#35; a"),
        ("> a", "&gt; a"),
        ("a\n===", "a &#61;&#61;&#61;"),
    ],
)
def test_blocks(text: str, made: str) -> None:
    assert _made(text) == made


# --- where its paragraphs stand ---


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one line", ["one line"]),
        ("two\n  lines", ["two lines"]),
        ("\n a\n\nb\n", ["a", "b"]),
        ("- a\n  - b\n    c\n- d", ["a", "b c", "d"]),
        ("a\n```\nno\n```\nb", ["a", "b"]),
        ("1. a\n\n   ```\n   no\n   ```\n2. b", ["a", "b"]),
    ],
)
def test_paragraphs_of_a_text(text: str, found: list[str]) -> None:
    assert [paragraph.text for paragraph in paragraphs(text)] == found


@given(SIGNS)
@example("-  a\n     b\n   - c")
@example("- " * 20 + "deep\n  deeper")
def test_every_sign_of_a_paragraph_is_found_in_the_text(text: str) -> None:
    for paragraph in paragraphs(text):
        for index, sign in enumerate(paragraph.text):
            assert sign in (text[paragraph.start(index) : paragraph.start(index) + 1], " ")
