"""Every hostile text, in every text key, with every extension: it is text on the page."""

import difflib
import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.hostile.conftest import add_pages, make_site
from tests.hostile.pages import (
    PLAIN,
    Hostile,
    hostile_attributes,
    hostile_texts,
    likes,
    one_line,
    skeleton,
)
from tests.mkdocs.sites import Built, attributes

TEXTS = [pytest.param(hostile, id=hostile.name) for hostile in hostile_texts()]
PAGES = ("everything", "service-provider")
# What links of a text are told by: those of templates have words of their own.
OWN_LINKS = re.compile(r"x|b")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = make_site(tmp_path_factory.mktemp("texts"))
    add_pages(site, PLAIN, lambda word: word)
    for (like, code), name in likes().items():
        words = {"codeword": code}
        add_pages(site, name, lambda word, words=words, like=like: words.get(word, like))  # type: ignore[misc]
    for hostile in hostile_texts():
        add_pages(site, hostile.name, hostile.given)
    return site.build()


@pytest.fixture(scope="module")
def index(built: Built) -> dict[str, list[str]]:
    """Return what the search knows of each page: titles and texts, which are HTML."""
    found: dict[str, list[str]] = {}
    data = json.loads((built.folder / "search/search_index.json").read_text("utf-8"))
    for entry in data["docs"]:
        page = entry["location"].partition("#")[0].rstrip("/")
        found.setdefault(page, []).append(f"{entry['title']}\n{entry['text']}")
    return found


def _html(built: Built, name: str, page: str) -> LexborHTMLParser:
    return built.page(f"{name}/{page}/index.html")


def _body(html: LexborHTMLParser) -> LexborNode:
    assert html.body is not None
    return html.body


def _difference(found: list[str], expected: list[str]) -> str:
    lines = difflib.unified_diff(expected, found, "expected", "found", n=1, lineterm="")
    return "\n".join(line[:200] for line in list(lines)[:60])


def _same(found: list[str], expected: list[str]) -> None:
    # Whole pages are too long for what pytest itself would make of them.
    if found != expected:
        pytest.fail(_difference(found, expected), pytrace=False)


def _same_text(found: str, expected: str) -> None:
    """Compare what is read; a label that ends with a full stop ends its sentence with it."""
    found, expected = (re.sub(r"\.\.+", ".", one_line(text)) for text in (found, expected))
    _same(found.split(" "), expected.split(" "))


def test_the_site_is_built(built: Built) -> None:
    assert built.code == 0, built.log[-4000:]
    assert "Traceback" not in built.log
    assert "Macro" not in built.log


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("hostile", TEXTS)
def test_text_is_read(built: Built, hostile: Hostile, page: str) -> None:
    plain = _body(_html(built, PLAIN, page)).text()
    found = _body(_html(built, hostile.name, page)).text()
    _same_text(found, hostile.expected(plain))


@pytest.mark.parametrize("page", PAGES)
def test_labels_and_values_keep_their_quotes(built: Built, page: str) -> None:
    """Prose may be set with curled quotes; labels, values and code stand letter by letter."""
    quotes = next(text.text for text in hostile_texts() if text.name == "quotes")
    plain, found = (built.article(f"{name}/{page}/index.html") for name in (PLAIN, "quotes"))
    labels = re.findall("labelword|shortword|codeword", plain.text())
    assert len(labels) > 3
    assert " ".join(found.text().split()).count(quotes) == len(labels)
    alternative_texts = attributes(found, "img", "alt")
    assert [quotes in text for text in alternative_texts] == [True] * len(alternative_texts)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("hostile", TEXTS)
def test_text_makes_no_elements(built: Built, hostile: Hostile, page: str) -> None:
    expected = skeleton(_body(_html(built, hostile.like_page, page)))
    _same(skeleton(_body(_html(built, hostile.name, page))), expected)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("hostile", TEXTS)
def test_nothing_runs_or_loads(built: Built, hostile: Hostile, page: str) -> None:
    html = _html(built, hostile.name, page)
    assert html.root is not None
    assert list(hostile_attributes(html.root)) == []
    article = built.article(f"{hostile.name}/{page}/index.html")
    links = article.css("a:not(.headerlink)")
    own = {link.attributes.get("href") for link in links if OWN_LINKS.fullmatch(link.text())}
    assert own == ({hostile.address} if hostile.address else set())


@pytest.mark.parametrize("hostile", TEXTS)
def test_alternative_texts_say_it(built: Built, hostile: Hostile) -> None:
    plain = attributes(_html(built, PLAIN, "everything"), "article img", "alt")
    found = attributes(_html(built, hostile.name, "everything"), "article img", "alt")
    assert [one_line(text) for text in found] == [hostile.expected(text) for text in plain]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("hostile", TEXTS)
def test_head_says_it(built: Built, hostile: Hostile, page: str) -> None:
    html, like = (_html(built, name, page) for name in (hostile.name, hostile.like_page))
    assert html.head is not None
    assert like.head is not None
    assert [node.tag for node in html.head.css("*")] == [node.tag for node in like.head.css("*")]
    title = html.css_first("title")
    assert title is not None
    said = one_line(hostile.paragraph)
    assert one_line(title.text()) == f"{said} - Hostile".strip()
    if page == "everything":
        description = attributes(html, "meta[name=description]", "content")
        assert [one_line(text) for text in description] == [said]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("hostile", TEXTS)
def test_search_finds_it(index: dict[str, list[str]], hostile: Hostile, page: str) -> None:
    plain, found, like = (
        [_body(LexborHTMLParser(f"<body>{html}")) for html in index[f"{name}/{page}"]]
        for name in (PLAIN, hostile.name, hostile.like_page)
    )
    for one, other, similar in zip(plain, found, like, strict=True):
        _same_text(other.text(), hostile.expected(one.text()))
        _same([node.tag or "" for node in other.css("*")], [n.tag or "" for n in similar.css("*")])
