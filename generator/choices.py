"""Variants of several sections, or of a whole guide: laid out as variants of each section.

Where `variants` that hold sections stand in a guide's list of sections, readers choose one of these
lists. Sections of one title become one section with a tab for each variant, so that every heading
stands once on the page and can be linked; what all variants have in common needs no tabs. This is
done in the data, before the guide's model is made from them: all parts keep their places.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from pydantic import Field

from generator.console import ValueName
from generator.diagnostics import Diagnostic
from generator.schema import Part
from generator.schema_reader import read_part
from generator.text import Label
from generator.yaml_data import Mapping, Sequence

# What is wrong with variants in a section of one of several ways.
WITHIN = "variants within variants"
# What all variants of a section have in common; by these keys they are the same section.
_SHARED = ("title", "id", "side", "optional", "if")
_Key: TypeAlias = tuple[str, ...]
# Where values stand that can differ by environment: keys, and names in texts.
_WITH_VALUES = ("sp", "gives")
_VALUE = re.compile(r"\{\{\s*sp\.(?!name\b)")


class Way(Part):
    """One of several ways through a guide."""

    title: Label = Field(
        description="What readers choose it by, on a tab; tabs with equal titles are linked.",
        examples=["Old console"],
    )
    environment: ValueName | None = Field(
        None,
        description="The environment that this way is for, a name under `environments` in "
        "service-provider.yml: values are shown as they are there.",
        examples=["cloud"],
    )
    sections: list[dict[str, Any]] = Field(
        min_length=1,
        description="The sections of this way; those of one title become one section with tabs.",
        examples=[[{"title": "Create the app", "steps": [{"click": "New app"}]}]],
    )


class Choice(Part):
    """Several ways through a guide, of which each reader takes one."""

    variants: list[Way] = Field(
        min_length=2,
        description="Several ways through these sections, of which each reader takes one.",
        examples=[
            [
                {"title": name, "sections": [{"title": "Start", "steps": [{"click": "New app"}]}]}
                for name in ("Old console", "New console")
            ]
        ],
    )


def lay_out(top: Mapping) -> list[Diagnostic]:
    """Put sections with variants in the place of each choice in a guide; return what is wrong."""
    found: list[Diagnostic] = []
    sections = top.get("sections")
    if not isinstance(sections, Sequence):
        return found
    for index in reversed(range(len(sections))):
        item = sections[index]
        if not _is_choice(item):
            continue
        choice, faults = read_part(Choice, item)
        found += faults
        if choice is None:
            sections.drop(index)
            continue
        put = list(_sections(item["variants"], found))
        sections[index : index + 1] = put
        sections.value_spans[index : index + 1] = [part.span for part in put]
    return found


def _is_choice(item: Any) -> bool:
    ways = item.get("variants") if isinstance(item, Mapping) else None
    return isinstance(ways, Sequence) and any(
        isinstance(way, Mapping) and "sections" in way for way in ways
    )


def _sections(ways: Sequence, found: list[Diagnostic]) -> Iterator[Mapping]:
    """Yield the sections of all ways, those of one title as one."""
    merged: dict[_Key, list[tuple[Mapping, Mapping]]] = {}
    order: list[_Key] = []
    for way in ways:
        keys = _keys(way["sections"])
        _put_in_order(keys, order)
        for key, section in zip(keys, way["sections"], strict=True):
            merged.setdefault(key, []).append((way, section))
    for key in order:
        one, same = merged[key][0][1], merged[key]
        if len(same) == len(ways) and _is_one(same):
            yield one
        else:
            yield _section([_variant(way, section, found) for way, section in same], one)


def _is_one(same: list[tuple[Mapping, Mapping]]) -> bool:
    """Tell whether a section shows the same in each of its ways: values can differ by where."""
    _, one = same[0]
    is_for_all = all("environment" not in way for way, _ in same) or not _shows_values(one)
    return is_for_all and all(section == one for _, section in same)


def _shows_values(node: Any) -> bool:
    """Tell whether a value of the service provider is shown somewhere in data."""
    if isinstance(node, Mapping):
        return any(key in _WITH_VALUES or _shows_values(value) for key, value in node.items())
    if isinstance(node, Sequence):
        return any(map(_shows_values, node))
    return isinstance(node, str) and _VALUE.search(node) is not None


def _keys(sections: list[Mapping]) -> list[_Key]:
    """Return what tells the sections of one way apart; equal ones by how many came before."""
    plain = [tuple(str(section.get(name)) for name in _SHARED) for section in sections]
    return [(*key, str(plain[:number].count(key))) for number, key in enumerate(plain)]


def _put_in_order(keys: list[_Key], order: list[_Key]) -> None:
    """Put the sections of one more way into the order, each before those that follow it there."""
    new: list[_Key] = []
    for key in keys:
        if key not in order:
            new.append(key)
            continue
        position = order.index(key)
        order[position:position] = new
        new = []
    order += new


def _section(variants: list[Mapping], first: Mapping) -> Mapping:
    """Return a section with these variants, and with what they have in common as in the first."""
    made = Mapping(first.source, first.span)
    _move(first, made, _SHARED)
    made["variants"] = Sequence(first.source, first.span)
    made.key_spans["variants"] = made.value_spans["variants"] = first.span
    made["variants"] += variants
    made["variants"].value_spans += [variant.span for variant in variants]
    return made


def _variant(way: Mapping, section: Mapping, found: list[Diagnostic]) -> Mapping:
    """Return what a section is in one way, as one of its variants."""
    made = Mapping(section.source, section.span)
    _move(way, made, ("title", "environment"))
    _move(section, made, [key for key in section if key not in (*_SHARED, "variants")])
    made.broken |= section.broken
    if "variants" in section:
        place = section.source.place(section.key_spans["variants"])
        hint = "give them a section of their own"
        found.append(Diagnostic(place, "schema/value", WITHIN, hint))
        made.broken.add("steps")
    return made


def _move(held: Mapping, to: Mapping, keys: Any) -> None:
    """Put the values of `keys` into another mapping; parts of other files stand where it does."""
    is_same = held.source is to.source
    for key in (key for key in keys if key in held):
        to[key] = held[key]
        to.key_spans[key] = held.key_spans[key] if is_same else to.span
        to.value_spans[key] = held.value_spans[key] if is_same else to.span
