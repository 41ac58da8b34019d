"""Findings as people and programs read them; and which of them count."""

import json
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import report
from generator.diagnostics import Diagnostic, Finding, Place, did_you_mean, judge
from generator.rules import RULES, Severity

ONE = Diagnostic(Place("docs/a.guide.yml", 41, 16), "figure/missing", "no image", "add one")
TWO = Diagnostic(Place("docs/a.guide.yml", 5, 1), "value/never-given", "not entered")
THREE = Diagnostic(Place("docs/b.md", 1, 2), "link/missing-anchor", 'no "#x"', "", "b/index.html")

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
DIAGNOSTICS = st.builds(
    Diagnostic,
    st.builds(Place, TEXTS, st.integers(1, 99), st.integers(1, 99)),
    st.sampled_from(sorted(RULES)),
    TEXTS,
    TEXTS,
    TEXTS,
)


def test_line() -> None:
    assert report.line(Finding(ONE, Severity.ERROR)) == (
        "docs/a.guide.yml:41:16: error: figure/missing: no image\n    hint: add one"
    )
    assert report.line(Finding(TWO, Severity.WARNING)) == (
        "docs/a.guide.yml:5:1: warning: value/never-given: not entered"
    )


def test_text_has_the_excerpt_before_the_hint() -> None:
    assert report.text(Finding(ONE, Severity.ERROR), "   41 | text\n      | ^") == (
        "docs/a.guide.yml:41:16: error: figure/missing: no image\n"
        "   41 | text\n"
        "      | ^\n"
        "    hint: add one"
    )


def test_line_paints_the_severity() -> None:
    painted = report.line(Finding(TWO, Severity.NOTE), lambda text, severity: f"<{severity}>{text}")
    assert ": <note>note: " in painted


@given(DIAGNOSTICS)
def test_line_is_one_line_and_its_hint(diagnostic: Diagnostic) -> None:
    text = report.line(Finding(diagnostic, Severity.ERROR))
    assert text.count("\n") == diagnostic.place.file.count("\n") + bool(diagnostic.hint)


@pytest.mark.parametrize(
    ("severities", "summary"),
    [
        ([], "nothing to complain about"),
        (["error"], "1 error"),
        (["error", "note", "error", "warning"], "2 errors, 1 warning, 1 note"),
        (["note", "note"], "2 notes"),
    ],
)
def test_summary(severities: list[str], summary: str) -> None:
    assert report.summary([Finding(ONE, Severity(one)) for one in severities]) == summary


@pytest.mark.parametrize(
    ("severities", "fails", "fails_strict"),
    [
        ([], False, False),
        (["note"], False, False),
        (["warning", "note"], False, True),
        (["warning", "error"], True, True),
    ],
)
def test_what_fails(severities: list[str], fails: bool, fails_strict: bool) -> None:  # noqa: FBT001 (a table)
    findings = [Finding(ONE, Severity(one)) for one in severities]
    assert report.fails(findings, strict=False) == fails
    assert report.fails(findings, strict=True) == fails_strict


def test_json() -> None:
    made = json.loads(report.as_json([Finding(ONE, Severity.ERROR), Finding(THREE, Severity.NOTE)]))
    assert made == {
        "version": 1,
        "diagnostics": [
            {
                "file": "docs/a.guide.yml",
                "line": 41,
                "column": 16,
                "rule": "figure/missing",
                "severity": "error",
                "message": "no image",
                "hint": "add one",
                "page": "",
            },
            {
                "file": "docs/b.md",
                "line": 1,
                "column": 2,
                "rule": "link/missing-anchor",
                "severity": "note",
                "message": 'no "#x"',
                "hint": "",
                "page": "b/index.html",
            },
        ],
    }


@given(st.lists(DIAGNOSTICS))
def test_json_keeps_everything(diagnostics: list[Diagnostic]) -> None:
    findings = [Finding(diagnostic, Severity.ERROR) for diagnostic in diagnostics]
    rows = json.loads(report.as_json(findings))["diagnostics"]
    assert [(row["file"], row["message"], row["hint"]) for row in rows] == [
        (one.place.file, one.message, one.hint) for one in diagnostics
    ]


# --- for GitHub ---

_COMMAND = re.compile(
    r"::(error|warning|notice) file=([^,:]*),line=(\d+),col=(\d+),title=(.*?)::(.*)"
)


def test_github() -> None:
    findings = [Finding(ONE, Severity.ERROR), Finding(THREE, Severity.NOTE)]
    assert report.as_github(findings, "manual/sso") == (
        "::error file=manual/sso/docs/a.guide.yml,line=41,col=16,title=figure/missing::"
        "no image%0Ahint: add one\n"
        '::notice file=manual/sso/docs/b.md,line=1,col=2,title=link/missing-anchor::no "#x"'
    )


@given(DIAGNOSTICS)
def test_github_keeps_everything_in_one_line(diagnostic: Diagnostic) -> None:
    made = report.as_github([Finding(diagnostic, Severity.WARNING)], "")
    command = _COMMAND.fullmatch(made)
    assert command is not None
    hint = f"\nhint: {diagnostic.hint}" if diagnostic.hint else ""
    assert unquote(command[6]) == diagnostic.message + hint
    assert command[5] == diagnostic.rule
    assert (int(command[3]), int(command[4])) == (diagnostic.place.line, diagnostic.place.column)


# --- which findings count ---


def test_findings_are_sorted_and_each_once() -> None:
    again = Diagnostic(THREE.place, THREE.rule, THREE.message, "", "c/index.html")
    found = judge([again, ONE, THREE, TWO, ONE], {})
    assert [finding.diagnostic for finding in found] == [TWO, ONE, THREE]
    severities = [finding.severity for finding in found]
    assert severities == [Severity.WARNING, Severity.ERROR, Severity.ERROR]


def test_site_has_its_own_word_on_severities() -> None:
    own = {"figure/missing": Severity.NOTE, "value/never-given": Severity.OFF}
    assert judge([ONE, TWO], own) == [Finding(ONE, Severity.NOTE)]


def test_diagnostic_of_no_rule_is_a_bug() -> None:
    with pytest.raises(LookupError):
        Diagnostic(Place("x"), "figure/mising", "x")


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("klick", ["click", "choose"], 'did you mean "click"?'),
        ("CLICK", ["click", "choose"], 'did you mean "click"?'),
        ("x", ["click", "choose"], "known: choose, click"),
        ("x", [], ""),
        ("x", [f"word-{number}" for number in range(13)], ""),
    ],
)
def test_did_you_mean(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


def test_every_rule_is_a_sentence_and_a_reason() -> None:
    for rule in RULES.values():
        assert rule.sentence.endswith(".")
        assert rule.why.endswith(".")
        assert rule.severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
