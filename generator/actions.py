"""What a step asks its reader to do."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from generator.attributes import AttributeMap
from generator.console import Language, Things, ValueName, WebAddress
from generator.demands import Matching, OneOf
from generator.fields import AFieldValue
from generator.schema import Part
from generator.text import Code, Label, Text

# What shells write before a command: sh, cmd and PowerShell.
_PROMPT = r"(?:\$ |(?:PS )?[A-Z]:\\[^>\n]*> ?|PS> ?)"
# A command with all the lines that it goes on in: indented ones, and those after a sign of sh
# (\), PowerShell (`) or cmd (^) at the end of a line, a pipe or an open brace.
_COMMAND = re.compile(r"^(?![\s#}])(?:.*[\\`^|{(,]\n)*.*$", re.MULTILINE)


class Destination(Part):
    """A web page to go to."""

    name: Label = Field(
        description="What the page is called, as the reader will see it in the link.",
        examples=["sign-in page"],
    )
    url: WebAddress = Field(
        description="The address of the page, which begins with https:// or http://.",
        examples=["https://console.example.com/"],
    )


def _shown_prompt(commands: str) -> str:
    """Say which prompt stands before a command."""
    prompt = re.search(rf"^{_PROMPT}", commands, re.MULTILINE)
    return f'"{prompt[0].strip() if prompt else ""}" is a prompt'


WithoutPrompt = Annotated[
    Code,
    Matching(
        # No line begins with one.
        rf"(?!(?:[\s\S]*\n)?{_PROMPT})[\s\S]*",
        "leave the prompt out: readers copy the whole line",
        says=_shown_prompt,
    ),
]


class Command(Part):
    """Commands to run."""

    command: WithoutPrompt = Field(
        description="The command as it is typed, or several, each on a line of its own; they may "
        "hold names such as {{ sp.entity_id }}.",
        examples=["Get-AdfsRelyingPartyTrust -Name Example"],
    )
    shell: Language | None = Field(
        None,
        description="The language of the command, by which its colours are chosen.",
        examples=["powershell"],
    )

    @property
    def is_several(self) -> bool:
        """Whether there is more than one: lines that go on in the next, or are comments, aside."""
        return len(_COMMAND.findall(self.command)) > 1


class Edit(Part):
    """A file to change, or a field that holds code."""

    demands = (OneOf(("file", "field"), "where the code stands"),)
    file: Label | None = Field(
        None,
        description="The path of the file that the reader changes, as far as it is known.",
        examples=["conf/saml.xml"],
    )
    field: Label | None = Field(
        None,
        description="The label of the field on the console that the reader changes.",
        examples=["Custom settings"],
    )
    content: Code = Field(
        description="What it is to hold; it may hold names such as {{ sp.entity_id }}.",
        examples=["<EntityID>{{ sp.entity_id }}</EntityID>"],
    )
    language: Language | None = Field(
        None,
        description="The language of the content, by which its colours are chosen.",
        examples=["xml"],
    )


ACommand = Annotated[
    Command,
    BeforeValidator(
        lambda value: {"command": value} if isinstance(value, str) else value,
        json_schema_input_type=WithoutPrompt | Command,
    ),
]


class Action(NamedTuple):
    """One action: `kind` is its key in YAML, `path` leads to its value from the step."""

    kind: str
    value: Any
    path: tuple[str | int, ...]


class Actions(Part):
    """What a reader does, in the written order."""

    go: Literal["console"] | Destination | None = Field(
        None,
        description="Go somewhere: write `console` for the console of the side that the step is "
        "on, or the name and the address of another page.",
        examples=["console", {"name": "sign-in page", "url": "https://example.com/login"}],
    )
    sign_in: Text | None = Field(
        None,
        description="Sign in: write as whom, beginning with a small letter.",
        examples=["an administrator"],
    )
    navigate: list[Label] | None = Field(
        None,
        min_length=1,
        description="Open one menu entry after the other: write their labels in that order.",
        examples=[["Apps", "Web apps"]],
    )
    find: Things | None = Field(
        None,
        description="Look for something on the page: write its label, its kind and its label, or a "
        "list of things.",
        examples=[{"section": "Web apps"}],
    )
    expand: Things | None = Field(
        None,
        description="Expand something that is folded: write its label, its kind and its label, or "
        "a list of things.",
        examples=[{"section": "Advanced settings"}],
    )
    click: Things | None = Field(
        None,
        description="Press something: write its label, or its kind and its label. Of a list one "
        "is pressed after the other.",
        examples=["Save", {"tile": "SAML"}, ["SAML 2.0", "Next"]],
    )
    choose: dict[Label, Label] | None = Field(
        None,
        min_length=1,
        description="Choose an option in a field: write the field's label and the option's.",
        examples=[{"Name ID format": "EMAIL"}],
    )
    enter: dict[Label, AFieldValue] | None = Field(
        None,
        min_length=1,
        description="Fill in fields: write each field's label, and behind it what goes into it. "
        "Two fields become a list, three and more a table.",
        examples=[{"Entity ID": {"sp": "entity_id"}, "Name": "Example"}],
    )
    turn_on: Things | None = Field(
        None,
        description="Turn on a switch or a check box: write its label, its kind and its label, or "
        "a list of them.",
        examples=["Signed response", ["Signed response", "Force POST"]],
    )
    turn_off: Things | None = Field(
        None,
        description="Turn off a switch or a check box: write its label, its kind and its label, or "
        "a list of them.",
        examples=["Encrypt assertions"],
    )
    copy_: dict[Label, ValueName] | None = Field(
        None,
        alias="copy",
        min_length=1,
        description="Copy values to take along: write each one's label on the console, and the "
        "name of the value, such as sso_url.",
        examples=[{"Login URL": "sso_url"}],
    )
    download: dict[Label, ValueName] | None = Field(
        None,
        min_length=1,
        description="Download files to take along: write each one's label on the console, and the "
        "name of the value, such as metadata_xml.",
        examples=[{"SAML metadata": "metadata_xml"}],
    )
    upload: dict[Label, AFieldValue] | None = Field(
        None,
        min_length=1,
        description="Upload files: write the label of each field, and behind it which file.",
        examples=[{"SP metadata": {"sp": "metadata_file"}}],
    )
    assign: Text | None = Field(
        None,
        description="Assign people: write whom, and to what if that is not clear, beginning with "
        "a small letter.",
        examples=["the groups that need access"],
    )
    map: AttributeMap | None = Field(
        None,
        description="Fill in the table of attributes that the identity provider sends.",
        examples=[{"columns": {"Name": "name"}, "attributes": [{"name": "email"}]}],
    )
    run: ACommand | None = Field(
        None,
        description="Run commands: write them alone, or together with their language.",
        examples=[{"command": "Get-AdfsRelyingPartyTrust", "shell": "powershell"}],
    )
    edit: Edit | None = Field(
        None,
        description="Change a file, or a field that holds code: write which, and what it is to "
        "hold.",
        examples=[{"file": "conf/saml.xml", "content": "<saml/>", "language": "xml"}],
    )
    text: Text | None = Field(
        None,
        description="Something else to do, in your own words: one paragraph, which begins with a "
        "capital letter and ends with a full stop.",
        examples=["Wait until the app is ready."],
    )

    def own_actions(self, *path: str | int) -> Iterator[Action]:
        """Yield the actions written here, in their order."""
        for key in self.written_keys:
            if key in ACTIONS:
                yield Action(key, getattr(self, ACTIONS[key]), (*path, key))


ACTIONS = {field.alias or name: name for name, field in Actions.model_fields.items()}
