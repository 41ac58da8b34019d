"""What is printed on a terminal, and how a command ends that could not do what was asked."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Never

import click

from generator import excerpts, report
from generator.diagnostics import Finding
from generator.rules import Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_CANNOT_RUN = 2


def show(findings: Sequence[Finding], folder: Path, *, to_error: bool = False) -> None:
    """Print findings in files below `folder`, each with its line, and how many there are."""
    for finding in findings:
        shown = excerpts.excerpt(folder, finding.diagnostic.place)
        click.echo(report.text(finding, shown, _paint), err=to_error, color=_color())
    click.echo(report.summary(findings), err=to_error)


def _paint(text: str, severity: Severity) -> str:
    return click.style(text, fg=_COLOURS[severity], bold=True)


def _color() -> bool | None:
    """Return False where colours are unwanted (https://no-color.org), else let click decide."""
    return False if os.environ.get("NO_COLOR") else None


def stop(*messages: str, code: int = _CANNOT_RUN) -> Never:
    """End the command with a line for each message, and an exit code: 2 if it could not run."""
    for message in messages:
        click.echo(f"handrail: {' '.join(message.split())}", err=True)
    sys.exit(code)
