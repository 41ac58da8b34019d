"""Checks of a guide as a whole."""

from collections import Counter
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, did_you_mean
from generator.guide import Guide
from generator.outline import Outline
from generator.service_provider import ServiceProvider
from generator.values import Flow


def check(guide: Guide, outline: Outline) -> Iterator[Diagnostic]:
    """Yield all findings in `guide`, except those in its steps, texts and figures."""
    yield from duplicate_ids(guide, outline)


def check_whole(guide: Guide, flow: Flow, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Yield the findings that only hold for a guide of which nothing was left out."""
    yield from lone_variants(guide)
    if flow.entered() <= sp.values.keys():  # one that seems to be missing may be there, misspelt
        yield from never_given(guide, flow, sp)


def never_given(guide: Guide, flow: Flow, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find required values that some readers never enter, whatever they chose."""
    titles = sorted({title for field in flow.filled for title in field.at.choices}) or [""]
    given = {title: sp.with_held(_entered(flow, title) | flow.spoken_of) for title in titles}
    for name in (name for name in sp.saml.required if name in sp.values):
        missing = [title for title in titles if name not in given[title]]
        if missing:
            who = "" if missing == titles else f' for who chose "{missing[0]}"'
            message = f'no step enters "{name}" ({sp.values[name].label}){who}'
            hint = f"add to a step: enter: {{LABEL: {{sp: {name}}}}}"
            yield Diagnostic(guide.key_place("sections"), "value/never-given", message, hint)


def _entered(flow: Flow, title: str) -> set[str]:
    """Return what readers who chose the variants of a title enter at the identity provider."""
    filled = (field for field in flow.filled if field.at.side == "idp" and field.value.sp)
    return {str(field.value.sp) for field in filled if field.at.is_for(title)}


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


def lone_variants(guide: Guide) -> Iterator[Diagnostic]:
    """Find sections for who chose what no other section offers (page/lone-variant)."""
    groups = [procedure.variants for procedure in guide.procedures() if procedure.variants]
    offered = {variant.title for group in groups if len(group) > 1 for variant in group}
    for lone in (group[0] for group in groups if len(group) == 1):
        if lone.title not in offered:
            message = f'no other section offers "{lone.title}"'
            hint = did_you_mean(lone.title, offered) or "add another variant here"
            yield Diagnostic(lone.place("title"), "page/lone-variant", message, hint)
