"""Commands that write: the tree of pages, a new guide, mended files, metadata."""

import os
import sys
from pathlib import Path

import click

from generator import fix as mend
from generator import (
    project,
    reader,
    readings,
    report,
    saml_metadata,
    scaffold,
    sources,
    terminal,
    tree,
)
from generator.commands import settings
from generator.commands.site import option, read_site
from generator.diagnostics import judge
from generator.terminal import stop

_REFUSED = 1


@click.command()
@option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write to; other files in it stay as they are.",
)
def render(config_file: Path, out: Path) -> None:
    """Write the whole tree of Markdown pages and images, for any site engine."""
    read = read_site(config_file)
    made = project.open_project(read)
    findings = project.source_findings(made)
    if findings:
        terminal.show(findings, read.folder, to_error=True)
    if report.fails(findings, strict=False):
        sys.exit(1)
    try:
        written, same = tree.write(made, out)
    except tree.BlockedError as error:
        stop(*error.reasons)
    click.echo(f"{out}: {written} files written, {same} unchanged")


@click.command()
@option
@click.argument("name")
def new(config_file: Path, name: str) -> None:
    """Write NAME.guide.yml here, to begin a guide with; never over a file that is there."""
    if not scaffold.NAME.fullmatch(name):
        stop(f'"{name}" cannot be a guide\'s name: it holds lower-case letters, digits and hyphens')
    path = Path(f"{name}{sources.GUIDE}")
    read = read_site(config_file)
    sp = readings.service_provider_for(read, path)
    if sp is None:
        stop(
            f"there is no {sources.SERVICE_PROVIDER} here or above, below {read.docs}",
            "write one there, with the values that all guides share; an example to copy stands in "
            'the documentation, under "The service provider" of "Writing a guide"',
        )
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(scaffold.guide(name, sp, read.templates))
    except FileExistsError:
        stop(f"{path} is there already")
    click.echo(f"{path}: now say what to do, step by step")


@click.command()
@option
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Write without asking.")
def fix(config_file: Path, files: tuple[Path, ...], *, yes: bool) -> None:
    """Mend the slips of YAML in FILES, or in all guides; shows a diff first.

    Quotes, brackets, colons, dashes, blanks and indents are put where they are missing. What could
    be meant in several ways is left to you.
    """
    changed = {}
    for path in files or project.yaml_files(read_site(config_file)):
        before = _bytes(path).decode("utf-8", errors="surrogateescape")
        name = Path(os.path.relpath(path)).as_posix()
        after = mend.mended(before, name)
        if after != before:
            changed[path] = after
            for line in mend.difference(before, after, name):
                click.echo(line)
    if not changed:
        click.echo("nothing to mend")
    elif yes or click.confirm(f"Write {len(changed)} files?"):
        try:
            for path, text in changed.items():
                tree.replace(path.resolve(), text.encode("utf-8", errors="surrogateescape"))
        except tree.BlockedError as error:
            stop(str(error))


@click.command()
@option
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@settings.option("The value of a placeholder; or one of several, where metadata is left open.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file."
)
def metadata(config_file: Path, file: Path | None, given: dict[str, str], out: Path | None) -> None:
    """Print the SAML metadata of the service provider in FILE, for one reader's values.

    FILE is the nearest service-provider.yml if you name none. Exits with 1 if a value does not fit
    or is missing.
    """
    path = file or _service_provider_file(config_file)
    reading = reader.read_service_provider(path, path.as_posix())
    if reading.model is None or not reading.is_whole:
        terminal.show(judge(reading.diagnostics, {}), Path(), to_error=True)
        sys.exit(_REFUSED)
    try:
        made = saml_metadata.make(reading.model, given).encode()
        if out is not None:
            tree.replace(out, made)
        else:
            click.echo(made, nl=False)
    except saml_metadata.MetadataError as error:
        stop(*error.reasons, code=_REFUSED)
    except tree.BlockedError as error:
        stop(*error.reasons)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        stop(f"{path}: {error.strerror}")


def _service_provider_file(config_file: Path) -> Path:
    """Return the service provider's file of this folder, or the only one of the site."""
    read = read_site(config_file)
    found = project.service_provider_files(read, Path.cwd())
    if not found:
        stop(f"there is no {sources.SERVICE_PROVIDER} below {read.docs}")
    if len(found) > 1:
        stop(f"name one of: {', '.join(os.path.relpath(path) for path in found)}")
    return Path(os.path.relpath(found[0]))
