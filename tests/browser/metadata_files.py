"""Files that readers may take for metadata, and what is to be found in each."""

import base64
import re
from collections.abc import Callable

from tests.browser import identity_providers as idp
from tests.browser.identity_providers import DAY, NOW, metadata

OWN = "https://sp.example.com/saml/acme"
OKTA_ID = "http://www.okta.com/exk1a2b3c4D5e6F7g8h9"
OKTA_TEXT = metadata("okta").decode()

# --- sound ones, written in other ways ---

UTF_16 = OKTA_TEXT.replace("UTF-8", "UTF-16")
LATIN = OKTA_TEXT.replace("UTF-8", "ISO-8859-1").replace("example_app", "exämple_app")
SOUND = {
    "mark of UTF-8": OKTA_TEXT.encode("utf-8-sig"),
    "UTF-16 as Windows writes it": b"\xff\xfe" + UTF_16.encode("utf-16-le"),
    "UTF-16, the other way round": b"\xfe\xff" + UTF_16.encode("utf-16-be"),
    "UTF-16 without a mark": UTF_16.encode("utf-16-le"),
    "UTF-16 without a mark, the other way round": UTF_16.encode("utf-16-be"),
    "saved by a shell as UTF-16": OKTA_TEXT.encode("utf-16"),
    "Latin": LATIN.encode("latin-1"),
    "no declaration": OKTA_TEXT.partition("?>")[2].encode(),
    "in quotes": OKTA_TEXT.replace('"1.0" encoding="UTF-8"', "'1.0' encoding='utf-8'").encode(),
    "comments": (OKTA_TEXT + "<!-- > -->" * 900).encode(),
    "blanks at the end": OKTA_TEXT.encode() + b"\r\n" * 100,
}

# --- faults of the whole file: its bytes, the kind of the fault, and the detail ---


def _sp(entity_id: str) -> bytes:
    return f"""<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"
      entityID="{entity_id}"><md:SPSSODescriptor
      protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"
      ><md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
      Location="https://sp.example.com/acs" index="0"/></md:SPSSODescriptor></md:EntityDescriptor>
    """.encode()


PAGE = b"<html><head><title>Sign in</title></head><body><br></body></html>"
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
DER = base64.b64decode(idp.signing().base64)
PEM = b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(DER) + b"-----END CERTIFICATE-----\n"
FILES = {
    "empty": (b"", "empty", ""),
    "blanks": (b" \r\n\t", "empty", ""),
    "mark alone": (b"\xef\xbb\xbf", "empty", ""),
    "large": (metadata("okta") + b" " * 1024 * 1024, "large", ""),
    "comments": (metadata("okta") + b"<!-- > -->" * 1000, "large", ""),
    "page": (b"<!DOCTYPE html>\n" + PAGE, "html", ""),
    "page in capitals": (b"<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>" + PAGE, "html", ""),
    "page without a doctype": (b"<!-- saved -->\n\n" + PAGE, "html", ""),
    "well-formed page": (
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
        "html",
        "",
    ),
    "doctype": (ENTITIES + metadata("keycloak"), "doctype", ""),
    "doctype behind all that may be before it": (
        b"<?xml version='1.0'?><!-- > --><?a ?>\n<!DOCTYPE md:EntityDescriptor SYSTEM 'http://x/'>"
        + metadata("keycloak"),
        "doctype",
        "",
    ),
    "doctype without its blank": (b"<!DOCTYPEa[]>" + metadata("keycloak"), "doctype", ""),
    "truncated": (metadata("okta")[:-100], "truncated", ""),
    "certificate": (PEM, "certificate-file", ""),
    "raw certificate": (DER, "certificate-file", ""),
    "JSON": (b'{"issuer": "https://idp.example.com"}', "malformed", ""),
    "text": (b"This XML file does not appear to have any style information.", "malformed", ""),
    "blank before the declaration": (b"\n" + metadata("okta"), "malformed", ""),
    "ampersand": (metadata("okta").replace(b"sso/saml", b"sso&saml"), "malformed", ""),
    "unknown entity": (metadata("okta").replace(b"sso/saml", b"&nbsp;"), "malformed", ""),
    "null": (metadata("okta").replace(b"sso/saml", b"\0"), "malformed", ""),
    "two files in one": (metadata("keycloak") * 2, "malformed", ""),
    "other root": (b"<?xml version='1.0'?><a:b xmlns:a='c'/>", "root", "a:b"),
    "other namespace": (
        metadata("keycloak").replace(b"SAML:2.0:meta", b"SAML:2.0:mete"),
        "root",
        "md:EntityDescriptor",
    ),
    "declared UTF-16": (OKTA_TEXT.replace("UTF-8", "utf-16").encode(), "encoding", ""),
    "unknown encoding": (OKTA_TEXT.replace("UTF-8", "x-nobody").encode(), "encoding", ""),
    "not what it says": (LATIN.replace("ISO-8859-1", "UTF-8").encode("latin-1"), "encoding", ""),
    "half a sign": (b"\xff\xfe<\0a", "encoding", ""),
    "service provider": (
        _sp("https://other.example.com"),
        "service-provider",
        "https://other.example.com",
    ),
    "own": (_sp(OWN), "own", ""),
    "nobody": (
        b'<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>',
        "no-provider",
        "",
    ),
    "SAML 1.1": (
        metadata("okta").replace(
            b'"urn:oasis:names:tc:SAML:2.0:protocol"', b'"urn:oasis:names:tc:SAML:1.1:protocol"'
        ),
        "no-provider",
        "",
    ),
}

# --- one identity provider, with faults and remarks ---

_KEY = re.compile(rb"<md:KeyDescriptor.*</md:KeyDescriptor>", re.DOTALL)


def _okta(old: str, new: str) -> bytes:
    assert old in OKTA_TEXT
    return OKTA_TEXT.replace(old, new).encode()


def _with_certificates(*certificates: str) -> bytes:
    one = "<X509Data xmlns='http://www.w3.org/2000/09/xmldsig#'><X509Certificate>{}</X509Certificate></X509Data>"
    made = "".join(one.format(text) for text in certificates)
    start, rest = OKTA_TEXT.split("<ds:X509Data>")
    return (start + made + rest.partition("</ds:X509Data>")[2]).encode()


def _certificate(first_day: int, last_day: int) -> str:
    return idp.key(NOW + first_day * DAY, NOW + last_day * DAY).base64


def _day(days: int) -> str:
    return f"{NOW + days * DAY:%Y-%m-%d}"


PAST, FUTURE, GOOD, ENDING = (
    _certificate(-700, -1),
    _certificate(2, 700),
    _certificate(-100, 700),
    _certificate(-700, 29),
)
FINDINGS: dict[str, tuple[bytes, list[tuple[str, str | None]], list[tuple[str, str | None]]]] = {
    "own": (_okta(OKTA_ID, OWN), [("own", None)], []),
    "no entity ID": (
        _okta(f'entityID="{OKTA_ID}"', ""),
        [("no-entity-id", None)],
        [],
    ),
    "no sign-on": (
        _okta("SingleSignOnService", "SingleSignOffService"),
        [("no-sign-on", None)],
        [],
    ),
    "no key": (_KEY.sub(b"", metadata("okta")), [("no-signing-key", None)], []),
    "encryption alone": (
        _okta('use="signing"', 'use="encryption"'),
        [("no-signing-key", None)],
        [],
    ),
    "key for both": (_okta('use="signing"', ""), [], []),
    "key without a certificate": (_with_certificates(), [("no-certificate", None)], []),
    "PEM for a certificate": (
        _with_certificates(f"-----BEGIN CERTIFICATE-----{GOOD}-----END CERTIFICATE-----"),
        [("bad-certificate", None)],
        [],
    ),
    "no certificate": (_with_certificates("MAoCAQECAQECAQE="), [("bad-certificate", None)], []),
    "cut certificate": (_with_certificates(GOOD[:400]), [("bad-certificate", None)], []),
    "nothing for a certificate": (_with_certificates(" "), [("bad-certificate", None)], []),
    "bad one beside a good one": (
        _with_certificates(GOOD, GOOD[:400]),
        [("bad-certificate", None)],
        [],
    ),
    "expired": (_with_certificates(PAST), [("expired", _day(-1))], []),
    "all expired": (
        _with_certificates(PAST, _certificate(-700, -5)),
        [("expired", _day(-1)), ("expired", _day(-5))],
        [],
    ),
    "early": (_with_certificates(FUTURE), [("early", _day(2))], []),
    "soon": (_with_certificates(ENDING), [], [("soon", _day(29))]),
    "not so soon": (_with_certificates(_certificate(-700, 31)), [], []),
    "the old one beside the new one": (
        _with_certificates(PAST, GOOD),
        [],
        [("replaced", _day(-1))],
    ),
    "the next one beside the new one": (_with_certificates(GOOD, FUTURE), [], [("next", _day(2))]),
    "in time": (_with_certificates(ENDING, FUTURE), [], [("soon", _day(29)), ("next", _day(2))]),
    "gap": (
        _with_certificates(PAST, FUTURE),
        [("expired", _day(-1)), ("early", _day(2))],
        [],
    ),
    "twice the same": (
        _with_certificates(PAST, f" {PAST[:9]}\n{PAST[9:]}"),
        [("expired", _day(-1))],
        [],
    ),
    "outdated": (
        _okta("<md:EntityDescriptor ", f'<md:EntityDescriptor validUntil="{_day(-3)}T00:00:00Z" '),
        [("outdated", _day(-3))],
        [],
    ),
    "outdated role": (
        _okta("<md:IDPSSODescriptor ", f'<md:IDPSSODescriptor validUntil="{_day(-3)}T00:00:00Z" '),
        [("outdated", _day(-3))],
        [],
    ),
    "not outdated": (
        _okta("<md:EntityDescriptor ", f'<md:EntityDescriptor validUntil="{_day(3)}T00:00:00Z" '),
        [],
        [],
    ),
    "all at once": (
        _okta(f'entityID="{OKTA_ID}"', "")
        .replace(b"SingleSignOnService", b"x")
        .replace(b'use="signing"', b'use="encryption"'),
        [("no-entity-id", None), ("no-sign-on", None), ("no-signing-key", None)],
        [],
    ),
}

# --- several entities in a file: those that are identity providers, and what is said ---


def _entities(*contents: bytes, more: str = "") -> bytes:
    inside = b"".join(re.sub(rb"^.*?\?>|<!--.*?-->", b"", c, flags=re.DOTALL) for c in contents)
    start = f'<m:EntitiesDescriptor xmlns:m="urn:oasis:names:tc:SAML:2.0:metadata"{more}>'
    return start.encode() + inside + b"</m:EntitiesDescriptor>"


TOGETHER: dict[str, tuple[bytes, list[str], tuple[list[str], list[str]]]] = {
    "one": (_entities(metadata("keycloak")), ["keycloak"], ([], [])),
    "one beside a service provider": (
        _entities(_sp("https://other.example.com"), metadata("okta")),
        ["okta"],
        ([], []),
    ),
    "one within another": (_entities(_entities(metadata("okta"))), ["okta"], ([], [])),
    "several": (
        _entities(metadata("okta"), metadata("keycloak"), metadata("google-workspace")),
        ["okta", "keycloak", "google-workspace"],
        ([], ["several"]),
    ),
    "service providers": (
        _entities(_sp("https://a.example"), _sp(OWN)),
        [],
        (["service-provider"], []),
    ),
    "outdated": (
        _entities(metadata("okta"), more=' validUntil="2020-01-01T00:00:00Z"'),
        ["okta"],
        (["outdated"], []),
    ),
}

# --- hostile files ---

HOSTILE: dict[str, Callable[[], bytes]] = {
    "deep": lambda: b"<a>" * 300_000,
    "deep and whole": lambda: b"<a>" * 140_000 + b"</a>" * 140_000,
    "many declarations": lambda: b"<?a?>" * 200_000,
    "many comments": lambda: b"<!---->" * 140_000 + b"<a/>",
    "many comments at the end": lambda: b"<a/>" + b"<!---->" * 140_000,
    "many comments within what looks like the root": lambda: (
        b"<a/>" + b"<!---->" * 140_000 + b"</a>"
    ),
    "open comments": lambda: b"<!--" * 250_000,
    "open tags": lambda: b"<a " * 330_000,
    "many attributes": lambda: b"<a " + b" ".join(b"a%d=''" % n for n in range(90_000)) + b"/>",
    "many certificates": lambda: _with_certificates(*(f"{n}" for n in range(8_000))),
    "long length": lambda: _with_certificates(
        base64.b64encode(b"\x30\x84\xff\xff\xff\xff").decode()
    ),
    "longer length": lambda: _with_certificates(
        base64.b64encode(b"\x30\xff" + b"\xff" * 200).decode()
    ),
    "no length": lambda: _with_certificates(base64.b64encode(b"\x30\x80\x30\x80").decode()),
    "scripts": lambda: _okta(OKTA_ID, "&lt;script>").replace(
        b"</md:KeyDescriptor>",
        b"</md:KeyDescriptor><script xmlns='http://www.w3.org/1999/xhtml'>bad()</script>"
        b"<img xmlns='http://www.w3.org/1999/xhtml' src='http://192.0.2.1/' onerror='bad()'/>",
    ),
    "style sheet": lambda: _okta(
        "?>", "?><?xml-stylesheet href='http://192.0.2.1/a.xsl' type='text/xsl'?>"
    ),
    "inclusion": lambda: _okta(
        "<md:NameIDFormat>",
        "<include xmlns='http://www.w3.org/2001/XInclude' href='http://192.0.2.1/'/><md:NameIDFormat>",
    ),
}
