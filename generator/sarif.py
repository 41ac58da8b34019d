"""Findings -> SARIF 2.1.0, which code hosts and editors read.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html;
the numbers below are its sections.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import Any, TypeAlias
from urllib.parse import quote

from generator.baseline import numbered
from generator.diagnostics import Diagnostic, Finding, Mend, Place
from generator.report import in_repository, message_and_hint
from generator.rules import PAGE, RULES, Rule

_Object: TypeAlias = dict[str, Any]
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# What files are relative to, as GitHub calls it
# (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
_TOP = "%SRCROOT%"


def as_sarif(findings: Sequence[Finding], folder: str) -> str:
    """Return the findings as one run in SARIF, with the rules that they break.

    `folder` is that of mkdocs.yml, seen from the top of the repository.
    """
    broken = {finding.diagnostic.rule for finding in findings}
    rules = [rule for rule in RULES.values() if rule.name in broken]
    run = {
        "tool": {
            "driver": {
                "name": "Handrail",
                "version": version("handrail"),
                "informationUri": PAGE,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_TOP: {"description": {"text": "The top of the repository."}}},
        "results": list(_results(findings, [rule.name for rule in rules], folder)),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False)


def _rule(rule: Rule) -> _Object:
    """Return what there is to know of a rule (3.49)."""
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.sentence},
        "fullDescription": {"text": f"{rule.sentence} {rule.why}"},
        "help": {"text": f"{rule.why}\nTo see an example: handrail explain {rule.name}"},
        "helpUri": f"{PAGE}#{rule.anchor}",
        "defaultConfiguration": {"level": rule.severity},
    }


def _results(findings: Iterable[Finding], rules: list[str], folder: str) -> Iterator[_Object]:
    """Yield a result for each finding (3.27), in their order."""
    diagnostics = [finding.diagnostic for finding in findings]
    for finding, (line, number) in zip(findings, numbered(diagnostics), strict=True):
        diagnostic = finding.diagnostic
        result: _Object = {
            "ruleId": diagnostic.rule,
            "ruleIndex": rules.index(diagnostic.rule),
            "level": finding.severity,
            "message": {"text": message_and_hint(diagnostic)},
            "locations": [_location(diagnostic.place, folder)],
            "partialFingerprints": {"finding/v1": _fingerprint(line, number)},
        }
        if diagnostic.used_at:
            result["relatedLocations"] = [_location(at, folder) for at in diagnostic.used_at]
        if diagnostic.mend is not None:
            result["fixes"] = [_fix(diagnostic.mend, diagnostic, folder)]
        if diagnostic.page:
            result["properties"] = {"page": diagnostic.page}
        yield result


def _fingerprint(line: str, number: int) -> str:
    """Return a digest of what a finding is known by, and which of equal ones it is (3.27.17)."""
    return hashlib.sha256(f"{line}\n{number}".encode(errors="surrogateescape")).hexdigest()


def _location(place: Place, folder: str) -> _Object:
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": _file(place, folder), "region": region}}


def _file(place: Place, folder: str) -> _Object:
    path = quote(in_repository(place, folder), errors="surrogateescape")
    return {"uri": path, "uriBaseId": _TOP}


def _fix(mend: Mend, diagnostic: Diagnostic, folder: str) -> _Object:
    """Return a mend as a fix (3.55): both count characters from 0, without a byte order mark."""
    deleted = {"charOffset": mend.start, "charLength": mend.end - mend.start}
    replacement = {"deletedRegion": deleted, "insertedContent": {"text": mend.text}}
    change = {
        "artifactLocation": _file(diagnostic.place, folder),
        "replacements": [replacement],
    }
    return {"description": {"text": diagnostic.hint}, "artifactChanges": [change]}
