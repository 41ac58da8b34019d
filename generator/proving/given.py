"""What goes into fields: values as one reader has them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator import saml_metadata
from generator.fields import FieldValue
from generator.placeholders import expand, pieces
from generator.prose import NAME_IN_CODE
from generator.service_provider import ServiceProvider
from generator.steps import Side
from generator.text import Label

_CODE = re.compile(r"`([^`]+)`")


class NoValueError(Exception):
    """Nobody knows what goes into a field; `hint` says how to tell."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class File(NamedTuple):
    """A file that is uploaded: its name and what is in it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Given:
    """What one reader has: `placeholders` by their names, `own` choices by the fields' labels.

    `taken` is what steps have brought out of a console, by its side and its name.
    """

    sp: ServiceProvider
    placeholders: Mapping[str, str]
    own: Mapping[str, str]
    taken: dict[tuple[Side, str], bytes] = field(default_factory=dict)

    def text(self, label: str, value: FieldValue) -> str:
        """Return what is typed into the field `label`. Raises NoValueError."""
        if value.own is not None:
            return self._own(label, value.own)
        if value.idp is not None:
            return self._taken("idp", value.idp).decode(errors="replace")
        if value.sp is not None:
            return self.of_service_provider(value.sp)
        return value.value

    def file(self, value: FieldValue) -> File:
        """Return what is uploaded. Raises NoValueError."""
        if value.idp is not None:
            return File(f"{value.idp}.xml", self._taken("idp", value.idp))
        name = value.sp or value.value
        known = self.sp.values.get(Label(name))
        if value.sp is None or known is None or known.kind != "file":
            raise NoValueError(f'"{name}" is no file', "write {sp: NAME} or {idp: NAME} of a file")
        if ("sp", name) in self.taken:
            return File(f"{name}.xml", self.taken["sp", name])
        return File(saml_metadata.file_name(self.sp), self._metadata().encode())

    def of_service_provider(self, name: str) -> str:
        """Return a value of the service provider. Raises NoValueError."""
        if ("sp", name) in self.taken:
            return self.taken["sp", name].decode(errors="replace")
        value = self.sp.values.get(Label(name))
        if value is not None and value.kind == "file":
            return self._metadata()
        template = value.template_in(None) if value is not None else None
        if value is None or template is None:
            hint = "name it in the lab's service-provider.yml, with one template"
            raise NoValueError(f'the service provider has no one value "{name}"', hint)
        if value.kind == "url":
            return expand(template, {**self.placeholders})
        return "".join(
            self.placeholders[piece] if is_placeholder else piece
            for piece, is_placeholder in pieces(template)
        )

    def code(self, text: str) -> str:
        """Return what is typed as it stands, its names filled in. Raises NoValueError."""
        return NAME_IN_CODE.sub(self._named, text)

    def _named(self, name: re.Match[str]) -> str:
        """Return what stands for a name in code; all but values stays as it is written."""
        side, _, value = name[1].partition(".")
        return self.of_service_provider(value) if side == "sp" else name[0]

    def _own(self, label: str, said: str) -> str:
        """Return what the reader chooses: what is set, else the guide's first example."""
        example = _CODE.search(said)
        if label in self.own:
            return self.own[label]
        if example is None:
            hint = f'say what to enter: --set "{label}=…", or own: in the lab'
            raise NoValueError(f'"{label}" takes what the reader chooses', hint)
        return example[1]

    def _taken(self, side: Side, name: str) -> bytes:
        if (side, name) not in self.taken:
            hint = "a step before has to bring it: copy, download, or gives"
            raise NoValueError(f'"{name}" has not been brought', hint)
        return self.taken[side, name]

    def _metadata(self) -> str:
        try:
            return saml_metadata.make(self.sp, self.placeholders)
        except saml_metadata.MetadataError as error:
            raise NoValueError("there is no metadata file", "; ".join(error.reasons)) from None
