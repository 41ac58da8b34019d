"""What readers do on a page: fill in a field, copy, tick off."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.own_site import DESKTOP, ENTRA, Served, visit

SERVICE_PROVIDER = "learn/accounts/enterprise-sso/service-provider/"
# The pages that every point is tried on.
PAGES = [ENTRA, SERVICE_PROVIDER]
API = "https://api.balena-cloud.com/auth/saml/"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
# Typed, in an address or kept by the browser, these do not fit and run nothing. (The browser
# itself takes line breaks out of what is typed.)
HOSTILE = {
    "markup": '<img src="x" onerror="alert(1)">',
    "attribute": '"autofocus onfocus="alert(1)',
    "template": "{{ constructor }}${alert(1)}",
    "scheme": "javascript:alert(1)",
    "path": "../../evil?x#y",
    "10-kB": "a" * 10_000,
    "10-kB-markup": "<b>" * 3_400,
    "control": "ac\x00\x07\x1bme",
    "invisible": "ac\u200b\u202eme",
    "arabic": "\u0634\u0631\u0643\u0629",
    "cyrillic-look-alike": "\u0430cme",
    "full-width": "\uff41cme",
    "emoji": "acme\U0001f512",
    "combining": "acme\u0301",
    "capitals": "ACME",
}


@contextmanager
def reading(
    browser: Browser,
    site: Served,
    path: str = ENTRA,
    size: tuple[int, int] = DESKTOP,
    *,
    dark: bool = False,
) -> Iterator[Page]:
    """Open a page that may copy; whatever goes wrong on it until the end is a failure."""
    with visit(browser, site.address, size, dark=dark) as page:
        page.context.grant_permissions(CLIPBOARD, origin=site.address)
        page.goto(site.address + path)
        yield page


def field(page: Page, name: str = "SSO identifier") -> Locator:
    return page.get_by_role("textbox", name=name, exact=True)


def tab_to(page: Page, control: Locator, most: int = 30) -> None:
    """Go on by keyboard until a control has it, which takes at `most` so many steps."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if control.evaluate("control => control === document.activeElement"):
            return
    pytest.fail("the keyboard does not get there")


def said(page: Page) -> Locator:
    """Return what is said below the field."""
    return page.locator(".handrail-said")


def toast(page: Page) -> Locator:
    """Return what is said wherever the reader is."""
    return page.locator(".handrail-toast p:visible")


def values(page: Page) -> list[str]:
    """Return the values on the page, as they are shown."""
    return page.locator("article .handrail-value").all_inner_texts()


def expect_filled(page: Page, text: str | None) -> None:
    """Demand that every value on the page has `text` in it, or its placeholder with None."""
    shown = page.locator("article .handrail-value var")
    expect(shown.first).to_have_text(text or "sso_identifier")
    assert set(shown.all_inner_texts()) == {text or "sso_identifier"}


def clipboard(page: Page) -> str:
    found: str = page.evaluate("navigator.clipboard.readText()")
    return found
