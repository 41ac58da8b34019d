"""`handrail render` writes the whole tree, and touches nothing that is the same or none of its."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.sites import Site, own_site, sound_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sound_site(tmp_path / "site")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def _render(site: Site, out: Path) -> Result:
    return CliRunner().invoke(main, ["render", "--config", str(site.config), "--out", str(out)])


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_tree_holds_pages_and_images_and_no_source(site: Site, out: Path) -> None:
    site.write("docs/sso/picture.svg", "<svg/>")
    site.write("docs/sso/data.yml", "of: others")
    result = _render(site, out)
    assert result.output == f"{out}: 8 files written, 0 unchanged\n"
    assert result.exit_code == 0
    assert set(_files(out)) == {
        "index.md",
        "sso/data.yml",
        "sso/index.md",
        "sso/picture.svg",
        "sso/service-provider.md",
        "sso/setup.md",
        "img/setup/add-app.svg",
        "img/setup/save.svg",
    }
    assert (out / "index.md").read_bytes() == (site.folder / "docs/index.md").read_bytes()


def test_second_run_touches_nothing(site: Site, out: Path) -> None:
    _render(site, out)
    for path in out.rglob("*"):
        os.utime(path, ns=(1, 1))
    before = _files(out)
    assert _render(site, out).output == f"{out}: 0 files written, 6 unchanged\n"
    assert _files(out) == before
    assert {path.stat().st_mtime_ns for path in out.rglob("*")} == {1}


def test_only_what_changed_is_written(site: Site, out: Path) -> None:
    _render(site, out)
    for path in out.rglob("*"):
        os.utime(path, ns=(1, 1))
    site.edit("docs/sso/setup.guide.yml", "click: Add app", "click: Add an app")
    assert _render(site, out).output == f"{out}: 1 files written, 5 unchanged\n"
    assert (out / "sso/setup.md").stat().st_mtime_ns != 1
    assert (out / "index.md").stat().st_mtime_ns == 1


def test_nothing_else_is_touched(site: Site, out: Path) -> None:
    (out / "sso").mkdir(parents=True)
    (out / "sso/old.md").write_text("old", encoding="utf-8")
    (out / ".git").write_text("x", encoding="utf-8")
    _render(site, out)
    assert (out / "sso/old.md").read_text("utf-8") == "old"
    assert (out / ".git").read_text("utf-8") == "x"
    assert not list(out.rglob(".handrail*"))


@pytest.mark.parametrize("folder", ["docs", "docs/out", "docs/sso/../out", "docs/."])
def test_folder_inside_docs_is_refused(site: Site, folder: str) -> None:
    before = _files(site.folder)
    result = _render(site, site.folder / folder)
    assert result.exit_code == 2
    assert "lies inside" in result.output
    assert _files(site.folder) == before


@pytest.mark.parametrize("taken", ["sso", "img/setup"])
def test_file_in_the_way_of_a_folder(site: Site, out: Path, taken: str) -> None:
    (out / taken).parent.mkdir(parents=True)
    (out / taken).write_text("x", encoding="utf-8")
    result = _render(site, out)
    assert result.exit_code == 2
    assert result.output.startswith("handrail: ")
    assert result.output.count("\n") == 1


def test_folder_in_the_way_of_a_file(site: Site, out: Path) -> None:
    (out / "index.md").mkdir(parents=True)
    result = _render(site, out)
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert not list(out.rglob(".handrail*"))


def test_faults_write_nothing(site: Site, out: Path) -> None:
    site.edit("docs/sso/setup.guide.yml", "click: Add app", "klick: Add app")
    result = _render(site, out)
    assert result.exit_code == 1
    assert "docs/sso/setup.guide.yml:16:9: error: schema/unknown-key: " in result.output
    assert not out.exists()


def test_warnings_do_not_stop_it(site: Site, out: Path) -> None:
    site.edit("docs/sso/setup.guide.yml", "{sp: acs_url}", "{leave: empty}")
    result = _render(site, out)
    assert result.exit_code == 0
    assert "warning: value/never-given: " in result.stderr
    assert result.stdout == f"{out}: 6 files written, 0 unchanged\n"


def test_every_run_gives_equal_bytes(tmp_path: Path) -> None:
    """Also with other hashes, which sets and dictionaries could depend on."""
    site = own_site(tmp_path / "site")
    trees = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        done = site.run("handrail", "render", "--out", str(out), PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        trees.append(_files(out))
    assert trees[0] == trees[1]
    assert "learn/accounts/enterprise-sso/idp-setup/microsoft-entra-id.md" in trees[0]
