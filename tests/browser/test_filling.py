"""Readers type their own values once; the page, and the others, then hold them."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.own_site import ENTRA, Served
from tests.browser.reading import (
    API,
    PAGES,
    SERVICE_PROVIDER,
    expect_filled,
    field,
    reading,
    said,
    values,
)

GOOGLE = "learn/accounts/enterprise-sso/idp-setup/google-workspace/"
OVERVIEW = "learn/accounts/enterprise-sso/"


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


def test_signs_stand_out_from_the_sentence(browser: Browser, served: Served) -> None:
    with reading(browser, served) as page:
        field(page).fill("A, I")
        expect(said(page)).to_have_text(
            "This does not fit, because of A, ,, a blank, I.", use_inner_text=True
        )
        assert said(page).locator("code:visible").all_inner_texts() == ["A", ",", "I"]


@pytest.mark.parametrize("path", PAGES)
def test_blanks_around_a_value_are_none_of_it(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        for text in ("acme ", "\u00a0 acme-2\t"):
            field(page).fill(text)
            expect(field(page)).to_have_attribute("aria-invalid", "false")
            expect_filled(page, text.strip())


@pytest.mark.parametrize("path", PAGES)
def test_slip_deletes_nothing_elsewhere(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        field(page).fill("acme")
        tab = page.context.new_page()
        tab.goto(site.address + GOOGLE)
        field(tab).press_sequentially(".")
        expect_filled(tab, None)
        expect_filled(page, "acme")
        page.reload()
        expect_filled(page, "acme")
        tab.reload()
        expect_filled(tab, "acme")
        field(tab).clear()
        expect_filled(page, None)


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
        field(page).fill("acme")
        field(page).fill("Acme")
        page.locator(".md-nav--secondary").get_by_role("link", name="Configure single").click()
        page.wait_for_url("**/#configure-single-sign-on")
        page.wait_for_load_state("networkidle")
        expect(field(page)).to_have_value("Acme")
        expect(said(page)).to_contain_text("because of A.")
        expect_filled(page, None)
