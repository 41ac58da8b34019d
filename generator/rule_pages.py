"""The documentation's page of rules, made from the table. A hook of MkDocs."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from generator.rules import RULES, Rule

_MARK = "<!-- the rules stand here -->"


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the rules in the place of the mark that a page has for them.

    See https://www.mkdocs.org/dev-guide/plugins/#on_page_markdown.
    """
    return markdown.replace(_MARK, "\n".join(_lines())) if _MARK in markdown else markdown


def _lines() -> Iterator[str]:
    """Yield the lines of all rules, a table for each group."""
    for group, rules in groupby(RULES.values(), key=lambda rule: rule.name.partition("/")[0]):
        yield from (
            f"## {group}",
            "",
            "| Rule | Severity | What must be | Why |",
            "|---|---|---|---|",
        )
        yield from map(_row, rules)
        yield ""


def _row(rule: Rule) -> str:
    anchor = rule.name.replace("/", "-")
    name = f'<span id="{anchor}"></span>`{rule.name}`'
    sentence, why = (
        text.replace("{{", "&#123;&#123;").replace("*", "&#42;")
        for text in (rule.sentence, rule.why)
    )
    return f"| {name} | {rule.severity} | {sentence} | {why} |"
