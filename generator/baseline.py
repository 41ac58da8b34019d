"""A baseline: the findings that a site had when it began to be checked, which are let pass.

It is text, a line for each finding, in order, and as many equal ones as there are:

    docs/index.md: link/missing-page: "old.md" is not there

Where in its file a finding stands is left out: lines shift with every change above them.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from generator.diagnostics import Diagnostic, Finding, Place
from generator.rules import RULES

_HEAD = """\
# Findings that `handrail check --baseline` lets pass. It takes out what is mended; add nothing.
"""
_LINE = re.compile(r"(?P<file>.+?): (?P<rule>[a-z-]+/[a-z-]+): (?P<message>.*)")
# What messages say of other places in the same file.
_IN_LINE = re.compile(r"\bin line \d+")


class Known(NamedTuple):
    """A finding as it is known again when its line has shifted."""

    file: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.rule}: {self.message}"

    def digest(self, number: int) -> str:
        """Return a digest of the finding, the one of that number among equal ones."""
        return hashlib.sha256(f"{self}\n{number}".encode(errors="surrogateescape")).hexdigest()


Entries: TypeAlias = Counter[Known]


def known(diagnostic: Diagnostic) -> Known:
    """Return what a finding is known by."""
    message = _IN_LINE.sub("in a line", " ".join(diagnostic.message.split()))
    return Known(diagnostic.place.file, diagnostic.rule, message)


def numbered(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Known, int]]:
    """Yield what each finding is known by, and how many equal ones there are up to it."""
    counts: Counter[Known] = Counter()
    for diagnostic in diagnostics:
        one = known(diagnostic)
        counts[one] += 1
        yield one, counts[one]


def read(file: Path, name: str) -> tuple[Entries, list[Diagnostic]]:
    """Return the findings in a baseline, and what is wrong with it, which is called `name`.

    Raises FileNotFoundError where there is none.
    """
    found, wrong = Counter[Known](), []
    try:
        text = file.read_text("utf-8-sig", errors="surrogateescape")
    except FileNotFoundError:
        raise
    except OSError as error:
        return found, [Diagnostic(Place(name), "file/unreadable", str(error.strerror))]
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        fault = _fault(match, Place(name, number)) if line[:1] not in ("", "#") else None
        if fault is not None:
            wrong.append(fault)
        elif match is not None:
            found[Known(**match.groupdict())] += 1
    return found, wrong


def _fault(match: re.Match[str] | None, place: Place) -> Diagnostic | None:
    """Return what is wrong with a line; a rule that is no longer there is none to break."""
    if match is None:
        hint = "delete it, or write the file anew with --write-baseline"
        return Diagnostic(place, "baseline/line", "this is no finding", hint)
    rule = RULES.get(match["rule"])
    if rule is None or not rule.is_binding:
        return None
    message = f'"{rule.name}" cannot be let pass'
    return Diagnostic(place, "baseline/binding", message, "delete the line, and mend what it says")


def split(findings: Sequence[Finding], entries: Entries) -> tuple[list[Finding], Entries]:
    """Return the findings that are no known `entries`, and the entries that are still found.

    Of equal findings the first ones are known.
    """
    numbers = numbered(finding.diagnostic for finding in findings)
    new, still = [], Counter[Known]()
    for finding, (one, number) in zip(findings, numbers, strict=True):
        if number <= entries[one] and not RULES[one.rule].is_binding:
            still[one] += 1
        else:
            new.append(finding)
    return new, still


def entries(findings: Iterable[Finding]) -> Entries:
    """Return what a baseline can hold of findings: what breaks a binding rule is never let pass."""
    diagnostics = (finding.diagnostic for finding in findings)
    return Counter(known(one) for one in diagnostics if not RULES[one.rule].is_binding)


def text(entries: Entries) -> str:
    """Return the text of a baseline."""
    return _HEAD + "".join(f"{one}\n" for one in sorted(entries.elements()))
