"""An example for each rule: what breaks it, and the same as it should be.

They stand in `examples/FAMILY.yml`, under the second half of the rule's name:

    with: {WHERE: TEXT}      # what stands around both; may be left out
    fails: {WHERE: TEXT}     # what breaks this rule, and no other
    passes: {WHERE: TEXT}    # what breaks none

WHERE is a key of `PLACES`, or the path of a whole file. The tests put the lines there, in a sound
site, and check it. `fails` and `passes` are words alone where no text can show the fault.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePath
from typing import TypeAlias

import yaml

from generator.rules import Rule

FOLDER = Path(__file__).with_name("examples")
# Where lines of an example stand, as readers are told.
PLACES = {
    "guide": "in a guide",
    "section": "among the sections of a guide",
    "step": "among the steps of a guide",
    "fields": "among the fields of a step",
    "service provider": "in service-provider.yml",
    "values": "among the values in service-provider.yml",
    "drawing": "in a drawing",
    "page": "in a Markdown page",
    "mkdocs.yml": "in mkdocs.yml",
    "options": "among Handrail's options in mkdocs.yml",
    "baseline": "in a baseline",
}
_LANGUAGES = {
    "page": "markdown",
    ".css": "css",
    ".j2": "jinja",
    ".json": "json",
    ".md": "markdown",
    ".svg": "xml",
}

# What would not be seen, or do something to a terminal.
_VISIBLE = str.maketrans({"\a": "␇", "\t": "⇥", "\N{NO-BREAK SPACE}": "⍽"})

Lines: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """What breaks a rule, and what does not: in words, or as lines by where they stand.

    `around` are lines that both need.
    """

    fails: str | Lines
    passes: str | Lines
    around: Lines = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of an example for readers: what it is, the text, and its language; "" for words."""

    title: str
    text: str
    language: str


@cache
def of_family(family: str) -> Mapping[str, Example]:
    """Return the examples of a family of rules, by their names without the family's."""
    file = FOLDER / f"{family}.yml"
    if not file.is_file():
        return {}
    data = yaml.safe_load(file.read_text("utf-8"))
    return {
        name: Example(one["fails"], one["passes"], one.get("with", {}))
        for name, one in data.items()
    }


def of(rule: Rule) -> Example:
    """Return the example of a rule; raises KeyError where there is none."""
    family, _, name = rule.name.partition("/")
    return of_family(family)[name]


def shown(rule: Rule) -> list[Shown]:
    """Return the parts of a rule's example, in the order in which they are read."""
    example = of(rule)
    around = _parts("given", example.around)
    return [*around, *_parts("breaks it", example.fails), *_parts("is sound", example.passes)]


def _parts(what: str, side: str | Lines) -> list[Shown]:
    if isinstance(side, str):
        return [Shown(what.capitalize(), side, "")]
    titles = [PLACES.get(where, f"in {where}") for where in side]
    what = what.capitalize()
    heads = [f"{what}, {titles[0]}", *(f"and {title}" for title in titles[1:])] if titles else []
    return [
        Shown(head, text.rstrip("\n").translate(_VISIBLE), _language(where))
        for head, (where, text) in zip(heads, side.items(), strict=True)
    ]


def _language(where: str) -> str:
    if where == "baseline":
        return "text"
    return _LANGUAGES.get(where) or _LANGUAGES.get(PurePath(where).suffix, "yaml")
