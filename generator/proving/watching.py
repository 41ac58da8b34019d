"""Looks out for a text while something is done, as it may be gone again when that is done."""

import json
import time
from contextlib import ExitStack, suppress
from itertools import count
from types import TracebackType
from typing import Self

from playwright.sync_api import Error, Page

from generator.proving.looking import WATCHER, ask, views

_PAUSE = 50  # milliseconds
_NUMBERS = count(1)


class Watch:
    """Looks for a text in all frames of a page, and of what is opened in it, until it is closed."""

    def __init__(self, page: Page, text: str) -> None:
        self._page, self._text, self._has_come_up = page, text, False
        self._held = ExitStack()
        tell = f"handrailSaw{next(_NUMBERS)}"
        # It tells by calling a function, as a page that is left takes along what it has seen.
        self._held.enter_context(page.expose_binding(tell, self._come_up))
        new = f"({WATCHER})({json.dumps([text, tell, True])})"
        self._held.enter_context(page.add_init_script(new))
        for view in views(page):
            view.frame.evaluate(WATCHER, [text, tell, False])

    def seen(self, patience: float = 0) -> bool:
        """Return whether the text is there, or has come up since; wait so many seconds for it."""
        end = time.monotonic() + patience
        while not (self._has_come_up or self._is_there()):
            if time.monotonic() >= end:
                return False
            self._page.wait_for_timeout(_PAUSE)
        return True

    def close(self) -> None:
        """Look no longer."""
        with suppress(Error):  # the page may be gone, and with it what is to be taken back
            self._held.close()

    def __enter__(self) -> Self:
        """See `close`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """See `close`."""
        self.close()

    def _come_up(self, _: object) -> None:
        self._has_come_up = True

    def _is_there(self) -> bool:
        try:
            return any(ask(view.frame, "shows", label=self._text) for view in views(self._page))
        except Error:
            if self._page.is_closed():
                raise
            return False


def watch(page: Page, text: str) -> Watch:
    """Start to look for a text, before what brings it up is done."""
    return Watch(page, text)
