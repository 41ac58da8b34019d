"""Why a label names nothing on a page, in words, and which names there are like it."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from generator.proving.wanted import Use, Wanted

_NO = {
    Use.PRESS: "nothing",
    Use.EXPAND: "nothing",
    Use.FILL: "no field",
    Use.CHOOSE: "no list and no set of options",
    Use.TURN: "no switch and no check box",
    Use.UPLOAD: "no file field",
    Use.READ: "nothing with a value",
    Use.SEE: "nothing",
}
_UNSEEN = {
    "hidden": "is there, but not visible",
    "covered": "is there, but something lies over it",
}
_MOST = 4
# Of names in one language about as much is alike by chance.
_ALIKE = 0.6
# What is so much less alike than the best one says nothing beside it.
_BEHIND = 0.2


def place_words(where: Iterable[tuple[str, str]]) -> str:
    """Say where: `in dialog "Name"`, from the inside to the outside."""
    said = [
        f"in the {name}"
        if kind == "region"
        else f'in {"" if kind == "label" else kind + " "}"{name}"'
        for kind, name in where
    ]
    return " ".join(reversed(said))


def nothing(wanted: Wanted, unseen: str) -> str:
    """Say that nothing is called so, or nothing that people see."""
    names = " or ".join(f'"{label}"' for label in (wanted.label, *wanted.others))
    place = place_words(wanted.where) or "on the page"
    if unseen:
        return f"{names} {_UNSEEN[unseen]}"
    if wanted.use is Use.SEE and wanted.kind == "label":
        return f"nothing {place} shows {names}"
    subject = _NO[wanted.use] if wanted.kind in {"label", "field"} else f"no {wanted.kind}"
    return f"{subject} {place} is called {names}"


def no_place(wanted: Wanted, index: int) -> str:
    """Say that a place is not there."""
    kind, name = wanted.where[index]
    said = "place" if kind == "label" else kind
    around = place_words(wanted.where[:index])
    return " ".join(filter(None, (f'there is no {said} "{name}"', around)))


def several(wanted: Wanted, said: list[str]) -> str:
    """Say that more than one thing is called so, and where each of them is."""
    place = place_words(wanted.where) or "on the page"
    listed = ", ".join(said[:_MOST]) + (" and others" if len(said) > _MOST else "")
    count = f'{len(said)} things {place} are called "{wanted.label}"'
    return f"{count}: {listed}; `in:` tells them apart"


def near(label: str, names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the names most like a label, in quotes; one that is the label itself with its kind."""
    scored: dict[str, float] = {}
    for name, kind in names:
        said = f'"{name}"' + (f" (a {kind})" if name == label and kind else "")
        scored[said] = max(scored.get(said, 0), _likeness(label, name))
    best = sorted(scored, key=scored.__getitem__, reverse=True)[:_MOST]
    least = max(_ALIKE, scored[best[0]] - _BEHIND) if best else _ALIKE
    return tuple(said for said in best if scored[said] >= least)


def _likeness(label: str, name: str) -> float:
    """Return how much alike two names are, from 0 to 1; whole words in common count for more."""
    one, other = label.casefold(), name.casefold()
    ratio = SequenceMatcher(None, one, other).ratio()
    mine, theirs = set(one.split()), set(other.split())
    return max(ratio, len(mine & theirs) / max(len(mine), len(theirs), 1))
