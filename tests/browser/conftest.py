import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator import configuration
from tests.browser.own_site import ROOT, Served, build, move, serve, visit
from tests.sites import own_site

GUIDES = ROOT / "tests/guides"


@contextmanager
def _served(root: Path, source: Path = ROOT) -> Iterator[Served]:
    """Build a site, and serve it below the path of its address."""
    read = configuration.read(source / "mkdocs.yml")
    folder = root / read.base_path.strip("/")
    build(folder, source)
    asked: list[str] = []
    with serve(root, asked=asked) as address:
        if read.site_url:
            move(folder, read.site_url, address + read.base_path)
        yield Served(folder, address + read.base_path, asked)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Build and serve the project's own site once."""
    assert configuration.read(ROOT / "mkdocs.yml").base_path != "/", "it is tested below a path"
    with _served(tmp_path_factory.mktemp("own-site")) as site:
        yield site


@pytest.fixture(scope="session")
def loading_whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give the same site without the theme's instant loading."""
    source = own_site(tmp_path_factory.mktemp("source"))
    source.edit("mkdocs.yml", "    - navigation.instant\n", "")
    with _served(tmp_path_factory.mktemp("own-site"), source.folder) as site:
        yield site


@pytest.fixture(params=["served", "loading_whole"], ids=["instant", "whole"])
def site(request: pytest.FixtureRequest) -> Served:
    """Give the project's own site, with instant loading and without."""
    found: Served = request.getfixturevalue(request.param)
    return found


@pytest.fixture(
    scope="session",
    params=["content.tabs.link", "content.tabs.link, navigation.instant"],
    ids=["whole", "instant"],
)
def linked_tabs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Give the ten guides on a site whose tabs of one title are chosen together."""
    source = tmp_path_factory.mktemp("source") / "guides"
    shutil.copytree(GUIDES, source)
    file = source / "mkdocs.yml"
    theme = f"theme: {{features: [{request.param}], "
    text = file.read_text("utf-8").replace("theme: {", theme)
    file.write_text(f"{text}\nsite_url: https://example.com/guides/\n", "utf-8")
    with _served(tmp_path_factory.mktemp("guides"), source) as site:
        yield site


@pytest.fixture(scope="session")
def guides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Build and serve the ten guides of the tests, which show all that guides can hold."""
    with _served(tmp_path_factory.mktemp("guides"), GUIDES) as site:
        yield site


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give the ten guides under another theme; its colours of code come from elsewhere."""
    source = tmp_path_factory.mktemp("source") / "guides"
    shutil.copytree(GUIDES, source)
    file = source / "mkdocs.yml"
    text = file.read_text("utf-8").replace("search, ", "")
    text = text.replace("{name: material, font: false}", "{name: readthedocs, highlightjs: false}")
    file.write_text(text, "utf-8")
    with _served(tmp_path_factory.mktemp("guides"), source) as site:
        yield site


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open an empty page beside the scripts."""
    folder = tmp_path_factory.mktemp("scripts")
    shutil.copytree(ROOT / "generator/assets/handrail", folder / "handrail")
    (folder / "index.html").write_text("<!doctype html><link rel=icon href=data:,>")
    with serve(folder) as address, visit(browser, address) as page:
        page.goto(address)
        yield page
