"""Checks of a guide's labels: one spelling, few names, none that the product has given up."""

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, nearest
from generator.guide import Guide, Located
from generator.schema import Part, Path
from generator.service_provider import ServiceProvider
from generator.steps import Side, Step
from generator.text import is_prose
from generator.values import Flow

_FEW_NAMES = 2
_NO_LETTER = re.compile("[^a-z0-9]+")
_NUMBER = re.compile("[0-9]*")
_ADDRESS = re.compile(r"\]\([^()\s]*")
# What consoles are made of, and do not write on it themselves.
_KIND = re.compile(
    r"(?<=\w) (button|check ?box|drop-?down(?: list| menu)?|toggle|text ?box|input field)$",
    re.IGNORECASE,
)
# The label of a value is looked for in prose only if it is long enough to mean nothing else.
_TELLING = 8


def check(guide: Guide, flow: Flow, sp: ServiceProvider | None) -> Iterator[Diagnostic]:
    """Yield all findings."""
    yield from two_spellings(guide)
    yield from kinds_in_labels(guide)
    yield from former_names(guide)
    if sp is not None:
        yield from many_names(flow, sp)
        yield from values_in_prose(guide, flow, sp)


def check_whole(guide: Guide, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Yield the findings that only hold for a guide of which nothing was left out."""
    yield from unused_notes(guide, sp)


def labels_of(step: Step) -> Iterator[tuple[str, Part, Path]]:
    """Yield every label of a step, with the part that holds it and its path from there."""
    for part in step.where or []:
        if part.kind != "region":
            yield part.name, part, ()
    for action in step.actions:
        if action.kind in ("choose", "enter", "copy", "download", "upload"):
            yield from ((label, step, (*action.path, label)) for label in action.value)
        elif action.kind in ("click", "find", "expand", "turn_on", "turn_off"):
            for number, thing in enumerate(action.value):
                yield thing.name, step, (*action.path, number)
        elif action.kind == "edit" and action.value.field:
            yield action.value.field, step, (*action.path, "field")
        elif action.kind == "navigate":
            for number, label in enumerate(action.value):
                yield label, step, (*action.path, number)


def shown_labels(step: Step) -> Iterator[tuple[str, Part, Path]]:
    """Yield every label of a step as `labels_of` does, and those of the values that it gives."""
    yield from labels_of(step)
    for key, label, _ in step.given:
        if label is not None:
            yield label, step, ("gives", key)


def _folded(label: str) -> str:
    """Return what two spellings of one label have in common; numbers have but one."""
    letters = _NO_LETTER.sub("", label.casefold().replace("&", "and"))
    return label if _NUMBER.fullmatch(letters) else letters


def two_spellings(guide: Guide) -> Iterator[Diagnostic]:
    """Find labels that are spelled another way before (label/two-spellings)."""
    spelled: defaultdict[tuple[Side, str], list[tuple[str, Located]]] = defaultdict(list)
    noted = ((label, note.aliases or []) for label, note in (guide.labels or {}).items())
    known = {name for label, aliases in noted if aliases for name in (str(label), *aliases)}
    for at in guide.walk():
        for label, part, path in shown_labels(at.step):
            before = spelled[at.side, _folded(label)]
            # Both sides have consoles of their own, and so can have variants.
            first = next((other for other, there in before if at.meets(there)), label)
            before.append((label, at))
            if label != first and label not in known:
                message = f'"{label}" is also spelled "{first}"'
                hint = "write the one that the console has; if it has both, name it under labels:"
                yield Diagnostic(part.place(*path), "label/two-spellings", message, hint)


def unused_notes(guide: Guide, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find other names of labels that no step has (label/unused)."""
    steps = [*guide.steps(), *sp.steps()]
    shown = {str(label) for step in steps for label, _, _ in shown_labels(step)}
    for label in guide.labels or {}:
        if label not in shown:
            message = f'no step has the label "{label}"'
            place = guide.key_place("labels", label)
            yield Diagnostic(place, "label/unused", message, nearest(label, sorted(shown)))


def kinds_in_labels(guide: Guide) -> Iterator[Diagnostic]:
    """Find labels with a word behind them for what they are on (label/kind)."""
    for step in guide.steps():
        for label, part, path in labels_of(step):
            found = _KIND.search(label)
            if found:
                message = f'"{found[1]}" is hardly written on the console'
                own = label[: found.start()]
                hint = f"write {{button: {own}}}" if found[1] == "button" else f'write "{own}"'
                yield Diagnostic(part.place(*path), "label/kind", message, hint)


def former_names(guide: Guide) -> Iterator[Diagnostic]:
    """Find former names of the product outside `formerly` (label/former-name)."""
    former = guide.identity_provider.formerly
    if not former:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, former))})\b")
    for part, path, leaf in guide.written.leaves:
        if path[0] in ("formerly", "url") or not isinstance(leaf, str):
            continue
        named = any(name in leaf for name in former)
        found = pattern.search(_ADDRESS.sub("](", leaf)) if named else None
        if found:
            message = f'"{found[0]}" is called "{guide.identity_provider.name}" today'
            place = part.place_within(path, found[0])
            yield Diagnostic(place, "label/former-name", message)


def many_names(flow: Flow, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find values that are entered under a third label (label/many-names).

    Labels in one section are different fields: some consoles ask for a value more than once.
    """
    names: defaultdict[str, list[str]] = defaultdict(list)
    first: dict[tuple[str, int], str] = {}
    for field in flow.filled:
        name = field.value.sp or ""
        if first.setdefault((name, field.at.section), field.label) != field.label:
            continue
        if name in sp.values and field.label not in names[name]:
            names[name].append(field.label)
            if len(names[name]) > _FEW_NAMES:
                message = f'"{name}" is called {" and ".join(names[name][:-1])} before'
                yield Diagnostic(field.place, "label/many-names", message)


def values_in_prose(guide: Guide, flow: Flow, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find texts that name a value by its label which no step enters (label/value-in-prose)."""
    given = flow.entered() | flow.spoken_of
    given |= {one.name for one in flow.brought if one.side == "sp"}
    missing: dict[str, str] = {
        value.label: name
        for name, value in sp.values.items()
        if name not in given and len(value.label) >= _TELLING
    }
    if not missing:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, missing))})\b")
    for part, path, leaf in guide.written.leaves:
        found = pattern.search(leaf) if is_prose(leaf) else None
        if found:
            message = f'no step enters "{found[0]}" ({missing[found[0]]})'
            place = part.place_within(path, found[0])
            yield Diagnostic(place, "label/value-in-prose", message)
