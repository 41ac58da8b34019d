"""Built HTML -> what each page defines (ids) and what it uses (addresses)."""

import os
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

# Where HTML names addresses that a browser follows or loads
# (https://html.spec.whatwg.org/multipage/indices.html#attributes-3).
_ADDRESSES = ("href", "src", "poster", "data", "action", "cite")
_LISTS = ("srcset", "imagesrcset")
_SELECTOR = ",".join(f"[{name}]" for name in ("id", "name", *_ADDRESSES, *_LISTS))
# <link>s that open a connection or name the page itself and load nothing.
_NOT_LOADED = {"preconnect", "dns-prefetch", "canonical", "alternate", "next", "prev"}
_SRCSET = re.compile(r"\s*,*\s*(?P<address>\S*[^\s,])(?:\s+[^,]*)?(?:,|$)")


class Use(NamedTuple):
    """An address that a page uses, and the tag that does."""

    tag: str
    address: str


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What one page defines and uses; each use once."""

    ids: frozenset[str]
    uses: tuple[Use, ...]


# Most addresses are the navigation's: equal ones are kept once for all pages.
_use = lru_cache(maxsize=65_536)(Use)


def read(html: bytes) -> HtmlPage:
    """Return what a page defines and uses; bytes that are no HTML define and use nothing."""
    ids: set[str] = set()
    uses: list[Use] = []
    for node in LexborHTMLParser(html).css(_SELECTOR):
        tag, attributes = node.tag or "", node.attributes
        loaded = tag != "link" or not _NOT_LOADED & set((attributes.get("rel") or "").split())
        for name, value in attributes.items():
            if not value:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                ids.add(value)
            elif name in _ADDRESSES and loaded and (name != "data" or tag == "object"):
                uses.append(_use(tag, value.strip()))
            elif name in _LISTS and loaded:
                uses += (_use(tag, match["address"]) for match in _SRCSET.finditer(value))
    return HtmlPage(frozenset(ids), tuple(dict.fromkeys(uses)))


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
