"""Checks of NameID formats: what options mean, what tables of attributes and code say."""

import re
from collections.abc import Iterator
from typing import get_args

from generator import values
from generator.attributes import Attribute
from generator.console import NameIdFormat
from generator.diagnostics import Diagnostic, Place
from generator.fields import FieldValue
from generator.guide import walk
from generator.schema import Part, Path
from generator.service_provider import ServiceProvider
from generator.steps import Step
from generator.surroundings import Surroundings
from generator.text import is_prose

# SAML 2.0 Core, section 8.3: the URNs of name identifier formats.
_URN = re.compile(r"urn:oasis:names:tc:SAML:[\d.]+:nameid-format:(\w+)")
_FORMATS: tuple[str, ...] = get_args(NameIdFormat)
# Formats that are none of an attribute's name (SAML 2.0 Core, section 8.2).
_OF_NAME_IDS = frozenset(_FORMATS) - {"unspecified"}
# What consoles call the field, such as "Name ID format" or "Outgoing name identifier format".
_FIELD = re.compile(r"\bname[ -]?id(?:entifier)?[ -]?format\b", re.IGNORECASE)


def check(whole: Surroundings, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Yield all findings in a guide, or in what a service provider has around it."""
    yield from other_formats(whole, sp)
    yield from options(whole, sp)


def other_formats(whole: Part, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find formats that are not the one that the service provider expects."""
    for part, path, leaf in whole.written.leaves:
        found = _formats(part, path, leaf) if isinstance(leaf, str) else []
        if found and sp.saml.name_id_format not in found:
            yield _other(part.place_within(path, found[0]), found[0], sp)


def options(whole: Surroundings, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find options for the format, in a console's words only, that are another or say nothing."""
    for step in (at.step for at in walk(whole.procedures())):
        for path, label, option in _filled(step):
            if not _FIELD.search(label) or _URN.search(option):
                continue
            name = _spelled(option)
            if name is None:
                yield _unclear(step.place(*path), label, option)
            elif name != sp.saml.name_id_format:
                yield _other(step.place(*path), name, sp)


def _formats(part: Part, path: Path, leaf: str) -> list[str]:
    """Return the NameID formats that a label or code stands for; prose may speak of any."""
    if isinstance(part, FieldValue) and path == ("means",):
        return [leaf]
    if isinstance(part, Attribute) and path == ("format",) and leaf in _OF_NAME_IDS:
        return [leaf]
    return [] if is_prose(leaf) else _URN.findall(leaf)


def _filled(step: Step) -> Iterator[tuple[Path, str, str]]:
    """Yield what a step chooses or types without saying what it means, with its path and label."""
    for action in step.actions:
        if action.kind == "choose":
            for label, option in action.value.items():
                yield (*action.path, label), label, option
    for path, label, field in values.fields(step):
        if field.kind in ("choose", "text") and field.means is None:
            yield path, label, field.value


def _spelled(option: str) -> str | None:
    """Return the format that an option is called by, such as "Email address"."""
    letters = re.sub("[^a-z0-9]+", "", option.casefold())
    return next((name for name in _FORMATS if name.casefold() == letters), None)


def _other(place: Place, name: str, sp: ServiceProvider) -> Diagnostic:
    message = f'"{name}", but {sp.name} expects "{sp.saml.name_id_format}"'
    return Diagnostic(place, "value/name-id-format", message)


def _unclear(place: Place, label: str, option: str) -> Diagnostic:
    message = f'what "{option}" is in SAML is not said'
    hint = f"enter: {{{label}: {{choose: {option}, means: FORMAT}}}} says it"
    hint = f"{hint}; FORMAT is {', '.join(_FORMATS[:-1])} or {_FORMATS[-1]}"
    return Diagnostic(place, "value/name-id-meaning", message, hint)
