"""Checks of the built site: links, anchors and images, at the line that a writer has to change."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from generator.addresses import Target, built_path, identifier, index, split_fragment
from generator.built_html import Use
from generator.checks import ids
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic
from generator.hints import Hints
from generator.pages import Page
from generator.pictures import ONE_SCHEME
from generator.site import BuiltSite
from generator.written import Lead, Writing, Written

_MISSING = {
    "link": "link/missing-page",
    "form": "link/missing-page",
    "image": "image/missing",
    "asset": "link/missing-asset",
}
# What names a view, a time or a part of an image instead of an id
# (https://www.w3.org/TR/SVG2/linking.html#SVGFragmentIdentifiers, https://www.w3.org/TR/media-frags).
_VIEW = re.compile(r"svgView\(.*|(?:t|xywh|track|id|viewBox|transform)=.*")
# How pages that are made by scripts name what they show.
_ROUTE = ("/", "!")


@dataclass(frozen=True, slots=True)
class Fault:
    """A use of something that is not there, on one built page.

    `part` is what is wrong in the fragment: an id, or NAME=VALUE.
    """

    lead: Lead
    rule: str
    part: str = ""


def check(configuration: Configuration, pages: Sequence[Page], built: Path) -> "Links":
    """Check the site built in `built`; `pages` are those made from YAML."""
    site, writing = BuiltSite(built, configuration), Writing(configuration, pages)
    # What is left out of a page that shows its faults is no fault of those who link to it.
    partial = {built_path(page.path, configuration) for page in pages if page.unreadable}
    faults = tuple(
        fault
        for fault in _faults(site, writing)
        if fault.rule != "link/missing-anchor" or fault.lead.target.path not in partial
    )
    return Links(site, writing, faults)


def _faults(site: BuiltSite, writing: Writing) -> Iterator[Fault]:
    for path, document in site.documents.items():
        base = site.base(path)
        if base is not None and writing.markdown(path) is not None:
            # MkDocs writes addresses that are relative to the page: none leads where it did.
            moved = Target(base, "") if isinstance(base, str) else base
            yield Fault(Lead(path, document.base, moved), "page/base")
            continue
        for use in document.uses:
            target = site.target(path, use.address)
            if target is None:
                continue
            broken, file = _astray(use, target, site), site.file(target.path)
            if broken:
                missing, rule = broken
                yield Fault(Lead(path, use.address, missing), rule)
            elif file is not None and target.fragment:
                lead = Lead(path, use.address, Target(file, target.fragment))
                for rule, part in _wrong_parts(use, lead.target, site, writing):
                    yield Fault(lead, rule, part)


def _astray(use: Use, target: Target, site: BuiltSite) -> tuple[Target, str] | None:
    """Return the page or file that is not there, and the rule that is broken."""
    if target.path.startswith("/"):
        # A link may lead to another site of this host, unless it means something of this one.
        own = target.path != "/" and site.meant(target.path[1:]) is not None
        return (target, "link/beside-the-site") if own or use.is_loaded else None
    if target.path.startswith("../"):
        return target, "link/outside"
    if site.file(target.path) is None:
        return Target(index(target.path), target.fragment), _MISSING[use.kind]
    return None


def _wrong_parts(
    use: Use, target: Target, site: BuiltSite, writing: Writing
) -> Iterator[tuple[str, str]]:
    """Yield the rule that is broken for each part of a fragment that is wrong, and the part."""
    there = site.ids(target.path)
    if _leads(target.fragment, there) or _means_no_id(use, target, site, writing):
        return
    known = writing.placeholders(target.path)
    rest, values = split_fragment(use.address.partition("#")[2], known)
    # Browsers look for what is written, and then for what that stands for.
    if rest not in there and not _leads(identifier(rest), there):
        yield "link/missing-anchor", identifier(rest)
    for name, value in values.items():
        if not known[name].fits(unquote(value)):
            yield "link/value", f"{name}={value}"


def _leads(fragment: str, there: Container[str]) -> bool:
    """Tell whether an id is there; an empty one and #top lead to the top of any page.

    See https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment.
    """
    return fragment in there or fragment.lower() in ("", "top")


def _means_no_id(use: Use, target: Target, site: BuiltSite, writing: Writing) -> bool:
    """Tell whether a fragment means something else: a page of a file, a part of a drawing."""
    if not site.has_ids(target.path):
        return True
    if target.path in site.drawings:
        of_style = ONE_SCHEME.search(use.address) or target.fragment in site.hooks
        return bool(_VIEW.fullmatch(target.fragment) or (use.kind == "image" and of_style))
    return target.fragment.startswith(_ROUTE) and writing.markdown(target.path) is None


@dataclass(frozen=True)
class Links:
    """The links, anchors and images of a built site: what is wrong with them."""

    site: BuiltSite
    writing: Writing
    faults: tuple[Fault, ...]

    def without(self, explained: Container[tuple[str, str]]) -> "Links":
        """Return the links without faults, each by page and address, that are told elsewhere."""
        kept = (one for one in self.faults if (one.lead.page, one.lead.address) not in explained)
        return replace(self, faults=tuple(kept))

    @cached_property
    def _hints(self) -> Hints:
        return Hints(self.site, self.writing)

    def knows(self, page: str, address: str) -> bool:
        """Tell whether something is wrong with an address on a Markdown page, "" being the nav."""
        if not page:
            entries = (one for fault in self.faults for one in self.writing.in_nav(fault.lead))
            return any(entry.address == address for entry in entries)
        lead = self.writing.lead(page, address)
        return any(fault.lead.meets(lead) for fault in self.faults)

    def diagnostics(self) -> list[Diagnostic]:
        """Return a finding for every place where something wrong is written."""
        found = [*self._unread(), *self._broken(), *ids.check(self.site, self.writing)]
        # What several pages include is said once, though hints differ from folder to folder.
        once = {(one.place, one.rule, one.message): one for one in reversed(found)}
        return list(once.values())

    def _unread(self) -> Iterator[Diagnostic]:
        """Find pages that are too much to read (page/too-large, page/too-deep)."""
        for path, (rule, message) in self.site.unread.items():
            hint = "nothing on this page was checked"
            yield Diagnostic(self.writing.start(path), rule, message, hint, path)

    def _broken(self) -> Iterator[Diagnostic]:
        lost: defaultdict[tuple[str, Target, str], list[Fault]] = defaultdict(list)
        for fault in self.faults:
            places, entries = self.writing.places(fault.lead), self.writing.in_nav(fault.lead)
            for written in places:
                yield self._diagnostic(fault, written)
            for entry in entries:
                yield self._nav_diagnostic(fault, entry)
            if not places and not entries:
                lost[fault.rule, fault.lead.target, fault.part].append(fault)
        for same in lost.values():
            yield self._lost_diagnostic(same)

    def _lost_diagnostic(self, same: list[Fault]) -> Diagnostic:
        """Return the finding for what stands in no source."""
        place, lead = self.writing.unwritten([fault.lead for fault in same]), same[0].lead
        address = lead.target.path if place == self.writing.site else lead.address
        return self._diagnostic(same[0], Written(place, address))

    def _nav_diagnostic(self, fault: Fault, entry: Written) -> Diagnostic:
        message, hint = f'"{entry.address}" is not there', ""
        page, mark, _ = entry.address.partition("#")
        if mark:
            hint = f'write "{page}": the nav has no anchors' if page else "name a page"
        else:
            message, hint = self._absent(fault, entry)
        return Diagnostic(entry.place, "nav/missing-page", message, hint, fault.lead.page)

    def _diagnostic(self, fault: Fault, written: Written) -> Diagnostic:
        rule = self._rule(fault, written)
        if rule == "link/missing-anchor":
            message, hint = self._anchorless(fault, written)
        elif rule == "link/value":
            message, hint = self._unfit(fault)
        elif rule == "page/base":
            message, hint = (
                f'from "{written.address}" all links of the page lead elsewhere',
                "delete it",
            )
        elif rule == "link/outside":
            message, hint = f'"{written.address}" leaves the site', ""
        else:
            message, hint = self._absent(fault, written)
        return Diagnostic(written.place, rule, message, hint, fault.lead.page)

    def _rule(self, fault: Fault, written: Written) -> str:
        """Return the rule that is broken where the address is written.

        MkDocs leaves an address that leads nowhere as it is, though a page may be built deeper.
        """
        if fault.rule != "link/missing-page" or not written.place.file.endswith(".yml"):
            return fault.rule
        path = posixpath.normpath(posixpath.join(written.folder, written.address))
        return "link/outside" if path.startswith("../") else fault.rule

    def _anchorless(self, fault: Fault, written: Written) -> tuple[str, str]:
        """Return message and hint for an id that a page does not have."""
        target, home = fault.lead.target, self.writing.home(written.place)
        own = target.path == built_path(home, self.site.configuration)
        where = "on this page" if own else f"on {self.writing.shown(target.path)}"
        hint = self._hints.anchor(target.path, fault.part, written)
        return f'no "#{fault.part}" {where}', hint

    def _unfit(self, fault: Fault) -> tuple[str, str]:
        """Return message and hint for a value that does not fit its placeholder."""
        known = self.writing.placeholders(fault.lead.target.path)
        placeholder = known[fault.part.partition("=")[0]]
        message = f'"{fault.part}" does not fit "{placeholder.pattern}"'
        return message, f'"{placeholder.example}" would'

    def _absent(self, fault: Fault, written: Written) -> tuple[str, str]:
        """Return message and hint for a page or file that is not there."""
        target, configuration = fault.lead.target, self.site.configuration
        if target.path in ("", "index.html"):
            return "the site has no home page", f"add index.md to {configuration.docs.name}/"
        hint = self._hints.file(target, written, fault.lead.page)
        if target.path.startswith("/"):
            base = configuration.base_path
            return f'"{written.address}" is not below {base}, where the site is published', hint
        return f'"{written.address}" is not there', hint
