"""Checks of the values' way through a guide: brought, then used; entered once; dummies replaced."""

from collections import defaultdict
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.outline import Outline
from generator.service_provider import IDENTITY_PROVIDER_VALUES, ServiceProvider
from generator.steps import Side
from generator.values import Dummy, Filled, Flow

# How a dummy begins that was typed where an address is asked for.
_ADDRESS = ("https://", "http://")


def check(flow: Flow, sp: ServiceProvider, outline: Outline) -> Iterator[Diagnostic]:
    """Yield all findings; they only hold for a guide of which nothing was left out."""
    yield from used_before_brought(flow)
    yield from never_used(flow, sp)
    yield from used_before_shown(flow, sp)
    yield from dummies(flow, outline)
    yield from filled_twice(flow)
    yield from mapped_twice(flow)
    yield from replaced_later(flow)


def _is_there(names: set[str], side: Side, field: Filled, flow: Flow) -> bool:
    """Tell whether one of these values has been brought when a reader comes to a field."""
    return any(
        one.name in names
        and one.side == side
        and not field.at.is_before(one.at)
        and field.at.meets(one.at)
        for one in flow.brought
    )


def used_before_brought(flow: Flow) -> Iterator[Diagnostic]:
    """Find values of the identity provider that no step before has brought."""
    for field in flow.filled:
        name = field.value.idp
        if name in IDENTITY_PROVIDER_VALUES and not _is_there({name}, "idp", field, flow):
            when = _when(name, field, flow)
            hint = f"add to a step before: copy: {{LABEL: {name}}}"
            yield Diagnostic(field.place, "value/used-before-brought", f'"{name}" {when}', hint)


def _when(name: str, field: Filled, flow: Flow) -> str:
    """Say when a value is copied that has not been where a field takes it."""
    copied = [one.at for one in flow.brought if (one.name, one.side) == (name, "idp")]
    if any(field.at.meets(at) for at in copied):
        return "is only copied in a later step"
    other = next((at.variant.title for at in copied if at.variant), None)
    return f'is only copied by who chose "{other}"' if other else "is copied in no step"


def never_used(flow: Flow, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find values that are brought for nothing: no field takes them, nor the service provider."""
    entered = flow.entered() | flow.spoken_of
    handed_over = {field.value.idp for field in flow.filled} | (sp.receives or {}).keys()
    for one in flow.brought:
        if one.side == "sp" and not sp.with_held({one.name}) & entered:
            message, hint = f'no later step needs "{one.name}"', "leave it out"
            yield Diagnostic(one.place, "value/never-used", message, hint)
        elif one.side == "idp" and sp.receives is not None and one.name not in handed_over:
            message = f'nothing needs "{one.name}", and {sp.name} does not ask for it'
            hint = f'leave it out, or add it to "receives:" of {sp.name}'
            yield Diagnostic(one.place, "value/never-used", message, hint)


def used_before_shown(flow: Flow, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find values that the service provider shows only after a step, entered before that step."""
    for field in flow.filled:
        name = field.value.sp
        if name not in sp.values or sp.values[name].shown_at is None:
            continue
        holders = {own for own, value in sp.values.items() if name in (value.holds or [])}
        if not _is_there({name, *holders}, "sp", field, flow):
            hint = f"add to a step before: gives: {{LABEL: {name}}}"
            message = f'no step before shows "{name}"'
            yield Diagnostic(field.place, "value/used-before-shown", message, hint)


def dummies(flow: Flow, outline: Outline) -> Iterator[Diagnostic]:
    """Find dummies that the step named by `until` does not replace."""
    steps = outline.steps()
    own = {id(at.step) for at in flow.steps}
    for dummy in (one for one in flow.dummies(steps) if not one.is_replaced):
        until, place = dummy.field.value.until or "", dummy.field.value.place("until")
        if dummy.until is None:
            message = f'no step of this guide has the id "{until}"'
            hint = did_you_mean(until, (name for name, step in steps.items() if id(step) in own))
        else:
            message, hint = _unreplaced(dummy, until)
        yield Diagnostic(place, "value/dummy", message, hint)


def _unreplaced(dummy: Dummy, until: str) -> tuple[str, str]:
    """Say why a step does not replace a dummy, and what to do."""
    label, variant = dummy.field.label, dummy.field.at.variant
    if not dummy.replacing:
        return f'the step "{until}" does not fill in "{label}"', f"add there: enter: {{{label}: …}}"
    if not dummy.later or variant is None:
        return f'the step "{until}" fills in "{label}" before, not later', "name a later step"
    message = f'who chose "{variant.title}" does not come by the step "{until}"'
    return message, f'name a step for "{variant.title}" that fills in "{label}"'


def filled_twice(flow: Flow) -> Iterator[Diagnostic]:
    """Find fields that are filled in twice before anything is pressed (value/filled-twice)."""
    seen: dict[tuple[object, ...], Filled] = {}
    for field in flow.filled:
        form = (field.at.section, field.at.group, field.form, field.where)
        whose = (field.at.step.condition, field.value.condition)
        first = seen.setdefault((form, whose, field.label, _control(field)), field)
        if first is not field and not first.value.until and not _go_together(first, field):
            hint = "leave one out, or say where with in:"
            yield _filled_twice(field, first, hint)


def _control(field: Filled) -> str:
    """Return what of a field is used: a switch or a list can have the label of the field by it."""
    kind = field.value.kind
    return kind if kind in ("turn", "choose") else ""


def _go_together(first: Filled, field: Filled) -> bool:
    """Tell whether one control can be used in both ways: from some lists several are chosen."""
    control = _control(field)
    is_same = first.value.value == field.value.value
    is_one_step = first.at.step is field.at.step
    return control != "" and (is_same or (control == "choose" and is_one_step))


def mapped_twice(flow: Flow) -> Iterator[Diagnostic]:
    """Find attributes that a table has twice (value/filled-twice)."""
    for action in (action for at in flow.steps for action in at.step.actions):
        seen: dict[tuple[str, str | None], Place] = {}
        for attribute in action.value.attributes if action.kind == "map" else ():
            place = attribute.place("name")
            first = seen.setdefault((attribute.name, attribute.namespace), place)
            if first is not place:
                message = f'"{attribute.name}" is mapped here and in line {first.line}'
                yield Diagnostic(place, "value/filled-twice", message, "leave one out")


def replaced_later(flow: Flow) -> Iterator[Diagnostic]:
    """Find addresses that a value replaces later, without saying so (value/filled-twice)."""
    typed: defaultdict[tuple[object, ...], list[Filled]] = defaultdict(list)
    for field in flow.filled:
        same = typed[field.at.side, field.where, field.label]
        if field.value.text is not None and field.value.text.startswith(_ADDRESS):
            same.append(field)
        elif field.value.sp or field.value.idp:
            first = next((one for one in same if one.at.meets(field.at)), None)
            if first is not None:
                same.remove(first)
                yield _filled_twice(field, first, "write for_now: and until: the first time")


def _filled_twice(field: Filled, first: Filled, hint: str) -> Diagnostic:
    message = f'"{field.label}" is filled in here and in line {first.place.line}'
    return Diagnostic(field.place, "value/filled-twice", message, hint)
