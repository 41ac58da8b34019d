"""What is on a page: asked of the page itself, in each of its frames that people can see."""

from collections.abc import Iterator
from importlib import resources
from typing import Any, NamedTuple

from playwright.sync_api import Frame, Locator, Page

# In the order in which each builds upon those before it.
_PARTS = ("sight", "names", "things", "places", "tiers", "answer")
_FOLDER = resources.files("generator.proving") / "page"
_SCRIPT = "\n".join((_FOLDER / f"{part}.js").read_text("utf-8") for part in _PARTS)
_ANSWER = f"(task, request) => {{ {_SCRIPT}\nreturn TASKS[task](request); }}"
_WATCH = (_FOLDER / "watch.js").read_text("utf-8")
# A function of a text, of the name of what to call when it comes up, and of whether a page is new.
WATCHER = f"([text, tell, isNew]) => {{ const answer = {_ANSWER};\n{_WATCH} }}"

Path = tuple[tuple[str, str], ...]


class View(NamedTuple):
    """A frame that people see, and how much of a path of places leads to it."""

    frame: Frame
    depth: int


def ask(frame: Frame, task: str, **request: Any) -> Any:
    """Have one of the script's tasks done in a frame."""
    return frame.evaluate(f"([task, request]) => ({_ANSWER})(task, request)", [task, request])


def views(page: Page, where: Path = ()) -> Iterator[View]:
    """Yield the frames of a page that people see, from the outside to the inside."""
    yield from _views(View(page.main_frame, 0), where)


def _views(view: View, where: Path) -> Iterator[View]:
    yield view
    for child in view.frame.child_frames:
        way = where[view.depth :]
        depth = ask(view.frame, "depth", where=way, iframe=child.frame_element())
        if depth >= 0:
            yield from _views(View(child, view.depth + depth), where)


def locate(frame: Frame, path: str) -> Locator | None:
    """Return what stands at a path that the script gave; None if it is gone.

    A selector looks into shadow trees, too, so that it can hold for several elements: the script
    tells which of them stands at the path.
    """
    locator = frame.locator(path)
    task = f"(elements, path) => ({_ANSWER})('indexOf', {{ elements, path }})"
    index = locator.evaluate_all(task, path)
    return locator.nth(index) if index >= 0 else None
