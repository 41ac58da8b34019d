"""The command that checks a site, and how it says what it has found."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import click

from generator import project, report, sarif, terminal
from generator.commands import baselines
from generator.commands.site import option, read_site
from generator.configuration import Configuration
from generator.diagnostics import Finding
from generator.external import lychee
from generator.external.lychee import LycheeError
from generator.terminal import stop

_Say: TypeAlias = Callable[[Sequence[Finding], Path], None]


@click.command()
@option
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Check what was built there, instead of building the site into a temporary folder.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--external", is_flag=True, help="Ask other sites whether links to them are good.")
@baselines.options
def check(  # noqa: PLR0913 (an argument for each option)
    config_file: Path,
    site: Path | None,
    form: str,
    known: Path | None,
    to_write: Path | None,
    *,
    strict: bool,
    external: bool,
) -> None:
    """Check the guides, and every link, anchor and image of the built site.

    What MkDocs itself warns of while it builds the site is reported as well. Exits with 0 if there
    is nothing to complain about, 1 on errors (with --strict, or `strict: true` in mkdocs.yml: on
    warnings too), 2 if the check could not run.
    """
    read = read_site(config_file)
    if site is not None and not any(site.rglob("*.html")):
        stop(f"no site was built in {site}")
    baseline = baselines.open_baseline(read, known, to_write, is_whole=external)
    try:
        findings = baseline(_found(read, site, _others() if external else ()))
    except LycheeError as error:
        stop(*error.args)
    _SAY[form](findings, read.folder)
    sys.exit(1 if report.fails(findings, strict=strict or read.strict) else 0)


def _others() -> Sequence[project.More]:
    """Return the check of links to other sites; raises LycheeError before anything is built."""
    # All that speaks to a network takes long to import, and few checks ask for it.
    from generator.checks import external  # noqa: PLC0415

    lychee.find()
    return (external.check,)


def _found(read: Configuration, site: Path | None, more: Sequence[project.More]) -> list[Finding]:
    if site is None:
        return _built_and_checked(read, more)
    with terminal.progress():
        findings, _ = project.check_site(project.open_project(read), site, more)
    return findings


def _built_and_checked(read: Configuration, more: Sequence[project.More]) -> list[Finding]:
    # MkDocs takes long to import, and not every site is built with it.
    from generator import mkdocs_plugin  # noqa: PLC0415

    try:
        # Plugins and hooks may print; standard output is for findings alone.
        with (
            terminal.progress(),
            tempfile.TemporaryDirectory() as folder,
            contextlib.redirect_stdout(sys.stderr),
        ):
            return mkdocs_plugin.build_and_check(read.file, Path(folder), more)
    except mkdocs_plugin.BuildFailedError as error:
        stop(f"MkDocs cannot build the site: {error}")


def _say_json(findings: Sequence[Finding], _: Path) -> None:
    click.echo(report.as_json(findings))


def _say_github(findings: Sequence[Finding], folder: Path) -> None:
    click.echo(report.as_github(findings, _in_repository(folder)))


def _say_sarif(findings: Sequence[Finding], folder: Path) -> None:
    click.echo(sarif.as_sarif(findings, _in_repository(folder)))


_SAY: dict[str, _Say] = {
    "text": terminal.show,
    "github": _say_github,
    "json": _say_json,
    "sarif": _say_sarif,
}


def _in_repository(folder: Path) -> str:
    """Return a folder as GitHub names it: from where it has checked out the repository."""
    top = os.environ.get("GITHUB_WORKSPACE") or Path.cwd()
    return Path(os.path.relpath(folder, top)).as_posix()
