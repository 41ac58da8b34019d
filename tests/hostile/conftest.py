"""Sites of hostile texts."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.hostile.pages import DATA, GUIDE, PROVIDER, filled
from tests.mkdocs.sites import SMALL, Site

IMAGE = SMALL / "img/sso/acme/open-settings.svg"


def make_site(folder: Path) -> Site:
    """Return a site with all the extensions, and no guide yet."""
    site = Site(folder)
    folder.mkdir(exist_ok=True)
    shutil.copy(DATA / "mkdocs.yml", folder)
    for figure in ("one", "two", "three"):
        site.write(f"img/figures/{figure}.svg", IMAGE.read_text("utf-8"))
    site.write("docs/index.md", "# Hostile\n")
    site.write("overrides/plain.html", "<article>{{ page.content }}</article>\n")
    return site


def add_pages(site: Site, name: str, words: Callable[[str], str]) -> None:
    """Add a guide and a service provider with other words in every key."""
    for file in (GUIDE, PROVIDER):
        site.write(f"docs/{name}/{file}", filled(file, words))
