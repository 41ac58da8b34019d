"""Where a fault on a built page is written that the page's own file does not hold; unread pages."""

from pathlib import Path

import pytest

from tests.sites import Site, lines, sound_site


def test_fault_of_a_template_of_the_site(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("templates/actions/go.md.j2", "{# way #}\ngo [there](nowhere.md).\n")
    found = lines(site.findings())
    assert found == (
        'templates/actions/go.md.j2:2:12: error: link/missing-page: "nowhere.md" is not there\n'
    )


def _write_theme(site: Site, address: str) -> None:
    site.edit("mkdocs.yml", "theme: mkdocs", "theme: {name: mkdocs, custom_dir: own}")
    footer = f'{{% block footer %}}<a href="{address}">x</a>{{% endblock %}}'
    site.write("own/main.html", f'{{% extends "base.html" %}}\n{footer}')


@pytest.mark.parametrize(
    ("address", "place"), [("/lost/", "own/main.html:2:28"), ("{{ '/lost/' }}", "mkdocs.yml:1:1")]
)
def test_fault_of_the_theme_is_said_once(address: str, place: str, tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    _write_theme(site, address)
    found = lines(site.findings())
    assert found.startswith(f"{place}: error: link/missing-page: ")
    assert found.count(": error: ") == 1


def _with_snippets(site: Site, more: str = "") -> None:
    # What MkDocs is not told by its whole path it looks for where it was started.
    base = f"      base_path: [{site.folder / 'parts'}]\n"
    extension = f"markdown_extensions:\n  - pymdownx.snippets:\n{base}{more}"
    site.write("mkdocs.yml", site.read("mkdocs.yml") + extension)


@pytest.mark.parametrize(
    "include", ['--8<-- "note.txt"', "--8<--\nnote.txt\n--8<--", '--8<-- "outer.txt"']
)
def test_fault_of_a_snippet(include: str, tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    _with_snippets(site)
    site.write("parts/note.txt", "A note.\n\nSee [x](lost.md).\n")
    site.write("parts/outer.txt", '--8<-- "note.txt"\n')
    site.write("docs/one.md", f"# One\n\n{include}\n")
    site.write("docs/two.md", f"# Two\n\n{include}\n")
    assert lines(site.findings()) == (
        'parts/note.txt:3:9: error: link/missing-page: "lost.md" is not there\n'
    )


def test_snippets_are_looked_for_beside_mkdocs_yml(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    extension = "markdown_extensions:\n  - pymdownx.snippets: {base_path: [parts]}\n"
    site.write("mkdocs.yml", site.read("mkdocs.yml") + extension)
    site.write("parts/part.md", "## Part\n")
    site.write("docs/one.md", '# One\n\n[x](#part)\n\n--8<-- "part.md"\n')
    assert lines(site.findings()) == ""


def test_fault_of_what_is_appended_to_every_page(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    _with_snippets(site, "      auto_append: [links.md]\n")
    site.write("parts/links.md", "[lost]: lost.md\n*[HTML]: a language\n")
    site.write("docs/one.md", "# One\n\nSee [lost].\n")
    assert lines(site.findings()) == (
        'parts/links.md:1:9: error: link/missing-page: "lost.md" is not there\n'
    )


def test_fault_of_a_page_that_is_html_already(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("docs/old.html", "<!doctype html>\n<p>See <a href='lost.html'>x</a>\n")
    assert lines(site.findings()) == (
        'docs/old.html:2:17: error: link/missing-page: "lost.html" is not there\n'
    )


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


def test_page_of_too_many_tags(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.write("docs/many.html", "<a href='lost.html'>x</a>" + "<p>" * 499_999)
    site.write("docs/fits.html", "<p>" * 500_000)
    assert lines(site.findings()) == (
        "docs/many.html:1:1: error: page/too-large: 500,001 tags\n"
        "    hint: nothing on this page was checked\n"
    )
