"""Checks of a guide as a whole."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.diagnostics import Diagnostic, did_you_mean
from generator.fields import FieldValue
from generator.guide import Guide, Located
from generator.outline import Outline
from generator.service_provider import ServiceProvider
from generator.values import Flow


def check(guide: Guide, outline: Outline) -> Iterator[Diagnostic]:
    """Yield all findings in `guide`, except those in its steps, texts and figures."""
    yield from duplicate_ids(guide, outline)
    yield from alike_variants(outline)


def check_whole(
    guide: Guide, flow: Flow, sp: ServiceProvider, outline: Outline
) -> Iterator[Diagnostic]:
    """Yield the findings that only hold for a guide of which nothing was left out."""
    yield from lone_variants(guide)
    if flow.entered() <= sp.values.keys():  # one that seems to be missing may be there, misspelt
        yield from never_given(guide, flow, sp, outline)


def never_given(
    guide: Guide, flow: Flow, sp: ServiceProvider, outline: Outline
) -> Iterator[Diagnostic]:
    """Find required values that some readers never enter, whatever they chose."""
    steps = outline.steps()
    meant = [(one.field, one.replacing) for one in flow.dummies(steps) if not one.is_replaced]
    # A dummy that stays is a finding of its own: what was to replace it is not missed again.
    filled = [*((one.at, one.value) for one in flow.filled)]
    filled += [(field.at, one.value) for field, replacing in meant for one in replacing]
    given = {
        reader: sp.with_held(_entered(filled, comes_by) | flow.spoken_of)
        for reader, comes_by in _readers(flow, sp)
    }
    for name in (name for name in sp.saml.required if name in sp.values):
        missing = [reader for reader, entered in given.items() if name not in entered]
        if missing:
            who = "" if len(missing) == len(given) else f" {missing[0]}"
            message = f'no step enters "{name}" ({sp.values[name].label}){who}'
            hint = f"add to a step: enter: {{LABEL: {{sp: {name}}}}}"
            yield Diagnostic(guide.key_place("sections"), "value/never-given", message, hint)


def _readers(flow: Flow, sp: ServiceProvider) -> Iterator[tuple[str, Callable[[Located], bool]]]:
    """Yield the readers for whom a guide may differ, and what tells which steps they come by."""
    titles = sorted({title for field in flow.filled for title in field.at.choices})
    for title in titles:
        yield f'for who chose "{title}"', partial(Located.is_for, title=title)
    own = {field.at.environment for field in flow.filled} & sp.environments.keys()
    for name in sp.environments if own else ():
        yield f'in "{sp.environments[name]}"', partial(Located.is_in, environment=name)
    if not titles:
        yield "", lambda _: True


def _entered(
    filled: Iterable[tuple[Located, FieldValue]], comes_by: Callable[[Located], bool]
) -> set[str]:
    """Return what readers enter at the identity provider who come by these steps."""
    return {
        value.sp
        for at, value in filled
        if at.side == "idp" and value.sp is not None and comes_by(at)
    }


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


def alike_variants(outline: Outline) -> Iterator[Diagnostic]:
    """Find variants of equal titles, or whose steps get the ids of others (page/duplicate-id)."""
    blocks = list(outline.blocks())
    own = Counter(block.id for block in blocks)
    made = Counter(one for block in blocks for ids in block.made_ids() for one in ids)
    for block in blocks:
        variants = block.procedure.variants or []
        titles = Counter(variant.title for variant in variants)
        for variant, ids in zip(variants, block.made_ids(), strict=False):
            taken = next((one for one in ids if made[one] > 1), None)
            if titles[variant.title] > 1:
                message = f'"{variant.title}" is the title of {titles[variant.title]} variants here'
                hint = "give each a title of its own"
            elif taken is not None and own[block.id] == 1:
                message = f'"{taken}" is taken, as its steps are called by its title'
                hint = 'write a title of other letters and digits, or "id:" in its steps'
            else:
                continue
            yield Diagnostic(variant.place("title"), "page/duplicate-id", message, hint)


def lone_variants(guide: Guide) -> Iterator[Diagnostic]:
    """Find sections for who chose what no other section offers (page/lone-variant)."""
    groups = [procedure.variants for procedure in guide.procedures() if procedure.variants]
    offered = {variant.title for group in groups if len(group) > 1 for variant in group}
    for lone in (group[0] for group in groups if len(group) == 1):
        if lone.title not in offered:
            message = f'no other section offers "{lone.title}"'
            hint = did_you_mean(lone.title, offered) or "add another variant here"
            yield Diagnostic(lone.place("title"), "page/lone-variant", message, hint)
