"""Checks of a built site's links to other sites, at the line that a writer has to change."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import urldefrag

from generator.checks.links import Links
from generator.diagnostics import Diagnostic
from generator.external import asking
from generator.external.address_excuses import AddressExcuses
from generator.external.contents import identifier
from generator.external.uses import Uses, uses
from generator.external.verdicts import Verdict, judge
from generator.kept import Kept
from generator.written import Lead, Writing, Written


def check(links: Links) -> list[Diagnostic]:
    """Ask all other sites that pages lead to; return a finding for each place of what is wrong.

    With them comes what is wrong with the excuses under `external:`. Raises LycheeError.
    """
    writing, excuses = links.writing, AddressExcuses(links.site.configuration)
    broken = {(fault.lead.page, fault.lead.address) for fault in links.faults}
    used = {
        whole: leads
        for whole, all_leads in uses(links.site, writing).items()
        if (leads := [lead for lead in all_leads if (lead.page, lead.address) not in broken])
        and not _is_themes(leads, writing)
    }
    found: list[Diagnostic] = []
    for whole, verdict in _judged(used, writing):
        if not excuses.cover(whole):
            found += _diagnostics(used[whole], verdict, writing)
    return [*found, *excuses.diagnostics()]


def _is_themes(leads: Sequence[Lead], writing: Writing) -> bool:
    """Tell whether nobody who writes the site has written an address, but whoever made its theme.

    It then stands on the page for what is not there, too, which the theme makes alone.
    """
    alone = next((lead for lead in leads if writing.source(lead.page) is None), None)
    return alone is not None and not (writing.places(alone) or writing.in_nav(alone))


def _judged(used: Uses, writing: Writing) -> Iterator[tuple[str, Verdict]]:
    """Yield what is wrong with each address."""
    configuration = writing.configuration
    options = configuration.options.external
    origins = (origin for page in writing.pages for origin in page.origins)
    meant = [urldefrag(origin.address).url for origin in origins if origin.is_destination]
    options = options.model_copy(update={"sign_in": [*options.sign_in, *meant]})
    kept = Kept(configuration.kept("external")) if configuration.options.cache else None
    answers = asking.ask(_wanted(used), options, kept)
    for whole in used:
        address, fragment = urldefrag(whole)
        for verdict in judge(address, fragment, answers[address], options):
            yield whole, verdict


def _wanted(used: Uses) -> asking.Wanted:
    fragments: defaultdict[str, set[str]] = defaultdict(set)
    for whole in used:
        address, fragment = urldefrag(whole)
        fragments[address] |= {identifier(fragment)} - {""}
    return {address: frozenset(names) for address, names in fragments.items()}


def _diagnostics(leads: Sequence[Lead], verdict: Verdict, writing: Writing) -> Iterator[Diagnostic]:
    """Yield a finding for every place where an address is written."""
    lost = []
    for lead in leads:
        places = [*writing.places(lead), *writing.in_nav(lead)]
        yield from (_diagnostic(one, verdict, lead.page) for one in places)
        if not places:
            lost.append(lead)
    if lost:
        written = Written(writing.unwritten(lost), lost[0].address)
        yield _diagnostic(written, verdict, lost[0].page)


def _diagnostic(written: Written, verdict: Verdict, page: str) -> Diagnostic:
    message = f'"{written.address}" {verdict.message}'
    return Diagnostic(written.place, verdict.rule, message, verdict.hint, page)
