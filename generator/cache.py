"""Pages that were made before, each under a name made from all that it was made from.

What changes gets another name; so nothing here is ever out of date, and all of it may be deleted.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.configuration import Configuration
from generator.folders import contents
from generator.pages import Page, Site
from generator.sources import Sources

_PAGE = TypeAdapter(Page)
_OWN = Path(__file__).parent


class Cache:
    """Pages made from guides below `docs`, kept in `file`, each in a line behind its name.

    `shared` is a digest of what they have in common.
    """

    def __init__(self, file: Path, docs: Path, shared: bytes) -> None:
        self.file = file
        self.docs = docs
        self.shared = shared
        self._kept = dict(_lines(file))
        self._now: dict[bytes, bytes] = {}

    def page(self, source: str, make: Callable[[], Page]) -> Page:
        """Return the page of the guide `source`, a path below docs: as it was kept, else made."""
        try:
            written = (self.docs / source).read_bytes()
        except OSError:
            return make()
        name = _digest([self.shared, source.encode(), written])
        try:
            page = _PAGE.validate_json(self._kept.get(name, b""))
        except ValidationError:
            page = make()
        self._now[name] = _PAGE.dump_json(page)
        return page

    def save(self) -> None:
        """Keep what was asked for, and nothing else; where that cannot be written, nothing."""
        if self._now == self._kept:
            return
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            (self.file.parent / ".gitignore").write_text("*\n", "utf-8")
            handle, temporary = tempfile.mkstemp(dir=self.file.parent)
            with os.fdopen(handle, "wb") as file:
                file.writelines(b"%s %s\n" % line for line in self._now.items())
            Path(temporary).replace(self.file)


def _lines(file: Path) -> Iterator[tuple[bytes, bytes]]:
    """Yield the names and the pages in a file."""
    try:
        content = file.read_bytes()
    except OSError:
        return
    for line in content.splitlines():
        name, _, page = line.partition(b" ")
        yield name, page


def of(site: Site, sources: Sources) -> Cache:
    """Return the cache of a site with these `sources`."""
    configuration, docs = site.configuration, site.configuration.docs
    files = [docs / path for path in (*sources.service_providers, *sources.fragments)]
    files += _below(configuration.templates)
    if configuration.options.service_provider is not None:
        files.append(configuration.folder / configuration.options.service_provider)
    pieces = [_settings(configuration), _images(site), *_contents(files), *_ourselves()]
    return Cache(configuration.folder / ".cache/handrail/pages", docs, _digest(pieces))


def _settings(configuration: Configuration) -> bytes:
    """Return all settings but those that only the whole site depends on."""
    return repr(replace(configuration, site=Path(), nav=(), diagnostics=())).encode()


def _images(site: Site) -> bytes:
    """Return which images there are; what is in them shows on no page."""
    files = [(file, site.images.leaves(file)) for file in site.images.files]
    return repr(files).encode()


def _contents(files: Iterable[Path]) -> Iterator[bytes]:
    for file in files:
        yield str(file).encode()
        yield file.read_bytes() if file.is_file() else b""


def _ourselves() -> Iterator[bytes]:
    """Yield what tells one state of Handrail from another, in an editable installation too."""
    for file in (*_below(_OWN), *_below(_OWN.parent / "templates")):
        state = file.stat()
        yield f"{file}:{state.st_size}:{state.st_mtime_ns}".encode()


def _below(folder: Path) -> list[Path]:
    return [folder / path for path in contents(folder).files if not path.endswith(".pyc")]


def _digest(pieces: Iterable[bytes]) -> bytes:
    """Return one digest of all pieces; where one ends and the next begins counts."""
    digest = hashlib.blake2b(digest_size=20)
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest().encode()
