"""Checks of a lab against the guide that it is for."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, did_you_mean
from generator.guide import Guide
from generator.outline import Outline
from generator.proving.lab import Lab
from generator.proving.plan import Plan
from generator.service_provider import ServiceProvider
from generator.values import flow

if TYPE_CHECKING:
    from generator.fields import FieldValue
    from generator.steps import Procedure, Step

# What a lab says under names of its guide's, and what such a name would be.
_NAMES = {
    "before": "step",
    "after": "step",
    "instead": "step",
    "set": "placeholder",
    "own": "field",
    "ways": "variant",
    "conditions": "condition",
}
_WHY = {
    "step": "no step of the guide has the anchor",
    "placeholder": "the service provider has no placeholder",
    "field": "the guide lets readers choose nothing for",
    "variant": "the guide has no variant",
    "condition": "nothing in the guide depends on",
}


def check(
    lab: Lab, guide: Guide, sp: ServiceProvider, outline: Outline, plan: Plan
) -> Iterator[Diagnostic]:
    """Yield all that a lab says and that its guide has no use for (prove/lab)."""
    known = _Known(guide, sp, outline)
    for key, kind in _NAMES.items():
        names: Collection[str] = lab.settings if key == "set" else getattr(lab, key)
        there = known.of(kind) if names else set()
        for number, name in enumerate(names):
            if name not in there:
                here = isinstance(names, dict)
                place = lab.key_place(key, name) if here else lab.place(key, number)
                hint = did_you_mean(name, there)
                yield Diagnostic(place, "prove/lab", f'{_WHY[kind]} "{name}"', hint)
    yield from _needless(lab, plan)


def _needless(lab: Lab, plan: Plan) -> Iterator[Diagnostic]:
    """Find what is done in place of a step that a browser can do as it is written."""
    for planned in plan.steps:
        if planned.by_lab and not planned.in_words:
            message = f'a browser can do "{planned.id}" as the guide says it'
            hint = 'delete this: write what only the lab does under "before" or "after"'
            yield Diagnostic(lab.key_place("instead", planned.id), "prove/lab", message, hint)


@dataclass(frozen=True)
class _Known:
    """What a guide and its service provider have under names."""

    guide: Guide
    sp: ServiceProvider
    outline: Outline

    def of(self, kind: str) -> set[str]:
        """Return the names of one kind."""
        if kind == "step":
            return set(self.outline.steps())
        if kind == "placeholder":
            return {str(name) for name in self.sp.placeholders}
        if kind == "field":
            return flow(self.guide, self.sp).chosen()
        if kind == "variant":
            variants = (block.procedure.variants or [] for block in self.outline.blocks())
            return {str(one.title) for several in variants for one in several}
        return set(self._conditions())

    def _conditions(self) -> Iterator[str]:
        fields = (one.value for one in flow(self.guide, self.sp).filled)
        parts: list[Procedure | Step | FieldValue] = [*fields, *self.outline.steps().values()]
        parts += (block.procedure for block in self.outline.blocks())
        yield from (part.condition for part in parts if part.condition is not None)
