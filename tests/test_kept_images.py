"""What images hold is kept for the next run: by their bytes, and for nothing else."""

from pathlib import Path

import pytest

from generator.figures import decoding
from generator.figures.reading import Images
from generator.kept import Kept
from tests.pictures import picture
from tests.sites import Site, lines, sound_site

KEPT = ".cache/handrail/mkdocs.images"
IMAGE = "img/setup/shot.png"
# What can have become of the file.
BROKEN = [b"", b"x\n\nx y\n\xff\n", b'x {"width": "wide"}\n']


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with a screenshot."""
    made = sound_site(tmp_path)
    made.write_bytes(IMAGE, picture(IMAGE))
    old = "![Adding an app](img/setup/add-app.svg)"
    made.edit("docs/index.md", old, f"![The list of apps]({IMAGE})")
    return made


def test_next_check_finds_the_same(site: Site) -> None:
    site.write_bytes(IMAGE, picture(IMAGE, cut=30))
    first = lines(site.findings())
    assert "image/damaged" in first
    assert lines(site.findings()) == first


def test_what_is_kept_is_used(site: Site) -> None:
    assert lines(site.findings()) == ""
    site.write(KEPT, site.read(KEPT).replace('"is_animated":false', '"is_animated":true'))
    assert f"{IMAGE}:1:1: warning: image/animated" in lines(site.findings())


def test_change_is_seen(site: Site) -> None:
    assert lines(site.findings()) == ""
    site.write_bytes(IMAGE, picture(IMAGE, cut=30))
    assert "image/damaged" in lines(site.findings())


def test_other_decoder_is_asked_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(site.findings()) == ""
    before = site.read(KEPT)
    monkeypatch.setattr("PIL.__version__", "0")
    assert lines(site.findings()) == ""
    assert set(site.read(KEPT).split()[::2]).isdisjoint(before.split()[::2])


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_file_is_written_anew(site: Site, broken: bytes) -> None:
    assert lines(site.findings()) == ""
    whole = site.read(KEPT)
    site.write_bytes(KEPT, broken)
    assert lines(site.findings()) == ""
    assert site.read(KEPT) == whole


def test_image_that_is_gone_is_dropped(site: Site) -> None:
    assert lines(site.findings()) == ""
    before = site.read(KEPT).splitlines()
    site.edit("docs/index.md", f"![The list of apps]({IMAGE})", "")
    (site.folder / IMAGE).unlink()
    assert lines(site.findings()) == ""
    assert len(site.read(KEPT).splitlines()) == len(before) - 1


def test_nothing_is_kept_if_the_site_says_so(site: Site) -> None:
    site.edit("mkdocs.yml", "images: img", "cache: false")
    site.write_bytes(IMAGE, picture(IMAGE, cut=30))
    assert "image/damaged" in lines(site.findings())
    assert not (site.folder / ".cache").exists()


def test_same_bytes_are_decoded_once(tmp_path: Path) -> None:
    images = Images(Kept(tmp_path / "kept"))
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(picture(name))
    (one, facts), (other, same) = (images.look(tmp_path / name) for name in ("a.png", "b.png"))
    assert one == other
    assert facts == same
    images.save()
    assert len((tmp_path / "kept").read_bytes().splitlines()) == 1


def test_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "shot.png"
    with file.open("wb") as opened:
        opened.truncate(decoding.MOST_BYTES + 1)
    _, facts = Images(None).look(file)
    assert facts.refusal is not None
    assert facts.refusal.spot.what == "it holds 50,000,001 bytes"
