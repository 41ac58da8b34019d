"""Findings -> text or JSON."""

import json
from collections import Counter
from collections.abc import Callable, Sequence

from generator.diagnostics import Finding
from generator.rules import RULES, Severity

JSON_VERSION = 1


def line(finding: Finding, paint: Callable[[str, Severity], str] | None = None) -> str:
    """Return a finding in one line, and its hint in another; `paint` colours the severity."""
    diagnostic, severity = finding.diagnostic, finding.severity
    shown = paint(severity, severity) if paint else severity
    message, hint = (
        text.replace("\n", " ") for text in (diagnostic.whole_message, diagnostic.hint)
    )
    text = f"{diagnostic.place}: {shown}: {diagnostic.rule}: {message}"
    return f"{text}\n    hint: {hint}" if hint else text


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


def fails(findings: Sequence[Finding], *, strict: bool) -> bool:
    """Tell whether a check with these findings fails; warnings fail a strict one."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in failing for finding in findings)


def is_incomplete(findings: Sequence[Finding]) -> bool:
    """Tell whether something is left out of the site, so that it must not be published."""
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    return any(RULES[finding.diagnostic.rule].is_binding for finding in errors)
