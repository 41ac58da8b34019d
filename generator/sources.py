"""Which files of the docs folder are Handrail's, and what their pages are called."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import folders
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, Place

GUIDE = ".guide.yml"
SERVICE_PROVIDER = "service-provider.yml"
FRAGMENT = ".fragment.yml"
PROOF = ".proof.json"
# What Handrail would read, were it spelled right.
_NEARLY = re.compile(
    r"(?:(?P<name>.+)\.(?P<kind>guide|fragment)|service[-_ ]?provider)\.ya?ml(?:\.txt)?",
    re.IGNORECASE,
)
# Any YAML that may be a guide: if it has these keys at its top it is one.
_YAML = re.compile(r"(?P<name>.+?)(?:[-_. ]?guide)?\.ya?ml(?:\.txt)?", re.IGNORECASE)
_GUIDES_KEYS = (
    re.compile(rb"^identity_provider:", re.MULTILINE),
    re.compile(rb"^sections:", re.MULTILINE),
)
_MAXIMUM_BYTES = 1024 * 1024  # no guide is longer: see `yaml_source`


@dataclass(frozen=True)
class Sources:
    """Paths below the docs folder, with /, in their order; `loops` are folders.

    `misnamed` says for each file that would be read by another name what that name is.
    """

    guides: tuple[str, ...]
    service_providers: tuple[str, ...]
    fragments: tuple[str, ...]
    proofs: tuple[str, ...]
    misnamed: Mapping[str, str]
    loops: tuple[str, ...]

    def misnamed_pages(self) -> set[str]:
        """Return the pages that there would be if no file was misnamed."""
        named = ((posixpath.dirname(path), name) for path, name in self.misnamed.items())
        return {page_of(posixpath.join(*folder_and_name)) for folder_and_name in named}

    def unpublished(self) -> set[str]:
        """Return the files that serve writers, and reach no reader as they are."""
        return {*self.all(), *self.fragments, *self.proofs, *self.misnamed}

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


def proof_of(guide: str) -> str:
    """Return the path of the proof of a guide."""
    return guide.removesuffix(GUIDE) + PROOF


def page_of(source: str) -> str:
    """Return the path of the page that is made from `source`."""
    return source.removesuffix(GUIDE if source.endswith(GUIDE) else ".yml") + ".md"


def find(docs: Path) -> Sources:
    """Return Handrail's files below `docs`, without what is hidden."""
    below = folders.contents(docs)
    found = below.shown()
    return Sources(
        tuple(path for path in found if path.endswith(GUIDE)),
        tuple(path for path in found if _name(path) == SERVICE_PROVIDER),
        tuple(path for path in found if path.endswith(FRAGMENT)),
        tuple(path for path in found if path.endswith(PROOF)),
        _misnamed(docs, found),
        below.loops,
    )


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _misnamed(docs: Path, found: Collection[str]) -> dict[str, str]:
    """Return the files that have to be called otherwise, and how."""
    names = ((path, _right_name(docs, path)) for path in found)
    return {path: name for path, name in names if name != _name(path)}


def _right_name(docs: Path, path: str) -> str:
    """Return what a file is to be called: otherwise only if it seems to be Handrail's."""
    name = _name(path)
    nearly = _NEARLY.fullmatch(name)
    if nearly is not None:
        kind = nearly["kind"]
        return f"{nearly['name']}.{kind.lower()}.yml" if kind else SERVICE_PROVIDER
    any_yaml = _YAML.fullmatch(name)
    if any_yaml is not None and _is_guide(docs / path):
        return f"{any_yaml['name']}{GUIDE}"
    return name


def _is_guide(path: Path) -> bool:
    """Tell whether a file has the keys of a guide at its top."""
    try:
        with path.open("rb") as file:
            text = file.read(_MAXIMUM_BYTES)
    except OSError:
        return False
    return all(key.search(text) for key in _GUIDES_KEYS)


def check(sources: Sources, configuration: Configuration) -> Iterator[Diagnostic]:
    """Yield all that is wrong with which files there are, and what they are called."""
    yield from link_loops(sources, configuration)
    yield from misnamed_files(sources, configuration)
    yield from pages_with_two_sources(sources, configuration)
    yield from guides_in_nav(sources, configuration)
    yield from unused_proofs(sources, configuration)


def link_loops(sources: Sources, configuration: Configuration) -> Iterator[Diagnostic]:
    """Find folders that link to one on the way to them (file/link-loop)."""
    for path in sources.loops:
        link = configuration.docs / path
        message = f'it links to "{link.readlink().as_posix()}", a folder that it stands in'
        yield Diagnostic(Place(configuration.name(link)), "file/link-loop", message, "delete it")


def misnamed_files(sources: Sources, configuration: Configuration) -> Iterator[Diagnostic]:
    """Find files whose name has another ending or other letters (file/extension)."""
    for path, name in sources.misnamed.items():
        place = Place(configuration.name(configuration.docs / path))
        hint = f"call it {name}"
        yield Diagnostic(place, "file/extension", "a file of this name is not read", hint)


def pages_with_two_sources(sources: Sources, configuration: Configuration) -> Iterator[Diagnostic]:
    """Find Markdown pages beside a file that makes the same page (page/twice)."""
    for path in sources.all():
        page = page_of(path)
        if (configuration.docs / page).exists():
            place = Place(configuration.name(configuration.docs / path))
            message = f"{configuration.name(configuration.docs / page)} makes the same page"
            yield Diagnostic(place, "page/twice", message, "delete one of the two")


def guides_in_nav(sources: Sources, configuration: Configuration) -> Iterator[Diagnostic]:
    """Find entries of the nav that name a file that makes a page (nav/guide-file)."""
    for entry in configuration.nav:
        if entry.path in (*sources.guides, *sources.service_providers):
            message = f'"{entry.path}" is not a page'
            hint = f"write {page_of(entry.path)}"
            yield Diagnostic(entry.place, "nav/guide-file", message, hint)


def unused_proofs(sources: Sources, configuration: Configuration) -> Iterator[Diagnostic]:
    """Find proofs beside which no guide stands (proof/unused)."""
    for path in sorted({*sources.proofs} - {proof_of(guide) for guide in sources.guides}):
        place = Place(configuration.name(configuration.docs / path))
        guide = posixpath.basename(path).removesuffix(PROOF) + GUIDE
        hint = "call it as its guide is called, or delete it"
        yield Diagnostic(place, "proof/unused", f"there is no {guide} beside it", hint)
