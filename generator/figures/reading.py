"""Files of images -> what there is to know of them; what is decoded once is kept."""

from functools import cached_property
from pathlib import Path

import PIL
from pydantic import TypeAdapter, ValidationError

from generator.figures import decoding
from generator.figures.facts import Facts
from generator.kept import Kept, digest, makers

_FACTS = TypeAdapter(Facts)


class Images:
    """Images that are looked at once: their facts are kept under a digest of their bytes.

    Without a file to keep them in they are decoded each time.
    """

    def __init__(self, kept: Kept | None) -> None:
        self.kept = kept

    @cached_property
    def _decoder(self) -> bytes:
        """A digest of all that facts depend on beside an image's own bytes."""
        return digest([*makers(), PIL.__version__.encode()])

    def look(self, file: Path) -> tuple[bytes, Facts]:
        """Return a digest of what is in a file, and the facts; raises OSError."""
        size = file.stat().st_size
        if size > decoding.MOST_BYTES:
            return str(file).encode(), decoding.too_large(size)
        data = file.read_bytes()
        name = digest([self._decoder, data])
        return name, self._facts(name, data)

    def _facts(self, name: bytes, data: bytes) -> Facts:
        if self.kept is None:
            return decoding.facts(data)
        written = self.kept.get(name)
        try:
            found = _FACTS.validate_json(written)
        except ValidationError:
            found = decoding.facts(data)
            written = _FACTS.dump_json(found)
        self.kept.keep(name, written)
        return found

    def save(self) -> None:
        """Keep the facts of what was looked at, and no others."""
        if self.kept is not None:
            self.kept.save()
