"""`handrail schema` prints what editors check files with: it says the same as Handrail."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import schemas
from generator.yaml_source import parse
from tests.json_schema import ANNOTATIONS, KEYWORDS, TYPES, accepts
from tests.sites import REPOSITORY, SOUND
from tests.test_cases import CASES, NAMES, read_case

ENDINGS = {
    "guide": ".guide.yml",
    "service-provider": "service-provider.yml",
    "drawing": ".drawing.yml",
}
SCHEMAS: dict[str, dict[str, Any]] = {
    kind: json.loads(schemas.text(kind)) for kind in schemas.MODELS
}
# What no schema of ours can say: see `Thing`, `FieldValue`, `Step`, and what the texts are held to.
BEYOND = {
    "schema/empty.blank",
    "schema/step-without-action",
    "schema/thing.edit",
    "schema/thing.no-value",
    "schema/thing.place",
    "schema/thing.two",
    "schema/thing.value",
    "schema/type.day",
    "schema/type.word-for-day",
    "schema/value.address",
    "schema/value.front-matter",
    "schema/value.id",
    "schema/value.long-example",
    "schema/value.name",
    "schema/value.press",
    "schema/value.prompt",
    "schema/value.prompt-powershell",
}


def _kind(path: str) -> str:
    return next(kind for kind, ending in ENDINGS.items() if path.endswith(ending))


def _sound_files() -> Iterator[Path]:
    golden = Path(__file__).parent / "golden"
    for folder in (SOUND, golden, REPOSITORY / "docs", REPOSITORY / "img"):
        for path in sorted(folder.rglob("*.yml")):
            faulty = path.name in ("faults.guide.yml", "unreadable.guide.yml", "mkdocs.yml")
            if not faulty and path.name.endswith(tuple(ENDINGS.values())):
                yield path


def _in_an_editor(value: Any) -> Any:
    """Return data as editors read it: numbers are numbers there."""
    if isinstance(value, dict):
        return {key: _in_an_editor(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_in_an_editor(item) for item in value]
    return int(value) if isinstance(value, str) and value.isdigit() else value


def _name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def test_every_kind_of_file_has_a_schema() -> None:
    assert set(SCHEMAS) == set(ENDINGS)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema_is_well_formed(kind: str) -> None:
    root = SCHEMAS[kind]
    assert root["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for schema in _schemas(root):
        assert set(schema) - {"additionalProperties"} <= {*KEYWORDS, *ANNOTATIONS}
        names = schema.get("type", [])
        assert {names} if isinstance(names, str) else set(names) <= set(TYPES)
        assert set(schema.get("required", [])) <= set(schema.get("properties", {}))
        reference = schema.get("$ref", "")
        assert not reference or reference.removeprefix("#/$defs/") in root["$defs"]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_is_described(kind: str) -> None:
    for schema in _schemas(SCHEMAS[kind]):
        for key, value in schema.get("properties", {}).items():
            assert value.get("description"), key


def _schemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a schema and all in it."""
    yield schema
    inner = [*schema.get("$defs", {}).values(), *schema.get("properties", {}).values()]
    inner += [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    inner += [schema[key] for key in ("items", "additionalProperties") if key in schema]
    for one in inner:
        if isinstance(one, dict):
            yield from _schemas(one)


@pytest.mark.parametrize("path", list(_sound_files()), ids=_name)
def test_schema_accepts_sound_files(path: Path) -> None:
    root = SCHEMAS[_kind(path.name)]
    top, diagnostics = parse(path.read_text("utf-8"), path.name)
    assert diagnostics == []
    assert accepts(_in_an_editor(top), root, root)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("schema/")])
def test_schema_agrees_with_the_cases(name: str, tmp_path: Path) -> None:
    case = read_case(name)
    site = case.site(tmp_path)
    file = (case.diagnostics or "").split(":")[0]
    root = SCHEMAS[_kind(file)]
    top, _ = parse(site.read(file), file)
    assert accepts(_in_an_editor(top), root, root) == (name in BEYOND)


@pytest.mark.parametrize("name", sorted(BEYOND))
def test_what_is_beyond_a_schema_is_a_case(name: str) -> None:
    assert (CASES / f"{name}.yml").is_file()


def test_editors_of_this_repository_use_the_same_schemas() -> None:
    for kind in schemas.MODELS:
        shipped = REPOSITORY / f".vscode/{kind}.schema.json"
        assert json.loads(shipped.read_text("utf-8")) == SCHEMAS[kind]
