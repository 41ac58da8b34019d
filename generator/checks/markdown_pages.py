"""All checks of pages that writers have as Markdown."""

from generator.checks import front_matter, includes, references, unmade_links
from generator.checks.links import Links
from generator.diagnostics import Diagnostic
from generator.markdown_pages import pages


def check(links: Links) -> list[Diagnostic]:
    """Return what is wrong with the tops of pages, what they include, and what should be a link."""
    found = list(pages(links.site, links.writing))
    files = dict.fromkeys(file for page in found for file in page.files)
    return [
        *front_matter.check(links.writing, dict.fromkeys(page.files[0] for page in found)),
        *includes.check(links.writing, files),
        *unmade_links.check(links.writing, found),
        *references.check(links.writing, found),
    ]
