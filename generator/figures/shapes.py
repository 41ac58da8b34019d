"""What a drawing consists of: boxes with words in them; nothing of SVG."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.figures.lettering import Words


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in units of the drawing, from its upper left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y of its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> int:
        """The y of its middle."""
        return self.y + self.height // 2

    def grown(self, by: int) -> "Box":
        """Return the box that is larger by `by` on each side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def inset(self, by: int) -> "Box":
        """Return what is left of it between margins of `by` at all sides but the lower one."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, 0)


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of a drawing; the template `drawings/KIND.svg.j2` draws it.

    `name` is the label by which `press` finds it; `opened` is a menu entry with others below it.
    """

    kind: str
    box: Box
    words: tuple[Words, ...] = ()
    parts: tuple["Shape", ...] = ()
    name: str = ""
    chosen: bool = False
    pressed: bool = False
    opened: bool = False

    def walk(self) -> Iterator["Shape"]:
        """Yield the shape and all that is in it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Mark:
    """The ring around what is pressed, and its number where there are several."""

    ring: Box
    number: str
