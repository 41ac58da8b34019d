"""The check for images that nothing uses."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from generator import folders
from generator.addresses import built_path
from generator.diagnostics import Diagnostic, Place
from generator.gallery import Gallery
from generator.sources import page_of

# Files of a site that can load an image and are no pages. What is searched for is text of pages.
_LOADING = (".css", ".js", ".mjs", ".json", ".webmanifest", ".xml", ".svg")
# Browsers and phones ask for these by name, whatever a page says
# (https://html.spec.whatwg.org/multipage/links.html#rel-icon).
_ASKED_FOR = re.compile(r"favicon\.ico|apple-touch-icon(?:-\d+x\d+)?(?:-precomposed)?\.png")
_SEARCHED = "search/"
# What a script shows later, such as a picture that loads when readers come to it.
_FOR_SCRIPTS = re.compile(rb"\sdata-[\w-]+=(?:\"[^\"]*\"|'[^']*')")
_HEAD_END = b"</head>"


def check(gallery: Gallery) -> Iterator[Diagnostic]:
    """Find images that nothing uses, and nothing names that may (image/unused).

    A page that is kept back may, a script or a style may, and so may a README beside mkdocs.yml.
    """
    found = [one for one in gallery.unused if not _ASKED_FOR.fullmatch(one[0])]
    texts = list(_texts(gallery)) if found else []
    guides = list(_guides_kept_back(gallery)) if found else []
    for path, source in found:
        name = posixpath.basename(path)
        stem = posixpath.splitext(name)[0].encode()
        names = {name.encode(), quote(name).encode()}
        is_named = any(one in text for text in texts for one in names)
        if not is_named and not any(stem in text for text in guides):
            place = Place(gallery.site.configuration.name(source))
            yield Diagnostic(place, "image/unused", "nothing uses it", "show it, or delete it")


def _texts(gallery: Gallery) -> Iterator[bytes]:
    """Yield texts that can name an image, beside the contents of pages."""
    site = gallery.site
    for path in sorted(site.files):
        if path in site.pages:
            head, _, body = (site.folder / path).read_bytes().partition(_HEAD_END)
            yield b"".join([head, *_FOR_SCRIPTS.findall(body)])
        elif path.endswith(_LOADING) and not path.startswith(_SEARCHED):
            yield (site.folder / path).read_bytes()
    pages = [file for file in _kept_back(gallery) if file.suffix == ".md"]
    for file in (*pages, *site.configuration.folder.glob("*.md")):
        yield file.read_bytes()


def _guides_kept_back(gallery: Gallery) -> Iterator[bytes]:
    """Yield guides that make no page: they name figures without an ending."""
    for file in _kept_back(gallery):
        if file.suffix == ".yml":
            yield file.read_bytes()


def _kept_back(gallery: Gallery) -> Iterator[Path]:
    """Yield the sources of pages that are not on the site, and of parts of pages."""
    configuration = gallery.site.configuration
    for path in folders.contents(configuration.docs).files:
        page = page_of(path) if path.endswith(".yml") else path
        if path.endswith((".md", ".yml")) and not gallery.site.file(
            built_path(page, configuration)
        ):
            yield configuration.docs / path
