"""Guides' pages that were made before, each under a name made from all that it was made from."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.configuration import Configuration
from generator.figures.library import Library
from generator.folders import below
from generator.kept import Kept, content, digest, makers
from generator.pages import Page
from generator.sources import Sources, proof_of

_PAGE = TypeAdapter(Page)


class Cache:
    """Pages made from guides below `docs`; `shared` tells what they have in common, as a digest."""

    def __init__(self, kept: Kept, docs: Path, shared: Callable[[], bytes]) -> None:
        self.kept = kept
        self.docs = docs
        self._find_shared = shared
        self._shared = shared()

    def page(self, source: str, make: Callable[[], Page]) -> Page:
        """Return the page of the guide `source`, a path below docs: as it was kept, else made."""
        files = [self.docs / path for path in (source, proof_of(source))]
        written = [content(file) for file in files]
        name = digest([self._shared, os.fsencode(source), *written])
        try:
            page = _PAGE.validate_json(self.kept.get(name))
        except ValidationError:
            page = make()
            if [content(file) for file in files] != written:
                return page  # made from what somebody has written in between
        self.kept.keep(name, _PAGE.dump_json(page))
        return page

    def save(self) -> None:
        """Keep the pages that were asked for, and no others, unless they are made of two states."""
        if self.kept.has_changed and self._find_shared() == self._shared:
            self.kept.save()


def of(configuration: Configuration, sources: Sources, images: Library) -> Cache:
    """Return the cache of a site with these `sources` and `images`.

    It has to be asked for before any of them is read: what is changed later is not kept.
    """
    kept = Kept(configuration.kept("pages"))
    return Cache(kept, configuration.docs, lambda: _shared(configuration, sources, images))


def _shared(configuration: Configuration, sources: Sources, images: Library) -> bytes:
    """Return a digest of what all guides have in common."""
    docs = configuration.docs
    files = [docs / path for path in (*sources.service_providers, *sources.fragments)]
    templates = configuration.templates
    files += [templates / path for path in below(templates, ".j2")]
    if configuration.options.service_provider is not None:
        files.append(configuration.folder / configuration.options.service_provider)
    # Of what is in an image a page has its size alone.
    pictures = [(file, images.leaves(file), images.sizes.get(file)) for file in images.files]
    pieces = (_settings(configuration), repr(pictures).encode(), *_contents(files), *makers())
    return digest(pieces)


def _settings(configuration: Configuration) -> bytes:
    """Return the settings that pages depend on; the others are for the whole site."""
    options = configuration.options.model_copy(update={"rules": {}, "verified_days": 0})
    own = replace(
        configuration,
        site=Path(),
        site_url="",
        strict=False,
        today=dt.date.min,
        nav=(),
        snippets={},
        absent=frozenset(),
        diagnostics=(),
        options=options,
    )
    return repr((own, sorted(configuration.absent))).encode()


def _contents(files: Iterable[Path]) -> Iterator[bytes]:
    for file in files:
        yield os.fsencode(file)
        yield content(file)
