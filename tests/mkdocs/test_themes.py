"""Other themes: no scheme to follow, so that one picture is enough."""

import pytest

from tests.mkdocs.sites import Site, attributes

GUIDE = "sso/acme/index.html"


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_each_figure_shows_once(site: Site, theme: str) -> None:
    site.configure(theme=theme)
    built = site.build("--strict").expect_clean()
    article = built.article(GUIDE)
    assert attributes(article, "img", "src") == [
        "../../img/sso/acme/open-settings.svg",
        "../../img/sso/acme/enter-values.svg",
    ]
    assert attributes(article, "img", "alt") == [
        "Start page of the console with Settings",
        "Form with Audience, Destination and Save",
    ]


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_headings_notes_and_steps_are_there(site: Site, theme: str) -> None:
    site.configure(theme=theme)
    built = site.build("--strict").expect_clean()
    article = built.article(GUIDE)
    assert attributes(article, "h2", "id")[1:] == [
        "open-the-settings",
        "enter-the-values",
        "finish",
    ]
    assert len(article.css(".admonition.note")) == 1
    title = built.page(GUIDE).css_first("title")
    assert title is not None
    assert "SAML app for Acme" in title.text()


def test_theme_of_a_sites_own(site: Site) -> None:
    page = "<title>{{ page.title }}</title><article>{{ page.content }}</article>"
    site.write("theme/main.html", page)
    site.configure(theme={"name": None, "custom_dir": "theme"}, plugins=["handrail"])
    built = site.build("--strict").expect_clean()
    assert len(built.article(GUIDE).css("img")) == 2


def test_material_as_a_mapping_with_overrides(site: Site) -> None:
    site.write("overrides/main.html", '{% extends "base.html" %}')
    site.configure(theme={"name": "material", "custom_dir": "overrides", "palette": []})
    built = site.build("--strict").expect_clean()
    assert len(built.article(GUIDE).css("img")) == 3
