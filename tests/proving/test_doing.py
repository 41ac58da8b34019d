"""What is done to the things of a console, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Page

from generator import yaml_source
from generator.proving.browser import Person
from generator.proving.doing import Hands, MoveError
from generator.proving.given import Given
from generator.proving.translation import Console
from generator.schema import Part
from generator.schema_reader import read_part
from generator.service_provider import ServiceProvider
from generator.steps import Step

ADDRESS = Path(__file__).with_name("doing.html").as_uri()
SERVICE_PROVIDER = """\
name: Example
values: {entity_id: {label: Entity ID, template: "https://example.com/{team}"}}
saml: {name_id_format: emailAddress}
finish: Go back.
"""


VALUE = "https://example.com/acme"
ATTRIBUTES = """\
map:
  columns: {Name: name, Source: source}
  attributes: [{name: email, source: mail}]
"""
P = TypeVar("P", bound=Part)


def part(model: type[P], text: str) -> P:
    """Read a part of a file, in which nothing is wrong."""
    top, wrong = yaml_source.parse(text, "a file")
    assert top is not None
    made, more = read_part(model, top)
    assert made is not None
    assert [*wrong, *more] == []
    return made


@pytest.fixture
def hands(browser: Browser) -> Iterator[Hands]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(ADDRESS)
    sp = part(ServiceProvider, SERVICE_PROVIDER)
    given = Given(sp, {"team": "acme"}, {})
    yield Hands(Person(context, {"idp": page}), given, {}, patience=1)
    context.close()


def _follow(hands: Hands, step: str) -> Page:
    """Do a step, as it is written; return the page afterwards."""
    moves = Console({}).moves(part(Step, step), "idp")
    assert not [move for move in moves if move.doing == "ask"]
    for move in moves:
        hands.act(move, hands.reach(move))
    return hands.person.page("idp")


@pytest.mark.parametrize(
    ("step", "name", "value"),
    [
        ("download: {Metadata: metadata_xml}", "metadata_xml", b"<EntityDescriptor/>"),
        ("copy: {Single sign-on URL: sso_url}", "sso_url", b"https://idp.example.com/sso"),
        ("copy: {Entity ID: entity_id}", "entity_id", b"https://idp.example.com"),
    ],
)
def test_values_are_brought_out(hands: Hands, step: str, name: str, value: bytes) -> None:
    _follow(hands, step)
    assert hands.given.taken == {("idp", name): value}


@pytest.mark.parametrize(
    ("step", "selector", "value"),
    [
        ("choose: {Name ID format: EMAIL}", "#format", "EMAIL"),
        ("enter: {Mapping: {sp: entity_id}}", "#mapping", VALUE),
        ("edit: {field: Mapping, content: '{{ sp.entity_id }}'}", "#mapping", VALUE),
        ("expand: Advanced\nenter: {Relay state: x}", "#relay", "x"),
        (ATTRIBUTES, "#source", "mail"),
        ("enter: {Sign-out URL: {leave: empty}}", "#empty", ""),
    ],
)
def test_fields_are_filled_in(hands: Hands, step: str, selector: str, value: str) -> None:
    assert _follow(hands, step).locator(selector).input_value() == value


def test_switches_are_turned_and_stay_so(hands: Hands) -> None:
    for _ in range(2):
        assert _follow(hands, "turn_on: Signed response").locator("#signed").is_checked()
    for _ in range(2):
        assert not _follow(hands, "turn_off: Signed response").locator("#signed").is_checked()


@pytest.mark.parametrize(
    ("step", "rule"),
    [
        ("enter: {Entity ID: {leave: empty}}", "prove/expected"),
        ("enter: {Mapping: {own: a name that you like}}", "prove/value"),
        ("enter: {Mapping: {idp: sso_url}}", "prove/value"),
        ("click: Save", "prove/label"),
        ("go: {name: nowhere, url: 'http://127.0.0.1:1/'}", "prove/answer"),
    ],
)
def test_what_cannot_be_done_breaks_a_rule(hands: Hands, step: str, rule: str) -> None:
    with pytest.raises(MoveError) as raised:
        _follow(hands, step)
    assert raised.value.diagnostic.rule == rule
