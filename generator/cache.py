"""Pages that were made before, each under a name made from all that it was made from.

What changes gets another name; so nothing here is ever out of date, and all of it may be deleted.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.configuration import Configuration
from generator.figures.library import Library
from generator.folders import below
from generator.pages import Page
from generator.sources import Sources

_PAGE = TypeAdapter(Page)
_OWN = Path(__file__).parent
# What has a say in what a page is.
_PACKAGES = ("jinja2", "markupsafe", "pydantic", "pyyaml", "uritemplate")


class Cache:
    """Pages made from guides below `docs`, kept in `file`, each in a line behind its name.

    `shared` tells what they have in common, as a digest.
    """

    def __init__(self, file: Path, docs: Path, shared: Callable[[], bytes]) -> None:
        self.file = file
        self.docs = docs
        self._find_shared = shared
        self._shared = shared()
        self._kept = dict(_lines(file))
        self._now: dict[bytes, bytes] = {}

    def page(self, source: str, make: Callable[[], Page]) -> Page:
        """Return the page of the guide `source`, a path below docs: as it was kept, else made."""
        file = self.docs / source
        written = _content(file)
        name = _digest([self._shared, os.fsencode(source), written])
        try:
            page = _PAGE.validate_json(self._kept.get(name, b""))
        except ValidationError:
            page = make()
            if _content(file) != written:
                return page  # made from what somebody has written in between
        self._now[name] = _PAGE.dump_json(page)
        return page

    def save(self) -> None:
        """Keep what was asked for, and nothing else; where that cannot be written, nothing."""
        if self._now == self._kept or self._find_shared() != self._shared:
            return
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            (self.file.parent / ".gitignore").write_text("*\n", "utf-8")
            handle, name = tempfile.mkstemp(dir=self.file.parent)
            aside = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.writelines(b"%s %s\n" % line for line in self._now.items())
                aside.replace(self.file)
            finally:
                aside.unlink(missing_ok=True)


def _lines(file: Path) -> Iterator[tuple[bytes, bytes]]:
    """Yield the names and the pages in a file."""
    for line in _content(file).splitlines():
        name, _, page = line.partition(b" ")
        yield name, page


def of(configuration: Configuration, sources: Sources, images: Library) -> Cache:
    """Return the cache of a site with these `sources` and `images`.

    It has to be asked for before any of them is read: what is changed later is not kept.
    """
    name = f"{configuration.file.stem}.pages"
    file = configuration.folder / ".cache" / "handrail" / name
    return Cache(file, configuration.docs, lambda: _shared(configuration, sources, images))


def _shared(configuration: Configuration, sources: Sources, images: Library) -> bytes:
    """Return a digest of what all guides have in common."""
    docs = configuration.docs
    files = [docs / path for path in (*sources.service_providers, *sources.fragments)]
    files += _templates(configuration.templates)
    if configuration.options.service_provider is not None:
        files.append(configuration.folder / configuration.options.service_provider)
    # What is in an image shows on no page.
    pictures = [(file, images.leaves(file)) for file in images.files]
    pieces = (_settings(configuration), repr(pictures).encode(), *_contents(files), *_makers())
    return _digest(pieces)


def _settings(configuration: Configuration) -> bytes:
    """Return the settings that pages depend on; the others are for the whole site."""
    options = configuration.options.model_copy(update={"rules": {}})
    own = replace(
        configuration,
        site=Path(),
        site_url="",
        strict=False,
        nav=(),
        snippets={},
        absent=frozenset(),
        diagnostics=(),
        options=options,
    )
    return repr((own, sorted(configuration.absent))).encode()


def _contents(files: Iterable[Path]) -> Iterator[bytes]:
    for file in files:
        yield os.fsencode(file)
        yield _content(file)


def _content(file: Path) -> bytes:
    """Return what is in a file; nothing if it cannot be read, which is found where it is used."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _makers() -> Iterator[bytes]:
    """Yield what tells one state of Handrail from another, in an editable installation too."""
    for file in (*_below(_OWN, ".py"), *_templates(_OWN), *_templates(_OWN.parent / "templates")):
        state = file.stat()
        yield f"{file}:{state.st_size}:{state.st_mtime_ns}".encode()
    yield sys.version.encode()
    yield from (version(package).encode() for package in _PACKAGES)


def _templates(folder: Path) -> list[Path]:
    return _below(folder, ".j2")


def _below(folder: Path, ending: str) -> list[Path]:
    return [folder / path for path in below(folder, ending)]


def _digest(pieces: Iterable[bytes]) -> bytes:
    """Return one digest of all pieces; where one ends and the next begins counts."""
    digest = hashlib.blake2b(digest_size=20)
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest().encode()
