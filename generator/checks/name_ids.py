"""Checks of NameID formats: what options mean, what tables of attributes and code say."""

import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

from generator import values
from generator.actions import Action
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
from generator.yaml_mends import scalar

# SAML 2.0 Core, section 8.3: the URNs of name identifier formats.
_URN = re.compile(r"urn:oasis:names:tc:SAML:[\d.]+:nameid-format:(?P<name>\w+)")
_FORMATS: tuple[str, ...] = get_args(NameIdFormat)
# Those of them that have kept the URN that they had in SAML 1.1.
_FROM_1_1 = ("unspecified", "emailAddress", "X509SubjectName", "WindowsDomainQualifiedName")
# Formats that are none of an attribute's name (SAML 2.0 Core, section 8.2).
_OF_NAME_IDS = frozenset(_FORMATS) - {"unspecified"}
# What consoles call the field, such as "Name ID format" or "Format of the name identifier".
_NAME_ID = re.compile(r"\bname[ -]?id(?:entifier)?(?:\b|format)", re.IGNORECASE)
_FORMAT = re.compile(r"formats?\b", re.IGNORECASE)
# What opens the options of a field that are pressed next.
_OPENS = ("field", "menu")


class Option(NamedTuple):
    """What a step chooses or types in a field, where; and what it is in SAML, if that is said."""

    path: Path
    label: str
    kind: str
    text: str
    means: str | None = None

    @property
    def is_format(self) -> bool:
        """Whether it is the NameID format that the field takes."""
        is_called_so = _NAME_ID.search(self.label) and _FORMAT.search(self.label)
        return self.means is not None or is_called_so is not None


def check(whole: Surroundings, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Yield all findings in a guide, or in what a service provider has around it."""
    yield from other_formats(whole, sp)
    yield from options(whole, sp)


def other_formats(whole: Part, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find formats that are not the one that the service provider expects."""
    expected = sp.saml.name_id_format
    for part, path, leaf in whole.written.leaves:
        found = _formats(part, path, leaf) if isinstance(leaf, str) else {}
        if not found or found.keys() & {expected, _urn(expected)}:
            continue
        wrong = next((urn for urn, name in found.items() if name == expected), None)
        if wrong is not None:
            message, hint = f'"{wrong}" is no format', f"in SAML it is {_urn(expected)}"
            place = part.place_within(path, wrong)
            yield Diagnostic(place, "value/name-id-format", message, hint)
        else:
            name = next(iter(found.values()))
            yield _other(part.place_within(path, name), name, sp)


def options(whole: Surroundings, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find options for the format, in a console's words, that are another or say nothing."""
    for step in (at.step for at in walk(whole.procedures())):
        for option in _options(step):
            urn = _URN.search(option.text)
            if not option.is_format or (urn and option.means is None):
                continue
            name = urn["name"] if urn else _spelled(option.text)
            if name is None and option.means is None:
                yield _unclear(step.place(*option.path), option)
            elif name not in (None, sp.saml.name_id_format, option.means):
                yield _other(step.place(*option.path), str(name), sp)


def _formats(part: Part, path: Path, leaf: str) -> dict[str, str]:
    """Return the NameID formats that a label or code stands for; prose may speak of any.

    They are the names behind what is written, a URN or the name itself.
    """
    if isinstance(part, FieldValue) and (path == ("means",) or part.means is not None):
        return {leaf: leaf} if path == ("means",) else {}
    if isinstance(part, Attribute) and path == ("format",) and leaf in _OF_NAME_IDS:
        return {leaf: leaf}
    return {} if is_prose(leaf) else {urn[0]: urn["name"] for urn in _URN.finditer(leaf)}


def _options(step: Step) -> Iterator[Option]:
    """Yield what a step chooses or types."""
    for action in step.actions:
        if action.kind == "click":
            yield from _pressed(step, action)
    for path, label, field in values.fields(step):
        if field.kind in ("choose", "text"):
            yield Option(path, label, field.kind, field.value, field.means)


def _pressed(step: Step, action: Action) -> Iterator[Option]:
    """Yield the options that a step presses: they are in a field, or behind what opens them."""
    before = step.where[-1] if step.where else None
    for number, thing in enumerate(action.value):
        is_behind = number > 0 and before is not None and before.kind in _OPENS
        if before and (thing.kind == "option" or (is_behind and thing.kind == "label")):
            yield Option((*action.path, number), before.name, "choose", thing.name)
        before = thing


def _urn(name: str) -> str:
    version = "1.1" if name in _FROM_1_1 else "2.0"
    return f"urn:oasis:names:tc:SAML:{version}:nameid-format:{name}"


def _spelled(option: str) -> str | None:
    """Return the format that an option is called by, such as "Email address"."""
    letters = re.sub("[^a-z0-9]+", "", option.casefold())
    return next((name for name in _FORMATS if name.casefold() == letters), None)


def _other(place: Place, name: str, sp: ServiceProvider) -> Diagnostic:
    message = f'"{name}", but {sp.name} expects "{sp.saml.name_id_format}"'
    return Diagnostic(place, "value/name-id-format", message)


def _unclear(place: Place, option: Option) -> Diagnostic:
    message = f'what "{option.text}" is in SAML is not said'
    field = f"{{{option.kind}: {scalar(option.text)}, means: FORMAT}}"
    hint = f"enter: {{{scalar(option.label)}: {field}}} says it"
    hint = f"{hint}; FORMAT is {', '.join(_FORMATS[:-1])} or {_FORMATS[-1]}"
    return Diagnostic(place, "value/name-id-meaning", message, hint)
