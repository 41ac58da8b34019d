"""What guides become: `golden/docs/NAME.guide.yml` beside `golden/pages/NAME.md`.

`HANDRAIL_UPDATE_GOLDEN=1 pytest tests/test_golden.py` writes the pages anew: read every one that
changed before you keep it.
"""

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator import configuration, project, reader
from generator.pages import Page
from generator.project import Project
from tests.sites import UPDATE, Site, lines

GOLDEN = Path(__file__).parent / "golden"
DOCS = GOLDEN / "docs"
# Guides that are there to show what their faults look like.
FAULTY = {"faults", "unreadable"}
NAMES = sorted(path.name.partition(".")[0] for path in DOCS.glob("*.yml"))
SOUND = [name for name in NAMES if name not in FAULTY]
GUIDES = [name for name in SOUND if name != "service-provider"]
# Keys that no page shows anything of, by intention.
WITHOUT_EFFECT = {
    ("service-provider", "saml", "required"),  # what the checks demand of guides
}


def _source(name: str) -> Path:
    return DOCS / (f"{name}.yml" if name == "service-provider" else f"{name}.guide.yml")


def _open(folder: Path) -> Project:
    return project.open_project(configuration.read(folder / "mkdocs.yml"))


def _copy(folder: Path) -> Path:
    return shutil.copytree(GOLDEN, folder, ignore=shutil.ignore_patterns("pages"))


def _pages(folder: Path) -> dict[str, Page]:
    return {page.path.removesuffix(".md"): page for page in _open(folder).pages}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return _pages(GOLDEN)


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, pages: dict[str, Page]) -> None:
    path = GOLDEN / "pages" / f"{name}.md"
    if UPDATE:
        path.write_text(pages[name].markdown, encoding="utf-8", newline="\n")
    assert pages[name].markdown == path.read_text("utf-8")


def test_pictures_without_light_and_dark(tmp_path: Path) -> None:
    site = Site(_copy(tmp_path / "site"))
    site.write("mkdocs.yml", "site_name: Golden\ntheme: mkdocs\n")
    made = _pages(site.folder)["steps"].markdown
    assert "![The app &#91;drawn&#93;](img/shots/drawn.svg#only-light)\n" in made
    assert "#only-dark" not in made


@pytest.mark.parametrize("name", SOUND)
def test_golden_has_no_fault(name: str, pages: dict[str, Page]) -> None:
    assert pages[name].diagnostics == ()


def test_rendering_twice_gives_equal_bytes(pages: dict[str, Page]) -> None:
    assert {name: page.markdown for name, page in pages.items()} == {
        name: page.markdown for name, page in _pages(GOLDEN).items()
    }


# --- what MkDocs makes of them ---


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(_copy(tmp_path_factory.mktemp("golden") / "site"))
    for name in FAULTY:
        (site.folder / f"docs/{name}.guide.yml").unlink()
    site.write("docs/index.md", "# Home\n")
    assert lines(site.findings()) == ""
    return site


def _article(site: Site, name: str) -> LexborNode:
    html = (site.folder / "site" / name / "index.html").read_bytes()
    article = LexborHTMLParser(html).css_first("article")
    assert article is not None
    return article


@pytest.mark.parametrize("name", GUIDES)
def test_steps_are_numbered_through(name: str, built: Site) -> None:
    guide = reader.read_guide(_source(name), name).model
    assert guide is not None
    spans = [node.id for node in _article(built, name).css("ol > li span[id]")]
    assert len(spans) == len(list(guide.steps()))
    lists = [node for node in _article(built, name).css("ol") if node.css_first("span[id]")]
    tops = [node for node in lists if node.parent is not None and node.parent.tag == "article"]
    steps = [len([child for child in node.iter() if child.tag == "li"]) for node in tops]
    # Lists of variants stand in tabs.
    groups = [procedure.groups() for procedure in guide.procedures()]
    assert steps == [len(group[0]) for group in groups if len(group) == 1]
    assert not any("start" in node.attributes for node in tops)


def test_prose_is_shown_as_it_was_meant(built: Site) -> None:
    article = _article(built, "prose")
    shown = article.text()
    for text in ("*Escaped* `marks` [stay](text) {{ sp.name }}", "<b>HTML</b>", "~~strikes~~"):
        assert text in shown
    for text in ("footnotes[^1]", "{: .attributes }", "# No heading", "| no | table |"):
        assert text in shown
    assert [node.text() for node in article.css("em")] == ["emphasis", "emphasis", "owner"]
    assert "{% raw %} **nothing** is markup" in shown
    assert "```\ntildes\n" in shown


def test_lists_that_touch_stay_apart(built: Site) -> None:
    lists = [node for node in _article(built, "prose").iter() if node.tag in ("ul", "ol")]
    items = [
        (node.tag, len([child for child in node.iter() if child.tag == "li"])) for node in lists
    ]
    assert items[:3] == [("ul", 2), ("ol", 2), ("ol", 1)]
