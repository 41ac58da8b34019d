"""The small parts of a guide: names, things on a console, and values that it shows."""

from collections.abc import Callable
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args

from pydantic import BeforeValidator, Discriminator, Field, GetCoreSchemaHandler, Tag
from pydantic_core import CoreSchema, core_schema

from generator.demands import Distinct, Matching, OneKey
from generator.schema import Part, fault
from generator.text import Label, Line
from generator.yaml_data import Mapping
from generator.yaml_mends import scalar

ValueName = Annotated[
    Line, Matching("[A-Za-z0-9_]+", "a value's name holds only a-z, A-Z, 0-9 and _")
]
Identifier = Annotated[
    Line, Matching("[a-z][a-z0-9_-]{0,199}", "an id holds lower-case letters, digits, - and _")
]
WebAddress = Annotated[
    Line, Matching(r'https?://[^\s<>"]+', "a web address begins with https:// and has no blanks")
]
Language = Annotated[
    Line, Matching("[A-Za-z0-9+#_-]{1,40}", "a language is one word, such as xml or powershell")
]
ImageFolder = Annotated[
    Line,
    Matching(
        # No path from the root, no drive, no way up.
        r"(?!/)(?!(?:[^\\:]*/)?\.\.(?:/|\s*$))[^\\:]*",
        "write a path below the images folder, with /",
        "figure/outside",
        '"{}" leaves the images folder'.format,
    ),
]
Stem = Annotated[
    ImageFolder,
    Matching(
        r"(?!\.\.\s*$)[^\\:/]*",
        "figure_folder names the folder; a figure is a file name without its ending",
        "figure/outside",
        '"{}" is a path'.format,
    ),
]


# SAML 2.0 Core, section 8.3: name identifier formats, by the last word of their URN.
NameIdFormat = Literal[
    "unspecified",
    "emailAddress",
    "X509SubjectName",
    "WindowsDomainQualifiedName",
    "kerberos",
    "entity",
    "persistent",
    "transient",
]


class Thing(Part):
    """Something on a console: a bare label, or the label behind its kind."""

    demands = (OneKey("what it is"),)
    label: Label | None = Field(
        None,
        description="The label of a thing whose kind needs no mention, as if you wrote it alone.",
        examples=["Save"],
    )
    button: Label | None = Field(
        None,
        description="A button: write the words that stand on it, letter by letter.",
        examples=["New app"],
    )
    link: Label | None = Field(
        None,
        description="A link: write the words that are linked, letter by letter.",
        examples=["Download metadata"],
    )
    tab: Label | None = Field(
        None,
        description="A tab above or beside the content: write the words that stand on it.",
        examples=["Sign on"],
    )
    tile: Label | None = Field(
        None,
        description="A tile, which is a large button, often with an icon: write what it is called.",
        examples=["SAML"],
    )
    row: Label | None = Field(
        None,
        description="A row of a table or a list: write the words that it is found by.",
        examples=["Unique User Identifier"],
    )
    option: Label | None = Field(
        None,
        description="One of several options, of which one is chosen: write its words.",
        examples=["SAML 2.0"],
    )
    icon: Label | None = Field(
        None,
        description="An icon without words: write what the console says when one points at it.",
        examples=["Edit"],
    )
    field: Label | None = Field(
        None,
        description="A field of a form: write the label that stands above or beside it.",
        examples=["Entity ID"],
    )
    section: Label | None = Field(
        None,
        description="A part of a page that has a heading of its own: write that heading.",
        examples=["SAML Certificates"],
    )
    page: Label | None = Field(
        None,
        description="A whole page: write its heading, letter by letter.",
        examples=["Enterprise applications"],
    )
    panel: Label | None = Field(
        None,
        description="A panel that has opened beside the page: write its heading.",
        examples=["User Attributes & Claims"],
    )
    dialog: Label | None = Field(
        None,
        description="A window that has opened over the page: write its heading.",
        examples=["Create a new app integration"],
    )
    menu: Label | None = Field(
        None,
        description="A menu that opens: write the words of what opens it.",
        examples=["Assign"],
    )
    table: Label | None = Field(
        None,
        description="A table: write the heading that stands above it.",
        examples=["Attribute statements"],
    )

    @cached_property
    def kind(self) -> str:
        """What it is: a key of this model, `label` where that was not said."""
        return next(iter(self.model_fields_set))

    @property
    def name(self) -> str:
        """Its label, or for a region its name."""
        return str(getattr(self, self.kind))


class Where(Thing):
    """A place on a console; parts without a label are regions."""

    region: (
        Literal[
            "left menu",
            "top bar",
            "toolbar",
            "page",
            "top left",
            "top right",
            "bottom left",
            "bottom right",
        ]
        | None
    ) = Field(
        None,
        description="A part of the console that bears no label; it is never shown as one.",
        examples=["left menu"],
    )


class _OrLabel:
    """An annotation of a thing: a bare label is one whose kind needs no mention."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        thing = handler(source)
        either = core_schema.union_schema([handler.generate_schema(Label), thing])
        return core_schema.no_info_before_validator_function(
            lambda value: {"label": value} if isinstance(value, str) else value,
            thing,
            json_schema_input_schema=either,
        )


class _OrOne:
    """An annotation of a list: one item alone is a list of it."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        several = handler(source)
        (item,) = get_args(source)
        either = core_schema.union_schema([handler.generate_schema(item), several])
        return core_schema.no_info_before_validator_function(
            lambda value: value if isinstance(value, list) else [value],
            several,
            json_schema_input_schema=either,
        )


T = TypeVar("T", bound=Thing)
_Some = Annotated[list[Annotated[T, _OrLabel()]], Field(min_length=1), _OrOne()]
Things = _Some[Thing]
APath = _Some[Where]


class _Names(NamedTuple):
    """An annotation of names: one alone is a list of it; of several all say more, or none does.

    `what` are those that do, and `more` returns one that does not as it would be written then.
    """

    what: str
    more: Callable[[str], tuple[str, str]]

    def check(self, value: Any) -> Any:
        """Return a list of names, or a mapping; raises `fault` for a list that mixes them."""
        if isinstance(value, str):
            return [value]
        items = value if isinstance(value, list) else []
        mapping = next((item for item in items if isinstance(item, Mapping)), None)
        if mapping is not None:
            shown = ", ".join(
                f"{scalar(key)}: {said}"
                for item in items
                for key, said in (
                    item.items() if isinstance(item, Mapping) else [self.more(str(item))]
                )
            )
            place = mapping.source.place(mapping.span)
            hint = f"write {{{shown}}}, or names alone"
            raise fault("schema/type", f"{self.what} stand in a list", hint, place)
        return value


def _kind(value: Any) -> str:
    return "[]" if isinstance(value, list) else "{}"


# Values under their labels on the console, or the names alone of values that have none there.
Given = Annotated[
    Annotated[dict[Label, ValueName], Field(min_length=1), Tag("{}")]
    | Annotated[list[ValueName], Field(min_length=1), Distinct(), Tag("[]")],
    Discriminator(_kind),
    BeforeValidator(
        _Names("values with labels", lambda name: ("LABEL", name)).check,
        json_schema_input_type=ValueName
        | Annotated[list[ValueName], Field(min_length=1), Distinct()]
        | Annotated[dict[Label, ValueName], Field(min_length=1)],
    ),
]


# Pictures with what they show, or the names alone of those of which the step tells it.
Figures = Annotated[
    Annotated[dict[Stem, Label], Field(min_length=1), Tag("{}")]
    | Annotated[list[Stem], Field(min_length=1), Distinct(), Tag("[]")],
    Discriminator(_kind),
    BeforeValidator(
        _Names("pictures with words", lambda stem: (stem, "WHAT IT SHOWS")).check,
        json_schema_input_type=Stem
        | Annotated[list[Stem], Field(min_length=1), Distinct()]
        | Annotated[dict[Stem, Label], Field(min_length=1)],
    ),
]
