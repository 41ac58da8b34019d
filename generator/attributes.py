"""The table of attributes that an identity provider sends."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import Field

from generator.schema import Demand, JsonSchema, Part, fault
from generator.text import Label

# What a row of an attribute map can say of an attribute.
Facet = Literal["name", "source", "namespace", "format", "required"]


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
