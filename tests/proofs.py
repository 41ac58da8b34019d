"""Proofs for tests, of steps that nobody has done."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from generator import proof, reader
from generator.outline import Outline, outline
from generator.proof import Program, Proof, ProvenStep
from generator.surroundings import around


def of(plan: Outline, idp: str, unproven: Collection[str] = (), **other: object) -> Proof:
    """Return a proof of the steps of a guide, all but the `unproven`; `other` is its own data."""
    steps = tuple(
        ProvenStep(id=own, fingerprint=mark, unproven="it is done in words")
        if own in unproven
        else ProvenStep(id=own, fingerprint=mark, how=("button",), seconds=0.25)
        for own, mark in proof.fingerprints(plan).items()
    )
    data = {
        "on": dt.date(2026, 11, 24),
        "identity_provider": Program(name=idp, version="2.16.1"),
        "browser": Program(name="Chromium", version="131.0"),
        "handrail": "0.1.0",
        "signed_in": True,
        "steps": steps,
    }
    return Proof.model_validate(data | other)


def beside(guide: Path, unproven: Collection[str] = (), **other: object) -> Path:
    """Write the proof of a guide that uses no fragments beside it; return its path."""
    model = reader.read_guide(guide, guide.name).model
    assert model is not None
    made = of(outline(model, around(model)), model.identity_provider.name, unproven, **other)
    file = guide.with_name(guide.name.removesuffix(".guide.yml") + ".proof.json")
    file.write_text(made.text(), encoding="utf-8", newline="\n")
    return file
