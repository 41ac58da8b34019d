"""What `handrail` says of itself: schemas, rules, version, help."""

import json
from textwrap import indent

import pytest
from click.testing import CliRunner, Result

from generator import rule_examples
from generator.cli import main
from generator.rules import RULES


def _handrail(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("kind", ["guide", "service-provider", "drawing"])
def test_schema(kind: str) -> None:
    made = json.loads(_handrail("schema", kind).stdout)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["type"] == "object"
    assert made["additionalProperties"] is False


@pytest.mark.parametrize("name", RULES)
def test_explain(name: str) -> None:
    result = _handrail("explain", name)
    assert result.exit_code == 0
    for part in (name, RULES[name].severity, RULES[name].sentence, RULES[name].why):
        assert part in result.output
    for shown in rule_examples.shown(RULES[name]):
        assert f"\n{shown.title}:\n\n{indent(shown.text, '    ')}\n" in result.output


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("url/scheme", ": # handrail: allow url/scheme because …"),
        ("image/empty-text", ": <!-- handrail: allow image/empty-text because … -->"),
        ("image/empty-text", "\nIn YAML: # handrail: allow image/empty-text because …"),
        ("template/unused", ": {# handrail: allow template/unused because … #}"),
        ("schema/type", "nothing that breaks it is excused."),
    ],
)
def test_explain_says_how_to_excuse(name: str, says: str) -> None:
    assert f"{says}\n" in _handrail("explain", name).output


def test_explain_all() -> None:
    shown = _handrail("explain").output.splitlines()
    assert [line.split()[0] for line in shown] == list(RULES)


def test_explain_a_family() -> None:
    shown = _handrail("explain", "image").output.splitlines()
    assert [line.split()[0] for line in shown] == [n for n in RULES if n.startswith("image/")]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("figure/mising", 'did you mean "figure/missing"?'),
        ("FIGURE/MISSING", 'did you mean "figure/missing"?'),
        ("xyz", "see handrail explain"),
    ],
)
def test_explain_unknown(name: str, says: str) -> None:
    result = _handrail("explain", name)
    assert result.exit_code == 2
    assert result.stderr == f'handrail: no rule is called "{name}"; {says}\n'


def test_version() -> None:
    assert _handrail("--version").output == "handrail 0.1.0\n"


@pytest.mark.parametrize(
    "command", [[], ["check"], ["render"], ["metadata"], ["schema"], ["explain"]]
)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help(command: list[str], option: str) -> None:
    result = _handrail(*command, option)
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")


def test_help_names_every_command() -> None:
    shown = _handrail("--help").output
    for command in ("check", "render", "metadata", "schema", "explain"):
        assert f"\n  {command} " in shown
