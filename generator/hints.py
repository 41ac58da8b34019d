"""What a writer may have meant by an address that leads nowhere, as it would have to be written."""

import posixpath
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from urllib.parse import unquote, urlsplit

from generator import reader_assets
from generator.addresses import Target
from generator.diagnostics import nearest
from generator.figures.formats import ENDINGS
from generator.site import BuiltSite
from generator.sources import GUIDE, page_of
from generator.written import Writing, Written

# The address of another site that has lost what it begins with.
_HOST = re.compile(r"www\.[\w-]+\.\w|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|app)(?:/|$)")
_PAGES = ("", ".md", ".html", ".htm")
_NUMBER = re.compile(r"\d+")
_DENSITY = re.compile(r"@\d+x$")


@dataclass(frozen=True)
class Hints:
    """Hints that name what is there on a built site."""

    site: BuiltSite
    writing: Writing
    _known: dict[tuple[str, bool], "_Known"] = field(default_factory=dict)

    def anchor(self, page: str, missing: str, written: Written) -> str:
        """Return a hint for an id that a page does not have: one that is like it, or who has it.

        It may have been meant to fill in a value.
        """
        _, mark, value = missing.partition("=")
        filled = [f"{name}={value}" for name in self.writing.placeholders(page)] if mark else []
        near = nearest(missing, [*self.site.ids(page), *filled])
        if near:
            return near.replace('"', '"#', 1)
        for path, other in self.site.pages.items():
            if missing in other.ids:
                address = self.address(path, written.folder, is_html=written.is_html)
                return f'{self.writing.shown(path)} has it: "{address}#{missing}"'
        return ""

    def file(self, target: Target, written: Written, page: str) -> str:
        """Return a hint for a file that is not there, though `page` uses it.

        It is somewhere else, or something is called nearly so.
        """
        if _HOST.match(written.address):
            return f'write "https://{written.address}"'
        word, folder, is_html = urlsplit(written.address).path, written.folder, written.is_html
        path = target.path.removeprefix("/")
        found = self.site.meant(path)
        if found is not None:
            return f'write "{self.address(found, folder, is_html=is_html)}"'
        own = posixpath.dirname(self.writing.markdown(page) or "")
        right_in_markdown = self.known(own, is_html=False).files.get(word)
        if is_html and right_in_markdown:
            return f'in HTML write "{self.address(right_in_markdown, folder, is_html=True)}"'
        name = self.address(path, folder, is_html=is_html) if word.startswith("/") else word
        if page_of(name) in self.known(folder, is_html=False).files and name.endswith(GUIDE):
            return f'write "{page_of(name)}", the page that is made from it'
        near = self.known(folder, is_html=is_html).near(name)
        if near and _composed(unquote(name)) == _composed(near):
            return f'write "{near}": its letters look the same, and are made up otherwise'
        return f'did you mean "{near}"?' if near else ""

    def address(self, path: str, folder: str, *, is_html: bool) -> str:
        """Return how a built file is addressed from a folder, in Markdown or in HTML."""
        if not is_html:
            return posixpath.relpath(self.writing.shown(path), folder or ".")
        way = posixpath.relpath(path, folder or ".")
        if self.site.configuration.use_directory_urls and posixpath.basename(way) == "index.html":
            return posixpath.join(posixpath.dirname(way) or ".", "")
        return way

    def known(self, folder: str, *, is_html: bool) -> "_Known":
        """Return every file of the site by its address from a folder."""
        if (folder, is_html) not in self._known:
            self._known[folder, is_html] = _Known(
                {
                    self.address(path, folder, is_html=is_html): path
                    for path in sorted(self.site.files)
                    if path not in reader_assets.FILES  # nobody writes these by hand
                }
            )
        return self._known[folder, is_html]


@dataclass(frozen=True)
class _Known:
    """Files by their addresses."""

    files: dict[str, str]
    _near: dict[str, str] = field(default_factory=dict)

    def near(self, address: str) -> str:
        """Return the address that is most like one that leads nowhere, "" if none is.

        It is one of a file of the same kind. Nobody misspells numbers: they are the same.
        """
        if address not in self._near:
            alike = self._alike.get(_look(address))
            self._near[address] = alike.near(address) if alike else ""
        return self._near[address]

    @cached_property
    def _alike(self) -> dict[tuple[str, ...], "_Alike"]:
        found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for address in self.files:
            found[_look(address)].append(address)
        return {look: _Alike(addresses) for look, addresses in found.items()}


@dataclass(frozen=True)
class _Alike:
    """Addresses of which one may be meant by another; the folder or a word makes the difference."""

    addresses: list[str]

    def near(self, address: str) -> str:
        """Return the address that is most like one that leads nowhere, "" if none is.

        It is one of the same name, in whatever folder; one of the same folder; or any.
        """
        folder, name = _split(address)
        nearby = self.by_folder.get(folder, {})
        if name not in self.by_name:
            in_folder = get_close_matches(name, nearby, n=1)
            if in_folder:
                return nearby[in_folder[0]]
            name = next(iter(get_close_matches(name, self.by_name, n=1)), "")
        alike = self.by_name.get(name, [])
        return next(iter(get_close_matches(address, alike, n=1, cutoff=0)), "")

    @cached_property
    def by_folder(self) -> dict[str, dict[str, str]]:
        """The addresses by their folder and their name; a folder's first page also by its own."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for address in self.addresses:
            for folder, name in {_split(address), posixpath.split(_stem(address))}:
                found[folder][name] = address
        return found

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """The addresses by their name, a folder's first page by that of the folder."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for address in self.addresses:
            found[_split(address)[1]].append(address)
        return dict(found)


def _look(address: str) -> tuple[str, ...]:
    """Return what an address has in common with any that may be meant by it."""
    ending = posixpath.splitext(address)[1].lower()
    kind = "page" if ending in _PAGES else "image" if ending in ENDINGS else ending
    name = _DENSITY.sub("", _split(address)[1])
    return (kind, *(number.lstrip("0") for number in _NUMBER.findall(name)))


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _stem(address: str) -> str:
    return posixpath.splitext(address.rstrip("/"))[0].lower()


def _split(address: str) -> tuple[str, str]:
    """Return the folder and the name of an address; a folder's first page is that folder."""
    folder, name = posixpath.split(_stem(address))
    return posixpath.split(folder) if folder and name in ("index", "readme") else (folder, name)
