"""`handrail schema` prints what editors check files with: it says the same as Handrail.

`HANDRAIL_UPDATE_GOLDEN=1 pytest tests/test_json_schema.py` writes the schemas in `.vscode/` anew.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator import reader, schemas
from generator.diagnostics import Diagnostic
from generator.fragments import Expansion, Fragment
from generator.schema_reader import read_part
from generator.yaml_data import Mapping
from generator.yaml_source import parse
from tests.json_schema import (
    ANNOTATIONS,
    KEYWORDS,
    TYPES,
    Schema,
    accepts,
    as_editors_read,
    schemas_in,
)
from tests.sites import REPOSITORY, UPDATE
from tests.test_cases import CASES, NAMES, read_case
from tests.test_schema import changed

ENDINGS = {
    "drawing": ".drawing.yml",
    "fragment": ".fragment.yml",
    "guide": ".guide.yml",
    "lab": "lab.yml",
    "service-provider": "service-provider.yml",
}
SCHEMAS: dict[str, Schema] = {kind: json.loads(schemas.text(kind)) for kind in schemas.MODELS}
# What Handrail refuses and no schema of ours does, and why.
BEYOND = {
    "placeholder/pattern.count": "no pattern compares two numbers",
    "placeholder/pattern.long-search": "no pattern multiplies",
    "placeholder/pattern.many-choices": "no pattern multiplies",
    "placeholder/pattern.range": "no pattern knows the alphabet",
    "schema/value.front-matter": "in quotes it is a text: no schema sees quotes",
    "schema/value.typed-number": "for a schema it is the whole number 3, however it is typed",
}
VSCODE = REPOSITORY / ".vscode"
# Stands for the fragments that a file uses: whatever is wrong in them, is wrong there.
_FRAGMENT = """
description: Has all that a fragment can have.
sections: [{title: x, steps: [{click: x}]}]
steps: [{click: x}]
"""
_USING = """
title: x
description: x
identity_provider: {name: x, console: {name: x, url: "https://example.com"}}
intro: x
sections: [{use: it}, {title: x, steps: [{use: it}, {click: x}]}]
"""


def _kind(path: str) -> str | None:
    return next((kind for kind, ending in ENDINGS.items() if path.endswith(ending)), None)


def _every(kind: str) -> Iterator[Schema]:
    """Yield the schema of every key that files of a kind can have."""
    for model in (SCHEMAS[kind], *SCHEMAS[kind]["$defs"].values()):
        yield from model.get("properties", {}).values()


# --- the schemas as such ---


def test_every_kind_of_file_has_a_schema() -> None:
    assert set(SCHEMAS) == set(ENDINGS)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema_is_well_formed(kind: str) -> None:
    root = SCHEMAS[kind]
    assert root["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for schema in schemas_in(root):
        assert set(schema) <= {*KEYWORDS, *ANNOTATIONS}
        names = schema.get("type", [])
        assert ({names} if isinstance(names, str) else set(names)) <= set(TYPES)
        if schema.get("additionalProperties") is False:
            assert set(schema.get("required", [])) <= set(schema["properties"])
        reference = schema.get("$ref", "")
        assert not reference or reference.removeprefix("#/$defs/") in root["$defs"]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_patterns_mean_the_same_everywhere(kind: str) -> None:
    r"""Python takes other letters and digits for \w and \d than JavaScript does."""
    for pattern in {s["pattern"] for s in schemas_in(SCHEMAS[kind]) if "pattern" in s}:
        re.compile(pattern)
        escaped = set(re.findall(r"\\(.)", pattern))
        assert escaped <= set("nsSu1^$\\.*+?()[]{}|/-"), pattern
        assert "(?P" not in pattern


@given(st.integers(0, 2999), st.integers(0, 13), st.integers(0, 32))
@example(2000, 2, 29)
@example(1900, 2, 29)
@example(2023, 2, 29)
@example(0, 1, 1)
def test_day_is_one_of_the_calendar(year: int, month: int, day: int) -> None:
    written = f"{year:04}-{month:02}-{day:02}"
    try:
        dt.date.fromisoformat(written)
        exists = True
    except ValueError:
        exists = False
    on = SCHEMAS["guide"]["$defs"]["Verified"]["properties"]["on"]
    assert accepts(written, on, SCHEMAS["guide"]) == exists


# --- what editors show ---


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_is_described_in_a_sentence(kind: str) -> None:
    for key in _every(kind):
        assert re.fullmatch(r"[A-Z].{40,}\.", key.get("description", "")), key


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_has_examples_that_fit(kind: str) -> None:
    for key in _every(kind):
        assert key.get("examples"), key
        for one in key["examples"]:
            assert accepts(one, key, SCHEMAS[kind]), (one, key["description"])


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_pattern_is_explained(kind: str) -> None:
    for schema in schemas_in(SCHEMAS[kind]):
        assert ("pattern" in schema) <= ("patternErrorMessage" in schema), schema


@pytest.mark.parametrize("kind", SCHEMAS)
def test_editors_of_this_repository_use_the_same_schemas(kind: str) -> None:
    path = VSCODE / f"{kind}.schema.json"
    if UPDATE:
        path.write_text(schemas.text(kind) + "\n", encoding="utf-8", newline="\n")
    assert path.read_text("utf-8") == schemas.text(kind) + "\n"


def test_editors_of_this_repository_know_every_kind_of_file() -> None:
    settings = json.loads((VSCODE / "settings.json").read_text("utf-8"))
    used = {kind: settings["yaml.schemas"][f".vscode/{kind}.schema.json"] for kind in SCHEMAS}
    assert {kind: pattern.removeprefix("*") for kind, pattern in used.items()} == ENDINGS


# --- what they accept ---


def _files() -> Iterator[Path]:
    """Yield every file of ours that is no part of a case."""
    for folder in ("docs", "img", "tests"):
        for path in sorted((REPOSITORY / folder).rglob("*.yml")):
            is_case = path.is_relative_to(CASES) and not path.is_relative_to(CASES / "sound")
            if _kind(path.name) and not is_case:
                yield path


def _faults(kind: str, text: str) -> list[Diagnostic] | None:
    """Return what Handrail has against a file as it is written, None if it is no YAML."""
    top, wrong = parse(text, kind)
    if top is None or wrong:
        return None
    if kind == "fragment":
        return _faults_of_fragment(top, text)
    if kind == "guide":
        return _faults_of_guide(top, _FRAGMENT)
    return read_part(schemas.MODELS[kind], top)[1]


def _faults_of_guide(top: Mapping, fragment: str) -> list[Diagnostic]:
    """Return what is wrong in a guide, and in the `fragment` that it calls "it"."""

    def find(name: str) -> tuple[Mapping | None, list[Diagnostic]]:
        return parse(fragment if name == "it" else _FRAGMENT, name)

    _, found = reader.guide_of(top, Expansion(find, ()))
    return [fault for fault in found if not fault.rule.startswith("fragment/")]


def _faults_of_fragment(top: Mapping, text: str) -> list[Diagnostic]:
    fragment, faults = read_part(Fragment, top)
    if fragment is None:
        return faults
    given = {str(name): "x" for name in fragment.parameters}
    use = f"{{use: it, with: {json.dumps(given)}}}" if given else "{use: it}"
    using, _ = parse(_USING.replace("{use: it}", use), "using")
    assert using is not None
    return faults + _faults_of_guide(using, text)


def _check(name: str, kind: str, text: str) -> None:
    faults = _faults(kind, text)
    if faults is None:
        return
    accepted = accepts(as_editors_read(text), SCHEMAS[kind], SCHEMAS[kind])
    assert accepted == (not faults or name in BEYOND), faults


def _name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("path", list(_files()), ids=_name)
def test_schema_agrees_with_handrail_on_files(path: Path) -> None:
    kind = _kind(path.name)
    assert kind is not None
    _check(_name(path), kind, path.read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_schema_agrees_with_handrail_on_cases(name: str, tmp_path: Path) -> None:
    case = read_case(name)
    site = case.site(tmp_path)
    for path in {*(edit["in"] for edit in case.edits), *case.files}:
        if kind := _kind(path):
            _check(name, kind, site.read(path))


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_beyond_a_schema_is_a_file(name: str) -> None:
    assert (CASES / f"{name}.yml").is_file() or (REPOSITORY / name).is_file()


@pytest.mark.parametrize("kind", ["drawing", "guide", "service-provider"])
@given(st.data())
def test_schema_agrees_with_handrail_on_any_change(kind: str, data: st.DataObject) -> None:
    text = yaml.safe_dump(data.draw(changed(schemas.MODELS[kind])), allow_unicode=True)
    faults = _faults(kind, text)
    if faults is not None:
        accepted = accepts(as_editors_read(text), SCHEMAS[kind], SCHEMAS[kind])
        assert accepted == (not faults), faults
