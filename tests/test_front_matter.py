"""`meta:` reaches a guide's page as MkDocs reads the same lines at the top of a Markdown page."""

from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data

from generator import configuration
from generator.project import open_project
from tests.sites import Site, lines, sound_site

GUIDE = "docs/sso/setup.guide.yml"
OURS = {"title", "description"}
WRITTEN = [
    "priority: 5",
    "ratio: 1.5",
    "tags: [2024, sso, '2024']",
    "hide: [navigation, toc]",
    "search: {boost: 2}",
    "search:\n  boost: 0.5\n  exclude: true",
    "date: 2024-01-01",
    "date: {created: 2024-01-01, updated: 2024-01-02T10:30:00+02:00}",
    "revised: 2024-01-01 10:30:00",
    "comments: true",
    "draft: no",
    "switch: on",
    "quoted: 'no'",
    'number: "5"',
    "day: '2024-01-01'",
    "folded: >-\n  2024\n  and more",
    "block: |\n  5\n",
    "tagged: !!str 5",
    "list:\n  - 1\n  - '1'\n  - one\n  - [1.0, 'x']",
    "wide: 0x1F",
    "eight: 010",
    "clock: 12:30",
    "large: 1_000",
    "endless: .inf",
    "braces: '{{ x }} {% y %} {# z #} {'",
    "text: Grüße, 'quoted', \"double\" \\ and 😀",
    "a key with blanks: x",
    "'a: b': x",
    "'{{ x }}': x",
]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sound_site(tmp_path)


def _front_matter(site: Site) -> dict[str, object]:
    """Return the front matter of the guide's page, as MkDocs reads it."""
    pages = {page.path: page for page in open_project(configuration.read(site.config)).pages}
    return dict(get_data(pages["sso/setup.md"].markdown)[1])


def _write(site: Site, text: str) -> None:
    indented = "".join(f"  {line}\n" for line in text.splitlines())
    site.write(GUIDE, f"{site.read(GUIDE)}meta:\n{indented}")


@pytest.mark.parametrize("text", WRITTEN)
def test_same_as_on_a_page(site: Site, text: str) -> None:
    _write(site, text)
    assert lines(site.findings()) == ""
    _, expected = get_data(f"---\n{text}\n---\n")
    assert expected
    passed_on = {key: value for key, value in _front_matter(site).items() if key not in OURS}
    # By how they are written: 5, 5.0, "5" and True are four different things.
    assert repr(passed_on) == repr(expected)


def test_title_of_the_page_can_be_replaced(site: Site) -> None:
    _write(site, "title: Another title")
    assert _front_matter(site)["title"] == "Another title"
