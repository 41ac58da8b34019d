"""Checks of addresses that are wrong as they are written, whatever they lead to."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from generator import address_slips
from generator.address_slips import Slip
from generator.addresses import Target, resolve
from generator.built_html import Use
from generator.checks.links import Links
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic
from generator.site import BuiltSite
from generator.written import Lead, Writing, Written

# What leads somewhere on the site, and has no sign that any slip needs.
_TAME = re.compile(r"(?!//)[#.\w?=&-]*+(?:/[#.\w?=&-]++)*+/?")
_OF_DATA = Slip("link/script", "is a page of its own, which browsers do not open", "name a file")


def check(links: Links) -> Iterator[Diagnostic]:
    """Yield a finding for every place where an address is written that has a slip."""
    site, writing = links.site, links.writing
    yield from _in_nav(site.configuration)
    lost = {(fault.lead.page, fault.lead.address): fault.lead for fault in links.faults}
    found: defaultdict[str, list[_Slipped]] = defaultdict(list)
    for one in _Slips(site, lost):
        found[one.lead.address].append(one)
    for same in found.values():
        yield from _diagnostics(same, writing)


class _Slipped(NamedTuple):
    """An address with a slip, where a page uses it."""

    lead: Lead
    slip: Slip


class _Slips:
    """All addresses that pages, style sheets and drawings use and that have a slip.

    Those in `lost` lead to nothing.
    """

    def __init__(self, site: BuiltSite, lost: Mapping[tuple[str, str], Lead]) -> None:
        self.site, self.lost = site, lost
        self._opened: dict[str, set[str]] = {}

    def __iter__(self) -> Iterator[_Slipped]:
        for path, page in self.site.documents.items():
            for use in page.uses:
                address = use.address
                lead = self.lost.get((path, address))
                slip = None if lead is None and _TAME.fullmatch(address) else self._slip(address)
                if slip and self._counts(slip, use, path):
                    yield _Slipped(lead or Lead(path, address, Target(address, "")), slip)

    def _slip(self, address: str) -> Slip | None:
        is_data = address[:5].lower() == "data:"
        preview = self.site.configuration.preview
        return _OF_DATA if is_data else address_slips.find(address, preview)

    def _counts(self, slip: Slip, use: Use, path: str) -> bool:
        address = use.address
        if slip.rule == "link/script" and path in self.site.drawings:
            return False  # what runs in drawings is looked for in them: image/script
        if slip is _OF_DATA:
            # A browser opens no data:, unless it is to be saved.
            return not use.is_loaded and address in self._opened_on(path)
        is_own = resolve(address, path, self.site.configuration) is not None
        return (path, address) in self.lost if slip.if_lost else not (is_own and "://" in address)

    def _opened_on(self, path: str) -> set[str]:
        """Return all addresses on a page that are not only saved."""
        if path not in self._opened:
            tree = LexborHTMLParser((self.site.folder / path).read_bytes())
            links = (link.attributes for link in tree.css("[href],[action],[formaction]"))
            opened = (values for values in links if "download" not in values)
            self._opened[path] = {value or "" for values in opened for value in values.values()}
        return self._opened[path]


def _in_nav(configuration: Configuration) -> Iterator[Diagnostic]:
    for entry in configuration.nav:
        slip = address_slips.find(entry.path, configuration.preview)
        if slip and not slip.if_lost:
            message = f'"{entry.path}" {slip.what}'
            yield Diagnostic(entry.place, slip.rule, message, slip.hint)


def _diagnostics(same: list[_Slipped], writing: Writing) -> Iterator[Diagnostic]:
    """Yield the findings for one address: where it is written, else at the one page that has it.

    What several pages have and nobody wrote comes from the theme.
    """
    for lead, slip in same:
        places, source = writing.places(lead), writing.source(lead.page)
        if not places and source and len(same) == 1 and not _is_in_nav(lead, writing):
            places = [Written(source, lead.address)]
        for written in places:
            message = f'"{written.address}" {slip.what}'
            yield Diagnostic(written.place, slip.rule, message, slip.hint, lead.page)


def _is_in_nav(lead: Lead, writing: Writing) -> bool:
    return any(entry.path == lead.address for entry in writing.configuration.nav)
