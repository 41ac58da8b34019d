"""What goes into a field of a form."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from generator.console import Identifier, NameIdFormat, ValueName
from generator.demands import OneOf, Together
from generator.schema import Part
from generator.text import Label, Text, Typed

KINDS = ("text", "sp", "idp", "own", "choose", "turn", "leave", "for_now")


class FieldValue(Part):
    """What goes into a field: a plain text, or one key that says where the value comes from."""

    demands = (
        OneOf(KINDS, "what to enter"),
        Together(("for_now", "until"), "write for_now: VALUE, until: STEP-ID"),
    )
    text: Typed | None = Field(
        None,
        description="The text to enter, where the field also has a note: "
        "a text alone needs no key.",
        examples=["displayName"],
    )
    sp: ValueName | None = Field(
        None,
        description="A value of the service provider: write its name in service-provider.yml.",
        examples=["entity_id"],
    )
    idp: ValueName | None = Field(
        None,
        description="A value of the identity provider that an earlier step copied or downloaded: "
        "write the name that it was given there.",
        examples=["sso_url"],
    )
    own: Text | None = Field(
        None,
        description="What the reader chooses: say what it should be, beginning with a small "
        "letter.",
        examples=["a name that your team will recognize"],
    )
    choose: Label | None = Field(
        None,
        description="An option of the field's list: write its words, letter by letter.",
        examples=["EMAIL"],
    )
    turn: Literal["on", "off"] | None = Field(
        None,
        description="A switch or a check box: write whether the reader turns it on or off.",
        examples=["on"],
    )
    leave: Literal["empty", "unchanged"] | None = Field(
        None,
        description="A field that the reader does not touch: write how it stays.",
        examples=["empty"],
    )
    for_now: Typed | None = Field(
        None,
        description="A dummy, because the real value is not known yet; `until` names the step "
        "that replaces it.",
        examples=["https://example.com"],
    )
    until: Identifier | None = Field(
        None,
        description="The `id` of the later step that replaces the dummy.",
        examples=["real-address"],
    )
    means: NameIdFormat | None = Field(
        None,
        description="The NameID format that the console's own words stand for; it is compared "
        "with the one that the service provider expects.",
        examples=["emailAddress"],
    )
    note: Text | None = Field(
        None,
        description="A short remark on this field, which stands behind the value.",
        examples=["copy it letter by letter"],
    )
    condition: Text | None = Field(
        None,
        alias="if",
        description='For whom the field is to be filled in: write what comes after the word "if".',
        examples=["you use single logout"],
    )
    optional: bool = Field(
        default=False,
        strict=True,
        description="Write true if sign-in also works without filling in the field.",
        examples=[True],
    )

    @property
    def has_remarks(self) -> bool:
        """Whether something is said of the field beside its value."""
        return bool(self.note or self.until or self.means or self.optional)

    @cached_property
    def kind(self) -> str:
        """Where the value comes from: a key of this model."""
        return next(key for key in KINDS if key in self.model_fields_set)

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
