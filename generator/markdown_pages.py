"""The pages of a built site that writers have as Markdown, and what readers see of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from generator.markdown_source import comparable
from generator.site import BuiltSite
from generator.written import Writing

# What readers see as it was typed anyway, or do not see at all.
_NO_TEXT = "code,pre,script,style,template,textarea,math,.arithmatex,.MathJax"


@dataclass(frozen=True)
class MarkdownPage:
    """A page that is built from Markdown at `path`, and the files that make it, its own first."""

    path: str
    site: BuiltSite
    files: tuple[Path, ...]

    @cached_property
    def html(self) -> str:
        """What was built of it."""
        return (self.site.folder / self.path).read_text("utf-8", errors="replace")

    @cached_property
    def text(self) -> str:
        """What readers see of it besides code, as far as it is `comparable`."""
        tree = LexborHTMLParser(self.html)
        for node in tree.css(_NO_TEXT):
            node.decompose()
        return comparable(tree.body.text()) if tree.body else ""

    def shows(self, text: str) -> bool:
        """Tell whether readers see a text."""
        return comparable(text) in self.text


def pages(site: BuiltSite, writing: Writing) -> Iterator[MarkdownPage]:
    """Yield every page that is built from Markdown which a writer has."""
    made = {page.path for page in writing.pages}
    for path in site.pages:
        markdown = writing.markdown(path)
        source = site.configuration.docs / markdown if markdown else None
        if source and markdown not in made and source.is_file() and source.suffix == ".md":
            yield MarkdownPage(path, site, tuple(writing.parts(source)))
