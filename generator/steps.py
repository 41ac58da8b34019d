"""Steps and sections: what is done where, in which order."""

from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from generator.actions import ACTIONS, Action, Actions
from generator.console import APath, Figures, Given, Identifier, ValueName
from generator.demands import OneOf, SomeOf
from generator.schema import Part
from generator.text import Label, Prose, Text

Side = Literal["idp", "sp"]
SIDES: tuple[Side, ...] = get_args(Side)


class Trouble(Part):
    """Something that goes wrong, and what helps."""

    message: Text = Field(
        description="What the reader sees: the message itself, or what happens.",
        examples=["Error AADSTS50105"],
    )
    cause: Text | None = Field(
        None,
        description="Why it happens, in a sentence, so that the reader can tell if this is it.",
        examples=["The user is not assigned to the app."],
    )
    fix: Text = Field(
        description="What the reader can do about it, in a sentence.",
        examples=["Assign the user to the app."],
    )


class Expectation(Part):
    """What the reader sees afterwards: in words, or a text that a browser can look for."""

    demands = (OneOf(("text", "shows"), "what to expect"),)
    text: Text | None = Field(
        None,
        description="What the reader sees, in a sentence, as if you wrote it alone.",
        examples=["The app opens."],
    )
    shows: Label | None = Field(
        None,
        description="A text that the page then shows: write it letter by letter, so that a browser "
        "can look for it.",
        examples=["Connection saved"],
    )


AnExpectation = Annotated[
    Expectation,
    BeforeValidator(
        lambda value: {"text": value} if isinstance(value, str) else value,
        json_schema_input_type=Label | Expectation,
    ),
]


_BOXES = ("note", "tip", "warning", "danger")
# What stands below the sentences of a step, if it is written.
_BELOW = ("expect", "gives", *_BOXES, "troubleshooting", "figures")


class Step(Actions):
    """One numbered step: one or more actions, where they are done, and what belongs to them."""

    demands = (
        SomeOf((*ACTIONS, "do"), "this step asks for nothing", "schema/step-without-action"),
    )
    do: list[Actions] | None = Field(
        None,
        min_length=1,
        description="Several actions one after the other, for a step that needs one kind twice.",
        examples=[[{"click": "Next"}, {"click": "Finish"}]],
    )
    where: APath | None = Field(
        None,
        alias="in",
        description="Where on the console it is done: a label, a kind and a label, or a list of "
        "them from the outside to the inside.",
        examples=[{"region": "left menu"}, [{"tab": "Sign on"}, {"section": "SAML 2.0"}]],
    )
    id: Identifier | None = Field(
        None,
        description="The step's anchor, for links to it; without it, SECTION-step-NUMBER.",
        examples=["real-address"],
    )
    optional: bool = Field(
        default=False,
        strict=True,
        description="Write true if sign-in also works without the step.",
        examples=[True],
    )
    condition: Text | None = Field(
        None,
        alias="if",
        description='For whom the step is: write what comes after the word "if".',
        examples=["you use groups"],
    )
    wording: Text | None = Field(
        None,
        description="Your own words in the place of those that are made from the actions and from "
        "`in`; they have to hold every label, in bold, and every value. What `if` and `side` say "
        "stands before them.",
        examples=["Select **Save**, even if nothing has changed."],
    )
    side: Side | None = Field(
        None,
        description="Where it is done, if not where the rest of its section is: idp at the "
        "identity provider, sp at the service provider.",
        examples=["sp"],
    )
    expect: AnExpectation | None = Field(
        None,
        description="What the reader sees when the step is done: a sentence, or a text that the "
        "page shows.",
        examples=["The app opens.", {"shows": "Connection saved"}],
    )
    gives: Given | None = Field(
        None,
        description="Values that can be seen from here on and not before: write each one's label "
        "on the console, and its name; the name alone, or a list of names, where the console shows "
        "them without a label.",
        examples=[{"Connection ID": "connection_id"}, "metadata_url"],
    )
    note: Prose | None = Field(
        None,
        description="Something that is good to know, in a box below the step.",
        examples=["The address ends without a slash."],
    )
    tip: Prose | None = Field(
        None,
        description="Something that makes it easier, in a box below the step.",
        examples=["Keep the page open: you come back to it."],
    )
    warning: Prose | None = Field(
        None,
        description="Something that can go wrong, in a box below the step.",
        examples=["The file expires after an hour."],
    )
    danger: Prose | None = Field(
        None,
        description="Something that cannot be undone, in a box below the step.",
        examples=["Whoever has no other way to sign in is locked out."],
    )
    troubleshooting: list[Trouble] | None = Field(
        None,
        min_length=1,
        description="What can go wrong in this step, and what helps: a list.",
        examples=[[{"message": "Save stays grey.", "fix": "Fill in both fields."}]],
    )
    figures: Figures | None = Field(
        None,
        description="Pictures: write the name of each one's file without its ending, and behind "
        "it what the picture shows, for those who cannot see it; the name alone, or a list of "
        "names, where it shows what the step says.",
        examples=[{"save-app": "The form with both values filled in, and Save"}, "save-app"],
    )

    @property
    def has_more(self) -> bool:
        """Whether something stands below the sentences."""
        return not self.model_fields_set.isdisjoint(_BELOW)

    @property
    def remarks(self) -> list[tuple[str, Prose]]:
        """What stands in boxes below the step: the kind of each box, and what it says."""
        written = [(kind, getattr(self, kind)) for kind in _BOXES if kind in self.model_fields_set]
        return [(kind, text) for kind, text in written if text is not None]

    @cached_property
    def given(self) -> tuple[tuple[str | int, str | None, str], ...]:
        """What `gives` says of each value: its key or index there, its label if any, its name."""
        if isinstance(self.gives, list):
            return tuple((number, None, name) for number, name in enumerate(self.gives))
        return tuple((label, label, name) for label, name in (self.gives or {}).items())

    @cached_property
    def pictures(self) -> tuple[tuple[str | int, str, Label | None], ...]:
        """What `figures` says of each: its key or index there, its name, what it shows if said."""
        if isinstance(self.figures, list):
            return tuple((number, stem, None) for number, stem in enumerate(self.figures))
        return tuple((stem, stem, words) for stem, words in (self.figures or {}).items())

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """All actions, in the written order."""
        found: list[Action] = []
        for key in self.written_keys:
            if key == "do":
                for number, part in enumerate(self.do or []):
                    found += part.own_actions("do", number)
            elif key in ACTIONS:
                found.append(Action(key, getattr(self, ACTIONS[key]), (key,)))
        return tuple(found)

    @cached_property
    def said(self) -> tuple[Action, ...]:
        """What its sentences are made from: its actions, or the wording in their place."""
        return self.actions if self.wording is None else (Action("text", self.wording, ()),)


Steps = Annotated[list[Step], Field(min_length=1)]


class Variant(Part):
    """One of several ways to do the same."""

    title: Label = Field(
        description="What readers choose it by, on a tab; tabs with equal titles are linked.",
        examples=["By URL"],
    )
    environment: ValueName | None = Field(
        None,
        description="The environment that this way is for, a name under `environments` in "
        "service-provider.yml: values are shown as they are there.",
        examples=["cloud"],
    )
    intro: Prose | None = Field(
        None,
        description="What stands before the steps: when to choose this way.",
        examples=["Changes arrive by themselves."],
    )
    steps: Steps = Field(
        description="The steps of this way, in their order: each has at least one action.",
        examples=[[{"copy": {"URL": "metadata_url"}}]],
    )


class Procedure(Part):
    """Steps, or several variants of them."""

    demands = (OneOf(("steps", "variants"), "what to do", "schema/missing-key"),)
    intro: Prose | None = Field(
        None,
        description="What stands before the steps: what they are for, what to decide first.",
        examples=["First decide on an SSO identifier."],
    )
    optional: bool = Field(
        default=False,
        strict=True,
        description="Write true if sign-in also works without all of this.",
        examples=[True],
    )
    condition: Text | None = Field(
        None,
        alias="if",
        description='For whom all of this is: write what comes after the word "if".',
        examples=["you have no app yet"],
    )
    side: Side = Field(
        "idp",
        description="Where it is done: idp, which it is if you write nothing, at the identity "
        "provider; sp at the service provider.",
        examples=["sp"],
    )
    steps: Steps | None = Field(
        None,
        description="The steps, in their order: each has at least one action.",
        examples=[[{"go": "console"}, {"click": "New app"}]],
    )
    variants: list[Variant] | None = Field(
        None,
        min_length=1,
        description="Several ways to do the same, of which each reader takes one; they become "
        "tabs. One alone is for those who chose it in another section.",
        examples=[
            [
                {"title": "By URL", "steps": [{"copy": {"URL": "metadata_url"}}]},
                {"title": "By file", "steps": [{"download": {"XML": "metadata_xml"}}]},
            ]
        ],
    )

    def groups(self) -> list[list[Step]]:
        """Return the steps of each variant, or all in one group."""
        return [variant.steps for variant in self.variants or []] or [self.steps or []]


class Section(Procedure):
    """A heading with its steps."""

    title: Label = Field(
        description="The heading: what the reader does here, in a few words.",
        examples=["Create the app"],
    )
    id: Identifier | None = Field(
        None,
        description="The section's anchor, for links to it; without it, it is made from the title.",
        examples=["create-app"],
    )
