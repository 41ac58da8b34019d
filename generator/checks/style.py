"""Checks of house style: short lists, words that still hold when a console is painted anew.

After the Microsoft Writing Style Guide, "Writing step-by-step instructions"
(https://learn.microsoft.com/en-us/style-guide/procedures-instructions/).
"""

import re
from collections.abc import Iterator

from generator import values
from generator.checks.labels import labels_of
from generator.diagnostics import Diagnostic
from generator.guide import Guide
from generator.steps import Step
from generator.text import is_prose

MOST_STEPS = 9
_THING = r"(?:button|link|icon|menu|tab|field|option|tile|arrow|dots?)"
_COLOUR = r"(?:red|green|blue|grey|gray|yellow|orange|purple|black|white)"
_SIDE = r"(?:left|right|top|bottom|above|below|upper|lower)"
# Each of these texts has one of these words: that is told much faster.
_WORDS = tuple(re.findall(r"\w+", f"{_COLOUR} {_SIDE}"))
_ALONE = re.compile(
    rf"\b{_COLOUR} {_THING}\b|\b{_THING} (?:on|at|in) the (?:\w+ )?{_SIDE}\b"
    rf"|\b{_SIDE}(?:-hand)? {_THING}\b",
    re.IGNORECASE,
)


def check(guide: Guide) -> Iterator[Diagnostic]:
    """Yield all findings."""
    yield from many_steps(guide)
    yield from positions_alone(guide)
    for step in guide.steps():
        yield from wordings(step)


def many_steps(guide: Guide) -> Iterator[Diagnostic]:
    """Find sections with more steps than readers keep in mind (style/many-steps)."""
    for section in guide.sections:
        most = max(len(group) for group in section.groups())
        if most > MOST_STEPS:
            message = f'"{section.title}" has {most} steps'
            hint = "make two sections of it"
            yield Diagnostic(section.place("title"), "style/many-steps", message, hint)


def positions_alone(guide: Guide) -> Iterator[Diagnostic]:
    """Find texts that name a thing by its place or colour alone (style/position-alone)."""
    for part, path, leaf in guide.written.leaves:
        if not is_prose(leaf) or "**" in leaf:
            continue
        low = leaf.lower()
        found = _ALONE.search(leaf) if any(word in low for word in _WORDS) else None
        if found:
            message = f'"{found[0]}" names no label'
            hint = "write its label in **bold** too"
            place = part.place_within(path, found[0])
            yield Diagnostic(place, "style/position-alone", message, hint)


def _wanted(step: Step) -> Iterator[tuple[str, str]]:
    """Yield every label and value of a step, and how a wording is to show it."""
    yield from ((label, f"**{label}**") for label, _, _ in labels_of(step))
    for action in step.actions:
        if action.kind == "choose":
            yield from ((option, f"**{option}**") for option in action.value.values())
    for _, _, field in values.fields(step):
        if field.kind == "sp":
            yield f"sp.{field.sp}", f"{{{{ sp.{field.sp} }}}}"
        elif field.kind == "choose":
            yield field.value, f"**{field.value}**"
        elif field.kind in ("text", "for_now"):
            yield field.value, f"`{field.value}`"


def wordings(step: Step) -> Iterator[Diagnostic]:
    """Find wordings that leave out a label or a value of their step (style/wording)."""
    if step.wording is None:
        return
    for label, mark in _wanted(step):
        if label not in step.wording:
            message = f'the wording leaves out "{label}"'
            yield Diagnostic(step.place("wording"), "style/wording", message, f"add {mark}")
