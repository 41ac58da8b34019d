"""The reader of a certificate's validity says what `cryptography` says, and never more."""

import base64
import datetime as dt
import random

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from playwright.sync_api import Page

READ = """async texts => {
  const { validity } = await import("/handrail/x509.js");
  return texts.map(text => {
    const found = validity(text);
    return found && [found.from.toISOString(), found.until.toISOString()];
  });
}"""
KEYS: dict[str, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey] = {
    "RSA": rsa.generate_private_key(65537, 2048),
    "elliptic curve": ec.generate_private_key(ec.SECP256R1()),
    "Ed25519": ed25519.Ed25519PrivateKey.generate(),
}
# Up to 2049 a year has two digits in a certificate, from 2050 on four.
TIMES = {
    "old": (
        dt.datetime(1950, 1, 1, tzinfo=dt.UTC),
        dt.datetime(1999, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
    ),
    "today's": (
        dt.datetime(2024, 2, 29, 12, 0, 1, tzinfo=dt.UTC),
        dt.datetime(2027, 3, 1, tzinfo=dt.UTC),
    ),
    "edge": (
        dt.datetime(2049, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
        dt.datetime(2050, 1, 1, tzinfo=dt.UTC),
    ),
    "endless": (
        dt.datetime(2050, 1, 1, tzinfo=dt.UTC),
        dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
    ),
}
Read = list[list[str] | None]


def _read(page: Page, *ders: bytes) -> Read:
    found: Read = page.evaluate(READ, [base64.b64encode(der).decode() for der in ders])
    return found


def _certificate(key: str, times: str, names: int = 1) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{n:060}") for n in range(names)])
    private = KEYS[key]
    start, end = TIMES[times]
    builder = x509.CertificateBuilder(
        name, name, private.public_key(), x509.random_serial_number(), start, end
    )
    digest = None if key == "Ed25519" else hashes.SHA256()
    return builder.sign(private, digest).public_bytes(Encoding.DER)


def _written(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("names", [0, 1, 3, 1200], ids=lambda names: f"{names} names")
def test_validity(page: Page, key: str, times: str, names: int) -> None:
    """With names so many that lengths take one, two and three bytes."""
    der = _certificate(key, times, names)
    read = x509.load_der_x509_certificate(der)
    wanted = [_written(read.not_valid_before_utc), _written(read.not_valid_after_utc)]
    assert _read(page, der) == [wanted]


def _old_version(der: bytes) -> bytes:
    """Take the version out, as in the first certificates: those have no field for it."""
    version = b"\xa0\x03\x02\x01\x02"
    at = der.index(version)
    inner = der[at - 2 : at]
    assert der[at - 4 : at - 2] == b"\x30\x82"
    body = (int.from_bytes(inner) - len(version)).to_bytes(2)
    whole = (int.from_bytes(der[2:4]) - len(version)).to_bytes(2)
    return b"\x30\x82" + whole + b"\x30\x82" + body + der[at + len(version) :]


def test_certificate_of_the_first_version(page: Page) -> None:
    der = _certificate("RSA", "today's")
    assert _read(page, _old_version(der)) == _read(page, der) != [None]


def test_no_cut_certificate_is_read(page: Page) -> None:
    der = _certificate("elliptic curve", "today's")
    assert set(map(str, _read(page, *(der[:end] for end in range(len(der)))))) == {"None"}


def test_damaged_certificate_is_read_as_days_or_not_at_all(page: Page) -> None:
    chance = random.Random(1)  # noqa: S311 (the same damage each time)
    der = _certificate("RSA", "today's")
    damaged = []
    for _ in range(3_000):
        copy = bytearray(der)
        for _ in range(chance.randint(1, 3)):
            copy[chance.randrange(120)] = chance.randrange(256)
        damaged.append(bytes(copy))
    for found in _read(page, *damaged):
        for moment in found or []:
            assert dt.datetime.fromisoformat(moment).year >= 0


@pytest.mark.parametrize(
    "moment",
    [
        b"\x17\x0d270230000000Z",
        b"\x17\x0d271301000000Z",
        b"\x17\x0d270101240000Z",
        b"\x17\x0d270101006000Z",
        b"\x17\x0b2701010000Z",
        b"\x17\x0d27010100000 ",
        b"\x17\x112701010000+0100",
        b"\x18\x0f20270230000000Z",
        b"\x18\x1120270101000000.5Z",
        b"\x16\x0d270101000000Z",
    ],
)
def test_no_such_day(page: Page, moment: bytes) -> None:
    """Only what RFC 5280 allows: whole seconds, Greenwich."""
    good = b"\x17\x0d270101000000Z"
    ders = [
        _part(0x30, _part(0x30, b"\x02\x01\x01" + b"\x30\x00" * 2 + _part(0x30, good + end)))
        for end in (good, moment)
    ]
    assert _read(page, *ders) == [["2027-01-01T00:00:00.000Z"] * 2, None]


def _part(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content
