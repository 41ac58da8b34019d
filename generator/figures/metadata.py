"""What is written beside the pixels of an image: how to turn it, and what it tells of people."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image

# Tags of Exif (https://www.cipa.jp/std/documents/e/DC-008-Translation-2019-E.pdf), and XPAuthor
# (https://learn.microsoft.com/windows/win32/wic/-wincodec-iptc).
_ORIENTATION, _EXIF, _GPS = 0x0112, 0x8769, 0x8825
_LATITUDE, _LONGITUDE = 2, 4
_OWN = {0x013B: "its author", 0x013C: "the computer", 0x9C9D: "its author"}
_CAMERA = {0xA430: "the camera's owner", 0xA431: "the camera's number", 0xA435: "the lens's number"}
_PLACE = "where it was taken"
# XMP is XML (https://developer.adobe.com/xmp/docs/XMPNamespaces/): a property is an element or an
# attribute, and a list of texts an element with others in it.
_XMP = {
    _PLACE: re.compile(rb"exif:GPSL(?:atitude|ongitude)\b"),
    "its author": re.compile(rb"<dc:creator\b[^>]*>(?>\s|<[^>]*>)*+[^\s<]"),
    "the camera's owner": re.compile(rb"(?:aux|exifEX):(?:OwnerName|CameraOwnerName)\b"),
    "the camera's number": re.compile(rb"(?:aux|exifEX):(?:Serial|BodySerial)Number\b"),
}
_ON_A_DISK = re.compile(
    rb"(?:export-filename|absref|docbase|filePath|href)(?:\s*=\s*[\"']|>)"
    rb"(?:file:/*)?(?:/home/|/Users/|[A-Za-z]:[\\/]Users[\\/])[^\"'<\s]"
)
_AUTHOR = ("Author", "author", "Artist")
# By-line of IPTC, in a block of Photoshop's
# (https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf, data set 2:80).
_IPTC = 0x0404
_BY_LINE = re.compile(rb"\x1c\x02\x50..\s*[^\s\0]", re.DOTALL)


def is_turned(image: Image.Image) -> bool:
    """Tell whether metadata say that an image has to be turned or mirrored to be looked at."""
    return bool(image.getexif().get(_ORIENTATION, 1) in range(2, 9))


def is_on_its_side(image: Image.Image) -> bool:
    """Tell whether an image is to be turned by a quarter."""
    return bool(image.getexif().get(_ORIENTATION, 1) in range(5, 9))


def personal(image: Image.Image) -> Iterator[str]:
    """Yield what the metadata of an image tell of people; nothing of it twice."""
    exif = image.getexif()
    place = exif.get_ifd(_GPS)
    told = [_PLACE] if place.get(_LATITUDE) or place.get(_LONGITUDE) else []
    told += [*_named(exif, _OWN), *_named(exif.get_ifd(_EXIF), _CAMERA)]
    if any(str(image.info.get(key, "")).strip() for key in _AUTHOR) or _BY_LINE.search(
        _iptc(image)
    ):
        told.append("its author")
    xmp = _xmp(image)
    told += [what for what, pattern in _XMP.items() if pattern.search(xmp)]
    told += paths(xmp)
    yield from dict.fromkeys(told)


def creator(xml: bytes) -> Iterator[str]:
    """Yield what the metadata of an SVG, which are those of XMP, tell of who made it."""
    if _XMP["its author"].search(xml):
        yield "its author"


def paths(xml: bytes) -> Iterator[str]:
    """Yield what XMP or an SVG tells of the computer on which it was made."""
    if _ON_A_DISK.search(xml):
        yield "a path on somebody's computer"


def _named(tags: Mapping[int, Any], known: Mapping[int, str]) -> Iterator[str]:
    for tag, what in known.items():
        if _words(tags.get(tag)):
            yield what


def _words(value: Any) -> str:
    """Return what a tag says, without what only fills it up."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    return text.replace("\0", "").strip()


def _iptc(image: Image.Image) -> bytes:
    blocks = image.info.get("photoshop")
    found = blocks.get(_IPTC) if isinstance(blocks, dict) else None
    return found if isinstance(found, bytes) else b""


def _xmp(image: Image.Image) -> bytes:
    found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return found if isinstance(found, bytes) else str(found).encode("utf-8", "replace")
