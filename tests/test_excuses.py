"""An excuse allows one kind of fault at its place, with a reason, and is itself looked at.

What is said about wrong excuses is in `cases/excuse/`.
"""

from pathlib import Path

import pytest

from generator.excuses import excuses_in
from tests.sites import Site, lines, needs_links, sound_site

GUIDE = "docs/sso/setup.guide.yml"
HOME = "docs/index.md"
DRAWING = "img/setup/save.drawing.yml"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sound_site(tmp_path)


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        (GUIDE, "          add-app: ", "          add-ap: {excuse}"),
        (GUIDE, "          add-app: The list", "          {excuse}\n          add-ap: The list"),
        (GUIDE, "          add-app: The list", "          {excuse}\n\n          add-ap: The list"),
    ],
    ids=["behind", "above", "with a blank line between"],
)
def test_excuse_in_a_guide(site: Site, file: str, right: str, wrong: str) -> None:
    excuse = "# handrail: allow figure/missing because it is being drawn"
    if "{excuse}" in wrong and "\n" not in wrong:
        site.edit(file, "with Add app above it", f"with Add app above it  {excuse}")
        wrong = wrong.replace("{excuse}", "")
    site.edit(file, right, wrong.replace("{excuse}", excuse))
    assert lines(site.findings()) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        "- [x](lost.md) <!-- handrail: allow link/missing-page because it comes later -->",
        "<!-- handrail: allow link/missing-page because it comes later -->\n\n[x](lost.md)",
    ],
    ids=["behind", "above"],
)
def test_excuse_in_a_page(site: Site, wrong: str) -> None:
    site.edit(HOME, "- [Single sign-on](sso/index.md)", wrong)
    assert lines(site.findings()) == ""


def test_excuse_in_a_drawing(site: Site) -> None:
    long = " ".join(["Add an app to the list of apps"] * 12)
    excuse = "# handrail: allow drawing/text-too-long because nobody looks for it"
    site.edit(DRAWING, "heading: Add an app", f"{excuse}\nheading: {long}")
    assert lines(site.findings()) == ""


@needs_links
def test_excuse_in_a_drawing_below_a_linked_folder_of_docs(site: Site) -> None:
    """As where somebody links the images into docs/ for an editor's preview."""
    (site.folder / "docs/img").symlink_to("../img", target_is_directory=True)
    long = " ".join(["Add an app to the list of apps"] * 12)
    excuse = "# handrail: allow drawing/text-too-long because nobody looks for it"
    site.edit(DRAWING, "heading: Add an app", f"{excuse}\nheading: {long}")
    assert lines(site.findings()) == ""


_LOST = "handrail: allow link/missing-page because it comes later"


def test_excuse_in_a_snippet(site: Site) -> None:
    base = site.folder / "parts"
    extension = f"markdown_extensions:\n  - pymdownx.snippets: {{base_path: ['{base}']}}\n"
    site.write("mkdocs.yml", site.read("mkdocs.yml") + extension)
    site.write("parts/note.txt", f"A note.\n\nSee [x](lost.md). <!-- {_LOST} -->\n")
    for page in ("one", "two"):
        site.write(f"docs/{page}.md", f'# {page}\n\n--8<-- "note.txt"\n')
    assert lines(site.findings()) == ""


@pytest.mark.parametrize("excuse", [f"{{# {_LOST} #}}\n", f"{{#- {_LOST} -#}}\n\n"])
def test_excuse_in_a_template(excuse: str, site: Site) -> None:
    site.write("templates/actions/go.md.j2", f"{excuse}go [there](nowhere.md).\n")
    assert lines(site.findings()) == ""


def test_excuse_in_a_template_of_the_theme(site: Site) -> None:
    site.edit("mkdocs.yml", "theme: mkdocs", "theme: {name: mkdocs, custom_dir: own}")
    footer = '{% block footer %}<a href="/lost/">x</a>{% endblock %}'
    site.write("own/main.html", f'{{% extends "base.html" %}}\n{footer} {{# {_LOST} #}}\n')
    assert lines(site.findings()) == ""


def test_excuse_in_the_configuration(site: Site) -> None:
    excuse = "# handrail: allow nav/missing-page because it comes later"
    site.edit("mkdocs.yml", "nav:\n", f"nav:\n  - Later: later.md  {excuse}\n")
    assert lines(site.findings()) == ""


def test_excuse_in_a_configuration_that_is_inherited(site: Site) -> None:
    site.write("base.yml", site.read("mkdocs.yml"))
    site.write("mkdocs.yml", "INHERIT: base.yml\n")
    excuse = "# handrail: allow nav/missing-page because it comes later"
    site.edit("base.yml", "nav:\n", f"nav:\n  {excuse}\n  - Later: later.md\n")
    assert lines(site.findings()) == ""


def test_excuse_in_a_service_provider_outside_docs(site: Site) -> None:
    path = "docs/sso/service-provider.yml"
    excuse = "# handrail: allow url/scheme because this is a lab"
    text = site.read(path).replace(
        "template: https://sso.example.com/saml/{team}\n",
        f"template: http://sso.example.com/saml/{{team}}  {excuse}\n",
    )
    assert excuse in text
    site.write("provider.yml", text.replace("index.md#", "docs/sso/index.md#"))
    (site.folder / path).unlink()
    site.edit("mkdocs.yml", "  - sso/service-provider.md\n", "")
    site.edit("mkdocs.yml", "images: img", "service_provider: provider.yml")
    assert lines(site.findings()) == ""


def test_excuse_of_a_fault_that_shows_on_several_pages(site: Site) -> None:
    path = "docs/sso/service-provider.yml"
    excuse = "# handrail: allow link/missing-anchor because it comes later"
    site.edit(path, "finish: Now", f"{excuse}\nfinish: Now")
    site.edit(path, "#link-your", "#lnk-your")
    assert lines(site.findings()) == ""


def test_two_excuses_above_one_line(site: Site) -> None:
    site.edit(GUIDE, "add-app: The list of apps, with Add app above it", "add-ap: x")
    site.edit(GUIDE, "save: The form with both values, and Save", "save: Shot")
    first = "# handrail: allow figure/missing because it is being drawn"
    site.edit(GUIDE, "          add-ap: x", f"          {first}\n          add-ap: x")
    second = "# handrail: allow image/generic-text because it is being drawn"
    site.edit(GUIDE, "          save: Shot", f"          {second}\n          save: Shot")
    assert lines(site.findings()) == ""


def test_excuse_of_another_rule_excuses_nothing(site: Site) -> None:
    excuse = "# handrail: allow link/missing-page because it comes later"
    site.edit(GUIDE, "add-app: The list", f"add-ap: {excuse}\n            The list")
    found = lines(site.findings())
    assert ": error: figure/missing: " in found
    assert ": warning: excuse/unused: " in found


def test_excuse_in_code_is_none(site: Site) -> None:
    excuse = "<!-- handrail: allow link/missing-page because it is an example -->"
    site.edit(HOME, "# Home\n", f"# Home\n\n```html\n{excuse}\n```\n\nWrite `{excuse}`.\n")
    assert lines(site.findings()) == ""


def test_site_that_switches_a_rule_off_needs_no_excuse(site: Site) -> None:
    site.edit("mkdocs.yml", "images: img", "rules: {link/missing-page: off, excuse/unused: note}")
    site.edit(HOME, "(sso/index.md)", "(lost.md)")
    assert lines(site.findings()) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: b  # handrail: allow x/y because z\n", [(1, 7, "x/y", "z", 1)]),
        ("# handrail: allow x/y because z\na: b\n", [(1, 1, "x/y", "z", 2)]),
        ("  # handrail: allow x/y because z z\n\n\na: b", [(1, 3, "x/y", "z z", 4)]),
        ("# handrail: allow x/y\na: b\n", [(1, 1, "x/y", "", 2)]),
        ("# handrail: allow x/y because\na: b\n", [(1, 1, "x/y", "", 2)]),
        ("# handrail: allow x/y because …\na: b\n", [(1, 1, "x/y", "", 2)]),
        ("# handrail: allow x/y because z", [(1, 1, "x/y", "z", 1)]),
        (
            "# handrail: allow a/b because c\r\n# handrail: allow d/e because f\r\ng: h\r\n",
            [(1, 1, "a/b", "c", 3), (2, 1, "d/e", "f", 3)],
        ),
        ("a: b\n", []),
        ("<!-- handrail: allow x/y because z -->\n", []),
        ("# handrail allow x/y because z\n", []),
    ],
)
def test_excuses_in_yaml(text: str, found: list[tuple[int, int, str, str, int]]) -> None:
    assert [
        (e.place.line, e.place.column, e.rule, e.reason, e.line)
        for e in excuses_in(text, "x.guide.yml")
    ] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <!-- handrail: allow x/y because z -->\n", [(1, 3, "x/y", "z", 1)]),
        ("<!-- handrail: allow x/y because z -->\n\na\n", [(1, 1, "x/y", "z", 3)]),
        ("# handrail: allow x/y because z\n", []),
        ("```\n<!-- handrail: allow x/y because z -->\n```\n", []),
        ("`<!-- handrail: allow x/y because z -->`\n", []),
    ],
)
def test_excuses_in_markdown(text: str, found: list[tuple[int, int, str, str, int]]) -> None:
    assert [
        (e.place.line, e.place.column, e.rule, e.reason, e.line) for e in excuses_in(text, "x.md")
    ] == found


@pytest.mark.parametrize("name", ["a.md.j2", "main.html"])
def test_excuses_in_templates(name: str) -> None:
    text = "# handrail: allow x/y because z\n{# handrail: allow x/y because z #}\n```\na\n"
    found = [(e.place.line, e.place.column, e.reason, e.line) for e in excuses_in(text, name)]
    assert found == [(2, 1, "z", 3)]
