"""What serves readers is published with their pages, and a site has the last word on it."""

import pytest

from generator import reader_assets
from tests.mkdocs.sites import Built, Site, attributes

GUIDE = "sso/acme/index.html"
FILES = set(reader_assets.FILES)


def _styles(built: Built, page: str) -> list[str]:
    return attributes(built.page(page), "link[rel=stylesheet]", "href")


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_every_page_loads_it(site: Site, theme: str) -> None:
    """With instant loading readers come to a guide by way of any page."""
    site.configure(theme=theme)
    built = site.build("--strict").expect_clean()
    assert built.files() >= FILES
    for page, root in (("index.html", ""), (GUIDE, "../../")):
        assert f"{root}{reader_assets.STYLE}" in _styles(built, page)
        scripts = attributes(built.page(page), "script[type=module]", "src")
        assert scripts == [f"{root}{reader_assets.SCRIPT}"]


def test_style_of_the_site_comes_last(site: Site) -> None:
    site.write("docs/own.css", "")
    site.configure(extra_css=["own.css"])
    built = site.build("--strict").expect_clean()
    assert _styles(built, "index.html")[-2:] == [reader_assets.STYLE, "own.css"]


def test_what_a_site_names_itself_is_loaded_once(site: Site) -> None:
    """The site may serve the tree that `handrail render` writes as well."""
    script = {"path": reader_assets.SCRIPT, "type": "module"}
    site.configure(extra_css=[reader_assets.STYLE], extra_javascript=[script])
    built = site.build("--strict").expect_clean()
    assert _styles(built, GUIDE).count(f"../../{reader_assets.STYLE}") == 1
    assert len(attributes(built.page(GUIDE), "script[type=module]", "src")) == 1


def test_file_of_the_site_takes_the_place_of_ours(site: Site) -> None:
    site.write(f"docs/{reader_assets.STYLE}", "/* own */")
    built = site.build("--strict").expect_clean()
    assert (built.folder / reader_assets.STYLE).read_text("utf-8") == "/* own */"


def test_site_without_a_guide_loads_nothing(site: Site) -> None:
    for name in ("acme.guide.yml", "service-provider.yml"):
        (site.folder / "docs/sso" / name).unlink()
    site.write("docs/index.md", "# Home\n")
    built = site.build("--strict").expect_clean()
    assert not built.files() & FILES
    assert "handrail" not in (built.folder / "index.html").read_text("utf-8")


def test_value_is_not_taken_for_an_anchor(site: Site) -> None:
    site.configure(validation={"links": {"anchors": "warn"}})
    links = "[a](sso/acme.md#team=x) [b](sso/acme.md#finish&team=x)"
    site.write("docs/index.md", f"{site.read('docs/index.md')}\n{links}\n")
    site.build("--strict").expect_clean()


def test_anchor_before_a_value_is_told(site: Site) -> None:
    site.write("docs/index.md", f"{site.read('docs/index.md')}\n[b](sso/acme.md#lost&team=x)\n")
    assert 'link/missing-anchor: no "#lost" on sso/acme.md' in site.build().log
