"""What there is to know of an image file, whatever shows it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Blank(StrEnum):
    """Why there is nothing to see in an image."""

    NO = ""
    ONE_PIXEL = "it is a single pixel"
    ONE_COLOUR = "all of it has one colour"
    TRANSPARENT = "all of it is transparent"


class Spot(NamedTuple):
    """Something in an image, and where it is if the image is text."""

    what: str
    line: int = 1
    column: int = 1


class Refusal(NamedTuple):
    """Why an image cannot be shown: the rule that it breaks, and how."""

    rule: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Facts:
    """What an image file holds: its format by name, its bytes, its pixels as they are shown.

    Of what is refused nothing else is known. `scripts` are what can run in an SVG, `borrowed` what
    it shows of other files; `personal` is what is told of people: where they were, who they are.
    """

    format: str
    size: int
    width: int = 0
    height: int = 0
    refusal: Refusal | None = None
    blank: Blank = Blank.NO
    is_animated: bool = False
    is_cmyk: bool = False
    is_turned: bool = False
    scripts: tuple[Spot, ...] = ()
    borrowed: tuple[Spot, ...] = ()
    personal: tuple[str, ...] = ()
