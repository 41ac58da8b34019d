"""What a step looks for on a console."""

from typing import Literal, NamedTuple

Use = Literal["press", "fill", "choose", "turn", "upload", "read", "see"]
# A place on a console: what it is, and its label or the region's name.
Spot = tuple[str, str]


class Wanted(NamedTuple):
    """Something that a step names, and what the reader does with it.

    `kind` is a key of `console.Thing`; `others` are names that the label also has on this console;
    `where` leads to it from the outside to the inside.
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
