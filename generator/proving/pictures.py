"""Pictures of a run: what a step is done to, with nothing on it that nobody may see."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ElementHandle, Frame, Page
from playwright.sync_api import Error as PlaywrightError

from generator import tree
from generator.figures import annotation
from generator.figures.annotation import Area
from generator.proving.secrets import SECRET, VARYING

# Pixels of a picture for one of the page: browsers are opened with that (`browser.Room.person`).
_SCALE = 1
_MASKS = Path(__file__).with_name("masks.js").read_text("utf-8")


@dataclass
class Camera:
    """Takes the pictures of one run, and keeps them until it has gone well.

    `known` are secrets, such as a password that was given, hidden wherever they show.
    """

    known: Collection[str] = ()
    taken: dict[Path, bytes] = field(default_factory=dict)

    def take(self, page: Page, targets: list[ElementHandle], number: int, file: Path) -> None:
        """Take the picture of a step: what it is done to, outlined, with the step's number."""
        if targets:
            targets[-1].scroll_into_view_if_needed()
        areas = [area for area in map(_area, targets) if area is not None]
        masks = list(_masks(page, self.known))
        self.taken[file] = annotation.annotated(_seen(page), _SCALE, areas, number, masks)

    def failure(self, page: Page, file: Path) -> None:
        """Write a picture of a page, as it is seen when something has failed."""
        picture = annotation.annotated(_seen(page), _SCALE, [], masks=[*_masks(page, self.known)])
        file.parent.mkdir(parents=True, exist_ok=True)
        tree.replace(file, picture)

    def save(self) -> list[Path]:
        """Write the pictures that differ from those that are there, and return which."""
        changed = []
        for file, picture in self.taken.items():
            if not file.is_file() or annotation.is_changed(file.read_bytes(), picture):
                file.parent.mkdir(parents=True, exist_ok=True)
                tree.replace(file, picture)
                changed.append(file)
        return changed


def _seen(page: Page) -> bytes:
    return page.screenshot(animations="disabled", caret="hide", scale="css")


def _masks(page: Page, known: Collection[str]) -> Iterator[Area]:
    """Yield where a page shows what no picture may, in all its frames."""
    for frame in page.frames:
        try:
            left, top = _corner(frame)
            found = frame.evaluate(_MASKS, [SECRET, VARYING, [*known]])
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
