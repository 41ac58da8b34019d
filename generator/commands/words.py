"""Commands that say what Handrail knows: the schemas of files, the rules."""

from textwrap import indent

import click

from generator import rule_examples, schemas
from generator.diagnostics import did_you_mean
from generator.rules import RULES, Rule
from generator.terminal import stop

# How comments are written, by language; what Markdown pages show may come from YAML as well.
_COMMENTS = {"yaml": "# {}", "jinja": "{{# {} #}}", "css": "/* {} */"}


@click.command()
@click.argument("kind", type=click.Choice(sorted(schemas.MODELS)))
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file, for editors."""
    click.echo(schemas.text(kind))


@click.command()
@click.argument("rule", default="")
def explain(rule: str) -> None:
    """Say what RULE demands and why, with an example; without RULE, list all rules.

    Of a family, such as link, all rules are listed.
    """
    family = [one for one in RULES.values() if not rule or one.name.startswith(f"{rule}/")]
    if family:
        width = max(len(one.name) for one in family)
        for one in family:
            click.echo(f"{one.name:{width}}  {one.severity:7}  {one.sentence}")
        return
    if rule not in RULES:
        stop(f'no rule is called "{rule}"; {did_you_mean(rule, RULES) or "see handrail explain"}')
    found = RULES[rule]
    click.echo(f"{found.name} ({found.severity})\n\n{found.sentence}\n{found.why}\n")
    for part in rule_examples.shown(found):
        click.echo(f"{part.title}:\n\n{indent(part.text, '    ')}\n")
    if found.is_binding:
        click.echo("Its severity is the same on every site, and nothing that breaks it is excused.")
    else:
        click.echo(f"To allow it at one place: {_excuse(found)}")


def _excuse(rule: Rule) -> str:
    """Return how an excuse is written where the rule's example stands."""
    text = f"handrail: allow {rule.name} because …"
    *_, language = [part.language for part in rule_examples.shown(rule)]
    if language in _COMMENTS:
        return _COMMENTS[language].format(text)
    return f"<!-- {text} -->\nIn YAML: # {text}"
