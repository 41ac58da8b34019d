"""Everybody can check a file: by keyboard, with a screen reader, on a phone, on a strict site."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.checking import area, check
from tests.browser.identity_providers import metadata
from tests.browser.metadata_files import FILES, FINDINGS, OKTA_ID, TOGETHER
from tests.browser.own_site import DESKTOP, ENTRA, PHONE, Served, serve, visit
from tests.browser.reading import PAGES, SERVICE_PROVIDER, field, reading, tab_to
from tests.browser.test_access import VIOLATIONS, policy, violations

GOOGLE = ENTRA.replace("microsoft-entra-id", "google-workspace")
STICKING_OUT = "root => root.scrollWidth - root.clientWidth"
OUTLINE = "node => parseFloat(getComputedStyle(node).outlineWidth)"
# One of each look: all is well, mind this, this will not work, and several at once.
LOOKS = {
    "sound": metadata("shibboleth"),
    "remarks": FINDINGS["in time"][0],
    "faults": FINDINGS["gap"][0],
    "whole": FILES["service provider"][0],
    "several": TOGETHER["several"][0],
}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation(
    browser: Browser, site: Served, path: str, size: tuple[int, int], *, dark: bool
) -> None:
    with reading(browser, site, path, size, dark=dark) as page:
        for content in LOOKS.values():
            check(page, content)
            assert violations(page, ".handrail-check") == []


@pytest.mark.parametrize("path", PAGES)
def test_keyboard_alone(browser: Browser, site: Served, path: str, tmp_path: Path) -> None:
    file = tmp_path / "metadata.xml"
    file.write_bytes(metadata("okta"))
    with reading(browser, site, path) as page:
        chosen = area(page).get_by_label("The file")
        # Chromium is told to hand choosers over when one is waited for, and may be at it still when
        # a key pressed at once has opened one.
        with page.expect_file_chooser() as choosing:
            page.locator("article a, article button, article input").first.focus()
            tab_to(page, chosen, most=200)
            assert chosen.evaluate(OUTLINE) >= 2
            page.keyboard.press("Space")
        choosing.value.set_files(file)
        expect(area(page).get_by_role("status")).to_contain_text("nothing is wrong")
        expect(chosen).to_be_focused()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_controls_are_seen_and_hit(
    browser: Browser, served: Served, path: str, *, dark: bool
) -> None:
    with reading(browser, served, path, PHONE, dark=dark) as page:
        for one in (
            area(page).get_by_label("The file"),
            page.get_by_role("button", name="Download SP metadata"),
        ):
            one.focus()
            page.keyboard.press("Shift")  # what is reached by keyboard shows that it is
            assert one.evaluate(OUTLINE) >= 2
            box = one.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize("path", PAGES)
def test_page_does_not_scroll_sideways_on_a_phone(
    browser: Browser, site: Served, path: str
) -> None:
    with reading(browser, site, path, PHONE) as page:
        text = metadata("okta").decode().replace(OKTA_ID, "x" * 100_000)
        for content in (text.encode(), *LOOKS.values()):
            said = check(page, content, "m" * 100 + ".xml")
            assert page.locator("html").evaluate(STICKING_OUT) <= 0
            assert area(page).evaluate(STICKING_OUT) <= 0
            assert said.evaluate(STICKING_OUT) <= 0


@pytest.mark.parametrize("path", PAGES)
def test_strict_policy_stops_nothing(browser: Browser, site: Served, path: str) -> None:
    headers = {"Content-Security-Policy": policy(site.folder)}
    with serve(site.folder.parent, headers) as address, visit(browser, address) as page:
        page.add_init_script(VIOLATIONS)
        page.goto(f"{address}/{site.folder.name}/{path}")
        for content in LOOKS.values():
            check(page, content)
        field(page).fill("acme")
        with page.expect_download():
            page.get_by_role("button", name="Download SP metadata").click()
        assert page.evaluate("violations") == []


@pytest.mark.parametrize("path", [ENTRA, GOOGLE, SERVICE_PROVIDER])
def test_without_scripts_nothing_of_it_shows(browser: Browser, site: Served, path: str) -> None:
    with visit(browser, site.address, scripts=False) as page:
        page.goto(site.address + path)
        expect(page.locator(".handrail-check")).to_have_count(1)
        expect(page.locator(".handrail-check")).to_be_hidden()
        expect(page.get_by_text("Check the file")).to_be_hidden()


@pytest.mark.parametrize("path", PAGES)
def test_paper_has_none_of_it(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        check(page, metadata("okta"))
        page.emulate_media(media="print")
        expect(area(page)).to_have_count(0)
        expect(page.locator(".handrail-metadata")).to_be_hidden()


def test_search_finds_none_of_its_words(served: Served) -> None:
    index = (served.folder / "search/search_index.json").read_text("utf-8")
    assert "Microsoft Entra" in index
    assert "DOCTYPE, which" not in index
    assert "Download SP metadata" not in index
