"""What goes into a field of a form."""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.console import Identifier, NameIdFormat, ValueName, one_of
from generator.schema import Part, fault
from generator.text import Label, Text, Typed


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
    for_now: Typed | None = Field(None, description="A dummy, until the step named by `until`.")
    until: Identifier | None = Field(
        None, description="The id of the step that replaces the dummy."
    )
    means: NameIdFormat | None = Field(
        None, description="The NameID format that this option stands for."
    )
    note: Text | None = Field(None, description="A remark on this field.")
    condition: Text | None = Field(None, alias="if", description="When to fill it in at all.")
    optional: bool = Field(default=False, description="Whether it can be left out.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.for_now is None) != (self.until is None):
            hint = "write for_now: VALUE, until: STEP-ID"
            raise fault("schema/value", '"for_now" and "until" belong together', hint)
        _ = self.kind
        return self

    @cached_property
    def kind(self) -> str:
        """Where the value comes from: a key of this model."""
        return one_of(self, KINDS, "what to enter")

    @property
    def value(self) -> str:
        """What stands behind that key."""
        return str(getattr(self, self.kind))


KINDS = ("text", "sp", "idp", "own", "choose", "turn", "leave", "for_now")
AFieldValue = Annotated[
    FieldValue,
    BeforeValidator(
        lambda value: {"text": value} if isinstance(value, str) else value,
        json_schema_input_type=str | FieldValue,
    ),
]
