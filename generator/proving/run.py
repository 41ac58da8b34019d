"""A plan, carried out: one step after the other, up to the sign-in or the first fault."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError

from generator.diagnostics import Diagnostic
from generator.proving.browser import Room
from generator.proving.doing import Hands, MoveError
from generator.proving.following import Following
from generator.proving.helper import Helper
from generator.proving.pictures import Camera
from generator.proving.plan import Phase, Plan, Planned

_PHASES: tuple[Phase, ...] = ("guide", "hand-over", "sign-in")


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
        """Tell whether the last steps were all done, and showed that they had worked."""
        last = [done for done in self.done if done.planned.phase == "sign-in"]
        seen = any(move.doing == "shows" for one in plan.of("sign-in") for move in one.moves)
        return seen and not any(done.unproven for done in last)

    def _step(self, planned: Planned) -> Done:
        if planned.left_out:
            return Done(planned, unproven=planned.left_out)
        start = time.monotonic()
        people = (self.hands, self.camera, self.helper)
        around, step = Following(*people), Following(*people, planned.number, self._files(planned))
        try:
            around.follow(planned.before)
            step.follow(planned.moves)
            around.follow(planned.after)
        except MoveError as error:
            raise self._failed(error.diagnostic, planned) from None
        seconds = time.monotonic() - start
        by_person = "; a person did it" if planned.left and self.helper is not None else ""
        return Done(planned, tuple(step.how), seconds, planned.left + by_person)

    def _files(self, planned: Planned) -> dict[int, Path]:
        """Return the files of a step's figures by the stages that they show, the last ones."""
        named = planned.step.pictures if planned.phase == "guide" else ()
        files = [self.figure(stem) for _, stem, _ in named]
        stages = [move.stage for move in planned.moves if move.wanted or move.doing == "go"]
        return dict(zip(reversed([*dict.fromkeys(stages)]), reversed(files), strict=False))

    def _failed(self, diagnostic: Diagnostic, planned: Planned) -> FailedError:
        """Return what ends the run, with what is wrong between browser and console, if anything."""
        page = self.hands.person.page(planned.side)
        hints = (diagnostic.hint, self.hands.person.trouble)
        told = replace(diagnostic, hint="; ".join(hint for hint in hints if hint))
        try:
            self.camera.failure(page, self.failure)
        except PlaywrightError:
            return FailedError(told, None)
        return FailedError(told, self.failure)
