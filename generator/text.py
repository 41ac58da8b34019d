"""Writers' texts: bold, emphasis, code, links and names; everything else is text.

`Text` is one paragraph, `Prose` may hold several, with lists and fences; `Label` is what stands on
a console, `Typed` what is typed there, and both know no markup at all. All reach Markdown so that
no extension of a site acts on them: what has a meaning to any known extension is written as a
character reference. Only the quotes of prose are left to the site, which may curl them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote

from markupsafe import Markup
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from generator.schema import WRITE_SOMETHING

MAXIMUM_LENGTH = 20_000
# What means something wherever it stands, and what is written for it if not its number.
_ALWAYS = re.compile(r"[\\`*_{}\[\]|~^=+$@#<>&\n]")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "\n": " "}
# What only means something beside its neighbour: emoji and bare links (:x), smart signs (--, ..,
# (c), 1/2, c/o, 1st), admonitions (!!!, ???), blocks (///), bare links (www.), images (![), and
# what repositories number (!1, ?1, and 40 hexadecimal digits: a commit, or a fingerprint).
# What is beside the end of a text may be a link, a name's value or what a template adds.
_BESIDE = re.compile(
    r":(?!\s)|-(?<=--)|\.(?<=\.\.)|!(?<=!!)|!\Z|\?(?<=\?\?)|/(?<=///)|/(?<=[0-9c]/)|\.(?<=www\.)"
    r"|\((?=(?:c|r|p|tm)\))|!(?=[0-9])|\?(?=[0-9])",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"[0-9][snrt](?=[tdh](?![A-Za-z0-9]))", re.IGNORECASE)
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f](?=[0-9A-Fa-f]{39})")
# What only means something at the start of a paragraph: lists and definitions.
_START = re.compile(
    r"^(?P<before>\s*(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)?)(?P<sign>(?<=\w)[.)]|(?<!\w)[-:])(?=\s|$)"
)
# What never means anything: most labels are no more than that.
_TAME = re.compile(r"(?!.{40})[A-Za-z ,;]*(?:[0-9]+(?![A-Za-z0-9])[A-Za-z ,;]*)*")
# Lengths are bounded so that no text takes more than linear time. In bold and emphasis what is
# escaped or code is one piece: a star in it ends nothing.
_PIECE = r"\\[\s\S]|`[^`]{1,2000}`|[^*`\\]"
INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_~\[\]{}<>&#|!])"
    r"|`(?P<code>[^`]{1,2000})`"
    r"|\{\{\s*(?P<name>[^{}]{1,200}?)\s*\}\}"
    r"|\[(?P<label>[^\[\]]{0,500})\]\((?P<address>[^()\s]{0,2000})\)"
    rf"|\*\*(?=[^\s*])(?P<bold>(?:{_PIECE}|\*(?!\*)){{1,1000}}?)(?<=\S)\*\*(?!\*)"
    rf"|\*(?=[^\s*])(?P<emphasis>(?:{_PIECE}){{1,1000}}?)(?<=\S)\*(?!\*)"
)
_CODE = Markup("<code>%s</code>")
_MARKS = {"bold": ("**%s**", "<strong>%s</strong>"), "emphasis": ("*%s*", "<em>%s</em>")}
_TAME_CODE = re.compile(r"[A-Za-z0-9.,:;/@()?=%-]+(?: [A-Za-z0-9.,:;/@()?=%-]+)*")
_TAME_ADDRESS = re.compile(r"[A-Za-z0-9:/.#?=_-]*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_OPEN_SCHEMES = ("https:", "http:", "mailto:")


class Line(str):
    """What is typed into a key and never shown as words, such as an id or an address.

    In a model it is a plain `str`.
    """

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.str_schema(
            min_length=1, max_length=MAXIMUM_LENGTH, strip_whitespace=True
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            # Editors read a bare 443 as a number; Handrail keeps what was typed.
            "type": ["string", "number"],
            "maxLength": MAXIMUM_LENGTH,
            "pattern": r"\S",
            "patternErrorMessage": WRITE_SOMETHING,
        }


class Label(Line):
    """What stands on a console, letter by letter."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        line = super().__get_pydantic_core_schema__(source, handler)
        return core_schema.no_info_after_validator_function(cls, line)


class Typed(Label):
    """What readers type into a field, letter by letter; it is shown as code."""

    __slots__ = ()


class Text(Line):
    """A writer's text of one paragraph.

    `file` is where it was written: addresses of its links are relative to it.
    """

    __slots__ = ("file",)
    file: str

    def __new__(cls, text: str, file: str = "") -> Self:
        """Make one of `text`."""
        made = super().__new__(cls, text)
        made.file = file
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        line = super().__get_pydantic_core_schema__(source, handler)
        return core_schema.with_info_after_validator_function(cls._read, line)

    @classmethod
    def _read(cls, text: str, info: ValidationInfo) -> Self:
        return cls(text, (info.context or {}).get("file", ""))


class Code(Text):
    """What is typed as it stands; only names have a meaning in it."""

    __slots__ = ()


class Prose(Text):
    """A writer's text that may hold paragraphs, lists and fences."""

    __slots__ = ()


def is_prose(value: Any) -> bool:
    """Tell whether a value is a writer's own words: no label, no code."""
    return isinstance(value, Text) and not isinstance(value, Code)


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
        return self.address != "" and self.address[0] not in "/\\"

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
    """Return plain text as Markdown that shows it, letter by letter, and does nothing else."""
    if _TAME.fullmatch(text):
        return Markup(text)  # noqa: S704 (there is nothing to encode)
    return _exact(_escaped(text))


def encode(text: str) -> Markup:
    """Do as `escape` does with plain text from the middle of a paragraph."""
    return _exact(_encoded(text))


def _exact(made: str) -> Markup:
    """Encode quotes: a site may have them curled in prose, but not where letters are compared."""
    return Markup(made.replace('"', "&quot;").replace("'", "&#39;"))  # noqa: S704 (was encoded)


def _escaped(text: str) -> str:
    start = _START.match(text)
    if start is None:
        return _encoded(text)
    sign = f"&#{ord(start['sign'])};"
    return _encoded(start["before"]) + sign + _encoded(text[start.end() :])


def _encoded(text: str) -> str:
    """Return a text's words; its quotes are left to what the site does with them."""
    if not _TAME.fullmatch(text):
        for signs in (_ALWAYS, _BESIDE, _ORDINAL, _HEXADECIMAL):
            text = signs.sub(_reference, text)
    return text


def _reference(match: re.Match[str]) -> str:
    """Return what matched with its last sign as a character reference."""
    before, sign = match[0][:-1], match[0][-1]
    return before + _NAMED.get(sign, f"&#{ord(sign)};")


def code(text: str) -> Markup:
    """Return plain text as inline code; between backticks where they are enough."""
    if _TAME_CODE.fullmatch(text):
        return Markup(f"`{text}`")  # noqa: S704 (nothing in it can end it)
    return _CODE % encode(text)


def inline(text: str, names: Names, file: str) -> Markup:
    """Return a text of one paragraph, written in `file`, as Markdown."""
    return Markup("".join(_inline_parts(text, names, file)))  # noqa: S704 (each part is Markdown)


def _inline_parts(text: str, names: Names, file: str) -> Iterator[str]:
    end = 0
    for match in INLINE.finditer(text):
        yield (_encoded if end else _escaped)(text[end : match.start()])
        yield _inline_part(match, names, file)
        end = match.end()
    yield (_encoded if end else _escaped)(text[end:])


def _inline_part(match: re.Match[str], names: Names, file: str) -> str:
    kind, content = match.lastgroup, match[match.lastgroup or 0]
    around = match.string[match.start() - 1 : match.start()] + match.string[match.end() :][:1]
    if kind == "code":
        return _CODE % encode(content) if "`" in around else code(content)
    if kind in ("bold", "emphasis"):
        return _marked(kind, inline(content, names, file), around)
    if kind == "address":
        return _link(match, names, file)
    if kind == "name":
        value = names.values.get(content, match[0])
        return value if isinstance(value, Markup) else escape(value)
    return encode(content)


def _marked(kind: str, made: Markup, around: str) -> str:
    """Return bold or emphasized Markdown; as HTML where signs beside it could undo its marks.

    See https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run.
    """
    marks, tags = _MARKS[kind]
    safe = made[:1].isalnum() and made[-1:].isalnum() and "*" not in around
    return (marks if safe else tags) % made


def _link(match: re.Match[str], names: Names, file: str) -> str:
    link = Link(match["label"], match["address"])
    if not link.is_open:
        return _encoded(match[0])
    label, address = names.link(link, file)
    return f"[{label or inline(link.label, names, file)}]({address_markup(address)})"


def plain(text: str, names: Names) -> str:
    """Return a text of one paragraph without its marks."""

    def unmarked(match: re.Match[str]) -> str:
        if match.lastgroup == "name":
            value = names.values.get(match["name"], match[0])
            return value.striptags() if isinstance(value, Markup) else value
        if match.lastgroup == "address":
            shown = match["label"] or match["address"]
            return plain(shown, names) if Link(shown, match["address"]).is_open else match[0]
        if match.lastgroup in ("bold", "emphasis"):
            return plain(match[match.lastgroup], names)
        return match[match.lastgroup or 0]

    return " ".join(INLINE.sub(unmarked, text).split())


def address_markup(address: str) -> Markup:
    """Return a link's address so that Markdown takes it as it is."""
    if _TAME_ADDRESS.fullmatch(address):
        return Markup(address)  # noqa: S704 (there is nothing to encode)
    unsafe = re.sub(r'[\s"<>\\^`{|}\[\]()]', lambda match: quote(match[0]), address)
    # What looks like a character reference is none: it could spell another scheme.
    ampersand = "&amp;" if _SCHEME.match(address) else "%26"
    unsafe = re.sub(r"&(?=#|\w+;)", ampersand, unsafe)
    return Markup(unsafe.replace("++", "+&#43;"))  # noqa: S704 (every special sign is encoded)
