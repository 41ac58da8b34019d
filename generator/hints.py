"""What a writer may have meant by an address that leads nowhere, as it would have to be written."""

import posixpath
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import urlsplit

from generator.addresses import Target
from generator.configuration import Configuration
from generator.diagnostics import did_you_mean
from generator.site import BuiltSite
from generator.written import Sources, Written


@dataclass(frozen=True)
class Hints:
    """Hints that name what is there on a built site."""

    configuration: Configuration
    site: BuiltSite
    sources: Sources
    _known: dict[tuple[str, bool], dict[str, str]] = field(default_factory=dict)

    def anchor(self, target: Target, written: Written) -> str:
        """Return a hint for an id that a page does not have: one that is like it, or who has it."""
        near = did_you_mean(target.fragment, self.site.pages[target.path].ids)
        if near.startswith("did"):
            return near.replace('"', '"#', 1)
        for path, page in self.site.pages.items():
            if target.fragment in page.ids:
                address = self.address(path, written.folder, is_html=written.is_html)
                return f'{self.shown(path)} has it: "{address}#{target.fragment}"'
        return ""

    def file(self, target: Target, written: Written, page: str) -> str:
        """Return a hint for a file that is not there, though `page` uses it.

        It is somewhere else, or something is called nearly so.
        """
        word, folder, is_html = urlsplit(written.address).path, written.folder, written.is_html
        path = target.path.removeprefix("/")
        found = self.site.meant(path)
        if found is not None:
            return f'write "{self.address(found, folder, is_html=is_html)}"'
        own = posixpath.dirname(self.sources.markdown(page) or "")
        right_in_markdown = self.known(own, is_html=False).get(word)
        if is_html and right_in_markdown:
            return f'in HTML write "{self.address(right_in_markdown, folder, is_html=True)}"'
        known = self.known(folder, is_html=is_html)
        stems = {stem: address for address in known for stem in _stems(address)}
        name = self.address(path, folder, is_html=is_html) if word.startswith("/") else word
        near = get_close_matches(_stem(name), stems, n=1)
        return f'did you mean "{stems[near[0]]}"?' if near else ""

    def shown(self, path: str) -> str:
        """Return what a writer knows a built file as: a page by its Markdown."""
        return self.sources.markdown(path) or path

    def address(self, path: str, folder: str, *, is_html: bool) -> str:
        """Return how a built file is addressed from a folder, in Markdown or in HTML."""
        if not is_html:
            return posixpath.relpath(self.shown(path), folder or ".")
        way = posixpath.relpath(path, folder or ".")
        if self.configuration.use_directory_urls and posixpath.basename(way) == "index.html":
            return posixpath.join(posixpath.dirname(way) or ".", "")
        return way

    def known(self, folder: str, *, is_html: bool) -> dict[str, str]:
        """Return every file of the site by its address from a folder."""
        if (folder, is_html) not in self._known:
            self._known[folder, is_html] = {
                self.address(path, folder, is_html=is_html): path for path in sorted(self.site.files)
            }
        return self._known[folder, is_html]


def _stem(address: str) -> str:
    """Return an address as it is compared: what differs in its ending alone is meant most often."""
    return posixpath.splitext(address.rstrip("/"))[0].lower()


def _stems(address: str) -> set[str]:
    """Return what an address may be called: the first page of a folder also by the folder."""
    stem = _stem(address)
    return {stem, stem.removesuffix("/readme").removesuffix("/index")}
