"""Values on their way through a guide: what its steps fill in, speak of, and bring out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import saml_metadata
from generator.diagnostics import Place
from generator.fields import FieldValue
from generator.guide import Guide, Located
from generator.marks import used
from generator.schema import Part, Path
from generator.service_provider import IDENTITY_PROVIDER_VALUES, Placeholder, ServiceProvider
from generator.steps import Side, Step
from generator.text import Label, Text

_FILLING = ("enter", "upload")
_BRINGING = ("copy", "download")


@dataclass(frozen=True, slots=True)
class Filled:
    """A field that a step fills in: its label there, and what goes in."""

    at: Located
    path: Path
    label: str
    value: FieldValue

    @property
    def place(self) -> Place:
        """The place of what goes in."""
        return self.at.step.place(*self.path)


@dataclass(frozen=True, slots=True)
class Brought:
    """A value that a step brings out of a console, under its label there.

    `how` is the key that brings it, `side` the one whose value it is, None if nobody has one of
    this name.
    """

    at: Located
    path: Path
    how: str
    side: Side | None
    label: str
    name: str

    @property
    def place(self) -> Place:
        """The place of the value's name."""
        return self.at.step.place(*self.path)


@dataclass(frozen=True, slots=True)
class Flow:
    """The values' way through a guide, in the reading order; `spoken_of` are the names in texts.

    `placeholders` are those of all values that the guide's page shows.
    """

    filled: tuple[Filled, ...]
    brought: tuple[Brought, ...]
    spoken_of: frozenset[str]
    placeholders: dict[str, Placeholder]

    def entered(self) -> set[str]:
        """Return the names of the service provider's values that fields take."""
        return {field.value.sp for field in self.filled if field.value.sp}

    def offers_metadata(self) -> bool:
        """Tell whether the page has the service provider's metadata: fields take what is in it."""
        return bool(self.entered() & saml_metadata.VALUES)


def flow(guide: Guide, sp: ServiceProvider | None) -> Flow:
    """Follow the values through a guide."""
    filled: list[Filled] = []
    brought: list[Brought] = []
    for at in guide.walk():
        filled += (Filled(at, *field) for field in fields(at.step))
        brought += (
            Brought(at, path, how, side_of(name, at.side, sp), label, name)
            for path, how, label, name in _taken(at.step)
        )
    names = spoken_of(guide)
    shown = {*names, *_shown(filled, brought)}
    placeholders = sp.used_placeholders(shown | spoken_of(sp)) if sp is not None else {}
    return Flow(tuple(filled), tuple(brought), names, placeholders)


def _shown(filled: Sequence[Filled], brought: Sequence[Brought]) -> Iterator[str]:
    """Yield the names of the service provider's values that steps show, or its metadata does."""
    entered = {field.value.sp for field in filled if field.value.sp}
    yield from entered | (saml_metadata.VALUES if entered & saml_metadata.VALUES else set())
    yield from (one.name for one in brought if one.how == "gives" and one.side == "sp")


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
        if action.kind in _FILLING:
            for label, value in action.value.items():
                yield (*action.path, label), label, value


def _taken(step: Step) -> Iterator[tuple[Path, str, str, str]]:
    """Yield every value that a step brings out: its path, the key, its label, and its name."""
    for action in step.actions:
        if action.kind in _BRINGING:
            for label, name in action.value.items():
                yield (*action.path, label), action.kind, label, name
    for label, name in (step.gives or {}).items():
        yield ("gives", label), "gives", label, name


def spoken_of(part: Part) -> frozenset[str]:
    """Return the names of the service provider's values that texts in `part` speak of."""
    names = set()
    for _, _, text in part.leaves:
        if isinstance(text, Text) and "{{" in text:
            names |= {one.name for one in used(text).names}
    return frozenset(name.removeprefix("sp.") for name in names if name.startswith("sp."))


def downloads_metadata(step: Step, at: Side, sp: ServiceProvider | None) -> bool:
    """Tell whether a step on the side `at` downloads the identity provider's metadata."""
    name = "metadata_xml"
    downloads = (action.value.values() for action in step.actions if action.kind == "download")
    return side_of(name, at, sp) == "idp" and any(name in names for names in downloads)
