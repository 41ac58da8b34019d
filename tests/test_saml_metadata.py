"""A service provider's metadata holds to the standard, and says what it needs to be made."""

from collections.abc import Mapping
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator import saml_metadata
from generator.console import NameIdFormat
from generator.saml_metadata import MetadataError
from generator.service_provider import ServiceProvider
from tests.metadata import service_provider_faults

_URL = "https://sp.example.com/{team}"
_TEAM = {
    "label": "team name",
    "description": "d",
    "example": "acme",
    "pattern": r"[a-zA-Z0-9\- ']{1,200}",
}
# What the OASIS documents call each format and each binding (SAML 2.0 Core, section 8.3; SAML 2.0
# Bindings, sections 3.5.1 and 3.6.1).
FORMATS = {
    "unspecified": "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
    "emailAddress": "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    "X509SubjectName": "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName",
    "WindowsDomainQualifiedName": (
        "urn:oasis:names:tc:SAML:1.1:nameid-format:WindowsDomainQualifiedName"
    ),
    "kerberos": "urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos",
    "entity": "urn:oasis:names:tc:SAML:2.0:nameid-format:entity",
    "persistent": "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    "transient": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
}
BINDINGS = {
    "HTTP-POST": "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST",
    "HTTP-Artifact": "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact",
}
_MD = "{urn:oasis:names:tc:SAML:2.0:metadata}"


Values = Mapping[str, Mapping[str, Any]]
VALUES: Values = {
    "entity_id": {"template": _URL},
    "acs_url": {"template": f"{_URL}/acs"},
    "login_url": {"template": "https://{region}.example.com"},
}


def _sp(values: Values = VALUES, **saml: Any) -> ServiceProvider:
    """Return a service provider; a value without keys is left out."""
    values = {**VALUES, **values}
    return ServiceProvider.model_validate(
        {
            "name": "Acme & Söhne",
            "placeholders": {"team": _TEAM, "region": {**_TEAM, "pattern": "[a-z]{2}"}},
            "environments": {"cloud": "Cloud", "server": "Server"},
            "values": {key: {"label": "l", **one} for key, one in values.items() if one},
            "saml": {"name_id_format": "emailAddress", **saml},
            "finish": "Done.",
        }
    )


def _made(sp: ServiceProvider, **given: str) -> etree._Element:
    made = saml_metadata.make(sp, given).encode()
    assert service_provider_faults(made) == []
    return etree.fromstring(made)


def _entity_id_and_acs(root: etree._Element) -> tuple[str | None, str | None]:
    acs = root.find(f".//{_MD}AssertionConsumerService")
    assert acs is not None
    return root.get("entityID"), acs.get("Location")


@pytest.mark.parametrize("last_word", get_args(NameIdFormat))
def test_name_id_format_has_its_whole_name(last_word: str) -> None:
    root = _made(_sp(name_id_format=last_word), team="acme")
    assert root.findtext(f".//{_MD}NameIDFormat") == FORMATS[last_word]


@pytest.mark.parametrize("binding", BINDINGS)
def test_consumer_service(binding: str) -> None:
    acs = _made(_sp(acs_binding=binding), team="acme").find(f".//{_MD}AssertionConsumerService")
    assert acs is not None
    assert dict(acs.attrib) == {
        "index": "0",
        "isDefault": "true",
        "Binding": BINDINGS[binding],
        "Location": "https://sp.example.com/acme/acs",
    }


@pytest.mark.parametrize(
    ("saml", "said"),
    [
        ({}, {}),
        ({"authn_requests_signed": True}, {"AuthnRequestsSigned": "true"}),
        (
            {"authn_requests_signed": False, "want_assertions_signed": True},
            {"AuthnRequestsSigned": "false", "WantAssertionsSigned": "true"},
        ),
    ],
)
def test_of_signatures_it_says_what_is_known(saml: dict[str, Any], said: dict[str, str]) -> None:
    role = _made(_sp(**saml), team="acme").find(f"{_MD}SPSSODescriptor")
    assert role is not None
    protocol = "urn:oasis:names:tc:SAML:2.0:protocol"
    assert dict(role.attrib) == {"protocolSupportEnumeration": protocol, **said}


def test_values_are_encoded_as_in_urls() -> None:
    assert (
        _made(_sp(), team="Bob's team").get("entityID") == "https://sp.example.com/Bob%27s%20team"
    )


def test_what_is_no_url_stays_as_it_is_typed() -> None:
    sp = _sp({"entity_id": {"kind": "text", "template": "urn:acme:{team}"}})
    ids = _entity_id_and_acs(_made(sp, team="Bob's team"))
    assert ids == ("urn:acme:Bob's team", "https://sp.example.com/Bob%27s%20team/acs")


@given(st.text("ab&<>\"'%;#ü= /?", min_size=1, max_size=30))
def test_letters_that_mean_something_in_xml(text: str) -> None:
    entity_id = {"kind": "text", "template": f"x{text}{{team}}x"}
    sp = _sp({"entity_id": entity_id, "acs_url": {"template": f"https://x/{text}x"}})
    root = etree.fromstring(saml_metadata.make(sp, {"team": "acme"}).encode())
    assert _entity_id_and_acs(root) == (f"x{text}acmex", f"https://x/{text}x")


def test_what_is_not_needed_may_be_set() -> None:
    sp = _sp()
    wanted = saml_metadata.make(sp, {"team": "acme"})
    assert saml_metadata.make(sp, {"team": "acme", "region": "eu"}) == wanted


BY = {"by": {"cloud": "https://cloud.example.com/{team}", "server": "https://{region}.example.com"}}
ONE = ["https://one.example.com", "https://two.example.com/{region}"]
ONE_OF = {"one_of": ONE}
LEFT_OPEN: dict[str, tuple[Values, dict[str, str], tuple[str, str]]] = {
    "environment": (
        {"entity_id": BY, "acs_url": BY},
        {"environment": "server", "region": "eu"},
        ("https://eu.example.com", "https://eu.example.com"),
    ),
    "environment of one": (
        {"acs_url": BY},
        {"environment": "cloud", "team": "acme"},
        ("https://sp.example.com/acme", "https://cloud.example.com/acme"),
    ),
    "one of several": (
        {"entity_id": ONE_OF},
        {"entity_id": "https://two.example.com/{region}", "region": "eu", "team": "acme"},
        ("https://two.example.com/eu", "https://sp.example.com/acme/acs"),
    ),
    "both": (
        {"entity_id": ONE_OF, "acs_url": BY},
        {"entity_id": "https://one.example.com", "environment": "server", "region": "eu"},
        ("https://one.example.com", "https://eu.example.com"),
    ),
}


@pytest.mark.parametrize("name", LEFT_OPEN)
def test_what_was_left_open_is_set(name: str) -> None:
    values, chosen, wanted = LEFT_OPEN[name]
    sp = _sp(values)
    assert _entity_id_and_acs(_made(sp, **chosen)) == wanted
    choice = {key: chosen[key] for key in saml_metadata.choices(sp)}
    assert choice in [one for one, _ in saml_metadata.templates(sp)]


def test_every_choice_has_its_template() -> None:
    sp = _sp({"entity_id": ONE_OF, "acs_url": BY})
    assert [choice for choice, _ in saml_metadata.templates(sp)] == [
        {"environment": environment, "entity_id": one} for environment in BY["by"] for one in ONE
    ]
    assert [choice for choice, _ in saml_metadata.templates(_sp())] == [{}]


_ENVIRONMENTS = "set one of: environment=cloud, environment=server"
REFUSED: dict[str, tuple[Values, dict[str, str], tuple[str, ...]]] = {
    "missing": ({}, {}, ("team (team name) is not set; for example: --set team=acme",)),
    "unknown": (
        {},
        {"team": "acme", "tema": "acme"},
        ('nothing to set is called "tema"; did you mean "team"?',),
    ),
    "pattern": (
        {},
        {"team": "a/b", "region": "eu\n"},
        (
            """team: "a/b" does not fit "[a-zA-Z0-9\\- ']{1,200}"; an example is "acme\"""",
            'region: "eu\n" does not fit "[a-z]{2}"; an example is "acme"',
        ),
    ),
    "far too long": (
        {},
        {"team": "a" * 5000},
        ('team: longer than 200 characters; an example is "acme"',),
    ),
    "empty": (
        {},
        {"team": ""},
        ("""team: "" does not fit "[a-zA-Z0-9\\- ']{1,200}"; an example is "acme\"""",),
    ),
    "not chosen": ({"acs_url": BY}, {"team": "a"}, (f"environment is not set; {_ENVIRONMENTS}",)),
    "chosen wrongly": (
        {"acs_url": BY},
        {"team": "a", "environment": "clowd"},
        (f'no environment is "clowd"; {_ENVIRONMENTS}',),
    ),
    "one of several": (
        {"entity_id": ONE_OF},
        {"team": "a"},
        (f"entity_id is not set; set one of: {', '.join(f'entity_id={o}' for o in ONE)}",),
    ),
    "missing for the choice": (
        {"acs_url": BY},
        {"team": "a", "environment": "server"},
        ("region (team name) is not set; for example: --set region=acme",),
    ),
    "undeclared": (
        {"entity_id": {"template": "https://x/{x}"}},
        {"team": "a"},
        ('the placeholder "x" is not declared',),
    ),
    "no value": (
        {"acs_url": {}},
        {"team": "a"},
        ('metadata needs a value that is called "acs_url"',),
    ),
    "no template": (
        {"entity_id": {"kind": "file"}},
        {"team": "a"},
        ('metadata needs a template of "entity_id"',),
    ),
    "too long": (
        {"entity_id": {"template": "https://x/" + "{team}" * 6}},
        {"team": "a" * 200},
        ("the entity ID would have 1,210 characters, of 1,024",),
    ),
    "all at once": (
        {"acs_url": BY, "entity_id": {}},
        {"team": "/", "x": "1"},
        (
            'metadata needs a value that is called "entity_id"',
            'nothing to set is called "x"; known: environment, region, team',
            """team: "/" does not fit "[a-zA-Z0-9\\- ']{1,200}"; an example is "acme\"""",
            f"environment is not set; {_ENVIRONMENTS}",
        ),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_to_set_is_said(name: str) -> None:
    values, given_values, reasons = REFUSED[name]
    with pytest.raises(MetadataError) as refused:
        saml_metadata.make(_sp(values), given_values)
    assert refused.value.reasons == reasons


@pytest.mark.parametrize("left_out", ["entity_id", "acs_url"])
def test_without_its_values_there_is_none(left_out: str) -> None:
    assert list(saml_metadata.templates(_sp({left_out: {}}))) == []
    assert list(saml_metadata.templates(_sp({left_out: {"kind": "file"}}))) == []


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Acme & Söhne", "acme-sohne-metadata.xml"),
        ("balenaCloud", "balenacloud-metadata.xml"),
        ("日本", "service-provider-metadata.xml"),
        ("../x", "x-metadata.xml"),
    ],
)
def test_file_name(name: str, file: str) -> None:
    assert saml_metadata.file_name(_sp().model_copy(update={"name": name})) == file
