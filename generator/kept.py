"""What was made before, kept in a file for the next run.

Each thing has a name made from all that it was made from. What changes gets another name; so
nothing kept is ever out of date, and all of it may be deleted. (What other sites answered is the
one thing that grows old: it says when that was.)
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from generator.folders import states

_OWN = Path(__file__).parent
# What has a say in all that is made, beside Handrail itself.
_PACKAGES = ("jinja2", "markupsafe", "pydantic", "pyyaml", "uritemplate")


class Kept:
    """What is kept in `file`, each thing in a line of its own behind its name."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._before = dict(_lines(file))
        self._now: dict[bytes, bytes] = {}

    def get(self, name: bytes) -> bytes:
        """Return what was kept under a name, b"" if nothing was; it may be broken."""
        return self._now.get(name) or self._before.get(name, b"")

    def keep(self, name: bytes, made: bytes) -> None:
        """Keep what was made, in one line, or what was kept before and is still good."""
        self._now[name] = made

    @property
    def has_changed(self) -> bool:
        """Whether what was kept in this run is something else than before."""
        return self._now != self._before

    def save(self) -> None:
        """Write what was kept in this run, and nothing else; where that is impossible, nothing."""
        if not self.has_changed:
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
    """Yield the names in a file, and what stands behind them."""
    for line in content(file).splitlines():
        name, _, made = line.partition(b" ")
        yield name, made


def content(file: Path) -> bytes:
    """Return what is in a file; nothing if it cannot be read, which is found where it is used."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def makers() -> Iterator[bytes]:
    """Yield what tells one state of Handrail from another, in an editable installation too."""
    for folder, ending in ((_OWN, ".py"), (_OWN, ".j2"), (_OWN.parent / "templates", ".j2")):
        yield from (repr(state).encode() for state in states(folder, ending))
    yield sys.version.encode()
    yield from (version(package).encode() for package in _PACKAGES)


def digest(pieces: Iterable[bytes]) -> bytes:
    """Return one digest of all pieces; where one ends and the next begins counts."""
    made = hashlib.blake2b(digest_size=20)
    for piece in pieces:
        made.update(len(piece).to_bytes(8, "big"))
        made.update(piece)
    return made.hexdigest().encode()
