"""Readers tick off steps, find them again after an interruption, and link to them."""

import json

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.own_site import ENTRA, PHONE, Served
from tests.browser.reading import PAGES, SERVICE_PROVIDER, reading

STEPS = {ENTRA: 25, SERVICE_PROVIDER: 4}
KEY = "() => Object.keys(localStorage).find(key => key.includes('steps'))"
KEEP = "([key, text]) => localStorage.setItem(key, text)"


def _box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=name, exact=True)


def _progress(page: Page) -> Locator:
    return page.locator(".handrail-progress")


@pytest.mark.parametrize("path", PAGES)
def test_steps_are_counted_through_the_page(browser: Browser, site: Served, path: str) -> None:
    total = STEPS[path]
    with reading(browser, site, path) as page:
        links = page.locator(".handrail-tools a")
        wanted = [f"step {number} of {total}" for number in range(1, total + 1)]
        expect(links).to_have_text(wanted)
        for link, mark in zip(links.all(), page.locator(".handrail-step").all(), strict=True):
            expect(link).to_have_attribute("href", f"#{mark.get_attribute('id')}")


@pytest.mark.parametrize("size", [(1280, 900), PHONE], ids=["desktop", "phone"])
def test_link_leads_to_its_step(browser: Browser, site: Served, size: tuple[int, int]) -> None:
    with reading(browser, site, ENTRA, size) as page:
        page.wait_for_load_state("networkidle")
        page.get_by_role("link", name="step 20 of 25").click()
        page.wait_for_url("**/#download-the-federation-metadata-step-1")
        address = page.url
        tab = page.context.new_page()
        tab.goto(address)
        expect(tab.get_by_role("link", name="step 20 of 25")).to_be_in_viewport()


@pytest.mark.parametrize("path", PAGES)
def test_ticks_are_found_again(browser: Browser, site: Served, path: str) -> None:
    total = STEPS[path]
    with reading(browser, site, path) as page:
        for number in (1, 2, 4):
            _box(page, f"Step {number} of {total} is done").check()
        page.goto("about:blank")
        tab = page.context.new_page()
        tab.goto(site.address + path)
        ticked = [box.is_checked() for box in tab.get_by_role("checkbox", name="is done").all()]
        assert ticked == [number in (1, 2, 4) for number in range(1, total + 1)]
        _box(tab, f"Step 2 of {total} is done").uncheck()
        page.goto(site.address + path)
        expect(_box(page, f"Step 2 of {total} is done")).not_to_be_checked()
        expect(_box(page, f"Step 4 of {total} is done")).to_be_checked()


def test_page_says_how_far_the_reader_has_come(browser: Browser, site: Served) -> None:
    with reading(browser, site) as page:
        expect(_progress(page)).to_be_hidden()
        for number in (1, 2, 3):
            _box(page, f"Step {number} of 25 is done").check()
        page.reload()
        expect(_progress(page)).to_have_text(
            "You have ticked off 3 of 25 steps. Go on with step 4. Start over", use_inner_text=True
        )
        _progress(page).get_by_role("link").click()
        expect(page.get_by_role("link", name="step 4 of 25")).to_be_in_viewport()
        page.wait_for_load_state("networkidle")
        _progress(page).get_by_role("button", name="Start over").click()
        expect(_progress(page)).to_be_hidden()
        expect(page.get_by_role("checkbox", name="is done", checked=True)).to_have_count(0)
        page.reload()
        expect(page.get_by_role("checkbox", name="is done", checked=True)).to_have_count(0)


def test_page_says_when_all_is_done(browser: Browser, site: Served) -> None:
    with reading(browser, site) as page:
        for box in page.get_by_role("checkbox", name="is done").all():
            box.check()
        expect(_progress(page)).to_have_text(
            "You have ticked off all steps. Start over", use_inner_text=True
        )


def test_other_pages_have_ticks_of_their_own(browser: Browser, site: Served) -> None:
    with reading(browser, site) as page:
        _box(page, "Step 1 of 25 is done").check()
        page.goto(site.address + SERVICE_PROVIDER)
        expect(_box(page, "Step 1 of 4 is done")).not_to_be_checked()


def test_tab_that_is_open_as_well_follows(browser: Browser, site: Served) -> None:
    with reading(browser, site) as page:
        tab = page.context.new_page()
        tab.goto(site.address + ENTRA)
        _box(tab, "Step 1 of 25 is done").check()
        expect(_box(page, "Step 1 of 25 is done")).to_be_checked()
        expect(_progress(page)).to_contain_text("1 of 25")


def test_steps_of_the_variant_that_is_open_count(browser: Browser, guides: Served) -> None:
    links = ".handrail-tools a:visible"
    with reading(browser, guides, "ad-fs/") as page:
        expect(page.locator(links).nth(8)).to_have_text("step 9 of 18")
        page.get_by_text("PowerShell", exact=True).click()
        expect(page.locator(links).nth(0)).to_have_text("step 1 of 11")
        expect(page.locator(links).nth(1)).to_have_text("step 2 of 11")
        _box(page, "Step 1 of 11 is done").check()
        expect(_progress(page)).to_contain_text("1 of 11")


STEP = "add-the-relying-party-trust-powershell-step-1"
IN_TAB = "New-AdfsSamlEndpoint"


def test_address_of_a_step_opens_its_tab(browser: Browser, linked_tabs: Served) -> None:
    with reading(browser, linked_tabs, f"ad-fs/#{STEP}") as page:
        page.wait_for_load_state("networkidle")
        expect(page.get_by_text(IN_TAB)).to_be_in_viewport()


def test_link_to_a_step_opens_its_tab(browser: Browser, linked_tabs: Served) -> None:
    """Also the second time, when the address stays as it is."""
    with reading(browser, linked_tabs, "ad-fs/") as page:
        page.wait_for_load_state("networkidle")
        for _ in range(3):
            page.locator(".tabbed-set input").first.evaluate("input => input.click()")
            expect(page.get_by_text(IN_TAB)).to_be_hidden()
            page.evaluate("scrollTo(0, 0)")
            link = page.locator("article p a").first
            link.evaluate(f"link => {{ link.href = '#{STEP}' }}")
            link.click()
            expect(page.get_by_text(IN_TAB)).to_be_in_viewport()
            page.wait_for_load_state("networkidle")
            expect(page.get_by_text(IN_TAB)).to_be_in_viewport()


def test_link_from_another_page_opens_the_tab_of_a_step(
    browser: Browser, linked_tabs: Served
) -> None:
    with reading(browser, linked_tabs, "okta/") as page:
        page.wait_for_load_state("networkidle")
        link = page.locator(".md-nav--primary").get_by_role("link", name="AD FS").first
        link.evaluate(f"link => {{ link.href += '#{STEP}' }}")
        link.click()
        page.wait_for_url(f"**/#{STEP}")
        expect(page.get_by_text(IN_TAB)).to_be_in_viewport()


def test_what_is_for_another_time_counts_by_itself(browser: Browser, guides: Served) -> None:
    with reading(browser, guides, "ad-fs/") as page:
        labels = page.locator(".handrail-tools a:visible").all_inner_texts()
        assert labels[-4:] == ["step 18 of 18", "step 1 of 2", "step 2 of 2", "step 1 of 1"]
        _box(page, "Step 1 of 1 is done").check()
        expect(_progress(page)).to_be_hidden()


@pytest.mark.parametrize(
    "kept",
    ["", "{", "null", "7", '{"a": 1}', '"<b>"', '[7, null, ["<img src=x onerror=alert(1)>"]]'],
)
def test_what_is_kept_may_be_anything(browser: Browser, site: Served, kept: str) -> None:
    with reading(browser, site) as page:
        box = _box(page, "Step 1 of 25 is done")
        box.check()
        page.evaluate(KEEP, [page.evaluate(KEY), kept])
        page.reload()
        expect(page.get_by_role("checkbox", name="is done", checked=True)).to_have_count(0)
        box.check()
        kept_now = json.loads(page.evaluate("key => localStorage.getItem(key)", page.evaluate(KEY)))
        assert kept_now == ["create-a-new-enterprise-application-step-1"]
