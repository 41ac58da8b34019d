"""The bytes of an image -> what there is to know of it."""

import warnings
from collections.abc import Callable
from io import BytesIO

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
    features,
)

from generator.figures import metadata, vector
from generator.figures.facts import Blank, Facts, Refusal, Spot
from generator.figures.formats import (
    AVIF,
    BMP,
    GIF,
    JPEG,
    PNG,
    SVG,
    WEBP,
    Format,
    format_of,
    mistaken,
)

# What is decoded at most. 25 million pixels are a 6K screen and some; decoded they take 100 MB, in
# some formats four times as much. A picture in more scans than cameras ever make is a trap
# (https://libjpeg-turbo.org/pmwiki/uploads/About/TwoIssueswiththeJPEGStandard.pdf).
MOST_BYTES, _MOST_PIXELS = 50_000_000, 25_000_000
_MOST_SCANNED = 20 * _MOST_PIXELS
# How far the values of one colour may lie apart where a picture was compressed with losses.
_NOISE = 2

# What opens each format. Unlike Image.open() it does not depend on what else has set up Pillow, and
# tells the size of an image of any size.
_OPEN: dict[Format, Callable[[BytesIO], ImageFile.ImageFile]] = {
    PNG: PngImagePlugin.PngImageFile,
    JPEG: JpegImagePlugin.JpegImageFile,
    GIF: GifImagePlugin.GifImageFile,
    BMP: BmpImagePlugin.BmpImageFile,
}
# Pillow can be built without these; then nothing is known of their pixels.
if features.check("webp"):
    _OPEN[WEBP] = WebPImagePlugin.WebPImageFile
if features.check("avif"):
    _OPEN[AVIF] = AvifImagePlugin.AvifImageFile
_CAN_MOVE = (PNG, GIF, WEBP, AVIF)


def facts(data: bytes) -> Facts:
    """Return what there is to know of an image file; bytes of any kind are only data."""
    if len(data) > MOST_BYTES:
        return too_large(len(data))
    found = format_of(data)
    if found is None:
        return _no_image(data)
    if found is SVG:
        return vector.facts(data)
    return _raster(found, data) if found in _OPEN else Facts(found.name, len(data))


def size(data: bytes) -> tuple[int, int] | None:
    """Return the width and the height at which a picture of pixels is shown, from its header.

    None where it cannot be told without decoding it all: a PNG that is turned may say so last.
    """
    found = format_of(data)
    if found not in _OPEN:
        return None
    with warnings.catch_warnings(action="ignore"):  # see `_raster`
        try:
            with _OPEN[found](BytesIO(data)) as image:
                if found is PNG:
                    return None if b"eXIf" in data else image.size
                width, height = image.size
                return (height, width) if metadata.is_on_its_side(image) else (width, height)
        except Exception:  # noqa: BLE001 (see `_raster`; what is wrong is said where it is shown)
            return None


def too_large(size: int) -> Facts:
    """Return what there is to know of a file that is not even read."""
    return Facts("", size, refusal=Refusal("image/too-large", Spot(f"it holds {size:,} bytes")))


def _no_image(data: bytes) -> Facts:
    rule, what = ("image/no-image", mistaken(data)) if data else ("image/empty", "no bytes")
    return Facts("", len(data), refusal=Refusal(rule, Spot(f"it holds {what}")))


def _raster(found: Format, data: bytes) -> Facts:
    with warnings.catch_warnings(action="ignore"):  # what Pillow warns of is seen or no fault
        try:
            return _decoded(found, data)
        except Image.DecompressionBombError:  # a WebP, which is never opened then
            what = f"it has more than {_MOST_PIXELS:,} pixels"
            return _refused(found, data, "image/too-large", what)
        except Exception as error:  # noqa: BLE001 (what Pillow raises then is manifold, and nowhere told)
            return _refused(found, data, "image/damaged", _reason(error, data))


def _refused(found: Format, data: bytes, rule: str, what: str) -> Facts:
    return Facts(found.name, len(data), refusal=Refusal(rule, Spot(what)))


def _reason(error: Exception, data: bytes) -> str:
    said = " ".join(str(error).split()).rstrip(".")
    is_cut = data[:4] == b"RIFF" and int.from_bytes(data[4:8], "little") + 8 > len(data)
    if is_cut or isinstance(error, EOFError) or "truncated" in said.lower():
        return "it breaks off before its end"
    if "checksum" in said.lower():
        return "it was changed after it was saved: a checksum does not fit"
    return f"it cannot be decoded: {said or type(error).__name__}"


def _decoded(found: Format, data: bytes) -> Facts:
    """Return what is seen in an image and what is written in it; raises what Pillow does."""
    # `verify` sees a wrong checksum of a PNG and no truncated JPEG, `load` the other way round.
    with _OPEN[found](BytesIO(data)) as image:
        scans = data.count(b"\xff\xda") if found is JPEG else 1
        if too_much := _too_much(image, scans):
            return _refused(found, data, "image/too-large", too_much)
        image.verify()
    with _OPEN[found](BytesIO(data)) as image:
        image.load()
        width, height = image.size
        if metadata.is_on_its_side(image):
            width, height = height, width
        return Facts(
            found.name,
            len(data),
            width,
            height,
            blank=_blank(image),
            is_cmyk=image.mode == "CMYK",
            is_turned=metadata.is_turned(image),
            personal=tuple(metadata.personal(image)),
            # Last, as to look for a second frame moves on from the first.
            is_animated=found in _CAN_MOVE and bool(getattr(image, "is_animated", False)),
        )


def _too_much(image: Image.Image, scans: int) -> str:
    """Return why an image that is not decoded yet will not be, "" if it may."""
    pixels = image.width * image.height
    if pixels <= _MOST_PIXELS and pixels * scans <= _MOST_SCANNED:
        return ""
    scanned = f" in {scans:,} scans" if pixels <= _MOST_PIXELS else ""
    return f"it has {image.width:,} by {image.height:,} pixels{scanned}"


def _blank(image: Image.Image) -> Blank:
    """Return why there is nothing to see in an image, if so."""
    if image.size == (1, 1):
        return Blank.ONE_PIXEL
    bands = _extrema(image)
    if image.has_transparency_data and bands[-1][1] == 0:
        return Blank.TRANSPARENT
    is_even = all(highest - lowest <= _NOISE for lowest, highest in bands)
    return Blank.ONE_COLOUR if is_even else Blank.NO


def _extrema(image: Image.Image) -> list[tuple[float, float]]:
    """Return the lowest and the highest value of each band, how opaque it is the last."""
    if image.has_transparency_data and image.mode not in ("RGBA", "LA"):
        found = image.convert("RGBA").getextrema()
    else:
        found = (image.convert("RGB") if image.mode == "P" else image).getextrema()
    return [band for band in found if isinstance(band, tuple)] or [(found[0], found[1])]  # type: ignore[list-item]  # one band comes without a list around it
