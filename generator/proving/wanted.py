"""What a step looks for on a page, what is found, and why nothing was."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Locator


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
    the inside, each with its kind, of `console.Where`, and its name.
    """

    use: Use
    kind: str
    label: str
    others: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()


class Found(NamedTuple):
    """The one thing that a label names.

    `how` says in words what it was found by. `kind` is what it is: mostly its role, but for
    `select` (a list of the browser's own), `radiogroup` (any set of radio buttons), `file`, and
    `editor`, which is typed into and cannot be filled in. `seen` is what people see of it: the
    label or the button in the place of a hidden field, else the thing itself.
    """

    locator: "Locator"
    how: str
    kind: str
    seen: "Locator"


class NotFoundError(Exception):
    """A label names nothing, or more than one thing; the message says what is there instead.

    `reason` is the message without `near`, which are names on the page that are like the label.
    """

    def __init__(self, wanted: Wanted, reason: str, near: tuple[str, ...] = ()) -> None:
        self.wanted, self.reason, self.near = wanted, reason, near
        super().__init__("; the page has: ".join([reason, *([", ".join(near)] if near else [])]))
