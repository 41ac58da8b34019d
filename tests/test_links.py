"""What the check of built pages takes for sound, and where it leads a fault back to.

What it says about a fault is in `cases/link/` and `cases/image/`.
"""

from pathlib import Path

import pytest

from tests.sites import LAYOUTS, lines, sound_site

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
    "![z](data:image/gif;base64,R0lGODlhAQABAAAAACw=)",
    "<img alt='y' srcset='img/setup/add-app.svg 1x, img/setup/save.svg 2x'>",
    "<a href=' #home '>x</a> <a href=''>x</a> <a>x</a>",
    "<a href='blob:x'>x</a> <a href='data:text/plain,x' download='x'>x</a>",
    "[x](HTTPS://elsewhere.example.com) [x](MAILTO:a@example.com?subject=Why?&body=x%20y)",
    "[x](mailto:?subject=x) [x](mailto:a+b@example.com,c@example.com) <a@example.com>",
    "[x](tel:+1-800-555-0100;ext=12) [x](tel:112) [x](sms:+1) [x](slack://x) [x](urn:oasis:x)",
    "[x](https://elsewhere.example.com/@user?a=b@c:d) [x](https://elsewhere.example.com:8443/)",
    "[x](https://münchen.de/ü) [x](https://a_b.example.com) [x](http://192.168.0.1/)",
    "[x](http://[2001:db8::1]/) [x](http://127.0.0.1:18080/x) [x](https://example.com/a_(b))",
    "[x](https://example.com/?a=%7B%22b%22%3A1%7D) [x](https://example.com/Apple_Inc.)",
    "[x](https://example.com/?to=https://example.com/) [x](https://myaccount.google.com/)",
    "`http://localhost:8000/`, http://localhost:8000/ and javascript:x in text",
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
    others += (
        "<img alt='x' src='https://docs.example.com/img/setup/save.svg'> <a href='//e.org/x'>x</a>"
    )
    site.write(HOME, f"{text}\n{own}\n{others}\n")
    assert lines(site.findings()) == ""


@pytest.mark.parametrize(
    "address",
    [
        "/a/b/nowhere/",
        "https://docs.example.com/a/b/nowhere/",
        "//docs.example.com/a/b/nowhere/",
        "https://Docs.Example.com/a/b/sso/#nowhere",
    ],
)
def test_dead_link_by_the_address_of_the_site(address: str, tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "site_url: https://docs.example.com/a/b/\n")
    site.write(HOME, f"# Home\n\n<a href='{address}'>x</a>\n")
    found = lines(site.findings())
    assert found.startswith(f"{HOME}:3:10: error: link/missing-"), found


# What is written from line 5 of a page on, and where in it the fault is.
FAULTS = [
    ("[x](sso/lost.md)", 5, 5),
    ("![x](img/lost.svg)", 5, 6),
    ("![x](img/lost.svg){ width=300 }", 5, 6),
    ("text [x](<sso/lost.md>) text", 5, 11),
    ("[x](<sso/lost page.md>)", 5, 6),
    ("[x](sso/lost page.md)", 5, 5),
    ("[x](sso/lost.md 'title')", 5, 5),
    ('[x](sso/lost.md\n"title")', 5, 5),
    ("[x](\nsso/lost.md)", 6, 1),
    ("[x\ny](sso/lost.md)", 6, 4),
    ("[x](sso/lost_(a).md)", 5, 5),
    ("[x](sso/lost\\_a.md)", 5, 5),
    ("[x](sso/lost.md#anchor)", 5, 5),
    ("[x](sso/setup.md?a=b#lost)", 5, 5),
    ("[x](sso%2Flost.md)", 5, 5),
    ("[x](sso/l%C3%B6st.md)", 5, 5),
    ("[x](sso/löst.md)", 5, 5),
    ("[x](sso/lost&amp;found.md)", 5, 5),
    ("[x](#l%C3%B6st)", 5, 5),
    ("[![x](img/setup/add-app.svg)](sso/lost.md)", 5, 31),
    ("[![x](img/lost.svg)](sso/index.md)", 5, 7),
    ("[x](sso/lost/)", 5, 5),
    ("[x](lost)", 5, 5),
    ("[x](/sso/index.md)", 5, 5),
    ("> - [x](sso/lost.md)", 5, 9),
    ("- x\n    - y\n\n        [x](sso/lost.md)", 8, 13),
    ("| a | b |\n| - | - |\n| c | [x](sso/lost.md) |", 7, 11),
    ("[x][y]\n\n[y]: sso/lost.md", 7, 6),
    ("[x][]\n\n[X]: <sso/lost.md> 'title'", 7, 7),
    ("- [x]\n\n    [x]:\n        sso/lost.md", 8, 9),
    ("text[^1]\n\n[^1]: See [x](sso/lost.md).", 7, 15),
    ("!!! note\n\n    [x](sso/lost.md)", 7, 9),
    ("`` `[x](sso/lost.md) `` and [x](sso/lost.md)", 5, 33),
    ("```\n[x](sso/lost.md)\n```\n\n[x](sso/lost.md)", 9, 5),
    ("<!-- [x](sso/lost.md) -->\n\n[x](sso/lost.md)", 7, 5),
    ("\\[x\\](sso/lost.md) [x](sso/lost.md)", 5, 24),
    ("<a class='x' href='sso/lost/'>x</a>", 5, 20),
    ('<A HREF = "sso/lost/">x</A>', 5, 12),
    ("<div>\n<a id='x'\n   href='sso/lost/'>x</a>\n</div>", 7, 10),
    ("<a href='&#108;ost/'>x</a>", 5, 10),
    ("<div markdown='1'>\n\n[x](sso/lost.md)\n\n</div>", 7, 5),
    ("<video poster=img/lost.jpg></video>", 5, 15),
    ("<img srcset='img/lost.svg 2x' alt='x'>", 5, 14),
    ("<img srcset='data:image/gif;base64,R0lGODlhAQABAAAAACw=, img/lost.svg 2x' alt='x'>", 5, 58),
    ("<div style='background: url(img/lost.svg)'>x</div>", 5, 29),
    ("<style>a { background: url( 'img/lost.svg' ) }</style>", 5, 30),
    ("<svg><image xlink:href='img/lost.svg'/></svg>", 5, 25),
    ("<form><button formaction='sso/lost/'>x</button></form>", 5, 27),
    ("<meta http-equiv='refresh' content='0; url=sso/lost/'>", 5, 44),
    ("[x](#lost)", 5, 5),
    ("[x](sso/index.md#lost)", 5, 5),
    ("[x](sso/setup.md#lost)", 5, 5),
]
EXTENSIONS = "markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables]\n"


@pytest.fixture(scope="module", params=LAYOUTS)
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what is found on a site that has a page for each of `FAULTS`."""
    site = sound_site(tmp_path_factory.mktemp("faults") / "site")
    site.lay_out(request.param)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + EXTENSIONS)
    for number, (written, _, _) in enumerate(FAULTS):
        site.write(f"docs/page-{number}.md", f"# Page\n\n[Home](index.md)\n\n{written}\n")
    printed = lines(site.findings())
    return [line for line in printed.splitlines() if not line.startswith(" ")]


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[written for written, _, _ in FAULTS])
def test_fault_is_at_its_place(number: int, found: list[str]) -> None:
    _, line, column = FAULTS[number]
    own = [one for one in found if one.startswith(f"docs/page-{number}.md:")]
    assert len(own) == 1, own
    assert own[0].startswith(f"docs/page-{number}.md:{line}:{column}: error: "), own


def test_address_in_html_that_would_be_right_in_markdown(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("docs/sso/page.md", "# Page\n\n<img alt='x' src='../img/setup/save.svg'>\n")
    assert lines(site.findings()) == (
        'docs/sso/page.md:3:19: error: image/missing: "../img/setup/save.svg" is not there\n'
        '    hint: in HTML write "../../img/setup/save.svg"\n'
    )


# MkDocs takes some of them for mistakes, which a site can tell it not to.
SOUND_IN_NAV = [
    "Page: sso/setup.md",
    "Folder: sso/",
    "Top: '#top'",
    "Root: /",
    "Absolute: /product/docs/sso/",
    "Own: https://docs.example.com/product/docs/sso/",
    "Elsewhere: https://elsewhere.example.com/lost/",
    "Mail: mailto:a@example.com",
    "Image: img/setup/add-app.svg",
]


def test_sound_entries_of_the_nav(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    entries = "".join(f"  - {entry}\n" for entry in SOUND_IN_NAV)
    site.edit("mkdocs.yml", "  - index.md\n", f"  - index.md\n{entries}")
    site.lay_out("below-a-path")
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "validation: {nav: {not_found: ignore}}\n")
    assert lines(site.findings()) == ""


@pytest.mark.parametrize(
    ("layout", "page"), [("directory-urls", "sso/"), ("html-files", "sso/index.html")]
)
def test_hint_in_html_is_what_a_browser_follows(layout: str, page: str, tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.lay_out(layout)
    site.write(HOME, "# Home\n\n<a href='sso/index.md'>x</a>\n\n<a href='ssso/'>x</a>\n")
    assert lines(site.findings()) == (
        f'docs/index.md:3:10: error: link/missing-page: "sso/index.md" is not there\n'
        f'    hint: write "{page}"\n'
        f'docs/index.md:5:10: error: link/missing-page: "ssso/" is not there\n'
        f'    hint: did you mean "{page}"?\n'
    )


def test_hint_for_a_path_in_the_docs_folder(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("docs/sso/page.md", "# Page\n\n[x](/sso/setup.md)\n")
    assert lines(site.findings()) == (
        'docs/sso/page.md:3:5: error: link/missing-page: "/sso/setup.md" is not there\n'
        '    hint: write "setup.md"\n'
    )


def test_fault_on_a_page_that_is_left_out(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "exclude_docs: drafts/\n")
    site.write("docs/drafts/new.md", "# New\n")
    site.edit(HOME, "(sso/index.md)", "(drafts/new.md)")
    assert lines(site.findings()).startswith("docs/index.md:3:20: error: link/missing-page: ")
