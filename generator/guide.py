"""The model of a guide; its JSON Schema comes from here."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticKnownError

from generator import front_matter
from generator.demands import Unless
from generator.schema import Part
from generator.steps import Procedure, Section, Side, Step, Variant
from generator.surroundings import Console, Surroundings
from generator.text import Label, Prose, Text

FrontMatter = Annotated[dict[str, Any], BeforeValidator(front_matter.read)]


class Located(NamedTuple):
    """A step, the side where it is done, and where it stands.

    That is by the numbers of its section, of its variant there, and its own. `choices` are the
    titles of variants between which readers choose there, or have chosen before.
    """

    section: int
    group: int
    number: int
    side: Side
    variant: Variant | None
    choices: frozenset[str]
    step: Step

    def is_before(self, other: "Located") -> bool:
        """Whether a reader comes by here before `other`; variants stand beside each other."""
        return (self.section, self.number) < (other.section, other.number)

    def is_beside(self, other: "Located | None") -> bool:
        """Whether it is `other`, or has its place in another variant."""
        here = (self.section, self.number)
        return other is not None and here == (other.section, other.number)

    @property
    def environment(self) -> str | None:
        """The environment that it is for, None if for all."""
        return self.variant.environment if self.variant is not None else None

    def is_for(self, title: str) -> bool:
        """Whether a reader comes by here who chooses `title` wherever there is a choice of it."""
        return self.variant is None or self.variant.title == title or title not in self.choices

    def is_in(self, environment: str) -> bool:
        """Whether a reader comes by here who is in an environment."""
        return self.environment in (None, environment)

    def meets(self, other: "Located") -> bool:
        """Whether the same reader comes by both: who chose a title, chooses it everywhere."""
        if self.variant is None or other.variant is None:
            return True
        return self.is_for(other.variant.title) and other.is_for(self.variant.title)


class LabelNote(Part):
    """Other names of a label."""

    formerly: list[Label] | None = Field(
        None,
        min_length=1,
        description="Names that the label had before; readers see them behind it.",
        examples=[["Base URL"]],
    )
    aliases: list[Label] | None = Field(
        None,
        min_length=1,
        description="Names that the label also has on this console; readers see them behind it.",
        examples=[["Users & groups"]],
    )


class IdentityProvider(Part):
    """The identity provider that a guide connects."""

    name: Label = Field(
        description="The name that the product has today; texts write it as {{ idp.name }}.",
        examples=["Microsoft Entra ID"],
    )
    formerly: list[Label] = Field(
        default=[],
        description="Names that the product had before, and that readers may still know.",
        examples=[["Azure Active Directory", "Azure AD"]],
    )
    console: Console | None = Field(
        None,
        description="Where the identity provider is administered, if not by files or commands "
        "alone: `go: console` leads there.",
        examples=[{"name": "Okta Admin Console", "url": "https://login.okta.com/"}],
    )
    role: Text | None = Field(
        None,
        description="What the reader needs there, beginning with a small letter.",
        examples=["an administrator account"],
    )


# A day of the calendar: up to 28 in any month, 29 to 31 where there are, 29 February in leap years.
_DAY = (
    "(?!0000)(?:[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    "|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
)


def _written_day(value: Any) -> Any:
    """Refuse what pydantic takes for a day and nobody else does, such as seconds since 1970."""
    if isinstance(value, str) and re.fullmatch(_DAY, value) is None:
        raise PydanticKnownError("date_from_datetime_parsing", {"error": "not YYYY-MM-DD"})
    return value


Day = Annotated[
    dt.date,
    BeforeValidator(_written_day),
    Field(
        json_schema_extra={
            "pattern": f"^{_DAY}$",
            "patternErrorMessage": "write a day that exists, as YYYY-MM-DD",
        }
    ),
]


class Verified(Part):
    """When and how a guide was last compared with its console."""

    demands = (Unless("on", "by", "proof", "the day comes from the proof: leave it out"),)
    on: Day | None = Field(
        None,
        description="The day when the guide was last compared with the console, as YYYY-MM-DD; it "
        "is not written where a proof has it.",
        examples=["2026-11-23"],
    )
    by: Literal["documentation", "person", "proof"] = Field(
        description="Who has compared it: documentation if the steps were only read there, person "
        "if somebody has followed them on the console, proof if `handrail prove` has, which "
        "leaves NAME.proof.json beside the guide.",
        examples=["documentation"],
    )
    source: Text | None = Field(
        None,
        description="Where the steps and labels were read, with a link.",
        examples=["the vendor's [own guide](https://docs.example.com/saml)"],
    )


class Guide(Surroundings):
    """One page: how to connect one identity provider to the service provider."""

    title: Text = Field(
        description="The page's title in the browser and in the navigation.",
        examples=["SAML app for Okta"],
    )
    description: Text = Field(
        description="What the page is for, in a sentence for search engines.",
        examples=["connect Okta to {{ sp.name }} with SAML 2.0"],
    )
    identity_provider: IdentityProvider = Field(
        description="The identity provider that the guide connects: its name and its console.",
        examples=[
            {
                "name": "Okta",
                "console": {"name": "Okta Admin Console", "url": "https://login.okta.com/"},
            }
        ],
    )
    verified: Verified | None = Field(
        None,
        description="When and how the guide was last compared with the console.",
        examples=[{"on": "2026-11-23", "by": "documentation"}],
    )
    intro: Prose = Field(
        description="What stands at the top of the page: what the reader will have in the end.",
        examples=["Set up Okta, so that your team can sign in to {{ sp.name }}."],
    )
    labels: dict[Label, LabelNote] | None = Field(
        None,
        min_length=1,
        description="Labels that have other names on this console, or had them before: write the "
        "label, and behind it its names.",
        examples=[{"Home URL": {"formerly": ["Base URL"]}}],
    )
    time: Label | None = Field(
        None,
        description="How long it takes to follow the whole guide, with the unit.",
        examples=["20 minutes"],
    )
    sections: list[Section] = Field(
        min_length=1,
        description="The guide's sections, in the order in which the reader works through them.",
        examples=[[{"title": "Create the app", "steps": [{"click": "New app"}]}]],
    )
    meta: FrontMatter = Field(
        default={},
        description="Front matter that is passed on to the page, for themes and plugins; it means "
        "what it means at the top of a Markdown page.",
        examples=[{"tags": ["SAML"]}],
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
