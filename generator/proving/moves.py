"""What a browser does for one step: its actions, one move after the other."""

from dataclasses import dataclass
from typing import Literal

from generator.diagnostics import Place
from generator.fields import FieldValue
from generator.proving import reasons
from generator.proving.wanted import Wanted
from generator.steps import Side

Doing = Literal[
    "go",
    "press",
    "expand",
    "fill",
    "choose",
    "turn",
    "upload",
    "leave",
    "copy",
    "download",
    "page",
    "see",
    "edit",
    "run",
    "write",
    "ask",
    "shows",
]


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that is done: `place` is where it was written, `side` where it is done.

    `text` is an address, a command, the name of a value that is taken, or what is written.
    `below` is the entry of a menu that was opened just before. Moves of one `stage` are done to
    one form, and shown in one picture.
    """

    doing: Doing
    place: Place
    side: Side
    stage: int
    wanted: Wanted | None = None
    value: FieldValue | None = None
    text: str = ""
    below: str = ""

    def __str__(self) -> str:
        """Return the move as `--dry-run` lists it."""
        said = [self.doing, self._named]
        if self.value is not None:
            said.append(f"{self.value.kind}: {self.value.value}")
        return " ".join(one for one in (*said, self.text.partition("\n")[0]) if one)

    @property
    def _named(self) -> str:
        if self.wanted is None:
            return ""
        kind = "" if self.wanted.kind in ("label", "field") else f"{self.wanted.kind} "
        place = reasons.place_words(self.wanted.where)
        return f'{kind}"{self.wanted.label}"{" " if place else ""}{place}'
