"""Checks of house style: short lists, words that still hold when a console is painted anew.

After the Microsoft Writing Style Guide, "Writing step-by-step instructions"
(https://learn.microsoft.com/en-us/style-guide/procedures-instructions/).
"""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.guide import Guide
from generator.text import is_prose

MOST_STEPS = 9
_THING = r"(?:button|link|icon|menu|tab|field|option|tile|arrow|dots?)"
_COLOUR = r"(?:red|green|blue|grey|gray|yellow|orange|purple|black|white)"
_SIDE = r"(?:left|right|top|bottom|above|below|upper|lower)"
# Each of these texts has one of these words: that is told much faster.
_WORDS = tuple(re.findall(r"\w+", f"{_COLOUR} {_SIDE}"))
_ALONE = re.compile(
    rf"\b{_COLOUR} {_THING}\b|\b{_THING} (?:on|at|in) the (?:\w+ )?{_SIDE}\b"
    rf"|\b{_SIDE}(?:-hand)? {_THING}\b|\b{_COLOUR} ones?\b",
    re.IGNORECASE,
)


def check(guide: Guide) -> Iterator[Diagnostic]:
    """Yield all findings."""
    yield from many_steps(guide)
    yield from positions_alone(guide)


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
