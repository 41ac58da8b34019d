"""The bytes of an SVG -> what there is to know of it. Nothing of it is built up in memory."""

import re
from xml.parsers import expat

from generator import styles
from generator.figures.facts import Facts, Refusal, Spot
from generator.figures.formats import SVG
from generator.figures.metadata import creator, paths

_NAMESPACE = "http://www.w3.org/2000/svg"
# Elements that run code, and attributes that do
# (https://www.w3.org/TR/SVG2/interact.html#ScriptElement, #EventAttributes).
_HANDLER = re.compile(r"on[a-z]+", re.IGNORECASE)
_CODE = re.compile(r"[\s\x00-\x20]*j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE)
# Elements that show what an address leads to, and addresses that lead into the file itself.
_SHOWING = {"image": "href", "use": "href", "feImage": "href"} | dict.fromkeys(
    ("iframe", "img", "embed", "video", "audio", "source"), "src"
)
_SHEET = re.compile(r"\bhref\s*=\s*[\"']([^\"']+)")
_OWN = re.compile(r"\s*(?:#|data:|$)", re.IGNORECASE)


def facts(data: bytes) -> Facts:
    """Return what there is to know of an SVG.

    Entities that blow up are refused by expat itself, from 8 MiB and the hundredfold on
    (https://libexpat.github.io/doc/api/latest/#billion-laughs).
    """
    reading = _Reading()
    try:
        reading.parser.Parse(data, True)  # noqa: FBT003 (expat takes no names)
    except expat.ExpatError as error:
        what = f"it is not well-formed XML: {expat.ErrorString(error.code)}"
        return _refused(data, Spot(what, error.lineno, error.offset + 1))
    except ValueError as error:  # an encoding that Python does not know
        return _refused(data, Spot(f"it cannot be read: {error}"))
    if not reading.is_svg:
        return _refused(data, Spot(f'its first element is no <svg xmlns="{_NAMESPACE}">'))
    return Facts(
        SVG.name,
        len(data),
        scripts=tuple(reading.scripts),
        borrowed=tuple(reading.borrowed),
        personal=(*creator(data), *paths(data)),
    )


def _refused(data: bytes, spot: Spot) -> Facts:
    return Facts(SVG.name, len(data), refusal=Refusal("image/damaged", spot))


class _Reading:
    """What is met while an SVG is parsed."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self.is_svg = False
        self.scripts: list[Spot] = []
        self.borrowed: list[Spot] = []
        self._is_first = True
        # What the style says that is gone through, None outside of one.
        self._style: list[str] | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if self._is_first:
            self.is_svg = name == f"{_NAMESPACE} svg"
            self._is_first = False
        if local == "style":
            self._style = []
        if local == "script":
            self.scripts.append(self._spot("<script>"))
        for key, value in ((_local(key), value) for key, value in attributes.items()):
            if _HANDLER.fullmatch(key):
                self.scripts.append(self._spot(f"{key}="))
            elif _CODE.match(value):
                self.scripts.append(self._spot(f'{key}="javascript:…"'))
            elif key == _SHOWING.get(local):
                self._borrow(value)
            elif "url(" in value:
                self._borrow(*(address for _, address in styles.addresses(value)))

    def _end(self, name: str) -> None:
        if _local(name) == "style" and self._style is not None:
            css, self._style = "".join(self._style), None
            self._borrow(*(address for _, address in styles.addresses(css)))

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _entity(
        self,
        _name: str,
        _is_parameter: bool,  # noqa: FBT001
        _value: str | None,
        _base: str | None,
        system_id: str | None,
        _public_id: str | None,
        _notation: str | None,
    ) -> None:
        if system_id is not None:
            self._borrow(system_id)

    def _instruction(self, target: str, data: str) -> None:
        address = _SHEET.search(data) if target == "xml-stylesheet" else None
        if address:
            self._borrow(address[1])

    def _borrow(self, *addresses: str) -> None:
        """Take in addresses that something is loaded from, at where the reading is."""
        for address in addresses:
            if not _OWN.match(address):
                self.borrowed.append(self._spot(address[:100]))

    def _spot(self, what: str) -> Spot:
        return Spot(what, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
