"""The service provider: its values, their placeholders, and URL templates.

Templates are RFC 6570 level 1 (https://www.rfc-editor.org/rfc/rfc6570#section-1.2): `{name}` and
nothing else.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

import uritemplate
from pydantic import AfterValidator, Field, model_validator

from generator.console import NameIdFormat, ValueName, one_of
from generator.schema import Part, Path, fault
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
_EXPRESSION = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[A-Za-z0-9_]+")
# One piece of a pattern: a literal, an escape or a class, and how often it stands. In a class all
# that the `v` flag of browsers reserves is refused unless escaped, some signs only as a pair
# (https://tc39.es/ecma262/#prod-ClassSetSyntaxCharacter).
_PAIR = r"(?P<sign>[!#$%*+,.:;<=>?@`~])(?P=sign)"
_CLASS = rf"\[(?:\\[-dw\\^\].]|[^\W_]-[^\W_]|(?!{_PAIR})[^\[\](){{}}/\\|^&\-])+\]"
_PIECE = re.compile(
    rf"(?:{_CLASS}|\\[.dw]|[A-Za-z0-9_@:=,;%~ -])"
    r"(?P<count>[+*?]|\{(?P<least>\d{1,3})(?P<open>,(?P<most>\d{0,3}))?\})?"
)
_PATTERN_LENGTH = 200
_EXAMPLE_LENGTH = 200
# Each part of no fixed length multiplies the time that a text which does not fit can take.
_WAYS = _EXAMPLE_LENGTH**3


def _pattern(pattern: str) -> str:
    position, ways = 0, 1
    while position < len(pattern):
        piece = _PIECE.match(pattern, position)
        if piece is None:
            hint = "use letters, [classes] and counts such as + or {1,20}; write \\- inside a class"
            message = f'"{pattern[position:]}" is not part of a pattern'
            raise fault("placeholder/pattern", message, hint)
        position = piece.end()
        ways *= _ways(piece)
    if ways > _WAYS:
        hint = "give fixed counts, such as {20}"
        raise fault("placeholder/pattern", "too many parts of no fixed length", hint)
    if position > _PATTERN_LENGTH:
        raise fault("placeholder/pattern", f"longer than {_PATTERN_LENGTH} characters")
    try:
        re.compile(pattern)
    except re.error as error:
        raise fault("placeholder/pattern", f'"{pattern}": {error.msg}') from None
    return pattern


def _ways(piece: re.Match[str]) -> int:
    """Return how many lengths a piece of a pattern can have in an example."""
    if piece["count"] == "?":
        return 2
    if piece["count"] in ("+", "*") or (piece["open"] and not piece["most"]):
        return _EXAMPLE_LENGTH
    return max(1, int(piece["most"] or 0) - int(piece["least"] or 0) + 1) if piece["open"] else 1


def _short(example: str) -> str:
    if len(example) > _EXAMPLE_LENGTH:
        raise fault("placeholder/example", f"longer than {_EXAMPLE_LENGTH} characters")
    return example


def _template(template: str) -> str:
    """Refuse what is no level 1 template: `uritemplate` would let it pass."""
    hint = "write {name}: letters, digits and underscores in braces"
    for name in _EXPRESSION.findall(template):
        if not _NAME.fullmatch(name):
            raise fault("url/template", f'"{{{name}}}" is not a placeholder', hint)
    if set("{}") & set(_EXPRESSION.sub("", template)):
        raise fault("url/template", f'a brace without its other half in "{template}"', hint)
    return template


class Placeholder(Part):
    """The part of a value that is the reader's own."""

    label: Label = Field(description="What readers know it by.")
    description: Text = Field(description="What to put there.")
    example: Annotated[Label, AfterValidator(_short)] = Field(description="A value that fits.")
    pattern: Annotated[Label, AfterValidator(_pattern)] = Field(
        description="What fits, as a regular expression for the whole value."
    )

    def fits(self, text: str) -> bool:
        """Tell whether readers may put `text` there."""
        # A longer text could take too long; and in browsers word characters and digits are ASCII.
        short = len(text) <= _EXAMPLE_LENGTH
        return short and re.fullmatch(self.pattern, text, re.ASCII) is not None


# Where a value's templates stand.
_TEMPLATES = ("template", "by", "one_of")
Template = Annotated[Label, AfterValidator(_template)]


class Value(Part):
    """What readers paste into the identity provider."""

    label: Label = Field(description="What the service provider calls it.")
    kind: Literal["url", "text", "file"] = Field("url", description="What it is.")
    template: Template | None = Field(
        None, description="The value, with {name} for each placeholder."
    )
    by: dict[ValueName, Template] | None = Field(
        None, min_length=1, description="A template for each environment: NAME: TEMPLATE."
    )
    one_of: list[Template] | None = Field(
        None, min_length=2, description="Templates of which the reader chooses one."
    )
    shown_at: Text | None = Field(
        None, description="Where the service provider shows it, if it is not known before."
    )
    description: Text | None = Field(None, description="What it is for.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [key for key in _TEMPLATES if getattr(self, key) is not None]
        if given or self.kind != "file":
            one_of(self, _TEMPLATES, "what it is")
        return self

    def templates(self) -> Iterator[tuple[Path, str]]:
        """Yield every template of the value with its path from here."""
        if self.template is not None:
            yield ("template",), self.template
        yield from ((("by", name), one) for name, one in (self.by or {}).items())
        yield from ((("one_of", number), one) for number, one in enumerate(self.one_of or []))

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        """The names of the placeholders in its templates, in their order, each once."""
        names = (name for _, template in self.templates() for name in _EXPRESSION.findall(template))
        return tuple(dict.fromkeys(names))


def expand(template: str, values: dict[str, str]) -> str:
    """Return a template with `values` in place of its placeholders."""
    return str(uritemplate.expand(template, {**values}))


def pieces(template: str) -> Iterator[tuple[str, bool]]:
    """Yield a template's pieces, and for each whether it is a placeholder's name."""
    for number, piece in enumerate(_EXPRESSION.split(template)):
        if piece:
            yield piece, number % 2 == 1


class Received(Part):
    """A value of the identity provider that the service provider asks for."""

    label: Label = Field(description="What the service provider calls it.")


class Saml(Part):
    """What the service provider expects of a SAML response."""

    name_id_format: NameIdFormat = Field(description="The NameID format, by its last word.")
    acs_binding: Literal["HTTP-POST", "HTTP-Artifact"] = Field(
        "HTTP-POST", description="The binding of the assertion consumer service."
    )
    required: list[ValueName] = Field(
        default=[], description="Values that every identity provider must be given."
    )


class ServiceProvider(Surroundings):
    """The product that readers sign in to."""

    name: Label = Field(description="Its name.")
    title: Text | None = Field(None, description="The title of its page.")
    intro: Prose | None = Field(None, description="What stands at the top of its page.")
    role: Text | None = Field(None, description="The role that the reader needs there.")
    console: Console | None = Field(None, description="Where it is administered.")
    placeholders: dict[ValueName, Placeholder] = Field(
        default={}, description="The parts of values that are the reader's own."
    )
    values: dict[ValueName, Value] = Field(
        min_length=1, description="What readers paste into the identity provider."
    )
    environments: dict[ValueName, Label] = Field(
        default={}, description="Where it can run, for values that differ: NAME: LABEL."
    )
    receives: dict[ValueName, Received] | None = Field(
        None, description="What it asks for of the identity provider: NAME: its own label."
    )
    saml: Saml = Field(description="What it expects of a SAML response.")
    finish: Prose = Field(
        description="What the steps end with: where to take what was brought back."
    )

    def may_have(self, name: str) -> bool:
        """Tell whether a value is called `name`, or was until a fault had it left out."""
        return name in self.values or bool(self.left_out("values") & {name, ""})

    def examples(self) -> dict[str, str]:
        """Return every placeholder's example."""
        return {name: placeholder.example for name, placeholder in self.placeholders.items()}

    def used_placeholders(self, names: Iterable[str]) -> dict[str, Placeholder]:
        """Return the placeholders in the values called `names`, each once."""
        values = [value for name, value in self.values.items() if name in set(names)]
        used = {name for value in values for name in value.placeholders}
        return {name: one for name, one in self.placeholders.items() if name in used}
