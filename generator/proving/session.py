"""A proof from beginning to end: the lab is started, the guide followed, the result written."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version as installed_version
from pathlib import Path

from generator import proof, sources, tree
from generator.configuration import Configuration
from generator.proof import Program, Proof, ProvenStep
from generator.proving import browser, chromium, processes
from generator.proving.browser import Look
from generator.proving.doing import Hands
from generator.proving.finding import PATIENCE
from generator.proving.helper import Helper
from generator.proving.opening import Proving
from generator.proving.pictures import Camera
from generator.proving.run import Done, FailedError, Run

# Why a proof cannot even begin.
CANNOT_BEGIN = (chromium.NoChromiumError, processes.LabError, tree.BlockedError)
PICTURE = ".webp"
# The number that a version begins with; what a distribution adds is not the vendor's.
_VERSION = re.compile(r"(?:\d+:)?(\d+(?:\.\d+)*)")


__all__ = ["CANNOT_BEGIN", "FailedError", "Session", "last_resorts"]


@dataclass(frozen=True)
class Session:
    """How a guide is proven.

    `say` shows a line to whoever looks on, `tell` is told of each step when it is done.
    `is_attended` tells that a person sits there and does what no browser can.
    """

    configuration: Configuration
    proving: Proving
    look: Look
    say: Callable[[str], None]
    tell: Callable[[Done], None]
    is_attended: bool = False

    def prove(self) -> tuple[Proof, list[Path]]:
        """Follow the guide; write its figures and its proof, and return it with what was written.

        Raises run.FailedError, processes.LabError and chromium.NoChromiumError; then nothing has
        changed.
        """
        lab = self.proving.lab
        locators = {str(label): str(one) for label, one in lab.locators.items()}
        camera = Camera()
        folder = self.proving.folder or Path()
        with (
            processes.started(lab.processes, folder) as own,
            browser.opened(self.look) as room,
        ):
            hands = Hands(room.person(), self.proving.given, locators, PATIENCE, own)
            person = Helper(self.say) if self.is_attended else None
            run = Run(room, hands, camera, self._figure, self.failure, person, self.tell)
            # Before the rest: a command that is wrong should cost nobody a whole run.
            against = self._identity_provider()
            signed_in = run.carry_out(self.proving.plan)
            chromium_used = Program(name="Chromium", version=room.version)
            made = self._proof(run.done, against, chromium_used, is_signed_in=signed_in)
        written = camera.save()
        file = Path(sources.proof_of(str(self.proving.file)))
        tree.replace(file, made.text().encode())
        return made, [*written, file]

    @property
    def failure(self) -> Path:
        """Where the picture of a failure goes: to what is made anew, and in no repository."""
        name = self.proving.file.name.removesuffix(".guide.yml")
        return self.configuration.kept("failures").parent / f"{name}.failed{PICTURE}"

    def _figure(self, stem: str) -> Path:
        return self.configuration.images / f"{self.proving.guide.figure(stem)}{PICTURE}"

    def _proof(
        self, done: Sequence[Done], against: Program, used: Program, *, is_signed_in: bool
    ) -> Proof:
        prints = proof.fingerprints(self.proving.outline)
        steps = {one.planned.id: one for one in done}
        return Proof(
            on=dt.datetime.now(dt.UTC).date(),
            identity_provider=against,
            browser=used,
            handrail=installed_version("handrail"),
            signed_in=is_signed_in,
            steps=tuple(_recorded(steps[own], digest) for own, digest in prints.items()),
        )

    def _identity_provider(self) -> Program:
        """Return what the guide is proven against. Raises LabError."""
        name = self.proving.guide.identity_provider.name
        return Program(name=name, version=self._version())

    def _version(self) -> str | None:
        """Return the identity provider's version, None if nothing tells it. Raises LabError."""
        command = self.proving.lab.identity_provider.version
        if command is None:
            return None
        said = processes.output(command, self.proving.folder or Path())
        found = _VERSION.match(said.strip())
        if found is None:
            raise processes.LabError(f"{' '.join(command)} prints no version")
        return found[1]


def last_resorts(proving: Proving) -> list[str]:
    """Return the labels that only a locator leads to."""
    steps = proving.plan.steps
    moves = (move for one in steps for move in one.all_moves)
    named = dict.fromkeys(move.wanted.label for move in moves if move.wanted is not None)
    return [label for label in named if label in proving.lab.locators]


def _recorded(done: Done, fingerprint: str) -> ProvenStep:
    if done.unproven:
        return ProvenStep(id=done.planned.id, fingerprint=fingerprint, unproven=done.unproven)
    how = ("the lab says how", *done.how) if done.planned.by_lab else done.how
    return ProvenStep(id=done.planned.id, fingerprint=fingerprint, how=how, seconds=done.seconds)
