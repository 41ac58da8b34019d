"""Built HTML -> what each page defines (ids) and what it uses (addresses)."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

# Where HTML names addresses that a browser follows or loads
# (https://html.spec.whatwg.org/multipage/indices.html#attributes-3).
_ADDRESSES = ("href", "src", "poster", "data", "action", "cite")
_LISTS = ("srcset", "imagesrcset")
_SELECTOR = ",".join(f"[{name}]" for name in ("id", "name", *_ADDRESSES, *_LISTS))
# <link>s that open a connection or name the page itself and load nothing.
_NOT_LOADED = {"preconnect", "dns-prefetch", "canonical", "alternate", "next", "prev"}
_SRCSET = re.compile(r"\s*,*\s*(?P<address>\S*[^\s,])(?:\s+[^,]*)?(?:,|$)")


@dataclass(frozen=True, slots=True)
class Use:
    """An address that a page uses, and the tag that does."""

    tag: str
    address: str


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What one page defines and uses."""

    ids: frozenset[str]
    uses: frozenset[Use]


def read(html: bytes) -> HtmlPage:
    """Return what a page defines and uses; bytes that are no HTML define and use nothing."""
    ids: set[str] = set()
    uses: set[Use] = set()
    for node in LexborHTMLParser(html).css(_SELECTOR):
        attributes = node.attributes
        tag = node.tag or ""
        if identifier := attributes.get("id"):
            ids.add(identifier)
        if tag == "a" and (name := attributes.get("name")):
            ids.add(name)
        uses.update(Use(tag, address) for address in _used(tag, attributes))
    return HtmlPage(frozenset(ids), frozenset(uses))


def _used(tag: str, attributes: dict[str, str | None]) -> Iterator[str]:
    if tag == "link" and _NOT_LOADED & set((attributes.get("rel") or "").split()):
        return
    for name, value in attributes.items():
        if not value:
            continue
        if name in _ADDRESSES and (name != "data" or tag == "object"):
            yield value.strip()
        elif name in _LISTS:
            yield from (match["address"] for match in _SRCSET.finditer(value))


@dataclass(frozen=True)
class BuiltSite:
    """A folder of built pages; all paths are below it, with /."""

    folder: Path

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file."""
        found = []
        for directory, _, names in os.walk(self.folder):
            below = Path(directory).relative_to(self.folder).as_posix()
            prefix = "" if below == "." else f"{below}/"
            found += [prefix + name for name in names]
        return frozenset(found)

    @cached_property
    def pages(self) -> dict[str, HtmlPage]:
        """Every HTML page, in the order of their paths."""
        paths = sorted(path for path in self.files if path.endswith(".html"))
        return {path: read((self.folder / path).read_bytes()) for path in paths}

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that has a page of its own."""
        suffix = "/index.html"
        return frozenset(p.removesuffix(suffix) for p in self.files if p.endswith(suffix))
