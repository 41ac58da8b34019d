"""`handrail render` writes the whole tree, and touches nothing that is the same or none of its."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import reader_assets
from generator.cli import main
from tests.sites import Site, needs_links, own_site, sound_site

# What every page of ours is published with.
ASSETS = reader_assets.FILES


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = sound_site(tmp_path / "site")
    made.edit("mkdocs.yml", "images: img", "cache: false")
    return made


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
    site.write("docs/sso/setup.proof.json", "{}")
    site.write("docs/sso/gone.proof.json", "{}")
    site.edit(
        "mkdocs.yml",
        "cache: false",
        "cache: false\n      rules: {proof/unreadable: 'off', proof/unused: 'off'}",
    )
    result = _render(site, out)
    assert result.output == f"{out}: {8 + len(ASSETS)} files written, 0 unchanged\n"
    assert result.exit_code == 0
    assert set(_files(out)) == {
        *ASSETS,
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


def test_tree_holds_what_serves_readers(site: Site, out: Path) -> None:
    _render(site, out)
    assert {"assets/handrail.css", "assets/handrail/main.js"} <= set(ASSETS)
    assert {name: _files(out)[name] for name in ASSETS} == {
        name: file.read_bytes() for name, file in ASSETS.items()
    }


def test_tree_without_a_page_of_ours_holds_no_scripts(site: Site, out: Path) -> None:
    for name in ("setup.guide.yml", "service-provider.yml"):
        (site.folder / "docs/sso" / name).unlink()
    _render(site, out)
    assert not [name for name in _files(out) if name.startswith("assets/")]


def test_second_run_touches_nothing(site: Site, out: Path) -> None:
    _render(site, out)
    for path in out.rglob("*"):
        os.utime(path, ns=(1, 1))
    before = _files(out)
    assert _render(site, out).output == f"{out}: 0 files written, {6 + len(ASSETS)} unchanged\n"
    assert _files(out) == before
    assert {path.stat().st_mtime_ns for path in out.rglob("*")} == {1}


def test_only_what_changed_is_written(site: Site, out: Path) -> None:
    _render(site, out)
    for path in out.rglob("*"):
        os.utime(path, ns=(1, 1))
    site.edit("docs/sso/setup.guide.yml", "click: Add app", "click: Add an app")
    assert _render(site, out).output == f"{out}: 1 files written, {5 + len(ASSETS)} unchanged\n"
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


def _expect_refused(site: Site, out: Path, *reasons: str) -> None:
    """Demand that nothing was written, and that the reasons are all that is said."""
    above = out.parent
    before = (sorted(above.rglob("*")), _files(above))
    result = _render(site, out)
    assert result.output == "".join(f"handrail: {reason}\n" for reason in reasons)
    assert result.exit_code == 2
    assert (sorted(above.rglob("*")), _files(above)) == before


@pytest.mark.parametrize("folder", ["docs", "docs/out", "docs/sso/../out", "docs/."])
def test_folder_inside_docs(site: Site, folder: str) -> None:
    out = site.folder / folder
    _expect_refused(site, out, f"{out} lies inside {site.folder}/docs, where the pages come from")


def test_folder_inside_images(site: Site) -> None:
    out = site.folder / "img/out"
    _expect_refused(site, out, f"{out} lies inside {site.folder}/img, where the pages come from")


def test_folder_that_holds_the_images(site: Site) -> None:
    """The drawing that is made of a description would stand beside it, and take over from it."""
    reason = f"{site.folder}/img would be written to, and is where the pages come from"
    _expect_refused(site, site.folder, reason)


@pytest.mark.parametrize("taken", ["sso", "img/setup"])
def test_file_in_the_way_of_a_folder(site: Site, out: Path, taken: str) -> None:
    (out / taken).parent.mkdir(parents=True)
    (out / taken).write_text("x", encoding="utf-8")
    _expect_refused(site, out, f"{out / taken} is a file, where a folder has to be")


def test_folder_in_the_way_of_a_file(site: Site, out: Path) -> None:
    (out / "sso/setup.md/x").mkdir(parents=True)
    _expect_refused(site, out, f"{out}/sso/setup.md is a folder, where a file has to be")


def test_everything_in_the_way_is_said(site: Site, out: Path) -> None:
    (out / "img").mkdir(parents=True)
    (out / "img/setup").write_text("x", encoding="utf-8")
    (out / "index.md").mkdir()
    _expect_refused(
        site,
        out,
        f"{out}/img/setup is a file, where a folder has to be",
        f"{out}/index.md is a folder, where a file has to be",
    )


def test_file_on_the_way(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    _expect_refused(site, tmp_path / "file/out", f"{tmp_path}/file is no folder")


def test_tree_that_contradicts_itself(site: Site, out: Path) -> None:
    site.write("docs/img/setup", "x")
    _expect_refused(site, out, f"{out}/img/setup would be a file and a folder")


@needs_links
@pytest.mark.parametrize("linked", ["img", "sso", "img/setup"])
def test_link_in_the_way_of_a_folder(site: Site, out: Path, tmp_path: Path, linked: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (out / linked).parent.mkdir(parents=True)
    (out / linked).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    _expect_refused(site, out, f"{out / linked} is a link, where a folder has to be")


@needs_links
def test_link_in_the_way_of_a_file_is_replaced(site: Site, out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").write_text("old", encoding="utf-8")
    out.mkdir()
    (out / "index.md").symlink_to(tmp_path / "elsewhere.md")
    assert _render(site, out).output == f"{out}: {6 + len(ASSETS)} files written, 0 unchanged\n"
    assert (tmp_path / "elsewhere.md").read_text("utf-8") == "old"
    assert not (out / "index.md").is_symlink()


@needs_links
@pytest.mark.parametrize("target", ["nowhere", "out"])
def test_out_that_is_a_link_to_nowhere(site: Site, out: Path, target: str) -> None:
    out.symlink_to(target)
    _expect_refused(site, out, f"{out} is no folder")


@needs_links
def test_out_that_is_a_link_to_a_folder(site: Site, out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    out.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert _render(site, out).exit_code == 0
    assert (tmp_path / "elsewhere/index.md").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="no other file fails only when it is read")
def test_file_that_cannot_be_read_leaves_nothing_half_written(site: Site, out: Path) -> None:
    unreadable = site.folder / "docs/zzz.bin"
    unreadable.symlink_to("/proc/self/mem")
    result = _render(site, out)
    assert result.output == f"handrail: {unreadable}: Input/output error\n"
    assert result.exit_code == 2
    assert not out.exists()


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
    assert result.stdout == f"{out}: {6 + len(ASSETS)} files written, 0 unchanged\n"


def test_every_run_gives_equal_bytes(tmp_path: Path) -> None:
    """Also with other hashes, which sets and dictionaries could depend on."""
    site = own_site(tmp_path / "site")
    trees = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        shutil.rmtree(site.folder / ".cache", ignore_errors=True)
        done = site.run("handrail", "render", "--out", str(out), PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        trees.append(_files(out))
    assert trees[0] == trees[1]
    assert "learn/accounts/enterprise-sso/idp-setup/microsoft-entra-id.md" in trees[0]
