"""A plan, carried out: one step after the other, up to the sign-in or the first fault."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from playwright.sync_api import ElementHandle
from playwright.sync_api import Error as PlaywrightError

from generator.diagnostics import Diagnostic
from generator.proving.browser import Room
from generator.proving.doing import Hands, MoveError
from generator.proving.finding import Found, Watch, near, watch
from generator.proving.helper import Helper
from generator.proving.moves import Move
from generator.proving.pictures import Camera
from generator.proving.plan import Phase, Plan, Planned

_PHASES: tuple[Phase, ...] = ("guide", "hand-over", "sign-in")
# What can be gone when it is done is shown before.
_SHOWN_BEFORE = ("press", "expand", "download")
# Seconds that a text may take to show up: some consoles save, and think, for that long.
_TO_SHOW = 15.0
_NOTHING: Mapping[int, Path] = {}


class FailedError(Exception):
    """A run came to a fault; `picture` is what the browser showed then, if there was anything."""

    def __init__(self, diagnostic: Diagnostic, picture: Path | None) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.picture = picture


@dataclass(frozen=True)
class Done:
    """What came of a step: how its labels were found, how many seconds it took.

    `unproven` says why not all of it was done.
    """

    planned: Planned
    how: tuple[str, ...] = ()
    seconds: float = 0.0
    unproven: str = ""


@dataclass
class Run:
    """One run of a plan by people in a room.

    `figure` gives the file of a figure, `helper` is who does what no browser can, if anybody sits
    there; `tell` is told of each step when it is done. `failure` is where the last picture goes.
    """

    room: Room
    hands: Hands
    camera: Camera
    figure: Callable[[str], Path]
    failure: Path
    helper: Helper | None
    tell: Callable[[Done], None]
    done: list[Done] = field(default_factory=list)

    def carry_out(self, plan: Plan) -> bool:
        """Do all steps; return whether somebody has signed in at the end. Raises FailedError."""
        for phase in _PHASES:
            if phase == "sign-in":
                # Whoever tries it has not been there before.
                self.hands = replace(self.hands, person=self.room.person())
            for planned in plan.of(phase):
                done = self._step(planned)
                self.done.append(done)
                self.tell(done)
        return self._has_signed_in(plan)

    def _has_signed_in(self, plan: Plan) -> bool:
        last = [done for done in self.done if done.planned.phase == "sign-in"]
        seen = any(move.doing == "shows" for one in plan.of("sign-in") for move in one.moves)
        return seen and not any(done.unproven for done in last)

    def _step(self, planned: Planned) -> Done:
        if planned.is_left_out:
            return Done(planned, unproven=planned.left)
        start = time.monotonic()
        try:
            self._moves(planned.before)
            how = self._moves(planned.moves, planned.number, self._shots(planned))
            self._moves(planned.after)
        except MoveError as error:
            raise self._failed(error.diagnostic, planned) from None
        seconds = time.monotonic() - start
        by_person = "; a person did it" if planned.left and self.helper is not None else ""
        return Done(planned, tuple(how), seconds, planned.left + by_person)

    def _shots(self, planned: Planned) -> dict[int, Path]:
        """Return the files of a step's figures by the stage that each shows: the last by the last."""
        stems = planned.step.figures or {} if planned.phase == "guide" else {}
        files = [self.figure(stem) for stem in stems]
        stages = [move.stage for move in planned.moves if move.wanted or move.doing == "go"]
        return dict(zip(reversed([*dict.fromkeys(stages)]), reversed(files), strict=False))

    def _moves(
        self, moves: Sequence[Move], number: int = 0, shots: Mapping[int, Path] = _NOTHING
    ) -> list[str]:
        """Do moves, with pictures of some stages; return how what they name was found."""
        how: list[str] = []
        targets: list[ElementHandle] = []
        watches = {move: watch(self.hands.page(move), move.text) for move in _expected(moves)}
        for move, following in zip(moves, [*moves[1:], None], strict=True):
            found = self._reach(move, targets)
            how += [found.how] if found is not None else []
            file, shows_before = shots.get(move.stage), move.doing in _SHOWN_BEFORE
            is_last = following is None or following.stage != move.stage
            if file is not None and shows_before:
                self.camera.take(self.hands.page(move), targets, number, file)
            self._act(move, found, watches)
            if file is not None and is_last and not shows_before:
                self.camera.take(self.hands.page(move), targets, number, file)
        return how

    def _reach(self, move: Move, targets: list[ElementHandle]) -> Found | None:
        found = self.hands.reach(move)
        if found is not None:
            targets.append(found.locator.element_handle())
        return found

    def _act(self, move: Move, found: Found | None, watches: Mapping[Move, Watch]) -> None:
        if move.doing == "shows":
            self._see(move, watches[move])
        elif move.doing != "ask":
            self.hands.act(move, found)
        elif self.helper is not None:
            self.helper.ask(self.hands.page(move), move)

    def _see(self, move: Move, watched: Watch) -> None:
        """Wait until a text has been seen."""
        end = time.monotonic() + _TO_SHOW
        while not watched.seen():
            if time.monotonic() > end:
                message = f'nothing shows "{move.text}"'
                hint = near(self.hands.page(move), move.text)
                raise MoveError(Diagnostic(move.place, "prove/expected", message, hint))
            self.hands.page(move).wait_for_timeout(100)

    def _failed(self, diagnostic: Diagnostic, planned: Planned) -> FailedError:
        """Return what ends the run: with what went wrong between browser and console, if anything."""
        page = self.hands.person.page(planned.side)
        said = "; ".join(one for one in (diagnostic.hint, self.hands.person.trouble) if one)
        try:
            self.camera.failure(page, self.failure)
        except PlaywrightError:
            return FailedError(replace(diagnostic, hint=said), None)
        return FailedError(replace(diagnostic, hint=said), self.failure)


def _expected(moves: Sequence[Move]) -> list[Move]:
    return [move for move in moves if move.doing == "shows"]
