"""The YAML files of a site, read: guides with their fragments, and whose values they enter."""

import os
import posixpath
from pathlib import Path

from generator import pages, reader, sources
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic
from generator.environment import compiled_once, environment, template_folders
from generator.figures import library as figures
from generator.fragments import Find
from generator.guide import Guide
from generator.pages import Site
from generator.reader import Reading
from generator.render import Renderer
from generator.service_provider import ServiceProvider
from generator.sources import Sources
from generator.yaml_data import Mapping


def site_of(
    configuration: Configuration, found: Sources, images: figures.Library
) -> tuple[Site, list[Diagnostic]]:
    """Return what the pages have in common, and what is wrong with it."""
    own = {
        source: reader.read_service_provider(
            path := configuration.docs / source, configuration.name(path)
        )
        for source in found.service_providers
    }
    renderer = Renderer(
        compiled_once(environment, template_folders(configuration.templates)),
        pages.image_finder(configuration, images),
        # Without a palette Material knows no schemes, and hides no picture by its fragment.
        schemes=configuration.theme == "material" and configuration.has_palette,
    )
    configured = _configured(configuration, own)
    site = Site(configuration, images, renderer, own, configured)
    if configured is None or configured in own.values():
        return site, []
    wrong = list(configured.diagnostics)
    if configured.model is not None:
        wrong += pages.check_service_provider(configured.model)
    return site, wrong


def _configured(
    configuration: Configuration, readings: dict[str, Reading[ServiceProvider]]
) -> Reading[ServiceProvider] | None:
    """Return the service provider that mkdocs.yml names, if it names one."""
    own = configuration.options.service_provider
    if own is None:
        return None
    name = configuration.name(configuration.folder / own)
    if "service_provider" in configuration.absent:
        return Reading(name, None, ())  # reported where it is named
    known = {reading.name: reading for reading in readings.values()}
    return known.get(name) or reader.read_service_provider(configuration.folder / own, name)


def service_provider_for(configuration: Configuration, guide: Path) -> ServiceProvider | None:
    """Return the service provider that a guide at the path `guide` has, or would have."""
    found = sources.find(configuration.docs)
    images = figures.library(configuration.images)
    site, _ = site_of(configuration, found, images)
    below = Path(os.path.relpath(guide.absolute(), configuration.docs)).as_posix()
    reading = site.service_provider(below)
    return reading.model if reading else None


def read_guide(
    configuration: Configuration, path: Path
) -> tuple[Reading[Guide], Reading[ServiceProvider] | None]:
    """Read the guide at `path` and the service provider that it has, if it has one.

    The guide may stand outside of the docs folder; its fragments are those of the site.
    """
    found = sources.find(configuration.docs)
    site, _ = site_of(configuration, found, figures.library(configuration.images))
    source = Path(os.path.relpath(path.absolute(), configuration.docs)).as_posix()
    return guide(site, source, found), site.service_provider(source)


def guide(site: Site, source: str, found: Sources) -> Reading[Guide]:
    """Read the guide `source`, a path below docs, with its fragments."""
    path = site.configuration.docs / source
    names = [posixpath.basename(one).removesuffix(sources.FRAGMENT) for one in found.fragments]
    return reader.read_guide(path, site.name(source), _fragment_finder(site, source, found), names)


def _fragment_finder(site: Site, guide: str, found: Sources) -> Find:
    """Return what reads the fragment of a name that is nearest to a guide."""

    def find(name: str) -> tuple[Mapping | None, list[Diagnostic]] | None:
        path = sources.nearest(f"{name}{sources.FRAGMENT}", guide, found.fragments)
        if path is None:
            return None
        return reader.read_data(site.configuration.docs / path, site.name(path))

    return find
