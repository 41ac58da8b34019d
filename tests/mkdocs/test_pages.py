"""A repository whose mkdocs.yml holds nothing but a name, a theme and the plugins."""

import pytest
import yaml

from tests.mkdocs.sites import Built, Site, attributes

GUIDE = "sso/acme/index.html"
FRONT_MATTER = """\
meta:
  author: Ada
  hide: [toc]
  tags: ["a: b", "{{ c }}"]
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site.copy(tmp_path_factory.mktemp("small"))
    site.write("docs/sso/acme.guide.yml", site.read("docs/sso/acme.guide.yml") + FRONT_MATTER)
    return site


@pytest.fixture(scope="module")
def built(small: Site) -> Built:
    return small.build("--strict").expect_clean()


def test_the_site_is_what_the_test_says(small: Site) -> None:
    data = yaml.safe_load(small.read("mkdocs.yml"))
    assert set(data) == {"site_name", "theme", "plugins"}
    assert data["plugins"] == ["search", "handrail"]


def test_a_guide_is_a_page_where_its_file_stands(built: Built) -> None:
    titles = [heading.text() for heading in built.article(GUIDE).css("h1, h2")]
    assert titles == [
        "Acme",
        "Values at a glance",
        "Open the settings",
        "Enter the values",
        "Finish in Widgets",
    ]


def test_a_service_provider_is_a_page_where_its_file_stands(built: Built) -> None:
    article = built.article("sso/service-provider/index.html")
    assert [heading.text() for heading in article.css("h1")] == ["Widgets"]


def test_links_between_pages_and_guides_lead_to_them(built: Built) -> None:
    assert attributes(built.article("index.html"), "p a", "href") == [
        "sso/acme/",
        "sso/service-provider/",
    ]
    links = attributes(built.article(GUIDE), "p a:not(.headerlink)", "href")
    assert links == ["https://acme.example/admin", "../../"]


def test_pages_have_what_they_need_though_no_extension_is_configured(built: Built) -> None:
    article = built.article(GUIDE)
    assert [node.text() for node in article.css(".admonition.note > p")] == [
        "Note",
        "Only administrators see it.",
    ]
    assert attributes(article, "h2", "id") == [
        "values-at-a-glance",
        "open-the-settings",
        "enter-the-values",
        "finish",
    ]
    steps = attributes(article, "ol > li span[id]", "id")
    assert steps == [
        "open-the-settings-step-1",
        "open-the-settings-step-2",
        "enter-the-values-step-1",
        "enter-the-values-step-2",
        "enter-the-values-step-3",
    ]
    assert len(article.css("ol")) == 2
    assert "{:" not in article.text()


def test_title_and_description_are_the_guides(built: Built) -> None:
    page = built.page(GUIDE)
    title = page.css_first("title")
    assert title is not None
    assert title.text() == "SAML app for Acme - Somebody else's documentation"
    descriptions = attributes(page, "meta[name=description]", "content")
    assert descriptions == ["connect Acme to Widgets"]
    assert "SAML app for Acme" in [n.text(strip=True) for n in page.css(".md-nav--primary a")]


def test_meta_is_passed_on(built: Built) -> None:
    page = built.page(GUIDE)
    assert attributes(page, "meta[name=author]", "content") == ["Ada"]
    assert len(page.css(".md-sidebar--secondary[hidden]")) == 1


def test_no_yaml_is_published(built: Built) -> None:
    published = built.files()
    assert not {name for name in published if name.endswith((".yml", ".yaml"))}
    assert "sso/acme/index.html" in published


def test_images_and_drawings_are_published_below_img(built: Built, small: Site) -> None:
    images = {name for name in built.files() if name.startswith("img/")}
    assert images == {"img/sso/acme/open-settings.svg", "img/sso/acme/enter-values.svg"}
    image = (built.folder / "img/sso/acme/open-settings.svg").read_text("utf-8")
    assert image == small.read("img/sso/acme/open-settings.svg")
    shown = attributes(built.article(GUIDE), "img", "src")
    assert shown == [
        "../../img/sso/acme/open-settings.svg",
        "../../img/sso/acme/enter-values.svg#only-light",
    ]


def test_the_search_knows_the_guide(built: Built) -> None:
    index = (built.folder / "search/search_index.json").read_text("utf-8")
    assert "sso/acme/#open-the-settings" in index
    for words in ("Type yours once", "look like", "Start over", "Copied", "Download SP metadata"):
        assert words not in index


def test_building_twice_gives_equal_bytes_and_writes_only_the_site(small: Site) -> None:
    folders = ("docs", "img")
    before = small.state(*folders)
    sites = []
    for name in ("one", "two"):
        small.build("--strict", "--site-dir", name).expect_clean()
        folder = small.folder / name
        # The compressed map of the site holds the time at which it was made.
        files = (p for p in folder.rglob("*") if p.is_file() and p.suffix != ".gz")
        sites.append({p.relative_to(folder): p.read_bytes() for p in files})
    assert sites[0] == sites[1]
    assert small.state(*folders) == before
