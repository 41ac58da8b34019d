"""Checks of wordings: what stands in the place of a step's sentences says all that they would."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator import values
from generator.actions import Action
from generator.checks.labels import labels_of
from generator.diagnostics import Diagnostic
from generator.fields import FieldValue
from generator.guide import Guide
from generator.marks import used
from generator.names import linker
from generator.service_provider import IDENTITY_PROVIDER_VALUES
from generator.steps import Step
from generator.text import INLINE, Names, Text, plain
from generator.values import Flow

_NO_NAMES = Names({}, linker("", {}))
# How a wording can say what a field is turned to or left as.
_STATES = {
    "on": ("on", "select", "check", "tick", "enable", "activate"),
    "off": ("off", "clear", "deselect", "uncheck", "untick", "disable", "deactivate"),
    "empty": ("empty", "blank"),
    "unchanged": ("unchanged", "as it is", "default"),
}


class Said(NamedTuple):
    """What a wording says: its words, those of them that are bold, and the names in it."""

    words: str
    bold: frozenset[str]
    names: frozenset[str]

    def has(self, text: str) -> bool:
        """Tell whether a text is in it letter by letter, and not as a part of other words."""
        return _stands(" ".join(text.split()), self.words)

    def speaks_of(self, text: str) -> bool:
        """Tell whether the words of a text are in it, whatever their marks."""
        return _stands(_shown(text).casefold(), self.words.casefold())


class Wanted(NamedTuple):
    """What a wording has to say: whether it does, and what is wrong if not."""

    is_said: bool
    message: str
    hint: str


def check(guide: Guide, flow: Flow) -> Iterator[Diagnostic]:
    """Find wordings that leave out a label, a value or a place of their step (style/wording)."""
    labels: dict[str, set[str]] = {}
    for one in flow.brought:
        if one.label is not None:
            labels.setdefault(one.name, set()).add(one.label)
    for step in (step for step in guide.steps() if step.wording is not None):
        for wanted in dict.fromkeys(_wanted(step, read(step.wording or ""), labels)):
            if not wanted.is_said:
                place = step.place("wording")
                yield Diagnostic(place, "style/wording", wanted.message, wanted.hint)


def read(wording: str) -> Said:
    """Return what a wording says."""
    names = frozenset(name.name for name in used(Text(wording)).names)
    return Said(_shown(wording), frozenset(_bold(wording)), names)


def _shown(text: str) -> str:
    return plain(text, _NO_NAMES)


def _stands(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", words) is not None


def _bold(text: str) -> Iterator[str]:
    """Yield the words in bold, also within emphasis and the words of links."""
    for match in INLINE.finditer(text):
        kind = "label" if match.lastgroup == "address" else match.lastgroup
        if kind == "bold":
            yield _shown(match[kind])
        if kind in ("label", "bold", "emphasis"):
            yield from _bold(match[kind])


def _wanted(step: Step, said: Said, labels: Mapping[str, set[str]]) -> Iterator[Wanted]:
    """Yield all that a step's wording has to say; `labels` are those of values brought before."""
    for place in step.where or []:
        if place.kind == "region":
            yield _words(place.name, said)
    for label, _, _ in labels_of(step):
        yield _label(label, said)
    for action in step.actions:
        yield from _of_action(action, said)
    for _, _, field in values.fields(step):
        yield _of_field(field, said, labels)
        if field.condition is not None:
            yield _words(f"if {field.condition}", said)


def _of_action(action: Action, said: Said) -> Iterator[Wanted]:
    """Yield what an action says beside labels, fields and prose."""
    if action.kind == "map":
        for attribute in action.value.attributes:
            yield from (_code(text, said) for text in (attribute.name, attribute.source) if text)
    elif action.kind in ("run", "edit"):
        text = action.value.command if action.kind == "run" else action.value.content
        hint = "take the wording out: it cannot hold the code"
        yield Wanted(said.has(text), "the wording leaves out the code", hint)


def _of_field(field: FieldValue, said: Said, labels: Mapping[str, set[str]]) -> Wanted:
    """Return what goes into a field, as a wording has to say it."""
    kind, value = field.kind, field.value
    if kind == "sp":
        name = f"sp.{value}"
        return _left_out(name, f"{{{{ {name} }}}}", is_said=name in said.names)
    if kind == "idp":
        meaning = IDENTITY_PROVIDER_VALUES.get(value, value)
        is_said = said.speaks_of(meaning) or not said.bold.isdisjoint(labels.get(value, ()))
        return _left_out(meaning, f"the {meaning}", is_said=is_said)
    if kind == "choose":
        return _label(value, said)
    if kind in ("turn", "leave"):
        return _left_out(value, value, is_said=any(map(said.speaks_of, _STATES[value])))
    return _words(value, said) if kind == "own" else _code(value, said)


def _label(label: str, said: Said) -> Wanted:
    is_bold = " ".join(label.split()) in said.bold
    if said.has(label):
        return Wanted(is_bold, f'"{label}" is not in bold by itself', f"write **{label}**")
    return _left_out(label, f"**{label}**", is_said=is_bold)


def _code(text: str, said: Said) -> Wanted:
    return _left_out(text, f"`{text}`", is_said=said.has(text))


def _words(text: str, said: Said) -> Wanted:
    return _left_out(text, text, is_said=said.speaks_of(text))


def _left_out(what: str, mark: str, *, is_said: bool) -> Wanted:
    return Wanted(is_said, f'the wording leaves out "{what}"', f"add {mark}")
