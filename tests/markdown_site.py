"""Markdown as sites set it up: with every extension that could act on a writer's text."""

from functools import cache

import markdown  # type: ignore[import-untyped]  # it has no annotations
from selectolax.lexbor import LexborHTMLParser

# All that Python-Markdown and PyMdown bring and that gives signs a meaning.
EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "smarty",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.html",
    "pymdownx.blocks.tab",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.escapeall",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.progressbar",
    "pymdownx.saneheaders",
    "pymdownx.smartsymbols",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]

_STRAIGHT = dict.fromkeys(map(ord, "\u2018\u2019"), "'") | dict.fromkeys(map(ord, "“”"), '"')


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS)


def html(text: str) -> str:
    """Return what a site makes of Markdown."""
    converter = _converter()
    converter.reset()
    return str(converter.convert(text))


def document(text: str) -> LexborHTMLParser:
    """Return what a site makes of Markdown, to look for tags in it."""
    return LexborHTMLParser(f"<!doctype html><body>{html(text)}")


def straight(text: str) -> str:
    """Return a text with the quotes that were typed: sites may curl those of prose."""
    return text.translate(_STRAIGHT)


def visible(text: str) -> str:
    """Return what readers see of Markdown, with single blanks."""
    body = document(text).body
    assert body is not None
    return " ".join(body.text().split())
