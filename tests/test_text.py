"""Whatever a writer types reaches the reader as it was typed, with any extension of a site on."""

import re

import pytest
from hypothesis import example, given
from markupsafe import Markup

from generator.text import Link, Names, code, encode, escape, inline, plain
from tests.markdown_site import document, straight, visible
from tests.texts import SIGNS, TEXTS


def _link(link: Link, _file: str) -> tuple[Markup, str]:
    return escape("" if link.label else link.address), link.address


NAMES = Names(
    {
        "sp.name": "Acme *& Sons*",
        "sp.url": Markup("<code>https&#58;//x</code>"),
        "sp.quoted": 'The "Cloud"',
    },
    _link,
)


def _words(text: str) -> str:
    return " ".join(text.split())


@given(TEXTS)
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    assert visible(escape(text)) == _words(text)


@given(TEXTS)
def test_plain_text_makes_no_tag(text: str) -> None:
    body = document(escape(text)).body
    assert body is not None
    assert [node.tag for node in body.traverse()] == ["body", "p"]


# Where templates put labels: what is before and behind them, and what readers see of that.
PLACES = {
    "heading": ("## ", " {: #x }"),
    "bold": ("Select **", "**."),
    "item": ("1.  Select ", "."),
    "cell": ("| a | b |\n| --- | --- |\n| **", "** | c |"),
    "link": ("[", "](https://example.com/)"),
    "middle": ("In ", ", select it."),
    "admonition": ("!!! note\n\n    ", ""),
}


@pytest.mark.parametrize("place", PLACES)
@given(text=TEXTS)
def test_label_is_shown_as_it_is_everywhere(place: str, text: str) -> None:
    before, behind = PLACES[place]
    marker = visible(f"{before}MARKER{behind}")
    assert visible(f"{before}{escape(text)}{behind}") == _words(marker.replace("MARKER", text))


@given(TEXTS)
def test_alternative_text_is_shown_as_it_is(text: str) -> None:
    image = document(f"![{escape(text)}](x.png)").css_first("img")
    assert image is not None
    assert _words(image.attributes["alt"] or "") == _words(text)


@given(TEXTS)
def test_code_is_shown_as_it_is(text: str) -> None:
    found = document(f"a {code(text)} b").css("code")
    assert [_words(node.text()) for node in found] == [_words(text)]


@given(TEXTS, TEXTS.filter(lambda name: not name.isdigit()))
@example("**{{ sp.name }}** and *{{ sp.url }}*", "x")
@example("[**{{ sp.name }}**](https://example.com/a_b_c)", "x")
@example("!{{ sp.name }}", "[x](y.png)")
@example(":{{ sp.name }}:", "smile")
@example("`a``b`", "x")
def test_markup_is_shown_without_its_marks(text: str, name: str) -> None:
    names = Names({**NAMES.values, "sp.name": name}, _link)
    shown = straight(visible(inline(text, names, "x.guide.yml")))
    assert shown == straight(_words(plain(text, names)))


@given(TEXTS)
def test_markup_makes_harmless_tags_only(text: str) -> None:
    body = document(inline(text, NAMES, "x.guide.yml")).body
    assert body is not None
    for node in body.traverse():
        assert node.tag in {"body", "p", "strong", "em", "code", "a", "br"}
        assert set(node.attributes) <= {"href"}
        address = node.attributes.get("href") or ""
        assert not re.match(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", address, re.IGNORECASE)


@given(SIGNS)
def test_nothing_is_left_for_templating_plugins(text: str) -> None:
    for made in (escape(text), encode(text), code(text), inline(text, NAMES, "x.guide.yml")):
        assert not re.search(r"\{[{%#]|[%#}]\}|-8<", made)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Select Save", "Select Save"),
        ("a_b*c", "a&#95;b&#42;c"),
        ("1. One", "1&#46; One"),
        ("- One", "&#45; One"),
        ("Well - one", "Well - one"),
        ("https://x", "https&#58;//x"),
        ("Time: now", "Time: now"),
        ("<b> & c", "&lt;b&gt; &amp; c"),
        ("two\nlines", "two lines"),
        ("Name (c)", "Name &#40;c)"),
        ('The "app"', "The &quot;app&quot;"),
        ("User's name", "User&#39;s name"),
    ],
)
def test_escape(text: str, made: str) -> None:
    assert escape(text) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("**Bold** and *not*", "**Bold** and *not*"),
        ("2 * 3 * 4", "2 &#42; 3 &#42; 4"),
        (r"\*\*Not bold\*\*", "&#42;&#42;Not bold&#42;&#42;"),
        ("*a `*` b*", "*a <code>&#42;</code> b*"),
        ("*.org and `*`", "&#42;.org and <code>&#42;</code>"),
        (r"**a \* b** *\**", r"**a &#42; b** <em>&#42;</em>"),
        ("`a_b`", "<code>a&#95;b</code>"),
        ("`a.b`", "`a.b`"),
        ("{{sp.name}}", "Acme &#42;&amp; Sons&#42;"),
        ("{{ sp.url }}", "<code>https&#58;//x</code>"),
        ('the user\'s "app"', 'the user\'s "app"'),
        ("`a'b` {{ sp.quoted }}", "<code>a&#39;b</code> The &quot;Cloud&quot;"),
        ("{{ no.name }}", "&#123;&#123; no.name &#125;&#125;"),
        ("[x](a b)", "&#91;x&#93;(a b)"),
        ("[x](javascript:y)", "&#91;x&#93;(javascript&#58;y)"),
        ("[x](JavaScript:y)", "&#91;x&#93;(JavaScript&#58;y)"),
        ("[x](//e.org)", "&#91;x&#93;(//e.org)"),
        ("[x](data:text/html,y)", "&#91;x&#93;(data&#58;text/html,y)"),
        ("[x](mailto:a@e.org)", "[x](mailto:a@e.org)"),
        ("[](y.md)", "[y.md](y.md)"),
        ('[x](y"z)', "[x](y%22z)"),
    ],
)
def test_inline(text: str, made: str) -> None:
    assert inline(text, NAMES, "x.guide.yml") == made


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Bold** `code` [link](x.md) {{ sp.name }}", "Bold code link Acme *& Sons*"),
        ("[](x.md) {{ sp.url }}", "x.md https://x"),
        (r"\*a\*", "*a*"),
        (r"\\ \` \* \_ \~ \[x\] \{y\} \<z\> \& \# \| \!", r"\ ` * _ ~ [x] {y} <z> & # | !"),
        (r"C:\dir \- \a", r"C:\dir \- \a"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text, NAMES) == shown
