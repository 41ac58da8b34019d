"""`handrail check --baseline`: how its file begins, and what is said of it. See cases/baseline/."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import baseline
from generator.diagnostics import Diagnostic, Place, judge
from generator.rules import RULES
from tests.sites import Site, sound_site

FILE = "handrail-baseline.txt"
GUIDE = "docs/sso/setup.guide.yml"
WARNING = ("{sp: acs_url}", "{leave: empty}")
KNOWN = f'{GUIDE}: value/never-given: no step enters "acs_url" (Reply URL)\n'


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = sound_site(tmp_path)
    site.edit("docs/index.md", "# Home", "# Home\n\n[Old](old.md) [Older](older.md)")
    site.edit(GUIDE, *WARNING)
    return site


def test_it_is_begun_and_lets_pass(site: Site) -> None:
    begun = site.run("handrail", "check", "--strict", "--write-baseline", FILE)
    assert (begun.returncode, begun.stdout) == (0, "nothing to complain about\n")
    assert begun.stderr == f"handrail: {FILE}: 3 known\n"
    assert site.read(FILE).splitlines()[1:] == [
        'docs/index.md: link/missing-page: "old.md" is not there',
        'docs/index.md: link/missing-page: "older.md" is not there',
        KNOWN.strip(),
    ]
    again = site.run("handrail", "check", "--strict", "--baseline", FILE)
    assert (again.returncode, again.stdout) == (0, "nothing to complain about\n")
    assert again.stderr == f"handrail: {FILE}: 3 known, 0 gone\n"


def test_what_is_mended_is_taken_out_and_what_is_new_fails(site: Site) -> None:
    site.run("handrail", "check", "--write-baseline", FILE)
    site.edit("docs/index.md", " [Older](older.md)", "\n\n![](img/setup/add-app.svg)")
    done = site.run("handrail", "check", "--baseline", FILE, "--format", "json")
    assert done.returncode == 1
    assert [one["rule"] for one in json.loads(done.stdout)["diagnostics"]] == ["image/empty-text"]
    assert done.stderr == f"handrail: {FILE}: 2 known, 1 gone\n"
    assert "older.md" not in site.read(FILE)


def test_what_was_not_looked_for_is_not_taken_out(site: Site) -> None:
    site.run("handrail", "check", "--write-baseline", FILE)
    dead = 'docs/index.md: external/dead: "https://docs.example.com/" answers 404 (Not Found)\n'
    site.write(FILE, site.read(FILE) + dead)
    site.edit("docs/index.md", " [Older](older.md)", "")
    done = site.run("handrail", "check", "--baseline", FILE)
    assert done.stderr == f"handrail: {FILE}: 3 known, 1 gone\n"
    assert dead in site.read(FILE)


def test_what_cannot_be_let_pass_is_not_written(site: Site) -> None:
    site.edit(GUIDE, "click: Add app", "klick: Add app")
    done = site.run("handrail", "check", "--write-baseline", FILE)
    assert done.returncode == 1
    assert "schema/unknown-key" in done.stdout
    assert "schema/unknown-key" not in site.read(FILE)


def test_it_is_written_anew_only_when_something_is_gone(site: Site) -> None:
    site.run("handrail", "check", "--write-baseline", FILE)
    path = site.folder / FILE
    before = path.stat()
    site.run("handrail", "check", "--baseline", FILE)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9)


@given(
    st.lists(st.builds(Diagnostic, st.builds(Place, TEXTS), st.sampled_from(sorted(RULES)), TEXTS))
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, diagnostics: list[Diagnostic]
) -> None:
    file = tmp_path_factory.getbasetemp() / FILE
    entries = baseline.entries(judge(diagnostics, {}))
    file.write_bytes(baseline.text(entries).encode())
    assert baseline.read(file, FILE) == (entries, [])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            ("--baseline", FILE),
            f"handrail: there is no {FILE}\nhandrail: to begin one: handrail check --write-",
        ),
        (("--baseline", FILE, "--write-baseline", FILE), "handrail: either --baseline or "),
        (("--write-baseline", "mkdocs.yml/x"), "handrail: mkdocs.yml"),
    ],
    ids=["no file", "both options", "nowhere to write to"],
)
def test_check_that_cannot_run(site: Site, options: tuple[str, ...], says: str) -> None:
    done = site.run("handrail", "check", *options)
    assert done.returncode == 2
    assert done.stderr.startswith(says)
    assert "Traceback" not in done.stderr


def test_file_that_cannot_be_read(site: Site) -> None:
    (site.folder / FILE).mkdir()
    done = site.run("handrail", "check", "--baseline", FILE)
    assert done.returncode == 2
    assert "is a directory" in done.stderr
