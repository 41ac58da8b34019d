"""The one place where all is put together: a folder -> pages, assets, diagnostics."""

import gc
import os
import posixpath
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator import cache, excuses, pages, progress, published, reader, readings, sources
from generator.cache import Cache
from generator.checks import (
    address_slips,
    alternative_texts,
    fragments,
    markdown_pages,
    pictures,
    proofs,
    references,
    templates,
    unused_images,
)
from generator.checks.images import check as check_images
from generator.checks.links import Links
from generator.checks.links import check as check_links
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, Finding, Place, judge
from generator.figures import library as figures
from generator.fragments import Fragment
from generator.gallery import Gallery
from generator.pages import Page, Site
from generator.published import Asset
from generator.sources import Sources

_LEAVE_IMAGES = ("figure/missing", "figure/outside", "file/extension", "page/twice")
_LEAD_NOWHERE = ("nav/guide-file", "link/missing-anchor")


@dataclass(frozen=True)
class Project:
    """All that Handrail makes of a folder, and all that is wrong in its sources."""

    configuration: Configuration
    sources: Sources
    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    diagnostics: tuple[Diagnostic, ...]

    def without(self, paths: Container[str]) -> "Project":
        """Return the project without the pages at `paths`, and without what is wrong only there."""
        kept = tuple(page for page in self.pages if page.path not in paths)
        left_out = (page for page in self.pages if page.path in paths)
        gone = {found for page in left_out for found in page.diagnostics}
        gone -= {found for page in kept for found in page.diagnostics}
        diagnostics = tuple(found for found in self.diagnostics if found not in gone)
        return replace(self, pages=kept, diagnostics=diagnostics)


def open_project(configuration: Configuration) -> Project:
    """Read, check and render everything in a project's folder."""
    found_sources = sources.find(configuration.docs)
    images = figures.library(configuration.images)
    kept = cache.of(configuration, found_sources, images) if configuration.options.cache else None
    site, configured = readings.site_of(configuration, found_sources, images)
    made = [*_guide_pages(site, found_sources, kept), *_service_provider_pages(site)]
    assets, drawn = published.images(configuration, images)
    diagnostics = [
        *configuration.diagnostics,
        *sources.check(found_sources, configuration),
        *configured,
        *(diagnostic for page in made for diagnostic in page.diagnostics),
        *_in_fragments(site, found_sources, made),
        *_old(configuration, made),
        *figures.misnamed_files(images, configuration),
        *drawn,
        *templates.check(configuration),
        *published.twice(configuration, assets),
    ]
    unique = tuple(dict.fromkeys(diagnostics))
    assets += published.for_readers() if made else []
    return Project(configuration, found_sources, tuple(made), tuple(assets), unique)


# A check of a built site that is made on demand (`Rule.is_on_demand`).
More = Callable[[Links], Iterable[Diagnostic]]


def check_site(
    project: Project, built: Path, more: Sequence[More] = ()
) -> tuple[list[Finding], Links]:
    """Return all findings in a project and in the site that was built from it in `built`.

    With them comes what is known of the site's links, whatever of it is excused or turned off.
    `more` are checks that take too long to be made each time.
    """
    # A link that is wrong as it is written also leads nowhere: that is one fault. So is a page
    # that is not there as its guide has the wrong name.
    explained = {found.place for found in project.diagnostics if found.rule in _LEAD_NOWHERE}
    misnamed = project.sources.misnamed_pages()
    explained |= {entry.place for entry in project.configuration.nav if entry.path in misnamed}
    links = check_links(project.configuration, project.pages, built)
    in_markdown = markdown_pages.check(links)
    links = links.without(references.explained(in_markdown))
    explained |= {found.place for found in in_markdown}
    slips = list(address_slips.check(links))
    explained |= {slip.place for slip in slips}
    broken = (pages.naming_use(link) for link in links.diagnostics() if link.place not in explained)
    slipped = map(pages.naming_use, slips)
    found = [*project.diagnostics, *slipped, *broken, *in_markdown, *_images(project, links)]
    found += (one for check in more for one in check(links))
    excused = excuses.apply(found, project.configuration, is_whole=bool(more))
    return judge(excused, project.configuration.options.rules), links


def _images(project: Project, links: Links) -> Iterator[Diagnostic]:
    """Find all that is wrong with the images that a built site shows."""
    assets = {asset.path: asset.file for asset in project.assets}
    gallery = Gallery(links.site, links.writing, assets)
    yield from check_images(gallery)
    yield from pictures.check(gallery)
    yield from alternative_texts.check(gallery)
    if not links.site.unread and not _leaves_images(project):
        yield from unused_images.check(gallery)
    gallery.images.save()


def _leaves_images(project: Project) -> bool:
    """Tell whether something could not be read, made or found that may use images."""
    is_partial = any(page.unreadable for page in project.pages)
    return is_partial or any(found.rule in _LEAVE_IMAGES for found in project.diagnostics)


def source_findings(project: Project) -> list[Finding]:
    """Return the findings in a project's sources alone."""
    excused = excuses.apply(project.diagnostics, project.configuration)
    # What an excuse is for may only show in the built site.
    known = [diagnostic for diagnostic in excused if diagnostic.rule != "excuse/unused"]
    return judge(known, project.configuration.options.rules)


def service_provider_files(configuration: Configuration, folder: Path) -> list[Path]:
    """Return the service provider's file that counts in a folder, or all if none does there."""
    own = configuration.options.service_provider
    if own is not None:
        return [configuration.folder / own]
    found = sources.find(configuration.docs).service_providers
    below = os.path.relpath(folder.absolute() / sources.SERVICE_PROVIDER, configuration.docs)
    near = sources.nearest(sources.SERVICE_PROVIDER, Path(below).as_posix(), found)
    return [configuration.docs / path for path in ([near] if near is not None else found)]


def yaml_files(configuration: Configuration) -> list[Path]:
    """Return every YAML file that writers of guides edit."""
    found = sources.find(configuration.docs)
    paths = [configuration.docs / path for path in (*found.all(), *found.fragments)]
    drawings = figures.library(configuration.images).files
    return paths + [configuration.images / file for file in drawings if file.endswith(".yml")]


def _guide_pages(site: Site, found: Sources, kept: Cache | None) -> Iterator[Page]:
    for source in _clearing_up(progress.counted("Reading guides", found.guides)):
        make = partial(_guide_page, site, source, found)
        yield make() if kept is None else kept.page(source, make)
    if kept is not None:
        kept.save()


def _guide_page(site: Site, source: str, found: Sources) -> Page:
    return pages.guide_page(site, source, readings.guide(site, source, found))


def _clearing_up(guides: Iterable[str]) -> Iterator[str]:
    """Yield guides, each when what the one before was made with has been cleared away.

    That is most of the garbage, and left to itself Python looks for it a hundred times as often.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        for guide in guides:
            yield guide
            gc.collect(0)
    finally:
        if was_enabled:
            gc.enable()


def _in_fragments(site: Site, found: Sources, made: list[Page]) -> Iterator[Diagnostic]:
    """Find what is wrong with fragments as such; what a use shows of one, its guide reports."""
    used = {file for page in made for file in page.fragments}
    # What could not be read may be what uses them.
    sure = not any(page.unreadable for page in made)
    for path in found.fragments:
        name = site.name(path)
        reading = reader.read(site.configuration.docs / path, name, Fragment)
        if name not in used and sure:
            own = posixpath.basename(path).removesuffix(sources.FRAGMENT)
            hint = f'write "use: {own}" in a list of sections or steps, or delete the file'
            yield Diagnostic(Place(name), "fragment/unused", "no guide uses it", hint)
        if name not in used:
            yield from reading.diagnostics
        elif reading.model is not None and reading.is_whole:
            yield from fragments.check(reading.model)


def _old(configuration: Configuration, made: Iterable[Page]) -> Iterator[Diagnostic]:
    """Find guides that were compared too long ago: that changes by itself, a kept page does not."""
    limit = configuration.options.verified_days
    for page in made:
        if page.compared is not None:
            yield from proofs.old(*page.compared, configuration.today, limit)


def _service_provider_pages(site: Site) -> Iterator[Page]:
    for source, reading in site.service_providers.items():
        yield pages.service_provider_page(site, source, reading)
