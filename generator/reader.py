"""One YAML file -> a model, with all diagnostics at once."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from generator import choices, yaml_source
from generator.console import Where
from generator.diagnostics import Diagnostic
from generator.fields import KINDS as VALUES
from generator.fragments import Expansion, Find, Fragment, Use
from generator.guide import Guide
from generator.schema import Part
from generator.schema_reader import read_part, words
from generator.service_provider import ServiceProvider
from generator.yaml_data import Mapping as YamlMapping

# The keys of which one says what a thing is, or where a value comes from.
KINDS = frozenset((*Where.model_fields, *VALUES))
# What stands in guides and fragments: a fragment is read as the parts of a guide.
GUIDES = (Guide, Fragment, Use)

M = TypeVar("M", bound=Part)


@dataclass(frozen=True)
class Reading(Generic[M]):
    """What one file holds: `model` is made of what could be read, None if that is too little.

    `fragments` are the files of the fragments that it uses.
    """

    name: str
    model: M | None
    diagnostics: tuple[Diagnostic, ...]
    fragments: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out of the model."""
        return self.model is not None and not self.diagnostics


def read(path: Path, name: str, model: type[M]) -> Reading[M]:
    """Read the file at `path`, called `name` in messages, as a `model`."""
    top, diagnostics = yaml_source.read(path, name, words((model,), KINDS))
    if top is None:
        return Reading(name, None, tuple(diagnostics))
    part, faults = read_part(model, top)
    return Reading(name, part, (*diagnostics, *faults))


def _no_fragments(_: str) -> None:
    """Find nothing."""


def slips(text: str, name: str) -> list[Diagnostic]:
    """Return the slips of YAML in the text of a file of this name, in their order."""
    is_provider = posixpath.basename(name) == "service-provider.yml"
    known = (ServiceProvider,) if is_provider else GUIDES
    top, found = yaml_source.parse(text, name, words(known, KINDS))
    if top is not None:
        # Some show only where what is wanted is known.
        found += read_part(ServiceProvider if is_provider else Guide, top)[1]
    return sorted(one for one in found if one.rule.startswith("yaml/"))


def read_data(path: Path, name: str) -> tuple[YamlMapping | None, list[Diagnostic]]:
    """Return the data of a guide or a fragment, and what is wrong with its YAML."""
    return yaml_source.read(path, name, words(GUIDES, KINDS))


def read_guide(
    path: Path, name: str, find: Find = _no_fragments, fragments: Sequence[str] = ()
) -> Reading[Guide]:
    """Read a guide; `find` gives it its fragments, `fragments` are the names of all."""
    top, diagnostics = read_data(path, name)
    if top is None:
        return Reading(name, None, tuple(diagnostics))
    expansion = Expansion(find, fragments)
    guide, faults = guide_of(top, expansion)
    return Reading(name, guide, (*diagnostics, *faults), frozenset(expansion.used))


def guide_of(top: YamlMapping, expansion: Expansion) -> tuple[Guide | None, list[Diagnostic]]:
    """Turn data into a guide, fragments and choices put in their places; return all faults too."""
    expansion.expand(top)
    misplaced = choices.lay_out(top)
    guide, faults = read_part(Guide, top)
    return guide, [*expansion.diagnostics, *misplaced, *faults]


def read_service_provider(path: Path, name: str) -> Reading[ServiceProvider]:
    """Read a service provider."""
    return read(path, name, ServiceProvider)
