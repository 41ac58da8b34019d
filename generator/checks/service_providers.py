"""Checks of a service provider: its URLs and placeholders."""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, did_you_mean
from generator.placeholders import expand, pieces
from generator.schema import Path
from generator.service_provider import ENTITY_ID_LENGTH, ServiceProvider, Value


def check(sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Yield all findings in `sp`, except those in its texts."""
    for name, value in sp.values.items():
        for path, template in value.templates():
            yield from undeclared_placeholders(sp, value, path, template)
            if value.kind == "url":
                yield from url_schemes(value, path, template)
                yield from url_characters(value, path, template)
                yield from double_slashes(value, path, template)
            if name == "entity_id":
                yield from entity_id_length(sp, value, path, template)
        yield from unknown_environments(sp, value)
        yield from left_out_environments(sp, value)
        yield from unknown_held(sp, value)
    yield from unused_placeholders(sp)
    yield from examples(sp)
    yield from required_values(sp)


def url_schemes(value: Value, path: Path, template: str) -> Iterator[Diagnostic]:
    """Find URLs that are not https (url/scheme)."""
    if not template.startswith("https://"):
        message = f'"{template.partition(":")[0]}:" is not https'
        yield Diagnostic(value.place(*path), "url/scheme", message, "write https://…")


def url_characters(value: Value, path: Path, template: str) -> Iterator[Diagnostic]:
    """Find blanks and angle brackets (url/characters)."""
    for sign in dict.fromkeys(re.findall(r"[\s<>]", template)):
        shown = "a blank" if sign.isspace() else f'"{sign}"'
        hint = "write {name} for what readers replace" if sign in "<>" else "take it out"
        place = value.place_within(path, sign)
        yield Diagnostic(place, "url/characters", f"{shown} in the URL", hint)


def double_slashes(value: Value, path: Path, template: str) -> Iterator[Diagnostic]:
    """Find // in the path (url/double-slash)."""
    shown = template.partition("://")[2].partition("?")[0].partition("#")[0]
    if "//" in shown:
        place = value.place_within(path, shown)
        yield Diagnostic(place, "url/double-slash", f'"//" in "{shown}"', "write one /")


def undeclared_placeholders(
    sp: ServiceProvider, value: Value, path: Path, template: str
) -> Iterator[Diagnostic]:
    """Find placeholders that are not declared (placeholder/undeclared)."""
    for name, is_placeholder in pieces(template):
        known = name in sp.placeholders or sp.left_out("placeholders") & {name, ""}
        if is_placeholder and not known:
            place = value.place_within(path, f"{{{name}}}")
            hint = did_you_mean(name, sp.placeholders) or f'add "{name}:" under "placeholders:"'
            message = f'"{{{name}}}" is not declared'
            yield Diagnostic(place, "placeholder/undeclared", message, hint)


def entity_id_length(
    sp: ServiceProvider, value: Value, path: Path, template: str
) -> Iterator[Diagnostic]:
    """Find an entity ID that is too long with the examples filled in (url/entity-id-length)."""
    length = len(expand(template, sp.examples()))
    if length > ENTITY_ID_LENGTH:
        message = f"{length:,} characters with the example filled in"
        yield Diagnostic(value.place(*path), "url/entity-id-length", message, "shorten it")


def unknown_environments(sp: ServiceProvider, value: Value) -> Iterator[Diagnostic]:
    """Find templates for environments that are not declared (value/unknown)."""
    for name in value.by or {}:
        if name not in sp.environments:
            message = f'no environment is called "{name}"'
            hint = did_you_mean(name, sp.environments) or f'add "{name}:" under "environments:"'
            yield Diagnostic(value.key_place("by", name), "value/unknown", message, hint)


def left_out_environments(sp: ServiceProvider, value: Value) -> Iterator[Diagnostic]:
    """Find environments for which a value that differs by them has no template.

    Breaks value/environment; where a name is not known, that one may be meant.
    """
    given = (value.by or {}).keys()
    unsure = sp.left_out("environments") | value.left_out("by") | (given - sp.environments.keys())
    for name in sp.environments if given and not unsure else ():
        if name not in given:
            message = f'"{value.label}" has nothing for "{name}"'
            place = value.key_place("by")
            yield Diagnostic(place, "value/environment", message, f'add "{name}:" below')


def unknown_held(sp: ServiceProvider, value: Value) -> Iterator[Diagnostic]:
    """Find values that are said to stand in another one and do not exist (value/unknown)."""
    for index, name in enumerate(value.holds or []):
        if not sp.may_have(name):
            hint = did_you_mean(name, sp.values)
            place = value.place("holds", index)
            yield Diagnostic(place, "value/unknown", f'no value is called "{name}"', hint)


def unused_placeholders(sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find placeholders in no template (placeholder/unused)."""
    used = {name for value in sp.values.values() for name in value.placeholders}
    for name in sp.placeholders:
        if name not in used and not sp.left_out("values"):
            message = f'no value holds "{{{name}}}"'
            place = sp.key_place("placeholders", name)
            yield Diagnostic(place, "placeholder/unused", message, "delete it, or use it")


def examples(sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find examples that do not fit their pattern (placeholder/example)."""
    for placeholder in sp.placeholders.values():
        if not placeholder.fits(placeholder.example):
            message = f'"{placeholder.example}" does not fit "{placeholder.pattern}"'
            hint = "change one of the two"
            yield Diagnostic(placeholder.place("example"), "placeholder/example", message, hint)


def required_values(sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find required values that do not exist (value/unknown)."""
    for index, name in enumerate(sp.saml.required):
        if not sp.may_have(name):
            place = sp.saml.place("required", index)
            hint = did_you_mean(name, sp.values)
            yield Diagnostic(place, "value/unknown", f'no value is called "{name}"', hint)
