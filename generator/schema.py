"""Plain data with places -> pydantic models, and every fault of the data at once."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, ClassVar, Self, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.yaml_data import Mapping, Sequence, Source, Span

Path: TypeAlias = tuple[str | int, ...]
_ROUNDS = 100
_STAND_IN = "…"
# What pydantic says should be there, in a writer's words.
_WANTED = {
    "a valid string": "a text",
    "a valid dictionary": "a mapping (key: value)",
    "a valid integer": "a whole number",
    "a valid boolean": "true or false",
    "a valid date or datetime": "a day (YYYY-MM-DD)",
}


def fault(rule: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error that a model's validator raises to break `rule` at its value."""
    # Not as the error's own message, in which pydantic would fill in what stands in braces.
    return PydanticCustomError(
        "handrail", "broken rule", {"rule": rule, "message": message, "hint": hint}
    )


class Part(BaseModel):
    """A part of a YAML file that knows where it was written."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    # Not a private attribute of pydantic's: those take thirty times as long to read.
    _written: ClassVar[Mapping | None] = None

    @model_validator(mode="wrap")
    @classmethod
    def _keep_places(cls, data: Any, handler: Callable[[Any], Self], info: ValidationInfo) -> Self:
        if not isinstance(data, Mapping):
            return handler(data)
        context = info.context if info.context is not None else {}
        outer = context.get("file", "")
        context["file"] = data.source.name  # a fragment's parts come from another file
        part = handler(data)
        context["file"] = outer
        part.__dict__["_written"] = data
        return part

    @property
    def written_keys(self) -> list[str]:
        """The keys as the writer ordered them."""
        return list(self._written or ())

    @property
    def is_whole(self) -> bool:
        """Whether nothing of this part itself was left out because of a fault."""
        return self._written is None or not self._written.broken

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

    def key_place(self, *path: str) -> Place:
        """Return the place of the key at the end of `path`."""
        node = descend(self._written, path[:-1])
        if isinstance(node, Mapping) and path[-1] in node.key_spans:
            return node.source.place(node.key_spans[path[-1]])
        return self.place(*path[:-1])

    def _reach(self, path: Path) -> tuple[Mapping | Sequence | None, Span]:
        return _reach(self._written, path)


def leaves(part: Part) -> Iterator[tuple[Part, Path, Any]]:
    """Yield every value written in `part` or below that is no part, list or mapping.

    With each comes the nearest part that holds it and its path from there.
    """
    fields = _field_names(type(part))
    for key in part.written_keys:
        yield from _leaves_of(part, (key,), getattr(part, fields[key]))


@cache
def _field_names(model: type[Part]) -> dict[str, str]:
    """Return the names in Python of the keys in YAML."""
    return {field.alias or name: name for name, field in model.model_fields.items()}


def _leaves_of(part: Part, path: Path, value: Any) -> Iterator[tuple[Part, Path, Any]]:
    if isinstance(value, Part):
        yield from leaves(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves_of(part, (*path, key), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves_of(part, (*path, index), item)
    else:
        yield part, path, value


P = TypeVar("P", bound=Part)


def read_part(model: type[P], top: Mapping) -> tuple[P | None, list[Diagnostic]]:
    """Turn `top` into a `model`, leaving out what is wrong.

    Returns the part made from what is right (None if that is not enough for one) and a diagnostic
    for everything that is wrong. `top` itself loses the wrong pieces.
    """
    diagnostics = list(_nothing(top))
    for attempt in range(_ROUNDS):
        try:
            return model.model_validate(top, context={"file": top.source.name}), diagnostics
        except ValidationError as error:
            details = error.errors(include_url=False)
            if attempt == 0 or not diagnostics:  # later faults only come from what was left out
                diagnostics += _diagnostics(top, model, details)
            if not _prune(top, details):
                break
    return None, diagnostics


def _nothing(node: Mapping | Sequence) -> Iterator[Diagnostic]:
    """Report keys and items without a value, and take them out."""
    entries = list(node.items()) if isinstance(node, Mapping) else list(enumerate(node))
    for key, value in reversed(entries):
        if isinstance(value, Mapping | Sequence):
            yield from _nothing(value)
        elif value is None:
            what = f'"{key}" has no value' if isinstance(node, Mapping) else "an item has no value"
            place = node.source.place(node.value_spans[key])
            hint = "write something, or leave it out"
            yield Diagnostic(place, "schema/empty", what, hint)
            node.drop(key)


def _diagnostics(top: Mapping, model: type[Part], details: list[ErrorDetails]) -> list[Diagnostic]:
    found, seen = [], set()
    for detail in sorted(details, key=lambda detail: detail["type"] == "missing"):
        path = _real_path(top, detail["loc"])
        holder = descend(top, path)
        if _follows(detail, holder):
            continue  # what seems to be missing was there, and was reported where it was read
        if detail["type"] not in ("missing", "extra_forbidden") and path in seen:
            continue  # each member of a union complains
        seen.add(path)
        found.append(_diagnostic(top, path, detail, known_keys(model, detail["loc"])))
    return found


def _follows(detail: ErrorDetails, holder: Any) -> bool:
    """Tell whether a fault only comes from what was left out of `holder`."""
    broken = holder.broken if isinstance(holder, Mapping | Sequence) else set()
    if detail["type"] == "missing" and "" not in broken:
        return detail["loc"][-1] in broken
    return bool(broken) and not detail["type"].endswith(("_forbidden", "_type"))


def _diagnostic(top: Mapping, path: Path, detail: ErrorDetails, known: list[str]) -> Diagnostic:
    node, span = _reach(top, path)
    source = (node if node is not None else top).source
    last, kind = detail["loc"][-1] if detail["loc"] else "", detail["type"]
    if kind == "handrail":
        context = detail["ctx"]
        message = context["message"]
        return Diagnostic(source.place(span), context["rule"], message, context["hint"])
    if kind == "extra_forbidden":
        key = str(last)
        holder, hint = descend(top, path[:-1]), did_you_mean(key, known)
        place = source.place(span)
        if isinstance(holder, Mapping):
            place = source.place(holder.key_spans[key])
            holder.broken |= {name for name in known if hint == f'did you mean "{name}"?'}
        return Diagnostic(place, "schema/unknown-key", f'"{key}" is not known here', hint)
    if kind == "missing":
        return Diagnostic(source.place(span), "schema/missing-key", f'"{last}" is missing')
    return _of_value(source, span, detail)


def _of_value(source: Source, span: Span, detail: ErrorDetails) -> Diagnostic:
    found, kind = _called(detail["input"]), detail["type"]
    context = detail.get("ctx", {})
    place = source.place(span)
    if kind in ("literal_error", "enum"):
        allowed = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        hint = did_you_mean(str(detail["input"]), allowed)
        return Diagnostic(place, "schema/value", f"{found} is not allowed here", hint)
    if kind.endswith("too_short") or detail["input"] is None:
        hint = "write something, or leave the key out"
        return Diagnostic(place, "schema/empty", "nothing is written here", hint)
    if kind.endswith(("_type", "_parsing")):
        wanted = detail["msg"].removeprefix("Input should be ").partition(",")[0]
        wanted = _WANTED.get(wanted, wanted.replace("a valid ", "a "))
        wanted = "a mapping (key: value)" if "dictionary or" in wanted else wanted
        quote = " (put it in quotes)" if isinstance(detail["input"], bool) else ""
        message = f"{found} stands where {wanted} belongs{quote}"
        return Diagnostic(place, "schema/type", message)
    return Diagnostic(place, "schema/value", f"{found}: {detail['msg']}")


def _called(value: Any) -> str:
    """Say what a value is, in a writer's words."""
    if isinstance(value, bool):
        return f"the word {str(value).lower()}"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f'"{value}"'


def _real_path(top: Mapping, location: Path) -> Path:
    """Return the part of pydantic's location that leads through the data.

    Locations also hold names of union members and validators, which are no keys.
    """
    node: Any = top
    path: list[str | int] = []
    for element in location:
        known = (isinstance(node, dict) and element in node) or (
            isinstance(node, list) and isinstance(element, int) and element < len(node)
        )
        if known:
            path.append(element)
            node = node[element]
    return tuple(path)


def descend(node: Any, path: Path) -> Any:
    """Return what stands at `path` below `node`, or the last thing on the way to it."""
    for element in path:
        try:
            node = node[element]
        except (KeyError, IndexError, TypeError):
            break
    return node


def _reach(top: Mapping | None, path: Path) -> tuple[Mapping | Sequence | None, Span]:
    """Return the container that holds what stands at `path`, and its span."""
    node: Any = top
    holder: Mapping | Sequence | None = top
    span = top.span if top is not None else Span(1, 1, 0, 0)
    for element in path:
        spans: Any = node.value_spans if isinstance(node, Mapping | Sequence) else None
        if spans is None or not _holds(node, element):
            break
        holder, span, node = node, spans[element], node[element]
    return holder, span


def _holds(node: Any, element: str | int) -> bool:
    if isinstance(node, Mapping):
        return element in node
    return isinstance(element, int) and element < len(node)


def _prune(top: Mapping, details: list[ErrorDetails]) -> bool:
    """Take what is wrong out of `top`; tell whether that was possible."""
    paths = set()
    for detail in details:
        path = _real_path(top, detail["loc"])
        if path:
            paths.add(path)
        elif detail["type"] != "missing" or detail["loc"][0] in top.broken:
            return False
        else:
            # The other faults of the file can still be found with something in its place.
            top[str(detail["loc"][0])] = _STAND_IN
    # From the back, so that indexes of list items stay true.
    for path in sorted(paths, key=lambda path: [str(e).zfill(6) for e in path], reverse=True):
        holder = descend(top, path[:-1])
        if isinstance(holder, Mapping | Sequence) and _holds(holder, path[-1]):
            holder.drop(path[-1])  # type: ignore[arg-type]
    return True


def known_keys(model: type[Part], location: Path) -> list[str]:
    """Return the keys that the part around `location` may have."""
    current: type[Part] = model
    for element in location[:-1]:
        for candidate in _parts_in(current, element):
            current = candidate
    return sorted(field.alias or name for name, field in current.model_fields.items())


def _parts_in(model: type[Part], key: str | int) -> Iterator[type[Part]]:
    """Yield the part that the field called `key` holds, directly or inside a list or mapping."""
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            yield from _parts_of(field.annotation)


def _parts_of(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _parts_of(argument)
