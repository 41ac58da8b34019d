"""All checks of pages that writers have as Markdown."""

import re
from collections.abc import Iterable

from generator.checks import front_matter, includes, references, unmade_links
from generator.checks.links import Links
from generator.diagnostics import Diagnostic

_FOOTNOTE = re.compile(r"\[\^([^\]]+)\]")


def check(links: Links) -> list[Diagnostic]:
    """Return what is wrong with the tops of pages, what they include, and what should be a link."""
    found = list(unmade_links.pages(links.site, links.writing))
    files = dict.fromkeys(file for page in found for file in page.files)
    return [
        *front_matter.check(links.writing, dict.fromkeys(page.files[0] for page in found)),
        *includes.check(links.writing, files),
        *unmade_links.check(links.writing, found),
        *references.check(links.writing, found),
    ]


def explained(found: Iterable[Diagnostic]) -> set[tuple[str, str]]:
    """Return the links, by page and address, that lead nowhere because of what was found.

    A footnote that nothing uses has a link back to where it is used.
    """
    unused = (one for one in found if one.rule == "link/unused-footnote")
    names = ((one.page, _FOOTNOTE.search(one.message)) for one in unused)
    return {(page, f"#fnref:{name[1]}") for page, name in names if name}
