"""The model of a guide; its JSON Schema comes from here."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from generator import front_matter
from generator.console import AFieldValue, APath, AThing, Identifier, ValueName, WebAddress
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
FrontMatter = Annotated[dict[str, Any], BeforeValidator(front_matter.read)]
Stem = Annotated[Line, AfterValidator(_stem)]


class Destination(Part):
    """A web page to go to."""

    name: Label = Field(description="What the page is called.")
    url: WebAddress = Field(description="Its address.")


@dataclass(frozen=True, slots=True)
class Action:
    """One action: `kind` is its key in YAML, `path` leads to its value from the step."""

    kind: str
    value: Any
    path: tuple[str | int, ...]


class Actions(Part):
    """What a reader does, in the written order."""

    go: Literal["console"] | Destination | None = Field(
        None, description="Go to the identity provider's console, or to a page by its address."
    )
    navigate: list[Label] | None = Field(
        None, min_length=1, description="Open one menu entry after the other."
    )
    click: AThing | None = Field(None, description="Press something.")
    choose: dict[Label, Label] | None = Field(
        None, min_length=1, description="Choose an option: FIELD: OPTION."
    )
    enter: dict[Label, AFieldValue] | None = Field(
        None, min_length=1, description="Fill in fields: FIELD: VALUE."
    )
    turn_on: AThing | None = Field(None, description="Turn a switch on.")
    turn_off: AThing | None = Field(None, description="Turn a switch off.")
    copy_: dict[Label, ValueName] | None = Field(
        None, alias="copy", min_length=1, description="Copy values for later: LABEL: NAME."
    )
    download: dict[Label, ValueName] | None = Field(
        None, min_length=1, description="Download files for later: LABEL: NAME."
    )
    text: Text | None = Field(None, description="Something else to do, in prose.")

    def own_actions(self, *path: str | int) -> Iterator[Action]:
        """Yield the actions written here, in their order."""
        for key in self.written_keys:
            if key in ACTIONS:
                yield Action(key, getattr(self, ACTIONS[key]), (*path, key))


ACTIONS = {field.alias or name: name for name, field in Actions.model_fields.items()}


class Step(Actions):
    """One numbered step: one or more actions, where they are done, and what belongs to them."""

    do: list[Actions] | None = Field(
        None, min_length=1, description="Several actions, where one kind is needed twice."
    )
    where: APath | None = Field(None, alias="in", description="Where on the console.")
    id: Identifier | None = Field(None, description="The step's anchor.")
    optional: bool = Field(default=False, description="Whether the step can be left out.")
    expect: Text | None = Field(None, description="What the reader sees afterwards.")
    note: Prose | None = Field(None, description="Something good to know.")
    tip: Prose | None = Field(None, description="Something that helps.")
    warning: Prose | None = Field(None, description="Something that can go wrong.")
    danger: Prose | None = Field(None, description="Something that cannot be undone.")
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


class Section(Part):
    """A heading with its steps."""

    title: Label = Field(description="The heading.")
    id: Identifier | None = Field(None, description="The anchor; without it, the title's slug.")
    intro: Prose | None = Field(None, description="What stands before the steps.")
    steps: list[Step] = Field(min_length=1, description="The steps, in their order.")


class Console(Part):
    """Where an identity provider is administered."""

    name: Label = Field(description="What the console is called.")
    url: WebAddress = Field(description="Its address.")


class IdentityProvider(Part):
    """The identity provider that a guide connects."""

    name: Label = Field(description="Its name today.")
    formerly: list[Label] = Field(default=[], description="Names it had before.")
    console: Console = Field(description="Where it is administered.")
    role: Text | None = Field(None, description="The role that the reader needs there.")


class Verified(Part):
    """When and how a guide was last compared with its console."""

    on: dt.date = Field(description="The day, as YYYY-MM-DD.")
    by: Literal["documentation", "person"] = Field(
        description="documentation: nobody has tried it; person: somebody has."
    )
    source: Text | None = Field(None, description="Where the steps were read.")


class Guide(Part):
    """One page: how to connect one identity provider to the service provider."""

    title: Text = Field(description="The page's title in the browser and in the navigation.")
    description: Text = Field(description="One sentence for search engines.")
    identity_provider: IdentityProvider = Field(description="What is connected.")
    verified: Verified | None = Field(None, description="When and how it was last checked.")
    figure_folder: ImageFolder | None = Field(
        None, description="The folder of this guide's figures, below the images folder."
    )
    intro: Prose = Field(description="What the guide is for.")
    sections: list[Section] = Field(min_length=1, description="The guide's sections.")
    meta: FrontMatter = Field(
        default={}, description="Front matter that is passed on to the page as it is."
    )

    def steps(self) -> Iterator[tuple[int, int, Step]]:
        """Yield every step with the indexes of its section and of itself."""
        for number, section in enumerate(self.sections):
            for index, step in enumerate(section.steps):
                yield number, index, step


def slug(title: str) -> str:
    """Return the anchor of a heading: lower-case words joined by hyphens, "" without any."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
