"""What no text can describe: too large, not UTF-8, linked. All else is in test_cases.py."""

from pathlib import Path

import pytest

from generator.mkdocs_plugin import BuildFailedError
from generator.yaml_source import MAXIMUM_BYTES
from tests.sites import Site, lines, needs_links, sound_site

GUIDE = "docs/sso/setup.guide.yml"
LEAVES = (
    f"{GUIDE}:18:11: error: figure/outside: "
    "setup/add-app.svg is a link out of img/, or to nowhere\n"
    "    hint: put the file itself there\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sound_site(tmp_path / "site")


def test_guide_that_is_latin_1(site: Site) -> None:
    text = site.read(GUIDE).replace("Add an app", "Füge eine App hinzu")
    (site.folder / GUIDE).write_bytes(text.encode("latin-1"))
    assert lines(site.findings()) == (
        f"{GUIDE}:11:13: error: yaml/encoding: byte 0xfc is not UTF-8\n"
        "    hint: save the file as UTF-8\n"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_guide_that_is_wide(site: Site, encoding: str) -> None:
    (site.folder / GUIDE).write_bytes(site.read(GUIDE).encode(encoding))
    assert lines(site.findings()) == (
        f"{GUIDE}:1:1: error: yaml/encoding: byte 0xff is not UTF-8\n"
        "    hint: save the file as UTF-8\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_byte_order_mark_and_line_ends_change_nothing(site: Site, start: str, end: str) -> None:
    site.write(GUIDE, start + site.read(GUIDE).replace("\n", end))
    assert lines(site.findings()) == ""
    site.edit(GUIDE, "(index.md#link-your", "(index.md#link-yuor")
    assert lines(site.findings()).startswith(f"{GUIDE}:31:41: error: link/missing-anchor: ")


def test_largest_file_can_be_read(site: Site) -> None:
    text = site.read(GUIDE)
    site.write(GUIDE, text + "#" * (MAXIMUM_BYTES - len(text.encode()) - 1) + "\n")
    assert lines(site.findings()) == ""


def test_larger_file_is_refused(site: Site) -> None:
    text = site.read(GUIDE)
    site.write(GUIDE, text + "#" * (MAXIMUM_BYTES - len(text.encode())) + "\n")
    assert lines(site.findings()) == (
        f"{GUIDE}:1:1: error: yaml/too-large: 1,048,577 bytes, more than 1,048,576\n"
        "    hint: split the file\n"
    )


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_endless_nesting_is_refused(site: Site, opening: str) -> None:
    site.write(GUIDE, opening * (MAXIMUM_BYTES // 2 // len(opening)))
    found = lines(site.findings())
    assert found.startswith(f"{GUIDE}:1:"), found
    assert ": error: yaml/too-deep: nested deeper than 50 levels" in found


def test_entity_id_that_is_too_long(site: Site) -> None:
    path = "docs/sso/service-provider.yml"
    long = "https://sso.example.com/" + "x" * 995 + "/{team}"
    site.edit(path, "https://sso.example.com/saml/{team}\n", f"{long}\n")
    assert lines(site.findings()) == ""
    site.edit(path, "xx/{team}\n", "xxx/{team}\n")
    assert lines(site.findings()) == (
        f"{path}:12:15: error: url/entity-id-length: 1,025 characters with the example filled in\n"
        "    hint: shorten it\n"
    )


def _link(site: Site, path: str, target: Path) -> None:
    file = site.folder / path
    file.unlink(missing_ok=True)
    file.symlink_to(target)


@needs_links
def test_image_that_is_a_link_out_of_the_images_folder(site: Site, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("<svg/>", encoding="utf-8")
    _link(site, "img/setup/add-app.svg", tmp_path / "secret")
    site.edit("docs/index.md", "![Adding an app](img/setup/add-app.svg)\n", "")
    site.edit("docs/index.md", "img/setup/add-app.svg", "img/setup/save.svg")
    assert lines(site.findings()) == LEAVES
    assert not (site.folder / "site/img/setup/add-app.svg").exists()


@needs_links
def test_image_below_a_linked_folder_is_not_published(site: Site, tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets/key.png").write_text("(secret)", encoding="utf-8")
    (site.folder / "img/linked").symlink_to(tmp_path / "secrets", target_is_directory=True)
    assert lines(site.findings()) == ""
    assert not (site.folder / "site/img/linked").exists()


@needs_links
def test_drawing_that_is_a_link_out_of_the_images_folder(site: Site, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("window: From elsewhere\n", encoding="utf-8")
    _link(site, "img/setup/save.drawing.yml", tmp_path / "secret")
    assert lines(site.findings()) == LEAVES.replace(":18:", ":27:").replace(
        "add-app.svg", "save.drawing.yml"
    )
    for page in (site.folder / "site").rglob("*.svg"):
        assert "From elsewhere" not in page.read_text("utf-8")


@needs_links
def test_image_that_is_a_link_inside_the_images_folder(site: Site) -> None:
    (site.folder / "img/setup/add-app.svg").rename(site.folder / "img/original.svg")
    _link(site, "img/setup/add-app.svg", Path("../original.svg"))
    assert lines(site.findings()) == ""


@needs_links
@pytest.mark.parametrize("target", ["nowhere", "setup.guide.yml"])
def test_guide_that_is_a_broken_link(site: Site, target: str) -> None:
    _link(site, GUIDE, Path(target))
    found = lines(site.findings())
    assert found.startswith(f"{GUIDE}:1:1: error: file/unreadable: ")


@needs_links
def test_markdown_page_that_is_a_broken_link(site: Site) -> None:
    _link(site, "docs/sso/lost.md", Path("nowhere"))
    with pytest.raises(BuildFailedError, match=r"sso/lost\.md"):
        site.findings()


@needs_links
def test_image_that_is_a_broken_link(site: Site) -> None:
    _link(site, "img/setup/add-app.svg", Path("nowhere.svg"))
    assert LEAVES in lines(site.findings())


def _linked_folder(site: Site, elsewhere: Path) -> None:
    """Move the guide and its service provider out of docs/, and link their folder into it."""
    (site.folder / "docs/sso").rename(elsewhere)
    (site.folder / "docs/sso").symlink_to(elsewhere, target_is_directory=True)


@needs_links
def test_linked_folder_of_docs_is_as_good_as_any(site: Site, tmp_path: Path) -> None:
    _linked_folder(site, tmp_path / "elsewhere")
    assert lines(site.findings()) == ""
    published = site.folder / "site/sso"
    assert (published / "setup/index.html").is_file()
    assert not list(published.glob("*.yml"))
    tree = tmp_path / "tree"
    assert site.run("handrail", "render", "--out", str(tree)).returncode == 0
    assert {path.name for path in (tree / "sso").iterdir()} == {
        "index.md",
        "service-provider.md",
        "setup.md",
    }


@needs_links
def test_excuse_in_a_linked_folder(site: Site, tmp_path: Path) -> None:
    excuse = "# handrail: allow figure/missing because it is being drawn"
    site.edit(GUIDE, "          add-app:", f"          {excuse}\n          add-ap:")
    _linked_folder(site, tmp_path / "elsewhere")
    assert lines(site.findings()) == ""


@needs_links
@pytest.mark.parametrize(
    ("links", "found"),
    [
        ({"docs/loop": "."}, {"docs/loop": "."}),
        ({"docs/one": "../docs", "docs/two": ".."}, {"docs/one": "../docs", "docs/two": ".."}),
        # Neither is a loop by itself.
        (
            {"docs/a/x": "../b", "docs/b/y": "../a"},
            {"docs/a/x/y": "../a", "docs/b/y/x": "../b"},
        ),
    ],
    ids=["itself", "two of them", "round two corners"],
)
def test_links_that_lead_back(site: Site, links: dict[str, str], found: dict[str, str]) -> None:
    for path, target in links.items():
        (site.folder / path).parent.mkdir(exist_ok=True)
        (site.folder / path).symlink_to(target, target_is_directory=True)
    expected = "".join(
        f'{path}:1:1: error: file/link-loop: it links to "{target}", a folder that it stands in\n'
        "    hint: delete it\n"
        for path, target in found.items()
    )
    assert lines(site.findings()) == expected
    rendered = site.run("handrail", "render", "--out", "tree")
    assert rendered.returncode == 1
    assert expected in rendered.stderr


@needs_links
def test_two_links_to_one_folder_are_no_loop(site: Site, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/page.md").write_text("# Shared\n", encoding="utf-8")
    for name in ("one", "two"):
        (site.folder / "docs" / name).symlink_to(tmp_path / "shared", target_is_directory=True)
    assert lines(site.findings()) == ""
    assert (site.folder / "site/two/page/index.html").is_file()


@needs_links
def test_figure_in_a_linked_folder(site: Site, tmp_path: Path) -> None:
    """Inside the images folder it is as good as any; outside it is none that may be published."""
    images = site.folder / "img"
    (images / "setup").rename(images / "drawn")
    (images / "setup").symlink_to("drawn", target_is_directory=True)
    assert lines(site.findings()) == ""
    (images / "drawn").rename(tmp_path / "secrets")
    (images / "setup").unlink()
    (images / "setup").symlink_to(tmp_path / "secrets", target_is_directory=True)
    found = lines(site.findings())
    assert LEAVES in found
    assert not (site.folder / "site/img/setup").exists()


def test_folders_with_the_names_of_files(site: Site) -> None:
    for name in ("docs/x.guide.yml", "docs/x.md", "docs/sub/service-provider.yml", "img/x.png"):
        (site.folder / name).mkdir(parents=True)
    assert lines(site.findings()) == ""


def test_hidden_files_are_none_of_ours(site: Site) -> None:
    site.write("docs/.hidden/x.guide.yml", "[")
    site.write("docs/.x.guide.yml", "[")
    site.write("img/.x.drawing.yml", "[")
    assert lines(site.findings()) == ""


def test_files_with_other_names_are_none_of_ours(site: Site) -> None:
    for name in ("okta.yml", "guide.yml", "guide.yaml", "okta.guides.yaml", "okta.guide.yaml.bak"):
        site.write(f"docs/sso/{name}", "[")
    for name in ("my-service-provider.yaml", "service_providers.yaml", "Service-Provider.yml.old"):
        site.write(f"docs/sso/{name}", "[")
    assert lines(site.findings()) == ""
    assert (site.folder / "site/sso/okta.yml").is_file()
