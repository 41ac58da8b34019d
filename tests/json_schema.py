"""A validator for the part of JSON Schema that our schemas use: the tests need no other package.

See https://json-schema.org/draft/2020-12/json-schema-validation.
"""

from collections.abc import Callable
from typing import Any

Schema = dict[str, Any]

TYPES: dict[str, Callable[[Any], bool]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}
# What says something to people only.
ANNOTATIONS = {"$schema", "$defs", "default", "description", "format", "title"}


def _type(value: Any, names: Any, _: Schema) -> bool:
    return any(TYPES[name](value) for name in ([names] if isinstance(names, str) else names))


def _properties(value: Any, properties: Any, root: Schema) -> bool:
    found = value if isinstance(value, dict) else {}
    return all(accepts(found[key], s, root) for key, s in properties.items() if key in found)


def _items(value: Any, items: Any, root: Schema) -> bool:
    return not isinstance(value, list) or all(accepts(item, items, root) for item in value)


def _bound(kind: type, limit: Callable[[int, int], bool]) -> Callable[[Any, Any, Schema], bool]:
    return lambda value, number, _: not isinstance(value, kind) or limit(len(value), number)


def _at_least(size: int, number: int) -> bool:
    return size >= number


def _at_most(size: int, number: int) -> bool:
    return size <= number


# For each keyword: whether a value fits what stands behind it.
KEYWORDS: dict[str, Callable[[Any, Any, Schema], bool]] = {
    "$ref": lambda value, path, root: accepts(value, root["$defs"][path.split("/")[-1]], root),
    "anyOf": lambda value, schemas, root: any(accepts(value, s, root) for s in schemas),
    "oneOf": lambda value, schemas, root: sum(accepts(value, s, root) for s in schemas) == 1,
    "const": lambda value, wanted, _: bool(value == wanted),
    "enum": lambda value, wanted, _: value in wanted,
    "items": _items,
    "maxItems": _bound(list, _at_most),
    "maxLength": _bound(str, _at_most),
    "maxProperties": _bound(dict, _at_most),
    "maximum": lambda value, most, _: not TYPES["number"](value) or value <= most,
    "minItems": _bound(list, _at_least),
    "minLength": _bound(str, _at_least),
    "minProperties": _bound(dict, _at_least),
    "minimum": lambda value, least, _: not TYPES["number"](value) or value >= least,
    "properties": _properties,
    "required": lambda value, keys, _: not isinstance(value, dict) or set(keys) <= set(value),
    "type": _type,
}


def accepts(value: Any, schema: Schema, root: Schema) -> bool:
    """Tell whether `value` fits `schema`, which is a part of `root`."""
    known = schema.get("properties", {})
    if isinstance(value, dict) and "additionalProperties" in schema:
        more = schema["additionalProperties"]
        others = [item for key, item in value.items() if key not in known]
        if others and more is False:
            return False
        if isinstance(more, dict) and not all(accepts(item, more, root) for item in others):
            return False
    return all(
        KEYWORDS[keyword](value, wanted, root)
        for keyword, wanted in schema.items()
        if keyword not in ANNOTATIONS and keyword != "additionalProperties"
    )
