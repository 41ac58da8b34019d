"""What is typed, linked and kept stays text; and browsers that keep nothing still fill in."""

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.own_site import Served, visit
from tests.browser.reading import (
    HOSTILE,
    PAGES,
    SERVICE_PROVIDER,
    expect_filled,
    field,
    reading,
    said,
)

# All that markup could have become; each sign that does not fit is shown in a code of its own.
ELEMENTS = "() => document.querySelectorAll(':not(.handrail-said code)').length"
ALERTS = "window.alerts = []; window.alert = said => alerts.push(said)"
# The theme itself keeps something as well, and cannot do without.
REFUSING = """for (const method of ["getItem", "setItem", "removeItem"]) {
  const own = Storage.prototype[method];
  Storage.prototype[method] = function (key, ...rest) {
    if (key.startsWith("handrail")) throw new DOMException("refused", "SecurityError");
    return own.call(this, key, ...rest);
  };
}"""
# As a browser whose storage is full.
FULL = """() => {
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
KEEP = """([key, text]) => localStorage.setItem(key, text)"""
KEY = "() => Object.keys(localStorage).find(key => key.includes('service-provider'))"


def _type(page: Page, _: str, text: str) -> None:
    field(page).fill(text)
    expect(field(page)).to_have_attribute("aria-invalid", "true")


def _open_address(page: Page, address: str, text: str) -> None:
    page.goto("about:blank")
    page.goto(f"{address}#finish&sso_identifier={quote(text, safe='')}")
    expect(said(page)).to_contain_text("does not fit, and was left out")


def _open_plain_address(page: Page, address: str, text: str) -> None:
    """Leave to the browser what it encodes."""
    page.goto("about:blank")
    page.goto(f"{address}#sso_identifier={text.replace('#', '').replace('%', '')}")
    expect(said(page)).to_contain_text("does not fit, and was left out")


def _have_kept(page: Page, _: str, text: str) -> None:
    field(page).fill("acme")
    page.evaluate(KEEP, [page.evaluate(KEY), json.dumps({"sso_identifier": text})])
    page.reload()
    expect(field(page)).to_have_value("")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "come", [_type, _open_address, _open_plain_address, _have_kept], ids=lambda way: way.__name__
)
def test_hostile_text_is_text(
    browser: Browser, site: Served, path: str, come: Callable[[Page, str, str], None]
) -> None:
    with visit(browser, site.address) as page:
        page.add_init_script(ALERTS)
        page.goto(site.address + path)
        expect_filled(page, None)
        elements = page.evaluate(ELEMENTS)
        for name, text in HOSTILE.items():
            come(page, site.address + path, text)
            expect_filled(page, None)
            assert page.evaluate(ELEMENTS) == elements, name
            assert page.evaluate("alerts") == [], name
            assert page.url.startswith(site.address), name


@pytest.mark.parametrize(
    "kept",
    [
        *("", "{", "null", "7", "true", '"acme"', '["acme"]', "[" * 5_000),
        *('{"sso_identifier": 7}', '{"sso_identifier": null}', '{"sso_identifier": ["acme"]}'),
        '{"__proto__": {"sso_identifier": "acme"}}',
    ],
)
def test_what_is_kept_may_be_anything(browser: Browser, site: Served, kept: str) -> None:
    with reading(browser, site) as page:
        field(page).fill("acme")
        page.evaluate(KEEP, [page.evaluate(KEY), kept])
        page.reload()
        expect_filled(page, None)
        field(page).fill("acme-2")
        page.reload()
        expect_filled(page, "acme-2")


def test_browser_that_keeps_nothing(browser: Browser, site: Served) -> None:
    with visit(browser, site.address) as page:
        page.add_init_script(REFUSING)
        page.goto(site.address + SERVICE_PROVIDER)
        field(page).fill("acme")
        expect_filled(page, "acme")
        page.reload()
        expect_filled(page, None)


def test_full_storage_does_not_bring_back_an_older_value(browser: Browser, site: Served) -> None:
    with reading(browser, site) as page:
        field(page).fill("old")
        page.evaluate(FULL)
        field(page).fill("new")
        expect_filled(page, "new")
        page.reload()
        expect_filled(page, None)
