"""Which addresses have a slip, told by themselves, and what to write instead.

What is said of each kind, and where, is in `cases/link/`.
"""

import pytest

from generator.address_slips import find
from generator.hosts import PREVIEW

MENDED = {
    "htps://example.com": "https://example.com",
    "hhtp://example.com": "http://example.com",
    "ttps://example.com": "https://example.com",
    "htttps:/example.com": "https://example.com",
    "hxxps://example.com": "https://example.com",
    "http:/example.com/x": "http://example.com/x",
    "http//example.com": "http://example.com",
    "https:example.com": "https://example.com",
    "https:///example.com": "https://example.com",
    "https;//example.com": "https://example.com",
    "https\uff1a//example.com": "https://example.com",
    "https ://example.com": "https://example.com",
    "https:// example.com": "https://example.com",
    "https:/ /example.com": "https://example.com",
    "https:\\\\example.com": "https://example.com",
    "https://https://example.com": "https://example.com",
    "https://http//example.com": "http://example.com",
    "://example.com": "https://example.com",
    '"https://example.com': "https://example.com",
    "mailto//a@example.com": "mailto:a@example.com",
    "mailto://a@example.com": "mailto:a@example.com",
    "mailto: a@example.com": "mailto:a@example.com",
    "mail to:a@example.com": "mailto:a@example.com",
    "mailot:a@example.com": "mailto:a@example.com",
    "email:a@example.com": "mailto:a@example.com",
    "a@example.com": "mailto:a@example.com",
    "mailto:a@example.com;b@example.com": "mailto:a@example.com,b@example.com",
    "mailto:Ada%20<a@example.com>": "mailto:a@example.com",
    "mailto:a@example.com?subject=x?body=y": "mailto:a@example.com?subject=x&body=y",
    "mailto:a@example.com.": "mailto:a@example.com",
    "tel://+15550100": "tel:+15550100",
    "tel:1-800-FLOWERS": "tel:1-800-3569377",
    "tel:+1 555 0100": "tel:+1-555-0100",
    "tel:+15550100x12": "tel:+15550100;ext=12",
    "tel:0049 30 123": "tel:+49-30-123",
    "+1 555 123 4567": "tel:+1-555-123-4567",
    "http://user:pw@example.com/": "http://example.com/",
    "..\\a\\b.md#c": "../a/b.md#c",
    "a%5Cb.png": "a/b.png",
    "https://example.com\\x": "https://example.com/x",
    "https://example.com/x).": "https://example.com/x",
    "https://example.com/x,": "https://example.com/x",
    "https://example.com.": "https://example.com",
}
BROKEN = {
    "link/script": [
        "javascript:void(0)",
        "JaVaScript:x",
        "java\nscript:x",
        " vbscript:x",
    ],
    "link/own-machine": [
        "file:///x",
        "FILE://x",
        "C:\\x",
        "C:/x",
        "C:%5Cx",
        "/C:/x",
        "\\\\server\\x",
        "http://localhost",
        "http://LOCALHOST:3000/x",
        "//localhost/x",
        "https://app.localhost/",
        "http://127.0.0.1:8000/x",
        "http://0.0.0.0:8000/x",
        "http://[::1]:8000/x",
    ],
    "link/undone": [
        "https://TODO",
        "http://xxx",
        "https://xxx.example.com",
        "#TODO",
        "TBD.md",
        "url",
        "https://<tenant>.example.com",
        "https://%7Btenant%7D.example.com",
        "https://[tenant].example.com",
        "https://example.com/{{ name }}/",
        "https://...",
        "https://yourcompany.example.com",
    ],
    "link/host": [
        "https://",
        "https://exa mple.com",
        "https://exa%20mple.com",
        "https://example..com",
        "https://intranet/x",
        "https://example.com:99999",
        "https://example.com:80a",
        "https://300.1.1.1",
        "https://1.2.3",
        "https://[::g]/",
        "https://www,example.com",
        "https://a.invalid",
        "//a.test/x",
    ],
    "link/mail-address": [
        "mailto:",
        "mailto:ada",
        "mailto:a b@example.com",
        "mailto:a%20b@example.com",
        "mailto:a@b@example.com",
        "mailto:a@example",
        "mailto:a..b@example.com",
        "mailto:a@example..com",
        "mailto:a@example.com,,b@example.com",
    ],
    "link/phone-number": ["tel:", "tel:abc", "tel:1+2"],
}
SOUND = [
    "HTTPS://Example.com/x",
    "mailto:a@example.com?subject=Why?&body=a%20b",
    "mailto:?subject=x",
    "MAILTO:A@Example.com",
    "mailto:a%2Bb@example.co.uk,c@example.org",
    'mailto:"a b"@example.com',
    "tel:+1",
    "tel:112",
    "tel:*100#",
    "tel:+1(555)0100,,12",
    "tel:863-1234;phone-context=+1-914-555",
    "sms:+15550100",
    "slack://open",
    "ms-settings:network",
    "urn:oasis:names",
    "git+https://example.com/y",
    "tftp://example.com/x",
    "about:blank",
    "//example.com/x",
    "https://en.wikipedia.org/wiki/SAML_(protocol)",
    "https://en.wikipedia.org/wiki/Apple_Inc.",
    "https://example.com/@user/x",
    "https://example.com/?x=a@b:c",
    "https://example.com:8443/x",
    "https://127.0.0.1:18080/ok",
    "http://[2001:db8::1]/x",
    "https://münchen.de/ü",
    "https://пример.com/",
    "https://a_b.example.com/",
    "https://example.com./x",
    "https://web.archive.org/web/2020/https://example.com/",
    "https://example.com/#/home/apps",
    "https://example.com?filter[a]=b",
    "https://example.com/x?filter=%7B%22a%22%3A1%7D",
    "https://example.com/50%25",
    "https://example.com/a%5Cb",
    "https://myaccount.google.com/",
    "ftp://anonymous@example.com/",
    "page.md",
    "../a/b.md#x",
    "http.md",
    "tel.md",
    "todo-list.md",
    "a@2x.png",
    "#todo-list",
    "",
]


@pytest.mark.parametrize(("address", "mended"), MENDED.items())
def test_hint_has_no_slip(address: str, mended: str) -> None:
    slip = find(address)
    assert slip is not None
    assert slip.hint == f'write "{mended}"'
    assert find(mended) is None


@pytest.mark.parametrize(
    ("rule", "address"), [(rule, one) for rule, several in BROKEN.items() for one in several]
)
def test_slip(rule: str, address: str) -> None:
    slip = find(address)
    assert slip is not None
    assert slip.rule == rule


@pytest.mark.parametrize("address", SOUND)
def test_sound(address: str) -> None:
    assert find(address) is None


def test_preview_listens_where_the_site_says() -> None:
    assert find("http://127.0.0.1:8123/") is None
    assert find("http://127.0.0.1:8123/", "127.0.0.1:8123") is not None
    assert find(f"http://{PREVIEW}/", "127.0.0.1:8123") is not None
