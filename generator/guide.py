"""The model of a guide; its JSON Schema comes from here."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from generator import front_matter
from generator.choices import Choice
from generator.fragments import Use
from generator.schema import Part
from generator.steps import Procedure, Section, Side, Step, Variant
from generator.surroundings import Console, Surroundings
from generator.text import Label, Prose, Text

FrontMatter = Annotated[dict[str, Any], BeforeValidator(front_matter.read)]


@dataclass(frozen=True, slots=True)
class Located:
    """A step, the side where it is done, and where it stands.

    That is by the numbers of its section, of its variant there, and its own. `choices` are the
    titles of variants between which readers choose there, or have chosen before.
    """

    section: int
    group: int
    index: int
    side: Side
    variant: Variant | None
    choices: frozenset[str]
    step: Step

    def is_before(self, other: "Located") -> bool:
        """Whether a reader comes by here before `other`; variants stand beside each other."""
        return (self.section, self.index) < (other.section, other.index)

    @property
    def environment(self) -> str | None:
        """The environment that it is for, None if for all."""
        return self.variant.environment if self.variant is not None else None

    def is_for(self, title: str) -> bool:
        """Whether a reader comes by here who chooses `title` wherever there is a choice of it."""
        return self.variant is None or self.variant.title == title or title not in self.choices

    def meets(self, other: "Located") -> bool:
        """Whether the same reader comes by both: who chose a title, chooses it everywhere."""
        if self.variant is None or other.variant is None:
            return True
        return self.is_for(other.variant.title) and other.is_for(self.variant.title)


class LabelNote(Part):
    """Other names of a label."""

    formerly: list[Label] | None = Field(
        None, min_length=1, description="Names it had before, shown to readers."
    )
    aliases: list[Label] | None = Field(
        None, min_length=1, description="Names it has elsewhere on this console."
    )


class IdentityProvider(Part):
    """The identity provider that a guide connects."""

    name: Label = Field(description="Its name today.")
    formerly: list[Label] = Field(default=[], description="Names it had before.")
    console: Console | None = Field(
        None, description="Where it is administered, if it is not by files or commands alone."
    )
    role: Text | None = Field(None, description="The role that the reader needs there.")


class Verified(Part):
    """When and how a guide was last compared with its console."""

    on: dt.date = Field(description="The day, as YYYY-MM-DD.")
    by: Literal["documentation", "person"] = Field(
        description="documentation: nobody has tried it; person: somebody has."
    )
    source: Text | None = Field(None, description="Where the steps were read.")


class Guide(Surroundings):
    """One page: how to connect one identity provider to the service provider."""

    title: Text = Field(description="The page's title in the browser and in the navigation.")
    description: Text = Field(description="One sentence for search engines.")
    identity_provider: IdentityProvider = Field(description="What is connected.")
    verified: Verified | None = Field(None, description="When and how it was last checked.")
    intro: Prose = Field(description="What the guide is for.")
    labels: dict[Label, LabelNote] | None = Field(
        None, min_length=1, description="Other names of labels on this console: LABEL: its names."
    )
    time: Label | None = Field(None, description="How long it takes, such as 20 minutes.")
    sections: Annotated[
        list[Section],
        BeforeValidator(lambda v: v, json_schema_input_type=list[Section | Use | Choice]),
    ] = Field(min_length=1, description="The guide's sections.")
    meta: FrontMatter = Field(
        default={}, description="Front matter that is passed on to the page as it is."
    )

    def procedures(self) -> list[Procedure]:
        """Return the sections, and the procedures around them that are written here."""
        return [*self.sections, *super().procedures()]

    def walk(self) -> Iterator[Located]:
        """Yield every step with where it stands."""
        return walk(self.procedures())


def walk(procedures: Sequence[Procedure]) -> Iterator[Located]:
    """Yield every step of several procedures, one after the other, with where it stands."""
    offered = [{str(one.title) for one in procedure.variants or []} for procedure in procedures]
    for number, procedure in enumerate(procedures):
        titles = offered[number]
        choices = frozenset().union(*(others for others in offered if others & titles))
        for group, steps in enumerate(procedure.groups()):
            variant = procedure.variants[group] if procedure.variants else None
            for index, step in enumerate(steps):
                side = step.side or procedure.side
                yield Located(number, group, index, side, variant, choices, step)


def slug(title: str) -> str:
    """Return the anchor of a heading: lower-case words joined by hyphens, "" without any."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
