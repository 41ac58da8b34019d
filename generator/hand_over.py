"""What a guide's reader enters, what they take along, and where they have it from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import saml_metadata, values
from generator.placeholders import Placeholder
from generator.service_provider import ServiceProvider
from generator.values import Flow

# How a value was taken, by the key that brings it.
_HOW = {"copy": "that you copied", "download": "that you downloaded", "gives": ""}


@dataclass(frozen=True, slots=True)
class Entered:
    """A value of the service provider that a guide's reader enters under a console's label."""

    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A value of the identity provider that a guide's reader takes along."""

    label: str | None
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the reader has a value from: how it was taken, and its label if there is one only."""

    how: str
    label: str | None


def entered(flow: Flow, sp: ServiceProvider | None) -> Iterator[Entered]:
    """Yield what the reader enters at the identity provider, each label once."""
    seen = set()
    for field in flow.filled:
        name = field.value.sp
        if field.at.side == "idp" and name is not None and sp is not None and name in sp.values:
            if (field.label, name) not in seen:
                yield Entered(field.label, name)
            seen.add((field.label, name))


def taken_along(flow: Flow) -> Iterator[Taken]:
    """Yield what the reader takes along to the service provider, each value once.

    What a step there has entered already is not among them.
    """
    seen: set[str | None] = {field.value.idp for field in flow.filled if field.at.side == "sp"}
    for one in flow.brought:
        if one.side == "idp" and one.name not in seen:
            seen.add(one.name)
            yield Taken(one.label, one.name, values.meaning(one.name, "idp", None))


def sources(flow: Flow) -> dict[str, Source]:
    """Return where the reader has each value of the identity provider from."""
    found: dict[str, list[values.Brought]] = {}
    for one in flow.brought:
        if one.side == "idp":
            found.setdefault(one.name, []).append(one)
    return {name: _source(several) for name, several in found.items()}


def _source(several: Sequence[values.Brought]) -> Source:
    """Return what is the same for all the ways by which one value is brought."""
    hows, labels = {one.how for one in several}, {one.label for one in several}
    how = _HOW[hows.pop()] if len(hows) == 1 else "that you took with you"
    return Source(how, labels.pop() if len(labels) == 1 else None)


def placeholders(flow: Flow, sp: ServiceProvider | None) -> dict[str, Placeholder]:
    """Return the placeholders of all values that a guide's page shows."""
    if sp is None:
        return {}
    given = {one.name for one in flow.brought if one.how == "gives" and one.side == "sp"}
    in_metadata = saml_metadata.VALUES if offers_metadata(flow, sp) else set()
    shown = flow.entered() | given | in_metadata | flow.spoken_of | values.spoken_of(sp)
    return sp.used_placeholders(shown)


def offers_metadata(flow: Flow, sp: ServiceProvider) -> bool:
    """Tell whether a guide's page has the service provider's metadata: fields take it, or parts."""
    return not flow.entered().isdisjoint(saml_metadata.VALUES | saml_metadata.files(sp))
