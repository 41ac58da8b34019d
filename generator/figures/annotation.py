"""A screenshot -> a figure: what is secret masked, cropped around what is meant, marked, numbered.

The marks are drawn here and not in the browser, so that a page is shown as it was. A screenshot
gives the same bytes whenever the same is to be seen in it.
"""

import math
from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple, Self

from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

# All lengths are pixels of CSS, as pages have them.
_SMALLEST = (640, 300)
_AROUND = 48  # between what is meant and the edge of the figure
_GAP, _RING, _HALO, _ROUND = 4, 3, 2, 8
_BADGE, _DIGITS = 14, 17
# White around raspberry: one of them stands out on any page, and few consoles have the other.
_MARK, _BRIGHT = (194, 24, 91), (255, 255, 255)
_MASK = (136, 144, 158)
# Shapes are drawn so many times larger, and made smaller: their edges are smooth then.
_FINER = 4
# How much of two pictures may differ that show the same.
_SAME = 0.0005


class Area(NamedTuple):
    """A rectangle on a page, in pixels of CSS, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class _Edges(NamedTuple):
    """A rectangle of whole pixels; the right and the lower edge are not part of it."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def around(cls, area: Area, scale: float) -> Self:
        """Return all pixels that an area touches."""
        return cls(
            math.floor(area.x * scale),
            math.floor(area.y * scale),
            math.ceil((area.x + area.width) * scale),
            math.ceil((area.y + area.height) * scale),
        )

    def grown(self, by: int) -> "_Edges":
        return _Edges(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, x: int, y: int) -> "_Edges":
        return _Edges(self.left + x, self.top + y, self.right + x, self.bottom + y)


class Shown(NamedTuple):
    """What a figure shows: the `targets`, each with an outline, one with the `number` of its step.

    What is `around` them is seen as well; of what is under `masks` nothing is left. Without targets
    the figure is the whole page.
    """

    targets: Sequence[Area] = ()
    number: int | None = None
    masks: Sequence[Area] = ()
    around: Sequence[Area] = ()


def annotated(screenshot: bytes, scale: float, shown: Shown) -> bytes:
    """Return the figure that a PNG becomes, as lossless WebP without metadata.

    `scale` is how many pixels the screenshot has for one of CSS. Raises what Pillow does for other
    bytes.
    """
    with Image.open(BytesIO(screenshot)) as read:
        whole = read.convert("RGB")
    # Before anything else, so that no later step can carry a pixel of it along.
    draw = ImageDraw.Draw(whole)
    for mask in shown.masks:
        left, top, right, bottom = _Edges.around(mask, scale)
        draw.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), fill=_MASK)
    meant = [_Edges.around(target, scale) for target in shown.targets]
    seen = [*meant, *(_Edges.around(one, scale) for one in shown.around)] if meant else []
    crop = _crop(whole.size, seen, scale)
    figure = Image.new("RGB", (crop.right - crop.left, crop.bottom - crop.top))
    figure.paste(whole, (-crop.left, -crop.top))
    _mark(figure, [edges.moved(-crop.left, -crop.top) for edges in meant], shown.number, scale)
    made = BytesIO()
    figure.save(made, "WEBP", lossless=True, quality=100, method=4)
    return made.getvalue()


def _crop(size: tuple[int, int], meant: Sequence[_Edges], scale: float) -> _Edges:
    """Return what is shown of a picture: all that is meant and enough around it."""
    if not meant:
        return _Edges(0, 0, *size)
    around = _Edges(
        min(edges.left for edges in meant),
        min(edges.top for edges in meant),
        max(edges.right for edges in meant),
        max(edges.bottom for edges in meant),
    ).grown(round(_AROUND * scale))
    left, right = _span(around.left, around.right, round(_SMALLEST[0] * scale), size[0])
    top, bottom = _span(around.top, around.bottom, round(_SMALLEST[1] * scale), size[1])
    return _Edges(left, top, right, bottom)


def _span(start: int, end: int, least: int, most: int) -> tuple[int, int]:
    """Return where a span begins and ends that is made long enough, and lies within 0 and `most`.

    What does not fit in at one end is made good at the other.
    """
    start, end = max(0, min(start, most)), max(0, min(end, most))
    length = min(max(least, end - start), most)
    start = max(0, min(start - (length - (end - start)) // 2, most - length))
    return start, start + length


def _mark(figure: Image.Image, meant: Sequence[_Edges], number: int | None, scale: float) -> None:
    """Draw an outline around all that is meant, and the number at the first one's corner."""
    bright, mark, digits = (_Layer(figure.size, scale) for _ in range(3))
    for edges in meant:
        ring = edges.grown(round((_GAP + _RING) * scale))
        bright.ring(ring.grown(round(_HALO * scale)), _RING + 2 * _HALO)
        mark.ring(ring, _RING)
    if meant and number is not None:
        ring = meant[0].grown(round((_GAP + _RING) * scale))
        radius = max(_BADGE, digits.half_width(str(number)) + 6)
        x, y = _plainest(figure, ring, round(radius * scale), math.ceil((radius + _HALO) * scale))
        bright.disc(x, y, radius + _HALO)
        mark.disc(x, y, radius)
        digits.text(x, y, str(number))
    for layer, colour in ((bright, _BRIGHT), (mark, _MARK), (digits, _BRIGHT)):
        figure.paste(colour, mask=layer.smooth())


def _plainest(figure: Image.Image, ring: _Edges, radius: int, reach: int) -> tuple[int, int]:
    """Return which corner of a ring has least to see at it: what stands there is hidden."""
    # Far enough out to hide nothing of what is meant, where there is room.
    out = radius // 2
    sides = (ring.right + out, ring.left - out)
    corners = [(x, y) for y in (ring.top - out, ring.bottom + out) for x in sides]
    inside = [
        (max(reach, min(x, figure.width - reach)), max(reach, min(y, figure.height - reach)))
        for x, y in corners
    ]
    return min(inside, key=lambda at: _detail(figure, at, reach))


def _detail(figure: Image.Image, at: tuple[int, int], reach: int) -> float:
    """Return how much there is to see around a place, 0 where all is of one colour."""
    x, y = at
    seen = figure.crop((x - reach, y - reach, x + reach, y + reach)).convert("L")
    return round(ImageStat.Stat(seen).stddev[0])


class _Layer:
    """Shapes of one colour on a figure: places are pixels of it, lengths pixels of CSS."""

    def __init__(self, size: tuple[int, int], scale: float) -> None:
        self._image = Image.new("L", (size[0] * _FINER, size[1] * _FINER))
        self._draw = ImageDraw.Draw(self._image)
        self._unit = scale * _FINER
        # Pillow's own: no font of the machine has a say in what a figure looks like.
        self._font = ImageFont.load_default(size=_DIGITS * self._unit)

    def ring(self, edges: _Edges, width: float) -> None:
        box = tuple(edge * _FINER for edge in edges)
        self._draw.rounded_rectangle(
            (box[0], box[1], box[2] - 1, box[3] - 1),
            radius=_ROUND * self._unit,
            outline=255,
            width=round(width * self._unit),
        )

    def disc(self, x: int, y: int, radius: float) -> None:
        self._draw.circle((x * _FINER, y * _FINER), radius * self._unit, fill=255)

    def text(self, x: int, y: int, text: str) -> None:
        self._draw.text((x * _FINER, y * _FINER), text, fill=255, font=self._font, anchor="mm")

    def half_width(self, text: str) -> float:
        """Return half of how wide a text is, in pixels of CSS."""
        return self._draw.textlength(text, font=self._font) / self._unit / 2

    def smooth(self) -> Image.Image:
        """Return the layer in the size of the figure."""
        return self._image.reduce(_FINER)


def is_changed(old: bytes, new: bytes) -> bool:
    """Tell whether a figure shows something else than it did: so little differs by itself.

    What cannot be read any more has changed.
    """
    try:
        before, after = (_pixels(data) for data in (old, new))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return True
    if before.size != after.size:
        return True
    bands = ImageChops.difference(before, after).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    differing = sum(most.histogram()[1:])
    return differing > _SAME * before.width * before.height


def _pixels(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB")
