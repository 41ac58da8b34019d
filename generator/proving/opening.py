"""All that a proof is made from, read and checked before anything is started."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from generator import reader, readings
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, did_you_mean
from generator.guide import Guide
from generator.outline import Outline, outline
from generator.proving import lab_slips
from generator.proving.given import Given
from generator.proving.lab import Lab
from generator.proving.plan import Plan, Planner
from generator.reader import Reading
from generator.schema import Part
from generator.service_provider import ServiceProvider
from generator.surroundings import around
from generator.text import Line
from generator.values import flow

P = TypeVar("P", bound=Part)


class NotReadyError(Exception):
    """A proof cannot begin: what is wrong in its files, or with what was asked for, in words."""

    def __init__(self, diagnostics: Sequence[Diagnostic] = (), reasons: Sequence[str] = ()) -> None:
        super().__init__("; ".join([*map(str, diagnostics), *reasons]))
        self.diagnostics = diagnostics
        self.reasons = reasons


@dataclass(frozen=True)
class Asked:
    """What was asked for: paths of files, an address of the console, settings by their names."""

    guide: Path | None = None
    lab: Path | None = None
    service_provider: Path | None = None
    console: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Proving:
    """What is proven, and with what: `file` is the guide's, `folder` the lab's if there is one."""

    file: Path
    guide: Guide
    outline: Outline
    lab: Lab
    folder: Path | None
    plan: Plan
    given: Given


def opened(configuration: Configuration, asked: Asked) -> Proving:
    """Read all that was asked for. Raises NotReadyError, with all that is wrong."""
    lab_reading = _lab(configuration, asked.lab)
    lab = _model(lab_reading)
    file, own = _guide_file(asked, lab), _service_provider_file(asked, lab)
    guide_reading, sp_reading = readings.read_guide(configuration, file)
    if own is not None:
        sp_reading = reader.read_service_provider(own, configuration.name(own.absolute()))
    if sp_reading is None:
        raise NotReadyError(reasons=[f"{file} has no service-provider.yml: name one"])
    read = (lab_reading, guide_reading, sp_reading)
    if found := [diagnostic for one in read for diagnostic in one.diagnostics]:
        raise NotReadyError(found)
    guide, sp = _model(guide_reading), _model(sp_reading)
    known = outline(guide, around(guide, sp))
    plan = Planner(guide, sp, known, lab, asked.console).plan()
    if wrong := list(lab_slips.check(lab, guide, sp, known, plan)):
        raise NotReadyError(wrong)
    folder = asked.lab.absolute().parent if asked.lab is not None else None
    given = _given(guide, sp, lab, asked.settings)
    return Proving(file, guide, known, lab, folder, plan, given)


def _lab(configuration: Configuration, file: Path | None) -> Reading[Lab]:
    """Read the lab; without a file it is one that has nothing."""
    if file is None:
        return Reading("", Lab(guide=Line("any")), ())
    return reader.read(file, configuration.name(file.absolute()), Lab)


def _model(reading: Reading[P]) -> P:
    if reading.model is None:
        raise NotReadyError(reading.diagnostics)
    return reading.model


def _guide_file(asked: Asked, lab: Lab) -> Path:
    """Return the guide's file: the one that was named, else the lab's."""
    of_lab = asked.lab.parent / lab.guide if asked.lab is not None else None
    file = asked.guide or of_lab
    if file is None:
        raise NotReadyError(reasons=["name a guide, or a lab with --lab"])
    if of_lab is not None and file.resolve() != of_lab.resolve():
        raise NotReadyError(reasons=[f"{asked.lab} is for another guide, {of_lab}"])
    if not file.is_file():
        raise NotReadyError(reasons=[f"there is no guide {file}"])
    return file


def _service_provider_file(asked: Asked, lab: Lab) -> Path | None:
    """Return the service provider's file, None if it is the guide's own."""
    if asked.service_provider is not None:
        return asked.service_provider
    if asked.lab is not None and lab.service_provider is not None:
        return asked.lab.parent / lab.service_provider
    return None


def _given(guide: Guide, sp: ServiceProvider, lab: Lab, settings: Mapping[str, str]) -> Given:
    """Return what the reader has: what was set for this run, else in the lab, else examples."""
    own = flow(guide, sp).chosen()
    placeholders = sp.examples() | _texts(lab.settings)
    chosen = _texts(lab.own)
    placeholders |= {name: text for name, text in settings.items() if name in placeholders}
    chosen |= {name: text for name, text in settings.items() if name in own}
    if wrong := [*_unknown(settings, [*placeholders, *own]), *_unfit(sp, placeholders)]:
        raise NotReadyError(reasons=wrong)
    return Given(sp, placeholders, chosen)


def _texts(settings: Mapping[Any, str]) -> dict[str, str]:
    return {str(name): str(text) for name, text in settings.items()}


def _unknown(settings: Mapping[str, str], known: Sequence[str]) -> Iterator[str]:
    for name in settings:
        if name not in known:
            yield f'nothing to set is called "{name}"; {did_you_mean(name, known)}'.rstrip("; ")


def _unfit(sp: ServiceProvider, placeholders: Mapping[str, str]) -> Iterator[str]:
    for name, placeholder in sp.placeholders.items():
        if not placeholder.fits(placeholders[name]):
            text, pattern = placeholders[name], placeholder.pattern
            yield f'{name}: "{text}" does not fit "{pattern}", as {placeholder.example} does'
