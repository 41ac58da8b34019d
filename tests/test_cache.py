"""Pages that are kept for the next run: used when nothing has changed, and never otherwise."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import configuration, project
from generator.project import Project
from tests.sites import Site, sound_site
from tests.test_golden import GOLDEN

KEPT = ".cache/handrail/pages"
FRAGMENT = "docs/sso/save.fragment.yml"
# All that a page is made from: each changes something, and what was kept must not be shown.
CHANGES: dict[str, Callable[[Site], None]] = {
    "guide": lambda site: site.edit("docs/sso/setup.guide.yml", "Add an app", "Add one"),
    "guide moved": lambda site: _move(site, "docs/sso/setup.guide.yml", "docs/setup.guide.yml"),
    "service provider": lambda site: site.edit(
        "docs/sso/service-provider.yml", "name: Example\n", "name: Other\n"
    ),
    "nearer service provider": lambda site: _move(
        site, "docs/sso/service-provider.yml", "docs/service-provider.yml"
    ),
    "template": lambda site: site.write("templates/label.md.j2", "*{{ label }}*"),
    "fragment": lambda site: site.edit(FRAGMENT, "Save", "Store"),
    "no fragment": lambda site: (site.folder / FRAGMENT).unlink(),
    "image": lambda site: site.write("img/setup/save.svg", "<svg/>"),
    "no image": lambda site: (site.folder / "img/setup/add-app.svg").unlink(),
    "theme": lambda site: site.edit("mkdocs.yml", "theme: mkdocs", "theme: readthedocs"),
    "images folder": lambda site: site.edit("mkdocs.yml", "images: img", "images: pictures"),
}
# What can have become of the file.
BROKEN = {
    "empty": b"",
    "no pages": b"x\n\nx y\n\xff\n",
    "half": None,
}


def _move(site: Site, old: str, new: str) -> None:
    (site.folder / old).rename(site.folder / new)


def _open(site: Site) -> Project:
    return project.open_project(configuration.read(site.config))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with a guide of all keys, one that has faults, and what they are made from."""
    made = sound_site(tmp_path)
    made.edit(
        "docs/sso/setup.guide.yml",
        "    steps:\n      - go",
        "    steps:\n      - use: save\n      - go",
    )
    made.write(FRAGMENT, "steps:\n  - click: Save\n")
    for path in (GOLDEN / "docs").glob("*.guide.yml"):
        shutil.copy(path, tmp_path / "docs/sso")
    return made


def test_next_run_finds_the_same(site: Site) -> None:
    first = _open(site)
    assert any(page.unreadable for page in first.pages)
    assert first.diagnostics
    assert _open(site) == first


def test_kept_page_is_used(site: Site) -> None:
    first = _open(site)
    site.write(KEPT, site.read(KEPT).replace("# ", "# Kept "))
    pages = {page.path: page.markdown for page in _open(site).pages}
    changed = {page.path for page in first.pages if pages[page.path] != page.markdown}
    assert "sso/setup.md" in changed


@pytest.mark.parametrize("name", CHANGES)
def test_change_is_seen(site: Site, name: str) -> None:
    first = _open(site)
    CHANGES[name](site)
    second = _open(site)
    assert second != first
    shutil.rmtree(site.folder / ".cache")
    assert second == _open(site)


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_is_written_anew(site: Site, name: str) -> None:
    first = _open(site)
    file = site.folder / KEPT
    whole = file.read_bytes()
    broken = BROKEN[name]
    file.write_bytes(whole[: len(whole) // 2] if broken is None else broken)
    assert _open(site) == first
    assert file.read_bytes() == whole


def test_page_of_a_guide_that_is_gone_is_dropped(site: Site) -> None:
    _open(site)
    before = len(site.read(KEPT).splitlines())
    (site.folder / "docs/sso/setup.guide.yml").unlink()
    _open(site)
    assert len(site.read(KEPT).splitlines()) == before - 1


def test_folder_that_cannot_be_written_is_no_fault(site: Site) -> None:
    site.write(".cache", "a file in the place of the folder")
    first = _open(site)
    assert _open(site) == first


def test_folder_is_kept_out_of_version_control(site: Site) -> None:
    _open(site)
    assert site.read(".cache/handrail/.gitignore") == "*\n"


def test_nothing_is_kept_if_the_site_says_so(site: Site) -> None:
    site.edit("mkdocs.yml", "images: img", "cache: false")
    _open(site)
    assert not (site.folder / ".cache").exists()
