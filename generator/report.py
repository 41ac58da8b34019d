"""Findings -> text, JSON, or what GitHub shows beside a change."""

import json
import posixpath
from collections import Counter
from collections.abc import Callable, Sequence

from generator.diagnostics import Diagnostic, Finding, Place
from generator.rules import RULES, Severity

JSON_VERSION = 1


def line(finding: Finding, paint: Callable[[str, Severity], str] | None = None) -> str:
    """Return a finding in one line, and its hint in another; `paint` colours the severity."""
    return text(finding, "", paint)


def text(
    finding: Finding, excerpt: str, paint: Callable[[str, Severity], str] | None = None
) -> str:
    """Return a finding in one line, and below it an excerpt of the file, and the hint.

    `paint` colours the severity.
    """
    diagnostic, severity = finding.diagnostic, finding.severity
    shown = paint(severity, severity) if paint else severity
    message, hint = (one.replace("\n", " ") for one in (diagnostic.whole_message, diagnostic.hint))
    title = f"{diagnostic.place}: {shown}: {diagnostic.rule}: {message}"
    return "\n".join(filter(None, (title, excerpt, hint and f"    hint: {hint}")))


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity."""
    counts = Counter(finding.severity for finding in findings)
    parts = [
        f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        if counts[severity]
    ]
    return ", ".join(parts) or "nothing to complain about"


def as_json(findings: Sequence[Finding]) -> str:
    """Return the findings as JSON: see "Diagnostics as JSON" in the documentation."""
    rows = [
        {
            "file": finding.diagnostic.place.file,
            "line": finding.diagnostic.place.line,
            "column": finding.diagnostic.place.column,
            "rule": finding.diagnostic.rule,
            "severity": finding.severity,
            "message": finding.diagnostic.whole_message,
            "hint": finding.diagnostic.hint,
            "page": finding.diagnostic.page,
        }
        for finding in findings
    ]
    return json.dumps({"version": JSON_VERSION, "diagnostics": rows}, indent=2, ensure_ascii=False)


def as_github(findings: Sequence[Finding], folder: str) -> str:
    """Return the findings as commands to GitHub, a line each, which shows them beside a change.

    `folder` is that of mkdocs.yml, seen from the top of the repository. See
    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
    """
    return "\n".join(_github(finding, folder) for finding in findings)


def _github(finding: Finding, folder: str) -> str:
    diagnostic = finding.diagnostic
    place = diagnostic.place
    level = "notice" if finding.severity is Severity.NOTE else finding.severity
    properties = {
        "file": in_repository(place, folder),
        "line": str(place.line),
        "col": str(place.column),
        "title": diagnostic.rule,
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {listed}::{_escaped(message_and_hint(diagnostic))}"


def in_repository(place: Place, folder: str) -> str:
    """Return the file of a place, seen from where the `folder` of mkdocs.yml is seen from."""
    return posixpath.normpath(posixpath.join(folder, place.file))


def message_and_hint(diagnostic: Diagnostic) -> str:
    """Return what is to be said of a finding beside its line."""
    hint = f"\nhint: {diagnostic.hint}" if diagnostic.hint else ""
    return diagnostic.whole_message + hint


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def fails(findings: Sequence[Finding], *, strict: bool) -> bool:
    """Tell whether a check with these findings fails; warnings fail a strict one."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in failing for finding in findings)


def is_incomplete(findings: Sequence[Finding]) -> bool:
    """Tell whether something is left out of the site, so that it must not be published."""
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    return any(RULES[finding.diagnostic.rule].is_binding for finding in errors)
