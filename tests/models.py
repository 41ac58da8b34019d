"""Which keys models have, and which of them parts of a file use."""

from collections.abc import Iterator
from typing import Any, get_args

from generator.schema import Part


def parts_of(value: Any) -> Iterator[Part]:
    """Yield every part in a value, at any depth."""
    if isinstance(value, Part):
        yield value
        for name in type(value).model_fields:
            yield from parts_of(getattr(value, name))
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from parts_of(item)


def models_in(annotation: Any) -> Iterator[type[Part]]:
    """Yield every model that a key of this kind can hold, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    for argument in get_args(annotation):
        yield from models_in(argument)


def owner_of(model: type[Part], name: str) -> str:
    """Return the name of the model that a key of `model` comes from."""
    bases = reversed(model.__mro__)
    return next(b.__name__ for b in bases if name in vars(b).get("__annotations__", {}))
