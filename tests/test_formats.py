"""The same findings, in the same order, in each format; and SARIF as its schema demands it."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sarif_kit.validate import validation_errors

from generator import baseline, report, sarif
from generator.diagnostics import Diagnostic, Finding, Mend, Place
from generator.rules import RULES, Severity
from tests.sites import sound_site
from tests.test_cases import NAMES, read_case

# Names of files as GitHub and SARIF have them: parted by /, and nothing to be normalized.
NAMES_OF_FILES = st.lists(
    st.text(
        st.characters(exclude_categories=["C"], exclude_characters="/."), min_size=1, max_size=8
    ),
    min_size=1,
    max_size=3,
).map("/".join)
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
PLACES = st.builds(Place, NAMES_OF_FILES, st.integers(1, 99), st.integers(1, 99))
MENDS = st.none() | st.builds(Mend, st.integers(0, 9), st.integers(9, 20), TEXTS)
FINDINGS = st.lists(
    st.builds(
        Finding,
        st.builds(
            Diagnostic,
            PLACES,
            st.sampled_from(sorted(RULES)),
            TEXTS,
            st.just("") | TEXTS,
            st.just("") | NAMES_OF_FILES,
            st.lists(PLACES, max_size=2, unique=True).map(tuple),
            MENDS,
        ),
        st.sampled_from([Severity.ERROR, Severity.WARNING, Severity.NOTE]),
    ),
    max_size=5,
)
ONE = Finding(
    Diagnostic(
        Place("docs/a b.guide.yml", 41, 16),
        "figure/missing",
        "no image",
        "add one",
        used_at=(Place("docs/b.guide.yml", 3, 2),),
        mend=Mend(4, 9, "x"),
    ),
    Severity.WARNING,
)


class Said(NamedTuple):
    """What each format says of a finding."""

    file: str
    line: int
    column: int
    severity: str
    rule: str
    message: str
    hint: str


def _said(finding: Finding) -> Said:
    one = finding.diagnostic
    place = one.place
    return Said(
        place.file,
        place.line,
        place.column,
        finding.severity,
        one.rule,
        one.whole_message,
        one.hint,
    )


def _text(findings: list[Finding]) -> list[Said]:
    found = []
    pattern = re.compile(r"(.*?):(\d+):(\d+): (error|warning|note): (\S+/\S+): (.*)")
    for finding in findings:
        first, _, hint = report.line(finding).partition("\n    hint: ")
        match = pattern.fullmatch(first)
        assert match is not None
        file, line, column, severity, rule, message = match.groups()
        found.append(Said(file, int(line), int(column), severity, rule, message, hint))
    return found


def _json(findings: list[Finding]) -> list[Said]:
    rows = json.loads(report.as_json(findings))["diagnostics"]
    return [Said(**{name: row[name] for name in Said._fields}) for row in rows]


def _github(findings: list[Finding]) -> list[Said]:
    found = []
    for line in report.as_github(findings, ".").splitlines():
        command, message = line.removeprefix("::").split("::", 1)
        level, listed = command.split(" ", 1)
        values = {k: unquote(v) for k, v in (one.split("=", 1) for one in listed.split(","))}
        text, _, hint = unquote(message).partition("\nhint: ")
        severity = "note" if level == "notice" else level
        place = (values["file"], int(values["line"]), int(values["col"]))
        found.append(Said(*place, severity, values["title"], text, hint))
    return found


def _sarif(findings: list[Finding]) -> list[Said]:
    found = []
    for result in _log(findings)["runs"][0]["results"]:
        where = result["locations"][0]["physicalLocation"]
        region = where["region"]
        text, _, hint = result["message"]["text"].partition("\nhint: ")
        file = unquote(where["artifactLocation"]["uri"])
        place = (file, region["startLine"], region["startColumn"])
        found.append(Said(*place, result["level"], result["ruleId"], text, hint))
    return found


def _log(findings: list[Finding], folder: str = ".") -> Any:
    log = json.loads(sarif.as_sarif(findings, folder))
    assert validation_errors(log) == []
    return log


@pytest.mark.parametrize("read", [_text, _json, _github, _sarif])
@given(findings=FINDINGS)
def test_each_format_says_the_same_in_the_same_order(read: Any, findings: list[Finding]) -> None:
    assert read(findings) == [_said(finding) for finding in findings]


def test_sarif_of_a_finding() -> None:
    (run,) = _log([ONE], "manual")["runs"]
    (result,) = run["results"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["defaultConfiguration"]["level"]) == ("figure/missing", "error")
    assert rule["helpUri"].endswith("/contributing/rules/#figure-missing")
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == (
        "figure/missing",
        0,
        "warning",
    )
    file = {"uri": "manual/docs/a%20b.guide.yml", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 41, "startColumn": 16}
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": file, "region": region}}
    ]
    (fix,) = result["fixes"]
    assert fix["artifactChanges"] == [
        {
            "artifactLocation": file,
            "replacements": [
                {
                    "deletedRegion": {"charOffset": 4, "charLength": 5},
                    "insertedContent": {"text": "x"},
                }
            ],
        }
    ]
    (used,) = result["relatedLocations"]
    assert used["physicalLocation"]["artifactLocation"]["uri"] == "manual/docs/b.guide.yml"


def test_sarif_without_findings() -> None:
    (run,) = _log([])["runs"]
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def _fingerprints(findings: list[Finding]) -> list[str]:
    results = _log(findings)["runs"][0]["results"]
    return [result["partialFingerprints"]["finding/v1"] for result in results]


def test_fingerprint_stays_when_lines_shift_and_tells_equal_findings_apart() -> None:
    def at(line: int) -> Finding:
        one = Diagnostic(Place("a.md", line, 1), "link/missing-page", "gone: see in line 7")
        return Finding(one, Severity.ERROR)

    assert _fingerprints([at(1), at(5)]) == _fingerprints([at(3), at(9)])
    assert len({*_fingerprints([at(1), at(5), ONE])}) == 3


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(("four", "yaml/tab."))])
def test_sarif_of_what_is_found(name: str, tmp_path: Path) -> None:
    """A fix does what the mend does, on the text of the file."""
    site = read_case(name).site(sound_site(tmp_path).folder / "x")
    findings = site.findings()
    results = _log(findings)["runs"][0]["results"]
    for finding, result in zip(findings, results, strict=True):
        mend = finding.diagnostic.mend
        assert ("fixes" in result) == (mend is not None)
        if mend is not None:
            (change,) = result["fixes"][0]["artifactChanges"]
            (replacement,) = change["replacements"]
            start = replacement["deletedRegion"]["charOffset"]
            end = start + replacement["deletedRegion"]["charLength"]
            text = site.read(finding.diagnostic.place.file)
            put = text[:start] + replacement["insertedContent"]["text"] + text[end:]
            assert put == mend.apply(text)


@given(FINDINGS)
def test_baseline_lets_pass_what_it_was_written_of(findings: list[Finding]) -> None:
    new, still = baseline.split(findings, baseline.entries(findings))
    assert [RULES[one.diagnostic.rule].is_binding for one in new] == [True] * len(new)
    assert still == baseline.entries(findings)
