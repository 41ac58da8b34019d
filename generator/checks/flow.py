"""Checks of the values' way through a guide: brought, then used; entered once; dummies replaced."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.fields import FieldValue
from generator.guide import Guide, Located
from generator.outline import Outline
from generator.service_provider import ServiceProvider
from generator.steps import Step


@dataclass(frozen=True, slots=True)
class Filled:
    """A field that a step fills in: its label there, and what goes in."""

    at: Located
    label: str
    value: FieldValue
    place: Place

    @property
    def position(self) -> tuple[int, int]:
        """Where it stands in the reading order."""
        return _position(self.at)


@dataclass(frozen=True, slots=True)
class Brought:
    """A value that a step brings out of a console, under its label there."""

    position: tuple[int, int]
    label: str
    name: str
    place: Place


def check(guide: Guide, sp: ServiceProvider, outline: Outline) -> Iterator[Diagnostic]:
    """Yield all findings; they only hold for a guide of which nothing was left out."""
    filled, brought = list(_filled(guide)), list(_brought(guide))
    yield from used_before_brought(filled, brought)
    yield from never_used(filled, brought, sp)
    yield from used_before_shown(filled, brought, sp)
    yield from dummies(filled, outline)
    yield from filled_twice(filled)
    yield from name_id_formats(filled, sp)


def _position(at: Located) -> tuple[int, int]:
    """Return where a step stands; variants stand beside each other."""
    return at.section, at.index


def _filled(guide: Guide) -> Iterator[Filled]:
    for at in guide.walk():
        for action in at.step.actions:
            if action.kind in ("enter", "upload"):
                for label, value in action.value.items():
                    yield Filled(at, label, value, at.step.place(*action.path, label))


def _brought(guide: Guide) -> Iterator[Brought]:
    for at in guide.walk():
        for label, name, place in _brought_by(at.step):
            yield Brought(_position(at), label, name, place)


def _brought_by(step: Step) -> Iterator[tuple[str, str, Place]]:
    for action in step.actions:
        if action.kind in ("copy", "download"):
            for label, name in action.value.items():
                yield label, name, step.place(*action.path, label)
    for label, name in (step.gives or {}).items():
        yield label, name, step.place("gives", label)


def used_before_brought(filled: list[Filled], brought: list[Brought]) -> Iterator[Diagnostic]:
    """Find values of the identity provider that no step before has brought."""
    for field in filled:
        name = field.value.idp
        if name and not any(b.name == name and b.position <= field.position for b in brought):
            later = any(b.name == name for b in brought)
            when = "is only copied in a later step" if later else "is copied in no step"
            hint = f"add to a step before: copy: {{LABEL: {name}}}"
            yield Diagnostic(field.place, "value/used-before-brought", f'"{name}" {when}', hint)


def never_used(
    filled: list[Filled], brought: list[Brought], sp: ServiceProvider
) -> Iterator[Diagnostic]:
    """Find values that are brought for nothing: no field takes them, nor the service provider."""
    used = {field.value.idp for field in filled} | {field.value.sp for field in filled}
    for one in brought:
        if sp.receives is not None and one.name not in used | sp.receives.keys():
            message = f'nothing needs "{one.name}", and {sp.name} does not ask for it'
            hint = f'leave it out, or add it to "receives:" of {sp.name}'
            yield Diagnostic(one.place, "value/never-used", message, hint)


def used_before_shown(
    filled: list[Filled], brought: list[Brought], sp: ServiceProvider
) -> Iterator[Diagnostic]:
    """Find values that the service provider shows only after a step, entered before that step."""
    for field in filled:
        name = field.value.sp
        if name not in sp.values or sp.values[name].shown_at is None:
            continue
        if not any(b.name == name and b.position <= field.position for b in brought):
            hint = f"add to a step before: gives: {{LABEL: {name}}}"
            message = f'no step before shows "{name}"'
            yield Diagnostic(field.place, "value/used-before-shown", message, hint)


def dummies(filled: list[Filled], outline: Outline) -> Iterator[Diagnostic]:
    """Find dummies that the step named by `until` does not replace."""
    ids = {
        step: (number, index)
        for number, block in enumerate(outline.sections)
        for group in block.groups
        for index, step in enumerate(group)
    }
    for field in (one for one in filled if one.value.until):
        until = field.value.until or ""
        place = field.value.place("until")
        replaced = [one for one in filled if one.label == field.label and not one.value.until]
        if until not in ids:
            message = f'no step has the id "{until}"'
            yield Diagnostic(place, "value/dummy", message, did_you_mean(until, ids))
        elif not any(ids[until] == one.position > field.position for one in replaced):
            message = f'the step "{until}" does not fill in "{field.label}" afterwards'
            hint = f"add there: enter: {{{field.label}: …}}"
            yield Diagnostic(place, "value/dummy", message, hint)


def filled_twice(filled: list[Filled]) -> Iterator[Diagnostic]:
    """Find fields that a section fills in twice without saying that the first is for now."""
    seen: dict[tuple[int, int, str, str], Filled] = {}
    for field in filled:
        where = str(field.at.step.where)
        first = seen.setdefault((field.at.section, field.at.group, where, field.label), field)
        if first is not field and not first.value.until:
            message = f'"{field.label}" is filled in here and in line {first.place.line}'
            hint = "write for_now: and until: the first time, or say where with in:"
            yield Diagnostic(field.place, "value/filled-twice", message, hint)


def name_id_formats(filled: list[Filled], sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find NameID formats that are not the one that the service provider expects."""
    for field in filled:
        means = field.value.means
        if means and means != sp.saml.name_id_format:
            message = f'"{means}", but {sp.name} expects "{sp.saml.name_id_format}"'
            yield Diagnostic(field.value.place("means"), "value/name-id-format", message)
