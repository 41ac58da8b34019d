"""Certificates for servers on loopback: good ones, and the kinds that browsers refuse."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

_DAY = timedelta(days=1)
_KEY = ec.generate_private_key(ec.SECP256R1())
_AUTHORITY = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "An authority for tests")])


def _certificate(name: str, days: int, *, is_authority: bool = False) -> x509.Certificate:
    """Return a certificate of the authority for a host, good until so many days from now."""
    own = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    end = datetime.now(tz=UTC) + days * _DAY
    builder = (
        x509.CertificateBuilder()
        .subject_name(_AUTHORITY if is_authority else own)
        .issuer_name(_AUTHORITY)
        .public_key(_KEY.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(end - 30 * _DAY)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(_KEY.public_key()), critical=False)
    )
    if not is_authority:
        host = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
        builder = builder.add_extension(x509.SubjectAlternativeName([host]), critical=False)
    return builder.sign(_KEY, hashes.SHA256())


KINDS = {
    "good": ("127.0.0.1", 10),
    "expired": ("127.0.0.1", -1),
    "other": ("else.example.com", 10),
}


def write_authority(file: Path) -> None:
    """Write the authority's own certificate, for those who are to trust it."""
    authority = _certificate("authority", 10, is_authority=True)
    file.write_bytes(authority.public_bytes(serialization.Encoding.PEM))


def context(kind: str, folder: Path) -> ssl.SSLContext:
    """Return what a server speaks TLS with that has a certificate of one of `KINDS`."""
    key = _KEY.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    certificate = _certificate(*KINDS[kind]).public_bytes(serialization.Encoding.PEM)
    file = folder / f"{kind}.pem"
    file.write_bytes(key + certificate)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(file)
    return made
