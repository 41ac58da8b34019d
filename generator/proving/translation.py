"""A step's actions -> what a browser does for them, one move after the other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from generator.actions import Action, Destination
from generator.diagnostics import Place
from generator.fields import FieldValue
from generator.guide import LabelNote
from generator.proving.moves import Doing, Move
from generator.proving.wanted import Use, Wanted
from generator.steps import Side, Step
from generator.text import Label

# What can be taken of a whole page: what it says, or its address.
_OF_A_PAGE = ("metadata_xml", "metadata_url")


@dataclass(frozen=True)
class Console:
    """What moves depend on beside the step: where `go: console` leads, and names of labels.

    `holds` are the conditions that hold, `sign_in` is how the administrator signs in.
    `runs_commands` tells that commands may be run: those of a lab, never those of a guide.
    """

    addresses: Mapping[Side, str]
    labels: Mapping[Label, LabelNote] = field(default_factory=dict)
    holds: frozenset[str] = frozenset()
    sign_in: Sequence[Step] = ()
    runs_commands: bool = False

    def moves(self, step: Step, side: Side, first: int = 0) -> list[Move]:
        """Return what is done for a step on a side; `first` is the number of its first stage."""
        found: list[Move] = []
        for stage, action in enumerate(step.actions, first):
            maker = _Maker(self, step, side, stage, action, found)
            _MAKERS[action.kind](maker)
        last = _Maker(self, step, side, first + len(step.actions), Action("", None, ()), found)
        _take_given(last)
        _expect(last)
        return found


@dataclass(frozen=True)
class _Maker:
    """Makes the moves of one action."""

    console: Console
    step: Step
    side: Side
    stage: int
    action: Action
    found: list[Move]

    def add(self, doing: Doing, place: Place, wanted: Wanted | None = None, **more: Any) -> None:
        """Add a move; `more` is what else there is to say of it."""
        move = Move(doing, place, self.side, self.stage, wanted, **more)
        self.found.append(move)

    def leave(self, why: str) -> None:
        """Leave it to a person, if one sits before the browser: no browser can do it."""
        self.add("ask", self.place, text=why)

    @property
    def place(self) -> Place:
        path = self.action.path
        return self.step.key_place(*path) if path else self.step.place()

    def wanted(self, use: Use, kind: str, label: str) -> Wanted:
        note = self.console.labels.get(Label(label))
        others = tuple(map(str, (note.aliases or []) if note is not None else ()))
        return Wanted(use, kind, label, others, self._where())

    def _where(self) -> tuple[tuple[str, str], ...]:
        return tuple((part.kind, part.name) for part in self.step.where or [])

    def things(self) -> Iterator[tuple[Place, str, str]]:
        for number, thing in enumerate(self.action.value):
            yield self.step.place(*self.action.path, number), thing.kind, thing.name

    def fields(self) -> Iterator[tuple[Place, str, FieldValue]]:
        """Yield the fields that are filled in where the conditions hold that do."""
        for label, value in self.action.value.items():
            if value.condition is None or value.condition in self.console.holds:
                yield self.step.key_place(*self.action.path, label), label, value


def _go(make: _Maker) -> None:
    target = make.action.value
    if isinstance(target, Destination):
        make.add("go", make.place, text=target.url)
    elif address := make.console.addresses.get(make.side):
        make.add("go", make.place, text=address)
    else:
        make.leave("no address of this console is known")


def _click(make: _Maker) -> None:
    for place, kind, label in make.things():
        make.add("press", place, make.wanted(Use.PRESS, kind, label))


def _expand(make: _Maker) -> None:
    for place, kind, label in make.things():
        make.add("expand", place, make.wanted(Use.EXPAND, kind, label))


def _navigate(make: _Maker) -> None:
    opened = ""
    for number, label in enumerate(make.action.value):
        place = make.step.place(*make.action.path, number)
        make.add("press", place, make.wanted(Use.PRESS, "label", label), below=opened)
        opened = label


def _find(make: _Maker) -> None:
    for place, kind, label in make.things():
        make.add("see", place, make.wanted(Use.SEE, kind, label))


def _turned(state: Literal["on", "off"]) -> Callable[[_Maker], None]:
    def turn(make: _Maker) -> None:
        value = FieldValue(turn=state)
        for place, kind, label in make.things():
            make.add("turn", place, make.wanted(Use.TURN, kind, label), value=value)

    return turn


def _choose(make: _Maker) -> None:
    for label, option in make.action.value.items():
        place = make.step.key_place(*make.action.path, label)
        value = FieldValue(choose=option)
        make.add("choose", place, make.wanted(Use.CHOOSE, "field", label), value=value)


_FILLING: dict[str, tuple[Doing, Use]] = {
    "choose": ("choose", Use.CHOOSE),
    "turn": ("turn", Use.TURN),
    "leave": ("leave", Use.READ),
}


def _enter(make: _Maker) -> None:
    for place, label, value in make.fields():
        doing, use = _FILLING.get(value.kind, ("fill", Use.FILL))
        make.add(doing, place, make.wanted(use, "field", label), value=value)


def _upload(make: _Maker) -> None:
    for place, label, value in make.fields():
        make.add("upload", place, make.wanted(Use.UPLOAD, "field", label), value=value)


def _map(make: _Maker) -> None:
    """Fill in the row that is there: how another one is added, no table of attributes says."""
    table = make.action.value
    if len(table.attributes) > 1:
        make.leave("a table of several rows is filled in")
        return
    (attribute,) = table.attributes
    for heading, facet in table.columns.items():
        value = getattr(attribute, facet)
        if value is not None and not isinstance(value, bool):
            place = make.step.key_place(*make.action.path, "columns", heading)
            wanted = make.wanted(Use.FILL, "field", heading)
            make.add("fill", place, wanted, value=FieldValue(text=value))


def _copy(make: _Maker) -> None:
    for label, name in make.action.value.items():
        place = make.step.key_place(*make.action.path, label)
        make.add("copy", place, make.wanted(Use.READ, "field", label), text=name)


def _download(make: _Maker) -> None:
    for label, name in make.action.value.items():
        place = make.step.key_place(*make.action.path, label)
        make.add("download", place, make.wanted(Use.PRESS, "label", label), text=name)


def _run(make: _Maker) -> None:
    if make.console.runs_commands:
        make.add("run", make.place, text=make.action.value.command)
    else:
        make.leave("a command is run")


def _edit(make: _Maker) -> None:
    edit = make.action.value
    if edit.field is not None:
        wanted = make.wanted(Use.FILL, "field", edit.field)
        make.add("edit", make.place, wanted, text=edit.content)
    elif make.console.runs_commands:
        make.add("write", make.place, text=f"{edit.file}\n{edit.content}")
    else:
        make.leave("a file is changed")


def _sign_in(make: _Maker) -> None:
    for step in make.console.sign_in:
        make.found.extend(make.console.moves(step, make.side))
    if not make.console.sign_in:
        make.leave("somebody signs in")


def _words(make: _Maker) -> None:
    make.leave("it is said in words")


def _take_given(make: _Maker) -> None:
    """Take what a step gives: under its label, or of the page where the step has led."""
    has_led = any(move.doing == "go" for move in make.found)
    for key, label, name in make.step.given:
        place = make.step.place("gives", key)
        if label is not None:
            make.add("copy", place, make.wanted(Use.READ, "field", label), text=name)
        elif has_led and name in _OF_A_PAGE:
            make.add("page", place, text=name)
        elif not any(move.doing == "ask" for move in make.found):
            make.leave(f"{name} is taken from where it has no label")


def _expect(make: _Maker) -> None:
    expect = make.step.expect
    if expect is not None and expect.shows is not None:
        make.add("shows", make.step.place("expect", "shows"), text=expect.shows)


_MAKERS: dict[str, Callable[[_Maker], None]] = {
    "go": _go,
    "sign_in": _sign_in,
    "navigate": _navigate,
    "find": _find,
    "expand": _expand,
    "click": _click,
    "choose": _choose,
    "enter": _enter,
    "turn_on": _turned("on"),
    "turn_off": _turned("off"),
    "copy": _copy,
    "download": _download,
    "upload": _upload,
    "assign": _words,
    "map": _map,
    "run": _run,
    "edit": _edit,
    "text": _words,
}
