"""What models are made of: parts of a YAML file that know where they were written."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, ClassVar, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from generator.diagnostics import Place
from generator.yaml_data import Mapping, Sequence, Span

Path: TypeAlias = tuple[str | int, ...]


def fault(
    rule: str, message: str, hint: str = "", place: Place | None = None
) -> PydanticCustomError:
    """Return the error that a model's validator raises to break `rule`.

    It is at the value that is validated, unless the validator knows the `place` inside it.
    """
    # Not as the error's own message, in which pydantic would fill in what stands in braces.
    return PydanticCustomError(
        "handrail",
        "broken rule",
        {"rule": rule, "message": message, "hint": hint, "place": place},
    )


class Part(BaseModel):
    """A part of a YAML file that knows where it was written."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    # Not a private attribute of pydantic's: those take thirty times as long to read.
    _written: ClassVar[Mapping | None] = None

    @model_validator(mode="wrap")
    @classmethod
    def _keep_places(cls, data: Any, handler: Callable[[Any], Self]) -> Self:
        part = handler(data)
        if isinstance(data, Mapping):
            part.__dict__["_written"] = data
        return part

    @property
    def is_written(self) -> bool:
        """Whether it was written as a mapping, and not as a bare text that stands for one."""
        return self._written is not None

    @property
    def written_keys(self) -> list[str]:
        """The keys as the writer ordered them."""
        return list(self._written or ())

    def left_out(self, *path: str) -> set[str]:
        """Return the keys of the mapping at `path` that were left out because of a fault.

        With "" among them it can be any.
        """
        node: Any = self._written
        for key in path:
            if not isinstance(node, Mapping) or key not in node:
                return {""} if isinstance(node, Mapping) and key in node.broken else set()
            node = node[key]
        return node.broken if isinstance(node, Mapping) else set()

    def place(self, *path: str | int) -> Place:
        """Return the place of the value at `path`, of the nearest part above it if there is none.

        A last string in `path` that is not a key of its mapping leads to that mapping.
        """
        node, span = self._reach(path)
        return node.source.place(span) if node is not None else Place("")

    def place_within(self, path: Path, wanted: str) -> Place:
        """Return the place of `wanted` inside the text at `path`."""
        node, span = self._reach(path)
        return node.source.place_within(span, wanted) if node is not None else Place("")

    def place_at(self, path: Path, text: str, start: int) -> Place:
        """Return the place of what is at `start` in `text`, which is written at `path`."""
        node, span = self._reach(path)
        return node.source.place_at(span, text, start) if node is not None else Place("")

    def key_place(self, *path: str | int, start: int = 0) -> Place:
        """Return the place of the key at the end of `path`, or of what is at `start` in it."""
        node, key = descend(self._written, path[:-1]), str(path[-1])
        if isinstance(node, Mapping) and key in node.key_spans:
            span = node.key_spans[key]
            return node.source.place_at(span, key, start) if start else node.source.place(span)
        return self.place(*path[:-1])

    def _reach(self, path: Path) -> tuple[Mapping | Sequence | None, Span]:
        return reach(self._written, path)


def leaves(part: Part) -> Iterator[tuple[Part, Path, Any]]:
    """Yield every value written in `part` or below that is no part, list or mapping.

    With each comes the nearest part that holds it and its path from there.
    """
    return (found for found in _values(part) if not isinstance(found[2], dict | list))


def keys(part: Part) -> Iterator[tuple[Part, Path, str]]:
    """Yield every key in `part` or below that is the writer's own, such as a label.

    With each comes the nearest part that holds it and its path from there.
    """
    for holder, path, value in _values(part):
        if isinstance(value, dict):
            yield from ((holder, (*path, key), key) for key in value)


def _values(part: Part) -> list[tuple[Part, Path, Any]]:
    """Return every value in a part, and what is in it; parts are frozen, so that it is kept."""
    kept: list[tuple[Part, Path, Any]] | None = part.__dict__.get("_values")
    if kept is None:
        kept = part.__dict__["_values"] = []
        _add_values(part, kept)
    return kept


def _add_values(part: Part, found: list[tuple[Part, Path, Any]]) -> None:
    fields = _field_names(type(part))
    for key in part.written_keys:
        _add_value(part, (key,), getattr(part, fields[key]), found)


@cache
def _field_names(model: type[Part]) -> dict[str, str]:
    """Return the names in Python of the keys in YAML."""
    return {field.alias or name: name for name, field in model.model_fields.items()}


def _add_value(part: Part, path: Path, value: Any, found: list[tuple[Part, Path, Any]]) -> None:
    """Add a value and what is in it; a part is what is in it."""
    if not isinstance(value, Part):
        found.append((part, path, value))
        for key, item in _entries(value):
            _add_value(part, (*path, key), item, found)
    elif value.is_written:
        _add_values(value, found)
    else:
        # A part that was written as a bare text is that text.
        for name in value.model_fields_set:
            _add_value(part, path, getattr(value, name), found)


def _entries(value: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def descend(node: Any, path: Path) -> Any:
    """Return what stands at `path` below `node`, or the last thing on the way to it."""
    for element in path:
        try:
            node = node[element]
        except (KeyError, IndexError, TypeError):
            break
    return node


def reach(top: Mapping | None, path: Path) -> tuple[Mapping | Sequence | None, Span]:
    """Return the container that holds what stands at `path`, and its span."""
    node: Any = top
    holder: Mapping | Sequence | None = top
    span = top.span if top is not None else Span(1, 1, 0, 0)
    for element in path:
        spans: Any = node.value_spans if isinstance(node, Mapping | Sequence) else None
        if spans is None or not holds(node, element):
            break
        holder, span, node = node, spans[element], node[element]
    return holder, span


def holds(node: Any, element: str | int) -> bool:
    """Tell whether a mapping or a sequence has something at `element`."""
    if isinstance(node, Mapping):
        return element in node
    return isinstance(element, int) and element < len(node)
