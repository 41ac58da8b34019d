"""Checks of the built site: links, anchors and images, at the line that a writer has to change."""

import posixpath
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from generator import markdown_source
from generator.addresses import (
    Target,
    built_path,
    identifier,
    resolve,
    source_path,
    split_fragment,
)
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.pages import Origin, Page
from generator.service_provider import Placeholder
from generator.site import BuiltSite, Use
from generator.sources import page_of

_LINKS = ("a", "area", "form", "blockquote", "q", "ins", "del")
_IMAGES = ("img", "source", "image", "video", "input")


@dataclass(frozen=True, slots=True)
class Fault:
    """A use of something that is not there, on one built page.

    `part` is what is wrong in the fragment: an id, or NAME=VALUE.
    """

    page: str
    use: Use
    target: Target
    rule: str
    part: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Written:
    """An address where it is written, as it is written."""

    place: Place
    address: str


def check(configuration: Configuration, pages: Sequence[Page], built: Path) -> list[Diagnostic]:
    """Return all findings in the site built in `built`; `pages` are those made from YAML."""
    site = BuiltSite(built, configuration)
    # What is left out of a page that shows its faults is no fault of those who link to it.
    partial = {built_path(page.path, configuration) for page in pages if page.unreadable}
    known = {built_path(page.path, configuration): page.placeholders for page in pages}
    faults = [
        fault
        for fault in _faults(site, known)
        if fault.rule != "link/missing-anchor" or fault.target.path not in partial
    ]
    if not faults:
        return []
    return list(_Writer(configuration, pages, site).diagnostics(faults))


def _faults(site: BuiltSite, known: Mapping[str, Mapping[str, Placeholder]]) -> Iterator[Fault]:
    for path, page in site.pages.items():
        for use in page.uses:
            target = resolve(use.address, path, site.configuration)
            if target is None:
                continue
            file = site.file(target.path)
            if target.path.startswith("../"):
                yield Fault(path, use, target, "link/outside")
            elif file is None:
                missing = Target(_index(target.path), target.fragment)
                yield Fault(path, use, missing, _rule(use))
            elif file in site.pages and not _leads(target.fragment, site.pages[file].ids):
                found = _parts(use, site.pages[file].ids, known.get(file, {}))
                for rule, part in found:
                    yield Fault(path, use, Target(file, target.fragment), rule, part)


def _leads(fragment: str, ids: Container[str]) -> bool:
    """Tell whether an id is there; an empty one and #top lead to the top of any page.

    See https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment.
    """
    return not fragment or fragment.lower() == "top" or fragment in ids


def _parts(
    use: Use, ids: Container[str], known: Mapping[str, Placeholder]
) -> Iterator[tuple[str, str]]:
    """Yield the parts of a fragment that are wrong, each with the rule that it breaks."""
    rest, values = split_fragment(use.address.partition("#")[2], known)
    if not _leads(identifier(rest), ids):
        yield "link/missing-anchor", identifier(rest)
    for name, value in values.items():
        if not known[name].fits(unquote(value)):
            yield "link/value", f"{name}={value}"


def _rule(use: Use) -> str:
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
        lost: defaultdict[tuple[str, Target, str], list[Fault]] = defaultdict(list)
        for fault in faults:
            places = self.places(fault)
            for written in places:
                yield self.diagnostic(fault, written)
            if not places:
                lost[fault.rule, fault.target, fault.part].append(fault)
        for same in lost.values():
            # What stands on several pages and in no source comes from the theme or a template.
            first = same[0]
            own = self.source(first.page) if len(same) == 1 else None
            address = first.use.address if own else first.target.path
            yield self.diagnostic(first, Written(own or self.theme, address))

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

    def places(self, fault: Fault) -> list[Written]:
        """Return every place where the address of a fault is written."""
        found = set(self.in_guide(fault) if fault.page in self.by_built_path else self.in_md(fault))
        return sorted(found or self.in_nav(fault))

    def in_guide(self, fault: Fault) -> Iterator[Written]:
        page = self.by_built_path[fault.page]
        folder = posixpath.dirname(self.name(page.path))
        for origin in page.origins:
            own = origin.address.startswith("#")
            rendered = origin.address if own else posixpath.relpath(origin.target, folder)
            used = fault.use.address in (origin.target, rendered)
            encoded = unquote(fault.use.address) == unquote(rendered)
            if used or encoded or self.target_of(self.below_docs(origin)) == fault.target:
                yield Written(origin.place, origin.address)

    def below_docs(self, origin: Origin) -> str:
        return posixpath.relpath(origin.target, self.configuration.name(self.configuration.docs))

    def in_md(self, fault: Fault) -> Iterator[Written]:
        source = source_path(fault.page, self.configuration)
        if source is None:
            return
        text = (self.configuration.docs / source).read_text("utf-8", errors="replace")
        for address, place in markdown_source.addresses(text, self.name(source)):
            path, mark, fragment = address.partition("#")
            joined = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
            target = self.target_of((joined if path else source) + mark + fragment)
            if address == fault.use.address or target == fault.target:
                yield Written(place, address)

    def in_nav(self, fault: Fault) -> Iterator[Written]:
        for entry in self.configuration.nav:
            # MkDocs links a page that is not there by the name of its source.
            plain = Target(posixpath.normpath(entry.path), "")
            if fault.target in (plain, self.target_of(entry.path), self.target_of(plain.path)):
                yield Written(entry.place, entry.path)

    def target_of(self, address: str) -> Target:
        path, _, fragment = address.partition("#")
        return Target(built_path(path, self.configuration), identifier(fragment))

    def diagnostic(self, fault: Fault, written: Written) -> Diagnostic:
        home = self.home(written.place)
        target, rule = fault.target, self.rule(fault, written)
        if rule == "link/missing-anchor":
            own = target.path == built_path(home, self.configuration)
            where = "on this page" if own else f"on {self.shown(target.path)}"
            message = f'no "#{fault.part}" {where}'
            hint = self.anchor_hint(fault, home)
            return Diagnostic(written.place, rule, message, hint, fault.page)
        if rule == "link/value":
            placeholder = self.placeholders(fault)[fault.part.partition("=")[0]]
            message = f'"{fault.part}" does not fit "{placeholder.pattern}"'
            hint = f'"{placeholder.example}" would'
            return Diagnostic(written.place, rule, message, hint, fault.page)
        if rule == "link/outside":
            message = f'"{written.address}" leaves the site'
            return Diagnostic(written.place, rule, message, "", fault.page)
        if target.path in ("", "index.html"):
            hint = f"add index.md to {self.configuration.docs.name}/"
            return Diagnostic(written.place, rule, "the site has no home page", hint, fault.page)
        message = f'"{written.address}" is not there'
        hint = self.page_hint(fault, written.address, home)
        return Diagnostic(written.place, rule, message, hint, fault.page)

    def rule(self, fault: Fault, written: Written) -> str:
        """Return the rule that is broken where the address is written.

        MkDocs leaves an address that leads nowhere as it is, though a page may be built deeper.
        """
        if fault.rule != "link/missing-page" or not written.place.file.endswith(".yml"):
            return fault.rule
        folder = posixpath.dirname(self.home(written.place))
        leaves = posixpath.normpath(posixpath.join(folder, written.address)).startswith("../")
        return "link/outside" if leaves else fault.rule

    def home(self, place: Place) -> str:
        """Return the page of the file at `place`, "" for a file that makes none."""
        docs = self.configuration.name(self.configuration.docs)
        path = posixpath.relpath(place.file, docs)
        if path.startswith("../"):
            return ""
        return page_of(path) if path.endswith(".yml") else path

    def shown(self, page: str) -> str:
        """Return what a writer knows a built page as."""
        if page in self.by_built_path:
            return self.by_built_path[page].path
        return source_path(page, self.configuration) or page

    def anchor_hint(self, fault: Fault, home: str) -> str:
        _, mark, value = fault.part.partition("=")
        filled = [f"{name}={value}" for name in self.placeholders(fault)] if mark else []
        near = did_you_mean(fault.part, [*self.site.pages[fault.target.path].ids, *filled])
        if near.startswith("did"):
            return near.replace('"', '"#', 1)
        others = [p for p, page in self.site.pages.items() if fault.part in page.ids]
        if others:
            other = self.shown(others[0])
            address = posixpath.relpath(other, posixpath.dirname(home) or ".")
            return f'{other} has it: "{address}#{fault.part}"'
        return ""

    def placeholders(self, fault: Fault) -> Mapping[str, Placeholder]:
        """Return what readers fill in on the page that a fault's address leads to."""
        page = self.by_built_path.get(fault.target.path)
        return page.placeholders if page is not None else {}

    def page_hint(self, fault: Fault, address: str, home: str) -> str:
        """Return the address of what is there and nearly so called, as it would be written."""
        folder = posixpath.dirname(home) or "."
        known = {posixpath.relpath(self.shown(path), folder): path for path in self.site.files}
        word = address.partition("#")[0]
        if word in known:  # right in Markdown, but MkDocs leaves HTML as it is
            built = posixpath.relpath(known[word], posixpath.dirname(fault.page) or ".")
            return f'in HTML write "{built}"'
        wanted = self.shown(fault.target.path) if fault.use.tag in _LINKS else ""
        nearly = posixpath.relpath(wanted or fault.target.path, folder)
        for name in (word, nearly):
            near = did_you_mean(name, known)
            if near.startswith("did"):
                return near
        return ""


def _index(path: str) -> str:
    return posixpath.join(path, "index.html") if path.endswith("/") or "." not in path else path
