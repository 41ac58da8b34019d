"""Hostile titles where they are listed: in the navigation, and in links to the next page."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.hostile.conftest import make_site
from tests.hostile.pages import PROVIDER, Hostile, filled, hostile_texts, one_line
from tests.mkdocs.sites import Built

TEXTS = [pytest.param(hostile, id=hostile.name) for hostile in hostile_texts()]
# Some that mean something in a text but nothing in a name.
NAMES = {"attributes-of-bold", "code-with-markup", "macro-escaped", "script-image"}
NAMED = {hostile.name: hostile for hostile in hostile_texts() if hostile.name in NAMES}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = make_site(tmp_path_factory.mktemp("titles"))
    site.write(f"docs/{PROVIDER}", filled(PROVIDER, lambda _: "harmless"))
    for hostile in hostile_texts():
        title = filled("title.guide.yml", hostile.given)
        site.write(f"docs/{hostile.name}.guide.yml", title)
    for name, hostile in NAMED.items():
        provider = json.loads(filled(PROVIDER, hostile.given))
        del provider["title"]
        site.write(f"docs/{name}/{PROVIDER}", json.dumps(provider))
    names = [f"{hostile.name}.md" for hostile in hostile_texts()]
    site.write("docs/last.md", "# Last\n")
    pairs = [path for name in names for path in (name, "last.md")]
    site.change("mkdocs.yml", "nav: [index.md]", f"nav: [index.md, {', '.join(pairs[:-1])}]")
    built = site.build()
    assert built.code == 0, built.log[-4000:]
    assert "Macro" not in built.log
    return built


@pytest.fixture(scope="module")
def home(built: Built) -> LexborHTMLParser:
    return built.page("index.html")


@pytest.mark.parametrize("hostile", TEXTS)
def test_navigation_says_it(home: LexborHTMLParser, hostile: Hostile) -> None:
    links = home.css(f'.md-nav--primary a[href="{hostile.name}/"]')
    assert [one_line(link.text()) for link in links] == [one_line(hostile.paragraph)]
    assert [node.tag for node in links[0].css("*")] == ["a", "span"]


@pytest.mark.parametrize("name", NAMED)
def test_name_of_a_service_provider_is_a_title(built: Built, name: str) -> None:
    page, hostile = built.page(f"{name}/service-provider/index.html"), NAMED[name]
    title, heading = page.css_first("title"), page.css_first("h1")
    assert title is not None
    assert heading is not None
    assert title.text() == f"{hostile.text} - Hostile"
    assert heading.text().removesuffix("¶") == hostile.text
