"""Ten guides for ten identity providers, each in the way that its console works.

`guides/` is a small MkDocs repository; together its guides use every key of the guide language.
`HANDRAIL_UPDATE_GOLDEN=1 pytest tests/test_guides.py` writes `guides/pages/` anew: read every page
that changed before you keep it.
"""

import copy
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args, get_origin

import pytest
import yaml

from generator import configuration, mkdocs_plugin, project, reader, report, yaml_source
from generator.choices import Choice, Way
from generator.fragments import Fragment, Use
from generator.guide import Guide
from generator.pages import Page
from generator.schema import Part
from generator.service_provider import ServiceProvider
from tests.models import models_in, owner_of, parts_of

UPDATE = bool(os.environ.get("HANDRAIL_UPDATE_GOLDEN"))
FOLDER = Path(__file__).parent / "guides"
DOCS = FOLDER / "docs"
GUIDES = sorted(path.name.partition(".")[0] for path in DOCS.glob("*.guide.yml"))
FRAGMENTS = sorted(path.name.partition(".")[0] for path in DOCS.glob("*.fragment.yml"))
PAGES = [*GUIDES, "service-provider"]
# What stands there although it is the default, and what makes the difference instead.
CHANGED = {("saml", "acs_binding"): "HTTP-Artifact"}
# Words that no guide here can use: they would be wrong, or say what is not true.
UNUSED = {
    ("Verified", "by"): {"person", "proof"},  # all of them were read in documentation
    ("Value", "kind"): {"url"},  # the default
    ("Saml", "acs_binding"): {"HTTP-Artifact"},  # all of them post
    # There is one service provider, which expects one format.
    ("Saml", "name_id_format"): {
        "unspecified",
        "X509SubjectName",
        "WindowsDomainQualifiedName",
        "kerberos",
        "entity",
        "persistent",
        "transient",
    },
    ("Procedure", "side"): {"idp"},  # the default
}
UNUSED["FieldValue", "means"] = UNUSED["Saml", "name_id_format"]

KeyPath: TypeAlias = tuple[str | int, ...]


def _copy(folder: Path) -> Path:
    return shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("pages"))


def _pages(folder: Path) -> dict[str, Page]:
    made = project.open_project(configuration.read(folder / "mkdocs.yml"))
    return {page.path.removesuffix(".md"): page for page in made.pages}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return _pages(FOLDER)


@pytest.mark.parametrize("name", PAGES)
def test_golden(name: str, pages: dict[str, Page]) -> None:
    path = FOLDER / "pages" / f"{name}.md"
    if UPDATE:
        path.write_text(pages[name].markdown, encoding="utf-8", newline="\n")
    assert pages[name].markdown == path.read_text("utf-8")


def test_there_are_ten_and_each_has_a_page(pages: dict[str, Page]) -> None:
    assert len(GUIDES) == 10
    assert sorted(pages) == sorted(PAGES)
    assert sorted(path.stem for path in (FOLDER / "pages").iterdir()) == sorted(PAGES)


def test_check_has_nothing_to_complain_about(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "site")
    findings = mkdocs_plugin.build_and_check(folder / "mkdocs.yml", tmp_path / "built")
    assert [report.line(finding) for finding in findings] == []


def test_rendering_twice_gives_equal_bytes(pages: dict[str, Page]) -> None:
    again = _pages(FOLDER)
    assert {name: page.markdown.encode() for name, page in again.items()} == {
        name: page.markdown.encode() for name, page in pages.items()
    }


@pytest.mark.parametrize("name", PAGES)
def test_no_page_reads_oddly(name: str, pages: dict[str, Page]) -> None:
    text = pages[name].markdown
    odd = (". .", "..", " ,", ",,", "( ", " )", "()", "&#123;&#123;", "**.**", " .\n")
    assert [sign for sign in odd if sign in text.replace("../", "")] == []


# --- what the guides hold together ---


def _words(annotation: Any) -> Iterator[str]:
    """Yield every word that a key of this kind allows."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for argument in get_args(annotation):
            yield from _words(argument)


def _find(name: str) -> Any:
    return yaml_source.read(DOCS / f"{name}.fragment.yml", name)


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    found: list[Part] = []
    for name in GUIDES:
        path = DOCS / f"{name}.guide.yml"
        found += parts_of(reader.read_guide(path, name, _find, FRAGMENTS).model)
    for name in FRAGMENTS:
        found += parts_of(reader.read(DOCS / f"{name}.fragment.yml", name, Fragment).model)
    path = DOCS / "service-provider.yml"
    found += parts_of(reader.read(path, path.name, ServiceProvider).model)
    return found


MODELS = {*models_in(Guide), *models_in(ServiceProvider), *models_in(Fragment)}


def test_guides_use_every_key(parts: list[Part]) -> None:
    used = {(owner_of(type(part), key), key) for part in parts for key in part.model_fields_set}
    known = {(owner_of(model, key), key) for model in MODELS for key in model.model_fields}
    assert known - used == set()


def test_guides_use_every_key_of_a_use() -> None:
    keys = {path[-1] for name in GUIDES for path in _keys(_load(f"{name}.guide.yml"))}
    assert {field.alias or name for name, field in Use.model_fields.items()} <= keys


def test_guides_use_every_key_of_a_choice() -> None:
    items = [item for name in GUIDES for item in _load(f"{name}.guide.yml")["sections"]]
    choices = [item for item in items if "title" not in item and "variants" in item]
    ways = {key for choice in choices for way in choice["variants"] for key in way}
    assert {*Choice.model_fields, *Way.model_fields} == {"variants", *ways}


def test_guides_use_every_word(parts: list[Part]) -> None:
    used = set()
    for part in parts:
        for key in part.model_fields_set:
            value = getattr(part, key)
            words = value.values() if isinstance(value, dict) else (value,)
            used |= {(owner_of(type(part), key), key, w) for w in words if isinstance(w, str)}
    known = {
        (owner, key, word)
        for model in MODELS
        for key, field in model.model_fields.items()
        for owner in [owner_of(model, key)]
        for word in set(_words(field.annotation)) - UNUSED.get((owner, key), set())
    }
    assert known - used == set()


def test_every_guide_names_where_its_labels_were_read() -> None:
    for name in GUIDES:
        verified = _load(f"{name}.guide.yml")["verified"]
        assert verified["by"] == "documentation"
        assert "](https://github.com/" in verified["source"]
        assert "/blob/" in verified["source"]


# --- every key changes a page, or cannot be left out ---


def _load(name: str) -> Any:
    """Read a file as Handrail does: everything but true and false stays text."""
    return yaml.load((DOCS / name).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def _dump(data: Any) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def _keys(data: Any, *path: str | int) -> Iterator[KeyPath]:
    """Yield the path of every key in `data`, also below lists."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key)
            yield from _keys(value, *path, key)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _keys(value, *path, index)


def _without(data: Any, path: KeyPath) -> Any:
    result = copy.deepcopy(data)
    holder = result
    for key in path[:-1]:
        holder = holder[key]
    if path in CHANGED:
        holder[path[-1]] = CHANGED[path]
    else:
        del holder[path[-1]]
    return result


def _shown(page: Page) -> tuple[str, list[tuple[str, str]]]:
    """Return what readers and writers see of a page, without where it stands."""
    faults = [(one.rule, one.message.partition(" (used at")[0]) for one in page.diagnostics]
    return page.markdown, sorted(faults)


def _without_effect(folder: Path, name: str, beside: list[str]) -> list[KeyPath]:
    """Return the keys of a file that can be dropped without anybody noticing.

    Each is dropped in a folder of its own, to which the files `beside` it are copied.
    """
    data = _load(name)
    paths = list(_keys(data))
    versions = {"whole": data} | {f"n{n}": _without(data, path) for n, path in enumerate(paths)}
    for version, content in versions.items():
        (folder / "docs" / version).mkdir()
        (folder / "docs" / version / name).write_text(_dump(content), encoding="utf-8")
        for other in beside:
            shutil.copy(DOCS / other, folder / "docs" / version / other)
    made: dict[str, dict[str, tuple[str, list[tuple[str, str]]]]] = {}
    for path, page in _pages(folder).items():
        version, _, own = path.rpartition("/")
        made.setdefault(version, {})[own] = _shown(page)
    return [path for n, path in enumerate(paths) if made[f"n{n}"] == made["whole"]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Copy the repository without its guides."""
    folder = _copy(tmp_path / "site")
    for path in folder.glob("docs/*.guide.yml"):
        path.unlink()
    return folder


@pytest.mark.parametrize("name", GUIDES)
def test_every_key_of_a_guide_matters(name: str, site: Path) -> None:
    assert _without_effect(site, f"{name}.guide.yml", []) == []


@pytest.mark.parametrize("name", FRAGMENTS)
def test_every_key_of_a_fragment_matters(name: str, site: Path) -> None:
    users = [f"{guide}.guide.yml" for guide in GUIDES if f"use: {name}\n" in _text(guide)]
    assert users
    assert _without_effect(site, f"{name}.fragment.yml", users) == []


def _text(guide: str) -> str:
    return (DOCS / f"{guide}.guide.yml").read_text("utf-8")


def test_every_key_of_the_service_provider_matters(site: Path) -> None:
    assert _without_effect(site, "service-provider.yml", []) == []
