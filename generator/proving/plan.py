"""Guide + service provider + lab -> all that is to be done, in one straight list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from generator.guide import Guide
from generator.outline import Block, Outline
from generator.proving.lab import Lab
from generator.proving.moves import Move
from generator.proving.translation import Console
from generator.service_provider import ServiceProvider
from generator.steps import Procedure, Side, Step
from generator.text import Text

SIGN_IN = "test_sign_in"
HAND_OVER = "hand-over"
# A step that is not done as it belongs to a variant that was not taken.
_OTHER_WAY = "another way was taken"

Phase = Literal["guide", "hand-over", "sign-in"]
# When a lab does something of its own.
When = Literal["before", "after", "instead"]


@dataclass(frozen=True)
class Planned:
    """A step with what is done for it: its `id` and its `number` are those on the guide's page.

    `before` and `after` are moves that only the lab makes; `by_lab` tells that it also says what
    the step means, and `in_words` that it has to. Nothing is done for a step for whose
    `left_out` there is a reason.
    """

    phase: Phase
    id: str
    number: int
    title: str
    side: Side
    step: Step
    before: tuple[Move, ...] = ()
    moves: tuple[Move, ...] = ()
    after: tuple[Move, ...] = ()
    by_lab: bool = False
    in_words: bool = False
    left_out: str = ""

    @property
    def all_moves(self) -> tuple[Move, ...]:
        """What is done at the step, the lab's own moves around it included."""
        return (*self.before, *self.moves, *self.after)

    @property
    def left(self) -> str:
        """Why not all of the step is done: what of it no browser can do, "" if it can."""
        return self.left_out or "; ".join(dict.fromkeys(_asked(self.all_moves)))


@dataclass(frozen=True)
class Plan:
    """What is done, in its order."""

    steps: tuple[Planned, ...]

    def of(self, phase: Phase) -> list[Planned]:
        """Return the steps of one phase."""
        return [planned for planned in self.steps if planned.phase == phase]


@dataclass(frozen=True)
class Planner:
    """Plans how a guide is proven; `console` is the address of the identity provider's console."""

    guide: Guide
    sp: ServiceProvider
    outline: Outline
    lab: Lab
    console: str | None = None

    def plan(self) -> Plan:
        """Return the plan."""
        steps = [*self._sections(), *self._hand_over(), *self._sign_in()]
        return Plan(tuple(steps))

    def _sections(self) -> Iterator[Planned]:
        for block in self.outline.sections:
            yield from self._block(block, "guide")

    def _sign_in(self) -> Iterator[Planned]:
        block = self.outline.procedures.get(SIGN_IN)
        if block is not None:
            yield from self._block(block, "sign-in")

    def _hand_over(self) -> Iterator[Planned]:
        if self.lab.hand_over is None and self.console is not None:
            yield self._handed_over_by_person()
        for number, step in enumerate(self.lab.hand_over or [], 1):
            side = step.side or "sp"
            own = f"{HAND_OVER}-step-{number}"
            moves = tuple(self._in_lab.moves(step, side))
            yield Planned("hand-over", own, number, "Hand over", side, step, moves=moves)

    def _handed_over_by_person(self) -> Planned:
        """Return the step in which a person does what no lab says."""
        said = f"what was brought is handed to {self.sp.name}"
        ask = Move("ask", self.guide.place(), "sp", 0, text=said)
        step = Step(text=Text(said))
        own = f"{HAND_OVER}-step-1"
        return Planned("hand-over", own, 1, "Hand over", "sp", step, moves=(ask,))

    def _block(self, block: Block, phase: Phase) -> Iterator[Planned]:
        taken = self._taken(block.procedure)
        groups = zip(block.groups, block.procedure.groups(), strict=True)
        for group, (ids, steps) in enumerate(groups):
            for number, (own, step) in enumerate(zip(ids, steps, strict=True), 1):
                side = step.side or block.procedure.side
                planned = Planned(phase, own, number, block.title, side, step)
                if group != taken:
                    yield replace(planned, left_out=_OTHER_WAY)
                elif unmet := self._unmet(block.procedure, step):
                    yield replace(planned, left_out=unmet)
                else:
                    yield self._done(planned)

    def _taken(self, procedure: Procedure) -> int:
        """Return the number of the variant that is taken."""
        titles = [variant.title for variant in procedure.variants or []]
        return next((titles.index(title) for title in titles if title in self.lab.ways), 0)

    def _unmet(self, *parts: Procedure | Step) -> str:
        """Return for whom a step is, if that does not hold here."""
        conditions = (part.condition for part in parts if part.condition is not None)
        unmet = next((one for one in conditions if one not in self._as_written.holds), None)
        return f"only if {unmet}" if unmet is not None else ""

    def _done(self, planned: Planned) -> Planned:
        """Return a step with what is done for it, the lab's own moves around it included."""
        written = self._console(planned.phase).moves(planned.step, planned.side)
        instead = self._of_lab("instead", planned)
        return replace(
            planned,
            before=self._of_lab("before", planned) or (),
            moves=tuple(written) if instead is None else instead,
            after=self._of_lab("after", planned) or (),
            by_lab=instead is not None,
            in_words=any(_asked(written)),
        )

    def _of_lab(self, when: When, at: Planned) -> tuple[Move, ...] | None:
        """Return the lab's own moves at a step, None if it has none."""
        steps: Mapping[str, Sequence[Step]] = getattr(self.lab, when)
        own = steps.get(at.id)
        if own is None:
            return None
        moves: list[Move] = []
        for one in own:
            first = moves[-1].stage + 1 if moves else 0
            moves += self._in_lab.moves(one, one.side or at.side, first)
        return tuple(moves)

    def _console(self, phase: Phase) -> Console:
        """Return the console as the guide's reader has it: an administrator, but at the end."""
        steps = self.lab.sign_in if phase == "guide" else None
        return replace(self._as_written, sign_in=tuple(steps or ()))

    @cached_property
    def _as_written(self) -> Console:
        return Console(self._addresses(), self.guide.labels or {}, frozenset(self.lab.conditions))

    @cached_property
    def _in_lab(self) -> Console:
        return replace(self._as_written, runs_commands=True)

    def _addresses(self) -> dict[Side, str]:
        own = self.guide.identity_provider.console
        of_idp = self.console or self.lab.identity_provider.console
        found: dict[Side, str | None] = {
            "idp": of_idp or (own.url if own is not None else None),
            "sp": self.sp.console.url if self.sp.console is not None else None,
        }
        return {side: address for side, address in found.items() if address is not None}


def _asked(moves: Sequence[Move]) -> Iterator[str]:
    """Yield what moves leave to a person."""
    return (move.text for move in moves if move.doing == "ask")
