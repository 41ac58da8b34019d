"""One YAML file -> a model, with all diagnostics at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from generator import yaml_source
from generator.console import FieldValue, Where, kinds
from generator.diagnostics import Diagnostic
from generator.guide import Guide
from generator.schema import Part
from generator.schema_reader import read_part, words
from generator.service_provider import ServiceProvider

# The keys of which one says what a thing is, or where a value comes from.
KINDS = frozenset((*kinds(Where), *kinds(FieldValue)))

M = TypeVar("M", bound=Part)


@dataclass(frozen=True)
class Reading(Generic[M]):
    """What one file holds: `model` is made of what could be read, None if that is too little."""

    name: str
    model: M | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out of the model."""
        return self.model is not None and not self.diagnostics


def read(path: Path, name: str, model: type[M]) -> Reading[M]:
    """Read the file at `path`, called `name` in messages, as a `model`."""
    top, diagnostics = yaml_source.read(path, name, words(model, KINDS))
    if top is None:
        return Reading(name, None, tuple(diagnostics))
    part, faults = read_part(model, top)
    return Reading(name, part, (*diagnostics, *faults))


def read_guide(path: Path, name: str) -> Reading[Guide]:
    """Read a guide."""
    return read(path, name, Guide)


def read_service_provider(path: Path, name: str) -> Reading[ServiceProvider]:
    """Read a service provider."""
    return read(path, name, ServiceProvider)
