"""Readers type their own values once; the page, and the others, then hold them."""

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.own_site import DESKTOP, ENTRA, PHONE, Served, visit
from tests.browser.reading import (
    API,
    HOSTILE,
    PAGES,
    SERVICE_PROVIDER,
    clipboard,
    expect_filled,
    field,
    reading,
    said,
    values,
)

GOOGLE = "learn/accounts/enterprise-sso/idp-setup/google-workspace/"
OVERVIEW = "learn/accounts/enterprise-sso/"
# Everything that markup could have become.
ELEMENTS = "() => document.querySelectorAll('*').length"
ALERTS = "window.alerts = []; window.alert = said => alerts.push(said)"
# The theme itself keeps something as well, and cannot do without.
REFUSING = """for (const method of ["getItem", "setItem", "removeItem"]) {
  const own = Storage.prototype[method];
  Storage.prototype[method] = function (key, ...rest) {
    if (key.startsWith("handrail")) throw new DOMException("refused", "SecurityError");
    return own.call(this, key, ...rest);
  };
}"""
KEEP = """([key, text]) => localStorage.setItem(key, text)"""
KEY = "() => Object.keys(localStorage).find(key => key.includes('service-provider'))"


@pytest.mark.parametrize("path", PAGES)
def test_typing_fills_every_value(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        expect_filled(page, None)
        before = values(page)
        typed = ""
        for letter in "my-team_7":
            field(page).press_sequentially(letter)
            typed += letter
            expect_filled(page, typed)
        assert values(page) == [text.replace("sso_identifier", typed) for text in before]
        assert f"{API}{typed}/callback" in values(page)
        field(page).clear()
        assert values(page) == before


def test_tables_texts_and_code_are_filled(browser: Browser, guides: Served) -> None:
    with reading(browser, guides, "ad-fs/") as page:
        field(page, "team name").fill("road-runners")
        command = page.locator("pre", has_text="New-AdfsSamlEndpoint").locator("code")
        expect(command).to_contain_text('-Uri "https://sso.example.com/saml/road-runners/acs"')
    with reading(browser, guides, "okta/") as page:
        field(page, "team name").fill("road-runners")
        cells = page.locator("td .handrail-value").all_inner_texts()
        assert "https://sso.example.com/saml/road-runners/acs" in cells
        field(page, "account ID").fill("20417")
        step = page.locator("li", has_text="Assignments tab, in exampleRole").last
        expect(step.locator(".handrail-value")).to_have_text("20417=role")
        field(page, "role").fill("editor")
        expect(step.locator(".handrail-value")).to_have_text("20417=editor")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Acme", "because of A."),
        ("my team", "because of a blank."),
        ("ac\tme", "because of an invisible sign."),
        ("a.b/c:d&e%f", "because of ., /, :, &, %."),
        ("ABCDEFG", "because of A, B, C, D, E, …."),
        ("a" * 201, "too long"),
    ],
    ids=["capital", "blank", "invisible", "signs", "many", "long"],
)
def test_what_does_not_fit_is_said(
    browser: Browser, site: Served, path: str, text: str, message: str
) -> None:
    with reading(browser, site, path) as page:
        field(page).fill("acme")
        field(page).fill(text)
        expect(said(page)).to_contain_text(message)
        expect(field(page)).to_have_attribute("aria-invalid", "true")
        expect(field(page)).to_have_accessible_description(
            f"a name of your choice that is unique in balenaCloud and part of your team's login "
            f"URL, for example acme. It holds only a-z, 0-9, _ and -. {said(page).inner_text()}"
        )
        expect_filled(page, None)
        field(page).fill("acme-2")
        expect(said(page)).to_have_text("", use_inner_text=True)
        expect(field(page)).to_have_attribute("aria-invalid", "false")
        expect_filled(page, "acme-2")


def test_another_form_is_said_with_an_example(browser: Browser, guides: Served) -> None:
    with reading(browser, guides, "service-provider/") as page:
        field(page, "connection ID").fill("1042-c")
        expect(said(page).nth(1)).to_have_text(
            r"This does not fit yet. What fits looks like c-1042, as c-\d{1,9} describes it.",
            use_inner_text=True,
        )


@pytest.mark.parametrize("path", PAGES)
def test_values_are_kept(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        field(page).fill("acme")
        page.reload()
        expect(field(page)).to_have_value("acme")
        expect_filled(page, "acme")
        for other in (GOOGLE, ENTRA, SERVICE_PROVIDER):
            page.goto(site.address + other)
            expect_filled(page, "acme")
        tab = page.context.new_page()
        tab.goto(site.address + GOOGLE)
        expect_filled(tab, "acme")
        field(tab).fill("acme-2")
        expect(field(page)).to_have_value("acme-2")
        expect_filled(page, "acme-2")
        field(tab).clear()
        tab.reload()
        expect_filled(tab, None)
        expect_filled(page, None)


def test_readers_go_from_page_to_page(browser: Browser, site: Served) -> None:
    with reading(browser, site, OVERVIEW) as page:
        page.wait_for_load_state("networkidle")
        page.get_by_role("link", name="Microsoft Entra ID").first.click()
        expect(page.locator("h1")).to_contain_text("Microsoft Entra ID")
        field(page).fill("acme")
        page.locator(".md-nav--primary").get_by_role("link", name="Google Workspace").click()
        expect(page.locator("h1")).to_contain_text("Google Workspace")
        expect_filled(page, "acme")
        page.go_back()
        expect(page.locator("h1")).to_contain_text("Microsoft Entra ID")
        expect_filled(page, "acme")
        field(page).fill("acme-2")
        expect_filled(page, "acme-2")
        expect(page.locator("article .handrail-copy")).to_have_count(len(values(page)))


def test_what_is_typed_survives_a_jump_on_the_page(browser: Browser, site: Served) -> None:
    """Material puts the page in place anew when a link leads to another part of it."""
    with reading(browser, site) as page:
        page.wait_for_load_state("networkidle")
        field(page).fill("Acme")
        page.locator(".md-nav--secondary").get_by_role("link", name="Configure single").click()
        page.wait_for_url("**/#configure-single-sign-on")
        page.wait_for_load_state("networkidle")
        expect(field(page)).to_have_value("Acme")
        expect(said(page)).to_contain_text("because of A.")
        expect_filled(page, None)


# --- addresses ---


@pytest.mark.parametrize("path", PAGES)
def test_address_fills_and_says_so(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, f"{path}#sso_identifier=acme") as page:
        expect(field(page)).to_have_value("acme")
        expect_filled(page, "acme")
        expect(said(page)).to_have_text(
            "Filled in by the link that you opened.", use_inner_text=True
        )
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
        expect(said(tab)).to_have_text(
            "Filled in by the link that you opened, in place of mine, which you had here before.",
            use_inner_text=True,
        )
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


def test_address_of_a_page_that_is_open(browser: Browser, site: Served) -> None:
    with reading(browser, site) as page:
        page.wait_for_load_state("networkidle")
        field(page).fill("mine")
        page.evaluate("location.hash = 'assign-users-and-groups&sso_identifier=theirs'")
        page.wait_for_url("**/#assign-users-and-groups")
        page.wait_for_load_state("networkidle")
        expect(field(page)).to_have_value("theirs")
        expect(said(page)).to_contain_text("in place of mine")
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


# --- hostile input ---


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
