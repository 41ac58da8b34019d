"""What models are made of: parts of a YAML file that know where they were written."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from functools import cache, cached_property
from typing import Any, ClassVar, NamedTuple, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from generator.diagnostics import Place
from generator.yaml_data import Mapping, Sequence, Span

Path: TypeAlias = tuple[str | int, ...]
JsonSchema: TypeAlias = dict[str, Any]
# What to do where a text, a list or a mapping is empty.
WRITE_SOMETHING = "write something, or leave the key out"


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


class Demand(ABC):
    """Something that is asked of the keys of a part together."""

    @abstractmethod
    def check(self, part: "Part") -> None:
        """Raise `fault` if `part` does not meet it."""

    @abstractmethod
    def schema(self, keys: Collection[str]) -> JsonSchema:
        """Return the JSON Schema of parts with these `keys` that meet it."""


def _say_demands(schema: JsonSchema, model: type["Part"]) -> None:
    """Add to the JSON Schema of a model what is asked of its keys together."""
    if model.demands:
        schema["allOf"] = [demand.schema(schema["properties"]) for demand in model.demands]


class Part(BaseModel):
    """A part of a YAML file that knows where it was written."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, json_schema_extra=_say_demands
    )
    demands: ClassVar[tuple[Demand, ...]] = ()
    # Not a private attribute of pydantic's: those take thirty times as long to read.
    _written: ClassVar[Mapping | None] = None

    @model_validator(mode="wrap")
    @classmethod
    def _keep_places(cls, data: Any, handler: Callable[[Any], Self], info: ValidationInfo) -> Self:
        if isinstance(data, Mapping):
            context = info.context if info.context is not None else {}
            outer = context.get("file", "")
            context["file"] = data.source.name  # a fragment's parts come from another file
            part = handler(data)
            context["file"] = outer
            part.__dict__["_written"] = data
        else:
            part = handler(data)
        for demand in cls.demands:
            demand.check(part)
        return part

    @property
    def is_written(self) -> bool:
        """Whether it was written as a mapping, and not as a bare text that stands for one."""
        return self._written is not None

    @property
    def written_keys(self) -> list[str]:
        """The keys as the writer ordered them."""
        return list(self._written or ())

    @property
    def given_keys(self) -> set[str]:
        """The keys that have a value, also where a bare text stands for one."""
        aliases = _aliases(type(self))
        if aliases.keys().isdisjoint(self.model_fields_set):
            return self.model_fields_set
        return {aliases.get(name, name) for name in self.model_fields_set}

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

    @cached_property
    def written(self) -> "Written":
        """All that is written here or below."""
        found = Written([], [])
        found.add(self)
        return found

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


Leaf: TypeAlias = tuple[Part, Path, Any]


class Written(NamedTuple):
    """What is written in a part or below; with each the nearest part that holds it, and its path.

    `leaves` are the values that are no part, list or mapping, `keys` the keys that are the
    writer's own, such as a label.
    """

    leaves: list[Leaf]
    keys: list[Leaf]

    def add(self, part: Part) -> None:
        """Add all that is written in `part` or below."""
        fields = _field_names(type(part))
        for key in part.written_keys:
            self.add_value(part, (key,), getattr(part, fields[key]))

    def add_value(self, part: Part, path: Path, value: Any) -> None:
        """Add a value, and what is in it; a part is what is in it."""
        if isinstance(value, str):
            self.leaves.append((part, path, value))
        elif isinstance(value, dict):
            for key, item in value.items():
                below = (*path, key)
                self.keys.append((part, below, key))
                self.add_value(part, below, item)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self.add_value(part, (*path, index), item)
        elif not isinstance(value, Part):
            self.leaves.append((part, path, value))
        elif value.is_written:
            self.add(value)
        else:
            # A part that was written as a bare text is that text.
            for name in value.model_fields_set:
                self.add_value(part, path, getattr(value, name))


@cache
def _field_names(model: type[Part]) -> dict[str, str]:
    """Return the names in Python of the keys in YAML."""
    return {field.alias or name: name for name, field in model.model_fields.items()}


@cache
def _aliases(model: type[Part]) -> dict[str, str]:
    """Return the keys in YAML of those names in Python that differ."""
    return {name: field.alias for name, field in model.model_fields.items() if field.alias}


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
