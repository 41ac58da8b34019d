"""The command `handrail`."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from generator import (
    configuration,
    project,
    reader,
    report,
    saml_metadata,
    scaffold,
    schemas,
    sources,
    terminal,
    tree,
)
from generator import fix as mend
from generator.checks.external import check as check_external
from generator.configuration import Configuration
from generator.diagnostics import Finding, did_you_mean, judge
from generator.external import lychee
from generator.external.lychee import LycheeError
from generator.mkdocs_yml import ConfigurationError
from generator.rules import RULES
from generator.terminal import stop

_REFUSED = 1
_config = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The site's mkdocs.yml, here or in a folder above.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="handrail", message="%(package)s %(version)s")
def main() -> None:
    """Write set-up guides for SAML single sign-on in YAML, and check all that readers see."""


@main.command()
@_config
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Check what was built there, instead of building the site into a temporary folder.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--external", is_flag=True, help="Ask other sites whether links to them are good.")
def check(config_file: Path, site: Path | None, form: str, *, strict: bool, external: bool) -> None:
    """Check the guides, and every link, anchor and image of the built site.

    What MkDocs itself warns of while it builds the site is reported as well. Exits with 0 if there
    is nothing to complain about, 1 on errors (with --strict, or `strict: true` in mkdocs.yml: on
    warnings too), 2 if the check could not run.
    """
    read = _read(config_file)
    if site is not None and not any(site.rglob("*.html")):
        stop(f"no site was built in {site}")
    try:
        findings = _checked(read, site, _others() if external else ())
    except LycheeError as error:
        stop(*error.args)
    if form == "json":
        click.echo(report.as_json(findings))
    elif form == "github":
        click.echo(report.as_github(findings, _in_repository(read.folder)))
    else:
        terminal.show(findings, read.folder)
    sys.exit(1 if report.fails(findings, strict=strict or read.strict) else 0)


@main.command()
@_config
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write to; other files in it stay as they are.",
)
def render(config_file: Path, out: Path) -> None:
    """Write the whole tree of Markdown pages and images, for any site engine."""
    read = _read(config_file)
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


@main.command()
@_config
@click.argument("name")
def new(config_file: Path, name: str) -> None:
    """Write NAME.guide.yml here, to begin a guide with; never over a file that is there."""
    if not scaffold.NAME.fullmatch(name):
        stop(f'"{name}" cannot be a guide\'s name: it holds lower-case letters, digits and hyphens')
    path = Path(f"{name}{sources.GUIDE}")
    read = _read(config_file)
    sp = project.service_provider_for(read, path)
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


@main.command()
@_config
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Write without asking.")
def fix(config_file: Path, files: tuple[Path, ...], *, yes: bool) -> None:
    """Mend the slips of YAML in FILES, or in all guides; shows a diff first.

    Quotes, brackets, colons, dashes, blanks and indents are put where they are missing. What could
    be meant in several ways is left to you.
    """
    changed = {}
    for path in files or project.yaml_files(_read(config_file)):
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


def _settings(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> dict[str, str]:
    for text in texts:
        if "=" not in text:
            raise click.BadParameter(f'"{text}" is not NAME=VALUE')
    return {name: value for name, _, value in (text.partition("=") for text in texts)}


@main.command()
@_config
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--set",
    "given",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_settings,
    help="The value of a placeholder; or one of several, where metadata is left open.",
)
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


@main.command()
@click.argument("kind", type=click.Choice(sorted(schemas.MODELS)))
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file, for editors."""
    click.echo(schemas.text(kind))


@main.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what RULE demands and why; without RULE, list all rules."""
    if rule is None:
        width = max(len(name) for name in RULES)
        for one in RULES.values():
            click.echo(f"{one.name:{width}}  {one.severity:7}  {one.sentence}")
        return
    if rule not in RULES:
        stop(f'no rule is called "{rule}"; {did_you_mean(rule, RULES) or "see handrail explain"}')
    found = RULES[rule]
    click.echo(f"{found.name} ({found.severity})\n\n{found.sentence}\n{found.why}\n")
    if found.is_binding:
        click.echo("Its severity is the same on every site, and nothing that breaks it is excused.")
    else:
        click.echo(f"To allow it at one place: # handrail: allow {found.name} because …")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        stop(f"{path}: {error.strerror}")


def _service_provider_file(config_file: Path) -> Path:
    """Return the service provider's file of this folder, or the only one of the site."""
    read = _read(config_file)
    found = project.service_provider_files(read, Path.cwd())
    if not found:
        stop(f"there is no {sources.SERVICE_PROVIDER} below {read.docs}")
    if len(found) > 1:
        stop(f"name one of: {', '.join(os.path.relpath(path) for path in found)}")
    return Path(os.path.relpath(found[0]))


def _upwards(config_file: Path) -> Path:
    """Return the mkdocs.yml of this folder or the nearest one above that has it."""
    folders = [Path.cwd(), *Path.cwd().parents]
    found = (folder / config_file for folder in folders if (folder / config_file).is_file())
    return next(found, config_file)


def _read(config_file: Path) -> Configuration:
    try:
        return configuration.read(_upwards(config_file))
    except ConfigurationError as error:
        stop(str(error))


def _others() -> Sequence[project.More]:
    """Return the check of links to other sites; raises LycheeError before anything is built."""
    lychee.find()
    return (check_external,)


def _checked(read: Configuration, site: Path | None, more: Sequence[project.More]) -> list[Finding]:
    if site is None:
        return _built_and_checked(read, more)
    findings, _ = project.check_site(project.open_project(read), site, more)
    return findings


def _built_and_checked(read: Configuration, more: Sequence[project.More]) -> list[Finding]:
    # MkDocs takes long to import, and not every site is built with it.
    from generator import mkdocs_plugin  # noqa: PLC0415

    try:
        # Plugins and hooks may print; standard output is for findings alone.
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
            return mkdocs_plugin.build_and_check(read.file, Path(folder), more)
    except mkdocs_plugin.BuildFailedError as error:
        stop(f"MkDocs cannot build the site: {error}")


def _in_repository(folder: Path) -> str:
    """Return a folder as GitHub names it: from where it has checked out the repository."""
    top = os.environ.get("GITHUB_WORKSPACE") or Path.cwd()
    return Path(os.path.relpath(folder, top)).as_posix()
