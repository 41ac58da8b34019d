"""Excuses: findings that a writer allows at their place, with a reason.

In YAML, mkdocs.yml too, `# handrail: allow RULE because …`, in Markdown and what it includes
`<!-- handrail: allow RULE because … -->`, in templates `{# handrail: allow RULE because … #}`, in
style sheets `/* handrail: allow RULE because … */`; behind what it excuses, or on the line above
it. What is wrong in a fragment or an image can be excused where that is used, for this one use.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeAlias

from generator import folders
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.figures.library import DRAWING
from generator.rules import RULES
from generator.written import templates

_MARK = "handrail: allow"
_EXCUSE = re.compile(
    r"(?P<before>.*?)(?P<sign>\{#|#|<!--|/\*)-?\s*handrail: allow\s+(?P<rule>\S+?)"
    r"(?:\s+because\b(?P<reason>.*?))?\s*(?:(?:-->|-?#\}|\*/).*)?$"
)
# How a comment begins, by the ending of the file; in all others as in Markdown.
_IN_MARKDOWN = ("<!--",)
_SIGNS = {
    ".yml": ("#",),
    ".yaml": ("#",),
    ".j2": ("{#",),
    ".html": ("{#", "<!--"),
    ".css": ("/*",),
}
# What of the docs folder is read for excuses, whether it has findings or not.
_IN_DOCS = (".yml", ".md", ".html", ".css", ".svg")
_DELETE = "delete the excuse"
_FENCE = re.compile(r"\s*(```|~~~)")
# A file, a line and a rule: what an excuse covers.
_Key: TypeAlias = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Excuse:
    """One excuse, and the line that it speaks of."""

    place: Place
    rule: str
    reason: str
    line: int


def apply(
    found: Iterable[Diagnostic], configuration: Configuration, *, is_whole: bool = False
) -> list[Diagnostic]:
    """Return the findings that no excuse covers, and what is wrong with the excuses.

    Unless the check `is_whole`, nobody knows whether an excuse of a rule on demand is needed.
    """
    found = list(found)
    written = _excuses(configuration, {diagnostic.place.file for diagnostic in found})
    excused, result = _sound(written)
    used: set[_Key] = set()
    for diagnostic in found:
        places = (diagnostic.place, *diagnostic.used_at)
        keys = {(place.file, place.line, diagnostic.rule) for place in places} & excused.keys()
        used |= keys
        if not keys:
            result.append(diagnostic)
    for key, excuse in excused.items():
        if key not in used and (is_whole or not RULES[excuse.rule].is_on_demand):
            message = f'nothing here breaks "{excuse.rule}"'
            result.append(Diagnostic(excuse.place, "excuse/unused", message, _DELETE))
    return result


def _sound(written: Iterable[Excuse]) -> tuple[dict[_Key, Excuse], list[Diagnostic]]:
    """Return the excuses that hold, by what they cover, and what is wrong with the others."""
    sound: dict[_Key, Excuse] = {}
    wrong = []
    for excuse in written:
        fault = _fault(excuse)
        key = excuse.place.file, excuse.line, excuse.rule
        if fault:
            wrong.append(fault)
        elif key in sound:
            message = f'"{excuse.rule}" is allowed here already'
            wrong.append(Diagnostic(excuse.place, "excuse/unused", message, _DELETE))
        else:
            sound[key] = excuse
    return sound, wrong


def _fault(excuse: Excuse) -> Diagnostic | None:
    if excuse.rule not in RULES:
        message = f'no rule is called "{excuse.rule}"'
        hint = did_you_mean(excuse.rule, RULES)
        return Diagnostic(excuse.place, "excuse/unknown-rule", message, hint)
    if RULES[excuse.rule].is_binding:
        message = f'"{excuse.rule}" cannot be excused'
        hint = "mend what breaks it"
        return Diagnostic(excuse.place, "excuse/binding", message, hint)
    if not excuse.reason:
        hint = f"write: handrail: allow {excuse.rule} because …"
        return Diagnostic(excuse.place, "excuse/reason", "no reason is given", hint)
    return None


def _excuses(configuration: Configuration, with_findings: Iterable[str]) -> Iterator[Excuse]:
    """Yield the excuses in files that writers have, and in others that have findings."""
    files = {configuration.name(path): path for path in _files(configuration)}
    others = {name: configuration.folder / name for name in with_findings}
    for name, path in (others | files).items():
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # reported where the file is read for what is in it
        if _MARK in text:
            yield from excuses_in(text, name)


def _files(configuration: Configuration) -> Iterator[Path]:
    """Yield every file that a writer can have a finding in, drawings only where they are read.

    Of what pages include from outside of the docs folder only findings tell.
    """
    yield configuration.file
    yield from templates(configuration)
    for path in folders.contents(configuration.docs).shown():
        if path.endswith(_IN_DOCS) and not path.endswith(DRAWING):
            yield configuration.docs / path
    for path in folders.contents(configuration.images).shown():
        if path.endswith(DRAWING):
            yield configuration.images / path
    if configuration.options.service_provider is not None:
        yield configuration.folder / configuration.options.service_provider


def excuses_in(text: str, name: str) -> Iterator[Excuse]:
    """Yield the excuses in a file, without those in a Markdown page's code."""
    signs = _SIGNS.get(PurePath(name).suffix, _IN_MARKDOWN)
    may_be_code = signs == _IN_MARKDOWN
    in_code = False
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if may_be_code and _FENCE.match(line):
            in_code = not in_code
        match = _EXCUSE.match(line) if _MARK in line and not in_code else None
        if match and match["sign"] in signs and not (may_be_code and "`" in match["before"]):
            place = Place(name, number, match.start("sign") + 1)
            target = number if match["before"].strip() else _next_line(lines, number)
            yield Excuse(place, match["rule"], (match["reason"] or "").strip(" :…"), target)


def _next_line(lines: list[str], number: int) -> int:
    """Return the number of the first line below `number` that says something else."""
    below = enumerate(lines[number:], number + 1)
    return next((n for n, line in below if line.strip() and not _is_excuse(line)), number)


def _is_excuse(line: str) -> bool:
    """Tell whether a line holds an excuse and nothing in front of it."""
    match = _EXCUSE.match(line) if _MARK in line else None
    return match is not None and not match["before"].strip()
