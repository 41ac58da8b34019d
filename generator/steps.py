"""Steps and sections: what is done where, in which order."""

from functools import cached_property
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from generator.actions import ACTIONS, Action, Actions
from generator.console import APath, Identifier, ValueName, one_of
from generator.fragments import Use
from generator.schema import Part, fault
from generator.text import Label, Line, Prose, Text


def _inside(path: str) -> str:
    """Refuse a path that could lead out of the images folder."""
    if "\\" in path or path.startswith("/") or ".." in path.split("/") or ":" in path:
        hint = "write a path below the images folder, with /"
        raise fault("figure/outside", f'"{path}" leaves the images folder', hint)
    return path


def _stem(stem: str) -> str:
    if "/" in _inside(stem):
        hint = "figure_folder names the folder; a figure is a file name without its ending"
        raise fault("figure/outside", f'"{stem}" is a path', hint)
    return stem


ImageFolder = Annotated[Line, AfterValidator(_inside)]
Stem = Annotated[Line, AfterValidator(_stem)]
Side = Literal["idp", "sp"]
SIDES: tuple[Side, ...] = get_args(Side)


class Trouble(Part):
    """Something that goes wrong, and what helps."""

    message: Text = Field(description="What the reader sees.")
    cause: Text | None = Field(None, description="Why it happens.")
    fix: Text = Field(description="What helps.")


class Expectation(Part):
    """What the reader sees afterwards: in words, or a text that a browser can look for."""

    text: Text | None = Field(None, description="A sentence.")
    shows: Label | None = Field(None, description="A text on the page, letter by letter.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        one_of(self, ("text", "shows"), "what to expect")
        return self


AnExpectation = Annotated[
    Expectation,
    BeforeValidator(
        lambda value: {"text": value} if isinstance(value, str) else value,
        json_schema_input_type=str | Expectation,
    ),
]


class Step(Actions):
    """One numbered step: one or more actions, where they are done, and what belongs to them."""

    do: list[Actions] | None = Field(
        None, min_length=1, description="Several actions, where one kind is needed twice."
    )
    where: APath | None = Field(None, alias="in", description="Where on the console.")
    id: Identifier | None = Field(None, description="The step's anchor.")
    optional: bool = Field(default=False, description="Whether the step can be left out.")
    condition: Text | None = Field(
        None, alias="if", description="When the step is for its reader: you use groups."
    )
    wording: Text | None = Field(
        None, description="Replaces the sentences; holds every label and value."
    )
    side: Side | None = Field(
        None, description="Where it is done, if not where the rest of its section is."
    )
    expect: AnExpectation | None = Field(None, description="What the reader sees afterwards.")
    gives: dict[Label, ValueName] | None = Field(
        None, min_length=1, description="Values that can be seen from here on: LABEL: NAME."
    )
    note: Prose | None = Field(None, description="Something good to know.")
    tip: Prose | None = Field(None, description="Something that helps.")
    warning: Prose | None = Field(None, description="Something that can go wrong.")
    danger: Prose | None = Field(None, description="Something that cannot be undone.")
    troubleshooting: list[Trouble] | None = Field(
        None, min_length=1, description="What can go wrong here, and what helps."
    )
    figures: dict[Stem, Label] | None = Field(
        None, min_length=1, description="Images: FILE-STEM: ALTERNATIVE TEXT."
    )

    @model_validator(mode="after")
    def _acts(self) -> Self:
        if not any(getattr(self, name) is not None for name in (*ACTIONS.values(), "do")):
            hint = f"add one of: {', '.join((*ACTIONS, 'do'))}"
            raise fault("schema/step-without-action", "this step asks for nothing", hint)
        return self

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


Steps = Annotated[
    list[Step],
    Field(min_length=1),
    BeforeValidator(lambda value: value, json_schema_input_type=list[Step | Use]),
]


class Variant(Part):
    """One of several ways to do the same."""

    title: Label = Field(description="What readers choose it by; equal titles are linked.")
    environment: ValueName | None = Field(
        None, description="The environment that it is for: values are shown as they are there."
    )
    intro: Prose | None = Field(None, description="What stands before the steps.")
    steps: Steps = Field(description="The steps, in their order.")


class Procedure(Part):
    """Steps, or several variants of them."""

    intro: Prose | None = Field(None, description="What stands before the steps.")
    optional: bool = Field(default=False, description="Whether all of it can be left out.")
    condition: Text | None = Field(None, alias="if", description="For whom it is: you use groups.")
    side: Side = Field("idp", description="Where it is done: at the identity or service provider.")
    steps: Steps | None = Field(None, description="The steps, in their order.")
    variants: list[Variant] | None = Field(
        None,
        min_length=1,
        description="Several ways, of which each reader takes one; or one, for who chose it.",
    )

    @model_validator(mode="after")
    def _either(self) -> Self:
        if (self.steps is None) == (self.variants is None):
            message = "neither steps nor variants" if self.steps is None else "steps and variants"
            raise fault("schema/missing-key", message, 'write "steps:", or "variants:" instead')
        return self

    def groups(self) -> list[list[Step]]:
        """Return the steps of each variant, or all in one group."""
        return [variant.steps for variant in self.variants or []] or [self.steps or []]


class Section(Procedure):
    """A heading with its steps."""

    title: Label = Field(description="The heading.")
    id: Identifier | None = Field(None, description="The anchor; without it, the title's slug.")
