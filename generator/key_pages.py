"""The documentation's page of keys, made from the models. A hook of MkDocs."""

from collections.abc import Iterator
from typing import Any

import yaml
from markupsafe import Markup

from generator import schemas
from generator.schema import JsonSchema
from generator.text import Names, code, inline

_MARK = "<!-- the keys stand here -->"
_FILES = {
    "guide": "A guide: `NAME.guide.yml`",
    "service-provider": "A service provider: `service-provider.yml`",
    "fragment": "A fragment: `NAME.fragment.yml`",
    "drawing": "A drawing: `NAME.drawing.yml`",
    "lab": "A lab: `lab.yml`",
}
_FILE = "the file itself"


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the keys in the place of the mark that a page has for them.

    See https://www.mkdocs.org/dev-guide/plugins/#on_page_markdown.
    """
    return markdown.replace(_MARK, "\n".join(_lines())) if _MARK in markdown else markdown


def _lines() -> Iterator[str]:
    """Yield the lines of all files, and of the parts that none before had."""
    shown: set[str] = set()
    for kind, title in _FILES.items():
        file = schemas.schema(kind)
        parts = _parts(file)
        yield from (f"## {title}", "", _inline(file["description"]), "")
        yield from _keys(file)
        for name in [name for name in parts if name not in shown | {_FILE}]:
            yield from _part(name, parts)
        shown |= {*parts}


def _parts(file: JsonSchema) -> dict[str, JsonSchema]:
    """Return a file and its parts by their names, in the order in which the file leads to them."""
    found = {_FILE: file}
    waiting = [file]
    while waiting:
        for node in schemas.nodes(waiting.pop(0)["properties"]):
            name = node.get("$ref", "").rpartition("/")[2]
            if name not in found and "properties" in file["$defs"].get(name, {}):
                found[name] = file["$defs"][name]
                waiting.append(found[name])
    return found


def _part(name: str, parts: dict[str, JsonSchema]) -> Iterator[str]:
    """Yield the lines of a part of a file, below the keys that it stands behind."""
    part = parts[name]
    yield from (f"### {_places(name, parts)}", "", _inline(part["description"]), "")
    whole = next((other for other in parts if _has_more(parts[other], part)), None)
    if whole is None:
        yield from _keys(part)
        return
    missing = [f"`{key}`" for key in parts[whole]["properties"] if key not in part["properties"]]
    yield from (f"The keys of {_places(whole, parts)}, without {', '.join(missing)}.", "")


def _has_more(whole: JsonSchema, part: JsonSchema) -> bool:
    """Tell whether a part of a file has all that another one has, and more."""
    return bool(part["properties"].items() < whole["properties"].items())


def _places(name: str, parts: dict[str, JsonSchema]) -> str:
    """Return the keys behind which the part of that name stands."""
    keys = [item for part in parts.values() for item in part["properties"].items()]
    found = (key for key, schema in keys if _leads_to(schema, name))
    return ", ".join(f"`{key}`" for key in dict.fromkeys(found)) or _FILE


def _leads_to(schema: JsonSchema, name: str) -> bool:
    return any(node.get("$ref") == f"#/$defs/{name}" for node in schemas.nodes(schema))


def _keys(part: JsonSchema) -> Iterator[str]:
    """Yield the lines of a part's keys, of those that must be there first."""
    required = part.get("required", [])
    for key in sorted(part["properties"], key=lambda key: key not in required):
        schema = part["properties"][key]
        yield f"{code(key)}{' (required)' if key in required else ''}"
        yield f":   {_inline(schema['description'])}<br>{code(_example(key, schema))}"
        yield ""


def _inline(text: str) -> Markup:
    return inline(text, Names({}, lambda link, _: (Markup(), link.address)), "")


class _Plain(yaml.SafeDumper):
    """Writes YAML as writers do: only what holds a sign of YAML is quoted."""


_Plain.yaml_implicit_resolvers = {}


def _example(key: str, schema: JsonSchema) -> str:
    """Return the example of a key on one line of YAML."""
    flow = yaml.dump(
        _as_text({key: schema["examples"][0]}),
        Dumper=_Plain,
        default_flow_style=True,
        sort_keys=False,
        allow_unicode=True,
        width=10_000,
    )
    return flow.strip()[1:-1]


def _as_text(value: Any) -> Any:
    """Return data in which numbers and truths are what is typed for them."""
    if isinstance(value, dict):
        return {key: _as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
