"""The images folder: which image or drawing each figure has."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator import folders
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, Place, nearest
from generator.figures import decoding
from generator.kept import content
from generator.surroundings import Surroundings

ENDINGS = (".webp", ".png", ".jpg", ".svg")
DRAWING = ".drawing.yml"
_OF_PIXELS = tuple(ending for ending in ENDINGS if ending != ".svg")
# A drawing's description, also where it is misnamed.
_DESCRIPTION = re.compile(r"(?P<figure>.+)\.drawings?\.ya?ml", re.IGNORECASE)


@dataclass(frozen=True)
class Library:
    """What stands below the images folder: paths relative to it, with /, in their order.

    `misnamed` are the drawings that are not read because of their names, each with its figure.
    """

    folder: Path
    files: tuple[str, ...]
    by_figure: dict[str, list[str]]
    misnamed: dict[str, str]

    def image(self, figure: str) -> str | None:
        """Return the path of the image of `figure` (FOLDER/STEM) as it is published."""
        files = [file for file in self.by_figure.get(figure, []) if not self.leaves(file)]
        images = [file for file in files if not file.endswith(DRAWING)]
        if images:
            return images[0]
        return f"{figure}.svg" if files else None

    @cached_property
    def sizes(self) -> dict[str, tuple[int, int]]:
        """The width and the height of every picture of pixels whose header can be read."""
        files = [file for file in self.files if file.endswith(_OF_PIXELS) and not self.leaves(file)]
        found = ((file, decoding.size(content(self.folder / file))) for file in files)
        return {file: size for file, size in found if size is not None}

    def is_drawn(self, path: str) -> bool:
        """Tell whether the image at `path` is made from a drawing."""
        return self.by_figure.get(path.removesuffix(".svg")) == [
            path.removesuffix(".svg") + DRAWING
        ]

    def drawings(self) -> Iterator[str]:
        """Yield the drawings that no image has taken over."""
        for figure, files in self.by_figure.items():
            if files == [f"{figure}{DRAWING}"] and not self.leaves(files[0]):
                yield files[0]

    def leaves(self, file: str) -> bool:
        """Tell whether a link leads from `file` out of the folder, or to nowhere."""
        return file in self._leaving

    @cached_property
    def _leaving(self) -> frozenset[str]:
        root = self.folder.resolve()
        paths = {posixpath.dirname(file) for file in self.files}
        paths |= {file for file in self.files if (root / file).is_symlink()}
        outside = {path for path in paths if not _is_inside(root, path)}
        return frozenset(f for f in self.files if f in outside or posixpath.dirname(f) in outside)


def _is_inside(root: Path, path: str) -> bool:
    file = root / path
    return file.exists() and file.resolve().is_relative_to(root)


def library(folder: Path) -> Library:
    """Return what stands below `folder`, without what is hidden; nothing if there is no folder."""
    files = folders.contents(folder).shown()
    by_figure, misnamed = defaultdict(list), {}
    for file in files:
        ending = next((e for e in (DRAWING, *ENDINGS) if file.endswith(e)), None)
        if ending:
            by_figure[file.removesuffix(ending)].append(file)
        elif described := _DESCRIPTION.fullmatch(file):
            misnamed[file] = described["figure"]
    return Library(folder, tuple(files), dict(by_figure), misnamed)


def is_drawing(file: str) -> bool:
    """Tell whether a file describes a drawing, whatever its name: it is never published itself."""
    return _DESCRIPTION.fullmatch(file) is not None


def misnamed_files(images: Library, configuration: Configuration) -> Iterator[Diagnostic]:
    """Find drawings whose name has another ending or other letters (file/extension)."""
    for file, figure in images.misnamed.items():
        place = Place(configuration.name(images.folder / file))
        hint = f"call it {posixpath.basename(figure)}{DRAWING}"
        yield Diagnostic(place, "file/extension", "a file of this name is not read", hint)


def check(part: Surroundings, images: Library) -> Iterator[Diagnostic]:
    """Find figures without an image, with two, and outside the images folder."""
    if "figure_folder" in part.left_out():
        return  # nobody knows where they are
    for step in part.steps():
        for key, stem, words in step.pictures:
            place = step.place("figures", key) if words is None else step.key_place("figures", key)
            yield from _check(place, part.figure(stem), images)


def _check(place: Place, path: str, images: Library) -> Iterator[Diagnostic]:
    files = images.by_figure.get(path, [])
    pictures = [file for file in files if not file.endswith(DRAWING)]
    if not files and path not in images.misnamed.values():
        folder = images.folder.name
        message = f'no image and no drawing "{path}" below {folder}/'
        new = f"add {folder}/{path}.webp, .png, .jpg or .svg, or a drawing, {path}{DRAWING}"
        yield Diagnostic(place, "figure/missing", message, nearest(path, images.by_figure) or new)
    elif len(pictures) > 1:
        message = f"{' and '.join(pictures)} are both there"
        yield Diagnostic(place, "figure/twice", message, "delete one of them")
    for file in files:
        if images.leaves(file):
            message = f"{file} is a link out of {images.folder.name}/, or to nowhere"
            yield Diagnostic(place, "figure/outside", message, "put the file itself there")
