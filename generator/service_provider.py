"""The service provider: its values, and what it expects."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from generator.console import NameIdFormat, ValueName
from generator.demands import Distinct, OneOf
from generator.placeholders import Placeholder, Template, pieces
from generator.schema import JsonSchema, Part, Path
from generator.surroundings import Console, Surroundings
from generator.text import Label, Prose, Text

# SAML 2.0 Core, section 8.3.6 "Entity Identifier"
# (https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf).
ENTITY_ID_LENGTH = 1024
# What identity providers hand over, by the words of SAML 2.0 Metadata, section 2.
IDENTITY_PROVIDER_VALUES = {
    "metadata_xml": "federation metadata file",
    "metadata_url": "federation metadata URL",
    "sso_url": "single sign-on URL",
    "slo_url": "single logout URL",
    "entity_id": "identity provider entity ID",
    "certificate": "signing certificate",
}
# Where a value's templates stand.
_TEMPLATES = ("template", "by", "one_of")


@dataclass(frozen=True)
class _OneTemplate(OneOf):
    """A value has one kind of template; a file need not have one."""

    def check(self, part: Any) -> None:
        """See `Demand`."""
        if part.kind != "file" or not part.given_keys.isdisjoint(self.names):
            super().check(part)

    def schema(self, keys: Collection[str]) -> JsonSchema:
        """See `Demand`."""
        made = super().schema(keys)
        made["if"]["properties"] = {"kind": {"not": {"const": "file"}}}
        return made


class Value(Part):
    """What readers paste into the identity provider."""

    demands = (_OneTemplate(_TEMPLATES, "what to paste"),)
    label: Label = Field(
        description="What the service provider calls the value on its own pages.",
        examples=["Entity ID"],
    )
    kind: Literal["url", "text", "file"] = Field(
        "url",
        description="What it is: url, which it is if you write nothing, text or file.",
        examples=["text"],
    )
    template: Template | None = Field(
        None,
        description="The value, with {name} for each placeholder in it.",
        examples=["https://example.com/saml/{sso_identifier}"],
    )
    by: dict[ValueName, Template] | None = Field(
        None,
        min_length=1,
        description="The value where it differs from one environment to the next: write the name "
        "of each environment, and its template.",
        examples=[{"cloud": "https://example.com/saml", "self_hosted": "https://{host}/saml"}],
    )
    one_of: list[Template] | None = Field(
        None,
        min_length=2,
        description="Several values of which the reader takes one: a template for each.",
        examples=[["https://example.com", "https://example.com/{sso_identifier}"]],
    )
    holds: Annotated[list[ValueName], Distinct()] | None = Field(
        None,
        min_length=1,
        description="The names of other values that stand in this one: who is given a metadata "
        "file has its addresses too.",
        examples=[["entity_id", "acs_url"]],
    )
    shown_at: Text | None = Field(
        None,
        description="Where the service provider shows the value, if it is not known before: "
        "beginning with a small letter. A step then has to give it.",
        examples=["on the connection's page"],
    )
    description: Text | None = Field(
        None,
        description="What the value is for, beginning with a small letter.",
        examples=["where your identity provider sends people back to"],
    )

    def template_in(self, environment: str | None) -> str | None:
        """Return the one template that holds in an environment, None if there is not just one."""
        own = {str(name): template for name, template in (self.by or {}).items()}
        return self.template if self.by is None else own.get(environment or "")

    def templates(self) -> Iterator[tuple[Path, str]]:
        """Yield every template of the value with its path from here."""
        if self.template is not None:
            yield ("template",), self.template
        yield from ((("by", name), one) for name, one in (self.by or {}).items())
        yield from ((("one_of", number), one) for number, one in enumerate(self.one_of or []))

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        """The names of the placeholders in its templates, in their order, each once."""
        found = (piece for _, template in self.templates() for piece in pieces(template))
        return tuple(dict.fromkeys(name for name, is_placeholder in found if is_placeholder))


class Received(Part):
    """A value of the identity provider that the service provider asks for."""

    label: Label = Field(
        description="What the service provider calls it, where the reader hands it over.",
        examples=["XML file"],
    )


class Saml(Part):
    """What the service provider expects of a SAML response."""

    name_id_format: NameIdFormat = Field(
        description="The NameID format that is expected, by the last word of its URN.",
        examples=["emailAddress"],
    )
    acs_binding: Literal["HTTP-POST", "HTTP-Artifact"] = Field(
        "HTTP-POST",
        description="The binding of the assertion consumer service: HTTP-POST, which it is if you "
        "write nothing, or HTTP-Artifact.",
        examples=["HTTP-POST"],
    )
    authn_requests_signed: bool | None = Field(
        None,
        description="Whether it signs its requests: true or false, if its metadata is to say so.",
        examples=[True],
    )
    want_assertions_signed: bool | None = Field(
        None,
        description="Whether it takes signed assertions only: true or false, if its metadata is "
        "to say so.",
        examples=[True],
    )
    required: Annotated[list[ValueName], Distinct()] = Field(
        default=[],
        description="The names of the values that every guide has to enter.",
        examples=[["entity_id", "acs_url"]],
    )


class ServiceProvider(Surroundings):
    """The product that readers sign in to."""

    name: Label = Field(
        description="The product's name: texts write it as {{ sp.name }}.", examples=["balenaCloud"]
    )
    title: Text | None = Field(
        None,
        description="The title of the service provider's own page; without it, its name.",
        examples=["Example for any identity provider"],
    )
    intro: Prose | None = Field(
        None,
        description="What stands at the top of that page, for readers whose identity provider has "
        "no guide.",
        examples=["Example works with every identity provider that speaks SAML 2.0."],
    )
    role: Text | None = Field(
        None,
        description="What the reader needs there, beginning with a small letter.",
        examples=["the role of an owner of your team"],
    )
    console: Console | None = Field(
        None,
        description="Where the product is administered: `go: console` leads there from steps on "
        "its side.",
        examples=[{"name": "Example console", "url": "https://console.example.com/"}],
    )
    placeholders: dict[ValueName, Placeholder] = Field(
        default={},
        description="The parts of values that are the reader's own: write a name for each, which "
        "stands in braces in the templates.",
        examples=[
            {
                "team": {
                    "label": "team name",
                    "description": "the last part of your team's address",
                    "example": "acme",
                    "pattern": "[a-z]+",
                }
            }
        ],
    )
    values: dict[ValueName, Value] = Field(
        min_length=1,
        description="What readers paste into the identity provider: write a name for each value, "
        "which guides call it by.",
        examples=[{"entity_id": {"label": "Entity ID", "template": "https://example.com/saml"}}],
    )
    environments: dict[ValueName, Label] = Field(
        default={},
        description="Where the product can run, if values differ: write a name for each "
        "environment, and what readers call it.",
        examples=[{"cloud": "Example Cloud", "self_hosted": "Example Server"}],
    )
    receives: dict[ValueName, Received] | None = Field(
        None,
        description="What the product asks for of the identity provider: write the name of each "
        "value, and what it is called here.",
        examples=[{"metadata_xml": {"label": "XML file"}}],
    )
    saml: Saml = Field(
        description="What the product expects of SAML: the format of names, and which values.",
        examples=[{"name_id_format": "emailAddress", "required": ["entity_id"]}],
    )
    finish: Prose = Field(
        description="What the steps of every guide end with, if it says nothing else: where the "
        "reader takes what was brought back.",
        examples=["Go back to Example and upload the metadata file."],
    )

    def may_have(self, name: str) -> bool:
        """Tell whether a value is called `name`, or was until a fault had it left out."""
        return name in self.values or bool(self.left_out("values") & {name, ""})

    def with_held(self, names: Iterable[str]) -> set[str]:
        """Return `names` of values, and the names of all values that these hold."""
        given = set(names)
        held = (value.holds or [] for name, value in self.values.items() if name in given)
        return given.union(*held)

    def examples(self) -> dict[str, str]:
        """Return every placeholder's example."""
        return {name: placeholder.example for name, placeholder in self.placeholders.items()}

    def used_placeholders(self, names: Iterable[str]) -> dict[str, Placeholder]:
        """Return the placeholders in the values called `names`, each once."""
        values = [value for name, value in self.values.items() if name in set(names)]
        used = {name for value in values for name in value.placeholders}
        return {name: one for name, one in self.placeholders.items() if name in used}
