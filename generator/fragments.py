"""Fragments: sections or steps that several guides share, with parameters.

A fragment is expanded in the data, before the guide's model is made from them: its parts keep the
places in their own file, and see the guide's `sp` and `idp`.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from pydantic import Field, SkipValidation

from generator.console import Identifier, ValueName
from generator.demands import SomeOf
from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.schema import Part
from generator.schema_reader import read_part
from generator.steps import Section, Step
from generator.text import Text
from generator.yaml_data import Mapping, Sequence, Source, Span

# What stands in a fragment for a parameter's text, and the lists that can use fragments.
PARAMETER = r"\{\{\s*with\.([A-Za-z0-9_]+)\s*\}\}"
LISTS = ("sections", "steps")
_PARAMETER = re.compile(PARAMETER)


class Given(NamedTuple):
    """What a parameter stands for, and where that is written."""

    text: str
    place: Place | None = None


# Stands for a parameter that nobody has said.
_MISSING = Given("…")


class Use(Part):
    """A place in a list of sections or steps where a fragment stands."""

    use: Identifier = Field(
        description="The fragment to put here: write the name of its file, NAME.fragment.yml, "
        "without the ending.",
        examples=["save-and-test"],
    )
    values: dict[ValueName, Text] = Field(
        default={},
        alias="with",
        description="What the fragment's parameters stand for here: write each parameter and its "
        "text.",
        examples=[{"button": "Save"}],
    )


class Fragment(Part):
    """Sections or steps that several guides share."""

    demands = (SomeOf(LISTS, "this fragment holds nothing", "schema/missing-key"),)
    description: Text = Field(
        description="What the fragment is for, in a sentence for those who write guides.",
        examples=["Every form of this console ends like this."],
    )
    parameters: dict[ValueName, Text] = Field(
        default={},
        description="What a guide has to say where it uses the fragment: write a name for each, "
        "and what it means. In the steps it is written as {{ with.NAME }}.",
        examples=[{"button": "what the form calls Save"}],
    )
    # They can only be read where the fragment is used, with its parameters filled in.
    sections: list[SkipValidation[Section]] | None = Field(
        None,
        min_length=1,
        description="The sections that are put in the place of a use in a list of sections.",
        examples=[[{"title": "Assign users", "steps": [{"click": "{{ with.button }}"}]}]],
    )
    steps: list[SkipValidation[Step]] | None = Field(
        None,
        min_length=1,
        description="The steps that are put in the place of a use in a list of steps.",
        examples=[[{"click": "{{ with.button }}"}]],
    )


# Finds a fragment by its name: its data, read anew, or None.
Find = Callable[[str], tuple[Mapping | None, list[Diagnostic]] | None]


@dataclass
class Expansion:
    """What came of expanding a guide: which fragments' files it uses, and what is wrong."""

    find: Find
    known: Collection[str]
    used: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def expand(self, node: Mapping, within: tuple[str, ...] = ()) -> None:
        """Put fragments in the place of their uses, everywhere below `node`."""
        for key, value in list(node.items()):
            if key in LISTS and isinstance(value, Sequence):
                self._expand_list(key, value, within)
            elif isinstance(value, Mapping):
                self.expand(value, within)
            elif isinstance(value, Sequence):
                for item in value:
                    if isinstance(item, Mapping):
                        self.expand(item, within)

    def _expand_list(self, key: str, items: Sequence, within: tuple[str, ...]) -> None:
        for index in reversed(range(len(items))):
            item = items[index]
            if not isinstance(item, Mapping):
                continue
            if "use" not in item:
                self.expand(item, within)
                continue
            span = items.value_spans[index]
            put = list(self._used(key, item, within))
            items[index : index + 1] = put
            items.value_spans[index : index + 1] = [
                part.span if isinstance(part, Mapping | Sequence) else span for part in put
            ]

    def _used(self, key: str, item: Mapping, within: tuple[str, ...]) -> Iterator[Any]:
        """Yield what stands in the place of one use."""
        use, faults = read_part(Use, item)
        self.diagnostics += faults
        if use is None:
            return
        found = self._find(use, within)
        if found is None:
            return
        top, fragment = found
        values = self._parameters(use, fragment)
        for part in (top[name] for name in LISTS if isinstance(top.get(name), Sequence)):
            self._fill(part, values)
        self.expand(top, (*within, use.use))
        if key in top:
            yield from top[key]
        else:
            message = f'"{use.use}" holds no {key}'
            hint = f"use it in a list of {'steps' if key == 'sections' else 'sections'}"
            self._report(use.place("use"), "fragment/kind", message, hint)

    def _find(self, use: Use, within: tuple[str, ...]) -> tuple[Mapping, Fragment] | None:
        place = use.place("use")
        if use.use in within:
            way = " in ".join(f'"{name}"' for name in (use.use, *reversed(within)))
            self._report(place, "fragment/within-itself", f"{way} would never end")
            return None
        found = self.find(use.use)
        if found is None:
            hint = did_you_mean(use.use, self.known)
            self._report(place, "fragment/unknown", f'no fragment is called "{use.use}"', hint)
            return None
        top, diagnostics = found
        self.diagnostics += (replace(one, used_at=(use.place(),)) for one in diagnostics)
        if top is None:
            return None
        top.source.used_at = use.place()
        self.used.add(top.source.name)
        fragment, faults = read_part(Fragment, top)
        self.diagnostics += faults
        return (top, fragment) if fragment is not None else None

    def _parameters(self, use: Use, fragment: Fragment) -> dict[str, Given]:
        """Return what each parameter of a fragment stands for; report what does not fit."""
        for name, meaning in fragment.parameters.items():
            if name not in use.values:
                hint = f"add with: {{{name}: …}} ({meaning})"
                message = f'"{use.use}" needs "{name}"'
                self._report(use.place("use"), "fragment/parameter", message, hint)
        for name in use.values:
            if name not in fragment.parameters:
                hint = did_you_mean(name, fragment.parameters)
                message = f'"{use.use}" has no parameter "{name}"'
                self._report(use.key_place("with", name), "fragment/parameter", message, hint)
        given = {name: Given(use.values[name], use.place("with", name)) for name in use.values}
        return {str(name): given.get(name, _MISSING) for name in fragment.parameters}

    def _fill(self, node: Mapping | Sequence, values: dict[str, Given]) -> None:
        """Put the values in the place of the parameters, everywhere below `node`."""
        if isinstance(node, Mapping):
            for key in [key for key in node if "{{" in key]:
                filled, span = self._filled(key, node.source, node.key_spans[key], values)
                node.rename(key, filled)
                node.key_spans[filled] = span
        entries: list[tuple[Any, Any]] = list(
            node.items() if isinstance(node, Mapping) else enumerate(node)
        )
        for key, value in entries:
            if isinstance(value, Mapping | Sequence):
                self._fill(value, values)
            elif isinstance(value, str) and "{{" in value:
                span = node.value_spans[key]
                node[key], node.value_spans[key] = self._filled(value, node.source, span, values)

    def _filled(
        self, text: str, source: Source, span: Span, values: dict[str, Given]
    ) -> tuple[str, Span]:
        """Return a text with its parameters filled in; its span tells where the first is said."""
        names = _PARAMETER.findall(text)
        for name in names:
            if name not in values:
                place = source.place_within(span, f"with.{name}")
                hint = did_you_mean(name, values) or f'add "{name}:" under "parameters:"'
                self._report(place, "fragment/parameter", f'"{name}" is no parameter', hint)
        filled = _PARAMETER.sub(lambda match: values.get(match[1], _MISSING).text, text)
        given_at = next((values[name].place for name in names if name in values), None)
        return filled, span._replace(given_at=given_at)

    def _report(self, place: Place, rule: str, message: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(place, rule, message, hint))
