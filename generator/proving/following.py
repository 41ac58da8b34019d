"""One step, followed: its moves in their order, with pictures on the way."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from playwright.sync_api import ElementHandle, Page
from playwright.sync_api import Error as PlaywrightError

from generator.diagnostics import Diagnostic
from generator.proving.doing import Hands, MoveError
from generator.proving.finding import find
from generator.proving.helper import Helper
from generator.proving.moves import Move
from generator.proving.pictures import Camera
from generator.proving.saying import instead, said
from generator.proving.secrets import redacted
from generator.proving.wanted import Found, NotFoundError, Use, Wanted
from generator.proving.watching import Watch, watch

# What can be gone when it is done is shown before.
_SHOWN_BEFORE = ("press", "expand", "download")
# Seconds that a text may take to show up: some consoles save, and think, for that long.
_TO_SHOW = 15.0


@dataclass
class Following:
    """Somebody who follows one step, which has this `number` on the page.

    `files` are those of pictures by the stage that each shows; `how` becomes how each label was
    found.
    """

    hands: Hands
    camera: Camera
    helper: Helper | None
    number: int = 0
    files: Mapping[int, Path] = field(default_factory=dict)
    how: list[str] = field(default_factory=list)
    _targets: list[ElementHandle] = field(default_factory=list)

    def follow(self, moves: Sequence[Move]) -> None:
        """Do moves. Raises MoveError."""
        with ExitStack() as looking:
            # What comes up may be gone again when all is done.
            watches = {
                move: looking.enter_context(watch(self._page(move), move.text))
                for move in moves
                if move.doing == "shows"
            }
            for move, following in zip_longest(moves, moves[1:]):
                is_last = following is None or following.stage != move.stage
                try:
                    self._do(move, watches.get(move), is_last=is_last)
                except PlaywrightError as error:
                    said = redacted(error.message.partition("\n")[0])
                    raise MoveError(Diagnostic(move.place, "prove/answer", said)) from None

    def _page(self, move: Move) -> Page:
        return self.hands.page(move)

    def _do(self, move: Move, watched: Watch | None, *, is_last: bool) -> None:
        found = self._reach(move)
        file, is_shown_before = self.files.get(move.stage), move.doing in _SHOWN_BEFORE
        if file is not None and is_shown_before:
            self.camera.take(self._page(move), self._targets, self.number, file)
        self._act(move, found, watched)
        if file is not None and is_last and not is_shown_before:
            self.camera.take(self._page(move), self._targets, self.number, file)

    def _reach(self, move: Move) -> Found | None:
        found = self.hands.reach(move)
        if found is not None:
            self.how.append(found.how)
            self._targets.append(found.seen.element_handle())
        return found

    def _act(self, move: Move, found: Found | None, watched: Watch | None) -> None:
        if watched is not None:
            self._see(move, watched)
        elif move.doing != "ask":
            self.hands.act(move, found)
        elif self.helper is not None:
            self.helper.ask(self._page(move), move)

    def _see(self, move: Move, watched: Watch) -> None:
        """Wait until a text has been seen."""
        if watched.seen(_TO_SHOW):
            return
        message = f'nothing shows "{move.text}"'
        near: tuple[str, ...] = ()
        try:
            find(self._page(move), Wanted(Use.SEE, "label", move.text), 0)
        except NotFoundError as error:
            near = error.near
        hints = (instead(self._page(move), near), said(self._page(move)) if near else "")
        hint = "; ".join(filter(None, hints))
        raise MoveError(Diagnostic(move.place, "prove/expected", message, hint))
