"""Readers check the file that they downloaded, on the page and without sending it anywhere."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.checking import OVER, area, check, drop, dropped
from tests.browser.identity_providers import DAY, NOW, PROVIDERS, metadata
from tests.browser.metadata_files import FILES, FINDINGS, OKTA_ID, TOGETHER
from tests.browser.own_site import Served, visit
from tests.browser.reading import PAGES, field, reading

# What is said without what only the file knows.
BARE = """items => items.map(item => {
  const copy = item.cloneNode(true);
  for (const slot of copy.querySelectorAll("[data-slot]")) slot.textContent = "";
  return copy.textContent;
})"""
WORDS = """() => Object.fromEntries(
  [...document.querySelector(".handrail-check template").content.querySelectorAll("li[data-when]")]
    .map(one => [one.dataset.when, one.textContent]))"""


@pytest.mark.parametrize("path", PAGES)
def test_files_of_identity_providers(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        for name, (entity_id, sign_on, ends) in PROVIDERS.items():
            said = check(page, metadata(name), f"{name}.xml")
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
    for content, faults, remarks in FINDINGS.values():
        found |= {kind: content for kind, _ in (*faults, *remarks)[-1:]}
    found |= {"several": TOGETHER["several"][0]}
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
            said = check(page, content)
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
        expect(check(page, content)).to_contain_text("It is the metadata of balenaCloud itself.")
        other = metadata("okta").replace(
            b"http://www.okta.com/exk1a2b3c4D5e6F7g8h9",
            b"https://api.balena-cloud.com/auth/saml/acme",
        )
        expect(check(page, other)).to_contain_text("It is the metadata of balenaCloud itself.")
        field(page).clear()
        expect(check(page, content)).to_contain_text("It is the metadata of a service provider")
        expect(check(page, other)).to_contain_text("This is the right file")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("where", [".handrail-check:visible", "article h1", "header"])
def test_file_is_dropped_anywhere(browser: Browser, served: Served, path: str, where: str) -> None:
    with reading(browser, served, path) as page:
        drop(page, page.locator(where).first, metadata("keycloak"))
        expect(area(page).get_by_role("status")).to_contain_text("right file: dropped.xml")
        expect(area(page)).to_be_in_viewport()


def test_dropped_file_opens_the_tab_that_checks_it(browser: Browser, guides: Served) -> None:
    with reading(browser, guides, "aws-iam-identity-center/") as page:
        expect(area(page)).to_have_count(1)
        page.locator("label", has_text="By hand").click()
        expect(area(page)).to_have_count(0)
        transfer = dropped(page, metadata("okta"), "dropped.xml")
        page.locator("h1").dispatch_event("drop", {"dataTransfer": transfer})
        expect(area(page).get_by_role("status")).to_contain_text("right file: dropped.xml")
        expect(area(page)).to_be_in_viewport()


def test_text_that_is_dragged_is_none_of_ours(browser: Browser, served: Served) -> None:
    with reading(browser, served) as page:
        transfer = page.evaluate_handle("() => new DataTransfer()")
        heading = page.locator("h1")
        for event in ("dragover", "drop"):
            heading.dispatch_event(event, {"dataTransfer": transfer})
        expect(area(page)).not_to_have_class(OVER)
        expect(area(page).get_by_role("status")).to_be_empty()


def test_place_is_at_the_step_that_downloads(browser: Browser, site: Served) -> None:
    """Also when the page was reached by instant loading, and then another one."""
    with reading(browser, site, "learn/accounts/enterprise-sso/") as page:
        for name in ("SAML app for Google Workspace", "SAML app for Microsoft Entra ID"):
            page.locator(".md-nav--primary").get_by_role("link", name=name).click()
            expect(page.locator("h1")).to_contain_text(name.removeprefix("SAML app for "))
            expect(area(page)).to_have_count(1)
        step = page.locator("li", has=page.locator("#download-the-federation-metadata-step-2"))
        expect(step.locator(".handrail-check")).to_be_visible()
        check(page, metadata("entra-id"))


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
                area(page).get_by_label("The file").click()
            choosing.value.set_files(file)
            expect(area(page).get_by_role("status")).to_contain_text(said)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_sent(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        check(page, metadata("okta"))  # whatever the page still had to load is here now
        page.wait_for_load_state("networkidle")
        before = len(site.asked)
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        for name in PROVIDERS:
            check(page, metadata(name))
        drop(page, page.locator("h1"), metadata("okta"))
        page.wait_for_load_state("networkidle")
        assert requests == []
        assert len(site.asked) == before
        assert page.evaluate("() => Object.values(localStorage).join().includes('okta')") is False


# --- hostile files ---

MARKUP = "<img src=x onerror=alert(1)><script>alert(1)</script><b>bold</b>"
HOSTILE = {
    "markup": MARKUP,
    "entity": "&lt;b&gt;",
    "right to left": "\u202egpj.\u0634\u0631\u0643\u0629",
}
# Where it can stand in a file so that it is shown.
PLACES = {
    "entity ID": (OKTA_ID, "{}"),
    "URL": ("https://example.okta.com/app", "{}"),
    "binding": ("bindings:HTTP-POST", "bindings:{}"),
}


def _files(text: str) -> list[str]:
    whole = metadata("okta").decode()
    reference = text.replace("&", "&amp;").replace("<", "&lt;")
    found = [whole.replace(old, new.format(reference)) for old, new in PLACES.values()]
    return [*found, found[0].replace("IDPSSO", "SPSSO")]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_in_a_file_is_shown_as_text(
    browser: Browser, site: Served, path: str, text: str
) -> None:
    with reading(browser, site, path) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for content in _files(text):
            said = check(page, content.encode())
            expect(said).to_contain_text(text)
            expect(said.locator("img, script, b:text('bold')")).to_have_count(0)


@pytest.mark.parametrize("path", PAGES)
def test_hostile_name_of_a_file_is_shown_as_text(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for text in HOSTILE.values():
            name = f"{text}.xml".replace("/", ":")
            drop(page, page.locator("h1"), metadata("okta"), name)
            said = area(page).get_by_role("status")
            expect(said).to_contain_text(f"right file: {name}")
            expect(said.locator("img, script, b:text('bold')")).to_have_count(0)


@pytest.mark.parametrize("path", PAGES)
def test_long_values_are_cut(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        said = check(page, metadata("okta").replace(OKTA_ID.encode(), b"x" * 100_000))
        expect(said.locator("code").first).to_have_text("x" * 1024)


def test_of_many_the_first_are_shown(browser: Browser, served: Served) -> None:
    many = b"".join(
        metadata("keycloak").replace(b"/realms/example", b"/realms/%d" % number)
        for number in range(40)
    )
    around = (
        b'<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">%b</EntitiesDescriptor>'
    )
    with reading(browser, served) as page:
        said = check(page, around % many)
        expect(said).to_contain_text("There are 40 identity providers in it.")
        expect(said.get_by_text("Entity ID")).to_have_count(10)


def test_expired_certificates_have_their_day(browser: Browser, served: Served) -> None:
    with reading(browser, served) as page:
        said = check(page, KINDS["expired"][0])
        expect(said).to_contain_text(f"The signing certificate expired on {NOW - DAY:%Y-%m-%d}.")
