"""A person who sits before the browser and does what no browser can."""

import os
import select
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page

from generator.proving.moves import Move
from generator.proving.secrets import PASSWORD

USER = "HANDRAIL_USER"
# Where consoles ask for a name and a password
# (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill).
_FIELDS = {
    USER: "input[autocomplete~=username]:visible, input[type=email]:visible",
    PASSWORD: "input[type=password]:visible",
}
_MILLISECONDS = 300


@dataclass
class Helper:
    """Asks the person to do something; `say` puts a line before them.

    Name and password are filled in from the environment, once each, where a page asks for them.
    """

    say: Callable[[str], None]
    _filled: set[tuple[str, str]] = field(default_factory=set)

    def ask(self, page: Page, move: Move) -> None:
        """Wait until the person has done a move, and says so with the Enter key."""
        self.say(f"{move.place}: {move.text}. Do this in the browser, then press Enter here.")
        while not _has_answered():
            self._fill_in(page)
            page.wait_for_timeout(_MILLISECONDS)

    def _fill_in(self, page: Page) -> None:
        """Fill in what the environment has of what a page asks for, and send it off."""
        filled = None
        try:
            for variable, selector in _FIELDS.items():
                filled = self._filled_in(page, variable, selector) or filled
            if filled is not None:
                filled.press("Enter")
        except PlaywrightError:
            return  # the page has just made way for another one

    def _filled_in(self, page: Page, variable: str, selector: str) -> Locator | None:
        """Return the field that was filled in, None if it was before, or there is none."""
        here = (variable, page.url.partition("?")[0])
        field = page.locator(selector)
        if here in self._filled or not os.environ.get(variable) or field.count() != 1:
            return None
        field.fill(os.environ[variable])
        self._filled.add(here)
        return field


def _has_answered() -> bool:
    """Tell whether a line was typed on the terminal, or there is none any more."""
    ready, _, _ = select.select([sys.stdin], [], [], 0)
    return bool(ready) and (sys.stdin.readline(), True)[1]
