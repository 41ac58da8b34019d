"""What judges metadata in the tests: python3-saml, and the schemas of OASIS that it ships."""

from functools import cache
from pathlib import Path

import onelogin.saml2
from lxml import etree
from onelogin.saml2.settings import OneLogin_Saml2_Settings

# What python3-saml has to be told before it judges: the values are of no matter.
_SETTINGS = {
    "sp": {
        "entityId": "https://sp.example.com",
        "assertionConsumerService": {"url": "https://sp.example.com/acs"},
    }
}


@cache
def _schema() -> etree.XMLSchema:
    file = Path(onelogin.saml2.__file__).parent / "schemas/saml-schema-metadata-2.0.xsd"
    return etree.XMLSchema(etree.parse(file, etree.XMLParser(no_network=True)))


@cache
def _settings() -> OneLogin_Saml2_Settings:
    return OneLogin_Saml2_Settings(_SETTINGS, sp_validation_only=True)


def schema_faults(xml: bytes) -> list[str]:
    """Return what the schema of SAML 2.0 Metadata finds wrong."""
    document = etree.fromstring(xml, etree.XMLParser(no_network=True))
    schema = _schema()
    return [] if schema.validate(document) else [str(error) for error in schema.error_log]


def service_provider_faults(xml: bytes) -> list[str]:
    """Return what the schema and python3-saml find wrong in a service provider's metadata."""
    return [*schema_faults(xml), *_settings().validate_metadata(xml)]
