"""Hostile texts where no free text may stand: each is a diagnostic, which is safe to look at."""

import json
import re
from collections import defaultdict

import pytest

from tests.hostile.conftest import make_site
from tests.hostile.pages import Hostile, filled, hostile_attributes, hostile_texts, one_line
from tests.mkdocs.sites import Built, Site

TEXTS = [pytest.param(hostile, id=hostile.name) for hostile in hostile_texts()]
CONTROL = [pytest.param(hostile, id=hostile.name) for hostile in hostile_texts("control.yml")]
# What is written below a folder of its own for each text, and from which data.
FILES = {
    "refused/x.guide.yml": "refused.guide.yml",
    "refused/service-provider.yml": "refused.service-provider.yml",
    "unknown/x.guide.yml": "unknown.guide.yml",
    "unknown/service-provider.yml": "unknown.service-provider.yml",
}
PAGES = ("refused/x", "refused/service-provider", "unknown/x", "unknown/service-provider")
# What a page is made of that shows what is wrong, and below it what is right.
ELEMENTS = {"article", "div", "h1", "h2", "p", "ol", "ul", "li"}
ELEMENTS |= {"a", "br", "code", "em", "img", "span", "strong", "var"}
# A folder is only known to be wrong by its figures; a text may be a pattern by chance.
SILENT = ('"figure_folder": ', '"pattern": ')
PLACE = re.compile(r"(?m)^(?:ERROR|WARNING) +-  handrail: docs/([^:]+):(\d+):\d+: \w+: ([^:]+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = make_site(tmp_path_factory.mktemp("refused"))
    # What a theme puts around the content is looked at elsewhere.
    made.change("mkdocs.yml", "name: material", "name: null")
    made.move("overrides/plain.html", "overrides/main.html")
    for hostile in (*hostile_texts(), *hostile_texts("control.yml")):
        for path, file in FILES.items():
            made.write(f"docs/{hostile.name}/{path}", filled(file, hostile.given))
    return made


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    return site.build()


@pytest.fixture(scope="module")
def found(built: Built) -> dict[str, dict[int, set[str]]]:
    """Return for each file the lines with findings, and the rules that are broken there."""
    result: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for match in PLACE.finditer(built.log):
        result[match[1]][int(match[2])].add(match[3])
    return result


def test_the_build_ends_in_words(built: Built) -> None:
    built.expect_ended("the site must not be published")


def test_findings_hold_nothing_that_a_terminal_acts_on(built: Built) -> None:
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", built.log) == []


def _holding(site: Site, path: str, hostile: Hostile) -> dict[int, str]:
    """Return the lines of a file where the text must not stand."""
    written = json.dumps(hostile.text, ensure_ascii=False)[1:-1]
    lines = enumerate(site.read(f"docs/{path}").splitlines(), 1)
    # One word may be the name of a value or a placeholder.
    name = f'"{written}": {{' if re.fullmatch(r"\w+", hostile.text) else None
    return {
        number: line
        for number, line in lines
        if written in line and line.strip() != name and not line.strip().startswith(SILENT)
    }


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("hostile", TEXTS)
def test_every_place_is_a_finding(
    site: Site, found: dict[str, dict[int, set[str]]], hostile: Hostile, file: str
) -> None:
    path = f"{hostile.name}/{file}"
    holding = _holding(site, path, hostile)
    assert holding
    assert [line for number, line in holding.items() if number not in found[path]] == []


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("hostile", CONTROL)
def test_control_characters_are_a_finding(
    found: dict[str, dict[int, set[str]]], hostile: Hostile, file: str
) -> None:
    assert {"yaml/character"} in found[f"{hostile.name}/{file}"].values()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("hostile", [*TEXTS, *CONTROL])
def test_page_of_findings_is_safe(built: Built, hostile: Hostile, page: str) -> None:
    path = f"{hostile.name}/{page}/index.html"
    html, article = built.page(path), built.article(path)
    assert html.root is not None
    assert list(hostile_attributes(html.root)) == []
    # What scripts act on has elements of all kinds, which test_texts.py compares.
    for part in article.css("[data-search-exclude]"):
        part.decompose()
    assert {node.tag for node in article.css("*")} <= ELEMENTS


@pytest.mark.parametrize("hostile", TEXTS)
def test_page_of_findings_quotes_the_text(built: Built, hostile: Hostile) -> None:
    said = one_line(built.article(f"{hostile.name}/refused/x/index.html").text())
    assert "This page cannot be published yet" in said
    assert f'"{one_line(hostile.text)}" is not known here' in said
