"""Metadata as six identity providers make it: `data/metadata/`, with keys and certificates of ours.

What is signed out there is signed here.
"""

import base64
import datetime as dt
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from onelogin.saml2.metadata import OneLogin_Saml2_Metadata

FOLDER = Path(__file__).parent / "data" / "metadata"
NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
DAY = dt.timedelta(days=1)
SIGNED = ("entra-id", "ad-fs")
END, OTHER_END = NOW + 700 * DAY, NOW + 7000 * DAY

MICROSOFT = "https://login.microsoftonline.com/5a5a7b1e-3c0f-4a0a-9d26-2f6d0c1f8e77/saml2"
GOOGLE = "https://accounts.google.com/o/saml2/idp?idpid=C01abc2de"
OKTA = "https://example.okta.com/app/example_app_1/exk1a2b3c4D5e6F7g8h9/sso/saml"
KEYCLOAK = "https://keycloak.example.com/realms/example/protocol/saml"
ADFS = "https://adfs.example.com/adfs/ls/"
SHIBBOLETH = "https://idp.example.org/idp/profile/"
# For each: the entity ID, where people sign in by which binding, and until when they can.
PROVIDERS = {
    "entra-id": (
        "https://sts.windows.net/5a5a7b1e-3c0f-4a0a-9d26-2f6d0c1f8e77/",
        [("HTTP-Redirect", MICROSOFT), ("HTTP-POST", MICROSOFT)],
        [END],
    ),
    "google-workspace": (
        "https://accounts.google.com/o/saml2?idpid=C01abc2de",
        [("HTTP-Redirect", GOOGLE), ("HTTP-POST", GOOGLE)],
        [END],
    ),
    "okta": (
        "http://www.okta.com/exk1a2b3c4D5e6F7g8h9",
        [("HTTP-POST", OKTA), ("HTTP-Redirect", OKTA)],
        [END],
    ),
    "keycloak": (
        "https://keycloak.example.com/realms/example",
        [("HTTP-POST", KEYCLOAK), ("HTTP-Redirect", KEYCLOAK), ("SOAP", KEYCLOAK)],
        [END],
    ),
    "ad-fs": (
        "http://adfs.example.com/adfs/services/trust",
        [("HTTP-Redirect", ADFS), ("HTTP-POST", ADFS)],
        [END],
    ),
    "shibboleth": (
        "https://idp.example.org/idp/shibboleth",
        [
            ("urn:mace:shibboleth:1.0:profiles:AuthnRequest", f"{SHIBBOLETH}Shibboleth/SSO"),
            ("HTTP-POST", f"{SHIBBOLETH}SAML2/POST/SSO"),
            ("HTTP-POST-SimpleSign", f"{SHIBBOLETH}SAML2/POST-SimpleSign/SSO"),
            ("HTTP-Redirect", f"{SHIBBOLETH}SAML2/Redirect/SSO"),
        ],
        [OTHER_END, END],
    ),
}


@dataclass(frozen=True)
class Key:
    """A key with its certificate, which is valid `start` to `end`."""

    private: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def base64(self) -> str:
        return base64.b64encode(self.certificate.public_bytes(Encoding.DER)).decode()

    @property
    def pem(self) -> bytes:
        return self.private.private_bytes(
            Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()
        )


@cache
def _private() -> rsa.RSAPrivateKey:
    """Make one key for all certificates: it takes long, and nobody looks at it."""
    return rsa.generate_private_key(65537, 2048)


@cache
def key(start: dt.datetime, end: dt.datetime, name: str = "Example ID") -> Key:
    """Make a self-signed certificate for a stretch of time."""
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(issuer)
        .issuer_name(issuer)
        .public_key(_private().public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .sign(_private(), hashes.SHA256())
    )
    return Key(_private(), certificate)


def signing() -> Key:
    """Return the key that every file signs with."""
    return key(NOW - 400 * DAY, END)


def back_channel() -> Key:
    """Return the key that Shibboleth uses beside the browser."""
    return key(NOW - 400 * DAY, OTHER_END, "idp.example.org")


def _certificates() -> dict[str, str]:
    keys = {
        "signing": signing(),
        "back_channel": back_channel(),
        "encryption": key(NOW - 900 * DAY, NOW - 500 * DAY, "Encryption"),
        "expired": key(NOW - 900 * DAY, NOW - 400 * DAY, "Expired"),
    }
    texts = {name: one.base64 for name, one in keys.items()}
    return texts | {f"{name}_in_lines": in_lines(text) for name, text in texts.items()}


def in_lines(text: str) -> str:
    """Break a certificate into lines, as many write it."""
    return "\n".join(textwrap.wrap(text, 64))


@cache
def metadata(name: str) -> bytes:
    """Return the metadata file that the identity provider of `name` lets its users download."""
    end = f"{END:%Y-%m-%dT%H:%M:%S.000Z}"
    text = (FOLDER / f"{name}.xml").read_text("utf-8")
    made = Template(text).substitute(_certificates(), end=end).rstrip("\n").encode()
    if name in SIGNED:
        made = _signed(made)
    if name == "entra-id":
        made = b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?>' + made
    return made


def _signed(xml: bytes) -> bytes:
    pem = signing().certificate.public_bytes(Encoding.PEM).decode()
    made = OneLogin_Saml2_Metadata.sign_metadata(xml.decode(), signing().pem.decode(), pem)
    return made if isinstance(made, bytes) else made.encode()
