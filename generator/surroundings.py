"""What a guide has around its steps; a service provider says it once for all its guides.

The parts are those of a DITA task
(https://docs.oasis-open.org/dita/dita/v1.3/os/part2-tech-content/langRef/containers/task.html):
prerequisites, context, steps, result, troubleshooting, and what comes afterwards.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from generator.console import WebAddress
from generator.schema import Part
from generator.steps import ImageFolder, Procedure, Step, Trouble
from generator.text import Label, Prose, Text

# Procedures that can stand around the steps: the key in YAML, and the heading.
PROCEDURES = {
    "test_sign_in": "Test the sign-in with one user",
    "certificate_rotation": "When the certificate changes",
    "undo": "Go back",
}


class Console(Part):
    """Where something is administered."""

    name: Label = Field(description="What the console is called.")
    url: WebAddress | None = Field(
        None, description="Its address, if it has one that is the same for everybody."
    )


class Surroundings(Part):
    """What stands before and after the steps."""

    figure_folder: ImageFolder | None = Field(
        None, description="The folder of its figures, below the images folder."
    )
    prerequisites: list[Text] | None = Field(
        None, min_length=1, description="What has to be there before."
    )
    affects: Text | None = Field(None, description="Who notices, and what changes for them.")
    break_glass: Prose | None = Field(
        None, description="How to stay able to sign in when single sign-on fails."
    )
    test_sign_in: Procedure | None = Field(
        None, description="How to try it with one user before everybody has to use it."
    )
    troubleshooting: list[Trouble] | None = Field(
        None, min_length=1, description="What can go wrong, and what helps."
    )
    certificate_rotation: Procedure | None = Field(
        None, description="What to do before the signing certificate expires."
    )
    undo: Procedure | None = Field(None, description="How to go back.")
    next_steps: list[Text] | None = Field(None, min_length=1, description="What to do afterwards.")
    finish: Prose | None = Field(
        None, description="What the steps end with: where to take what was brought back."
    )

    def steps(self) -> Iterator[Step]:
        """Yield every step that is written here, in the reading order."""
        for procedure in self.procedures():
            for steps in procedure.groups():
                yield from steps

    def figure(self, stem: str) -> str:
        """Return the path of a figure below the images folder, without an ending."""
        return posixpath.join(self.figure_folder or "", stem)

    def procedures(self) -> list[Procedure]:
        """Return the procedures that are written here."""
        own = (getattr(self, key) for key in PROCEDURES)
        return [procedure for procedure in own if procedure is not None]


@dataclass(frozen=True)
class Around:
    """What stands around the steps of one page: the guide's own before the service provider's."""

    prerequisites: list[Text]
    affects: Text | None
    break_glass: Prose | None
    troubleshooting: list[Trouble]
    next_steps: list[Text]
    finish: Prose | None
    procedures: dict[str, Procedure]


def around(*parts: Surroundings | None) -> Around:
    """Return the surroundings of a page: lists are joined, of all else the first counts."""
    given = [part for part in parts if part is not None]
    procedures = {key: _first(given, key) for key in PROCEDURES}
    return Around(
        _joined(given, "prerequisites"),
        _first(given, "affects"),
        _first(given, "break_glass"),
        _joined(given, "troubleshooting"),
        _joined(given, "next_steps"),
        _first(given, "finish"),
        {key: procedure for key, procedure in procedures.items() if procedure is not None},
    )


def _first(parts: list[Surroundings], key: str) -> Any:
    values = (getattr(part, key) for part in parts)
    return next((value for value in values if value is not None), None)


def _joined(parts: list[Surroundings], key: str) -> list[Any]:
    return [item for part in parts for item in getattr(part, key) or []]
