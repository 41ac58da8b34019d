"""Where images stand, and how many of them there are of one address."""

from urllib.parse import unquote, urlsplit

import pytest

from tests.mkdocs.sites import Built, Site, attributes
from tests.pictures import picture

GUIDE = "sso/acme/index.html"
IMAGE = "img/sso/acme/open-settings.svg"
ODD_NAMES = ["with blank", "100%", "a#b", "a?b", "50%20", "(1)", "größe", "a&b", "it's", "a+b"]


def _without_figures(site: Site) -> None:
    """Take the figures out of the guide."""
    lines = site.read("docs/sso/acme.guide.yml").splitlines(keepends=True)
    keys = ("figures:", "open-settings:", "enter-values:")
    site.write(
        "docs/sso/acme.guide.yml", "".join(x for x in lines if not x.strip().startswith(keys))
    )


def _loaded(built: Built, page: str) -> list[bool]:
    """Tell for each image of a page whether there is a file where a browser looks for it."""
    folder = (built.folder / page).parent
    paths = (urlsplit(src).path for src in attributes(built.article(page), "img", "src"))
    return [(folder / unquote(path)).is_file() for path in paths]


def test_path_in_both_folders(site: Site) -> None:
    site.write(f"docs/{IMAGE}", "<svg xmlns='http://www.w3.org/2000/svg'/>\n")
    built = site.build("--strict")
    built.expect_ended(f"{IMAGE}:1:1: error: image/twice: docs/{IMAGE} has the same address")
    assert built.log.count("image/twice") == 1


def test_drawing_and_an_image_of_its_address_in_docs(site: Site) -> None:
    drawn = "img/sso/acme/enter-values"
    site.write(f"docs/{drawn}.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>\n")
    site.build("--strict").expect_ended(f"{drawn}.drawing.yml:1:1: error: image/twice")


def test_page_with_two_sources(site: Site) -> None:
    site.write("docs/sso/acme.md", "# By hand\n")
    built = site.build("--strict")
    built.expect_ended(
        "docs/sso/acme.guide.yml:1:1: error: page/twice: docs/sso/acme.md makes the same page",
        "hint: delete one of the two",
    )
    assert not {name for name in built.files() if name.endswith(".yml")}


def test_screenshot_takes_over_from_a_drawing(site: Site) -> None:
    site.write("img/sso/acme/enter-values.svg", site.read(IMAGE))
    built = site.build("--strict").expect_clean()
    assert attributes(built.article(GUIDE), "img", "src")[1:] == [
        "../../img/sso/acme/enter-values.svg"
    ]
    published = (built.folder / "img/sso/acme/enter-values.svg").read_text("utf-8")
    assert published == site.read(IMAGE)


@pytest.mark.parametrize("folder", ["docs/img", "docs/assets/pictures"])
def test_images_folder_inside_docs(site: Site, folder: str) -> None:
    site.move("img", folder)
    site.configure({"images": folder})
    built = site.build("--strict").expect_clean()
    below = folder.removeprefix("docs/")
    assert attributes(built.article(GUIDE), "img", "src")[:2] == [
        f"../../{below}/sso/acme/open-settings.svg",
        f"../../{below}/sso/acme/enter-values.svg#only-light",
    ]
    assert _loaded(built, GUIDE) == [True] * 2
    assert not {name for name in built.files() if name.endswith(".yml")}


def test_images_folder_outside_the_repository(site: Site) -> None:
    inner = Site(site.folder / "inner")
    for name in ("docs", "mkdocs.yml"):
        site.move(name, f"inner/{name}")
    inner.configure({"images": "../img"})
    built = inner.build("--strict").expect_clean()
    assert _loaded(built, GUIDE) == [True] * 2


def test_no_images_folder_at_all(site: Site) -> None:
    _without_figures(site)
    site.move("img", "elsewhere")
    built = site.build("--strict").expect_clean()
    assert not {name for name in built.files() if name.startswith("img/")}
    assert GUIDE in built.files()


def test_figures_without_an_images_folder_are_missing(site: Site) -> None:
    site.move("img", "elsewhere")
    built = site.build("--strict")
    built.expect_ended(
        "docs/sso/acme.guide.yml:15:11: error: figure/missing",
        "docs/sso/acme.guide.yml:23:11: error: figure/missing",
    )


def test_files_of_odd_names(site: Site) -> None:
    for name in ODD_NAMES:
        site.write(f"img/sso/acme/{name}.svg", site.read(IMAGE))
    figures = "".join(f'          "{name}": "An image called {name}"\n' for name in ODD_NAMES)
    first = "          open-settings: "
    site.change("docs/sso/acme.guide.yml", first, f"{figures}{first}")
    built = site.build("--strict").expect_clean()
    assert _loaded(built, GUIDE) == [True] * (len(ODD_NAMES) + 2)


def test_what_is_hidden_and_what_is_no_image(site: Site) -> None:
    site.write("img/.secret/key.png", "hidden")
    site.write("img/sso/notes.txt", "seen")
    built = site.build("--strict").expect_clean()
    assert "img/sso/notes.txt" in built.files()
    assert "img/.secret/key.png" not in built.files()


def test_picture_of_a_guide_has_its_size_and_what_its_step_says(site: Site) -> None:
    """The size keeps the page from jumping while pictures load."""
    figures = "figures:\n          enter-values: Form with Audience, Destination and Save\n"
    text = site.read("docs/sso/acme.guide.yml")
    assert figures in text
    site.write("docs/sso/acme.guide.yml", text.replace(figures, "figures: saved\n"))
    file = site.write("img/sso/acme/saved.webp", "")
    file.write_bytes(picture("saved.webp", size=[640, 300]))
    built = site.build()
    (image,) = built.article("sso/acme/index.html").css("img[src$='saved.webp']")
    assert image.attributes["alt"] == "Acme console: select Save"
    assert (image.attributes["width"], image.attributes["height"]) == ("640", "300")
    assert image.attributes["class"] == "handrail-figure"
