"""The small parts of a guide: names, things on a console, and what goes into fields."""

import re
from functools import cache, cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from generator.schema import Part, fault
from generator.text import Label, Line, Text, Typed


def _matching(pattern: str, hint: str) -> AfterValidator:
    """Return a validator for texts that must match `pattern`; `hint` says what fits it."""

    def check(text: str) -> str:
        if re.fullmatch(pattern, text) is None:
            raise fault("schema/value", f'"{text}" does not fit here', hint)
        return text

    return AfterValidator(check)


ValueName = Annotated[
    Line, _matching(r"\w+", "a value's name holds letters, digits and underscores")
]
Identifier = Annotated[
    Line,
    _matching(r"[a-z][a-z0-9_-]{0,199}", "an id holds lower-case letters, digits, - and _"),
]
WebAddress = Annotated[
    Line, _matching(r"https?://[^\s<>\"]+", "a web address begins with https:// and has no blanks")
]


def _labelled(value: Any) -> Any:
    """A bare label is a thing whose kind needs no mention."""
    return {"label": value} if isinstance(value, str) else value


@cache
def kinds(model: type[Part]) -> tuple[str, ...]:
    """Return the keys of which exactly one must be written."""
    return tuple(name for name in model.model_fields if name != "note")


def _one_of(part: Part, what: str) -> str:
    """Return which of its kinds a part is."""
    names = kinds(type(part))
    given = [name for name in names if getattr(part, name) is not None]
    if len(given) != 1:
        found = " and ".join(f'"{name}"' for name in given) or "nothing"
        message = f"{found} where one of {', '.join(names)} says {what}"
        raise fault("schema/thing", message, "keep one")
    return given[0]


class Thing(Part):
    """Something on a console: a bare label, or the label behind its kind."""

    label: Label | None = Field(None, description="A thing whose kind needs no mention.")
    button: Label | None = Field(None, description="A button.")
    link: Label | None = Field(None, description="A link.")
    tab: Label | None = Field(None, description="A tab.")
    tile: Label | None = Field(None, description="A tile: a large button, often with an icon.")
    row: Label | None = Field(None, description="A row of a table.")
    option: Label | None = Field(None, description="One of several options.")
    icon: Label | None = Field(None, description="An icon, by its accessible name.")
    field: Label | None = Field(None, description="A field of a form.")
    section: Label | None = Field(None, description="A section of a page.")
    page: Label | None = Field(None, description="A page, by its title.")
    panel: Label | None = Field(None, description="A panel that opens beside the page.")
    dialog: Label | None = Field(None, description="A dialog.")
    menu: Label | None = Field(None, description="A menu.")
    table: Label | None = Field(None, description="A table.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        _ = self.kind
        return self

    @cached_property
    def kind(self) -> str:
        """What it is: a key of this model, `label` where that was not said."""
        return _one_of(self, "what it is")

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
    ) = Field(None, description="A part of the console that has no label; never shown as one.")


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


AThing = Annotated[Thing, BeforeValidator(_labelled, json_schema_input_type=Label | Thing)]
AWhere = Annotated[Where, BeforeValidator(_labelled, json_schema_input_type=Label | Where)]
APath = Annotated[
    list[AWhere],
    Field(min_length=1),
    BeforeValidator(_listed, json_schema_input_type=Label | Where | list[Label | Where]),
]


class FieldValue(Part):
    """What goes into a field: a plain text, or one key that says where the value comes from."""

    text: Typed | None = Field(None, description="This very text.")
    sp: ValueName | None = Field(None, description="A value of the service provider.")
    idp: ValueName | None = Field(None, description="A value copied earlier in this guide.")
    own: Text | None = Field(None, description="What the reader chooses.")
    choose: Label | None = Field(None, description="An option of a list.")
    turn: Literal["on", "off"] | None = Field(None, description="A switch, on or off.")
    leave: Literal["empty", "unchanged"] | None = Field(
        None, description="What stays as the console has it."
    )
    note: Text | None = Field(None, description="A remark on this field.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        _ = self.kind
        return self

    @cached_property
    def kind(self) -> str:
        """Where the value comes from: a key of this model."""
        return _one_of(self, "what to enter")

    @property
    def value(self) -> str:
        """What stands behind that key."""
        return str(getattr(self, self.kind))


AFieldValue = Annotated[
    FieldValue,
    BeforeValidator(
        lambda value: {"text": value} if isinstance(value, str) else value,
        json_schema_input_type=Label | FieldValue,
    ),
]
