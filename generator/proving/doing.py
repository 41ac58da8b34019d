"""One move of a plan, done in the browser."""

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from generator.diagnostics import Diagnostic
from generator.fields import FieldValue
from generator.proving.browser import Person, settle
from generator.proving.finding import Found, NotFoundError, find, find_option
from generator.proving.given import Given, NoValueError
from generator.proving.moves import Doing, Move
from generator.proving.processes import FOLDER
from generator.proving.saying import instead, said
from generator.proving.secrets import redacted
from generator.proving.wanted import Wanted
from generator.values import side_of

LAST_RESORT = "locator"
# Milliseconds that a download has to begin in.
_DOWNLOAD = 8_000
# Seconds that a command of a lab may take.
_COMMAND = 60
# Seconds that entries of a menu may take to unfold, if they stand inside the one before.
_A_MOMENT = 1.0
# What metadata of one provider or of several hold (SAML 2.0 Metadata, section 2.3.2).
_METADATA = "EntityDescriptor"
_SOURCE = "async () => (await fetch(location.href)).text()"


# Whether something is unfolded, or turned on, as it says itself
# (https://www.w3.org/TR/wai-aria-1.2/#aria-expanded, #aria-checked, #aria-pressed).
_IS_OPEN = (
    """e => e.getAttribute("aria-expanded") === "true" || e.closest("details")?.open === true"""
)
_IS_ON = """e => {
  const field = e.control ?? e;
  const said = ["aria-checked", "aria-pressed"].map(name => field.getAttribute(name));
  return field.checked ?? said.includes("true");
}"""


class MoveError(Exception):
    """A move could not be done."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True)
class Hands:
    """What does a person's moves: what goes into fields, and how long something may take to appear.

    `locators` are the last resort for labels, `folder` is where commands of a lab are run.
    """

    person: Person
    given: Given
    locators: Mapping[str, str]
    patience: float
    folder: Path | None = None

    def page(self, move: Move) -> Page:
        """Return the page that a move is done on."""
        return self.person.page(move.side)

    def reach(self, move: Move) -> Found | None:
        """Return what a move is done to, None if to the page. Raises MoveError."""
        if move.wanted is None:
            return None
        locator = self.locators.get(move.wanted.label)
        if locator is not None:
            return self._by_locator(move, locator)
        try:
            return self._below(move, move.wanted) or find(
                self.page(move), move.wanted, self.patience
            )
        except NotFoundError as error:
            raise self._not_found(move, error) from None

    def act(self, move: Move, found: Found | None) -> None:
        """Do a move to what it reached. Raises MoveError."""
        known = self.person.context.pages
        try:
            if found is None:
                _TO_PAGES[move.doing](self, move)
            else:
                _TO_THINGS[move.doing](self, move, found)
            settle(self.person.follow(move.side, known))
        except NoValueError as error:
            raise _failed(move, "prove/value", str(error), error.hint) from None
        except NotFoundError as error:
            raise self._not_found(move, error) from None
        except PlaywrightError as error:
            reason = redacted(error.message.partition("\n")[0])
            raise _failed(move, "prove/answer", f"{move}: {reason}") from None

    def _not_found(self, move: Move, error: NotFoundError) -> MoveError:
        hint = instead(self.page(move), error.near)
        return _failed(move, "prove/label", redacted(error.reason), hint)

    def _below(self, move: Move, wanted: Wanted) -> Found | None:
        """Return an entry that stands inside the one of the menu that was opened before it."""
        if not move.below:
            return None
        inside = wanted._replace(where=(*wanted.where, ("row", move.below)))
        try:
            return find(self.page(move), inside, _A_MOMENT)
        except NotFoundError:
            return None

    def _by_locator(self, move: Move, locator: str) -> Found:
        found = self.page(move).locator(locator)
        try:
            found.wait_for(state="visible", timeout=self.patience * 1_000)
        except PlaywrightError:
            message = f'the locator of "{move.wanted and move.wanted.label}" leads to no one thing'
            raise _failed(move, "prove/label", message, f"it is {locator}") from None
        return Found(found, LAST_RESORT, "", found)


def _failed(move: Move, rule: str, message: str, hint: str = "") -> MoveError:
    return MoveError(Diagnostic(move.place, rule, message, hint))


def _go(hands: Hands, move: Move) -> None:
    page = hands.person.turn_to(move.side)
    address = hands.given.code(move.text)
    # Only what stands behind # may differ: an application of one page would stay as it is.
    page.goto("about:blank")
    answer = page.goto(address)
    status = answer.status if answer is not None else HTTPStatus.OK
    if status == HTTPStatus.NOT_FOUND or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise _failed(move, "prove/answer", f"{address} answers with {status}")


def _press(_: Hands, __: Move, found: Found) -> None:
    found.locator.click()


def _expand(_: Hands, __: Move, found: Found) -> None:
    if not found.locator.evaluate(_IS_OPEN):
        found.locator.click()


def _fill(hands: Hands, move: Move, found: Found) -> None:
    _type(found, hands.given.text(_label(move), _value(move)))


def _edit(hands: Hands, move: Move, found: Found) -> None:
    _type(found, hands.given.code(move.text))


def _type(found: Found, text: str) -> None:
    """Put a text in the place of what a field holds: editors of code take it from the keyboard."""
    if found.kind != "editor":
        found.locator.fill(text)
        return
    keyboard = found.locator.page.keyboard
    found.locator.click()
    keyboard.press("ControlOrMeta+A")
    keyboard.insert_text(text)


def _leave(_: Hands, move: Move, found: Found) -> None:
    if _value(move).leave == "empty" and _shown(found) != "":
        raise _failed(move, "prove/expected", f'"{_label(move)}" is not empty')


def _choose(hands: Hands, move: Move, found: Found) -> None:
    option = _value(move).value
    if found.kind not in {"select", "radiogroup"}:
        found.locator.click()
    picked = find_option(hands.page(move), found, option, hands.patience)
    if found.kind == "select":
        found.locator.select_option(label=picked.locator.inner_text().strip())
    else:
        picked.locator.click()


def _turn(hands: Hands, move: Move, found: Found) -> None:
    state = _value(move).turn or ""
    if found.kind == "radiogroup":
        find_option(hands.page(move), found, state.capitalize(), hands.patience).locator.click()
    elif found.locator.evaluate(_IS_ON) is not (state == "on"):
        found.locator.click()


def _upload(hands: Hands, move: Move, found: Found) -> None:
    name, content = hands.given.file(_value(move))
    found.locator.set_input_files({"name": name, "mimeType": "text/xml", "buffer": content})


def _copy(hands: Hands, move: Move, found: Found) -> None:
    _take(hands, move, _shown(found).encode())


def _download(hands: Hands, move: Move, found: Found) -> None:
    try:
        with hands.page(move).expect_download(timeout=_DOWNLOAD) as begun:
            found.locator.click()
    except PlaywrightTimeoutError:
        raise _failed(move, "prove/expected", f'"{_label(move)}" starts no download') from None
    _take(hands, move, Path(begun.value.path()).read_bytes())


def _page(hands: Hands, move: Move) -> None:
    page = hands.page(move)
    if move.text.endswith("_url"):
        _take(hands, move, page.url.encode())
        return
    source = str(page.evaluate(_SOURCE))
    if _METADATA not in source:
        raise _failed(move, "prove/expected", "the page holds no SAML metadata", said(page))
    _take(hands, move, source.encode())


def _see(_: Hands, __: Move, ___: Found) -> None:
    """Do nothing: it was found."""


def _run(hands: Hands, move: Move) -> None:
    folder = hands.folder
    made = subprocess.run(  # noqa: S602 (a lab's own command, written to be run by a shell)
        hands.given.code(move.text),
        shell=True,
        check=False,
        cwd=folder,
        capture_output=True,
        timeout=_COMMAND,
        env=os.environ | {FOLDER: str(folder)},
    )
    if made.returncode:
        last = redacted(made.stderr.decode(errors="replace").strip().rpartition("\n")[2])
        raise _failed(move, "prove/command", f"the command ends with {made.returncode}: {last}")


def _write(hands: Hands, move: Move) -> None:
    name, _, content = move.text.partition("\n")
    file = (hands.folder or Path()) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(hands.given.code(content), "utf-8")


def _value(move: Move) -> FieldValue:
    """Return what goes into the field of a move that fills one in."""
    if move.value is None:
        raise LookupError(move)
    return move.value


def _label(move: Move) -> str:
    return move.wanted.label if move.wanted is not None else ""


def _shown(found: Found) -> str:
    """Return what a field holds, or a cell or an editor shows."""
    text: str = found.locator.evaluate("e => e.value ?? e.innerText")
    return text.strip()


def _take(hands: Hands, move: Move, content: bytes) -> None:
    """Keep what a step brings: of the side whose value it is."""
    side = side_of(move.text, move.side, hands.given.sp) or move.side
    hands.given.taken[side, move.text] = content


_TO_THINGS: dict[Doing, Callable[[Hands, Move, Found], None]] = {
    "press": _press,
    "expand": _expand,
    "fill": _fill,
    "choose": _choose,
    "turn": _turn,
    "upload": _upload,
    "leave": _leave,
    "copy": _copy,
    "download": _download,
    "see": _see,
    "edit": _edit,
}
_TO_PAGES: dict[Doing, Callable[[Hands, Move], None]] = {
    "go": _go,
    "page": _page,
    "run": _run,
    "write": _write,
}
