"""What the check of built pages takes for sound, and where it leads a fault back to.

What it says about a fault is in `cases/link/` and `cases/image/`.
"""

from pathlib import Path

import pytest

from tests.sites import LAYOUTS, Site, lines, sound_site

HOME = "docs/index.md"
GUIDE = "docs/sso/setup.guide.yml"

# What MkDocs' own validation or a simpler check takes for broken.
SOUND_IN_MARKDOWN = [
    "[x](#top) [x](#TOP) [x](#)",
    "[x](#:~:text=Home) [x](#home:~:text=Home)",
    "[x](sso/setup.md#:~:text=Add)",
    "[x](sso/setup.md?a=b#add-an-app)",
    "[x](sso/setup.md#values-at-a-glance) [x](sso/setup.md#finish)",
    "[x](sso/setup.md#fill-in-the-form-step-2)",
    "[x](sso/service-provider.md#values)",
    "[x](sso/../sso/./index.md)",
    "[x](<sso/index.md>) [x](sso/index.md 'title')",
    "[x]\n\n[x]: sso/index.md#link-your-identity-provider",
    "[x](https://elsewhere.example.com/nowhere#nothing) [x](mailto:a@example.com) [x](tel:+1)",
    "[x](//elsewhere.example.com/nowhere)",
    "<https://elsewhere.example.com/>",
    "<span id='ü b'></span>[x](#%C3%BC%20b)",
    "<a name='old'></a>[x](#old)",
    "`[x](nowhere.md)`\n\n    [x](nowhere.md)\n\n```\n[x](nowhere.md)\n```",
    "<!-- [x](nowhere.md) <a href='nowhere.html'> -->",
    "![x](img/setup/save.svg) [x](img/setup/save.svg)",
    "![x](data:image/gif;base64,R0lGODlhAQABAAAAACw=)",
    "<img src='img/setup/add-app.svg' srcset='img/setup/add-app.svg 1x, img/setup/save.svg 2x'>",
    "<a href=' #home '>x</a> <a href=''>x</a> <a>x</a>",
    "<a href='javascript:void(0)'>x</a> <a href='blob:x'>x</a>",
    "<form action='https://elsewhere.example.com/'></form>",
    "<link rel='canonical' href='https://docs.example.com/nowhere'>",
    "<svg viewBox='0 0 1 1'><use href='#home'/></svg>",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sound_links(layout: str, tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.lay_out(layout)
    site.write(HOME, site.read(HOME) + "\n\n".join(["", *SOUND_IN_MARKDOWN, ""]))
    assert lines(site.findings()) == ""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sound_links_in_a_guide(layout: str, tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.lay_out(layout)
    site.write("docs/sso/deep/er/more.md", "# More\n")
    text = (
        "See [a](../index.md) [b](deep/er/more.md#more) [c](#finish) [](#add-an-app-step-2)"
        " [d](#top)"
        " [e](service-provider.md#values) [f](setup.md#finish) [g](../img/setup/save.svg)"
        " [h](https://elsewhere.example.com/#x) [i](mailto:a@example.com)"
    )
    site.edit(GUIDE, "intro: You need a team name;", f"intro: {text};")
    assert lines(site.findings()) == ""


@pytest.mark.parametrize("layout", ["directory-urls", "html-files"])
def test_links_by_the_address_of_the_site(layout: str, tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "site_url: https://docs.example.com/a/b/\n")
    site.write("mkdocs.yml", site.read("mkdocs.yml") + LAYOUTS[layout])
    text = site.read(HOME)
    own = "<a href='https://docs.example.com/a/b/'>x</a> <a href='/a/b/index.html#home'>x</a>"
    others = "<a href='https://docs.example.com/a/'>x</a> <a href='/a/bc/'>x</a> <a href='/'>x</a>"
    site.write(HOME, f"{text}\n{own}\n{others}\n")
    assert lines(site.findings()) == ""
    site.write(HOME, f"{text}\n<a href='/a/b/nowhere/'>x</a>\n")
    assert ": error: link/missing-page: " in lines(site.findings())


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("[x](sso/lost.md)", 5),
        ("![x](img/lost.svg)", 6),
        ("text [x](<sso/lost.md>) text", 11),
        ("[x](sso/lost.md 'title')", 5),
        ("[x](sso/lost.md#anchor)", 5),
        ("<a class='x' href='sso/lost/'>x</a>", 20),
        ("<video poster=img/lost.jpg></video>", 15),
        ("<img srcset='img/lost.svg 2x'>", 14),
        ("> - [x](sso/lost.md)", 9),
        ("[x](#lost)", 5),
        ("[x](sso/index.md#lost)", 5),
        ("[x](sso/setup.md#lost)", 5),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_fault_is_at_its_place(written: str, column: int, layout: str, tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.lay_out(layout)
    site.write("docs/page.md", f"# Page\n\n[Home](index.md)\n\n{written}\n")
    found = [line for line in lines(site.findings()).splitlines() if not line.startswith(" ")]
    assert len(found) == 1
    assert found[0].startswith(f"docs/page.md:5:{column}: error: ")


def test_address_in_html_that_would_be_right_in_markdown(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("docs/sso/page.md", "# Page\n\n<img alt='x' src='../img/setup/save.svg'>\n")
    assert lines(site.findings()) == (
        'docs/sso/page.md:3:19: error: image/missing: "../img/setup/save.svg" is not there\n'
        '    hint: in HTML write "../../img/setup/save.svg"\n'
    )


def test_fault_on_a_page_that_is_left_out(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "exclude_docs: drafts/\n")
    site.write("docs/drafts/new.md", "# New\n")
    site.edit(HOME, "(sso/index.md)", "(drafts/new.md)")
    assert lines(site.findings()).startswith("docs/index.md:3:20: error: link/missing-page: ")


def test_fault_of_a_template_of_the_site(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("templates/actions/go.md.j2", "go [there](nowhere.md).\n")
    found = lines(site.findings())
    assert found.startswith(f"{GUIDE}:1:1: error: link/missing-page: "), found


def _write_theme(site: Site) -> None:
    site.write(
        "mkdocs.yml",
        site.read("mkdocs.yml").replace("theme: mkdocs", "theme: {name: mkdocs, custom_dir: own}"),
    )
    site.write(
        "own/main.html",
        '{% extends "base.html" %}{% block footer %}<a href="/lost/">x</a>{% endblock %}',
    )


def test_fault_of_the_theme_is_said_once(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    _write_theme(site)
    found = lines(site.findings())
    assert found.startswith(
        'mkdocs.yml:1:1: error: link/missing-page: "lost/index.html" is not there'
    )
    assert found.count(": error: ") == 1


# --- pages that are too much to read ---


def test_page_that_is_nested_too_deep(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("docs/deep.md", f"# Deep\n\n{'<div>' * 40_000}[x](lost.md)\n")
    assert lines(site.findings()) == (
        "docs/deep.md:1:1: error: page/too-deep: elements stand in more than 1,000 others\n"
        "    hint: nothing on this page was checked\n"
    )


def test_page_that_is_too_large(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("docs/large.html", "<a href='lost.html'>x</a>".ljust(20_000_001))
    site.write("docs/fits.html", "<a href='large.html#anywhere'>x</a>".ljust(20_000_000))
    assert lines(site.findings()) == (
        "docs/large.html:1:1: error: page/too-large: 20,000,001 bytes of HTML\n"
        "    hint: nothing on this page was checked\n"
    )
