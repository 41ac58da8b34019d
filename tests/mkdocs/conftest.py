from pathlib import Path

import pytest

from tests.mkdocs.sites import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a copy of the small site."""
    return Site.copy(tmp_path)
