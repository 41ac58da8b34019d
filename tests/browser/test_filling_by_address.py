"""Links fill in what readers would type: in their address, behind the #."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.own_site import DESKTOP, ENTRA, PHONE, Served
from tests.browser.reading import (
    PAGES,
    clipboard,
    expect_filled,
    field,
    reading,
    said,
    toast,
)

OVERVIEW = "learn/accounts/enterprise-sso/"


@pytest.mark.parametrize("path", PAGES)
def test_address_fills_and_says_so(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, f"{path}#sso_identifier=acme") as page:
        expect(field(page)).to_have_value("acme")
        expect_filled(page, "acme")
        message = "Filled in by the link that you opened: acme."
        expect(said(page)).to_have_text(message, use_inner_text=True)
        expect(toast(page)).to_have_text(message)
        assert page.url == site.address + path
        page.reload()
        expect_filled(page, "acme")


@pytest.mark.parametrize("path", PAGES)
def test_address_wins_over_what_is_kept(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        field(page).fill("mine")
        tab = page.context.new_page()
        tab.goto(f"{site.address}{path}#sso_identifier=theirs")
        expect(field(tab)).to_have_value("theirs")
        message = "Filled in by the link that you opened: theirs, in place of mine."
        expect(said(tab)).to_have_text(message, use_inner_text=True)
        expect(toast(tab)).to_have_text(message)
        expect(field(page)).to_have_value("theirs")
        field(tab).fill("mine")
        expect(said(tab)).to_have_text("", use_inner_text=True)
        tab.reload()
        expect(field(tab)).to_have_value("mine")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_address_fills_and_leads_to_a_section(
    browser: Browser, site: Served, size: tuple[int, int]
) -> None:
    section = "basic-saml-configuration-step-2"
    with reading(browser, site, f"{ENTRA}#{section}&sso_identifier=acme", size) as page:
        expect_filled(page, "acme")
        expect(page.locator(f"#{section}")).to_be_in_viewport()
        assert page.url == f"{site.address}{ENTRA}#{section}"
        page.wait_for_load_state("networkidle")
        expect(toast(page)).to_have_text("Filled in by the link that you opened: acme.")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("section", ["", "finish&"])
def test_what_an_address_fills_in_is_said_where_the_reader_is(
    browser: Browser, site: Served, size: tuple[int, int], section: str
) -> None:
    """The field, and what is said below it, may be far away."""
    with reading(browser, site, size=size) as page:
        field(page).fill("mine")
        page.goto("about:blank")
        page.goto(f"{site.address}{ENTRA}#{section}sso_identifier=theirs")
        expect(toast(page)).to_have_text(
            "Filled in by the link that you opened: theirs, in place of mine."
        )
        expect(toast(page)).to_be_in_viewport(ratio=1)


def test_several_values_of_an_address_are_said_together(browser: Browser, guides: Served) -> None:
    with reading(browser, guides, "service-provider/#team=road-runners&account_id=x") as page:
        expect(toast(page)).to_have_text(
            "Filled in by the link that you opened: road-runners. "
            "What the link that you opened fills in does not fit, and was left out."
        )


def test_address_of_a_page_that_is_open(browser: Browser, site: Served) -> None:
    with reading(browser, site) as page:
        page.wait_for_load_state("networkidle")
        field(page).fill("mine")
        page.evaluate("location.hash = 'assign-users-and-groups&sso_identifier=theirs'")
        page.wait_for_url("**/#assign-users-and-groups")
        page.wait_for_load_state("networkidle")
        expect(field(page)).to_have_value("theirs")
        expect(said(page)).to_contain_text("in place of mine")
        expect(toast(page)).to_contain_text("in place of mine")
        expect(page.locator("#assign-users-and-groups")).to_be_in_viewport()


def test_link_on_another_page_fills(browser: Browser, site: Served) -> None:
    with reading(browser, site, OVERVIEW) as page:
        page.wait_for_load_state("networkidle")
        link = page.locator("article").get_by_role("link", name="Microsoft Entra ID").first
        link.evaluate("link => link.href += '#finish&sso_identifier=acme'")
        link.click()
        page.wait_for_url("**/#finish")
        expect_filled(page, "acme")
        expect(said(page)).to_contain_text("Filled in by the link")
        page.go_back()
        page.wait_for_url(f"**/{OVERVIEW}")


@pytest.mark.parametrize("fragment", ["sso_identifier=%E0%A4%A", "sso_identifier=", "sso=acme"])
def test_address_that_says_nothing(browser: Browser, site: Served, fragment: str) -> None:
    with reading(browser, site) as page:
        field(page).fill("mine")
        page.goto("about:blank")
        page.goto(f"{site.address}{ENTRA}#{fragment}")
        expect_filled(page, "mine")


def test_address_never_reaches_the_server(browser: Browser, site: Served) -> None:
    secret = "only-for-colleagues"  # noqa: S105 (nothing to sign in with)
    with reading(browser, site, f"{ENTRA}#finish&sso_identifier={secret}") as page:
        expect_filled(page, secret)
        page.wait_for_load_state("networkidle")
        page.locator(".md-nav--primary").get_by_role("link", name="Google Workspace").click()
        expect(page.locator("h1")).to_contain_text("Google Workspace")
        expect_filled(page, secret)
    assert any("google-workspace" in request for request in site.asked)
    assert not [request for request in site.asked if secret in request]


@pytest.mark.parametrize("path", PAGES)
def test_link_for_a_colleague(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, f"{path}#finish") as page:
        share = page.get_by_role("button", name="Copy a link for a colleague")
        share.click()
        expect(field(page)).to_be_focused()
        field(page).fill("acme")
        share.click()
        expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
        address = clipboard(page)
    assert address == f"{site.address}{path}#sso_identifier=acme"
    with reading(browser, site) as page:
        page.goto(address)
        expect_filled(page, "acme")


def test_link_for_a_colleague_has_what_is_filled_in(browser: Browser, guides: Served) -> None:
    with reading(browser, guides, "service-provider/") as page:
        field(page, "team name").fill("road-runners")
        field(page, "account ID").fill("20417")
        page.get_by_role("button", name="Copy a link for a colleague").click()
        expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
        assert clipboard(page).endswith("/#team=road-runners&account_id=20417")
