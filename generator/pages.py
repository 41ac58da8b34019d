"""One YAML file -> one page: read, checked, rendered, with all that is wrong in it."""

import datetime as dt
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from generator import hand_over, proof, values
from generator.checks import (
    flow,
    guides,
    labels,
    leftovers,
    name_ids,
    proofs,
    sentences,
    service_providers,
    steps,
    style,
    texts,
    wordings,
)
from generator.configuration import Configuration
from generator.destinations import destinations
from generator.diagnostics import Diagnostic, Place
from generator.environment import TemplateFaultError
from generator.figures import library as figures
from generator.guide import Guide
from generator.names import known_values, link_target
from generator.outline import outline
from generator.placeholders import Placeholder
from generator.reader import Reading
from generator.render import Image, Known, Renderer, in_address
from generator.service_provider import ServiceProvider
from generator.sources import SERVICE_PROVIDER, nearest, page_of, proof_of
from generator.surroundings import Surroundings, around


@dataclass(frozen=True, slots=True)
class Origin:
    """What a page leads to or shows, as it was written: `target` is named as files in messages.

    `is_destination` tells that readers go there to sign in and do something.
    """

    address: str
    target: str
    place: Place
    is_destination: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page made from YAML: `path` and `source` are below the docs folder, with /.

    `unreadable` tells that something had to be left out; the page then says what. `fragments` are
    the files of the fragments that it uses. `placeholders` have a field on the page. `compared` is
    the day when its guide was last compared with the console, and where that is written.
    """

    path: str
    source: str
    markdown: str
    origins: tuple[Origin, ...]
    diagnostics: tuple[Diagnostic, ...]
    unreadable: bool
    fragments: frozenset[str] = frozenset()
    placeholders: Mapping[str, Placeholder] = field(default_factory=dict, hash=False)
    compared: tuple[dt.date, Place] | None = None


@dataclass(frozen=True)
class Site:
    """What the pages of one site have in common."""

    configuration: Configuration
    images: figures.Library
    renderer: Renderer
    service_providers: dict[str, Reading[ServiceProvider]]
    configured: Reading[ServiceProvider] | None

    def name(self, path: str) -> str:
        """Return the name in messages of a file below the docs folder."""
        return posixpath.normpath(posixpath.join(self._docs, path))

    @cached_property
    def _docs(self) -> str:
        return self.configuration.name(self.configuration.docs)

    @cached_property
    def shared_origins(self) -> dict[str, tuple[Origin, ...]]:
        """What each service provider leads to, by the name of its file: its guides show it too."""
        readings = [*self.service_providers.values(), self.configured]
        return {one.name: self.origins(one.model) for one in readings if one and one.model}

    def origins(self, part: Guide | ServiceProvider) -> tuple[Origin, ...]:
        """Return the links and the figures that are written in a guide or a service provider."""
        sent = (Origin(url, url, place, is_destination=True) for url, place in destinations(part))
        return (*_links(texts.texts(part)), *self._figures(part), *sent)

    def _figures(self, part: Surroundings) -> Iterator[Origin]:
        for step in part.steps():
            for key, stem, _ in step.pictures:
                image = self.renderer.image(part.figure(stem))
                if image is not None:
                    address = in_address(image.path)
                    yield Origin(address, address, step.place("figures", key))

    def service_provider(self, guide: str) -> Reading[ServiceProvider] | None:
        """Return the configured service provider, or the nearest one at or above a guide."""
        if self.configured is not None:
            return self.configured
        path = nearest(SERVICE_PROVIDER, guide, self.service_providers)
        return self.service_providers[path] if path is not None else None


def image_finder(
    configuration: Configuration, images: figures.Library
) -> Callable[[str], Image | None]:
    """Return what finds the image of a figure (FOLDER/STEM), addressed where it is published."""
    published = configuration.name(configuration.docs / configuration.images_url)

    def find(figure: str) -> Image | None:
        path = images.image(figure)
        if path is None:
            return None
        address = posixpath.normpath(posixpath.join(published, path))
        return Image(address, images.is_drawn(path), images.sizes.get(path))

    return find


def guide_page(site: Site, source: str, reading: Reading[Guide]) -> Page:
    """Return the page of a guide."""
    guide, sp_reading = reading.model, site.service_provider(source)
    sp = sp_reading.model if sp_reading else None
    found = [*reading.diagnostics, *_missing(sp_reading, reading.name)]
    if guide is None:
        return _page(site, source, reading, found, lambda: "")
    plan = outline(guide, around(guide, sp))
    record = _record(site, source)
    proven = proofs.standing(guide, plan, record)
    written = texts.texts(guide)
    way = values.flow(guide, sp)
    found += guides.check(guide, plan)
    found += steps.check(guide.procedures(), way, sp)
    found += labels.check(guide, way, sp)
    found += style.check(guide)
    found += wordings.check(guide, way)
    if "images" not in site.configuration.absent:
        found += figures.check(guide, site.images)
    # What is left out may be what a link without words leads to, or what a name stands for.
    words = plan.words() if reading.is_whole else None
    found += texts.check(written, known_values(sp, guide), words)
    found += leftovers.check(guide)
    found += sentences.check(guide)
    found += proofs.check(guide, site.name(proof_of(source)), record)
    if reading.is_whole:
        found += proofs.check_whole(guide, plan, record)
    if reading.is_whole and sp is not None:
        found += guides.check_whole(guide, way, sp, plan)
        found += labels.check_whole(guide, sp)
        found += flow.check(way, sp, plan)
        found += name_ids.check(guide, sp)
    name = site.name(page_of(source))
    found = [naming_use(diagnostic) for diagnostic in found]
    page = _page(
        site,
        source,
        reading,
        found,
        lambda: site.renderer.guide(guide, sp, Known(way, plan, proven), name),
    )
    shared = site.shared_origins[sp_reading.name] if sp_reading and sp else ()
    return replace(
        page,
        origins=(*site.origins(guide), *shared),
        fragments=reading.fragments,
        placeholders=hand_over.placeholders(way, sp),
        compared=proofs.compared(guide, proven),
    )


def _record(site: Site, source: str) -> proof.Proof | Diagnostic | None:
    """Return the proof of a guide, or what is wrong with its file."""
    path = proof_of(source)
    return proof.read(site.configuration.docs / path, site.name(path))


def service_provider_page(site: Site, source: str, reading: Reading[ServiceProvider]) -> Page:
    """Return a service provider's own page."""
    sp, found = reading.model, list(reading.diagnostics)
    if sp is None:
        return _page(site, source, reading, found, lambda: "")
    found += check_service_provider(sp)
    if "images" not in site.configuration.absent:
        found += figures.check(sp, site.images)
    plan = outline(None, around(sp))
    name = site.name(page_of(source))
    page = _page(
        site,
        source,
        reading,
        found,
        lambda: site.renderer.service_provider(sp, plan, name),
    )
    placeholders = {str(name): one for name, one in sp.placeholders.items()}
    return replace(page, origins=site.origins(sp), placeholders=placeholders)


def check_service_provider(sp: ServiceProvider) -> Iterator[Diagnostic]:
    """Yield all that is wrong in a service provider that could be read."""
    yield from service_providers.check(sp)
    yield from steps.check(sp.procedures(), values.flow(sp, sp), sp)
    yield from name_ids.check(sp, sp)
    yield from texts.check(texts.texts(sp), known_values(sp, None), {})
    yield from leftovers.check(sp)
    yield from sentences.check(sp)


def naming_use(diagnostic: Diagnostic) -> Diagnostic:
    """Say of a fault in a fragment where the fragment is used."""
    place = diagnostic.place.used_at
    return replace(diagnostic, used_at=(place,)) if place is not None else diagnostic


def _missing(reading: Reading[ServiceProvider] | None, name: str) -> Iterator[Diagnostic]:
    if reading is None:
        hint = f"add {SERVICE_PROVIDER} to the guide's folder or one above it"
        message = f"there is no {SERVICE_PROVIDER}"
        yield Diagnostic(Place(name), "service-provider/missing", message, hint)


def _links(written: list[texts.Written]) -> Iterator[Origin]:
    for one in written:
        for used in one.used.links:
            link, place = used.link, one.place(used.start)
            target = link_target(link.address, one.text.file) if link.is_relative else link.address
            yield Origin(link.address, target, place)


def _page(
    site: Site,
    source: str,
    reading: Reading[Any],
    found: list[Diagnostic],
    render: Callable[[], str],
) -> Page:
    """Render a page; with what is wrong on top of it if something had to be left out."""
    unreadable = not reading.is_whole
    try:
        markdown = render()
    except TemplateFaultError as error:
        found.append(named(error.diagnostic, site.configuration))
        markdown, unreadable = "", True
    if unreadable:
        try:
            markdown = site.renderer.faults(source, sorted(set(found)), markdown)
        except TemplateFaultError as error:
            found.append(named(error.diagnostic, site.configuration))
    return Page(page_of(source), source, markdown, (), tuple(found), unreadable)


def named(diagnostic: Diagnostic, configuration: Configuration) -> Diagnostic:
    """Name a template as files are named in messages; Jinja gives its path."""
    file = Path(diagnostic.place.file)
    if not file.is_absolute():
        return diagnostic
    return replace(diagnostic, place=replace(diagnostic.place, file=configuration.name(file)))
