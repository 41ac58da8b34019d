"""The content of a page, a section or a panel -> shapes, from top to bottom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.figures.description import Area, Path, Table, name_of
from generator.figures.lettering import Style, Words, set_words
from generator.figures.shapes import Box, Shape

BODY = Style(17)
LABEL = Style(16)
VALUE = Style(17)
HEADING = Style(22, bold=True)
SMALL_HEADING = Style(18, bold=True)
BUTTON = Style(17, centred=True)
COLUMN = Style(15, bold=True)

# Between two things there is room for a ring and its number.
GAP = 22
STEP = 28
PADDING = 20
_UNDER_LABEL = 12
_SIDES = 16
_CELL_SIDES = 14, 18
_ICON = 36
_RADIO = 20
_TILE, _TILES_IN_A_ROW = 150, 3
_NARROWEST_COLUMN = 90
_NARROWEST = 12
# Grey bars of one width would look like a pattern; these, in percent, look like words.
_BARS = (80, 55, 70, 45, 62)


@dataclass
class Desk:
    """What holds for a whole drawing, and the texts that were found too long for their place."""

    pressed: frozenset[str]
    chosen: frozenset[str]
    too_long: list[tuple[Path, str]] = field(default_factory=list)

    def words(self, label: str, path: Path, style: Style, width: int, bar: int = 0) -> Words:
        """Set a label that stands at `path`; `bar` is 0 for a bar that fills most of `width`."""
        available = max(width, _NARROWEST)
        steps = sum(step for step in path if isinstance(step, int))
        words = set_words(label, style, available, bar or available * _bar(steps) // 100)
        if words.cut:
            self.too_long.append((path, label))
        return words

    def shape(self, kind: str, box: Box, words: Words, label: str) -> Shape:
        """Return a shape that can be pressed, by its label."""
        name = name_of(label)
        chosen, pressed = name in self.chosen, name in self.pressed
        return Shape(kind, box, (words,), name=name, chosen=chosen, pressed=pressed)


def _bar(number: int) -> int:
    return _BARS[number % len(_BARS)]


def lay_out(area: Area, path: Path, room: Box, desk: Desk) -> tuple[list[Shape], int]:
    """Place what is in `area` from the top of `room` on; return it and where it ends.

    `room` says where and how wide, not how high.
    """
    return _stack(area, _content(area), path, room, desk)


def _content(area: Area) -> list[str]:
    """Return the keys of what is drawn, in their order."""
    return [
        key for key in area.written_keys or _KINDS if getattr(area, key, None) and key in _KINDS
    ]


def _stack(
    area: Area, keys: Sequence[str], path: Path, room: Box, desk: Desk
) -> tuple[list[Shape], int]:
    shapes: list[Shape] = []
    top = room.y
    for key in keys:
        shape = _KINDS[key](getattr(area, key), (*path, key), replace(room, y=top), desk)
        shapes.append(shape)
        top = shape.box.bottom + STEP
    return shapes, max(top - STEP, room.y)


def _heading(label: str, path: Path, room: Box, desk: Desk) -> Shape:
    style = HEADING if len(path) == 1 else SMALL_HEADING
    words = desk.words(label, path, style, room.width, bar=room.width * 2 // 5)
    return Shape("heading", replace(room, height=words.height), (words.at(room.x, room.y),))


def _row_of(part: str) -> "_Builder":
    """Return what places labelled boxes side by side, on a new row where one is full."""

    def place(labels: Sequence[str], path: Path, room: Box, desk: Desk) -> Shape:
        parts: list[Shape] = []
        x, y, height = room.x, room.y, 0
        for number, label in enumerate(labels):
            words = desk.words(label, (*path, number), BUTTON, room.width - 2 * _SIDES, bar=54)
            box = Box(x, y, words.width + 2 * _SIDES, words.height + 17)
            if box.right > room.right and x > room.x:
                y, height = y + height + GAP, 0
                box = replace(box, x=room.x, y=y)
            parts.append(desk.shape(part, box, words.at(box.x + _SIDES, box.y + 9), label))
            x, height = box.right + GAP, max(height, box.height)
        whole = replace(room, height=y + height - room.y)
        return Shape(str(path[-1]), whole, parts=tuple(parts))

    return place


def _tiles(labels: Sequence[str], path: Path, room: Box, desk: Desk) -> Shape:
    """Place tiles of equal size in a grid."""
    across = max(1, min(_TILES_IN_A_ROW, room.width // _TILE))
    width = (room.width - (across - 1) * GAP) // across
    inner = width - 2 * PADDING
    words = [desk.words(label, (*path, n), BODY, inner) for n, label in enumerate(labels)]
    height = max(item.height for item in words) + _ICON + 3 * PADDING - 8
    parts = []
    for number, item in enumerate(words):
        down, right = divmod(number, across)
        box = Box(room.x + right * (width + GAP), room.y + down * (height + GAP), width, height)
        placed = item.at(box.x + PADDING, box.y + _ICON + 2 * PADDING - 8)
        parts.append(desk.shape("tile", box, placed, labels[number]))
    return Shape("tiles", replace(room, height=parts[-1].box.bottom - room.y), parts=tuple(parts))


def _form(fields: Mapping[str, str], path: Path, room: Box, desk: Desk) -> Shape:
    parts: list[Shape] = []
    y = room.y
    for number, (label, value) in enumerate(fields.items()):
        above = desk.words(
            label, path, LABEL, room.width - GAP, bar=room.width * _bar(number) // 200
        )
        words = desk.words(value, (*path, label), VALUE, room.width - 24)
        box = Box(room.x, y + above.height + _UNDER_LABEL, room.width, words.height + 17)
        entry = desk.shape("input", box, words.at(box.x + 12, box.y + 9), label)
        whole = Box(room.x, y, room.width, box.bottom - y)
        parts.append(Shape("field", whole, (above.at(room.x, y),), (entry,)))
        y = whole.bottom + STEP
    return Shape("form", replace(room, height=y - STEP - room.y), parts=tuple(parts))


def _options(labels: Sequence[str], path: Path, room: Box, desk: Desk) -> Shape:
    parts: list[Shape] = []
    y, indent = room.y, _RADIO + 22
    for number, label in enumerate(labels):
        words = desk.words(label, (*path, number), BODY, room.width - indent - GAP)
        box = Box(room.x, y, room.width, words.height + 17)
        parts.append(desk.shape("option", box, words.at(box.x + indent, box.y + 9), label))
        y = box.bottom + 4
    return Shape("options", replace(room, height=y - 4 - room.y), parts=tuple(parts))


@dataclass(frozen=True)
class _Row:
    """A row of a table as it was written; the names of the columns are one too."""

    kind: str
    labels: Sequence[str]
    path: Path
    style: Style


def _table(table: Table, path: Path, room: Box, desk: Desk) -> Shape:
    rows = [_Row("row", row, (*path, "rows", n), BODY) for n, row in enumerate(table.rows)]
    if table.columns:
        rows.insert(0, _Row("columns", table.columns, (*path, "columns"), COLUMN))
    widths = _column_widths(rows, room.width)
    parts: list[Shape] = []
    y = room.y
    for row in rows:
        parts.append(_cells(row, replace(room, y=y), widths, desk))
        y = parts[-1].box.bottom
    return Shape("table", replace(room, height=y - room.y), parts=tuple(parts))


def _cells(row: _Row, room: Box, widths: Sequence[int], desk: Desk) -> Shape:
    """Place one row; its first cell stands for all of it."""
    words = [
        desk.words(label, (*row.path, n), row.style, widths[n] - sum(_CELL_SIDES))
        for n, label in enumerate(row.labels)
    ]
    height = max(item.height for item in words) + 20
    cells: list[Shape] = []
    for number, item in enumerate(words):
        box = Box(room.x + sum(widths[:number]), room.y, widths[number], height)
        placed = item.at(box.x + _CELL_SIDES[0], box.y + (height - item.height) // 2)
        cells.append(desk.shape("cell", box, placed, row.labels[number]))
    whole = replace(room, height=height)
    if row.kind == "columns":
        return Shape(row.kind, whole, tuple(cell.words[0] for cell in cells))
    first = replace(cells[0], name="")
    return replace(cells[0], kind=row.kind, box=whole, words=(), parts=(first, *cells[1:]))


def _column_widths(rows: Sequence[_Row], width: int) -> list[int]:
    """Share `width` among the columns: each gets what it needs, the widest give way."""
    count = max(len(row.labels) for row in rows)
    wanted = [min(_NARROWEST_COLUMN, width // count)] * count
    for row in rows:
        for number, label in enumerate(row.labels):
            needed = set_words(label, row.style, width, _NARROWEST_COLUMN).width + sum(_CELL_SIDES)
            wanted[number] = max(wanted[number], needed)
    while sum(wanted) > width:
        wanted[wanted.index(max(wanted))] -= 1
    spare = (width - sum(wanted)) // count
    return [each + spare for each in wanted]


def _sections(areas: Sequence[Area], path: Path, room: Box, desk: Desk) -> Shape:
    parts: list[Shape] = []
    y = room.y
    for number, area in enumerate(areas):
        parts.append(_section(area, (*path, number), replace(room, y=y), desk))
        y = parts[-1].box.bottom + GAP
    return Shape("sections", replace(room, height=y - GAP - room.y), parts=tuple(parts))


def _section(area: Area, path: Path, room: Box, desk: Desk) -> Shape:
    """Place a framed part of a page."""
    keys = _content(area)
    inside = room.inset(PADDING)
    head: list[Shape] = []
    if keys[:2] == ["heading", "toolbar"]:
        head, inside = _head(area, path, inside, desk)
        keys = keys[2:] if head else keys
    shapes, bottom = _stack(area, keys, path, inside, desk)
    bottom = bottom if keys else inside.y - STEP
    return Shape("section", replace(room, height=bottom + PADDING - room.y), parts=(*head, *shapes))


def _head(area: Area, path: Path, room: Box, desk: Desk) -> tuple[list[Shape], Box]:
    """Place a toolbar beside its heading; return both and the room below, nothing if it is wide."""
    build, labels = _KINDS["toolbar"], area.toolbar
    tools = build(labels, (*path, "toolbar"), room, desk)
    width = tools.parts[-1].box.right - room.x
    if tools.parts[0].box.y != tools.parts[-1].box.y or width > room.width // 2:
        return [], room
    left = replace(room, width=room.width - width - GAP)
    heading = _heading(area.heading or "", (*path, "heading"), left, desk)
    taller = max(heading.box.height, tools.box.height)
    right = Box(room.right - width, room.y + (taller - tools.box.height) // 2, width, 0)
    heading = _heading(
        area.heading or "",
        (*path, "heading"),
        replace(left, y=room.y + (taller - heading.box.height) // 2),
        desk,
    )
    tools = build(labels, (*path, "toolbar"), right, desk)
    return [heading, tools], replace(room, y=room.y + taller + STEP)


_Builder = Callable[[Any, Path, Box, Desk], Shape]
# In the order in which they are drawn where no file says one.
_KINDS: dict[str, _Builder] = {
    "heading": _heading,
    "toolbar": _row_of("tool"),
    "tabs": _row_of("tab"),
    "tiles": _tiles,
    "sections": _sections,
    "form": _form,
    "options": _options,
    "table": _table,
    "buttons": _row_of("button"),
}
