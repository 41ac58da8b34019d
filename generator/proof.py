"""The proof of a guide: what a run of its steps on a live console has shown.

It stands in `NAME.proof.json` beside `NAME.guide.yml`. A step is known in it by its fingerprint,
a digest of what is done there: neither how the YAML is laid out counts, nor what is only said.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from generator import yaml_source
from generator.diagnostics import Diagnostic, Place
from generator.outline import Block, Outline
from generator.schema import Part, reach
from generator.steps import Side, Step, Variant
from generator.text import Code

MAXIMUM_BYTES = 1024 * 1024  # ten thousand steps
_AGAIN = "prove the guide again: what is in this file is not written by hand"
# What is said of an action and changes nothing that is done.
_SAID = frozenset({"note", "means", "optional", "shell", "language"})
_Words = Annotated[str, Field(min_length=1, max_length=2_000)]
_WHERE = re.compile(r" at line (?P<line>\d+) column (?P<column>\d+)$")


class _Recorded(BaseModel):
    """A part of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Program(_Recorded):
    """What took part in the run; nobody can tell the version of what a vendor keeps up to date."""

    name: _Words
    version: _Words | None = None


class ProvenStep(_Recorded):
    """One step: its anchor on the page, its fingerprint, and what came of it.

    `how` says how each label was found, such as "button" or "form label", and `seconds` how long
    the step took; `unproven` says in words why it was not done, and then it has neither.
    """

    id: _Words
    fingerprint: _Words
    how: tuple[_Words, ...] = ()
    seconds: Annotated[
        float | None, Field(ge=0, allow_inf_nan=False), AfterValidator(lambda s: s and round(s, 1))
    ] = None
    unproven: _Words | None = None

    @model_validator(mode="after")
    def _is_either(self) -> Self:
        if (self.seconds is None) is (self.unproven is None):
            raise ValueError('a step has either "seconds" or "unproven"')
        if self.unproven is not None and self.how:
            raise ValueError('nothing was found in an "unproven" step')
        return self


def steps_hash(fingerprints: Iterable[str]) -> str:
    """Return one digest of all steps: of their fingerprints, in their order."""
    return _digest(list(fingerprints))


class Proof(_Recorded):
    """What a run has shown: on which day (UTC), with what, and of each step of the guide.

    `identity_provider` has the name that the guide gives it; `signed_in` tells whether somebody
    could sign in at the end. `steps_hash` is made from `steps` if it is not given.
    """

    version: Literal[1] = 1
    on: dt.date
    identity_provider: Program
    browser: Program
    handrail: _Words
    signed_in: bool
    steps: tuple[ProvenStep, ...] = Field(min_length=1)
    steps_hash: _Words = Field(
        default_factory=lambda data: steps_hash(s.fingerprint for s in data.get("steps", ()))
    )

    @model_validator(mode="after")
    def _is_unchanged(self) -> Self:
        if self.steps_hash != steps_hash(step.fingerprint for step in self.steps):
            raise ValueError('"steps_hash" is not the one of these steps')
        return self

    @property
    def unproven(self) -> tuple[ProvenStep, ...]:
        """The steps that were not done."""
        return tuple(step for step in self.steps if step.unproven is not None)

    @property
    def counts(self) -> tuple[int, int]:
        """How many steps are proven, and how many there are."""
        return len(self.steps) - len(self.unproven), len(self.steps)

    def text(self) -> str:
        """Return what stands in the file: a line for each step, and for all else."""
        data = self.model_dump(mode="json", exclude={"steps"})
        lines = (step.model_dump(mode="json", exclude_defaults=True) for step in self.steps)
        steps = ",\n".join(f"    {_json(step)}" for step in lines)
        head = "".join(f"  {_json(key)}: {_json(value)},\n" for key, value in data.items())
        return f'{{\n{head}  "steps": [\n{steps}\n  ]\n}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def read(path: Path, name: str) -> Proof | Diagnostic | None:
    """Return the proof at `path`, called `name` in messages; None if there is no such file.

    Of one that cannot be read a diagnostic tells what is wrong (proof/unreadable).
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAXIMUM_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        return Diagnostic(Place(name), "proof/unreadable", str(error.strerror))
    if len(raw) > MAXIMUM_BYTES:
        message = f"more than {MAXIMUM_BYTES:,} bytes"
        return Diagnostic(Place(name), "proof/unreadable", message, _AGAIN)
    try:
        return Proof.model_validate_json(raw)
    except ValidationError as error:
        return _unreadable(error, raw, name)


def _unreadable(error: ValidationError, raw: bytes, name: str) -> Diagnostic:
    """Say of the first fault what it is and where: pydantic knows a line where it is no JSON."""
    first = error.errors(include_url=False)[0]
    message = first["msg"].removeprefix("Value error, ")
    where = _WHERE.search(message)
    if where is not None:
        place = Place(name, int(where["line"]), int(where["column"]))
        message = message[: where.start()]
    else:
        place = _place(raw, name, first["loc"])
    path = ".".join(map(str, first["loc"]))
    said = message[0].lower() + message[1:]
    return Diagnostic(place, "proof/unreadable", f'"{path}": {said}' if path else said, _AGAIN)


def _place(raw: bytes, name: str, path: tuple[int | str, ...]) -> Place:
    """Return the place of a value in JSON, which is YAML as well."""
    top, _ = yaml_source.parse(raw.decode(errors="replace"), name)
    node, span = reach(top, path)
    return node.source.place(span) if node is not None else Place(name)


def fingerprints(outline: Outline) -> dict[str, str]:
    """Return the ids of the steps that a reader follows to set all up, with their fingerprints.

    The test of the sign-in is among them where it is the guide's own. One that all guides of a
    service provider share is not, as another service provider may stand in for it in a run; nor
    are procedures for another time.
    """
    blocks = [*outline.sections, *outline.procedures.values()]
    return dict(
        pair for block in blocks if block.is_own and not block.apart for pair in _of_block(block)
    )


def _of_block(block: Block) -> Iterator[tuple[str, str]]:
    procedure = block.procedure
    variants: Sequence[Variant | None] = procedure.variants or [None]
    for variant, ids, steps in zip(variants, block.groups, procedure.groups(), strict=True):
        for own, step in zip(ids, steps, strict=True):
            conditions = [_plain(procedure.condition), _plain(step.condition)]
            side = step.side or procedure.side
            yield own, _digest(_done(step, side, conditions, variant))


def _done(step: Step, side: Side, conditions: list[str | None], variant: Variant | None) -> Any:
    """Return all that has a say in what is done in a step, as plain data."""
    return {
        "actions": [[action.kind, _plain(action.value)] for action in step.actions],
        "in": _plain(step.where),
        "shows": _plain(step.expect.shows if step.expect is not None else None),
        "gives": [[_plain(label), name] for _, label, name in step.given],
        "side": side,
        "if": conditions,
        "variant": [_plain(variant.title), variant.environment] if variant is not None else None,
    }


def _plain(value: Any) -> Any:
    """Return a value as plain data in which the order of lists counts, and none of objects.

    What a writer lists under labels keeps its order: fields are filled in one after the other.
    """
    if isinstance(value, Part):
        fields = type(value).model_fields.items()
        given = {field.alias or name: _plain(getattr(value, name)) for name, field in fields}
        return {k: v for k, v in given.items() if k not in _SAID and v not in (None, False)}
    if isinstance(value, dict):
        return [[_plain(key), _plain(item)] for key, item in value.items()]
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, str) and not isinstance(value, Code):
        return " ".join(value.split())
    return value


def _digest(data: Any) -> str:
    """Return a digest of plain data: long enough to tell steps apart, it guards against nobody."""
    written = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(written.encode(), digest_size=10).hexdigest()


class Changes(NamedTuple):
    """What has become of a guide's steps since its proof.

    `changed` and `new` are ids of steps on the page, `gone` ids that the proof has. `kept` are
    the others: their ids in the proof, each with the one that the step has on the page today.
    """

    changed: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    kept: dict[str, str]

    @property
    def there(self) -> tuple[str, ...]:
        """The ids on the page of all steps that the proof does not know as they are."""
        return (*self.changed, *self.new)

    @property
    def is_stale(self) -> bool:
        """Whether the proof is not of the guide as it is."""
        return bool(self.there or self.gone)


class Standing(NamedTuple):
    """A proof, and what has changed in its guide since."""

    proof: Proof
    changes: Changes

    @property
    def unproven(self) -> list[tuple[str, str]]:
        """The steps that were not done: the id that each has today, and why."""
        ids = self.changes.kept
        return [(ids[s.id], s.unproven) for s in self.proof.steps if s.unproven and s.id in ids]


def changed(proof: Proof, outline: Outline) -> Changes:
    """Compare the steps of a proof with those of a guide, both in their order.

    A step is the same where it does the same, whatever its id: one more step above it renames it.
    """
    today = fingerprints(outline)
    before = [step.id for step in proof.steps]
    found = _Difference([], [], [], {})
    matcher = SequenceMatcher(
        None, [step.fingerprint for step in proof.steps], [*today.values()], autojunk=False
    )
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        found.add(before[i:i_end], [*today][j:j_end], is_same=kind == "equal")
    return Changes(tuple(found.changed), tuple(found.new), tuple(found.gone), found.kept)


@dataclass
class _Difference:
    """What is gathered while two lists of steps are compared piece by piece: see `Changes`."""

    changed: list[str]
    new: list[str]
    gone: list[str]
    kept: dict[str, str]

    def add(self, before: Sequence[str], now: Sequence[str], *, is_same: bool) -> None:
        """Add a piece of both lists: equal ones, or what stands in the place of what."""
        pairs = min(len(before), len(now))
        if is_same:
            self.kept.update(zip(before, now, strict=True))
        else:
            self.changed += now[:pairs]
        self.new += now[pairs:]
        self.gone += before[pairs:]
