"""Any data becomes a model or diagnostics, all at once; never an exception, and it always ends.

Which words are used for which fault is in `cases/schema/`.
"""

import copy
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import configuration, project
from generator.actions import ACTIONS
from generator.figures.description import Drawing
from generator.guide import Guide
from generator.schema import Part
from generator.schema_reader import known_keys, read_part
from generator.service_provider import ServiceProvider
from generator.steps import Step
from generator.yaml_source import parse
from tests.sites import SOUND
from tests.texts import TEXTS

SOURCES: dict[type[Part], str] = {
    Guide: "docs/sso/setup.guide.yml",
    ServiceProvider: "docs/sso/service-provider.yml",
    Drawing: "img/setup/save.drawing.yml",
}


def _load(model: type[Part]) -> Any:
    text = (SOUND / SOURCES[model]).read_text("utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (as Handrail: all is text)


DATA = {model: _load(model) for model in SOURCES}


def _all_keys(model: type[Part]) -> set[str]:
    return {key for path in _paths(DATA[model]) for key in path if isinstance(key, str)}


def _paths(data: Any, *path: str | int) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = [path]
    items: Any = data.items() if isinstance(data, dict) else ()
    items = enumerate(data) if isinstance(data, list) else items
    for key, value in items:
        found += _paths(value, *path, key)
    return found


KEYS = st.one_of(
    st.sampled_from(sorted({*ACTIONS, *_all_keys(Guide), *_all_keys(ServiceProvider)})), TEXTS
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.just(""), st.integers(), KEYS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
MODELS = st.sampled_from(sorted(SOURCES, key=lambda model: model.__name__))


@st.composite
def changed(draw: st.DrawFn, model: type[Part]) -> Any:
    """Return the data of a sound file of which some parts are others, gone or new."""
    data = copy.deepcopy(DATA[model])
    for _ in range(draw(st.integers(1, 4))):
        *before, last = draw(st.sampled_from(_paths(data)[1:] or [("title",)]))
        holder = data
        for key in before:
            holder = holder[key]
        change = draw(st.sampled_from(["other", "gone", "new"]))
        if change == "other":
            holder[last] = draw(VALUES)
        elif change == "gone":
            del holder[last]
        elif isinstance(holder, dict):
            holder[draw(KEYS)] = draw(VALUES)
        else:
            holder.insert(last, draw(VALUES))
    return data


def _check(model: type[Part], data: Any) -> None:
    """Hold what is read to what all that comes after relies on."""
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    top, wrong = parse(text, "x.yml")
    if top is None:
        assert wrong
        return
    part, faults = read_part(model, top)
    diagnostics = [*wrong, *faults]
    assert part is not None or diagnostics
    assert len(diagnostics) == len(set(diagnostics))
    lines = text.count("\n") + 1
    assert all(1 <= diagnostic.place.line <= lines for diagnostic in diagnostics)
    again = read_part(model, top)[1] if part is not None else []
    assert again == []


@given(MODELS, st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_data(model: type[Part], data: Any) -> None:
    _check(model, data)


@pytest.mark.parametrize("model", SOURCES, ids=lambda model: model.__name__)
@given(st.data())
def test_any_change(model: type[Part], data: st.DataObject) -> None:
    _check(model, data.draw(changed(model)))


@settings(max_examples=30)
@given(
    st.lists(changed(Guide), min_size=5, max_size=10), changed(ServiceProvider), changed(Drawing)
)
def test_any_change_can_be_shown(guides: list[Any], provider: Any, drawing: Any) -> None:
    """Whatever is wrong, each file has a page, and no check and no template fails."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "docs").mkdir()
        (folder / "img/setup").mkdir(parents=True)
        _dump(folder / "mkdocs.yml", {"site_name": "x"})
        _dump(folder / "docs/service-provider.yml", provider)
        _dump(folder / "img/setup/save.drawing.yml", drawing)
        for number, guide in enumerate(guides):
            _dump(folder / f"docs/{number}.guide.yml", guide)
        made = project.open_project(configuration.read(folder / "mkdocs.yml"))
    assert len(made.pages) == len(guides) + 1
    for page in made.pages:
        assert not any(one.rule == "jinja/error" for one in page.diagnostics), page.diagnostics
        assert page.markdown
        assert page.unreadable <= bool(page.diagnostics)


def _dump(path: Path, data: Any) -> None:
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


# --- all at once ---


def _lines(text: str) -> list[str]:
    top, wrong = parse(text, "x.guide.yml")
    assert top is not None
    faults = read_part(Guide, top)[1]
    return [f"{d.place.line}: {d.rule}" for d in sorted([*wrong, *faults])]


def test_every_fault_of_a_file_is_said_at_once() -> None:
    text = (SOUND / SOURCES[Guide]).read_text("utf-8")
    for right, wrong in (
        ("title: SAML app for Somewhere", "title: *title"),
        ("description: connect Somewhere to {{ sp.name }}\n", ""),
        ("formerly: [Nowhere]", "formerly: Nowhere"),
        ("by: documentation", "by: hand"),
        ("navigate: [Apps, All apps]", "navigate: []"),
        ("region: left menu", "region: below, page: x"),
        ("click: Add app", "klick: Add app"),
        ("{sp: entity_id}", "{sp: entity_id, idp: sso_url}"),
        ("click: Save", "click:"),
        ("note: |", "note: |\n          x\n        note: |"),
    ):
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    assert _lines(text) == [
        "1: schema/missing-key",
        "1: yaml/unquoted-emphasis",
        "4: schema/type",
        "6: schema/value",
        "13: schema/empty",
        "14: schema/value",
        "15: schema/unknown-key",
        "22: schema/thing",
        "24: schema/empty",
        "30: yaml/duplicate-key",
    ]


def test_what_is_right_is_kept() -> None:
    text = (SOUND / SOURCES[Guide]).read_text("utf-8").replace("- go: console", "- goo: console")
    top, _ = parse(text, "x.guide.yml")
    assert top is not None
    guide, faults = read_part(Guide, top)
    assert guide is not None
    assert len(faults) == 1
    assert [len(section.groups()[0]) for section in guide.sections] == [2, 2]
    assert guide.sections[0].groups()[0][1].click is not None


# --- what a part knows of itself ---


@pytest.fixture
def guide() -> Guide:
    top, _ = parse((SOUND / SOURCES[Guide]).read_text("utf-8"), "x.guide.yml")
    assert top is not None
    part, _ = read_part(Guide, top)
    assert part is not None
    return part


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), "1:1"),
        (("title",), "1:8"),
        (("identity_provider", "console", "url"), "6:43"),
        (("sections", 1, "steps", 0, "enter", "Reply address"), "24:26"),
        (("sections", 1, "steps", 0, "enter", "Unknown"), "23:11"),
        (("sections", 9), "11:3"),
        (("unknown",), "1:1"),
    ],
)
def test_place(guide: Guide, path: tuple[str | int, ...], place: str) -> None:
    assert str(guide.place(*path)) == f"x.guide.yml:{place}"


def test_key_place(guide: Guide) -> None:
    assert str(guide.key_place("sections")) == "x.guide.yml:10:1"
    step = guide.sections[0].groups()[0][2]
    assert str(step.key_place("figures", "add-app")) == "x.guide.yml:18:11"
    assert str(step.key_place("figures", "unknown")) == "x.guide.yml:18:11"


def test_part_without_a_file_has_no_place() -> None:
    step = Step.model_validate({"click": "Save"})
    assert step.place("click").file == ""
    assert step.written_keys == []
    assert step.left_out() == set()


def test_leaves(guide: Guide) -> None:
    found = [(path, str(value)) for _, path, value in guide.identity_provider.written.leaves]
    assert found == [
        (("name",), "Somewhere"),
        (("formerly", 0), "Nowhere"),
        (("name",), "Somewhere console"),
        (("url",), "https://console.example.com/"),
    ]


@pytest.mark.parametrize(
    ("location", "known"),
    [
        (("x",), "figure_folder"),
        (("identity_provider", "x"), "formerly"),
        (("sections", 0, "steps", 3, "x"), "turn_on"),
        (("sections", 0, "steps", 3, "enter", "Label", "x"), "choose"),
        (("sections", 0, "steps", 3, "in", 0, "x"), "region"),
        (("sections", 0, "steps", 3, "do", 0, "x"), "navigate"),
    ],
)
def test_known_keys(location: tuple[str | int, ...], known: str) -> None:
    assert known in known_keys(Guide, location)


def test_left_out() -> None:
    text = (SOUND / SOURCES[ServiceProvider]).read_text("utf-8")
    text = text.replace("template: https://sso.example.com/saml/{team}\n", "template: '{'\n")
    top, _ = parse(text.replace("placeholders:", "placeholder:"), "service-provider.yml")
    assert top is not None
    sp, _ = read_part(ServiceProvider, top)
    assert sp is not None
    assert "placeholders" in sp.left_out()
    assert sp.left_out("placeholders") == {""}
    assert sp.left_out("values") == {"entity_id"}
    assert sp.left_out("values", "acs_url") == set()
    assert sp.left_out("values", "entity_id") == {""}
    assert sp.left_out("values", "unknown") == set()
