"""What else stands in somebody's mkdocs.yml, and how their folders are called."""

import sys
from typing import Any

import pytest
import yaml

from tests.mkdocs.sites import HANDRAIL, Built, Site, attributes, run

GUIDE = "sso/acme/index.html"
FIGURES = ["open-settings.svg", "enter-values.svg#only-light", "enter-values.svg#only-dark"]
NAV: list[Any] = [{"Home": "index.md"}, {"Sign in": ["sso/acme.md", "sso/service-provider.md"]}]
EDIT = [
    pytest.param(
        {"repo_url": "https://github.com/somebody/docs"},
        "https://github.com/somebody/docs/edit/master/docs/sso/acme.guide.yml",
        id="repo_url",
    ),
    pytest.param(
        {"repo_url": "https://git.example/docs", "edit_uri": "blob/main/pages/"},
        "https://git.example/docs/blob/main/pages/sso/acme.guide.yml",
        id="edit_uri",
    ),
    pytest.param(
        {"edit_uri_template": "https://git.example/edit?file=docs/{path!q}"},
        "https://git.example/edit?file=docs/sso%2Facme.guide.yml",
        id="edit_uri_template",
    ),
]


def _navigation(built: Built, page: str = GUIDE) -> list[str]:
    found = built.page(page).css(".md-nav--primary a.md-nav__link[href]:not([href^='#'])")
    return [node.text(strip=True) for node in found]


def test_without_nav_every_guide_is_in_the_navigation(site: Site) -> None:
    site.copy_guide("docs/sso/beta.guide.yml", "SAML app for Beta")
    built = site.build("--strict").expect_clean()
    # MkDocs orders files by their names; a service provider's own page is called by its name.
    assert _navigation(built)[1:] == ["SAML app for Acme", "SAML app for Beta", "Widgets"]


def test_nav_names_the_page_of_a_guide(site: Site) -> None:
    site.configure(nav=[*NAV, {"By another name": "sso/acme.md"}][:2])
    built = site.build("--strict").expect_clean()
    assert _navigation(built)[1:] == ["SAML app for Acme", "Widgets"]


def test_nav_may_call_a_guide_otherwise(site: Site) -> None:
    site.configure(nav=["index.md", {"Acme, quickly": "sso/acme.md"}, "sso/service-provider.md"])
    built = site.build("--strict").expect_clean()
    assert _navigation(built)[1] == "Acme, quickly"
    title = built.page(GUIDE).css_first("title")
    assert title is not None
    assert title.text().startswith("SAML app for Acme - ")


def test_a_guide_that_nav_does_not_name_is_told_as_any_page(site: Site) -> None:
    site.configure(nav=["index.md"], validation={"nav": {"omitted_files": "warn"}})
    built = site.build()
    assert "sso/acme.md" in built.log
    assert ".yml" not in built.log
    assert GUIDE in built.files()


@pytest.mark.parametrize("named", ["sso/acme.guide.yml", "sso/service-provider.yml"])
def test_nav_that_names_the_file_gets_a_hint(site: Site, named: str) -> None:
    page = named.replace(".guide", "").replace(".yml", ".md")
    site.configure(nav=["index.md", named])
    built = site.build("--strict")
    built.expect_ended(
        f'mkdocs.yml:8:3: error: nav/guide-file: "{named}" is not a page', f"hint: write {page}"
    )


@pytest.mark.parametrize(("keys", "address"), EDIT)
def test_the_edit_link_leads_to_the_yaml(site: Site, keys: dict[str, Any], address: str) -> None:
    theme = {"name": "material", "features": ["content.action.edit"]}
    site.configure(theme=theme, **keys)
    built = site.build("--strict").expect_clean()
    assert attributes(built.page(GUIDE), "a[rel=edit]", "href") == [address]


@pytest.mark.parametrize("key", ["exclude_docs", "draft_docs"])
def test_a_guide_can_be_kept_from_the_site(site: Site, key: str) -> None:
    site.configure(**{key: "acme.guide.yml\n"})
    site.write("docs/index.md", "# Home\n")
    built = site.build("--strict").expect_clean()
    assert not {name for name in built.files() if "sso/acme" in name and name.endswith(".html")}
    assert "sso/service-provider/index.html" in built.files()


def test_a_guide_that_is_kept_from_the_site_may_be_unfinished(site: Site) -> None:
    site.configure(exclude_docs="acme.guide.yml\n")
    site.write("docs/index.md", "# Home\n")
    site.change("docs/sso/acme.guide.yml", "title: SAML", "titel: SAML")
    site.build("--strict").expect_clean()


def test_pages_without_folders_of_their_own(site: Site) -> None:
    site.configure(use_directory_urls=False)
    built = site.build("--strict").expect_clean()
    shown = attributes(built.article("sso/acme.html"), "img", "src")
    assert shown == [f"../img/sso/acme/{figure}" for figure in FIGURES]
    assert attributes(built.article("index.html"), "p a", "href")[0] == "sso/acme.html"


def test_docs_folder_of_another_name(site: Site) -> None:
    site.move("docs", "content/pages")
    site.configure(docs_dir="content/pages")
    built = site.build("--strict").expect_clean()
    assert len(built.article(GUIDE).css("img")) == 3
    site.change("content/pages/sso/acme.guide.yml", "open-settings:", "open-setings:")
    place = "content/pages/sso/acme.guide.yml:15:11: error: figure/missing"
    site.build("--strict").expect_ended(place, 'did you mean "sso/acme/open-settings"?')


def test_mkdocs_yml_that_inherits(site: Site) -> None:
    site.configure({"images": "pictures"}, site_name="Below")
    site.move("img", "pictures")
    site.move("mkdocs.yml", "base.yml")
    site.write("mkdocs.yml", "INHERIT: base.yml\nsite_name: Above\n")
    built = site.build("--strict").expect_clean()
    title = built.page(GUIDE).css_first("title")
    assert title is not None
    assert title.text() == "SAML app for Acme - Above"
    assert "pictures/sso/acme/open-settings.svg" in built.files()


def test_mkdocs_yml_from_elsewhere(site: Site) -> None:
    command = ("mkdocs", "build", "--strict", "--config-file", str(site.folder / "mkdocs.yml"))
    below = site.folder / "docs" / "sso"
    run(below, *HANDRAIL, "check", "--config", "../../mkdocs.yml").expect_clean()
    built = run(below, sys.executable, "-m", *command)
    assert built.code == 0, built.log
    assert (site.folder / "site" / GUIDE).is_file()


def test_options_are_found_where_plugins_are_a_mapping(site: Site) -> None:
    data = yaml.safe_load(site.read("mkdocs.yml"))
    data["plugins"] = {"search": {}, "handrail": {"images": "pictures"}}
    site.write("mkdocs.yml", yaml.safe_dump(data))
    site.move("img", "pictures")
    built = site.build("--strict").expect_clean()
    assert "pictures/sso/acme/open-settings.svg" in built.files()


def test_option_that_is_not_known(site: Site) -> None:
    site.configure({"imagse": "pictures"})
    built = site.build("--strict")
    built.expect_ended('option "imagse"', 'did you mean "images"?')


def test_the_service_provider_that_mkdocs_yml_names(site: Site) -> None:
    site.configure({"service_provider": "shared/service-provider.yml"})
    site.write("docs/index.md", "# Home\n")
    site.move("docs/sso/service-provider.yml", "shared/service-provider.yml")
    site.change("shared/service-provider.yml", ", then [go home](../index.md)", "")
    built = site.build("--strict").expect_clean()
    assert "Finish in Widgets" in built.article(GUIDE).text()
