from pathlib import Path

import pytest

from tests.mkdocs.sites import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a copy of the small site."""
    return Site.copy(tmp_path)


@pytest.fixture
def plain(site: Site) -> Site:
    """Give a copy of the small site in MkDocs' own theme, where Material makes no difference."""
    site.configure(theme="mkdocs")
    return site
