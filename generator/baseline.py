"""A baseline: the findings that a site had when it began to be checked, which are let pass.

It is text, a line for each finding, in order, and as many equal ones as there are:

    docs/index.md: link/missing-page: "old.md" is not there

Where in its file a finding stands is left out: lines shift with every change above them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from generator.diagnostics import Diagnostic, Finding, Place
from generator.rules import RULES

_HEAD = """\
# Findings that `handrail check --baseline` lets pass. It takes out what is mended; add nothing.
"""
_LINE = re.compile(r".*?: ([a-z-]+/[a-z0-9-]+):.*")
# What messages say of other places in the same file.
_IN_LINE = re.compile(r"\bin line \d+")


# Lines of a baseline, each as often as it stands there.
Entries: TypeAlias = Counter[str]


def known(diagnostic: Diagnostic) -> str:
    """Return what a finding is known by when its line has shifted: its line in a baseline."""
    said = f"{diagnostic.place.file}: {diagnostic.rule}: {diagnostic.message}"
    return _IN_LINE.sub("in a line", " ".join(said.split()))


def numbered(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[str, int]]:
    """Yield what each finding is known by, and how many equal ones there are up to it."""
    counts = Entries()
    for diagnostic in diagnostics:
        line = known(diagnostic)
        counts[line] += 1
        yield line, counts[line]


def read(file: Path, name: str) -> tuple[Entries, list[Diagnostic]]:
    """Return the lines of a baseline, and what is wrong with it, which is called `name`.

    Raises FileNotFoundError where there is none.
    """
    found, wrong = Entries(), []
    try:
        text = file.read_text("utf-8-sig", errors="surrogateescape")
    except FileNotFoundError:
        raise
    except OSError as error:
        return found, [Diagnostic(Place(name), "file/unreadable", str(error.strerror))]
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        if match is None and (not line.strip() or line.startswith("#")):
            continue
        fault = _fault(match, Place(name, number))
        if fault is None:
            found[line] += 1
        else:
            wrong.append(fault)
    return found, wrong


def _fault(match: re.Match[str] | None, place: Place) -> Diagnostic | None:
    """Return what is wrong with a line; a rule that is no longer there is none to break."""
    if match is None:
        hint = "delete it, or write the file anew with --write-baseline"
        return Diagnostic(place, "baseline/line", "this is no finding", hint)
    rule = RULES.get(match[1])
    if rule is None or not rule.is_binding:
        return None
    message = f'"{rule.name}" cannot be let pass'
    return Diagnostic(place, "baseline/binding", message, "delete the line, and mend what it says")


def split(findings: Sequence[Finding], entries: Entries) -> tuple[list[Finding], Entries]:
    """Return the findings that are no known `entries`, and the entries that are still found.

    Of equal findings the first ones are known.
    """
    numbers = numbered(finding.diagnostic for finding in findings)
    new, still = [], Entries()
    for finding, (line, number) in zip(findings, numbers, strict=True):
        if number <= entries[line] and not RULES[finding.diagnostic.rule].is_binding:
            still[line] += 1
        else:
            new.append(finding)
    return new, still


def on_demand(entries: Entries) -> Entries:
    """Return the entries of rules that are only looked for when somebody asks."""
    return Entries({line: count for line, count in entries.items() if _is_on_demand(line)})


def _is_on_demand(line: str) -> bool:
    match = _LINE.fullmatch(line)
    rule = RULES.get(match[1]) if match else None
    return rule is not None and rule.is_on_demand


def entries(findings: Iterable[Finding]) -> Entries:
    """Return what a baseline can hold of findings: what breaks a binding rule is never let pass."""
    diagnostics = (finding.diagnostic for finding in findings)
    return Counter(known(one) for one in diagnostics if not RULES[one.rule].is_binding)


def text(entries: Entries) -> str:
    """Return the text of a baseline."""
    return _HEAD + "".join(f"{line}\n" for line in sorted(entries.elements()))
