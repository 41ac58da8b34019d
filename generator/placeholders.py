"""Placeholders, the parts of values that are the reader's own, and templates that hold them.

Templates are RFC 6570 level 1 (https://www.rfc-editor.org/rfc/rfc6570#section-1.2): `{name}` and
nothing else.
"""

import math
import re
from collections.abc import Iterator
from typing import Annotated

import uritemplate
from pydantic import AfterValidator, Field

from generator.demands import Matching
from generator.schema import Part, fault
from generator.text import Label, Line, Text

_EXPRESSION = re.compile(r"\{([^{}]*)\}")
_NAME = "[A-Za-z0-9_]+"
# One piece of a pattern: a literal, an escape or a class, and how often it stands. In a class all
# that the `v` flag of browsers reserves is refused unless escaped, some signs only as a pair
# (https://tc39.es/ecma262/#prod-ClassSetSyntaxCharacter).
_PAIR = r"([!#$%*+,.:;<=>?@`~])\1"
# A range holds neither halves of characters (surrogates) nor what is none: XML could not have them.
_END = r"(?!\s)[0-9A-Za-z\u00a1-\ud7ff]"
_CLASS = rf"\[(?:\\[-dw\\^\].]|{_END}-{_END}|(?!{_PAIR})[^\[\](){{}}/\\|^&\-])+\]"
_PIECE = re.compile(
    rf"(?:{_CLASS}|\\[.dw]|[A-Za-z0-9_@:=,;%~ -])"
    r"(?P<count>[+*?]|\{(?P<least>[0-9]{1,3})(?P<open>,(?P<most>[0-9]{0,3}))?\})?"
)
# Editors name groups in another way than Python.
_PIECES = rf"(?:{re.sub('[?]P<[a-z]+>', '', _PIECE.pattern)})+"
_PATTERN_LENGTH = 200
# What readers may put in the place of a placeholder: within this length no pattern takes long.
LONGEST = 200
# Each part of no fixed length multiplies the time that a text which does not fit can take.
_WAYS = LONGEST**3


def _not_a_pattern(text: str) -> str:
    """Say where a text stops being a pattern."""
    position = 0
    while piece := _PIECE.match(text, position):
        position = piece.end()
    return f'"{text[position:]}" is not part of a pattern'


def _usable(pattern: str) -> str:
    """Refuse a pattern that is too long, takes too long to search for, or contradicts itself."""
    ways = math.prod(_ways(piece) for piece in _PIECE.finditer(pattern))
    if ways > _WAYS:
        hint = "give fixed counts, such as {20}"
        raise fault("placeholder/pattern", "too many parts of no fixed length", hint)
    if len(pattern) > _PATTERN_LENGTH:
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
        return LONGEST
    return max(1, int(piece["most"] or 0) - int(piece["least"] or 0) + 1) if piece["open"] else 1


def _short(example: str) -> str:
    if len(example) > LONGEST:
        raise fault("schema/value", f"longer than {LONGEST} characters")
    return example


Pattern = Annotated[
    Line,
    Matching(
        _PIECES,
        "use letters, [classes] and counts such as + or {1,20}; write \\- inside a class",
        "placeholder/pattern",
        _not_a_pattern,
    ),
    AfterValidator(_usable),
]


class Placeholder(Part):
    """The part of a value that is the reader's own."""

    label: Label = Field(
        description="The name that readers know the placeholder by, as it stands on the page.",
        examples=["SSO identifier"],
    )
    description: Text = Field(
        description="What the reader is to put there, beginning with a small letter.",
        examples=["the name that your team signs in with"],
    )
    example: Annotated[Line, AfterValidator(_short)] = Field(
        description="A value that fits the pattern; readers see it as an example.",
        examples=["acme"],
        json_schema_extra={"maxLength": LONGEST},
    )
    pattern: Pattern = Field(
        description="What fits, as a regular expression for the whole value: letters, [classes], "
        "and counts such as + or {1,20}.",
        examples=["[a-z0-9_\\-]+"],
        json_schema_extra={"maxLength": _PATTERN_LENGTH},
    )

    def fits(self, text: str) -> bool:
        """Tell whether readers may put `text` there."""
        # In browsers word characters and digits are ASCII.
        short = len(text) <= LONGEST
        return short and re.fullmatch(self.pattern, text, re.ASCII) is not None


def _not_a_template(text: str) -> str:
    """Say why a text is no template."""
    for name in _EXPRESSION.findall(text):
        if not re.fullmatch(_NAME, name):
            return f'"{{{name}}}" is not a placeholder'
    return f'a brace without its other half in "{text}"'


# `uritemplate` would let pass what is no level 1 template.
Template = Annotated[
    Line,
    Matching(
        rf"(?:[^{{}}]|\{{{_NAME}\}})*",
        "write {name}: letters, digits and underscores in braces",
        "url/template",
        _not_a_template,
    ),
]


def expand(template: str, values: dict[str, str]) -> str:
    """Return a template with `values` in place of its placeholders."""
    return str(uritemplate.expand(template, {**values}))


def pieces(template: str) -> Iterator[tuple[str, bool]]:
    """Yield a template's pieces, and for each whether it is a placeholder's name."""
    for number, piece in enumerate(_EXPRESSION.split(template)):
        if piece:
            yield piece, number % 2 == 1
