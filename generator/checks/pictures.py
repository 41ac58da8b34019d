"""Checks of how pages show images: whether there is something to see, and how large."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace

from generator.addresses import Target
from generator.diagnostics import Diagnostic
from generator.figures.facts import Facts
from generator.gallery import Gallery, Shown

# In pixels: see the rule image/too-small.
SMALLEST_SIDE = 100
# How much larger than its file a picture may be shown, and how far from its proportions.
_STRETCHED, _ASKEW = 1.2, 0.05
# A picture that leads somewhere and is that many times as wide as high is a badge.
_BADGE = 2.5
_SMALL_THINGS = re.compile(
    r"\b(?:icon|logo|symbol|badge|emblem|avatar|button|arrow|cursor|mark|box|flag|favicon)s?\b",
    re.IGNORECASE,
)


def check(gallery: Gallery) -> Iterator[Diagnostic]:
    """Yield all that is wrong with how pages show their pictures, at the line of the picture."""
    for shown in (shown for pictures in gallery.shown.values() for shown in pictures):
        yield from page(gallery, shown)
        image = gallery.files.get(shown.paths[0])
        # What decorates may look in any way, and of an SVG no size is known.
        if image is not None and image.facts.width and not shown.picture.is_decoration:
            for rule in (blank, too_small, distorted):
                yield from rule(gallery, shown, image.facts)
            if _fits(shown, image.facts):
                yield from upscaled(gallery, shown)


def page(gallery: Gallery, shown: Shown) -> Iterator[Diagnostic]:
    """Find pictures that are to show a page (image/no-image)."""
    file = gallery.site.file(shown.paths[0])
    if shown.picture.address and file is not None and file in gallery.site.pages:
        shown = replace(shown, lead=replace(shown.lead, target=Target(file, "")))
        message = f'"{gallery.written(shown).address}" leads to a page'
        yield gallery.found(shown, "image/no-image", message, "write the address of an image")


def blank(gallery: Gallery, shown: Shown, facts: Facts) -> Iterator[Diagnostic]:
    """Find pictures with nothing to see, where something is said to be seen (image/blank)."""
    if facts.blank and shown.picture.text and shown.picture.stands_alone:
        message = f"{_name(shown)} shows nothing: {facts.blank}"
        yield gallery.found(shown, "image/blank", message, "take the picture anew")


def too_small(gallery: Gallery, shown: Shown, facts: Facts) -> Iterator[Diagnostic]:
    """Find thumbnails in the place of pictures (image/too-small)."""
    picture = shown.picture
    is_asked_for = (picture.width, picture.height) not in ((0, 0), (facts.width, facts.height))
    if facts.blank or not picture.is_only or is_asked_for:
        return
    is_badge = picture.in_link and facts.width > _BADGE * facts.height
    is_said = picture.text and not (picture.is_small or _SMALL_THINGS.search(picture.text))
    is_small_thing = is_badge or not is_said
    if max(facts.width, facts.height) < SMALLEST_SIDE and not is_small_thing:
        message = f"{_name(shown)} has {facts.width} by {facts.height} pixels"
        hint = "take the picture anew; of an icon or a logo say that it is one"
        yield gallery.found(shown, "image/too-small", message, hint)


def distorted(gallery: Gallery, shown: Shown, facts: Facts) -> Iterator[Diagnostic]:
    """Find pictures whose width and height do not fit together (image/distorted)."""
    if not _fits(shown, facts):
        asked = f"a width of {shown.picture.width} and a height of {shown.picture.height}"
        message = f"{asked} do not fit {_name(shown)}, of {facts.width} by {facts.height} pixels"
        hint = f"write height {round(_fitting(shown, facts))}, or none"
        yield gallery.found(shown, "image/distorted", message, hint)


def upscaled(gallery: Gallery, shown: Shown) -> Iterator[Diagnostic]:
    """Find pictures that are shown larger than their largest file (image/upscaled)."""
    files = [gallery.files.get(path) for path in shown.paths]
    widths = [file.facts.width if file else 0 for file in files]
    heights = [file.facts.height if file else 0 for file in files]
    if not all(widths):
        return  # one of them is elsewhere, or has any size
    for side, asked, largest in (
        ("width", shown.picture.width, max(widths)),
        ("height", shown.picture.height, max(heights)),
    ):
        if asked > largest * _STRETCHED:
            message = f"a {side} of {asked} is more than the {largest} pixels of {_name(shown)}"
            hint = f"take a larger picture, or write at most {largest}"
            yield gallery.found(shown, "image/upscaled", message, hint)
            return


def _fits(shown: Shown, facts: Facts) -> bool:
    """Tell whether width and height, where both are asked for, fit a file."""
    if not shown.picture.width or not shown.picture.height or shown.picture.is_cropped:
        return True
    fitting = _fitting(shown, facts)
    return abs(shown.picture.height - fitting) <= max(2, fitting * _ASKEW)


def _fitting(shown: Shown, facts: Facts) -> float:
    return shown.picture.width * facts.height / facts.width


def _name(shown: Shown) -> str:
    return posixpath.basename(shown.paths[0])
