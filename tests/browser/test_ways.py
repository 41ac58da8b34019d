"""The ways that readers take: from the home page, on a phone, without JavaScript."""

from urllib.parse import unquote, urldefrag

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.own_site import ENTRA, PHONE, Served, visit

FIGURES = 8
LOADED = """count => {
  const shown = [...document.querySelectorAll("article img")].filter(i => i.checkVisibility());
  return shown.length === count && shown.every(i => i.complete && i.naturalWidth > 0);
}"""
# Every address with a fragment, and every id.
LINKS = """() => [
  [...document.querySelectorAll("a[href*='#']")].map(link => link.href),
  [...document.querySelectorAll("[id], a[name]")].map(node => node.id || node.name)]"""
# Whatever sticks out to the right, if nothing around it scrolls or hides what sticks out.
STICKING_OUT = """() => [...document.querySelectorAll("article *")].filter(node => {
  if (!node.checkVisibility() || node.getBoundingClientRect().right <= innerWidth) return false;
  for (let around = node.parentElement; around.tagName !== "ARTICLE"; around = around.parentElement)
    if (getComputedStyle(around).overflowX !== "visible"
        && around.getBoundingClientRect().right <= innerWidth) return false;
  return true;
}).map(node => node.outerHTML.slice(0, 120))"""
# Each size of letters in the content, with the first words of that size.
SIZES = """aside => {
  const sizes = {}, walker = document.createTreeWalker(
    document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement, words = walker.currentNode.data.trim();
    if (!words || !around.checkVisibility() || around.closest(".headerlink, sup, sub")) continue;
    const size = parseFloat(getComputedStyle(around).fontSize), within = !!around.closest(aside);
    sizes[[size, within]] ??= [size, within, words.slice(0, 40)];
  }
  return Object.values(sizes);
}"""
SMALLEST = 14
# Material sets code and notes smaller than the text around them.
ASIDE = "code, .admonition"
SMALLEST_ASIDE = 12.8
# Where readers come from: the home page's own links, or the navigation of another page.
STARTS = {"": "article", "learn/accounts/enterprise-sso/": ".md-nav--primary"}


def test_every_fragment_lands_on_an_element(browser: Browser, served: Served) -> None:
    ids: dict[str, set[str]] = {}
    wanted: set[tuple[str, str]] = set()
    with visit(browser, served.address) as page:
        for path in served.pages():
            page.goto(served.address + path)
            links, ids[served.address + path] = _links_and_ids(page)
            wanted |= {(page.url, link) for link in links if link.startswith(served.address)}
    assert any(ENTRA in link for _, link in wanted)
    lost = [
        (page, link)
        for page, link in sorted(wanted)
        if unquote(urldefrag(link).fragment) not in ids[urldefrag(link).url]
    ]
    assert lost == []


def _links_and_ids(page: Page) -> tuple[list[str], set[str]]:
    links, ids = page.evaluate(LINKS)
    return links, {*ids, ""}


def test_link_to_a_step_scrolls_there(browser: Browser, served: Served) -> None:
    with visit(browser, served.address, PHONE) as page:
        page.goto(f"{served.address}{ENTRA}#basic-saml-configuration-step-3")
        expect(page.locator("#basic-saml-configuration-step-3")).to_be_in_viewport()


@pytest.mark.parametrize("width", [PHONE[0], 320])
def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, served: Served, width: int) -> None:
    with visit(browser, served.address, (width, PHONE[1])) as page:
        for path in served.pages():
            page.goto(served.address + path)
            root = page.locator("html")
            wide = root.evaluate("root => [root.scrollWidth, root.clientWidth]")
            assert wide[0] <= wide[1], path
            assert page.evaluate(STICKING_OUT) == [], path


def test_values_are_whole_on_a_phone(browser: Browser, served: Served) -> None:
    """A value can be read and copied though it is longer than a line."""
    with visit(browser, served.address, PHONE) as page:
        page.goto(served.address + ENTRA)
        value = page.locator("article code", has_text="/callback").first
        expect(value).to_have_text("https://api.balena-cloud.com/auth/saml/sso_identifier/callback")
        value.scroll_into_view_if_needed()
        expect(value).to_be_in_viewport()


@pytest.mark.parametrize("path", ["", ENTRA])
def test_text_can_be_read_on_a_phone(browser: Browser, served: Served, path: str) -> None:
    with visit(browser, served.address, PHONE) as page:
        page.goto(served.address + path)
        sizes: list[tuple[float, bool, str]] = page.evaluate(SIZES, ASIDE)
    assert sizes
    for size, within, words in sizes:
        assert size >= (SMALLEST_ASIDE if within else SMALLEST), words


def _go_to_the_guide(page: Page, start: str) -> None:
    page.locator(STARTS[start]).get_by_role("link", name="Microsoft Entra ID").first.click()
    expect(page.locator("h1")).to_contain_text("Microsoft Entra ID")


@pytest.mark.parametrize("start", STARTS, ids=["home", "overview"])
def test_instant_loading(browser: Browser, served: Served, start: str) -> None:
    with visit(browser, served.address) as page:
        page.goto(served.address + start)
        page.evaluate("window.stays = true")
        _go_to_the_guide(page, start)
        assert page.url == served.address + ENTRA
        assert page.evaluate("window.stays") is True, "the page was loaded anew"
        page.wait_for_function(LOADED, arg=FIGURES)
        page.locator("label.md-header__button[for^=__palette]:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.wait_for_function(LOADED, arg=FIGURES)
        page.go_back()
        expect(page.locator("h1")).not_to_contain_text("Microsoft Entra ID")
        assert page.evaluate("window.stays") is True


def test_navigation_of_a_phone(browser: Browser, served: Served) -> None:
    with visit(browser, served.address, PHONE) as page:
        page.goto(served.address + ENTRA)
        page.locator("label.md-header__button[for=__drawer]").click()
        link = page.locator(".md-nav--primary").get_by_role("link", name="Google Workspace")
        link.click()
        expect(page.locator("h1")).to_contain_text("Google Workspace")


@pytest.mark.parametrize("start", STARTS, ids=["home", "overview"])
@pytest.mark.parametrize("dark", [False, True], ids=["light-system", "dark-system"])
def test_without_javascript(browser: Browser, served: Served, start: str, *, dark: bool) -> None:
    with visit(browser, served.address, dark=dark, scripts=False) as page:
        page.goto(served.address + start)
        _go_to_the_guide(page, start)
        expect(page.locator("article ol > li")).not_to_have_count(0)
        images = page.locator("article img:visible")
        expect(images).to_have_count(FIGURES)
        for image in images.all():
            image.scroll_into_view_if_needed()
            assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
