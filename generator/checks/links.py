"""Checks of the built site: links, anchors and images, at the line that a writer has to change."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator import markdown_source
from generator.addresses import Target, built_path, resolve, source_path
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.pages import Page
from generator.site import BuiltSite, Use

_LINKS = ("a", "area", "form", "blockquote", "q", "ins", "del")
_IMAGES = ("img", "source", "image", "video", "input")


@dataclass(frozen=True, slots=True)
class Fault:
    """A use of something that is not there, on one built page."""

    page: str
    use: Use
    target: Target
    rule: str


def check(configuration: Configuration, pages: Sequence[Page], built: Path) -> list[Diagnostic]:
    """Return all findings in the site built in `built`; `pages` are those made from YAML."""
    site = BuiltSite(built)
    faults = list(_faults(site, configuration))
    if not faults:
        return []
    return list(_Writer(configuration, pages, site).diagnostics(faults))


def _faults(site: BuiltSite, configuration: Configuration) -> Iterator[Fault]:
    # Pages in one folder share most of their addresses: the navigation's.
    known: dict[tuple[str, str], tuple[Target, str] | None] = {}
    for path, page in site.pages.items():
        folder = posixpath.dirname(path)
        for use in page.uses:
            own = use.address.startswith(("#", "?")) or not use.address
            key = (path if own else folder, use.address)
            if key not in known:
                known[key] = _fault(use, path, site, configuration)
            broken = known[key]
            if broken:
                target, rule = broken
                yield Fault(path, use, target, _rule(rule, use))


def _fault(
    use: Use, page: str, site: BuiltSite, configuration: Configuration
) -> tuple[Target, str] | None:
    target = resolve(use.address, page, configuration)
    if target is None:
        return None
    if target.path.startswith("../"):
        return target, "link/outside"
    file = _file(target.path, site)
    if file is None:
        return target, "missing"
    ids = site.pages[file].ids if file in site.pages else None
    # An empty fragment and #top lead to the top of any page
    # (https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment).
    if not target.fragment or target.fragment.lower() == "top" or ids is None:
        return None
    return (
        None if target.fragment in ids else (Target(file, target.fragment), "link/missing-anchor")
    )


def _file(path: str, site: BuiltSite) -> str | None:
    """Return the file that a server would send for `path`."""
    if path in site.files and not path.endswith("/"):
        return path
    index = posixpath.join(path.rstrip("/"), "index.html")
    return index if index in site.files else None


def _rule(rule: str, use: Use) -> str:
    if rule != "missing":
        return rule
    if use.tag in _IMAGES:
        return "image/missing"
    return "link/missing-page" if use.tag in _LINKS else "link/missing-asset"


@dataclass(frozen=True)
class _Writer:
    """Leads faults on built pages back to where a writer has to change something."""

    configuration: Configuration
    pages: Sequence[Page]
    site: BuiltSite

    def diagnostics(self, faults: list[Fault]) -> Iterator[Diagnostic]:
        lost: defaultdict[tuple[str, Target], list[Fault]] = defaultdict(list)
        for fault in faults:
            places = self.places(fault)
            for place in places:
                yield self.diagnostic(fault, place)
            if not places:
                lost[fault.rule, fault.target].append(fault)
        for same in lost.values():
            # What stands on several pages and in no source comes from the theme or a template.
            first = same[0]
            own = self.source(first.page) if len(same) == 1 else None
            yield self.diagnostic(first, own if own is not None else self.theme)

    @cached_property
    def by_built_path(self) -> dict[str, Page]:
        return {built_path(page.path, self.configuration): page for page in self.pages}

    def source(self, page: str) -> Place | None:
        """Return the start of the file that a built page is made from, None for the theme's own."""
        if page in self.by_built_path:
            return Place(self.name(self.by_built_path[page].source))
        path = source_path(page, self.configuration)
        return Place(self.name(path)) if path else None

    @property
    def theme(self) -> Place:
        """Return where a site chooses its theme."""
        return Place(self.configuration.file.name)

    def name(self, path: str) -> str:
        return self.configuration.name(self.configuration.docs / path)

    def places(self, fault: Fault) -> list[Place]:
        """Return every place where the address of a fault is written."""
        found = [
            place
            for address, place in self.written(fault.page)
            if address == fault.use.address
            or self.built_target(address, fault.page) == fault.target
        ]
        if found:
            return sorted(set(found))
        return [
            entry.place
            for entry in self.configuration.nav
            if self.target_of(entry.path) == fault.target
            or self.target_of(posixpath.normpath(entry.path)) == fault.target
        ]

    def written(self, page: str) -> list[tuple[str, Place]]:
        """Return the addresses written in the source of a built page, with their places."""
        if page in self.by_built_path:
            return [(o.target, o.place) for o in self.by_built_path[page].origins]
        path = source_path(page, self.configuration)
        if path is None:
            return []
        text = (self.configuration.docs / path).read_text("utf-8", errors="replace")
        return list(markdown_source.addresses(text, self.name(path)))

    def built_target(self, address: str, page: str) -> Target | None:
        """Return where an address in the source of `page` leads once the site is built."""
        if page in self.by_built_path:
            docs = self.configuration.name(self.configuration.docs)
            return self.target_of(posixpath.relpath(address, docs))
        path, mark, fragment = address.partition("#")
        source = source_path(page, self.configuration) or ""
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
        return self.target_of((joined if path else source) + mark + fragment)

    def target_of(self, address: str) -> Target:
        path, _, fragment = address.partition("#")
        return Target(built_path(path, self.configuration), fragment)

    def diagnostic(self, fault: Fault, place: Place) -> Diagnostic:
        target = fault.target
        if fault.rule == "link/missing-anchor":
            own = target.path == fault.page
            where = "on this page" if own else f"on {self.shown(target.path)}"
            message = f'no "#{target.fragment}" {where}'
            return Diagnostic(place, fault.rule, message, self.anchor_hint(fault), fault.page)
        shown = fault.use.address
        if fault.rule == "link/outside":
            message = f'"{shown}" leaves the site'
            return Diagnostic(place, fault.rule, message, "", fault.page)
        message = f'"{shown}" is not there'
        return Diagnostic(place, fault.rule, message, self.page_hint(fault), fault.page)

    def shown(self, page: str) -> str:
        """Return what a writer knows a built page as."""
        if page in self.by_built_path:
            return self.by_built_path[page].path
        return source_path(page, self.configuration) or page

    def anchor_hint(self, fault: Fault) -> str:
        ids = self.site.pages[fault.target.path].ids
        near = did_you_mean(fault.target.fragment, ids)
        if near.startswith("did"):
            return near.replace('"', '"#', 1)
        others = [p for p, page in self.site.pages.items() if fault.target.fragment in page.ids]
        if others:
            other = self.shown(others[0])
            address = posixpath.relpath(other, posixpath.dirname(self.shown(fault.page)) or ".")
            return f'{other} has it: "{address}#{fault.target.fragment}"'
        return ""

    def page_hint(self, fault: Fault) -> str:
        """Return the address of what is there and nearly so called, as it would be written."""
        folder = posixpath.dirname(self.shown(fault.page)) or "."
        known = {posixpath.relpath(self.shown(path), folder) for path in self.site.files}
        wanted = self.shown(_index(fault.target.path)) if fault.use.tag in _LINKS else ""
        written = wanted or fault.target.path
        for word in (fault.use.address.partition("#")[0], posixpath.relpath(written, folder)):
            near = did_you_mean(word, known)
            if near.startswith("did"):
                return near
        return ""


def _index(path: str) -> str:
    return posixpath.join(path, "index.html") if path.endswith("/") or "." not in path else path
