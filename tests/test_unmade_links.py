"""What of Markdown is told to be no link, and what only looks so, with a site's usual extensions.

What is said of each kind is in `cases/text/`, `cases/link/` and `cases/include/`.
"""

import pytest

from generator.diagnostics import Finding
from tests.sites import Site, sound_site

EXTENSIONS = """markdown_extensions:
  - attr_list
  - md_in_html
  - admonition
  - footnotes
  - def_list
  - abbr
  - tables
  - smarty
  - pymdownx.superfences
  - pymdownx.tasklist
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.snippets: {base_path: [docs]}
"""
BROKEN, EMPTY, UNDEFINED = "text/broken-link", "link/empty", "link/undefined-reference"
LOST = "include/missing"
# What a page says below its title, and the finding: its line, its column, its rule.
FAULTS = {
    "See [the page] (sso/index.md).": (3, 5, BROKEN),
    "See [the page]\n(sso/index.md).": (3, 5, BROKEN),
    'See [the page] (https://example.com/ "t").': (3, 5, BROKEN),
    "See [`code` and more] (sso/index.md).": (3, 5, BROKEN),
    "![An app] (img/setup/add-app.svg)": (3, 1, BROKEN),
    "! [An app](img/setup/add-app.svg)": (3, 1, BROKEN),
    "See (the page)[sso/index.md].": (3, 5, BROKEN),
    "See (the page)[https://example.com/].": (3, 5, BROKEN),
    "See [a](sso/index.md": (3, 5, BROKEN),
    "See [a](https://example.com/x and more.": (3, 5, BROKEN),
    "See [a(sso/index.md) and more.": (3, 5, BROKEN),
    "See <sso/index.md>.": (3, 5, BROKEN),
    "See <../page.md#x>.": (3, 5, BROKEN),
    "See <www.example.com>.": (3, 5, BROKEN),
    "See <tel:+15550100>.": (3, 5, BROKEN),
    "See [[Okta]] or more.": (3, 5, BROKEN),
    "See [[Page|words]].": (3, 5, BROKEN),
    "<div>\n\ntext\n\nmore [x](sso/index.md)\n</div>": (7, 6, BROKEN),
    "<table><tr><td>[x](sso/index.md)</td></tr></table>": (3, 16, BROKEN),
    '<a hfre="#t">x</a>': (3, 10, BROKEN),
    "<A REF='#t'>x</A>": (3, 9, BROKEN),
    '<img alt="an app" scr="img/setup/add-app.svg">': (3, 24, BROKEN),
    "1. x\n\n    [the page] (sso/index.md)": (5, 5, BROKEN),
    "See [x][zz].": (3, 5, UNDEFINED),
    "See [zz][].": (3, 5, UNDEFINED),
    "See [x\ny][zz].": (3, 5, UNDEFINED),
    "![An app][zz]": (3, 1, UNDEFINED),
    "[![An app](img/setup/add-app.svg)][zz]": (3, 1, UNDEFINED),
    "[**bold** text][zz_y]": (3, 1, UNDEFINED),
    '["quoted" `code`][zz]': (3, 1, UNDEFINED),
    "- [x] done, see [the page][zz]": (3, 17, UNDEFINED),
    "| a |\n|--|\n| [the page][zz] |": (5, 3, UNDEFINED),
    "> [the page][zz]": (3, 3, UNDEFINED),
    "!!! note\n    [the page][zz]": (4, 5, UNDEFINED),
    "## Head [the page][zz]": (3, 9, UNDEFINED),
    "Term\n:   [the page][zz]": (4, 5, UNDEFINED),
    "A[^note].": (3, 2, UNDEFINED),
    "See [a]().": (3, 5, EMPTY),
    "See [a](<>).": (3, 5, EMPTY),
    "See [](sso/index.md).": (3, 5, EMPTY),
    '-8<- "lost.md"': (3, 7, LOST),
    "    --8<-- 'lost.md'": (3, 13, LOST),
    '```\n--8<-- "lost.md"\n```': (4, 9, LOST),
    '--8<-- "sso/index.md:lost"': (3, 9, LOST),
    '--8<-- "sso/index.md:1:2,900:"': (3, 9, LOST),
    "{!lost.md!}": (3, 1, LOST),
}
SOUND = [
    "\\[a\\]\\[b\\] and a[0][1] in `x[0][zz]`",
    "- [ ] task\n- [x] done\n- [x] (https://example.com/)",
    "See [1][2], [3] (https://example.com/) and press [Ctrl][C] or [Enter] [Tab].",
    "``[a] (b.md)`` and `[a][b]`",
    "    [a] (c.md)\n    [a][b]",
    "```\n[a][b]\n[a] (c.md)\n[^1]\n```",
    "- x\n\n    ~~~\n    [a][b] <c.md>\n    ~~~",
    "<!-- [a][b] [a] (c.md) <a herf=x> -->",
    "$a[b][c]$ and $$[a][b]$$",
    "Names match [a-z][a-z0-9]* or [^a-z]+ here.",
    "[sic], [optional] (see below), [API] (v2.0), [x] (and/or), f(x)[1], (x)[y].",
    "usage: cmd [options] [file]",
    "[Words]\n[it] and [It][], [more][IT  too]\n\n[it]: sso/index.md\n[it too]:\n    sso/index.md",
    "[//]: # (a comment)\n[comment]: <> (another)\n\n[note]: this is a remark",
    "T[^a-b].\n\n[^a-b]: Note.\n\n    More.",
    "<a id='x'>x</a> <a name='y'></a> <a class='b' href=''>x</a> <a href='#'>x</a>",
    "[](){#here} [x](#here)",
    "<div markdown='1'>\n[x](sso/index.md)\n</div>",
    "<p>x</p> [x](sso/index.md)",
    "<details>\n<summary>x</summary>\n</details>\n\n[x](sso/index.md)",
    "if [[ -f x ]] then [[1]] and [[tool.poetry]]",
    ';--8<-- "lost.md"',
    '`--8<-- "lost.md"`',
    '--8<-- "; lost.md"',
    '--8<-- "sso/index.md:1:2"',
    "Wow! [See](sso/index.md 'title (x)') (sso/index.md)",
    '<div class="arithmatex">\\([a][b]\\)</div>',
    "<pre>[a][b] [a] (c.md)</pre> <textarea>[a][b]</textarea>",
    "<template>[a][b]</template>",
    "<script>var x = a[b][c];</script>",
    "&lt;page.md&gt; `<page.md>` \\<page.md>",
    "[![An app](img/setup/add-app.svg)][ref] and [x][ref]{ .b }\n\n[ref]: sso/index.md",
    "Text [with a note (sso/index.md) in it].",
    "*[HTML]: a language\n\nHTML",
]


def _findings(site: Site, texts: list[str]) -> dict[str, list[Finding]]:
    """Return what is found in each text, as a page of its own."""
    site.write("mkdocs.yml", site.read("mkdocs.yml").partition("nav:")[0] + EXTENSIONS)
    pages = {f"docs/page-{number}.md": text for number, text in enumerate(texts)}
    for path, text in pages.items():
        site.write(path, f"# Title {{#t}}\n\n{text}\n")
    found: dict[str, list[Finding]] = {text: [] for text in texts}
    for finding in site.findings():
        found[pages[finding.diagnostic.place.file]].append(finding)
    return found


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    return _findings(sound_site(tmp_path_factory.mktemp("site")), [*FAULTS, *SOUND])


@pytest.mark.parametrize(("text", "expected"), FAULTS.items())
def test_fault(text: str, expected: tuple[int, int, str], found: dict[str, list[Finding]]) -> None:
    seen = [one.diagnostic for one in found[text]]
    assert [(one.place.line, one.place.column, one.rule) for one in seen] == [expected]


@pytest.mark.parametrize("text", SOUND)
def test_sound(text: str, found: dict[str, list[Finding]]) -> None:
    notes = {"link/unused-reference"}
    assert [one for one in found[text] if one.diagnostic.rule not in notes] == []
