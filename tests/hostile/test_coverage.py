"""No text key is forgotten: who adds one to a model has to add it to the data as well."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from generator import reader
from generator.actions import Actions
from generator.guide import Guide
from generator.schema import Part
from generator.service_provider import ServiceProvider
from generator.text import Line
from tests.hostile.pages import DATA, GUIDE, PROVIDER, filled

REFUSING = tuple(
    f"{name}.{kind}" for name in ("refused", "unknown") for kind in (GUIDE[11:], PROVIDER)
)


def _types(annotation: Any) -> Iterator[type]:
    """Yield all types that an annotation is made of."""
    if isinstance(annotation, type):
        yield annotation
    for argument in get_args(annotation):
        yield from _types(argument)


def _text_keys(model: type[Part], seen: set[type[Part]]) -> Iterator[tuple[str, str]]:
    """Yield the model and the name of every key that holds a text, in a model and below."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        for found in _types(field.annotation):
            if issubclass(found, Line):
                yield _name(model), field.alias or name
            elif issubclass(found, Part):
                yield from _text_keys(found, seen)


def _name(model: type[Part]) -> str:
    # A step is one of several actions itself.
    return "Step" if model is Actions else model.__name__


def _parts(value: Any) -> Iterator[Part]:
    """Yield every part in a value."""
    if isinstance(value, Part):
        yield value
        value = [getattr(value, name) for name in type(value).model_fields]
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, Part | list | dict):
            yield from _parts(item)


def _written(file: str, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Yield the model and the name of every key in a file of data."""
    path = tmp_path / file
    path.write_text(filled(file, lambda word: word), encoding="utf-8")
    read = reader.read_guide if file == GUIDE else reader.read_service_provider
    part = read(path, file).model
    assert part is not None
    for holder in _parts(part):
        yield from ((_name(type(holder)), key) for key in holder.written_keys)


def _refused(data: Any) -> Iterator[str]:
    """Yield the name of every key that something hostile stands behind."""
    for key, value in data.items() if isinstance(data, dict) else ():
        inside = value if isinstance(value, list | dict) else [value]
        if "textword" in inside:
            yield key
    for below in (data.values() if isinstance(data, dict) else data) or ():
        if isinstance(below, list | dict):
            yield from _refused(below)


# The steps of a service provider are those of a guide.
@pytest.mark.parametrize(
    ("model", "files"), [(Guide, (GUIDE,)), (ServiceProvider, (PROVIDER, GUIDE))]
)
def test_every_text_key_is_in_the_data(
    model: type[Part], files: tuple[str, ...], tmp_path: Path
) -> None:
    refused = {
        key
        for name in REFUSING
        for key in _refused(yaml.load((DATA / name).read_text("utf-8"), yaml.BaseLoader))  # noqa: S506
    }
    wanted = {key for key in _text_keys(model, set()) if key[1] not in refused}
    assert len(wanted) >= 10
    written = {key for file in files for key in _written(file, tmp_path)}
    assert wanted - written == set()
