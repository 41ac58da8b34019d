"""Writers' texts: bold, emphasis, code, links and names; everything else is text.

`Text` is one paragraph, `Prose` may hold several, with lists and fences, `Label` is what stands on
a console and knows no markup at all. All reach Markdown so that no extension of a site acts on
them: what has a meaning to any known extension is written as a character reference.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from markupsafe import Markup
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

MAXIMUM_LENGTH = 20_000
_REFERENCES = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_{}[]|~^=+$@#"}
_REFERENCES |= {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;", ord("\n"): " "}
# What only means something beside its neighbour: emoji and bare links (:x), smart signs (--, ..,
# (c), 1/2, c/o), admonitions (!!!, ???), blocks (///), bare links (www.).
_BESIDE = re.compile(
    r":(?=\S)|(?<=-)-|(?<=\.)\.|(?<=!)!|(?<=\?)\?|(?<=//)/|(?<=[0-9cC])/|(?<=www)\."
    r"|\((?=(?:c|r|p|tm)\))",
    re.IGNORECASE,
)
# What only means something at the start of a paragraph: lists and definitions.
_START = re.compile(r"^(?P<before>\s*(?:\d+(?=\.))?)(?P<sign>[-.:])(?=\s|$)")
# Lengths are bounded so that no text takes more than linear time.
INLINE = re.compile(
    r"\\(?P<escaped>[\\`*\[\]{}#])"
    r"|`(?P<code>[^`]{1,2000})`"
    r"|\{\{\s*(?P<name>[^{}]{1,200}?)\s*\}\}"
    r"|\[(?P<label>[^\[\]]{0,500})\]\((?P<address>[^()\s]{0,2000})\)"
    r"|\*\*(?=[^\s*])(?P<bold>(?:[^*]|\*(?!\*)){1,1000}?)(?<=\S)\*\*(?!\*)"
    r"|\*(?=[^\s*])(?P<emphasis>[^*]{1,1000}?)(?<=\S)\*(?!\*)"
)
_TAME_CODE = re.compile(r"[A-Za-z0-9.,:;/@()?=%-]+(?: [A-Za-z0-9.,:;/@()?=%-]+)*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_OPEN_SCHEMES = ("https:", "http:", "mailto:")


class Label(str):
    """What stands on a console, letter by letter.

    `file` is where it was written: addresses of links in a text are relative to it.
    """

    __slots__ = ("file",)
    file: str

    def __new__(cls, text: str, file: str = "") -> Self:
        """Make one of `text`."""
        label = super().__new__(cls, text)
        label.file = file
        return label

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(
            min_length=1, max_length=MAXIMUM_LENGTH, strip_whitespace=True
        )
        return core_schema.with_info_after_validator_function(cls._read, text)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # Editors read a bare 443 as a number; Handrail keeps what was typed.
        return {**handler(schema), "type": ["string", "number"]}

    @classmethod
    def _read(cls, text: str, info: ValidationInfo) -> Self:
        return cls(text, (info.context or {}).get("file", ""))


class Text(Label):
    """A writer's text of one paragraph."""

    __slots__ = ()


class Prose(Text):
    """A writer's text that may hold paragraphs, lists and fences."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: `label` is empty where the target's own name is to be shown."""

    label: str
    address: str

    @property
    def is_open(self) -> bool:
        """Whether the address is one that a text may lead to."""
        scheme = _SCHEME.match(self.address)
        if scheme:
            return scheme[0].lower() in _OPEN_SCHEMES
        return not self.address.startswith(("//", "/", "\\"))

    @property
    def is_relative(self) -> bool:
        """Whether the address depends on where it is written."""
        return not _SCHEME.match(self.address)


@dataclass(frozen=True, slots=True)
class Names:
    """What a text may speak of.

    `values` maps a dotted name, such as `sp.name`, to what is shown for it; `link` turns a link
    and the file that it stands in into its label (Markdown, "" for its own) and its address.
    """

    values: Mapping[str, str]
    link: Callable[[Link, str], tuple[Markup, str]]


def escape(text: str) -> Markup:
    """Return plain text as Markdown that shows it and does nothing else."""
    return encode(_START.sub(lambda m: f"{m['before']}\0{ord(m['sign'])};", text, count=1))


def encode(text: str) -> Markup:
    """Return plain text from the middle of a paragraph as Markdown that shows it.

    U+0000 stands for the start of a reference that is already made.
    """
    beside = _BESIDE.sub(lambda match: f"\0{ord(match[0])};", text)
    return Markup(beside.translate(_REFERENCES).replace("\0", "&#"))  # noqa: S704 (just encoded)


def code(text: str) -> Markup:
    """Return plain text as inline code; between backticks where they are enough."""
    if _TAME_CODE.fullmatch(text):
        return Markup(f"`{text}`")  # noqa: S704 (nothing in it can end it)
    return Markup("<code>%s</code>") % encode(text)


def inline(text: str, names: Names, file: str) -> Markup:
    """Return a text of one paragraph, written in `file`, as Markdown."""
    return Markup().join(_inline_parts(text, names, file))


def _inline_parts(text: str, names: Names, file: str) -> Iterator[Markup]:
    end = 0
    for match in INLINE.finditer(text):
        yield (encode if end else escape)(text[end : match.start()])
        yield _inline_part(match, names, file)
        end = match.end()
    yield (encode if end else escape)(text[end:])


def _inline_part(match: re.Match[str], names: Names, file: str) -> Markup:
    kind, content = match.lastgroup, match[match.lastgroup or 0]
    if kind == "code":
        return code(content)
    if kind == "bold":
        return Markup("**%s**") % inline(content, names, file)
    if kind == "emphasis":
        return Markup("*%s*") % inline(content, names, file)
    if kind == "address":
        return _link(match, names, file)
    if kind == "name":
        value = names.values.get(content, match[0])
        return value if isinstance(value, Markup) else escape(value)
    return encode(content)


def _link(match: re.Match[str], names: Names, file: str) -> Markup:
    link = Link(match["label"], match["address"])
    if not link.is_open:
        return encode(match[0])
    label, address = names.link(link, file)
    shown = label or inline(link.label, names, file)
    return Markup("[%s](%s)") % (shown, address_markup(address))


def plain(text: str, names: Names) -> str:
    """Return a text of one paragraph without its marks."""

    def unmarked(match: re.Match[str]) -> str:
        if match.lastgroup == "name":
            value = names.values.get(match["name"], match[0])
            return value.striptags() if isinstance(value, Markup) else value
        if match.lastgroup == "address":
            return plain(match["label"] or match["address"], names)
        return match[match.lastgroup or 0]

    return " ".join(INLINE.sub(unmarked, text).split())


def address_markup(address: str) -> Markup:
    """Return a link's address so that Markdown takes it as it is."""
    unsafe = re.sub(r'[\s"<>\\^`{|}\[\]()]', lambda match: f"%{ord(match[0]):02X}", address)
    return Markup(unsafe.replace("++", "+&#43;"))  # noqa: S704 (every special sign is encoded)


def indent(text: str, width: int) -> Markup:
    """Indent every line that is not blank: what stands inside a list item."""
    return Markup(re.sub(r"(?m)^(?=.*\S)", " " * width, text))  # noqa: S704 (adds blanks only)
