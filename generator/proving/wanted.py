"""What a step looks for on a console."""

from enum import StrEnum
from typing import NamedTuple

# A place on a console: its kind, of `console.Where`, and its name.
Spot = tuple[str, str]


class Use(StrEnum):
    """What somebody wants to do with a thing."""

    PRESS = "press"
    EXPAND = "expand"
    FILL = "fill"
    CHOOSE = "choose"
    TURN = "turn"
    UPLOAD = "upload"
    READ = "read"
    SEE = "see"


class Wanted(NamedTuple):
    """A thing that a step speaks of.

    `kind` is one of `console.Thing`; `others` are what else the label may be here, looked for only
    where nothing bears the label itself; `where` are the places that it is in, from the outside to
    the inside.
    """

    use: Use
    kind: str
    label: str
    others: tuple[str, ...] = ()
    where: tuple[Spot, ...] = ()

    def __str__(self) -> str:
        kind = "" if self.kind == "label" else f"{self.kind} "
        inside = "".join(f", in {kind} {_quoted(kind, name)}" for kind, name in self.where)
        return f'{kind}"{self.label}"{inside}'


def _quoted(kind: str, name: str) -> str:
    return name if kind == "region" else f'"{name}"'
