"""Checks of the built site: links, anchors and images, at the line that a writer has to change."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.addresses import Target, built_path, resolve
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, Place
from generator.hints import Hints
from generator.pages import Page
from generator.site import BuiltSite, Use
from generator.sources import page_of
from generator.written import Sources, Written

_LINKS = ("a", "area", "form", "button", "blockquote", "q", "ins", "del", "meta")
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
    site = BuiltSite(built, configuration)
    # What is left out of a page that shows its faults is no fault of those who link to it.
    partial = {built_path(page.path, configuration) for page in pages if page.unreadable}
    faults = [
        fault
        for fault in _faults(site, configuration)
        if fault.rule != "link/missing-anchor" or fault.target.path not in partial
    ]
    sources = Sources(configuration, pages)
    found = list(_unread(site, sources))
    if faults:
        hints = Hints(configuration, site, sources)
        found += _Reporter(configuration, sources, hints).diagnostics(faults)
    # What several pages include is said once, though hints differ from folder to folder.
    once = {(one.place, one.rule, one.message): one for one in reversed(found)}
    return list(once.values())


def _unread(site: BuiltSite, sources: Sources) -> Iterator[Diagnostic]:
    """Find pages that are too much to read (page/too-large, page/too-deep)."""
    for path, (rule, message) in site.unread.items():
        hint = "nothing on this page was checked"
        yield Diagnostic(sources.file(path) or sources.theme, rule, message, hint, path)


def _faults(site: BuiltSite, configuration: Configuration) -> Iterator[Fault]:
    for path, page in site.pages.items():
        for use in page.uses:
            target = resolve(use.address, path, configuration)
            broken = _fault(use, target, site) if target is not None else None
            if broken:
                yield Fault(path, use, *broken)


def _fault(use: Use, target: Target, site: BuiltSite) -> tuple[Target, str] | None:
    """Return what is not there, and the rule that is broken; None if nothing is."""
    file = site.file(target.path)
    if target.path.startswith("/"):
        # A link may lead to another site of this host, unless it means something of this one.
        own = target.path != "/" and site.meant(target.path[1:]) is not None
        return (target, "link/beside-the-site") if own or use.tag not in _LINKS else None
    if target.path.startswith("../"):
        return target, "link/outside"
    if file is None:
        return Target(_index(target.path), target.fragment), _missing(use)
    ids = site.pages[file].ids if file in site.pages else None
    # An empty fragment and #top lead to the top of any page
    # (https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment).
    if ids is None or target.fragment.lower() in ("", "top") or target.fragment in ids:
        return None
    return Target(file, target.fragment), "link/missing-anchor"


def _missing(use: Use) -> str:
    if use.tag in _IMAGES:
        return "image/missing"
    return "link/missing-page" if use.tag in _LINKS else "link/missing-asset"


def _index(path: str) -> str:
    return posixpath.join(path, "index.html") if path.endswith("/") or "." not in path else path


@dataclass(frozen=True)
class _Reporter:
    """Says of faults on built pages where a writer has to change what."""

    configuration: Configuration
    sources: Sources
    hints: Hints

    def diagnostics(self, faults: list[Fault]) -> Iterator[Diagnostic]:
        lost: defaultdict[tuple[str, Target], list[Fault]] = defaultdict(list)
        for fault in faults:
            places = self.sources.places(fault.page, fault.use, fault.target)
            for written in places:
                yield self.diagnostic(fault, written)
            if not places:
                lost[fault.rule, fault.target].append(fault)
        for same in lost.values():
            # What stands on several pages and in no source comes from the theme or a plugin.
            first = same[0]
            own = self.sources.file(first.page) if len(same) == 1 else None
            address = first.use.address if own else first.target.path
            yield self.diagnostic(first, Written(own or self.sources.theme, address))

    def diagnostic(self, fault: Fault, written: Written) -> Diagnostic:
        rule = self.rule(fault, written)
        message, hint = self.said(rule, fault, written)
        return Diagnostic(written.place, rule, message, hint, fault.page)

    def rule(self, fault: Fault, written: Written) -> str:
        """Return the rule that is broken where the address is written.

        MkDocs leaves an address that leads nowhere as it is, though a page may be built deeper.
        """
        if fault.rule != "link/missing-page" or not written.place.file.endswith(".yml"):
            return fault.rule
        path = posixpath.normpath(posixpath.join(written.folder, written.address))
        return "link/outside" if path.startswith("../") else fault.rule

    def said(self, rule: str, fault: Fault, written: Written) -> tuple[str, str]:
        """Return the message and the hint."""
        target = fault.target
        if rule == "link/missing-anchor":
            own = target.path == built_path(self.page(written.place), self.configuration)
            where = "on this page" if own else f"on {self.hints.shown(target.path)}"
            return f'no "#{target.fragment}" {where}', self.hints.anchor(target, written)
        if rule == "link/outside":
            return f'"{written.address}" leaves the site', ""
        if target.path in ("", "index.html"):
            return "the site has no home page", f"add index.md to {self.configuration.docs.name}/"
        hint = self.hints.file(target, written, fault.page)
        if rule == "link/beside-the-site":
            base = self.configuration.base_path
            return f'"{written.address}" is not below {base}, where the site is published', hint
        return f'"{written.address}" is not there', hint

    def page(self, place: Place) -> str:
        """Return the page of the file at `place`, "" for a file that makes none."""
        docs = self.configuration.name(self.configuration.docs)
        path = posixpath.relpath(place.file, docs)
        if path.startswith("../"):
            return ""
        return page_of(path) if path.endswith(".yml") else path
