"""What a site publishes beside its pages: images, drawings as drawn, and what serves readers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import pages, reader_assets
from generator.checks import leftovers
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, Place
from generator.environment import TemplateFaultError, compiled_once, template_folders
from generator.figures import drawing
from generator.figures import library as figures

# Stands for a drawing that has a fault, so that it does not seem to be missing as well.
_NOT_DRAWN = '<svg xmlns="http://www.w3.org/2000/svg"/>\n'


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to publish at `path` below the site's root: `file` itself, or what is drawn of it."""

    path: str
    file: Path
    drawn: str | None = None


def images(
    configuration: Configuration, library: figures.Library
) -> tuple[list[Asset], list[Diagnostic]]:
    """Return what is published below the images folder, drawings as drawn."""
    url, found = configuration.images_url, []
    assets = [
        Asset(f"{url}/{file}", library.folder / file)
        for file in library.files
        if not file.endswith(".yml") and not figures.is_drawing(file) and not library.leaves(file)
    ]
    svg = compiled_once(drawing.svg_environment, template_folders(configuration.templates))
    for file in library.drawings():
        path = library.folder / file
        model, diagnostics = drawing.read(path, configuration.name(path))
        found += [*diagnostics, *(leftovers.check(model) if model is not None else ())]
        drawn = _NOT_DRAWN
        try:
            drawn = drawing.draw(model, svg) if model is not None else _NOT_DRAWN
        except TemplateFaultError as error:
            found.append(pages.named(error.diagnostic, configuration))
        published = f"{url}/{file.removesuffix(figures.DRAWING)}.svg"
        assets.append(Asset(published, path, drawn))
    return assets, found


def for_readers() -> list[Asset]:
    """Return what serves readers in their browsers."""
    return [Asset(path, file) for path, file in reader_assets.FILES.items()]


def twice(configuration: Configuration, assets: list[Asset]) -> Iterator[Diagnostic]:
    """Find files of the images folder that the docs folder has as well (image/twice)."""
    for asset in assets:
        rival = configuration.docs / asset.path
        if rival.exists() and rival.resolve() != asset.file.resolve():
            message = f"{configuration.name(rival)} has the same address"
            place = Place(configuration.name(asset.file))
            yield Diagnostic(place, "image/twice", message, "delete one of the two")
