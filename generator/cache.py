"""Guides' pages that were made before, each under a name made from all that it was made from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.configuration import Configuration
from generator.kept import Kept, below, digest, ourselves
from generator.pages import Page, Site
from generator.sources import Sources

_PAGE = TypeAdapter(Page)


class Cache:
    """Pages made from guides below `docs`; `shared` is a digest of what they have in common."""

    def __init__(self, kept: Kept, docs: Path, shared: bytes) -> None:
        self.kept = kept
        self.docs = docs
        self.shared = shared

    def page(self, source: str, make: Callable[[], Page]) -> Page:
        """Return the page of the guide `source`, a path below docs: as it was kept, else made."""
        try:
            written = (self.docs / source).read_bytes()
        except OSError:
            return make()
        name = digest([self.shared, source.encode(), written])
        try:
            page = _PAGE.validate_json(self.kept.get(name))
        except ValidationError:
            page = make()
        self.kept.keep(name, _PAGE.dump_json(page))
        return page

    def save(self) -> None:
        """Keep the pages that were asked for, and no others."""
        self.kept.save()


def of(site: Site, sources: Sources) -> Cache:
    """Return the cache of a site with these `sources`."""
    configuration, docs = site.configuration, site.configuration.docs
    files = [docs / path for path in (*sources.service_providers, *sources.fragments)]
    files += below(configuration.templates)
    if configuration.options.service_provider is not None:
        files.append(configuration.folder / configuration.options.service_provider)
    pieces = [_settings(configuration), _images(site), *_contents(files), *ourselves()]
    return Cache(Kept(configuration.kept / "pages"), docs, digest(pieces))


def _settings(configuration: Configuration) -> bytes:
    """Return all settings but those that only the whole site depends on."""
    return repr(replace(configuration, site=Path(), nav=(), diagnostics=())).encode()


def _images(site: Site) -> bytes:
    """Return which images there are; what is in them shows on no page."""
    files = [(file, site.images.leaves(file)) for file in site.images.files]
    return repr(files).encode()


def _contents(files: Iterable[Path]) -> Iterator[bytes]:
    for file in files:
        yield str(file).encode()
        yield file.read_bytes() if file.is_file() else b""
