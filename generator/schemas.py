"""JSON Schemas of what writers write, made from the models."""

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.choices import WITHIN, Choice
from generator.figures.description import Drawing
from generator.fragments import LISTS, PARAMETER, Fragment, Use
from generator.guide import Guide
from generator.proving.lab import Lab
from generator.schema import JsonSchema, Part
from generator.service_provider import ServiceProvider

MODELS: dict[str, type[Part]] = {
    "drawing": Drawing,
    "fragment": Fragment,
    "guide": Guide,
    "lab": Lab,
    "service-provider": ServiceProvider,
}
# The kinds whose lists of sections and steps can use fragments.
_USING = ("fragment", "guide")
# Whatever YAML can say, but nowhere in it nothing.
_ANYTHING: JsonSchema = {
    "type": ["array", "boolean", "number", "object", "string"],
    "errorMessage": "write something, or leave it out",
    "items": {"$ref": "#/$defs/Anything"},
    "additionalProperties": {"$ref": "#/$defs/Anything"},
}
_WORDS = "write one of the words that are allowed here, or a parameter"
# https://json-schema.org/draft/2020-12 is what pydantic writes.
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Written(GenerateJsonSchema):
    """What may be written: a key that is left out is one thing, a key with nothing is refused."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leave out defaults: editors would write them into the file."""
        return self.generate_inner(schema["schema"])

    def sort(self, value: JsonSchemaValue, _: str | None = None) -> JsonSchemaValue:
        """Leave all in the order in which it was written, examples above all."""
        return value

    def field_title_should_be_set(self, _: Any) -> bool:
        """Leave out titles, which only repeat the keys."""
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Hold every key to what keys may be, where pydantic would let others pass."""
        made = super().dict_schema({**schema, "keys_schema": core_schema.str_schema()})
        keys = self.generate_inner(schema["keys_schema"]) if "keys_schema" in schema else {}
        return {**made, "propertyNames": keys}


def text(kind: str) -> str:
    """Return the schema of a `kind` of file as JSON text."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False)


def schema(kind: str) -> JsonSchema:
    """Return the schema of a `kind` of file."""
    made = MODELS[kind].model_json_schema(schema_generator=_Written)
    if kind in _USING:
        for node in nodes(made):
            for key in LISTS:
                _let_use(node.get("properties", {}).get(key, {}))
        made["$defs"]["Use"] = Use.model_json_schema(schema_generator=_Written)
    if kind == "guide":
        _let_choose(made)
        made["properties"]["meta"]["additionalProperties"] = {"$ref": "#/$defs/Anything"}
        made["$defs"]["Anything"] = _ANYTHING
    if kind == "fragment":
        for node in nodes(made):
            _let_hold_parameters(node)
    return {"$schema": _DIALECT, **made}


def nodes(node: Any) -> Iterator[JsonSchema]:
    """Yield every mapping in a schema, from the inside to the outside."""
    for below in list(node.values()) if isinstance(node, dict) else node:
        if isinstance(below, dict | list):
            yield from nodes(below)
    if isinstance(node, dict):
        yield node


def _let_use(items: JsonSchema) -> None:
    """Let fragments stand in a list."""
    if "items" in items:
        items["items"] = {"anyOf": [items["items"], {"$ref": "#/$defs/Use"}]}


def _let_choose(made: JsonSchema) -> None:
    """Let variants of several sections stand in the list of a guide's sections."""
    choice = Choice.model_json_schema(schema_generator=_Written)
    sections = made["properties"]["sections"]["items"]
    way = choice.pop("$defs")["Way"]
    section, use = sections["anyOf"]
    own = {"properties": {"variants": False}, "errorMessage": WITHIN}
    way["properties"]["sections"]["items"] = {"anyOf": [{"allOf": [section, own]}, use]}
    made["$defs"] |= {"Choice": choice, "Way": way}
    sections["anyOf"].append({"$ref": "#/$defs/Choice"})


def _let_hold_parameters(node: JsonSchema) -> None:
    """Let a parameter stand in a text that has to match a pattern, or to be one of some words."""
    if "pattern" in node and not re.search(node["pattern"], "{{ with.name }}"):
        node["pattern"] += f"|{PARAMETER}"
    elif node.get("type") == "string":
        words = {key: node.pop(key) for key in ("const", "enum") if key in node}
        node |= {"anyOf": [words, {"pattern": PARAMETER, "patternErrorMessage": _WORDS}]}
