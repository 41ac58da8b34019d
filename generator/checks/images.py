"""Checks of images: what is in their files, whatever shows them."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from generator.diagnostics import Diagnostic
from generator.figures.formats import ENDINGS, FORMATS
from generator.gallery import Gallery, ImageFile

# In bytes, and in pixels: why so many, the rules image/heavy and image/oversized say.
_HEAVIEST, _LONGEST_SIDE = 1_048_576, 8_000


class Fault(NamedTuple):
    """What is wrong with an image, and where in its file if that is text."""

    rule: str
    message: str
    hint: str
    line: int = 1
    column: int = 1


_FileRule: TypeAlias = Callable[[ImageFile], Iterator[Fault]]


def check(gallery: Gallery) -> Iterator[Diagnostic]:
    """Yield all that is wrong with the image files of a site that are used."""
    for image in gallery.files.values():
        for fault in _of_file(image):
            yield from _at_file(gallery, image, fault)
    yield from copied(gallery)


def _of_file(image: ImageFile) -> Iterator[Fault]:
    """Apply the rules; those of looks only to what a page shows, and can be shown."""
    rules: tuple[_FileRule, ...] = (refused,) if image.facts.refusal else _FILE_RULES
    if image.is_loaded and not image.facts.refusal:
        rules += _LOADED_RULES
    for rule in rules:
        yield from rule(image)


def _at_file(gallery: Gallery, image: ImageFile, fault: Fault) -> Iterator[Diagnostic]:
    """Yield a finding at an image's file for each place that uses it: it is excused there."""
    place, message = gallery.place(image), fault.message
    if image.source is None:
        message = f"{image.path}: {message}"
    elif not image.source.name.endswith(".yml"):
        place = replace(place, line=fault.line, column=fault.column)
    one = Diagnostic(place, fault.rule, message, fault.hint, image.uses[0].lead.page)
    places = {at.place for use in image.uses for at in gallery.places(use.lead)}
    yield from [replace(one, used_at=(at,)) for at in sorted(places) if at != place] or [one]


# --- what is in a file ---


def refused(image: ImageFile) -> Iterator[Fault]:
    """Find what cannot be shown: the rule stands with the reason."""
    if image.facts.refusal is not None:
        rule, spot = image.facts.refusal
        hint = "make it smaller" if rule == "image/too-large" else "save it anew"
        yield Fault(rule, spot.what, hint, spot.line, spot.column)


def extension(image: ImageFile) -> Iterator[Fault]:
    """Find files that are named after another format (image/extension)."""
    stem, ending = posixpath.splitext(posixpath.basename(image.path))
    held = FORMATS[image.facts.format]
    if ending.lower() in ENDINGS and ending.lower() not in held.endings:
        hint = f"call it {stem}{held.endings[0]}"
        yield Fault("image/extension", f"it holds {held.name}, and is called {ending}", hint)


def scripts(image: ImageFile) -> Iterator[Fault]:
    """Find code in SVGs (image/script)."""
    for what, line, column in image.facts.scripts:
        yield Fault("image/script", f"{what} runs a script", "delete it", line, column)


def personal(image: ImageFile) -> Iterator[Fault]:
    """Find metadata that tell of people (image/personal)."""
    if image.facts.personal:
        message = f"its metadata tell {', '.join(image.facts.personal)}"
        yield Fault("image/personal", message, "save it without metadata")


def unknown_format(image: ImageFile) -> Iterator[Fault]:
    """Find images that most browsers cannot show (image/format)."""
    if not FORMATS[image.facts.format].is_shown:
        message = f"most browsers cannot show {image.facts.format}"
        yield Fault("image/format", message, "save it as WebP or PNG")


def borrowed(image: ImageFile) -> Iterator[Fault]:
    """Find SVGs that show other files, which no page loads for them (image/borrowed)."""
    for what, line, column in image.facts.borrowed:
        hint = "put it into the SVG, as an element or as data:"
        yield Fault("image/borrowed", f'it shows "{what}" of another file', hint, line, column)


def oversized(image: ImageFile) -> Iterator[Fault]:
    """Find images that are larger than any screen (image/oversized)."""
    width, height = image.facts.width, image.facts.height
    if max(width, height) > _LONGEST_SIDE:
        message = f"it is {width:,} pixels wide and {height:,} high"
        yield Fault("image/oversized", message, "show the part that matters, or make it smaller")


def heavy(image: ImageFile) -> Iterator[Fault]:
    """Find images that take long to load (image/heavy)."""
    if image.facts.size > _HEAVIEST:
        message = f"it holds {image.facts.size / _HEAVIEST:.1f} MiB"
        yield Fault("image/heavy", message, "save it as WebP, or make it smaller")


def animated(image: ImageFile) -> Iterator[Fault]:
    """Find images that move (image/animated)."""
    if image.facts.is_animated:
        hint = "show single pictures, or a video that can be stopped"
        yield Fault("image/animated", "it moves", hint)


def cmyk(image: ImageFile) -> Iterator[Fault]:
    """Find images in the colours of print (image/cmyk)."""
    if image.facts.is_cmyk:
        yield Fault("image/cmyk", "its colours are CMYK", "save it as RGB")


def turned(image: ImageFile) -> Iterator[Fault]:
    """Find images that are turned by their metadata alone (image/turned)."""
    if image.facts.is_turned:
        message = "its metadata say that it has to be turned or mirrored"
        yield Fault("image/turned", message, "turn it in an editor and save it")


_FILE_RULES: tuple[_FileRule, ...] = (extension, scripts, personal)
_LOADED_RULES: tuple[_FileRule, ...] = (
    unknown_format,
    borrowed,
    oversized,
    heavy,
    animated,
    cmyk,
    turned,
)


# --- which file is there twice ---


def copied(gallery: Gallery) -> Iterator[Diagnostic]:
    """Find images that are used and hold what another one holds (image/copied)."""
    first: dict[bytes, ImageFile] = {}
    for image in gallery.files.values():
        if image.source is None or image.source.name.endswith(".yml") or image.facts.refusal:
            continue
        other = first.setdefault(image.digest, image)
        if other.source and other.source.resolve() != image.source.resolve():
            message = f"it holds the same bytes as {gallery.place(other).file}"
            hint = "use one of the two, and delete the other"
            yield Diagnostic(gallery.place(image), "image/copied", message, hint)
