"""What `handrail check` does with a baseline: quiet what is known, keep the file true."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import click

from generator import baseline, report, tree
from generator.configuration import Configuration
from generator.diagnostics import Finding, judge
from generator.terminal import stop

_Command = TypeVar("_Command", bound=Callable[..., Any])
Sift: TypeAlias = Callable[[list[Finding]], list[Finding]]


def options(command: _Command) -> _Command:
    """Give a command the two options that name a baseline."""
    kind = click.Path(dir_okay=False, path_type=Path)
    for decorate in (
        click.option(
            "--write-baseline",
            "to_write",
            metavar="FILE",
            type=kind,
            help="Write all findings that can be let pass to FILE, for --baseline.",
        ),
        click.option(
            "--baseline",
            "known",
            metavar="FILE",
            type=kind,
            help="Let pass what stands in FILE, and take out of it what is mended.",
        ),
    ):
        command = decorate(command)
    return command


def open_baseline(
    read: Configuration, known: Path | None, to_write: Path | None, *, is_whole: bool
) -> Sift:
    """Return what takes the known findings out of all that are found, and keeps the file true.

    Unless the check `is_whole`, nobody knows whether findings of rules on demand are gone. Ends
    the command where there is no file, or both options are given.
    """
    if known and to_write:
        stop("either --baseline or --write-baseline: one reads the file, the other writes it anew")
    if to_write:
        return lambda findings: _begin(to_write, findings)
    if known is None:
        return lambda findings: findings
    try:
        entries, wrong = baseline.read(known, read.name(known))
    except FileNotFoundError:
        stop(f"there is no {known}", f"to begin one: handrail check --write-baseline {known}")
    if wrong:
        return lambda findings: [*judge(wrong, {}), *baseline.split(findings, entries)[0]]
    unknown = baseline.Entries() if is_whole else baseline.on_demand(entries)
    return lambda findings: _keep(known, entries, unknown, findings)


def _begin(file: Path, findings: list[Finding]) -> list[Finding]:
    """Write a baseline of all findings; return those that it cannot hold."""
    entries = baseline.entries(findings)
    _write(file, entries)
    click.echo(f"handrail: {file}: {entries.total()} known", err=True)
    return baseline.split(findings, entries)[0]


def _keep(
    file: Path, entries: baseline.Entries, unknown: baseline.Entries, findings: list[Finding]
) -> list[Finding]:
    """Take out of a baseline what is found no longer; return the findings that are new.

    What is `unknown` was not looked for. While something could not be read, what is in it is not
    found, and yet not mended.
    """
    new, still = baseline.split(findings, entries)
    still |= unknown
    gone = 0 if report.is_incomplete(findings) else entries.total() - still.total()
    if gone:
        _write(file, still)
    click.echo(f"handrail: {file}: {still.total()} known, {gone} gone", err=True)
    return new


def _write(file: Path, entries: baseline.Entries) -> None:
    try:
        tree.replace(file, baseline.text(entries).encode(errors="surrogateescape"))
    except tree.BlockedError as error:
        stop(*error.reasons)
