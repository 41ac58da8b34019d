"""No figure leads out of the images folder, whatever its folder or its name says."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.hostile.conftest import make_site
from tests.hostile.pages import DATA, PROVIDER, filled
from tests.mkdocs.sites import HANDRAIL, SMALL, Built, Site, attributes, run

FIGURES: dict[str, Any] = yaml.safe_load((DATA / "figures.yml").read_text("utf-8"))
HIDDEN = "Nobody may see this."
DRAWING = "img/sso/acme/enter-values.drawing.yml"
LINKS = {
    "linked.svg": "OUTSIDE/secret.svg",
    "drawn.drawing.yml": "OUTSIDE/secret.drawing.yml",
    "twice.svg": "linked.svg",
    "dangling.svg": "OUTSIDE/nothing.svg",
    "away": "OUTSIDE",
    "inside.svg": "one.svg",
}


def _guide(folder: str, stem: str) -> str:
    guide = yaml.safe_load((SMALL / "docs/sso/acme.guide.yml").read_text("utf-8"))
    guide["figure_folder"] = folder
    guide["sections"] = guide["sections"][1:]
    guide["sections"][0]["steps"][1]["figures"] = {stem: "The open settings"}
    return yaml.safe_dump(guide, allow_unicode=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Make a site, secrets around it, and a guide for each way to them."""
    outside = tmp_path_factory.mktemp("outside")
    site = make_site(outside / "site")
    secret = f'<svg xmlns="http://www.w3.org/2000/svg"><title>{HIDDEN}</title></svg>'
    drawing = (SMALL / DRAWING).read_text("utf-8").replace("Acme console", HIDDEN)
    for folder in ("..", ".", "img/.hidden"):
        site.write(f"{folder}/secret.svg", secret)
        site.write(f"{folder}/secret.drawing.yml", drawing)
    for name, target in LINKS.items():
        link = site.folder / "img/figures" / name
        link.symlink_to(target.replace("OUTSIDE", str(outside)))
    provider = filled(PROVIDER, lambda _: "harmless")
    site.write(f"docs/{PROVIDER}", provider)
    for name, figure in {**FIGURES, "fine": {"folder": "figures", "stem": "inside"}}.items():
        folder, stem = (figure[key].replace("OUTSIDE", str(outside)) for key in ("folder", "stem"))
        site.write(f"docs/{name}.guide.yml", _guide(folder, stem))
    return site


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    return site.build()


def _holding(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if HIDDEN.encode() in path.read_bytes()]


def test_secrets_are_there(site: Site) -> None:
    outside = site.folder.parent
    assert HIDDEN in (outside / "secret.svg").read_text("utf-8")
    assert HIDDEN in (site.folder / "img/figures/linked.svg").read_text("utf-8")


@pytest.mark.parametrize("name", FIGURES)
def test_figure_is_a_finding(built: Built, name: str) -> None:
    found = [line for line in built.log.splitlines() if f"docs/{name}.guide.yml:" in line]
    assert [line for line in found if f": error: {FIGURES[name]['rule']}" in line], found


@pytest.mark.parametrize("name", FIGURES)
def test_page_shows_nothing_from_outside(built: Built, name: str) -> None:
    page = built.article(f"{name}/index.html")
    for address in attributes(page, "img", "src"):
        assert address.startswith("../img/figures/")
        assert ".." not in address.removeprefix("../")
        assert "%" not in address


def test_nothing_from_outside_is_published(built: Built) -> None:
    assert "Traceback" not in built.log
    assert _holding(built.folder) == []


def test_nothing_from_outside_is_rendered(site: Site, tmp_path: Path) -> None:
    run(site.folder, *HANDRAIL, "render", "--out", str(tmp_path / "tree"))
    assert _holding(tmp_path) == []


def test_link_that_stays_inside_is_fine(built: Built) -> None:
    assert attributes(built.article("fine/index.html"), "img", "src") == [
        "../img/figures/inside.svg"
    ]
    assert (built.folder / "img/figures/inside.svg").is_file()
    assert not [line for line in built.log.splitlines() if "fine.guide.yml" in line]


def test_checks_say_the_same(site: Site) -> None:
    checked = run(site.folder, *HANDRAIL, "check")
    assert checked.code == 1
    assert checked.log.count("figure/outside") >= len(FIGURES) // 2
