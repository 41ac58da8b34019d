"""Values on their way through a guide: what its steps fill in, speak of, and bring out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.actions import Action
from generator.diagnostics import Place
from generator.fields import FieldValue
from generator.guide import Located, walk
from generator.marks import used
from generator.schema import Part, Path
from generator.service_provider import IDENTITY_PROVIDER_VALUES, ServiceProvider
from generator.steps import SIDES, Side, Step
from generator.surroundings import Surroundings
from generator.text import Label, Text

_FILLING = ("enter", "upload")
_TURNING = {"turn_on": "on", "turn_off": "off"}
_BRINGING = ("copy", "download")


class Filled(NamedTuple):
    """A field that a step fills in, chooses in or turns: its label there, and what goes in.

    `form` tells forms apart: it is how often something was pressed before.
    """

    at: Located
    form: int
    path: Path
    label: str
    value: FieldValue

    @property
    def place(self) -> Place:
        """The place of what goes in."""
        return self.at.step.place(*self.path)

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        """Where on the console it is: fields of one label are others in other places."""
        return tuple((part.kind, part.name) for part in self.at.step.where or [])


class Brought(NamedTuple):
    """A value that a step brings out of a console, under its label there if it has one.

    `how` is the key that brings it, `side` the one whose value it is, None if nobody has one of
    this name.
    """

    at: Located
    path: Path
    how: str
    side: Side | None
    label: str | None
    name: str

    @property
    def place(self) -> Place:
        """The place of the value's name."""
        return self.at.step.place(*self.path)


class Dummy(NamedTuple):
    """A field that takes a dummy, and those of its label in the step that is to replace it.

    `until` is that step, None if the guide has no step of this id. Steps beside it in other
    variants do as well.
    """

    field: Filled
    until: Located | None
    replacing: tuple[Filled, ...]

    @property
    def later(self) -> list[Filled]:
        """Those that come after the dummy, for whatever reader."""
        return [one for one in self.replacing if self.field.at.is_before(one.at)]

    @property
    def is_replaced(self) -> bool:
        """Whether a reader who fills it in comes by one of them later."""
        return any(self.field.at.meets(one.at) for one in self.later)


@dataclass(frozen=True, slots=True)
class Flow:
    """The values' way through a guide, in the reading order.

    `steps` are all that it leads by, `spoken_of` the names in texts.
    """

    steps: tuple[Located, ...]
    filled: tuple[Filled, ...]
    brought: tuple[Brought, ...]
    spoken_of: frozenset[str]

    def entered(self, *sides: Side) -> set[str]:
        """Return the names of the service provider's values that fields take, on these sides."""
        return {
            field.value.sp
            for field in self.filled
            if field.value.sp and field.at.side in (sides or SIDES)
        }

    def chosen(self) -> set[str]:
        """Return the labels of the fields into which readers enter what they choose."""
        return {field.label for field in self.filled if field.value.own is not None}

    def dummies(self, ids: Mapping[str, Step]) -> Iterator[Dummy]:
        """Yield every dummy; `ids` are the steps by their ids."""
        for field in (one for one in self.filled if one.value.until):
            named = ids.get(field.value.until or "")
            until = next((at for at in self.steps if at.step is named), None)
            replacing = (
                one
                for one in self.filled
                if one.label == field.label and not one.value.until and one.at.is_beside(until)
            )
            yield Dummy(field, until, tuple(replacing))


def flow(part: Surroundings, sp: ServiceProvider | None) -> Flow:
    """Follow the values through a guide, or through what a service provider has around it."""
    filled: list[Filled] = []
    brought: list[Brought] = []
    form = 0
    located = tuple(walk(part.procedures()))
    for at in located:
        for action in at.step.actions:
            form += action.kind == "click"
            filled += (Filled(at, form, *field) for field in _fields(action))
        brought += (
            Brought(at, path, how, side_of(name, at.side, sp), label, name)
            for path, how, label, name in _taken(at.step)
        )
    return Flow(located, tuple(filled), tuple(brought), spoken_of(part))


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


def fields(step: Step) -> Iterator[tuple[Path, str, FieldValue]]:
    """Yield every field that a step fills in: its path, its label, and what goes in."""
    for action in step.actions:
        yield from _fields(action)


def _fields(action: Action) -> Iterator[tuple[Path, str, FieldValue]]:
    if action.kind in _FILLING:
        for label, value in action.value.items():
            yield (*action.path, label), label, value
    elif action.kind == "choose":
        for label, option in action.value.items():
            yield (*action.path, label), label, FieldValue(choose=option)
    elif action.kind in _TURNING:
        turned = FieldValue.model_validate({"turn": _TURNING[action.kind]})
        for number, thing in enumerate(action.value):
            yield (*action.path, number), thing.name, turned


def _taken(step: Step) -> Iterator[tuple[Path, str, str | None, str]]:
    """Yield every value that a step brings out: its path, the key, its label, and its name."""
    for action in step.actions:
        if action.kind in _BRINGING:
            for label, name in action.value.items():
                yield (*action.path, label), action.kind, label, name
    for key, label, name in step.given:
        yield ("gives", key), "gives", label, name


def spoken_of(part: Part) -> frozenset[str]:
    """Return the names of the service provider's values that texts in `part` speak of."""
    names = set()
    for _, _, text in part.written.leaves:
        if isinstance(text, Text) and "{{" in text:
            names |= {one.name for one in used(text).names}
    return frozenset(name.removeprefix("sp.") for name in names if name.startswith("sp."))


def brings_metadata_file(step: Step, at: Side, sp: ServiceProvider | None) -> bool:
    """Tell whether a step on the side `at` brings the identity provider's metadata as a file."""
    name = "metadata_xml"
    files = {taken for _, how, _, taken in _taken(step) if how != "copy"}
    return name in files and side_of(name, at, sp) == "idp"
