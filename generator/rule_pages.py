"""The documentation's page of rules, made from the table. A hook of MkDocs."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from generator.rules import RULES, Rule
from generator.text import escape

_MARK = "<!-- the rules stand here -->"


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the rules in the place of the mark that a page has for them.

    See https://www.mkdocs.org/dev-guide/plugins/#on_page_markdown.
    """
    return markdown.replace(_MARK, "\n".join(_lines())) if _MARK in markdown else markdown


def _lines() -> Iterator[str]:
    """Yield the lines of all rules, a heading for each family."""
    for family, rules in groupby(RULES.values(), key=lambda rule: rule.name.partition("/")[0]):
        yield from (f"## {family}", "")
        for rule in rules:
            yield from _entry(rule)


def _entry(rule: Rule) -> Iterator[str]:
    anchor = rule.name.replace("/", "-")
    always = ", always" if rule.is_binding else ""
    yield f'<span id="{anchor}"></span>`{rule.name}` ({rule.severity}{always})'
    yield f":   **{escape(rule.sentence)}** {escape(rule.why)}"
    yield ""
