"""Readers check the file that they downloaded, on the page and without sending it anywhere."""

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, JSHandle, Locator, Page, expect

from tests.browser.identity_providers import DAY, NOW, metadata
from tests.browser.own_site import ENTRA, PHONE, Served, visit
from tests.browser.reading import PAGES, SERVICE_PROVIDER, field, reading
from tests.browser.test_idp_metadata import FILES, MULTIPLE, PROVIDERS, TOGETHER

GOOGLE = ENTRA.replace("microsoft-entra-id", "google-workspace")
# No test can drop a file from outside: one is made in the page.
DROPPED = """([name, content]) => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(content), sign => sign.charCodeAt(0));
  transfer.items.add(new File([bytes], name));
  return transfer;
}"""
STICKING_OUT = "root => root.scrollWidth - root.clientWidth"
# What is said without what only the file knows.
BARE = """items => items.map(item => {
  const copy = item.cloneNode(true);
  for (const slot of copy.querySelectorAll("[data-slot]")) slot.textContent = "";
  return copy.textContent;
})"""
WORDS = """() => Object.fromEntries(
  [...document.querySelector(".handrail-check template").content.querySelectorAll("li[data-when]")]
    .map(one => [one.dataset.when, one.textContent]))"""


def _file(content: bytes, name: str = "metadata.xml") -> FilePayload:
    return FilePayload(name=name, mimeType="text/xml", buffer=content)


def _area(page: Page) -> Locator:
    return page.locator(".handrail-check:visible")


def _check(page: Page, content: bytes, name: str = "metadata.xml") -> Locator:
    """Check a file; return what is said about it, in a region that screen readers listen to."""
    region = _area(page).get_by_role("status")
    region.evaluate("region => region.replaceChildren()")
    _area(page).get_by_label("The file").set_input_files([_file(content, name)])
    expect(region).to_contain_text(name)
    return region


@pytest.mark.parametrize("path", PAGES)
def test_files_of_identity_providers(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        for name, (entity_id, sign_on, ends) in PROVIDERS.items():
            said = _check(page, metadata(name), f"{name}.xml")
            expect(said).to_contain_text(f"This is the right file: {name}.xml")
            expect(said.locator("li").first).to_have_text(
                re.compile(rf"^Entity ID\s*{re.escape(entity_id)}$")
            )
            for binding, url in sign_on:
                expect(said).to_contain_text(f"{binding}: {url}")
            for end in ends:
                expect(said).to_contain_text(f"valid until {end:%Y-%m-%d}")


def _faults() -> dict[str, tuple[bytes, str]]:
    """Return a file for each kind of finding, with the kind."""
    found = {kind: content for content, kind, _ in FILES.values()}
    for content, faults, remarks in MULTIPLE.values():
        found |= {kind: content for kind, _ in (*faults, *remarks)[-1:]}
    found |= {"several": TOGETHER["several"][0], "truncated": metadata("okta")[:-9]}
    return {kind: (content, kind) for kind, content in found.items()}


KINDS = _faults()
REMARKS = {"several", "soon", "replaced", "next"}


@pytest.mark.parametrize("path", PAGES)
def test_each_finding_is_said_in_words(browser: Browser, served: Served, path: str) -> None:
    with reading(browser, served, path) as page:
        words: dict[str, str] = page.evaluate(WORDS)
        assert set(words) == {*KINDS, "own", "unreadable"}
        for kind, (content, _) in KINDS.items():
            if kind == "own":
                continue  # see below: it takes the reader's own values
            said = _check(page, content)
            verdict = (
                "This is the right file, but" if kind in REMARKS else "This file will not work"
            )
            expect(said).to_contain_text(verdict)
            assert words[kind] in said.locator("li").evaluate_all(BARE), kind


@pytest.mark.parametrize("path", PAGES)
def test_own_metadata_is_told_by_the_reader_s_values(
    browser: Browser, site: Served, path: str
) -> None:
    """Before, it is a service provider's; and it stays wrong when an identity provider has it."""
    with reading(browser, site, path) as page:
        field(page).fill("acme")
        with page.expect_download() as downloading:
            page.get_by_role("button", name="Download SP metadata").click()
        content = Path(downloading.value.path()).read_bytes()
        expect(_check(page, content)).to_contain_text("It is the metadata of balenaCloud itself.")
        other = metadata("okta").replace(
            b"http://www.okta.com/exk1a2b3c4D5e6F7g8h9",
            b"https://api.balena-cloud.com/auth/saml/acme",
        )
        expect(_check(page, other)).to_contain_text("It is the metadata of balenaCloud itself.")
        field(page).clear()
        expect(_check(page, content)).to_contain_text("It is the metadata of a service provider")
        expect(_check(page, other)).to_contain_text("This is the right file")


def _drop(page: Page, where: Locator, content: bytes, name: str = "dropped.xml") -> None:
    transfer: JSHandle = page.evaluate_handle(DROPPED, [name, base64.b64encode(content).decode()])
    where.dispatch_event("dragover", {"dataTransfer": transfer})
    expect(_area(page)).to_have_class(re.compile("handrail-over"))
    where.dispatch_event("drop", {"dataTransfer": transfer})
    expect(_area(page)).not_to_have_class(re.compile("handrail-over"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("where", [".handrail-check:visible", "article h1", "header"])
def test_file_is_dropped_anywhere(browser: Browser, served: Served, path: str, where: str) -> None:
    with reading(browser, served, path) as page:
        _drop(page, page.locator(where).first, metadata("keycloak"))
        expect(_area(page).get_by_role("status")).to_contain_text("right file: dropped.xml")
        expect(_area(page)).to_be_in_viewport()


def test_text_that_is_dragged_is_none_of_ours(browser: Browser, served: Served) -> None:
    with reading(browser, served) as page:
        transfer = page.evaluate_handle("() => new DataTransfer()")
        heading = page.locator("h1")
        for event in ("dragover", "drop"):
            heading.dispatch_event(event, {"dataTransfer": transfer})
        expect(_area(page)).not_to_have_class(re.compile("handrail-over"))
        expect(_area(page).get_by_role("status")).to_be_empty()


def test_place_is_at_the_step_that_downloads(browser: Browser, site: Served) -> None:
    """Also when the page was reached by instant loading, and then another one."""
    with reading(browser, site, "learn/accounts/enterprise-sso/") as page:
        for name in ("SAML app for Google Workspace", "SAML app for Microsoft Entra ID"):
            page.locator(".md-nav--primary").get_by_role("link", name=name).click()
            expect(page.locator("h1")).to_contain_text(name.removeprefix("SAML app for "))
            expect(_area(page)).to_have_count(1)
        step = page.locator("li", has=page.locator("#download-the-federation-metadata-step-2"))
        expect(step.locator(".handrail-check")).to_be_visible()
        _check(page, metadata("entra-id"))


def test_a_page_without_such_a_step_takes_no_file(browser: Browser, served: Served) -> None:
    with visit(browser, served.address) as page:
        page.goto(served.address)
        heading = page.locator("h1")
        stopped = heading.evaluate(
            """node => !node.dispatchEvent(new DragEvent("dragover", {bubbles: true,
              cancelable: true, dataTransfer: new DataTransfer()}))"""
        )
        assert not stopped


def test_the_same_file_again(browser: Browser, served: Served, tmp_path: Path) -> None:
    """A reader who downloads once more writes over the file that was wrong."""
    file = tmp_path / "metadata.xml"
    with reading(browser, served) as page:
        for content, said in ((b"<html>", "will not work"), (metadata("okta"), "right file")):
            file.write_bytes(content)
            with page.expect_file_chooser() as choosing:
                _area(page).get_by_label("The file").click()
            choosing.value.set_files(file)
            expect(_area(page).get_by_role("status")).to_contain_text(said)


def test_keyboard_alone(browser: Browser, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "metadata.xml"
    file.write_bytes(metadata("okta"))
    with reading(browser, served) as page:
        chosen = _area(page).get_by_label("The file")
        chosen.focus()
        with page.expect_file_chooser() as choosing:
            page.keyboard.press("Space")
        choosing.value.set_files(file)
        expect(_area(page).get_by_role("status")).to_contain_text("right file")
        expect(chosen).to_be_focused()


def test_nothing_is_sent(browser: Browser, served: Served) -> None:
    with reading(browser, served) as page:
        _check(page, metadata("okta"))  # whatever the page still had to load is here now
        page.wait_for_load_state("networkidle")
        before = len(served.asked)
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        for name in PROVIDERS:
            _check(page, metadata(name))
        _drop(page, page.locator("h1"), metadata("okta"))
        page.wait_for_load_state("networkidle")
        assert requests == []
        assert len(served.asked) == before
        assert page.evaluate("() => Object.values(localStorage).join().includes('okta')") is False


# --- hostile files ---

MARKUP = "<img src=x onerror=alert(1)><script>alert(1)</script><b>bold</b>"
ESCAPED = MARKUP.replace("&", "&amp;").replace("<", "&lt;")
OKTA_ID, OKTA_URL = "http://www.okta.com/exk1a2b3c4D5e6F7g8h9", "https://example.okta.com/app"
HOSTILE: dict[str, Callable[[str], str]] = {
    "entity ID": lambda text: text.replace(OKTA_ID, ESCAPED),
    "URL": lambda text: text.replace(OKTA_URL, ESCAPED),
    "binding": lambda text: text.replace("bindings:HTTP-POST", "bindings:" + ESCAPED),
    "service provider": lambda text: text.replace(OKTA_ID, ESCAPED).replace("IDPSSO", "SPSSO"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_in_a_file_is_shown_as_text(browser: Browser, served: Served, name: str) -> None:
    with reading(browser, served) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        said = _check(page, HOSTILE[name](metadata("okta").decode()).encode())
        expect(said).to_contain_text(MARKUP)
        expect(said.locator("img, script")).to_have_count(0)


def test_markup_in_the_name_of_a_file_is_shown_as_text(browser: Browser, served: Served) -> None:
    with reading(browser, served) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        _drop(page, page.locator("h1"), metadata("okta"), f"{MARKUP}.xml".replace("/", ":"))
        said = _area(page).get_by_role("status")
        expect(said).to_contain_text("<img src=x onerror=alert(1)><script>alert(1)<:script>")
        expect(said.locator("img, script")).to_have_count(0)


def test_long_values_are_cut_and_stay_on_the_page(browser: Browser, served: Served) -> None:
    with reading(browser, served, ENTRA, PHONE) as page:
        text = metadata("okta").decode().replace(OKTA_ID, "x" * 100_000)
        said = _check(page, text.encode(), "m" * 100 + ".xml")
        expect(said.locator("code").first).to_have_text("x" * 1024)
        assert page.locator("html").evaluate(STICKING_OUT) <= 0
        box, area = said.locator("code").first.bounding_box(), _area(page).bounding_box()
        assert box is not None
        assert area is not None
        assert box["x"] + box["width"] <= area["x"] + area["width"]


def test_of_many_the_first_are_shown(browser: Browser, served: Served) -> None:
    many = b"".join(
        metadata("keycloak").replace(b"/realms/example", b"/realms/%d" % number)
        for number in range(40)
    )
    around = (
        b'<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">%b</EntitiesDescriptor>'
    )
    with reading(browser, served) as page:
        said = _check(page, around % many)
        expect(said).to_contain_text("There are 40 identity providers in it.")
        expect(said.get_by_text("Entity ID")).to_have_count(10)


# --- everybody ---


@pytest.mark.parametrize("path", [ENTRA, GOOGLE, SERVICE_PROVIDER])
def test_without_scripts_nothing_of_it_shows(browser: Browser, served: Served, path: str) -> None:
    with visit(browser, served.address, scripts=False) as page:
        page.goto(served.address + path)
        expect(page.locator(".handrail-check")).to_have_count(1)
        expect(page.locator(".handrail-check")).to_be_hidden()
        expect(page.get_by_text("Check the file")).to_be_hidden()


def test_paper_has_none_of_it(browser: Browser, served: Served) -> None:
    with reading(browser, served) as page:
        expect(_area(page)).to_have_count(1)
        page.emulate_media(media="print")
        expect(_area(page)).to_have_count(0)
        expect(page.locator(".handrail-metadata")).to_be_hidden()


def test_search_finds_none_of_its_words(served: Served) -> None:
    index = (served.folder / "search/search_index.json").read_text("utf-8")
    assert "Microsoft Entra" in index
    assert "DOCTYPE, which" not in index


def test_expired_certificates_have_their_day(browser: Browser, served: Served) -> None:
    with reading(browser, served) as page:
        said = _check(page, KINDS["expired"][0])
        expect(said).to_contain_text(f"The signing certificate expired on {NOW - DAY:%Y-%m-%d}.")
