"""Where HTML, CSS and drawings name addresses and ids: what is found on built pages, and what not.

What is said of a fault is in `cases/link/`, `cases/image/` and `cases/page/`.
"""

import unicodedata
from pathlib import Path

import pytest

from tests.sites import LAYOUTS, Site, lines, sound_site

PAGE, ASSET, ANCHOR = "link/missing-page", "link/missing-asset", "link/missing-anchor"
IMAGE, ID, TWICE = "image/missing", "page/missing-id", "page/duplicate-id"
_COMPOSED, _DECOMPOSED = (unicodedata.normalize(form, "über") for form in ("NFC", "NFD"))

# What is written from line 5 of a page on, the rule that it breaks, and where. {up} leads to the
# root of the site, {site} is its address, and {end} is how the address of a page ends.
FAULTS = [
    # --- attributes that hold addresses ---
    (
        "<picture><source srcset='lost.avif'><img alt='A plan' src='{up}ok.svg'></picture>",
        IMAGE,
        26,
    ),
    ("<link rel=preload as=image href='{up}ok.svg' imagesrcset='lost.png 2x'>", ASSET, None),
    ("<object data='lost.svg'></object>", ASSET, 15),
    ("<form action='lost/'></form>", PAGE, 15),
    ("<form><input alt='go' type=image src='lost.png'></form>", IMAGE, 39),
    ("<iframe title=x srcdoc='<a href=\"lost/\">x</a>'></iframe>", PAGE, 34),
    ("<embed src=lost.pdf>", ASSET, 12),
    ("<audio src=lost.mp3></audio>", ASSET, 12),
    ("<video><source src=lost.mp4><track src='{up}ok.svg'></video>", ASSET, 20),
    ("<video><track src='lost.vtt'></video>", ASSET, 20),
    ("<script type=module src='lost.js'></script>", ASSET, 26),
    ("<link rel=icon href='lost.ico'>", ASSET, 22),
    ("<img alt='A plan' src='{up}ok.svg' longdesc='lost.html'>", PAGE, None),
    ("<table background='lost.png'><tr><td>x</td></tr></table>", IMAGE, 20),
    ("<q cite='lost/'>x</q>", PAGE, 10),
    ("<map name=m><area alt=x shape=rect coords=0,0,1,1 href=lost/></map>", PAGE, 56),
    ("<noscript><a href='lost/'>x</a></noscript>", PAGE, 20),
    # --- what pages say of themselves ---
    ("<link rel=canonical href='{site}lost/'>", PAGE, 27),
    ("<link rel=alternate hreflang=de href='{site}lost/'>", PAGE, 39),
    ("<meta property='og:image' content='{site}lost.png'>", IMAGE, 36),
    ("<meta name='twitter:image:src' content='{site}lost.png'>", IMAGE, 41),
    ("<meta http-equiv=Refresh content='5; lost/'>", PAGE, 38),
    ("<meta http-equiv='refresh' content=\"0;URL='lost/'\">", PAGE, 44),
    # --- drawings ---
    ("<svg><use href='lost.svg#a'></use></svg>", ASSET, 17),
    ("<svg><use href='{up}sprite.svg#lost'></use></svg>", ANCHOR, 17),
    ("<svg><use xlink:href='{up}sprite.svg#lost'></use></svg>", ANCHOR, 23),
    ("<svg><use href='#lost'></use></svg>", ANCHOR, 17),
    ("<svg><image href='lost.png'/></svg>", IMAGE, 19),
    ("<svg><a xlink:href='lost/'><text>x</text></a></svg>", PAGE, 21),
    ("![A plan](sprite.svg#lost)", ANCHOR, 11),
    ("[x](raw.html#lost)", ANCHOR, 5),
    # --- CSS ---
    ("<p style='background: url(&quot;lost.png&quot;)'>x</p>", ASSET, 33),
    ("<style>@import 'lost.css';</style>", ASSET, 17),
    ("<style>@import url(lost.css) screen;</style>", ASSET, 20),
    ("<style>a { background: image-set('lost.png' 1x) }</style>", ASSET, 35),
    ("<style>a { fill: url(#lost) }</style>", ANCHOR, 22),
    # --- letters ---
    (f"[x]({_DECOMPOSED}.md)", PAGE, 5),
    (f"<p id='{_COMPOSED}'></p>[x](#{_DECOMPOSED})", ANCHOR, 22),
    ("[x](Index.md)", PAGE, 5),
    ("<a href='{up}Sso{end}'>x</a>", PAGE, 10),
    ("<a href='#Page'>x</a>", ANCHOR, 10),
    ("<a href='{up}%FCber{end}'>x</a>", PAGE, 10),
    ("<a href='{up}ok.svg/'>x</a>", PAGE, 10),
    ("<a href='?plain#lost'>x</a>", ANCHOR, 10),
    ("<a href='http://docs.example.com/product/docs/lost/'>x</a>", PAGE, 10),
    ("<!-- <a href='{up}'>x</a><b id='hidden'> --> [x](#hidden)", ANCHOR, None),
    # --- ids ---
    ("<b id=a1>x</b>\n\n<b id=a1>y</b>", TWICE, 7),
    ("## A {#a2}\n\n## B {#a2}", TWICE, 8),
    ("## A heading\n\n<a id='a-heading'></a>", TWICE, 8),
    ("<label for=lost>x</label>", ID, 12),
    ("<p aria-labelledby='a3 lost'>x</p><b id=a3>y</b>", ID, 24),
    ("text\n{: aria-describedby=lost }", ID, 21),
    ("<button aria-controls='lost'>x</button>", ID, 24),
    ("<table><tr><td headers='lost'>x</td></tr></table>", ID, 25),
    ("<input list=lost>", ID, 13),
    ("<img alt='A plan' src='{up}ok.svg' usemap='#lost'>", ID, None),
    # --- <base> ---
    ("<base href='/'>[x](index.md)", "page/base", 13),
    ("<base href='https://elsewhere.example.com/'>", "page/base", 13),
]
SOUND = [
    "<img alt='A plan' src='{up}ok.svg' srcset='{up}ok.svg 1x,{up}ok.svg?w=1,2 2x'>",
    "<img alt='A plan' src='{up}ok.svg' usemap='#m'><map name='m'></map>",
    "<meta property='og:image' content='{site}ok.svg'>",
    "<meta property='og:image:alt' content='x.png'>",
    "<meta http-equiv='Refresh' content='5'><meta name=description content='lost.png'>",
    "<link rel=preconnect href='lost/'><link rel=dns-prefetch href='//lost.example.com'>",
    "<svg><use href='{up}sprite.svg#sign'></use></svg>",
    "![A plan](sprite.svg#sign) ![The plan in the dark](sprite.svg#only-dark)",
    "![The plan on the right](sprite.svg#right)",
    "[x](sprite.svg#svgView(viewBox(0,0,1,1))) [y](notes.pdf#page=3) [z](notes.txt#line)",
    "[x](raw.html#here) [y](raw.html#old) [z](raw.html#/route) [z](raw.html#!/route)",
    "<style>/* url(lost) */ a::after { content: 'url(lost)' } @namespace s url(lost);</style>",
    "<p style='background: url({up}ok.svg)'>x</p> <p style='background: url(data:,x)'>x</p>",
    "[x](%C3%BCber.md) <a href='{up}%C3%BCber{end}'>x</a>",
    "<a href='{up}./sso/../sso/%2e%2e/index.html'>x</a> <a href='{up}sso#single-sign-on'>x</a>",
    "<a href='?a=b'>x</a> <a href='{up}index.html?a=b#home'>x</a>",
    "<b id='100%25'></b><a href='#100%25'>x</a>",
    "<template><a href='lost/'>x</a><b id=t1></b></template><b id=t1></b>",
    "<textarea><a href='lost/'></textarea>",
    "<svg><defs><g id=s1 /></defs></svg><svg><defs><g id=s1 /></defs></svg>",
    "<a name=n1></a>\n\n## A {#n1}",
    "`<b id=c1>` <!-- <b id=c1> --> <b id=c1>x</b>",
    "<b id=f1></b><noscript><b id=f1></b></noscript>",
    "## Same\n\n## Same",
    "<label for=f2>x</label><input id=f2 list=f3><datalist id=f3></datalist>",
    "<base href='./'><a href='{up}index.html'>x</a>",
]
EXTENSIONS = "markdown_extensions: [attr_list, md_in_html]\n"
_SPRITE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">
<symbol id="sign"/><path d="M0 0h200v200z"/></svg>
"""


def _site(folder: Path, layout: str) -> tuple[Site, dict[str, str]]:
    """Return a site with some files to link to, and what stands for what in its pages."""
    site = sound_site(folder)
    site.lay_out(layout)
    if layout != "below-a-path":
        address = "site_url: https://docs.example.com/product/docs/\n"
        site.write("mkdocs.yml", site.read("mkdocs.yml") + address)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + EXTENSIONS)
    site.write(f"docs/{_COMPOSED}.md", "# Page\n")
    site.write("docs/ok.svg", _SPRITE.replace("sign", "other"))
    site.write("docs/sprite.svg", _SPRITE)
    site.write("docs/right.css", 'img[src$="#right"] { float: right }\n')
    site.write("docs/raw.html", "<!doctype html><title>x</title><p id=here><a name=old></a>\n")
    site.write("docs/notes.pdf", "%PDF")
    site.write("docs/notes.txt", "text")
    html = layout == "html-files"
    names = {"up": "" if html else "../", "end": ".html" if html else "/"}
    return site, {**names, "site": "https://docs.example.com/product/docs/"}


def _filled(text: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text


@pytest.fixture(scope="module", params=LAYOUTS)
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what is found on a site that has a page for each of `FAULTS`."""
    site, names = _site(tmp_path_factory.mktemp("faults") / "site", request.param)
    for number, (written, _, _) in enumerate(FAULTS):
        text = f"# Page\n\n[Home](index.md)\n\n{_filled(written, names)}\n"
        site.write(f"docs/page-{number}.md", text)
    printed = lines(site.findings())
    return [line for line in printed.splitlines() if not line.startswith(" ")]


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[written for written, _, _ in FAULTS])
def test_fault_is_at_its_place(number: int, found: list[str]) -> None:
    written, rule, column = FAULTS[number]
    own = [one for one in found if one.startswith(f"docs/page-{number}.md:")]
    assert len(own) == 1, own
    assert f": {rule}: " in own[0]
    _, line, place = own[0].split(": ")[0].split(":")
    assert int(line) == 5 + written.count("\n"), own
    assert column is None or int(place) == column, own


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sound(layout: str, tmp_path: Path) -> None:
    site, names = _site(tmp_path, layout)
    for number, written in enumerate(SOUND):
        site.write(f"docs/page-{number}.md", f"# Page\n\n{_filled(written, names)}\n")
    assert lines(site.findings()) == ""


CSS = """\
@import "lost-a.css";
/* url(lost-b.png) */
a { background: url( 'lost-c.png' ); fill: url(#lost-d) }
b::after { content: "url(lost-e.png)" }
@font-face { src: local("lost-f"), url(lost-g.eot?#iefix) }
"""


def test_style_sheets_and_drawings_of_writers(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("docs/css/own.css", CSS)
    site.write(
        "img/setup/add-app.svg",
        '<svg xmlns="http://www.w3.org/2000/svg">\n'
        '<a href="lost-h.html"><path d="M0 0h9v9z" fill="url(#lost-i)"/></a>\n</svg>\n',
    )
    found = [line for line in lines(site.findings()).splitlines() if ": error: link/" in line]
    assert found == [
        'docs/css/own.css:1:10: error: link/missing-asset: "lost-a.css" is not there',
        'docs/css/own.css:3:23: error: link/missing-asset: "lost-c.png" is not there',
        'docs/css/own.css:5:40: error: link/missing-asset: "lost-g.eot?#iefix" is not there',
        'img/setup/add-app.svg:2:10: error: link/missing-page: "lost-h.html" is not there',
        (
            'img/setup/add-app.svg:2:53: error: link/missing-anchor: no "#lost-i" on '
            "img/setup/add-app.svg"
        ),
    ]


def test_address_in_the_front_matter_that_a_template_prints(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.edit("mkdocs.yml", "theme: mkdocs", "theme: {name: mkdocs, custom_dir: own}")
    footer = '{% block footer %}<a href="{{ page.meta.imprint }}">x</a>{% endblock %}'
    site.write("own/main.html", f'{{% extends "base.html" %}}\n{footer}')
    site.write("docs/one.md", "---\ntitle: One\nimprint: /lost/\n---\n\n# One\n")
    assert lines(site.findings()) == (
        'docs/one.md:3:10: error: link/missing-page: "/lost/" is not there\n'
    )


def test_ids_of_a_theme_are_no_writers(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.edit("mkdocs.yml", "theme: mkdocs", "theme: {name: mkdocs, custom_dir: own}")
    twice = "{% for one in (1, 2) %}<b id='own{{ '' }}'></b>{% endfor %}<label for='{{ 'lost' }}'>x"
    site.write(
        "own/main.html", f'{{% extends "base.html" %}}\n{{% block footer %}}{twice}{{% endblock %}}'
    )
    assert lines(site.findings()) == ""
    site.edit("own/main.html", "own{{ '' }}", "own")
    assert lines(site.findings()).startswith("own/main.html:2:49: error: page/duplicate-id: ")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_dead_link_in_a_navigation_that_all_pages_share(layout: str, tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.lay_out(layout)
    site.edit("mkdocs.yml", "theme: mkdocs", "theme: {name: material, font: false}")
    for number in range(3):
        site.write(f"docs/sso/page-{number}.md", f"# Page {number}\n")
        site.edit("mkdocs.yml", "nav:\n", f"nav:\n  - sso/page-{number}.md\n  - lost-{number}.md\n")
    found = [line for line in lines(site.findings()).splitlines() if not line.startswith(" ")]
    assert [line.split(": error: ")[1] for line in found] == [
        f'nav/missing-page: "lost-{number}.md" is not there' for number in (2, 1, 0)
    ]
