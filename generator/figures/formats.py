"""Which format the bytes of a file have, whatever the file is called."""

import re
from typing import NamedTuple


class Format(NamedTuple):
    """An image format: the endings of its files, and whether all browsers show it.

    Browsers show those of https://developer.mozilla.org/docs/Web/Media/Guides/Formats/Image_types.
    """

    name: str
    endings: tuple[str, ...]
    is_shown: bool = True


# Some icons are a PNG within a file for icons, and named so.
PNG = Format("PNG", (".png", ".apng", ".ico"))
JPEG = Format("JPEG", (".jpg", ".jpeg", ".jfif", ".pjpeg", ".pjp"))
GIF = Format("GIF", (".gif",))
WEBP = Format("WebP", (".webp",))
AVIF = Format("AVIF", (".avif", ".avifs"))
BMP = Format("BMP", (".bmp", ".dib"))
ICO = Format("ICO", (".ico", ".cur"))
SVG = Format("SVG", (".svg",))
TIFF = Format("TIFF", (".tif", ".tiff"), is_shown=False)
HEIC = Format("HEIC", (".heic", ".heif", ".hif"), is_shown=False)
JPEG_2000 = Format("JPEG 2000", (".jp2", ".j2k", ".jpx", ".jpf"), is_shown=False)
JPEG_XL = Format("JPEG XL", (".jxl",), is_shown=False)
PSD = Format("Photoshop", (".psd",), is_shown=False)

_ALL = (PNG, JPEG, GIF, WEBP, AVIF, BMP, ICO, SVG, TIFF, HEIC, JPEG_2000, JPEG_XL, PSD)
FORMATS = {one.name: one for one in _ALL}
ENDINGS = frozenset(ending for one in _ALL for ending in one.endings)

# How files begin (https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern, and the
# formats' own specifications). A brand of ISO media stands behind "ftyp".
_BEGINNINGS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"GIF8[79]a"), GIF),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), WEBP),
    (re.compile(rb"....ftyp(?:avif|avis)", re.DOTALL), AVIF),
    (re.compile(rb"....ftyp(?:hei[cfmsx]|hev[cmsx]|mif1|msf1)", re.DOTALL), HEIC),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), BMP),
    (re.compile(rb"\0\0[\x01\x02]\0[^\0]"), ICO),
    (re.compile(rb"II\*\0|MM\0\*|II\+\0|MM\0\+"), TIFF),
    (re.compile(rb"\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51"), JPEG_2000),
    (re.compile(rb"\xff\x0a|\0\0\0\x0cJXL \r\n\x87\n"), JPEG_XL),
    (re.compile(rb"8BPS\0[\x01\x02]"), PSD),
)
# What is saved in the place of an image by mistake.
_MISTAKES = (
    (re.compile(rb"version https://git-lfs\.github\.com/"), "a pointer of Git LFS"),
    (re.compile(rb"%PDF-"), "PDF"),
    (re.compile(rb"PK\x03\x04"), "a ZIP archive"),
    (re.compile(rb"\s*[{\[]\s*[\"{\[]"), "JSON"),
)
# The first element of XML or HTML, behind declarations, comments and a document type.
_FIRST_ELEMENT = re.compile(
    r"(?>\s+|<\?(?>[^?]|\?(?!>))*+\?>|<!--(?>[^-]|-(?!->))*+-->"
    r"|<!DOCTYPE(?>[^\[>]*)(?>\[[^\]]*\]\s*)?>)*+<(?>[\w.-]+:)?(?P<name>[A-Za-z]\w*+)",
    re.IGNORECASE,
)
_HTML = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|title|meta|script|div|p)\b", re.IGNORECASE
)
# Editors put long comments and tables of entities before the first element.
_HEAD = 65_536


def format_of(data: bytes) -> Format | None:
    """Return the format that bytes have, None if they are no image."""
    known = next((one for beginning, one in _BEGINNINGS if beginning.match(data)), None)
    if known is None and _first_element(data) == "svg":
        return SVG
    return known


def mistaken(data: bytes) -> str:
    """Return what bytes are that are no image."""
    for beginning, what in _MISTAKES:
        if beginning.match(data[:_HEAD]):
            return what
    if _HTML.match(_text(data)):
        return "HTML"
    if _first_element(data):
        return "XML, and no SVG"
    return "no image"


def _first_element(data: bytes) -> str:
    match = _FIRST_ELEMENT.match(_text(data))
    return match["name"].lower() if match else ""


def _text(data: bytes) -> str:
    """Return how a file begins if it is text."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data[:_HEAD].decode("utf-16" if wide else "utf-8-sig", "replace")
