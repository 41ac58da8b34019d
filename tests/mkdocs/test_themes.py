"""Themes: where there are no schemes to follow, one picture is enough."""

import pytest

from tests.mkdocs.sites import Built, Site, attributes

GUIDE = "sso/acme/index.html"


@pytest.fixture(scope="module", params=["mkdocs", "readthedocs"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = Site.copy(tmp_path_factory.mktemp("themed"))
    site.configure(theme=request.param)
    return site.build("--strict").expect_clean()


def test_each_figure_shows_once(built: Built) -> None:
    article = built.article(GUIDE)
    assert attributes(article, "img", "src") == [
        "../../img/sso/acme/open-settings.svg",
        "../../img/sso/acme/enter-values.svg#only-light",
    ]
    assert attributes(article, "img", "alt") == [
        "Start page of the console with Settings",
        "Form with Audience, Destination and Save",
    ]


def test_headings_notes_and_steps_are_there(built: Built) -> None:
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


@pytest.mark.parametrize(
    ("palette", "schemes"),
    [
        ([], ["only-light"]),
        ({"scheme": "slate"}, ["only-light", "only-dark"]),
        ([{"scheme": "default"}, {"scheme": "slate"}], ["only-light", "only-dark"]),
    ],
    ids=["none", "one", "two"],
)
def test_material_shows_a_drawing_for_each_scheme(
    site: Site, palette: object, schemes: list[str]
) -> None:
    site.write("overrides/main.html", '{% extends "base.html" %}')
    site.configure(theme={"name": "material", "custom_dir": "overrides", "palette": palette})
    built = site.build("--strict").expect_clean()
    drawn = [f"../../img/sso/acme/enter-values.svg#{scheme}" for scheme in schemes]
    assert attributes(built.article(GUIDE), "img", "src")[1:] == drawn
