"""Checks of NameID formats: what options mean, what tables of attributes and code say."""

import re
from collections.abc import Iterator
from typing import get_args

from generator.attributes import Attribute
from generator.console import NameIdFormat
from generator.diagnostics import Diagnostic
from generator.fields import FieldValue
from generator.schema import Part, Path
from generator.service_provider import ServiceProvider
from generator.text import is_prose

# SAML 2.0 Core, section 8.3: the URNs of name identifier formats.
_URN = re.compile(r"urn:oasis:names:tc:SAML:[\d.]+:nameid-format:(\w+)")
# Formats that are none of an attribute's name (SAML 2.0 Core, section 8.2).
_OF_NAME_IDS = frozenset(get_args(NameIdFormat)) - {"unspecified"}


def check(whole: Part, sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Find formats in a guide that are not the one that the service provider expects."""
    expected = sp.saml.name_id_format
    for part, path, leaf in whole.written.leaves:
        found = _formats(part, path, leaf) if isinstance(leaf, str) else []
        if found and expected not in found:
            message = f'"{found[0]}", but {sp.name} expects "{expected}"'
            place = part.place_within(path, found[0])
            yield Diagnostic(place, "value/name-id-format", message)


def _formats(part: Part, path: Path, leaf: str) -> list[str]:
    """Return the NameID formats that a label or code stands for; prose may speak of any."""
    if isinstance(part, FieldValue) and path == ("means",):
        return [leaf]
    if isinstance(part, Attribute) and path == ("format",) and leaf in _OF_NAME_IDS:
        return [leaf]
    return [] if is_prose(leaf) else _URN.findall(leaf)
