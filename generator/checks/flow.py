"""Checks of the values' way through a guide: brought, then used; entered once; dummies replaced."""

from collections.abc import Iterator

from generator import values
from generator.diagnostics import Diagnostic, did_you_mean
from generator.guide import Guide
from generator.outline import Outline
from generator.service_provider import IDENTITY_PROVIDER_VALUES, ServiceProvider
from generator.steps import Side
from generator.values import Brought, Filled


def check(guide: Guide, sp: ServiceProvider, outline: Outline) -> Iterator[Diagnostic]:
    """Yield all findings; they only hold for a guide of which nothing was left out."""
    filled, brought = list(values.filled(guide)), list(values.brought(guide, sp))
    yield from used_before_brought(filled, brought)
    yield from never_used(filled, brought, sp, values.spoken_of(guide))
    yield from used_before_shown(filled, brought, sp)
    yield from dummies(filled, outline)
    yield from filled_twice(filled)
    yield from name_id_formats(filled, sp)


def _is_there(names: set[str], side: Side, field: Filled, brought: list[Brought]) -> bool:
    """Tell whether one of these values has been brought when a reader comes to a field."""
    return any(
        one.name in names and one.side == side and not field.at.is_before(one.at) for one in brought
    )


def used_before_brought(filled: list[Filled], brought: list[Brought]) -> Iterator[Diagnostic]:
    """Find values of the identity provider that no step before has brought."""
    for field in filled:
        name = field.value.idp
        if name in IDENTITY_PROVIDER_VALUES and not _is_there({name}, "idp", field, brought):
            later = any(b.name == name and b.side == "idp" for b in brought)
            when = "is only copied in a later step" if later else "is copied in no step"
            hint = f"add to a step before: copy: {{LABEL: {name}}}"
            yield Diagnostic(field.place, "value/used-before-brought", f'"{name}" {when}', hint)


def never_used(
    filled: list[Filled], brought: list[Brought], sp: ServiceProvider, spoken_of: set[str]
) -> Iterator[Diagnostic]:
    """Find values that are brought for nothing: no field takes them, nor the service provider."""
    entered = {field.value.sp for field in filled} | spoken_of
    handed_over = {field.value.idp for field in filled} | (sp.receives or {}).keys()
    for one in brought:
        if one.side == "sp" and not sp.with_held({one.name}) & entered:
            message, hint = f'no later step needs "{one.name}"', "leave it out"
            yield Diagnostic(one.place, "value/never-used", message, hint)
        elif one.side == "idp" and sp.receives is not None and one.name not in handed_over:
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
        holders = {own for own, value in sp.values.items() if name in (value.holds or [])}
        if not _is_there({name, *holders}, "sp", field, brought):
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
        elif not any(
            ids[until] == (one.at.section, one.at.index) and field.at.is_before(one.at)
            for one in replaced
        ):
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
