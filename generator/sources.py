"""Which files of the docs folder are Handrail's, and what their pages are called."""

import os
import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, Place

GUIDE = ".guide.yml"
SERVICE_PROVIDER = "service-provider.yml"
FRAGMENT = ".fragment.yml"
_MISNAMED = (".guide.yaml", "service-provider.yaml", ".fragment.yaml")


@dataclass(frozen=True)
class Sources:
    """Paths below the docs folder, with /, in their order."""

    guides: tuple[str, ...]
    service_providers: tuple[str, ...]
    fragments: tuple[str, ...]
    misnamed: tuple[str, ...]

    def all(self) -> Iterator[str]:
        """Yield every file that makes a page."""
        yield from self.guides
        yield from self.service_providers


def nearest(name: str, below: str, known: Collection[str]) -> str | None:
    """Return the file called `name` that is nearest to the file `below`: beside it or above."""
    folder = posixpath.dirname(below)
    while True:
        path = posixpath.join(folder, name)
        if path in known:
            return path
        if not folder:
            return None
        folder = posixpath.dirname(folder)


def page_of(source: str) -> str:
    """Return the path of the page that is made from `source`."""
    return source.removesuffix(GUIDE if source.endswith(GUIDE) else ".yml") + ".md"


def find(docs: Path) -> Sources:
    """Return Handrail's files below `docs`, without what is hidden."""
    found = []
    for directory, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(directory).relative_to(docs)
        found += [(below / name).as_posix() for name in sorted(names) if name[0] != "."]
    return Sources(
        tuple(path for path in found if path.endswith(GUIDE)),
        tuple(path for path in found if path.rpartition("/")[2] == SERVICE_PROVIDER),
        tuple(path for path in found if path.endswith(FRAGMENT)),
        tuple(path for path in found if path.endswith(_MISNAMED)),
    )


def check(sources: Sources, configuration: Configuration) -> Iterator[Diagnostic]:
    """Find misnamed files, pages with two sources, and a nav that names a guide's file."""
    for path in sources.misnamed:
        place = Place(configuration.name(configuration.docs / path))
        hint = f"call it {path.rpartition('/')[2].removesuffix('.yaml')}.yml"
        yield Diagnostic(place, "file/extension", "the ending is .yaml", hint)
    for path in sources.all():
        page = page_of(path)
        if (configuration.docs / page).exists():
            place = Place(configuration.name(configuration.docs / path))
            message = f"{configuration.name(configuration.docs / page)} makes the same page"
            yield Diagnostic(place, "page/twice", message, "delete one of the two")
    for entry in configuration.nav:
        if entry.path in (*sources.guides, *sources.service_providers):
            message = f'"{entry.path}" is not a page'
            hint = f"write {page_of(entry.path)}"
            yield Diagnostic(entry.place, "nav/guide-file", message, hint)
