"""Hostile titles where they are listed: in the navigation, and in links to the next page."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.hostile.conftest import make_site
from tests.hostile.pages import PROVIDER, Hostile, filled, hostile_texts, one_line
from tests.mkdocs.sites import Built

TEXTS = [pytest.param(hostile, id=hostile.name) for hostile in hostile_texts()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = make_site(tmp_path_factory.mktemp("titles"))
    site.write(f"docs/{PROVIDER}", filled(PROVIDER, lambda _: "harmless"))
    for hostile in hostile_texts():
        title = filled("title.guide.yml", hostile.given)
        site.write(f"docs/{hostile.name}.guide.yml", title)
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
