"""The command `handrail`: what it is made of."""

import click

from generator.commands.check import check
from generator.commands.prove import prove
from generator.commands.words import explain, schema
from generator.commands.writing import fix, metadata, new, render


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="handrail", message="%(package)s %(version)s")
def main() -> None:
    """Write set-up guides for SAML single sign-on in YAML, and check all that readers see."""


for command in (check, render, new, fix, prove, metadata, schema, explain):
    main.add_command(command)
