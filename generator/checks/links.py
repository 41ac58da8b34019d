"""Checks of the built site: links, anchors and images, at the line that a writer has to change."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.addresses import Target, built_path, index, resolve
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, did_you_mean
from generator.pages import Page
from generator.site import BuiltSite, Use
from generator.written import Lead, Writing, Written

_LINKS = ("a", "area", "form", "blockquote", "q", "ins", "del")
_IMAGES = ("img", "source", "image", "video", "input")


@dataclass(frozen=True, slots=True)
class Fault:
    """A use of something that is not there, on one built page, by a tag."""

    lead: Lead
    tag: str
    rule: str


def check(configuration: Configuration, pages: Sequence[Page], built: Path) -> "Links":
    """Check the site built in `built`; `pages` are those made from YAML."""
    site = BuiltSite(built, configuration)
    # What is left out of a page that shows its faults is no fault of those who link to it.
    partial = {built_path(page.path, configuration) for page in pages if page.unreadable}
    faults = tuple(
        fault
        for fault in _faults(site, configuration)
        if fault.rule != "link/missing-anchor" or fault.lead.target.path not in partial
    )
    return Links(site, Writing(configuration, pages), faults)


def _faults(site: BuiltSite, configuration: Configuration) -> Iterator[Fault]:
    for path, page in site.pages.items():
        for use in page.uses:
            broken = _fault(use, path, site, configuration)
            if broken:
                target, rule = broken
                yield Fault(Lead(path, use.address, target), use.tag, _rule(rule, use))


def _fault(
    use: Use, page: str, site: BuiltSite, configuration: Configuration
) -> tuple[Target, str] | None:
    target = resolve(use.address, page, configuration)
    if target is None:
        return None
    if target.path.startswith("../"):
        return target, "link/outside"
    file = site.file(target.path)
    if file is None:
        return Target(index(target.path), target.fragment), "missing"
    ids = site.pages[file].ids if file in site.pages else None
    # An empty fragment and #top lead to the top of any page
    # (https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment).
    if not target.fragment or target.fragment.lower() == "top" or ids is None:
        return None
    return (
        None if target.fragment in ids else (Target(file, target.fragment), "link/missing-anchor")
    )


def _rule(rule: str, use: Use) -> str:
    if rule != "missing":
        return rule
    if use.tag in _IMAGES:
        return "image/missing"
    return "link/missing-page" if use.tag in _LINKS else "link/missing-asset"


@dataclass(frozen=True)
class Links:
    """The links, anchors and images of a built site: what is wrong with them."""

    site: BuiltSite
    writing: Writing
    faults: tuple[Fault, ...]

    def knows(self, page: str, address: str) -> bool:
        """Tell whether something is wrong with an address on a Markdown page, "" being the nav."""
        if not page:
            entries = (one for fault in self.faults for one in self.writing.in_nav(fault.lead))
            return any(entry.address == address for entry in entries)
        lead = self.writing.lead(page, address)
        return any(fault.lead.meets(lead) for fault in self.faults)

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield a finding for every place where something wrong is written."""
        lost: defaultdict[tuple[str, Target], list[Fault]] = defaultdict(list)
        for fault in self.faults:
            places, entries = self.writing.places(fault.lead), self.writing.in_nav(fault.lead)
            for written in places:
                yield self._diagnostic(fault, written)
            for entry in entries:
                yield self._nav_diagnostic(fault, entry)
            if not places and not entries:
                lost[fault.rule, fault.lead.target].append(fault)
        for same in lost.values():
            yield self._lost_diagnostic(same)

    def _lost_diagnostic(self, same: list[Fault]) -> Diagnostic:
        """Return the finding for what stands in no source: it comes from the theme or a template.

        On several pages it is the theme's.
        """
        first = same[0]
        own = self.writing.source(first.lead.page) if len(same) == 1 else None
        address = first.lead.address if own else first.lead.target.path
        return self._diagnostic(first, Written(own or self.writing.site, address))

    def _nav_diagnostic(self, fault: Fault, entry: Written) -> Diagnostic:
        message, hint = f'"{entry.address}" is not there', ""
        page, mark, _ = entry.address.partition("#")
        if mark:
            hint = f'write "{page}": the nav has no anchors' if page else "name a page"
        else:
            message, hint = self._missing(fault, entry.address, "")
        return Diagnostic(entry.place, "nav/missing-page", message, hint, fault.lead.page)

    def _diagnostic(self, fault: Fault, written: Written) -> Diagnostic:
        home = self.writing.home(written.place)
        target, rule = fault.lead.target, self._rule(fault, written)
        if rule == "link/missing-anchor":
            own = target.path == built_path(home, self.writing.configuration)
            where = "on this page" if own else f"on {self.writing.shown(target.path)}"
            message = f'no "#{target.fragment}" {where}'
            hint = self._anchor_hint(target, home)
        elif rule == "link/outside":
            message, hint = f'"{written.address}" leaves the site', ""
        else:
            message, hint = self._missing(fault, written.address, home)
        return Diagnostic(written.place, rule, message, hint, fault.lead.page)

    def _missing(self, fault: Fault, address: str, home: str) -> tuple[str, str]:
        """Return message and hint for a page or file that is not there."""
        if fault.lead.target.path in ("", "index.html"):
            hint = f"add index.md to {self.writing.configuration.docs.name}/"
            return "the site has no home page", hint
        return f'"{address}" is not there', self._page_hint(fault, address, home)

    def _rule(self, fault: Fault, written: Written) -> str:
        """Return the rule that is broken where the address is written.

        MkDocs leaves an address that leads nowhere as it is, though a page may be built deeper.
        """
        if fault.rule != "link/missing-page" or not written.place.file.endswith(".yml"):
            return fault.rule
        folder = posixpath.dirname(self.writing.home(written.place))
        leaves = posixpath.normpath(posixpath.join(folder, written.address)).startswith("../")
        return "link/outside" if leaves else fault.rule

    def _anchor_hint(self, target: Target, home: str) -> str:
        near = did_you_mean(target.fragment, self.site.pages[target.path].ids)
        if near.startswith("did"):
            return near.replace('"', '"#', 1)
        others = [path for path, page in self.site.pages.items() if target.fragment in page.ids]
        if others:
            other = self.writing.shown(others[0])
            address = posixpath.relpath(other, posixpath.dirname(home) or ".")
            return f'{other} has it: "{address}#{target.fragment}"'
        return ""

    def _page_hint(self, fault: Fault, address: str, home: str) -> str:
        """Return the address of what is there and nearly so called, as it would be written."""
        folder, target = posixpath.dirname(home) or ".", fault.lead.target.path
        shown = self.writing.shown
        known = {posixpath.relpath(shown(path), folder): path for path in self.site.files}
        word = address.partition("#")[0]
        if word in known:  # right in Markdown, but MkDocs leaves HTML as it is
            built = posixpath.relpath(known[word], posixpath.dirname(fault.lead.page) or ".")
            return f'in HTML write "{built}"'
        wanted = shown(target) if fault.tag in _LINKS else ""
        nearly = posixpath.relpath(wanted or target, folder)
        for name in (word, nearly):
            near = did_you_mean(name, known)
            if near.startswith("did"):
                return near
        return ""
