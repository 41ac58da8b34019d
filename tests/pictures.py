"""Image files for tests, made from a few lines of data: the same bytes on every machine."""

import random
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".webp": "WEBP", ".gif": "GIF", ".tif": "TIFF"}
_MODES = {"JPEG": "RGB", "GIF": "P"}
_GPS = 0x8825


def picture(name: str, **data: Any) -> bytes:
    """Return the bytes of an image that is called `name`; what `data` leaves out is as usual.

    format      as Pillow names it, where the ending of the name says another one
    size        [width, height]
    mode        as Pillow names it
    colour      of all pixels, instead of a pattern
    seed        for another pattern
    noise       true for pixels that cannot be compressed
    frames      how many pictures there are, one after the other
    exif        values by their tags
    gps         true for a position
    by_line     who made a JPEG, in the fields of IPTC
    wrong       a piece of the file that another one takes the place of: [OLD, NEW], in hex
    cut         how many bytes are missing at the end
    claims      [width, height] that the header of a PNG says, with a checksum that fits
    """
    file_format = data.get("format") or _FORMATS[name[name.rindex(".") :]]
    frames = [_pixels(data, number) for number in range(data.get("frames", 1))]
    if mode := data.get("mode") or _MODES.get(file_format):
        frames = [frame.convert(mode) for frame in frames]
    made = BytesIO()
    rest = {"save_all": True, "append_images": frames[1:]} if frames[1:] else {}
    frames[0].save(made, file_format, exif=_exif(data), **rest)
    content = made.getvalue()
    if "wrong" in data:
        old, new = map(bytes.fromhex, data["wrong"])
        assert content.count(old) == 1
        content = content.replace(old, new)
    if "by_line" in data:
        content = content[:2] + _iptc(data["by_line"].encode()) + content[2:]
    if "claims" in data:
        header = content[12:16] + struct.pack(">II", *data["claims"]) + content[24:29]
        content = content[:12] + header + struct.pack(">I", zlib.crc32(header)) + content[33:]
    return content[: -data["cut"]] if "cut" in data else content


def _pixels(data: dict[str, Any], number: int) -> Image.Image:
    width, height = data.get("size", [320, 200])
    if "colour" in data:
        mode = "RGBA" if str(data["colour"]).startswith("#") else "RGB"
        return Image.new(mode, (width, height), data["colour"])
    source = random.Random(data.get("seed", 0) + number)  # noqa: S311 (a pattern, no secret)
    if data.get("noise"):
        return Image.frombytes("RGB", (width, height), source.randbytes(3 * width * height))
    # A few patches of colour, with hard edges.
    small = Image.frombytes("RGB", (8, 5), source.randbytes(120))
    return small.resize((width, height), Image.Resampling.NEAREST)


def _iptc(by_line: bytes) -> bytes:
    """Return a segment of a JPEG as Photoshop writes it, with one field: 2:80, the by-line."""
    field = b"\x1c\x02\x50" + struct.pack(">H", len(by_line)) + by_line
    field += b"\0" * (len(field) % 2)
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(field)) + field
    return b"\xff\xed" + struct.pack(">H", len(block) + 2) + block


def _exif(data: dict[str, Any]) -> Image.Exif:
    exif = Image.Exif()
    for tag, value in data.get("exif", {}).items():
        exif[tag] = value
    if data.get("gps"):
        exif.get_ifd(_GPS).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)})
        exif[_GPS] = exif.get_ifd(_GPS)
    return exif
