"""Plain data with places -> models, and every fault of the data at once."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, did_you_mean
from generator.schema import WRITE_SOMETHING, Part, Path, descend, holds, reach
from generator.schema_slips import known_key, may_be_text, meant, without_ending
from generator.yaml_data import Mapping, Sequence, Source, Span, Words
from generator.yaml_mends import Slip, diagnose

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
# Which of these writers mistake for one another: see `schema_slips`.
_MISTAKEN = {
    "a text": "text",
    "a list": "list",
    "a mapping (key: value)": "mapping",
    "a day (YYYY-MM-DD)": "day",
}

P = TypeVar("P", bound=Part)


def read_part(model: type[P], top: Mapping) -> tuple[P | None, list[Diagnostic]]:
    """Turn `top` into a `model`, leaving out what is wrong.

    Returns the part made from what is right (None if that is not enough for one) and a diagnostic
    for everything that is wrong. `top` itself loses the wrong pieces.
    """
    diagnostics = list(_nothing(top, model, ()))
    replaced: set[str] = set()
    for attempt in range(_ROUNDS):
        try:
            return model.model_validate(top, context={"file": top.source.name}), diagnostics
        except ValidationError as error:
            details = error.errors(include_url=False)
            if attempt == 0 or not diagnostics:  # later faults only come from what was left out
                written = [d for d in details if not replaced & set(_real_path(top, d["loc"])[:1])]
                diagnostics += _diagnostics(top, model, written)
            if not _prune(top, details, replaced):
                break
    return None, diagnostics


def _nothing(node: Mapping | Sequence, model: type[Part], path: Path) -> Iterator[Diagnostic]:
    """Report keys and items without a value, at `path` or below, and take them out."""
    entries = list(node.items()) if isinstance(node, Mapping) else list(enumerate(node))
    for key, value in reversed(entries):
        below = (*path, key)
        if isinstance(value, Mapping | Sequence):
            yield from _nothing(value, model, below)
        elif value is None:
            what = f'"{key}" has no value' if isinstance(node, Mapping) else "an item has no value"
            # Not the span's own line: an empty value at the end can be said to be below it.
            place = node.source.place_of(node.value_spans[key].start)
            instead = _instead(node, key, may_be_left_out=key not in _required_keys(model, below))
            yield Diagnostic(place, "schema/empty", what, f"write something{instead}")
            node.drop(key)


def _instead(node: Mapping | Sequence, key: Any, *, may_be_left_out: bool) -> str:
    """Return what else can be done where a key or an item has no value."""
    source = node.source
    line = source.line_at(node.value_spans[key].start)
    below = next(source.lines_below(line), None)
    if isinstance(node, Mapping) and below is not None:
        word = re.compile(r"\w*").match(source.text, below.entry)
        is_beside = below.entry - below.start == line.entry - line.start
        if is_beside and word is not None and not source.words.has(word[0]):
            return ", or indent what belongs to it further"
    return ", or leave it out" if may_be_left_out else ""


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
        found.append(_diagnostic(top, path, detail, model))
    return found


def _follows(detail: ErrorDetails, holder: Any) -> bool:
    """Tell whether a fault only comes from what was left out of `holder`."""
    broken = holder.broken if isinstance(holder, Mapping | Sequence) else set()
    if detail["type"] == "missing" and "" not in broken:
        return detail["loc"][-1] in broken
    return bool(broken) and not detail["type"].endswith(("_forbidden", "_type"))


def _diagnostic(top: Mapping, path: Path, detail: ErrorDetails, model: type[Part]) -> Diagnostic:
    node, span = reach(top, path)
    source = (node if node is not None else top).source
    last, kind = detail["loc"][-1] if detail["loc"] else "", detail["type"]
    if kind == "handrail":
        context = detail["ctx"]
        place = context["place"] or source.place(span)
        mend = without_ending(source, span, descend(top, path))
        if mend is not None:
            return diagnose(source, Slip(context["rule"], span.start, context["message"], mend))
        return Diagnostic(place, context["rule"], context["message"], context["hint"])
    if kind == "extra_forbidden":
        key, known = str(last), known_keys(model, detail["loc"])
        holder, meant_key = descend(top, path[:-1]), known_key(key, descend(top, path), known)
        hint = f'did you mean "{meant_key}"?' if meant_key else did_you_mean(key, known)
        place = source.place(span)
        if isinstance(holder, Mapping):
            place = source.place(holder.key_spans[key])
            if not hint and may_be_text(source, holder.key_spans[key]):
                hint = "indent it like the text above, if it goes on with that"
            holder.broken |= {name for name in known if hint == f'did you mean "{name}"?'}
        return Diagnostic(place, "schema/unknown-key", f'"{key}" is not known here', hint)
    if kind == "missing":
        return Diagnostic(source.place(span), "schema/missing-key", f'"{last}" is missing')
    return _of_value(source, span, detail, _keys_within(model, detail["loc"]))


def _of_value(source: Source, span: Span, detail: ErrorDetails, known: list[str]) -> Diagnostic:
    found, kind = _called(detail["input"]), detail["type"]
    context = detail.get("ctx", {})
    place = source.place(span)
    if kind in ("literal_error", "enum"):
        allowed = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        hint = did_you_mean(str(detail["input"]), allowed)
        return Diagnostic(place, "schema/value", f"{found} is not allowed here", hint)
    if kind == "too_short" and context["actual_length"]:
        least, actual = context["min_length"], context["actual_length"]
        message = f"{actual} where at least {least} belong"
        return Diagnostic(place, "schema/value", message)
    if kind.endswith("too_short") or detail["input"] is None:
        return Diagnostic(place, "schema/empty", "nothing is written here", WRITE_SOMETHING)
    if kind.endswith(("_type", "_parsing")):
        wanted = detail["msg"].removeprefix("Input should be ").partition(",")[0]
        wanted = _WANTED.get(wanted, wanted.replace("a valid ", "a "))
        wanted = "a mapping (key: value)" if "dictionary or" in wanted else wanted
        quote = " (put it in quotes)" if isinstance(detail["input"], bool) else ""
        message = f"{found} stands where {wanted} belongs{quote}"
        kind = _MISTAKEN.get(wanted, "")
        slip = meant(source, span, detail["input"], kind, frozenset(known)) or Slip(
            "schema/type", span.start, ""
        )
        return diagnose(source, slip._replace(message=slip.message or message))
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


def _prune(top: Mapping, details: list[ErrorDetails], replaced: set[str]) -> bool:
    """Take what is wrong out of `top`; tell whether that was possible.

    `replaced` are the keys that something else was put in the place of, each once.
    """
    paths = set()
    for detail in details:
        path = _real_path(top, detail["loc"])
        if path:
            paths.add(path)
        elif detail["type"] != "missing" or detail["loc"][0] in replaced:
            return False
        else:
            # The other faults of the file can still be found with something in its place.
            key = str(detail["loc"][0])
            replaced.add(key)
            top[key] = _STAND_IN
            top.value_spans.setdefault(key, top.span)
    # From the back, so that indexes of list items stay true.
    for path in sorted(paths, key=lambda path: [str(e).zfill(6) for e in path], reverse=True):
        holder = descend(top, path[:-1])
        if isinstance(holder, Mapping | Sequence) and holds(holder, path[-1]):
            holder.drop(path[-1])  # type: ignore[arg-type]
    return True


@cache
def words(models: tuple[type[Part], ...], kinds: frozenset[str] = frozenset()) -> Words:
    """Return the words that a file of these models is written with; `kinds` as `Words` has them."""
    parts, new = {*models}, {*models}
    while new:
        new = {part for one in new for key in one.model_fields for part in _parts_in(one, key)}
        new -= parts
        parts |= new
    keys = frozenset(map(_keys_of, parts))
    return Words(frozenset().union(*keys), kinds, keys)


def known_keys(model: type[Part], location: Path) -> list[str]:
    """Return the keys that the part around `location` may have."""
    return sorted(_keys_of(_part_around(model, location)))


def _required_keys(model: type[Part], location: Path) -> frozenset[str]:
    """Return the keys that the part around `location` must have."""
    fields = _part_around(model, location).model_fields.items()
    return frozenset(field.alias or name for name, field in fields if field.is_required())


def _part_around(model: type[Part], location: Path) -> type[Part]:
    current = model
    for element in location[:-1]:
        for candidate in _parts_in(current, element):
            current = candidate
    return current


def _keys_of(part: type[Part]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in part.model_fields.items())


def _keys_within(model: type[Part], location: Path) -> list[str]:
    """Return the keys that a part at `location`, or in a list there, may have; none without one."""
    around, within = known_keys(model, location), known_keys(model, (*location, ""))
    return within if within != around or isinstance(location[-1], int) else []


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
