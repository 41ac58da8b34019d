"""Values on their way through a guide: what its steps fill in, speak of, and bring out."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Place
from generator.fields import FieldValue
from generator.guide import Guide, Located
from generator.marks import used
from generator.schema import Part, leaves
from generator.service_provider import IDENTITY_PROVIDER_VALUES, ServiceProvider
from generator.steps import Side, Step
from generator.text import Label, Text

_FILLING = ("enter", "upload")
_BRINGING = ("copy", "download")


@dataclass(frozen=True, slots=True)
class Filled:
    """A field that a step fills in: its label there, and what goes in."""

    at: Located
    label: str
    value: FieldValue
    place: Place


@dataclass(frozen=True, slots=True)
class Brought:
    """A value that a step brings out of a console, under its label there.

    `how` is the key that brings it, `side` the one whose value it is.
    """

    at: Located
    how: str
    side: Side
    label: str
    name: str
    place: Place


def side_of(name: str, at: Side, sp: ServiceProvider | None) -> Side | None:
    """Return whose value is called `name` at a step on the side `at`; None if nobody's.

    A name that both sides have is that of the side where the step is.
    """
    owners: list[Side] = []
    if name in IDENTITY_PROVIDER_VALUES:
        owners.append("idp")
    if sp is not None and sp.may_have(name):
        owners.append("sp")
    return at if at in owners else next(iter(owners), None)


def meaning(name: str, side: Side, sp: ServiceProvider | None) -> str:
    """Return what the value called `name` of the side `side` is, in words for readers."""
    value = sp.values.get(Label(name)) if side == "sp" and sp is not None else None
    if value is not None:
        return value.label
    return IDENTITY_PROVIDER_VALUES.get(name, name)


def fields(step: Step) -> Iterator[tuple[str, FieldValue, Place]]:
    """Yield every field that a step fills in: its label, what goes in, and its place."""
    for action in step.actions:
        if action.kind in _FILLING:
            for label, value in action.value.items():
                yield label, value, step.place(*action.path, label)


def taken(step: Step) -> Iterator[tuple[str, str, str, Place]]:
    """Yield every value that a step brings out: the key, its label, its name, and its place."""
    for action in step.actions:
        if action.kind in _BRINGING:
            for label, name in action.value.items():
                yield action.kind, label, name, step.place(*action.path, label)
    for label, name in (step.gives or {}).items():
        yield "gives", label, name, step.place("gives", label)


def filled(guide: Guide) -> Iterator[Filled]:
    """Yield every field that a guide fills in, in the reading order."""
    for at in guide.walk():
        for label, value, place in fields(at.step):
            yield Filled(at, label, value, place)


def brought(guide: Guide, sp: ServiceProvider | None) -> Iterator[Brought]:
    """Yield every value that a guide brings out, in the reading order; unknown names not."""
    for at in guide.walk():
        for how, label, name, place in taken(at.step):
            side = side_of(name, at.side, sp)
            if side is not None:
                yield Brought(at, how, side, label, name, place)


def spoken_of(part: Part) -> set[str]:
    """Return the names of the service provider's values that texts in `part` speak of."""
    names = set()
    for _, _, text in leaves(part):
        if isinstance(text, Text) and "{{" in text:
            names |= {one.name for one in used(text).names}
    return {name.removeprefix("sp.") for name in names if name.startswith("sp.")}
