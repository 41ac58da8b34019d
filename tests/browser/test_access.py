"""Everybody can use the page: by keyboard, with a screen reader, on paper, without scripts."""

import base64
import hashlib
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from generator import reader_assets
from tests.browser.own_site import DESKTOP, ENTRA, PHONE, Served, serve, visit
from tests.browser.reading import (
    API,
    PAGES,
    clipboard,
    expect_filled,
    field,
    reading,
    said,
    tab_to,
    values,
)

# Success criteria of WCAG 2.2, levels A and AA, as axe-core tags its rules.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
LARGEST = 40_000
# Where the keyboard is: the element's own words, or what it is called.
FOCUSED = """() => {
  const at = document.activeElement;
  return at.getAttribute("aria-label") ?? at.innerText ?? at.id;
}"""
VIOLATIONS = """window.violations = [];
addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI, sourceFile}) =>
  violations.push([violatedDirective, blockedURI, sourceFile]));"""


def violations(page: Page, within: str = "article") -> list[str]:
    """Return what axe finds wrong there, one line each."""
    options = {"runOnly": {"type": "tag", "values": WCAG}}
    found = Axe().run(page, within, options).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation(
    browser: Browser, site: Served, path: str, size: tuple[int, int], *, dark: bool
) -> None:
    with reading(browser, site, path, size, dark=dark) as page:
        assert violations(page) == []
        field(page).fill("Acme Inc")
        page.locator("article .handrail-copy").first.click()
        page.get_by_role("checkbox", name="is done").first.check()
        expect(page.get_by_role("button", name="Back to the value")).to_be_visible()
        assert violations(page) == []
        field(page).fill("acme")
        page.locator("article .handrail-copy").first.click()
        expect(page.get_by_role("status").last).to_contain_text("Copied")
        assert violations(page) == []


@pytest.mark.parametrize("path", ["okta/", "ad-fs/"])
def test_axe_finds_no_violation_in_other_guides(
    browser: Browser, guides: Served, path: str
) -> None:
    with reading(browser, guides, path) as page:
        assert violations(page) == []


def test_axe_would_find_one(browser: Browser, site: Served) -> None:
    with reading(browser, site) as page:
        page.evaluate("document.querySelector('.handrail-field label').remove()")
        assert [line.partition(":")[0] for line in violations(page)] == ["label"]


@pytest.mark.parametrize("path", PAGES)
def test_keyboard_alone(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        field(page).focus()
        page.keyboard.type("acme")
        expect_filled(page, "acme")
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == "Copy a link for a colleague"
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").last).to_contain_text("Copied.")
        tab_to(page, page.locator("article .handrail-copy").first)
        page.keyboard.press("Space")
        expect(page.get_by_role("status").last).to_contain_text(f"Copied: {API}acme")
        assert clipboard(page) == f"{API}acme"
        box = page.get_by_role("checkbox", name="is done").first
        tab_to(page, box)
        page.keyboard.press("Space")
        expect(box).to_be_checked()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_focus_can_be_seen(browser: Browser, site: Served, *, dark: bool) -> None:
    with reading(browser, site, dark=dark) as page:
        field(page).focus()
        for _ in range(4):
            width = page.evaluate(
                "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
            )
            assert width >= 2
            page.keyboard.press("Tab")


@pytest.mark.parametrize("path", PAGES)
def test_page_does_not_scroll_sideways_on_a_phone(
    browser: Browser, site: Served, path: str
) -> None:
    with reading(browser, site, path, PHONE) as page:
        for text in ("acme", "a" * 200, "Acme Inc"):
            field(page).fill(text)
            page.locator("article .handrail-copy").first.click()
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= PHONE[0]
            assert page.locator(".handrail-reader").evaluate("box => box.scrollWidth") <= PHONE[0]


@pytest.mark.parametrize("path", PAGES)
def test_print_has_the_values_and_no_controls(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        page.emulate_media(media="print")
        article = page.locator("article")
        expect(article).to_contain_text("Wherever you see sso_identifier, put your own")
        field(page).wait_for(state="hidden")
        assert article.locator("button:visible, input:visible").count() == 0
        expect(article).not_to_contain_text("step 1 of", use_inner_text=True)
        page.emulate_media(media="screen")
        field(page).fill("acme")
        page.emulate_media(media="print")
        assert f"{API}acme/callback" in values(page)
        expect(article).not_to_contain_text("Wherever you see", use_inner_text=True)


@pytest.mark.parametrize("path", PAGES)
def test_without_javascript(browser: Browser, site: Served, path: str) -> None:
    with visit(browser, site.address, scripts=False) as page:
        page.goto(site.address + path)
        article = page.locator("article")
        expect(article).to_contain_text(
            "Wherever you see sso_identifier, put your own SSO identifier: a name of your choice"
        )
        assert f"{API}sso_identifier/callback" in values(page)
        placeholder = article.locator(".handrail-value var").first
        expect(placeholder).to_have_css("font-style", "italic")
        assert article.locator("button:visible, input:visible").count() == 0
        expect(article).not_to_contain_text("Type yours once", use_inner_text=True)
        expect(article).not_to_contain_text("ticked", use_inner_text=True)
        if path == ENTRA:
            page.goto(f"{site.address}{path}#basic-saml-configuration-step-3")
            expect(page.locator("#basic-saml-configuration-step-3")).to_be_in_viewport()


# --- what a site may demand of scripts ---


def _inline_scripts(folder: Path) -> set[str]:
    """Return the inline scripts of a site's pages; blocks of data are none."""
    scripts = (
        node
        for page in folder.rglob("*.html")
        for node in LexborHTMLParser(page.read_bytes()).css("script:not([src])")
    )
    kinds = ("", "text/javascript", "module")
    return {node.text() for node in scripts if (node.attributes.get("type") or "") in kinds}


def policy(folder: Path) -> str:
    """Return a policy that allows the site's own files, and of inline scripts the theme's."""
    scripts = (script.encode() for script in _inline_scripts(folder))
    hashes = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts)
    return "script-src 'self' " + " ".join(f"'sha256-{one}'" for one in sorted(hashes))


def test_no_inline_script_is_ours(site: Served) -> None:
    scripts = _inline_scripts(site.folder)
    assert scripts
    assert not [script for script in scripts if "handrail-" in script]
    for path in PAGES:
        article = LexborHTMLParser((site.folder / path / "index.html").read_bytes())
        assert article.css("article script") == []


@pytest.mark.parametrize("path", PAGES)
def test_strict_policy_stops_nothing(browser: Browser, site: Served, path: str) -> None:
    headers = {"Content-Security-Policy": policy(site.folder)}
    root = site.folder.parent
    with serve(root, headers) as address, visit(browser, address) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        page.add_init_script(VIOLATIONS)
        page.goto(f"{address}/{site.folder.name}/{path}#sso_identifier=acme")
        expect_filled(page, "acme")
        page.locator("article .handrail-copy").first.click()
        expect(page.get_by_role("status").last).to_contain_text("Copied")
        page.get_by_role("checkbox", name="is done").first.check()
        field(page).fill("Acme")
        expect(said(page)).to_contain_text("because of A.")
        assert page.evaluate("violations") == []


def test_strict_policy_stops_something(browser: Browser, site: Served) -> None:
    headers = {"Content-Security-Policy": "script-src 'none'"}
    with serve(site.folder.parent, headers) as address:
        context = browser.new_context()
        with context:
            page = context.new_page()
            page.goto(f"{address}/{site.folder.name}/{ENTRA}")
            expect(page.locator(".handrail-reader")).to_be_hidden()


def test_files_are_few_and_small() -> None:
    files = reader_assets.FILES
    assert sum(path.stat().st_size for path in files.values()) < LARGEST
    assert {path.suffix for path in files.values()} == {".css", ".js"}
    for path in files.values():
        text = path.read_text("utf-8")
        for word in ("eval(", "new Function", "innerHTML", "outerHTML", "insertAdjacentHTML"):
            assert word not in text, path
        for word in ("document.write", "fetch(", "XMLHttpRequest", "sendBeacon", "@import"):
            assert word not in text, path
