"""What --set gives: values by their names."""

from collections.abc import Callable
from typing import Any

import click


def option(meaning: str) -> Callable[[Any], Any]:
    """Return the option --set of a command, for which it has this `meaning`; it gives `given`."""
    return click.option(
        "--set",
        "given",
        metavar="NAME=VALUE",
        multiple=True,
        callback=_by_name,
        help=meaning,
    )


def _by_name(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> dict[str, str]:
    for text in texts:
        if "=" not in text:
            raise click.BadParameter(f'"{text}" is not NAME=VALUE')
    return {name: value for name, _, value in (text.partition("=") for text in texts)}
