"""The documentation's page of rules, made from the table and the examples. A hook of MkDocs."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from generator import rule_examples
from generator.rule_examples import Shown
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
    always = ", always" if rule.is_binding else ""
    yield f'<span id="{rule.anchor}"></span>`{rule.name}` ({rule.severity}{always})'
    yield f":   **{escape(rule.sentence)}** {escape(rule.why)}"
    yield ""
    for part in rule_examples.shown(rule):
        yield from (f"    {line}".rstrip() for line in _example(part))


def _example(part: Shown) -> Iterator[str]:
    if not part.language:
        yield from (f"{part.title}: {escape(part.text)}", "")
        return
    fence = "`" * (3 + part.text.count("```"))
    yield from (f"{part.title}:", "", f"{fence}{part.language}", *part.text.splitlines(), fence, "")
