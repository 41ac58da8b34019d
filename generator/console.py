"""The small parts of a guide: names, and things on a console."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from generator.schema import Part, fault
from generator.text import Label, Line


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

Language = Annotated[
    Line, _matching(r"[A-Za-z0-9+#_-]{1,40}", "a language is one word, such as xml or powershell")
]


def _labelled(value: Any) -> Any:
    """A bare label is a thing whose kind needs no mention."""
    return {"label": value} if isinstance(value, str) else value


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


def one_of(part: Part, names: Iterable[str], what: str) -> str:
    """Return which of the keys `names` is written; exactly one must be."""
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
        return one_of(self, tuple(type(self).model_fields), "what it is")

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


AThing = Annotated[Thing, BeforeValidator(_labelled, json_schema_input_type=str | Thing)]
Things = Annotated[
    list[AThing],
    Field(min_length=1),
    BeforeValidator(
        _listed,
        json_schema_input_type=str | Thing | Annotated[list[str | Thing], Field(min_length=1)],
    ),
]
AWhere = Annotated[Where, BeforeValidator(_labelled, json_schema_input_type=str | Where)]
APath = Annotated[
    list[AWhere],
    Field(min_length=1),
    BeforeValidator(_listed, json_schema_input_type=str | Where | list[str | Where]),
]
