"""What a step asks its reader to do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from generator.console import Language, Things, ValueName, WebAddress, one_of
from generator.fields import AFieldValue
from generator.schema import Part, fault
from generator.text import Code, Label, Text

# What shells write before a command: sh, cmd and PowerShell.
_PROMPT = re.compile(r"^(?:\$ |(?:PS )?[A-Z]:\\[^>\n]*> ?|PS> ?)", re.MULTILINE)
# A command with all the lines that it goes on in: indented ones, and those after a sign of sh
# (\), PowerShell (`) or cmd (^) at the end of a line, a pipe or an open brace.
_COMMAND = re.compile(r"^(?![\s#}])(?:.*[\\`^|{(,]\n)*.*$", re.MULTILINE)
# What a row of an attribute map can say of an attribute.
Facet = Literal["name", "source", "namespace", "format", "required"]


class Destination(Part):
    """A web page to go to."""

    name: Label = Field(description="What the page is called.")
    url: WebAddress = Field(description="Its address.")


class Attribute(Part):
    """An attribute that the identity provider sends."""

    name: Label = Field(description="The name that the service provider expects.")
    source: Label | None = Field(None, description="Where the identity provider takes it from.")
    namespace: Label | None = Field(None, description="Its namespace.")
    format: Label | None = Field(None, description="The format of its name.")
    required: bool = Field(default=False, description="Whether sign-in needs it.")


class AttributeMap(Part):
    """A console's table of attributes; its columns stand in the console's own order."""

    columns: dict[Label, Facet] = Field(
        min_length=1, description="The console's headings, from left to right: HEADING: FACET."
    )
    attributes: list[Attribute] = Field(min_length=1, description="The rows.")

    @model_validator(mode="after")
    def _shown(self) -> Self:
        for attribute in self.attributes:
            for facet in attribute.written_keys:
                if facet not in self.columns.values():
                    hint = f'add a column for it: "HEADING: {facet}"'
                    raise fault("schema/value", f'no column shows "{facet}"', hint)
        return self


def _without_prompt(command: Code) -> Code:
    """Refuse what a shell shows and nobody types."""
    prompt = _PROMPT.search(command)
    if prompt:
        hint = "leave it out: readers copy the whole line"
        raise fault("schema/value", f'"{prompt[0].strip()}" is a prompt', hint)
    return command


class Command(Part):
    """Commands to run."""

    command: Annotated[Code, AfterValidator(_without_prompt)] = Field(
        description="The command as it is typed, or several, each on a line of its own."
    )
    shell: Language | None = Field(None, description="The language, such as powershell.")

    @property
    def is_several(self) -> bool:
        """Whether there is more than one: lines that go on in the next, or are comments, aside."""
        return len(_COMMAND.findall(self.command)) > 1


class Edit(Part):
    """A file to change, or a field that holds code."""

    file: Label | None = Field(None, description="The file's path.")
    field: Label | None = Field(None, description="The field's label.")
    content: Code = Field(description="What it shall hold.")
    language: Language | None = Field(None, description="The language, such as xml.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        one_of(self, ("file", "field"), "where the code stands")
        return self


ACommand = Annotated[
    Command,
    BeforeValidator(
        lambda value: {"command": value} if isinstance(value, str) else value,
        json_schema_input_type=str | Command,
    ),
]


@dataclass(frozen=True, slots=True)
class Action:
    """One action: `kind` is its key in YAML, `path` leads to its value from the step."""

    kind: str
    value: Any
    path: tuple[str | int, ...]


class Actions(Part):
    """What a reader does, in the written order."""

    go: Literal["console"] | Destination | None = Field(
        None, description="Go to the console of this side, or to a page by its address."
    )
    sign_in: Text | None = Field(None, description="Sign in: as whom.")
    navigate: list[Label] | None = Field(
        None, min_length=1, description="Open one menu entry after the other."
    )
    find: Things | None = Field(None, description="Look for something.")
    expand: Things | None = Field(None, description="Expand something.")
    click: Things | None = Field(None, description="Press something; of a list, one by one.")
    choose: dict[Label, Label] | None = Field(
        None, min_length=1, description="Choose an option: FIELD: OPTION."
    )
    enter: dict[Label, AFieldValue] | None = Field(
        None, min_length=1, description="Fill in fields: FIELD: VALUE."
    )
    turn_on: Things | None = Field(None, description="Turn switches on.")
    turn_off: Things | None = Field(None, description="Turn switches off.")
    copy_: dict[Label, ValueName] | None = Field(
        None, alias="copy", min_length=1, description="Copy values for later: LABEL: NAME."
    )
    download: dict[Label, ValueName] | None = Field(
        None, min_length=1, description="Download files for later: LABEL: NAME."
    )
    upload: dict[Label, AFieldValue] | None = Field(
        None, min_length=1, description="Upload files: LABEL: VALUE."
    )
    assign: Text | None = Field(None, description="Assign people: whom.")
    map: AttributeMap | None = Field(None, description="Fill in the table of attributes.")
    run: ACommand | None = Field(None, description="Run commands.")
    edit: Edit | None = Field(None, description="Change a file, or a field that holds code.")
    text: Text | None = Field(None, description="Something else to do, in prose.")

    def own_actions(self, *path: str | int) -> Iterator[Action]:
        """Yield the actions written here, in their order."""
        for key in self.written_keys:
            if key in ACTIONS:
                yield Action(key, getattr(self, ACTIONS[key]), (*path, key))


ACTIONS = {field.alias or name: name for name, field in Actions.model_fields.items()}
