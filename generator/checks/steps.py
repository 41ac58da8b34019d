"""Checks of steps against the service provider: its values and environments."""

import re
from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.guide import Located, walk
from generator.marks import used
from generator.service_provider import IDENTITY_PROVIDER_VALUES, ServiceProvider
from generator.steps import Procedure
from generator.text import Code, Label
from generator.values import Flow

# The actions that hold code.
_CODE = ("run", "edit")


def check(
    procedures: Sequence[Procedure], flow: Flow, sp: ServiceProvider | None
) -> Iterator[Diagnostic]:
    """Yield all findings in `procedures`, through which `flow` goes.

    Without a service provider its values cannot be looked up, and are not.
    """
    yield from unknown_values(flow, sp)
    yield from typed_names(flow, sp)
    if sp is not None:
        for at in walk(procedures):
            yield from many_in_code(at, sp)
        yield from unknown_environments(procedures, sp)


def unknown_values(flow: Flow, sp: ServiceProvider | None) -> Iterator[Diagnostic]:
    """Find values that do not exist on their side (value/unknown)."""
    for field in (one.value for one in flow.filled):
        if sp is not None and field.sp is not None and not sp.may_have(field.sp):
            yield _unknown(field.place("sp"), field.sp, set(sp.values))
        if field.idp is not None and field.idp not in IDENTITY_PROVIDER_VALUES:
            yield _unknown(field.place("idp"), field.idp, set(IDENTITY_PROVIDER_VALUES))
    for one in flow.brought:
        if one.side is None and (sp is not None or one.at.side == "idp"):
            known = {*IDENTITY_PROVIDER_VALUES, *(sp.values if sp else ())}
            yield _unknown(one.place, one.name, known)


def _unknown(place: Place, name: str, known: set[str]) -> Diagnostic:
    message = f'no value is called "{name}"'
    return Diagnostic(place, "value/unknown", message, did_you_mean(name, known))


def typed_names(flow: Flow, sp: ServiceProvider | None) -> Iterator[Diagnostic]:
    """Find fields in which readers would type what is called, and not what it is.

    That is the name of a value (value/name-typed), or a placeholder in braces (text/placeholder).
    """
    sides = {"idp": IDENTITY_PROVIDER_VALUES.keys(), "sp": sp.values.keys() if sp else ()}
    for one in flow.filled:
        text = one.value.text or ""
        ways = [f"{{{side}: {text}}}" for side, names in sides.items() if text in names]
        if ways and "_" in text:  # any other could be a word
            message = f'"{text}" is a value, and typed here as a text'
            hint = f"write {' or '.join(ways)}"
            yield Diagnostic(one.place, "value/name-typed", message, hint)
        for name in sp.placeholders if sp else ():
            if re.search(rf"(?<![$#{{]){{{name}}}(?!}})", text):
                message = f'"{{{name}}}" is shown as it is typed'
                hint = "write {sp: NAME} here, for a value that has this template"
                yield Diagnostic(one.place, "text/placeholder", message, hint)


def many_in_code(at: Located, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find code that holds a value of several forms, or a file (value/many-in-code)."""
    if not any(action.kind in _CODE for action in at.step.actions):
        return
    for part, path, leaf in at.step.written.leaves:
        for name in used(leaf).names if isinstance(leaf, Code) else ():
            value = sp.values.get(Label(name.name.removeprefix("sp.")))
            if value is not None and value.template_in(at.environment) is None:
                hint = "write a text of your own there"
                if value.by is not None:
                    hint = "write variants, each with environment: NAME"
                place = part.place_within(path, name.name)
                message = f'"{name.name}" is not the same for everybody'
                yield Diagnostic(place, "value/many-in-code", message, hint)


def unknown_environments(
    procedures: Sequence[Procedure], sp: ServiceProvider
) -> Iterator[Diagnostic]:
    """Find variants for environments that the service provider does not have (value/unknown)."""
    for variant in (one for procedure in procedures for one in procedure.variants or []):
        name = variant.environment
        if name is not None and name not in sp.environments:
            hint = did_you_mean(name, sp.environments)
            place = variant.place("environment")
            message = f'{sp.name} has no environment "{name}"'
            yield Diagnostic(place, "value/unknown", message, hint)
