"""Pages that are kept for the next run: used when nothing has changed, and never otherwise."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cache, configuration, project, sources
from generator.figures.library import library
from generator.pages import Page
from generator.project import Project
from tests.pictures import picture
from tests.sites import REPOSITORY, Site, sound_site
from tests.test_golden import GOLDEN

KEPT = ".cache/handrail/mkdocs.pages"
PROOF = "docs/sso/setup.proof.json"
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
    "proof": lambda site: site.write(PROOF, "{}"),
    "image": lambda site: site.write("img/setup/save.svg", "<svg/>"),
    "image of another size": lambda site: site.write_bytes(
        "img/setup/add-app.png", picture("x.png", size=[640, 301])
    ),
    "no image": lambda site: (site.folder / "img/setup/add-app.png").unlink(),
    "image is a link out": lambda site: _link_out(site, "img/setup/add-app.png"),
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


def _link_out(site: Site, path: str) -> None:
    outside = site.folder.parent / f"{site.folder.name}.svg"
    (site.folder / path).rename(outside)
    (site.folder / path).symlink_to(outside)


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
    (tmp_path / "img/setup/add-app.svg").unlink()
    made.write_bytes("img/setup/add-app.png", picture("x.png", size=[640, 300]))
    made.write(FRAGMENT, "description: saves\nsteps:\n  - click: Save\n")
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


def test_change_of_a_service_provider_elsewhere_is_seen(site: Site) -> None:
    """Also outside of docs/, where mkdocs.yml can name one."""
    _move(site, "docs/sso/service-provider.yml", "example.yml")
    site.edit("mkdocs.yml", "images: img", "service_provider: example.yml")
    first = _open(site)
    site.edit("example.yml", "name: Example\n", "name: Other\n")
    assert _open(site).pages != first.pages


def test_change_of_handrail_is_seen(site: Site) -> None:
    """A page of another version has another name, as the installed files are part of it."""
    shutil.copytree(REPOSITORY / "generator", site.folder / "generator")
    shutil.copytree(REPOSITORY / "templates", site.folder / "generator/templates")
    run = "from generator.cli import main; main()"
    command = ("python", "-c", run, "render", "--out", "out")
    for path in (GOLDEN / "docs").glob("*.guide.yml"):
        (site.folder / "docs/sso" / path.name).unlink()
    done = site.run(*command)
    assert done.returncode == 0, done.stdout + done.stderr
    before = site.read("out/sso/setup.md")
    label = site.read("generator/templates/label.md.j2")
    site.write("generator/templates/label.md.j2", label.replace("**", "*"))
    assert site.run(*command).returncode == 0
    assert site.read("out/sso/setup.md") != before


def test_page_of_what_changes_meanwhile_is_not_kept(site: Site) -> None:
    read = configuration.read(site.config)
    guide = "sso/setup.guide.yml"
    found = cache.of(read, sources.find(read.docs), library(read.images))
    page = _open(site).pages[0]

    def make() -> Page:
        site.edit(f"docs/{guide}", "Add an app", "Add one")
        return page

    (site.folder / KEPT).unlink()
    found.page(guide, make)
    found.save()
    assert not (site.folder / KEPT).exists()


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


def test_nothing_is_left_behind_where_the_file_cannot_be_replaced(site: Site) -> None:
    (site.folder / KEPT).mkdir(parents=True)
    _open(site)
    kept = {path.name for path in (site.folder / KEPT).parent.iterdir()}
    assert kept == {".gitignore", "mkdocs.pages"}


def test_folder_is_kept_out_of_version_control(site: Site) -> None:
    _open(site)
    assert site.read(".cache/handrail/.gitignore") == "*\n"


def test_nothing_is_kept_if_the_site_says_so(site: Site) -> None:
    site.edit("mkdocs.yml", "images: img", "cache: false")
    _open(site)
    assert not (site.folder / ".cache").exists()
