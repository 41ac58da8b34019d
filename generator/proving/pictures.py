"""Pictures of a run: what a step is done to, with nothing on it that nobody may see."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ElementHandle, Frame, Page
from playwright.sync_api import Error as PlaywrightError

from generator import tree
from generator.figures import annotation
from generator.figures.annotation import Area, Shown
from generator.proving.secrets import SECRET, VARYING, known

# Pixels of a picture for one of the page: browsers are opened with that (`browser.Room.person`).
_SCALE = 1
# How often, and with how many milliseconds between, a page is looked at until it is at rest.
_LOOKS, _BETWEEN = 20, 80
# A dialog, else a row, a field with its label; nothing that would not fit into a picture.
_AROUND = """e => {
  const parts = ["dialog, [role=alertdialog], [role=dialog]", "tr, label, fieldset"];
  const boxes = [...parts.map(part => e.closest(part)), ...(e.labels ?? [])]
    .filter(part => part).map(part => part.getBoundingClientRect())
    .filter(box => box.width && box.height && box.width <= 1000 && box.height <= 420);
  return boxes.map(box => [box.x, box.y, box.width, box.height]);
}"""
_MASKS = Path(__file__).with_name("masks.js").read_text("utf-8")


@dataclass
class Camera:
    """Takes the pictures of one run, and keeps them until it has gone well."""

    taken: dict[Path, bytes] = field(default_factory=dict)

    def take(self, page: Page, targets: list[ElementHandle], number: int, file: Path) -> None:
        """Take the picture of a step: what it is done to, outlined, with the step's number."""
        if targets:
            targets[-1].scroll_into_view_if_needed()
        screenshot = _at_rest(page)
        seen = [(target, area) for target in targets if (area := _area(target)) is not None]
        shown = Shown(
            targets=[area for _, area in seen],
            number=number,
            masks=[*_masks(page)],
            around=[area for target, _ in seen for area in _around(target)],
        )
        self.taken[file] = annotation.annotated(screenshot, _SCALE, shown)

    def failure(self, page: Page, file: Path) -> None:
        """Write a picture of a page, as it is seen when something has failed."""
        picture = annotation.annotated(_seen(page), _SCALE, Shown(masks=[*_masks(page)]))
        tree.replace(file, picture)

    def save(self) -> list[Path]:
        """Write the pictures that differ from those that are there, and return which."""
        changed = []
        for file, picture in self.taken.items():
            if not file.is_file() or annotation.is_changed(file.read_bytes(), picture):
                tree.replace(file, picture)
                changed.append(file)
        return changed


def _at_rest(page: Page) -> bytes:
    """Return a screenshot when two that follow each other are the same: nothing moves any more."""
    before = _seen(page)
    for _ in range(_LOOKS):
        page.wait_for_timeout(_BETWEEN)
        now = _seen(page)
        if now == before:
            break
        before = now
    return before


def _around(target: ElementHandle) -> Iterator[Area]:
    """Yield what has to be seen with a thing: the dialog or the row that it is in, its label."""
    frame = target.owner_frame()
    left, top = _corner(frame) if frame is not None else (0, 0)
    for x, y, width, height in target.evaluate(_AROUND):
        yield Area(left + x, top + y, width, height)


def _seen(page: Page) -> bytes:
    return page.screenshot(animations="disabled", caret="hide", scale="css")


def _masks(page: Page) -> Iterator[Area]:
    """Yield where a page shows what no picture may, in all its frames."""
    for frame in page.frames:
        try:
            left, top = _corner(frame)
            found = frame.evaluate(_MASKS, [SECRET, VARYING, known()])
        except PlaywrightError:
            continue  # it has just gone, and shows nothing any more
        for x, y, width, height in found:
            yield Area(left + x, top + y, width, height)


def _corner(frame: Frame) -> tuple[float, float]:
    """Return where a frame's window begins in that of its page."""
    if frame.parent_frame is None:
        return 0, 0
    box = frame.frame_element().bounding_box() or {"x": 0, "y": 0}
    return box["x"], box["y"]


def _area(target: ElementHandle) -> Area | None:
    """Return where something is in the window, None if it is gone, or cannot be seen."""
    try:
        box = target.bounding_box() if target.is_visible() else None
    except PlaywrightError:
        return None
    if box is None:
        return None
    return Area(**box)
