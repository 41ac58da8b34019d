"""Every value has a button that copies exactly what stands there, or leads to what is missing."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.own_site import ENTRA, Served, visit
from tests.browser.reading import API, PAGES, clipboard, expect_filled, field, reading, said, values

BUTTONS = "article .handrail-copy"
# A page without https has no clipboard of today.
INSECURE = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
SMALLEST = 24


def _buttons(page: Page) -> Iterator[tuple[Locator, str]]:
    """Yield every button with the value that it stands behind."""
    found = page.locator(BUTTONS)
    yield from zip(found.all(), values(page), strict=True)


def _said(page: Page) -> Locator:
    return page.locator(".handrail-toast")


@pytest.mark.parametrize("path", PAGES)
def test_button_copies_exactly_the_value(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        field(page).fill("acme")
        copied = []
        for button, value in _buttons(page):
            button.click()
            expect(_said(page)).to_have_text(f"Copied: {value}", use_inner_text=True)
            assert clipboard(page) == value
            copied.append(value)
        assert f"{API}acme" in copied
        assert f"{API}acme/callback" in copied
        assert "acme" in copied, "what each member of the team enters"


def test_button_of_code_copies_all_lines(browser: Browser, guides: Served) -> None:
    with reading(browser, guides, "ad-fs/") as page:
        field(page, "team name").fill("road-runners")
        page.get_by_text("PowerShell", exact=True).click()
        code = page.locator("pre", has_text="New-AdfsSamlEndpoint")
        expect(code.get_by_role("button")).to_have_count(1)
        code.get_by_role("button").click()
        expect(_said(page)).to_contain_text("Copied")
        assert clipboard(page) == (
            "$endpoint = New-AdfsSamlEndpoint -Binding POST -Protocol SAMLAssertionConsumer `\n"
            '  -Uri "https://sso.example.com/saml/road-runners/acs"\n'
            'Add-AdfsRelyingPartyTrust -Name Example -Identifier "https://sso.example.com/saml/'
            'road-runners" `\n'
            '  -SamlEndpoint $endpoint -AccessControlPolicyName "Permit everyone"'
        )


def test_button_of_code_stays_in_it_under_another_theme(browser: Browser, plain: Served) -> None:
    with reading(browser, plain, "ad-fs/") as page:
        code = page.locator("pre", has_text="New-AdfsSamlEndpoint")
        code.evaluate("code => code.closest('[hidden]')?.removeAttribute('hidden')")
        around, button = code.bounding_box(), code.get_by_role("button").bounding_box()
        assert around is not None
        assert button is not None
        assert around["y"] <= button["y"] < around["y"] + around["height"]


@pytest.mark.parametrize("path", PAGES)
def test_screen_readers_are_told(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        button = page.locator(BUTTONS).first
        expect(button).to_have_accessible_name(f"First fill in: SSO identifier {API}sso_identifier")
        field(page).fill("acme")
        expect(button).to_have_accessible_name(f"Copy {API}acme")
        status = page.get_by_role("status").last
        expect(status).to_be_attached()
        expect(status).to_have_text("", use_inner_text=True)
        button.click()
        expect(status).to_have_text(f"Copied: {API}acme", use_inner_text=True)
        expect(button).to_be_focused()


@pytest.mark.parametrize("path", PAGES)
def test_unfilled_value_leads_to_its_field(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        page.evaluate("navigator.clipboard.writeText('before')")
        back = page.get_by_role("button", name="Back to the value")
        expect(back).to_be_hidden()
        button = page.locator(BUTTONS).last
        button.click()
        expect(field(page)).to_be_focused()
        expect(field(page)).to_be_in_viewport()
        expect(said(page)).to_have_text("Fill this in first.", use_inner_text=True)
        expect(field(page)).to_have_accessible_description(re.compile("Fill this in first.$"))
        assert clipboard(page) == "before"
        page.keyboard.type("acme")
        back.click()
        expect(button).to_be_focused()
        expect(button).to_be_in_viewport()
        expect(back).to_be_hidden()
        page.keyboard.press("Enter")
        expect(_said(page)).to_contain_text("Copied")
        assert clipboard(page) == values(page)[-1]


def test_first_field_that_is_missing_comes_first(browser: Browser, guides: Served) -> None:
    with reading(browser, guides, "okta/") as page:
        button = page.locator("li", has_text="exampleRole").first.locator(".handrail-copy")
        expect(button).to_have_accessible_name("First fill in: account ID, role account_id=role")
        field(page, "account ID").fill("20417")
        button.click()
        expect(field(page, "role")).to_be_focused()


@pytest.mark.parametrize("path", ["okta/", "ad-fs/", "aws-iam-identity-center/", "pingone/"])
def test_what_the_reader_chooses_or_brings_has_no_button(
    browser: Browser, guides: Served, path: str
) -> None:
    """Buttons stand behind values, each behind its own, and nowhere else."""
    with reading(browser, guides, path) as page:
        behind = page.locator(".handrail-value + .handrail-copy")
        expect(behind).to_have_count(len(values(page)))
        expect(page.locator(".handrail-copy")).to_have_count(len(values(page)))


def test_rows_without_a_value_of_their_own_have_no_button(browser: Browser, site: Served) -> None:
    with reading(browser, site, ENTRA.replace("microsoft-entra-id", "google-workspace")) as page:
        name = page.locator("li", has_text="App name").last
        expect(name).to_contain_text("a name that your team will recognize")
        expect(name.get_by_role("button")).to_have_count(0)
        chosen = page.locator("li", has_text="Name ID format").last
        expect(chosen.get_by_role("button")).to_have_count(0)


def test_copying_where_the_page_is_not_secure(browser: Browser, site: Served) -> None:
    with visit(browser, site.address) as page:
        page.add_init_script(INSECURE)
        page.goto(site.address + ENTRA)
        field(page).fill("acme")
        button = page.locator(BUTTONS).nth(1)
        button.click()
        expect(_said(page)).to_contain_text(f"Copied: {API}acme/callback")
        expect(button).to_be_focused()
        field(page).fill("")
        field(page).press("Control+V")
        expect(field(page)).to_have_value(f"{API}acme/callback")


def test_browser_that_refuses_is_said(browser: Browser, site: Served) -> None:
    with visit(browser, site.address) as page:
        page.add_init_script(f"{INSECURE}; document.execCommand = () => false")
        page.goto(site.address + ENTRA)
        field(page).fill("acme")
        page.locator(BUTTONS).first.click()
        expect(_said(page)).to_contain_text("does not let this page copy")
        expect(_said(page)).to_contain_text(f"{API}acme")


@pytest.mark.parametrize("path", PAGES)
def test_buttons_are_large_enough(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        expect_filled(page, None)
        controls = page.locator("article :is(button, .handrail-tools label):visible").all()
        assert len(controls) > len(values(page))
        for control in controls:
            box = control.bounding_box()
            assert box is not None
            assert box["width"] >= SMALLEST
            assert box["height"] >= SMALLEST


def test_tick_stays_after_a_second_press(browser: Browser, served: Served) -> None:
    with reading(browser, served) as page:
        # From here on only the test moves time: on a busy machine real seconds would count as well.
        page.clock.install(time=0)
        page.clock.pause_at(1000)
        field(page).fill("acme")
        button = page.locator(BUTTONS).first
        for _ in range(2):
            button.click()
            expect(button).to_have_class(re.compile("handrail-copied"))
            page.clock.run_for(1500)
        expect(button).to_have_class(re.compile("handrail-copied"))
        page.clock.run_for(1000)
        expect(button).not_to_have_class(re.compile("handrail-copied"))
