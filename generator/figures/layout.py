"""A drawing -> where everything in it stands; what it looks like is up to the templates."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.figures.areas import BODY, GAP, PADDING, Desk, lay_out
from generator.figures.description import Area, Drawing, Path, name_of
from generator.figures.lettering import Style, as_xml
from generator.figures.shapes import Box, Mark, Shape

# A page shows a drawing at this width at most; on a phone at half of it, still to be read.
WIDTH = 680
_LOWEST = 425
_MENU, _PANEL, _MARGIN = 230, 320, 28
# The same where both stand beside the page.
_LESSER_MENU, _LESSER_PANEL, _LESSER_MARGIN = 190, 230, 20
_FOOT = 38
_DOTS = 84
_PILL = 16
_TITLE = Style(17, lines=2, bold=True)
_URL = Style(16, lines=2)
# Rows stand edge to edge: their ring is inside.
_ROWS = ("entry", "row", "cell", "option")


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing with all its measures: the window, what is in it, and what is marked.

    `too_long` holds the texts that did not fit, each with the path to it in the description.
    """

    title: Markup
    box: Box
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    too_long: tuple[tuple[Path, str], ...]


def measure(drawing: Drawing) -> Layout:
    """Return where everything of `drawing` stands."""
    pressed = [[name_of(label) for label in group] for group in drawing.press or []]
    chosen = frozenset(name_of(label) for label in drawing.chosen or [])
    desk = Desk(frozenset(name for group in pressed for name in group), chosen)
    bar = _bar(drawing, desk)
    shapes = (bar, *_columns(drawing, bar.box.bottom, desk))
    bottom = max(shape.box.bottom for shape in shapes)
    foot = Box(0, bottom, WIDTH, _FOOT)
    shapes = (*shapes, Shape("foot", foot))
    box = Box(0, 0, WIDTH, foot.bottom)
    too_long = tuple(dict.fromkeys(desk.too_long))
    return Layout(
        as_xml(drawing.window),
        box,
        shapes,
        tuple(_marks(shapes, pressed, drawing.from_step)),
        too_long,
    )


def _bar(drawing: Drawing, desk: Desk) -> Shape:
    """Place the window's title, and the address at its right."""
    room = WIDTH - _DOTS - _MARGIN
    if drawing.url is None:
        title = desk.words(drawing.window, ("window",), _TITLE, room, bar=180)
        box = Box(0, 0, WIDTH, title.height + 22)
        return Shape("bar", box, (title.at(_DOTS, 11),))
    url = desk.words(drawing.url, ("url",), _URL, room // 2, bar=140)
    title_room = room - GAP - url.width - 2 * _PILL
    title = desk.words(drawing.window, ("window",), _TITLE, title_room, bar=180)
    box = Box(0, 0, WIDTH, max(title.height + 22, url.height + 26))
    start = _DOTS + title.width + GAP
    pill = Box(start, 8, WIDTH - _MARGIN - start, box.height - 16)
    address = Shape("url", pill, (url.at(start + _PILL, box.middle - url.height // 2),))
    return Shape("bar", box, (title.at(_DOTS, box.middle - title.height // 2),), (address,))


def _columns(drawing: Drawing, top: int, desk: Desk) -> list[Shape]:
    """Place menu, page and panel side by side, all as high as the highest."""
    menu, panel, margin = _MENU, _PANEL, _MARGIN
    if drawing.menu and drawing.panel:
        menu, panel, margin = _LESSER_MENU, _LESSER_PANEL, _LESSER_MARGIN
    left = menu if drawing.menu else 0
    right = WIDTH - panel if drawing.panel else WIDTH
    page = Box(left, top, right - left, 0)
    columns = [_column(Shape("page", page), drawing, (), margin, desk)]
    if drawing.menu:
        columns.insert(0, _menu(drawing, Box(0, top, menu, 0), desk))
    if drawing.panel:
        side = Shape("panel", Box(right, top, panel, 0))
        columns.append(_column(side, drawing.panel, ("panel",), margin, desk))
    height = max(_LOWEST - top - _FOOT, *(column.box.height for column in columns))
    return [replace(column, box=replace(column.box, height=height)) for column in columns]


def _column(empty: Shape, area: Area, path: Path, margin: int, desk: Desk) -> Shape:
    """Fill a column with what is in `area`."""
    shapes, bottom = lay_out(area, path, empty.box.inset(margin), desk)
    box = replace(empty.box, height=bottom + margin - empty.box.y)
    return replace(empty, box=box, parts=tuple(shapes))


def _menu(drawing: Drawing, room: Box, desk: Desk) -> Shape:
    entries: list[Shape] = []
    y = room.y + PADDING - 4
    for label, path, is_open in drawing.menu_entries():
        depth = len(path) // 2 - 1
        start = room.x + 32 + 14 * depth
        words = desk.words(label, path, BODY, room.right - 26 - start)
        box = Box(room.x + 8, y, room.width - 16, words.height + 17)
        entry = desk.shape("entry", box, words.at(start, y + 9), label)
        entries.append(replace(entry, opened=is_open))
        y = box.bottom + 2
    return Shape("menu", replace(room, height=y + PADDING - room.y), parts=tuple(entries))


def _marks(
    shapes: tuple[Shape, ...], pressed: list[list[str]], from_step: int | None
) -> list[Mark]:
    """Return a ring for everything pressed, numbered where there are several steps."""
    found: dict[str, Shape] = {}
    for shape in (part for top in shapes for part in top.walk() if part.name):
        found.setdefault(shape.name, shape)
    marks = []
    numbered = from_step is not None or len(pressed) > 1
    for number, group in enumerate(pressed, start=from_step or 1):
        for shape in (found[name] for name in group if name in found):
            ring = shape.box.grown(-2 if shape.kind in _ROWS else 5)
            marks.append(Mark(ring, str(number) if numbered else ""))
    return marks
