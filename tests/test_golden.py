"""What guides become: `golden/docs/NAME.guide.yml` beside `golden/pages/NAME.md`.

`HANDRAIL_UPDATE_GOLDEN=1 pytest tests/test_golden.py` writes the pages anew: read every one that
changed before you keep it.
"""

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator import configuration, project, reader
from generator.guide import Guide
from generator.pages import Page
from generator.project import Project
from generator.schema import Part
from generator.service_provider import ServiceProvider
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


# --- what the golden guides hold together ---


def _parts(value: Any) -> Iterator[Part]:
    if isinstance(value, Part):
        yield value
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from _parts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _parts(item)


def _models(annotation: Any) -> Iterator[type[Part]]:
    """Yield every model that a key of this kind can hold, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models(field.annotation)
    for argument in get_args(annotation):
        yield from _models(argument)


def _words(annotation: Any) -> Iterator[str]:
    """Yield every word that a key of this kind allows."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for argument in get_args(annotation):
            yield from _words(argument)


def _owner(model: type[Part], name: str) -> type:
    """Return the model that a key of `model` comes from."""
    return next(
        base for base in reversed(model.__mro__) if name in vars(base).get("__annotations__", {})
    )


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    found: list[Part] = []
    for name in SOUND:
        model: type[Part] = ServiceProvider if name == "service-provider" else Guide
        found += _parts(reader.read(_source(name), name, model).model)
    return found


def test_golden_guides_use_every_key(parts: list[Part]) -> None:
    names = ((type(part), name) for part in parts for name in part.model_fields_set)
    used = {(_owner(model, name), name) for model, name in names}
    models = {*_models(Guide), *_models(ServiceProvider)}
    known = {(_owner(model, name), name) for model in models for name in model.model_fields}
    assert known - used == set()


def test_golden_guides_use_every_word(parts: list[Part]) -> None:
    used = {
        (_owner(type(part), name), name, value)
        for part in parts
        for name in type(part).model_fields
        if isinstance(value := getattr(part, name), str)
    }
    known = {
        (_owner(model, name), name, word)
        for model in _models(Guide)
        for name, field in model.model_fields.items()
        for word in _words(field.annotation)
    }
    assert known - used == set()


# --- every key changes the page ---


def _keys(data: Any, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every key in `data`, also below lists."""
    items: Any = data.items() if isinstance(data, dict) else ()
    for key, value in items:
        yield (*path, key)
        yield from _keys(value, *path, key)
    for index, value in enumerate(data if isinstance(data, list) else ()):
        yield from _keys(value, *path, index)


def _without(data: Any, path: tuple[str | int, ...]) -> Any:
    result = copy.deepcopy(data)
    holder = result
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    return result


def _dump(data: Any) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def _load(name: str) -> Any:
    """Read a golden file as Handrail does: everything but true and false stays text."""
    return yaml.load(_source(name).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


@pytest.mark.parametrize("name", GUIDES)
def test_every_key_of_a_guide_matters(name: str, tmp_path: Path, pages: dict[str, Page]) -> None:
    data = _load(name)
    paths = list(_keys(data))
    folder = _copy(tmp_path / "site")
    for source in folder.glob("docs/*.guide.yml"):
        source.unlink()
    (folder / "docs/whole.guide.yml").write_text(_dump(data), encoding="utf-8")
    for number, path in enumerate(paths):
        text = _dump(_without(data, path))
        (folder / f"docs/without-{number}.guide.yml").write_text(text, encoding="utf-8")
    made = _pages(folder)
    whole = pages[name].markdown
    assert made["whole"].markdown == whole
    variants = (made[f"without-{number}"] for number in range(len(paths)))
    without_effect = [
        path
        for path, page in zip(paths, variants, strict=True)
        if page.markdown == whole and not page.diagnostics
    ]
    assert without_effect == []


@pytest.mark.parametrize("path", list(_keys(_load("service-provider"))), ids=repr)
def test_every_key_of_a_service_provider_matters(
    path: tuple[str | int, ...], tmp_path: Path, pages: dict[str, Page]
) -> None:
    folder = _copy(tmp_path / "site")
    text = _dump(_without(_load("service-provider"), path))
    (folder / "docs/service-provider.yml").write_text(text, encoding="utf-8")
    made = _pages(folder)
    same = all(made[name].markdown == pages[name].markdown for name in SOUND)
    found = [diagnostic for name in SOUND for diagnostic in made[name].diagnostics]
    assert (same and not found) == (("service-provider", *path) in WITHOUT_EFFECT)


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
    assert steps == [len(section.groups()[0]) for section in guide.sections]
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
