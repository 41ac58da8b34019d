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

from generator.console import ImageFolder, WebAddress
from generator.schema import Part
from generator.steps import Procedure, Step, Trouble
from generator.text import Label, Prose, Text

# Procedures that can stand around the steps: the key in YAML, and the heading.
PROCEDURES = {
    "test_sign_in": "Test the sign-in with one user",
    "certificate_rotation": "When the certificate changes",
    "undo": "Go back",
}


class Console(Part):
    """Where something is administered."""

    name: Label = Field(
        description="What the console is called, as the reader will see it in links.",
        examples=["Microsoft Entra admin center"],
    )
    url: WebAddress | None = Field(
        None,
        description="The address of the console, if it has one that is the same for everybody; it "
        "begins with https:// or http://.",
        examples=["https://entra.microsoft.com/"],
    )


class Surroundings(Part):
    """What stands before and after the steps."""

    figure_folder: ImageFolder | None = Field(
        None,
        description="The folder of the figures, below the images folder.",
        examples=["saml/example-id"],
    )
    prerequisites: list[Text] | None = Field(
        None,
        min_length=1,
        description="What has to be there before the reader begins: one thing in each item, "
        "beginning with a small letter.",
        examples=[["a [verified domain](https://docs.example.com/domains)"]],
    )
    affects: Text | None = Field(
        None,
        description="Who notices that something is set up, and what changes for them, in a "
        "sentence.",
        examples=["Everybody has to sign in again."],
    )
    break_glass: Prose | None = Field(
        None,
        description="How the reader stays able to sign in when single sign-on fails, written as "
        "advice.",
        examples=["Keep one administrator account without single sign-on."],
    )
    test_sign_in: Procedure | None = Field(
        None,
        description="How to try it with one user, before everybody has to use it: steps, like in "
        "a section.",
        examples=[{"steps": [{"text": "Sign in as one user."}]}],
    )
    troubleshooting: list[Trouble] | None = Field(
        None,
        min_length=1,
        description="What can go wrong, and what helps; what belongs to one step can stand there.",
        examples=[[{"message": "Error 403", "fix": "Assign the user to the app."}]],
    )
    certificate_rotation: Procedure | None = Field(
        None,
        description="What to do before the signing certificate expires: steps, like in a section.",
        examples=[{"steps": [{"click": "New certificate"}]}],
    )
    undo: Procedure | None = Field(
        None,
        description="How to go back to how it was: steps, like in a section.",
        examples=[{"steps": [{"click": "Delete app"}]}],
    )
    next_steps: list[Text] | None = Field(
        None,
        min_length=1,
        description="What the reader can or should do afterwards: one thing in each item.",
        examples=[["Tell your team how to sign in"]],
    )
    finish: Prose | None = Field(
        None,
        description="What the steps end with, where this is not as with every identity provider: "
        "where the reader takes what was brought back.",
        examples=["Go back to Example and upload the metadata file."],
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
