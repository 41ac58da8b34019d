"""A validator for the part of JSON Schema that our schemas use: the tests need no other package.

See https://json-schema.org/draft/2020-12/json-schema-validation.
"""

import re
from collections.abc import Callable, Iterator, Sized
from typing import Any, TypeAlias

import yaml

Schema: TypeAlias = dict[str, Any]

TYPES: dict[str, Callable[[Any], bool]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: TYPES["number"](value) and value == int(value),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}
# What says something to people only. The last two are words of the YAML language server.
ANNOTATIONS = {"$schema", "$defs", "description", "examples", "format", "title"}
ANNOTATIONS |= {"errorMessage", "patternErrorMessage"}


def accepts(value: Any, schema: Any, root: Schema) -> bool:
    """Tell whether `value` fits `schema`, a part of `root`; true takes all, false nothing."""
    if isinstance(schema, bool):
        return schema
    return all(
        KEYWORDS[keyword](value, schema, root) for keyword in schema if keyword not in ANNOTATIONS
    )


def schemas_in(schema: Schema) -> Iterator[Schema]:
    """Yield a schema and all in it."""
    yield schema
    for keyword, below in schema.items():
        if keyword in ("$defs", "properties", "dependentSchemas"):
            inner = list(below.values())
        else:
            inner = below if keyword in ("allOf", "anyOf", "oneOf") else [below]
        for one in inner if keyword in _HOLDING else ():
            if isinstance(one, dict):
                yield from schemas_in(one)


def as_editors_read(text: str) -> Any:
    """Return YAML as editors read it, which is not as Handrail does: bare numbers are numbers.

    See https://yaml.org/spec/1.2.2/#1032-tag-resolution.
    """
    return _data(yaml.compose(text, Loader=yaml.SafeLoader))


_SCALARS: dict[str, Callable[[str], Any]] = {
    r"null|Null|NULL|~|": lambda _: None,
    r"true|True|TRUE|false|False|FALSE": lambda text: text.lower() == "true",
    r"[-+]?[0-9]+": int,
    r"0o[0-7]+|0x[0-9a-fA-F]+": lambda text: int(text, 0),
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?": float,
}


def _data(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _data(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_data(item) for item in node.value]
    text = str(node.value) if node is not None else ""
    if isinstance(node, yaml.ScalarNode) and node.style is not None:
        return text
    return next((read for kind, read in _SCALARS.items() if re.fullmatch(kind, text)), str)(text)


def _additional(value: Any, schema: Schema, root: Schema) -> bool:
    known = schema.get("properties", {})
    others = [item for key, item in value.items() if key not in known]
    return all(accepts(item, schema["additionalProperties"], root) for item in others)


def _properties(value: Any, schema: Schema, root: Schema) -> bool:
    known = schema["properties"].items()
    return all(accepts(value[key], below, root) for key, below in known if key in value)


def _dependent_required(value: Any, schema: Schema, _: Schema) -> bool:
    needs = schema["dependentRequired"].items()
    return all({*others} <= {*value} for key, others in needs if key in value)


def _dependent_schemas(value: Any, schema: Schema, root: Schema) -> bool:
    below = schema["dependentSchemas"].items()
    return all(accepts(value, one, root) for key, one in below if key in value)


def _if(value: Any, schema: Schema, root: Schema) -> bool:
    branch = "then" if accepts(value, schema["if"], root) else "else"
    return accepts(value, schema.get(branch, True), root)


def _type(value: Any, schema: Schema, _: Schema) -> bool:
    names = schema["type"]
    return any(TYPES[name](value) for name in ([names] if isinstance(names, str) else names))


_Keyword: TypeAlias = Callable[[Any, Schema, Schema], bool]


def _of(kind: str, keyword: _Keyword) -> _Keyword:
    """Return a keyword that only concerns values of one kind."""
    return lambda value, schema, root: not TYPES[kind](value) or keyword(value, schema, root)


def _bound(kind: str, keyword: str, fits: Callable[[Any, Any], bool]) -> _Keyword:
    def measure(value: Any) -> Any:
        return len(value) if isinstance(value, Sized) else value

    return _of(kind, lambda value, schema, _: fits(measure(value), schema[keyword]))


def _at_least(size: Any, number: Any) -> bool:
    return bool(size >= number)


def _at_most(size: Any, number: Any) -> bool:
    return bool(size <= number)


# For each keyword: whether a value fits what a schema says with it.
KEYWORDS: dict[str, _Keyword] = {
    "$ref": lambda value, schema, root: accepts(
        value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root
    ),
    "additionalProperties": _of("object", _additional),
    "allOf": lambda value, schema, root: all(accepts(value, s, root) for s in schema["allOf"]),
    "anyOf": lambda value, schema, root: any(accepts(value, s, root) for s in schema["anyOf"]),
    "const": lambda value, schema, _: bool(value == schema["const"]),
    "dependentRequired": _of("object", _dependent_required),
    "dependentSchemas": _of("object", _dependent_schemas),
    "else": lambda *_: True,  # see "if"
    "enum": lambda value, schema, _: value in schema["enum"],
    "if": _if,
    "items": _of(
        "array",
        lambda value, schema, root: all(accepts(item, schema["items"], root) for item in value),
    ),
    "maxItems": _bound("array", "maxItems", _at_most),
    "maxLength": _bound("string", "maxLength", _at_most),
    "maxProperties": _bound("object", "maxProperties", _at_most),
    "maximum": _bound("number", "maximum", _at_most),
    "minItems": _bound("array", "minItems", _at_least),
    "minProperties": _bound("object", "minProperties", _at_least),
    "minimum": _bound("number", "minimum", _at_least),
    "not": lambda value, schema, root: not accepts(value, schema["not"], root),
    "oneOf": lambda value, schema, root: sum(accepts(value, s, root) for s in schema["oneOf"]) == 1,
    "pattern": _of(
        "string", lambda value, schema, _: re.search(schema["pattern"], value) is not None
    ),
    "properties": _of("object", _properties),
    "propertyNames": _of(
        "object",
        lambda value, schema, root: all(
            accepts(key, schema["propertyNames"], root) for key in value
        ),
    ),
    "required": _of("object", lambda value, schema, _: {*schema["required"]} <= {*value}),
    "then": lambda *_: True,  # see "if"
    "type": _type,
    "uniqueItems": _of(
        "array",
        lambda value, schema, _: not schema["uniqueItems"] or len(value) == len({*map(str, value)}),
    ),
}
_HOLDING = {"$defs", "properties", "dependentSchemas", "allOf", "anyOf", "oneOf", "not", "items"}
_HOLDING |= {"additionalProperties", "propertyNames", "if", "then", "else"}
