"""`handrail new` begins a guide, `handrail fix` mends the slips of YAML."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.fix import mended
from generator.yaml_source import parse
from tests.sites import REPOSITORY, Site, lines, sound_site

GUIDE = "docs/sso/setup.guide.yml"
SLIP = ("- click: Add app", "- click: @Add app")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    site = sound_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    return site


def _run(*arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=said, catch_exceptions=False)


# --- new ---


def test_new_guide_is_clean(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.folder / "docs/sso")
    run = _run("new", "fort-id")
    assert run.exit_code == 0
    assert run.output.startswith("fort-id.guide.yml: ")
    site.edit("mkdocs.yml", "  - sso/setup.md", "  - sso/setup.md\n  - sso/fort-id.md")
    assert "Fort Id" in site.read("docs/sso/fort-id.guide.yml")
    assert lines(site.findings()) == ""


def test_new_guide_is_never_written_over_a_file(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.folder / "docs/sso")
    before = site.read(GUIDE)
    run = _run("new", "setup")
    assert (run.exit_code, run.output) == (2, "handrail: setup.guide.yml is there already\n")
    assert site.read(GUIDE) == before


@pytest.mark.parametrize("name", ["Fort", "a/b", "../x", "a b", "-a", "ä"])
def test_name_that_no_page_can_have(site: Site, name: str) -> None:
    run = _run("new", "--", name)
    assert run.exit_code == 2
    assert "cannot be a guide's name" in run.output
    assert not list(site.folder.rglob(f"*{name.strip('./')}.guide.yml"))


def test_new_guide_needs_a_service_provider(site: Site) -> None:
    run = _run("new", "fort-id")
    assert run.exit_code == 2
    assert "there is no service-provider.yml here or above" in run.output
    assert "an example to copy stands in the documentation" in run.output
    assert not (site.folder / "fort-id.guide.yml").exists()


@pytest.mark.parametrize("command", [("fix",), ("new", "fort-id")])
def test_commands_find_the_site_above(
    command: tuple[str, ...], site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.folder / "docs/sso")
    assert _run(*command).exit_code == 0


# --- fix ---


def test_fix_shows_what_it_would_write_and_asks(site: Site) -> None:
    site.edit(GUIDE, *SLIP)
    before = site.read(GUIDE)
    run = _run("fix", said="n\n")
    assert run.exit_code == 0
    assert f"--- {GUIDE}\n" in run.output
    assert "-      - click: @Add app\n+      - click: '@Add app'\n" in run.output
    assert site.read(GUIDE) == before


@pytest.mark.parametrize("arguments", [("--yes",), ("--yes", GUIDE)])
def test_fix_writes(site: Site, arguments: tuple[str, ...]) -> None:
    site.edit(GUIDE, *SLIP)
    assert _run("fix", *arguments).exit_code == 0
    assert "- click: '@Add app'" in site.read(GUIDE)
    assert lines(site.findings()) == ""


def test_fix_leaves_sound_files_alone(site: Site) -> None:
    before = {path: path.read_bytes() for path in site.folder.rglob("*.yml")}
    run = _run("fix")
    assert (run.exit_code, run.output) == (0, "nothing to mend\n")
    assert {path: path.read_bytes() for path in site.folder.rglob("*.yml")} == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: @a\n", "title: '@a'\n"),
        (
            "\ufefftitle: @a\r\nintro: {{ sp.name }}\r\n",
            "\ufefftitle: '@a'\r\nintro: '{{ sp.name }}'\r\n",
        ),
        ("title: a\n# @a\n", "title: a\n# @a\n"),
        ("title: 'a\n", "title: 'a'\n"),
        ("title: a # b\nintro: a #b\n", "title: a # b\nintro: 'a #b'\n"),
        (
            "sections:\n  - steps:\n      - click:a\n",
            "sections:\n  - steps:\n      - click: a\n",
        ),
        ("", ""),
    ],
)
def test_all_else_stays_as_it_is(before: str, after: str) -> None:
    assert mended(before, "x.guide.yml") == after


SOUND_GUIDES = [
    text
    for folder in ("docs", "tests/guides/docs", "tests/golden/docs", "tests/cases/sound/docs")
    for path in sorted((REPOSITORY / folder).rglob("*.guide.yml"))
    if "\n  " in (text := path.read_text("utf-8"))
]


@st.composite
def _tabbed(draw: st.DrawFn) -> tuple[str, str, int]:
    """Return a sound guide, and itself with tabs in the indent of one line: which, from 0."""
    guide = draw(st.sampled_from(SOUND_GUIDES))
    lines = guide.splitlines()
    indented = [number for number, line in enumerate(lines) if line.startswith("  ")]
    number = draw(st.sampled_from(indented))
    lines[number] = "\t" * draw(st.integers(1, 6)) + lines[number].lstrip(" ")
    return guide, "\n".join((*lines, "")), number


@given(_tabbed())
def test_a_line_with_tabs_is_put_where_it_stood_or_left_alone(
    written: tuple[str, str, int],
) -> None:
    guide, tabbed, number = written
    found = mended(tabbed, "x.guide.yml")
    if found in (guide, tabbed):
        return
    # Only how far a line of code stands behind the others nobody can know.
    before, after = guide.splitlines(), found.splitlines()
    assert [*before[:number], *before[number + 1 :]] == [*after[:number], *after[number + 1 :]]
    assert after[number].strip() == before[number].strip()
    assert "\t" not in after[number]
    assert parse(found, "x.guide.yml")[1] == []
