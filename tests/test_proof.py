"""Proofs: how a step is known again, what is read from their files, and what has changed since."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import proof, yaml_source
from generator.diagnostics import Diagnostic
from generator.fragments import Expansion
from generator.guide import Guide
from generator.outline import Outline, outline
from generator.proof import Proof, ProvenStep
from generator.reader import guide_of
from generator.surroundings import around
from generator.yaml_data import Mapping
from tests import proofs
from tests.texts import TEXTS

HEAD = """\
title: t
description: d
intro: i
identity_provider: {name: Example, console: {name: n, url: "https://example.com/"}}
sections:
"""
STEPS = """\
  - title: Add an app
    steps:
      - go: console
      - enter:
          Entity ID: {sp: entity_id}
          Name: acme
        click: Save
        expect: {shows: Saved}
"""
# The same done: other layout, other words, and what is only said.
SAME = {
    "quotes and braces": ("go: console", '"go": "console"'),
    "a list of one": ("click: Save", "click: [Save]"),
    "do": ("        click: Save\n", "        do: [{click: Save}]\n"),
    "a key in front": (
        "- enter:",
        "- expect: {shows: Saved}\n        in: {tab: SAML}\n        enter:",
    ),
    "folded": ("Name: acme", "Name: >-\n            acme"),
    "value with a remark": ("Name: acme", "Name: {note: small, text: acme, optional: true}"),
    "note": ("click: Save", "click: Save\n        note: At the top."),
    "wording": ("go: console", "go: console\n        wording: Open the [console](https://a.bc)."),
    "optional": ("go: console", "go: console\n        optional: true"),
    "figures": ("go: console", "go: console\n        figures: {console: The console}"),
    "id": ("go: console", "go: console\n        id: first"),
    "title": ("Add an app", "Add one app"),
    "fragment": ("      - go: console\n", "      - use: open\n"),
    "same side": ("go: console", "go: console\n        side: idp"),
}
# What a reader does otherwise: each with a step that is another one then.
OTHER = {
    "label": ("click: Save", "click: Store"),
    "capital": ("click: Save", "click: save"),
    "kind": ("click: Save", "click: {button: Save}"),
    "value": ("sp: entity_id", "sp: acs_url"),
    "text": ("Name: acme", "Name: example"),
    "place": ("click: Save", "click: Save\n        in: {tab: SAML}"),
    "what shows": ("shows: Saved", "shows: Stored"),
    "side": ("click: Save", "click: Save\n        side: sp"),
    "condition": ("click: Save", "click: Save\n        if: you use groups"),
    "condition of a field": ("Name: acme", "Name: {text: acme, if: you use groups}"),
    "order of fields": (
        "          Entity ID: {sp: entity_id}\n          Name: acme\n",
        "          Name: acme\n          Entity ID: {sp: entity_id}\n",
    ),
    "order of actions": (
        "      - enter:\n",
        "      - click: Save\n        enter:\n",
    ),
    "what it gives": ("click: Save", "click: Save\n        gives: metadata_url"),
}


def _find(name: str) -> tuple[Mapping | None, list[Diagnostic]]:
    text = "description: opens\nsteps:\n  - go: console\n"
    return yaml_source.parse(text, f"{name}.fragment.yml")


def _outline(steps: str) -> Outline:
    top, found = yaml_source.parse(HEAD + steps, "x.guide.yml")
    assert top is not None
    guide, faults = guide_of(top, Expansion(_find, ["open"]))
    assert guide is not None
    assert [*found, *faults] == []
    return outline(guide, around(guide))


def _prints(steps: str) -> list[str]:
    return [*proof.fingerprints(_outline(steps)).values()]


def _edited(edit: tuple[str, str]) -> str:
    old, new = edit
    steps = STEPS
    if new.startswith("- expect"):
        steps = steps.replace("        expect: {shows: Saved}\n", "")
    if new.startswith("      - click: Save"):
        steps = steps.replace("        click: Save\n", "")
    assert steps.count(old) == 1
    return steps.replace(old, new)


@pytest.mark.parametrize("name", SAME)
def test_what_does_the_same_has_the_same_fingerprint(name: str) -> None:
    before = STEPS
    if name == "a key in front":
        before = STEPS.replace("click: Save", "click: Save\n        in: {tab: SAML}")
    assert _prints(_edited(SAME[name])) == _prints(before)


@pytest.mark.parametrize("name", OTHER)
def test_what_does_something_else_has_another_fingerprint(name: str) -> None:
    first, second = _prints(STEPS)
    assert _prints(_edited(OTHER[name]))[0] == first
    assert _prints(_edited(OTHER[name]))[1] != second


def test_fingerprints_stay_as_they_are() -> None:
    """Another digest of the same step makes every proof stale that anybody has."""
    assert proof.fingerprints(_outline(STEPS)) == {
        "add-an-app-step-1": "fcd478cb186f44b905b9",
        "add-an-app-step-2": "aab728f6868819903384",
    }


def test_variant_and_condition_of_a_section_count() -> None:
    variant = "    {}variants:\n      - title: {}\n        steps: [{{click: Save}}]\n"
    made = [
        _prints("  - title: A\n" + variant.format(*given))
        for given in (("", "By file"), ("", "By URL"), ("if: you can\n    ", "By file"))
    ]
    assert len({first for (first,) in made}) == 3


def test_steps_are_those_that_a_reader_follows_to_set_up() -> None:
    procedure = "{}:\n  steps: [{{click: Go}}]\n"
    keys = ("test_sign_in", "certificate_rotation", "undo")
    steps = STEPS + "".join(procedure.format(key) for key in keys)
    assert [*proof.fingerprints(_outline(steps))] == [
        "add-an-app-step-1",
        "add-an-app-step-2",
        "test-sign-in-step-1",
    ]


def test_test_of_the_sign_in_counts_only_where_the_guide_says_it() -> None:
    plan = _outline(STEPS)
    with_test = _outline(STEPS + "test_sign_in:\n  steps: [{click: Go}]\n")
    guide = Guide.model_validate(
        {"title": "t", "description": "d", "intro": "i"}
        | {"identity_provider": {"name": "Example"}}
        | {"sections": [block.procedure for block in plan.sections]}
    )
    shared = outline(guide, with_test.around)
    assert "test-sign-in-step-1" in shared.steps()
    assert proof.fingerprints(shared) == proof.fingerprints(plan)


def _proof(plan: Outline, **other: object) -> Proof:
    return proofs.of(plan, "Example", (), **other)


PROOF = _proof(_outline(STEPS))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    skipped = ProvenStep(id="a", fingerprint="f", unproven="a „step“ in words")
    written = _proof(_outline(STEPS), steps=(*PROOF.steps, skipped))
    file = tmp_path / "x.proof.json"
    file.write_text(written.text(), "utf-8")
    assert proof.read(file, "x.proof.json") == written
    assert written.counts == (2, 3)
    assert written.unproven == (skipped,)
    assert written.text().endswith("}\n")


def test_each_step_has_a_line() -> None:
    """So that a version control shows which steps have changed."""
    lines = [line.strip(" ,") for line in PROOF.text().splitlines()]
    steps = [json.loads(line) for line in lines if line.startswith("{") and line != "{"]
    assert [step["id"] for step in steps] == ["add-an-app-step-1", "add-an-app-step-2"]


@given(TEXTS.filter(lambda text: 0 < len(text) <= 2_000))
def test_any_words_survive(words: str) -> None:
    step = ProvenStep(id="a", fingerprint="f", unproven=words)
    written = _proof(_outline(STEPS), steps=(step,))
    assert Proof.model_validate_json(written.text()) == written


UNREADABLE = {
    "no JSON": ('  "on"', "  on", "3:3: invalid JSON: key must be a string"),
    "merge": ('  "on"', '<<<<<<< HEAD\n  "on"', "3:1: invalid JSON: key must be a string"),
    "cut off": ('"seconds": 0.2}\n  ]\n}\n', "", "EOF while parsing"),
}
WRONG = {
    "another version": ('"version": 1', '"version": 2', '"version": input should be 1'),
    "no such day": ("2026-11-24", "2026-11-31", '"on": '),
    "a number for a text": ('"2.16.1"', "2.16", '4:55: "identity_provider.version": '),
    "unknown key": ('"handrail"', '"handrails"', '"handrail": field required'),
    "no number": ("0.2}\n", "NaN}\n", '"steps.1.seconds": '),
    "both": ("0.2}\n", '0.2, "unproven": "x"}\n', 'a step has either "seconds" or "unproven"'),
    "step by hand": ('"fingerprint": "', '"fingerprint": "0', '"steps_hash" is not the one'),
    "empty": (PROOF.text(), "", "EOF while parsing"),
    "a list": (PROOF.text(), "[]", "input should be an object"),
    "deep": (PROOF.text(), "[" * 100_000, "recursion limit"),
}


@pytest.mark.parametrize("name", [*UNREADABLE, *WRONG])
def test_what_is_wrong_is_said(name: str, tmp_path: Path) -> None:
    old, new, said = (UNREADABLE | WRONG)[name]
    text = PROOF.text()
    assert old in text
    file = tmp_path / "x.proof.json"
    file.write_text(text.replace(old, new, 1), "utf-8")
    found = proof.read(file, "x.proof.json")
    assert isinstance(found, Diagnostic)
    assert found.rule == "proof/unreadable"
    assert said in f"{found.place}: {found.message}"


def test_odd_files(tmp_path: Path) -> None:
    file = tmp_path / "x.proof.json"
    assert proof.read(file, "x") is None
    file.write_bytes(b"\xff{}")
    assert isinstance(proof.read(file, "x"), Diagnostic)
    file.write_bytes(b" " * (proof.MAXIMUM_BYTES + 1))
    assert isinstance(proof.read(file, "x"), Diagnostic)
    file.unlink()
    file.mkdir()
    assert isinstance(proof.read(file, "x"), Diagnostic)


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.proof.json"
    file.write_bytes(raw)
    assert isinstance(proof.read(file, "x"), Diagnostic)


def _clicks(*labels: str) -> Outline:
    steps = "".join(f"      - click: {label}\n" for label in labels)
    return _outline(f"  - title: A\n    steps:\n{steps}")


def _changes(before: str, now: str) -> tuple[list[str], list[str], list[str]]:
    found = proof.changed(_proof(_clicks(*before)), _clicks(*now))
    assert found.is_stale == (before != now)
    return (
        [one.removeprefix("a-step-") for one in found.changed],
        [one.removeprefix("a-step-") for one in found.new],
        [one.removeprefix("a-step-") for one in found.gone],
    )


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("ABC", "ABC", ([], [], [])),
        ("ABC", "AXC", (["2"], [], [])),
        ("ABC", "AXBC", ([], ["2"], [])),
        ("ABC", "AC", ([], [], ["2"])),
        ("ABC", "BCA", ([], ["3"], ["1"])),
        ("ABC", "AXYC", (["2"], ["3"], [])),
        ("ABCD", "AXD", (["2"], [], ["3"])),
        ("AAA", "AA", ([], [], ["3"])),
    ],
)
def test_changes(before: str, now: str, expected: tuple[list[str], list[str], list[str]]) -> None:
    assert _changes(before, now) == expected


def test_kept_steps_are_known_by_both_ids() -> None:
    found = proof.changed(_proof(_clicks("A", "B")), _clicks("X", "A", "B"))
    assert found.kept == {"a-step-1": "a-step-2", "a-step-2": "a-step-3"}
