"""Checks of a guide against its service provider."""

from collections import Counter
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.guide import Guide
from generator.outline import Outline
from generator.service_provider import IDENTITY_PROVIDER_VALUES, ServiceProvider
from generator.values import Flow


def check(
    guide: Guide, flow: Flow, sp: ServiceProvider | None, outline: Outline
) -> Iterator[Diagnostic]:
    """Yield all findings in `guide`, except those in its texts and figures.

    Without a service provider its values cannot be looked up, and are not.
    """
    yield from unknown_values(flow, sp)
    yield from duplicate_ids(guide, outline)
    yield from repeated_alternative_texts(guide)


def check_whole(guide: Guide, flow: Flow, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Yield the findings that only hold for a guide of which nothing was left out."""
    given = flow.entered()
    if not given <= sp.values.keys():
        return  # one that seems to be missing may be there, misspelt
    given |= flow.spoken_of
    for name in sp.saml.required:
        if name in sp.values and name not in given:
            message = f'no step enters "{name}" ({sp.values[name].label})'
            hint = f"add to a step: enter: {{LABEL: {{sp: {name}}}}}"
            yield Diagnostic(guide.key_place("sections"), "value/never-given", message, hint)


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


def duplicate_ids(guide: Guide, outline: Outline) -> Iterator[Diagnostic]:
    """Find ids that two sections or steps have (page/duplicate-id)."""
    counts = Counter(outline.ids())
    for section, block in zip(guide.sections, outline.sections, strict=True):
        if counts[block.id] > 1:
            hint = 'write "id:" with a word of its own'
            place = section.place("id" if section.id else "title")
            yield Diagnostic(place, "page/duplicate-id", f'"{block.id}" is taken', hint)
    for block in outline.blocks():
        for step in (step for steps in block.procedure.groups() for step in steps):
            if step.id and counts[step.id] > 1:
                message = f'"{step.id}" is taken'
                yield Diagnostic(step.place("id"), "page/duplicate-id", message)


def repeated_alternative_texts(guide: Guide) -> Iterator[Diagnostic]:
    """Find figures that say the same as one before them (figure/repeated-text)."""
    seen: dict[str, str] = {}
    for step in guide.steps():
        for stem, text in (step.figures or {}).items():
            first = seen.setdefault(text, stem)
            if first != stem:
                message = f'"{text}" is also the text of "{first}"'
                hint = "say what this figure shows that the other does not"
                place = step.place("figures", stem)
                yield Diagnostic(place, "figure/repeated-text", message, hint)
