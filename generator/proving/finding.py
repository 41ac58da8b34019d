"""What a label names on a page, found as a person finds it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from playwright.sync_api import Error, Frame, Page

from generator.proving import reasons
from generator.proving.looking import View, ask, locate, views
from generator.proving.wanted import Found, NotFoundError, Use, Wanted

__all__ = ["PATIENCE", "Found", "NotFoundError", "Use", "Wanted", "find", "find_option"]

PATIENCE = 6.0
_PAUSE = 100  # milliseconds


class _Hit(NamedTuple):
    frame: Frame
    told: dict[str, Any]
    label: str


@dataclass
class _Look:
    """What one look at all frames of a page has shown."""

    hits: list[_Hit] = field(default_factory=list)
    missing: int | None = None
    unseen: str = ""
    has_pressed: bool = False


def find(page: Page, wanted: Wanted, patience: float = PATIENCE) -> Found:
    """Return the one visible thing that is wanted, as soon as there is exactly one.

    A tab or a menu that it is in is opened. Raises NotFoundError where there is none, or more than
    one, or one that is disabled, after so many seconds of patience.
    """
    pressed: list[str] = []
    return _wait(page, wanted, lambda: _look(page, wanted, pressed), patience)


def find_option(page: Page, found: Found, option: str, patience: float = PATIENCE) -> Found:
    """Return an option of a list, or of a set of options, that was found to choose from.

    Options of a list that has to be opened first are looked for wherever the page shows them.
    """
    wanted = Wanted(Use.CHOOSE, "option", option)
    return _wait(page, wanted, lambda: _look_for_option(page, found, option), patience)


def _wait(page: Page, wanted: Wanted, look: Callable[[], _Look], patience: float) -> Found:
    end = time.monotonic() + patience
    while True:
        seen = _steady(page, look)
        if (found := _only(wanted, seen)) is not None:
            return found
        if seen.has_pressed:
            end = time.monotonic() + patience
        elif time.monotonic() >= end:
            raise _failure(page, wanted, seen)
        page.wait_for_timeout(_PAUSE)


def _steady(page: Page, look: Callable[[], _Look]) -> _Look:
    """Look; a frame that goes away meanwhile shows nothing."""
    try:
        return look()
    except Error:
        if page.is_closed():
            raise
        return _Look()


def _look(page: Page, wanted: Wanted, pressed: list[str]) -> _Look:
    labels = (wanted.label, *wanted.others)
    request = {"use": wanted.use, "kind": wanted.kind, "labels": labels, "pressed": pressed}
    seen = _Look(missing=-1)
    to_press: list[tuple[Frame, str]] = []
    for view in views(page, wanted.where):
        told = ask(view.frame, "look", where=wanted.where[view.depth :], **request)
        _add(seen, view, told, labels)
        if path := told.get("press"):
            to_press.append((view.frame, path))
    if not seen.hits and to_press:
        seen.has_pressed = _press(*to_press[0], pressed)
    return seen


def _press(frame: Frame, path: str, pressed: list[str]) -> bool:
    """Open a tab or a menu that the wanted thing is in; return whether it was still there."""
    if (locator := locate(frame, path)) is None:
        return False
    locator.click(timeout=PATIENCE * 1000)
    pressed.append(path)
    return True


def _add(seen: _Look, view: View, told: dict[str, Any], labels: tuple[str, ...]) -> None:
    """Put together what the frames show: a place is missing if it is in none of them."""
    seen.hits += [_Hit(view.frame, hit, labels[told["alias"]]) for hit in told["hits"]]
    seen.unseen = seen.unseen or told.get("unseen", "")
    if "missing" not in told:
        seen.missing = None
    elif seen.missing is not None:
        seen.missing = max(seen.missing, view.depth + told["missing"])


def _look_for_option(page: Page, found: Found, option: str) -> _Look:
    within = found.locator.element_handle()
    frame = within.owner_frame() or page.main_frame
    request = {"use": "option", "kind": "option", "labels": (option,), "where": ()}
    told = ask(frame, "look", within=within, **request)
    seen = _Look()
    _add(seen, View(frame, 0), told, (option,))
    return seen


def _only(wanted: Wanted, seen: _Look) -> Found | None:
    """Return what was found, if it is one thing that can be used."""
    first = min((hit.label != wanted.label for hit in seen.hits), default=False)
    hits = [hit for hit in seen.hits if (hit.label != wanted.label) == first]
    if wanted.use is Use.SEE:
        hits = hits[:1]
    if len(hits) != 1 or hits[0].told["off"]:
        return None
    [hit] = hits
    locator, shown = locate(hit.frame, hit.told["path"]), locate(hit.frame, hit.told["seen"])
    if locator is None or shown is None:
        return None
    alias = f'"{hit.label}"' if hit.label != wanted.label else ""
    how = " ".join(filter(None, (hit.told["how"], alias, reasons.place_words(wanted.where))))
    return Found(locator, how, hit.told["kind"], shown)


def _failure(page: Page, wanted: Wanted, seen: _Look) -> NotFoundError:
    if seen.missing is not None:
        name = wanted.where[seen.missing][1]
        return NotFoundError(wanted, reasons.no_place(wanted, seen.missing), _near(page, name))
    if len(seen.hits) > 1:
        return NotFoundError(
            wanted, reasons.several(wanted, [hit.told["said"] for hit in seen.hits])
        )
    if seen.hits:
        state = seen.hits[0].told["off"] or "changing all the time"
        return NotFoundError(wanted, f'"{seen.hits[0].label}" is there, but {state}')
    near = () if seen.unseen else _near(page, wanted.label)
    return NotFoundError(wanted, reasons.nothing(wanted, seen.unseen), near)


def _near(page: Page, label: str) -> tuple[str, ...]:
    """Return the names on the page that are like a label."""
    try:
        names = [(name, kind) for view in views(page) for name, kind in ask(view.frame, "names")]
    except Error:
        if page.is_closed():
            raise
        return ()
    return reasons.near(label, names)
