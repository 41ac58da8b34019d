"""A service provider's own metadata: one file in place of the values that readers would type.

SAML 2.0 Metadata (https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product

from markupsafe import Markup

from generator.diagnostics import did_you_mean
from generator.guide import slug
from generator.placeholders import LONGEST, expand
from generator.service_provider import ENTITY_ID_LENGTH, ServiceProvider, Value
from generator.text import Label

# The values that make it, and what is set to choose among those that differ by environment.
ENTITY_ID = Label("entity_id")
ACS_URL = Label("acs_url")
VALUES = frozenset((ENTITY_ID, ACS_URL))
ENVIRONMENT = "environment"
# SAML 2.0 Core, section 8.3: these formats have kept the names that SAML 1.1 gave them.
_OF_SAML_1_1 = ("unspecified", "emailAddress", "X509SubjectName", "WindowsDomainQualifiedName")
_BINDING = "urn:oasis:names:tc:SAML:2.0:bindings:"
_PLACEHOLDER = re.compile(r"\{(?P<as_typed>\+?)(?P<name>[A-Za-z0-9_]+)\}")
_DESCRIPTOR = Markup("""\
<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s">
  <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"%s>
    <md:NameIDFormat>%s</md:NameIDFormat>
    <md:AssertionConsumerService index="0" isDefault="true" Binding="%s" Location="%s"/>
  </md:SPSSODescriptor>
</md:EntityDescriptor>
""")


class MetadataError(Exception):
    """There is no metadata for what was given; `reasons` say what to set, one sentence each."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def name_id_format(last_word: str) -> str:
    """Return the whole name of a NameID format (SAML 2.0 Core, section 8.3)."""
    version = "1.1" if last_word in _OF_SAML_1_1 else "2.0"
    return f"urn:oasis:names:tc:SAML:{version}:nameid-format:{last_word}"


def file_name(sp: ServiceProvider) -> str:
    """Return what the file is called on a reader's disk."""
    return f"{slug(sp.name) or 'service-provider'}-metadata.xml"


def files(sp: ServiceProvider) -> frozenset[str]:
    """Return the names of the values that are this file, as the service provider shows none."""
    return frozenset(
        name
        for name, value in sp.values.items()
        if value.kind == "file" and value.shown_at is None and VALUES.issubset(value.holds or ())
    )


def choices(sp: ServiceProvider) -> dict[str, list[str]]:
    """Return what leaves the metadata open: what to set, and to which of several.

    That is the environment, or a value that is one of several templates.
    """
    values = _values(sp)
    by = [value.by for value in values.values() if value.by is not None]
    found = {}
    if by:
        found[ENVIRONMENT] = [str(one) for one in by[0] if all(one in other for other in by)]
    for name, value in values.items():
        if value.one_of is not None:
            found[name] = [*map(str, value.one_of)]
    return found


def templates(sp: ServiceProvider) -> Iterator[tuple[dict[str, str], str]]:
    """Yield what can be chosen, and the metadata for it with its placeholders.

    Those are {name} in URLs, where they are percent-encoded, and {+name} in a value that is no URL:
    there they stay as they are typed, but for what XML reserves. There is no metadata where a value
    is missing or has no template.
    """
    if any(_cannot_be_made(sp)):
        return
    left_open = choices(sp)
    for chosen in product(*left_open.values()):
        choice = dict(zip(left_open, chosen, strict=True))
        yield choice, _template(sp, choice)


def entity_ids(sp: ServiceProvider) -> Iterator[str]:
    """Yield every entity ID that the service provider can have, its placeholders as above."""
    value = sp.values.get(ENTITY_ID)
    if value is not None:
        yield from (_marked(template, value) for _, template in value.templates())


def make(sp: ServiceProvider, given: Mapping[str, str]) -> str:
    """Return the metadata for what was `given`: placeholders, and what is chosen.

    Raises MetadataError, with all that is wrong.
    """
    left_open = choices(sp)
    wrong = [*_cannot_be_made(sp), *_unknown(sp, given, left_open), *_unfit(sp, given)]
    wrong += _not_chosen(given, left_open)
    if wrong:
        raise MetadataError(*wrong)
    template = _template(sp, given)
    missing = [*_missing(sp, template, given)]
    if missing:
        raise MetadataError(*missing)
    length = len(_filled(_of(sp, ENTITY_ID, given), given, str))
    if length > ENTITY_ID_LENGTH:
        reason = f"the entity ID would have {length:,} characters, of {ENTITY_ID_LENGTH:,}"
        raise MetadataError(reason)
    return _filled(template, given, _references)


def _values(sp: ServiceProvider) -> dict[Label, Value]:
    return {name: sp.values[name] for name in (ENTITY_ID, ACS_URL) if name in sp.values}


def _cannot_be_made(sp: ServiceProvider) -> Iterator[str]:
    for name in (ENTITY_ID, ACS_URL):
        if name not in sp.values:
            yield f'metadata needs a value that is called "{name}"'
        elif not any(sp.values[name].templates()):
            yield f'metadata needs a template of "{name}"'


def _template(sp: ServiceProvider, choice: Mapping[str, str]) -> str:
    signed = {
        "AuthnRequestsSigned": sp.saml.authn_requests_signed,
        "WantAssertionsSigned": sp.saml.want_assertions_signed,
    }
    flags = (f' {name}="{str(flag).lower()}"' for name, flag in signed.items() if flag is not None)
    return str(
        _DESCRIPTOR
        % (
            _of(sp, ENTITY_ID, choice),
            Markup("".join(flags)),  # noqa: S704 (no text of a writer)
            name_id_format(sp.saml.name_id_format),
            _BINDING + sp.saml.acs_binding,
            _of(sp, ACS_URL, choice),
        )
    )


def _of(sp: ServiceProvider, name: Label, choice: Mapping[str, str]) -> str:
    """Return the template that a choice leaves of a value."""
    value = sp.values[name]
    if value.by is not None:
        template = value.by[Label(choice[ENVIRONMENT])]
    else:
        template = Label(value.template or choice[name])
    return _marked(template, value)


def _marked(template: str, value: Value) -> str:
    """Return a template of a value with its placeholders as in `templates`."""
    return template if value.kind == "url" else template.replace("{", "{+")


def _filled(template: str, given: Mapping[str, str], as_typed: Callable[[str], str]) -> str:
    """Return a template with all that was `given`, `as_typed` where it is not percent-encoded."""

    def fill(place: re.Match[str]) -> str:
        text = given[place["name"]]
        return as_typed(text) if place["as_typed"] else expand("{x}", {"x": text})

    return _PLACEHOLDER.sub(fill, template)


def _references(text: str) -> str:
    """Return a text as it stands in XML; `metadata.js` writes it likewise."""
    return re.sub("[&<>\"']", lambda sign: f"&#{ord(sign[0])};", text)


def _unknown(
    sp: ServiceProvider, given: Mapping[str, str], left_open: Mapping[str, list[str]]
) -> Iterator[str]:
    known = (*sp.placeholders, *left_open)
    for name in given:
        if name not in known:
            hint = did_you_mean(name, known)
            yield f'nothing to set is called "{name}"' + (f"; {hint}" if hint else "")


def _unfit(sp: ServiceProvider, given: Mapping[str, str]) -> Iterator[str]:
    for name, placeholder in sp.placeholders.items():
        if name in given and not placeholder.fits(given[name]):
            text = given[name]
            wrong = f'"{text}" does not fit "{placeholder.pattern}"'
            if len(text) > LONGEST:
                wrong = f"longer than {LONGEST} characters"
            yield f'{name}: {wrong}; an example is "{placeholder.example}"'


def _not_chosen(given: Mapping[str, str], left_open: Mapping[str, list[str]]) -> Iterator[str]:
    for name, several in left_open.items():
        if given.get(name) not in several:
            said = f'no {name} is "{given[name]}"' if name in given else f"{name} is not set"
            yield f"{said}; set one of: {', '.join(f'{name}={one}' for one in several)}"


def _missing(sp: ServiceProvider, template: str, given: Mapping[str, str]) -> Iterator[str]:
    names = (place["name"] for place in _PLACEHOLDER.finditer(template))
    for name in dict.fromkeys(names):
        one = sp.placeholders.get(Label(name))
        if one is None:
            yield f'the placeholder "{name}" is not declared'
        elif name not in given:
            yield f"{name} ({one.label}) is not set; for example: --set {name}={one.example}"
