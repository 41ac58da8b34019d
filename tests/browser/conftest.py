from collections.abc import Iterator

import pytest

from generator import configuration
from tests.browser.own_site import ROOT, Served, build, serve


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Build the project's own site once, and serve it below the path of its address."""
    root = tmp_path_factory.mktemp("own-site")
    path = configuration.read(ROOT / "mkdocs.yml").base_path
    assert path != "/", "the site is published below a path, and tested there"
    folder = root / path.strip("/")
    build(folder)
    with serve(root) as address:
        yield Served(folder, address + path)
