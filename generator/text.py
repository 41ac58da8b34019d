"""Writers' texts: bold, emphasis, code, links and names; everything else is text.

`Text` is one paragraph, `Prose` may hold several, with lists and fences, `Label` is what stands on
a console and knows no markup at all. All reach Markdown so that no extension of a site acts on
them: what has a meaning to any known extension is written as a character reference.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote

from markupsafe import Markup
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

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
# Lengths are bounded so that no text takes more than linear time.
INLINE = re.compile(
    r"\\(?P<escaped>[\\`*\[\]{}#])"
    r"|`(?P<code>[^`]{1,2000})`"
    r"|\{\{\s*(?P<name>[^{}]{1,200}?)\s*\}\}"
    r"|\[(?P<label>[^\[\]]{0,500})\]\((?P<address>[^()\s]{0,2000})\)"
    r"|\*\*(?=[^\s*])(?P<bold>(?:[^*]|\*(?!\*)){1,1000}?)(?<=\S)\*\*(?!\*)"
    r"|\*(?=[^\s*])(?P<emphasis>[^*]{1,1000}?)(?<=\S)\*(?!\*)"
)
_CODE = Markup("<code>%s</code>")
# What readers paste: in the browser it has a button that copies it.
VALUE = Markup('<code class="handrail-value">%s</code>')
_MARKS = {
    "bold": (Markup("**%s**"), Markup("<strong>%s</strong>")),
    "emphasis": (Markup("*%s*"), Markup("<em>%s</em>")),
}
_TAME_CODE = re.compile(r"[A-Za-z0-9.,:;/@()?=%-]+(?: [A-Za-z0-9.,:;/@()?=%-]+)*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_OPEN_SCHEMES = ("https:", "http:", "mailto:")


class Label(str):
    """What stands on a console, letter by letter; in a model it is a plain `str`."""

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
        # Editors read a bare 443 as a number; Handrail keeps what was typed.
        return {**handler(schema), "type": ["string", "number"]}


class Text(Label):
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
        text = super().__get_pydantic_core_schema__(source, handler)
        return core_schema.with_info_after_validator_function(cls._read, text)

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
    if _TAME.fullmatch(text):
        return Markup(text)  # noqa: S704 (there is nothing to encode)
    start = _START.match(text)
    if start is None:
        return encode(text)
    before, sign, after = encode(start["before"]), start["sign"], encode(text[start.end() :])
    return Markup(f"{before}&#{ord(sign)};{after}")  # noqa: S704 (just encoded)


def encode(text: str) -> Markup:
    """Return plain text from the middle of a paragraph as Markdown that shows it."""
    if not _TAME.fullmatch(text):
        for signs in (_ALWAYS, _BESIDE, _ORDINAL, _HEXADECIMAL):
            text = signs.sub(_reference, text)
    return Markup(text)  # noqa: S704 (just encoded)


def _reference(match: re.Match[str]) -> str:
    """Return what matched with its last sign as a character reference."""
    before, sign = match[0][:-1], match[0][-1]
    return before + _NAMED.get(sign, f"&#{ord(sign)};")


def code(text: str) -> Markup:
    """Return plain text as inline code; between backticks where they are enough."""
    if _TAME_CODE.fullmatch(text):
        return Markup(f"`{text}`")  # noqa: S704 (nothing in it can end it)
    return _CODE % encode(text)


def value_code(text: str) -> Markup:
    """Return plain text as a value that readers paste."""
    return VALUE % encode(text)


def inline(text: str, names: Names, file: str) -> Markup:
    """Return a text of one paragraph, written in `file`, as Markdown."""
    return Markup("".join(_inline_parts(text, names, file)))  # noqa: S704 (each part is Markdown)


def _inline_parts(text: str, names: Names, file: str) -> Iterator[Markup]:
    end = 0
    for match in INLINE.finditer(text):
        yield (encode if end else escape)(text[end : match.start()])
        yield _inline_part(match, names, file)
        end = match.end()
    yield (encode if end else escape)(text[end:])


def _inline_part(match: re.Match[str], names: Names, file: str) -> Markup:
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


def _marked(kind: str, made: Markup, around: str) -> Markup:
    """Return bold or emphasized Markdown; as HTML where signs beside it could undo its marks.

    See https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run.
    """
    marks, tags = _MARKS[kind]
    safe = made[:1].isalnum() and made[-1:].isalnum() and "*" not in around
    return (marks if safe else tags) % made


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
            shown = match["label"] or match["address"]
            return plain(shown, names) if Link(shown, match["address"]).is_open else match[0]
        if match.lastgroup in ("bold", "emphasis"):
            return plain(match[match.lastgroup], names)
        return match[match.lastgroup or 0]

    return " ".join(INLINE.sub(unmarked, text).split())


def address_markup(address: str) -> Markup:
    """Return a link's address so that Markdown takes it as it is."""
    unsafe = re.sub(r'[\s"<>\\^`{|}\[\]()]', lambda match: quote(match[0]), address)
    # What looks like a character reference is none: it could spell another scheme.
    ampersand = "&amp;" if _SCHEME.match(address) else "%26"
    unsafe = re.sub(r"&(?=#|\w+;)", ampersand, unsafe)
    return Markup(unsafe.replace("++", "+&#43;"))  # noqa: S704 (every special sign is encoded)


def indent(text: str, width: int) -> Markup:
    """Indent every line that is not blank: what stands inside a list item."""
    margin = " " * width
    lines = [margin + line if line.strip() else line for line in str(text).split("\n")]
    return Markup("\n".join(lines))  # noqa: S704 (adds blanks only)
