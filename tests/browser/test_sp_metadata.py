"""The button makes the file that `handrail metadata` prints, of the reader's own values."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Locator, Page, expect

from generator import reader, saml_metadata
from generator.cli import main
from generator.text import Label
from tests.browser.own_site import ENTRA, ROOT, Served, build, serve, visit
from tests.browser.reading import PAGES, field, reading, tab_to, toast
from tests.metadata import service_provider_faults

OWN = ROOT / "docs/learn/accounts/enterprise-sso/service-provider.yml"
# What a reader's file is left open by, and what its values could go wrong with.
CHOICES = """
name: Example & Sons
placeholders:
  team: {label: team, description: d, example: acme, pattern: '[a-z''"<> @:]{1,40}'}
  region: {label: region, description: d, example: eu, pattern: '[a-z]{2}'}
environments: {cloud: Example Cloud, server: 'Example "Server"'}
values:
  entity_id:
    label: Entity ID
    kind: text
    one_of: ["urn:example:{team}", "urn:example:a&b<c>'d':{region}"]
  acs_url:
    label: ACS URL
    by: {cloud: "https://{region}.example.com/acs?a=1&b=2", server: "https://example.com/{team}"}
saml: {name_id_format: persistent, authn_requests_signed: true, want_assertions_signed: false}
finish: Done.
"""
LONG = """
name: Long
placeholders:
  name: {label: name, description: d, example: acme, pattern: '[a-zé]+'}
values:
  entity_id: {label: Entity ID, template: "https://example.com/{name}"}
  acs_url: {label: ACS URL, template: "https://example.com/acs"}
saml: {name_id_format: persistent}
finish: Done.
"""


def _buttons(page: Page) -> Locator:
    return page.get_by_role("button", name="Download SP metadata")


def _downloaded(page: Page, button: Locator) -> tuple[str, bytes]:
    with page.expect_download() as downloading:
        button.click()
    download = downloading.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def _printed(*settings: str) -> bytes:
    arguments = [part for one in settings for part in ("--set", one)]
    result = CliRunner().invoke(main, ["metadata", str(OWN), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


@pytest.mark.parametrize("path", PAGES)
def test_page_and_command_make_the_same(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        for text in ("acme", "my-team_7"):
            field(page).fill(text)
            name, made = _downloaded(page, _buttons(page))
            assert name == "balenacloud-metadata.xml"
            assert made == _printed(f"sso_identifier={text}")
            assert service_provider_faults(made) == []


@pytest.mark.parametrize("path", PAGES)
def test_without_a_value_it_leads_to_the_field(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, path) as page:
        page.on("download", lambda download: pytest.fail(download.suggested_filename))
        for text in ("", "Not this"):
            field(page).fill(text)
            _buttons(page).press("Enter")
            expect(field(page)).to_be_focused()


def test_blanks_within_a_value_can_be_typed(browser: Browser, choices: str) -> None:
    with visit(browser, choices.rpartition("service-provider/")[0]) as page:
        page.goto(choices)
        field(page, "team").press_sequentially("road runners")
        expect(field(page, "team")).to_have_value("road runners")


def test_entity_id_that_is_too_long_is_refused(browser: Browser, choices: str) -> None:
    """As the command does: percent-encoded, 200 characters can become 1,200."""
    with visit(browser, choices.rpartition("service-provider/")[0]) as page:
        page.goto(choices.replace("service-provider", "long/service-provider"))
        page.on("download", lambda download: pytest.fail(download.suggested_filename))
        field(page, "name").fill("é" * 167 + "abc")
        _buttons(page).click()
        expect(toast(page)).to_contain_text("the entity ID is over 1,024 characters long")
        expect(toast(page)).to_be_in_viewport()


def test_entity_id_that_is_just_short_enough(browser: Browser, choices: str) -> None:
    with visit(browser, choices.rpartition("service-provider/")[0]) as page:
        page.goto(choices.replace("service-provider", "long/service-provider"))
        field(page, "name").fill("é" * 167 + "ab")
        _, made = _downloaded(page, _buttons(page))
        assert b'%C3%A9ab"' in made


def test_keyboard_alone(browser: Browser, served: Served) -> None:
    with reading(browser, served) as page:
        field(page).fill("acme")
        button = _buttons(page)
        tab_to(page, button, most=20)
        with page.expect_download():
            page.keyboard.press("Space")
        expect(button).to_be_focused()


def test_instant_loading_leaves_one_button_that_works_once(browser: Browser, site: Served) -> None:
    with reading(browser, site, "learn/accounts/enterprise-sso/") as page:
        downloads: list[str] = []
        page.on("download", lambda download: downloads.append(download.suggested_filename))
        for name in ("Another identity provider", "SAML app for Microsoft Entra ID"):
            page.locator(".md-nav--primary").get_by_role("link", name=name).click()
            expect(page.locator("h1")).to_contain_text("ID" if "Entra" in name else "any identity")
            expect(_buttons(page)).to_have_count(1)
        field(page).fill("acme")
        _downloaded(page, _buttons(page))
        assert len(downloads) == 1


def test_without_scripts_there_is_no_button(browser: Browser, served: Served) -> None:
    with visit(browser, served.address, scripts=False) as page:
        for path in PAGES:
            page.goto(served.address + path)
            expect(page.locator(".handrail-metadata")).to_be_hidden()


@pytest.fixture(scope="module")
def choices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a page with metadata that is left open; return its address."""
    source, root = tmp_path_factory.mktemp("choices"), tmp_path_factory.mktemp("site")
    (source / "mkdocs.yml").write_text(
        "site_name: x\nplugins: [handrail]\ntheme: {name: material, font: false}\n"
    )
    (source / "docs").mkdir()
    (source / "docs/service-provider.yml").write_text(CHOICES)
    (source / "docs/index.md").write_text("# Home\n")
    (source / "docs/long").mkdir()
    (source / "docs/long/service-provider.yml").write_text(LONG, "utf-8")
    build(root, source)
    with serve(root) as address:
        yield f"{address}/service-provider/"


def test_every_choice_has_its_button(browser: Browser, choices: str, tmp_path: Path) -> None:
    file = tmp_path / "service-provider.yml"
    file.write_text(CHOICES)
    sp = reader.read_service_provider(file, file.name).model
    assert sp is not None
    given = {"team": """bob's <b> "al" @home:""", "region": "eu"}
    with visit(browser, choices.rpartition("service-provider/")[0]) as page:
        page.goto(choices)
        for name, text in given.items():
            field(page, name).fill(text)
        for choice, _ in saml_metadata.templates(sp):
            label = sp.environments[Label(choice["environment"])]
            button = _buttons(page).and_(
                page.get_by_role("button", name=f"({label}, {choice['entity_id']})")
            )
            name, made = _downloaded(page, button)
            assert name == "example-sons-metadata.xml"
            assert made.decode() == saml_metadata.make(sp, given | choice)
            assert service_provider_faults(made) == []
        expect(_buttons(page)).to_have_count(4)


def test_the_missing_one_of_several_is_asked_for(browser: Browser, choices: str) -> None:
    with visit(browser, choices.rpartition("service-provider/")[0]) as page:
        page.goto(choices)
        field(page, "team").fill("acme")
        _buttons(page).first.click()
        expect(field(page, "region")).to_be_focused()


def test_google_page_has_it_too(browser: Browser, served: Served) -> None:
    with reading(browser, served, ENTRA.replace("microsoft-entra-id", "google-workspace")) as page:
        field(page).fill("acme")
        assert _downloaded(page, _buttons(page))[1] == _printed("sso_identifier=acme")
