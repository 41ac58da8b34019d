"""What a step asks its reader to do."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from generator.console import AThing, ValueName, WebAddress
from generator.fields import AFieldValue
from generator.schema import Demand, JsonSchema, Part, fault
from generator.text import Code, Label, Text

# What a row of an attribute map can say of an attribute.
Facet = Literal["name", "source", "namespace", "format", "required"]


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


class Attribute(Part):
    """An attribute that the identity provider sends: a row of the table."""

    name: Label = Field(
        description="The name under which the service provider expects the attribute.",
        examples=["email"],
    )
    source: Label | None = Field(
        None,
        description="Where the identity provider takes the attribute from, in its own words.",
        examples=["user.mail"],
    )
    namespace: Label | None = Field(
        None,
        description="The namespace that stands before the name, where the console asks for one.",
        examples=["https://example.com/claims"],
    )
    format: Label | None = Field(
        None,
        description="The format of the name, in the console's own words.",
        examples=["Unspecified"],
    )
    required: bool = Field(
        default=False,
        strict=True,
        description="Write true if nobody can sign in without the attribute.",
        examples=[True],
    )


@dataclass(frozen=True)
class Shown(Demand):
    """Every facet that an attribute has stands in a column."""

    def check(self, part: Any) -> None:
        """See `Demand`."""
        shown = part.columns.values()
        for attribute in part.attributes:
            for facet in (name for name in get_args(Facet) if name in attribute.given_keys):
                if facet not in shown:
                    raise fault("schema/value", f'no column shows "{facet}"', self._hint(facet))

    def schema(self, _: Collection[str]) -> JsonSchema:
        """See `Demand`."""
        return {"allOf": [self._unless_shown(facet) for facet in get_args(Facet)]}

    def _unless_shown(self, facet: str) -> JsonSchema:
        """Return the schema of tables where a column shows `facet`, or no attribute has it."""
        without = {"properties": {facet: False}, "errorMessage": self._hint(facet)}
        return {
            "if": {"properties": {"columns": {"additionalProperties": {"not": {"const": facet}}}}},
            "then": {"properties": {"attributes": {"items": without}}},
        }

    def _hint(self, facet: str) -> str:
        return f'add a column for it: "HEADING: {facet}"'


class AttributeMap(Part):
    """A console's table of attributes; its columns stand in the console's own order."""

    demands = (Shown(),)
    columns: dict[Label, Facet] = Field(
        min_length=1,
        description="The table's headings from left to right, and what each column shows: "
        "HEADING: name, source, namespace, format or required.",
        examples=[{"Source attribute": "source", "Name": "name"}],
    )
    attributes: list[Attribute] = Field(
        min_length=1,
        description="The rows of the table: one for each attribute, with what is known of it.",
        examples=[[{"name": "email", "source": "user.mail"}]],
    )


class Command(Part):
    """A command to run."""

    command: Code = Field(
        description="The command as it is typed; it may have several lines, and hold names such "
        "as {{ sp.entity_id }}.",
        examples=["Get-AdfsRelyingPartyTrust -Name Example"],
    )
    shell: Label | None = Field(
        None,
        description="The language of the command, by which its colours are chosen.",
        examples=["powershell"],
    )


class Edit(Part):
    """A file to change."""

    file: Label = Field(
        description="The path of the file that the reader changes, as far as it is known.",
        examples=["conf/saml.xml"],
    )
    content: Code = Field(
        description="What the file is to hold; it may hold names such as {{ sp.entity_id }}.",
        examples=["<EntityID>{{ sp.entity_id }}</EntityID>"],
    )
    language: Label | None = Field(
        None,
        description="The language of the content, by which its colours are chosen.",
        examples=["xml"],
    )


ACommand = Annotated[
    Command,
    BeforeValidator(
        lambda value: {"command": value} if isinstance(value, str) else value,
        json_schema_input_type=Label | Command,
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
    find: AThing | None = Field(
        None,
        description="Look for something on the page: write its label, or its kind and its label.",
        examples=[{"section": "Web apps"}],
    )
    expand: AThing | None = Field(
        None,
        description="Expand something that is folded: write its label, or its kind and its label.",
        examples=[{"section": "Advanced settings"}],
    )
    click: AThing | None = Field(
        None,
        description="Press something: write its label, or its kind and its label.",
        examples=["Save", {"tile": "SAML"}],
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
    turn_on: AThing | None = Field(
        None,
        description="Turn on a switch or a check box: write its label, or its kind and its label.",
        examples=["Signed response"],
    )
    turn_off: AThing | None = Field(
        None,
        description="Turn off a switch or a check box: write its label, or its kind and its label.",
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
        description="Run a command: write it alone, or together with its language.",
        examples=[{"command": "Get-AdfsRelyingPartyTrust", "shell": "powershell"}],
    )
    edit: Edit | None = Field(
        None,
        description="Change a file: write its path and what it is to hold.",
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
