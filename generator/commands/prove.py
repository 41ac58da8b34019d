"""The command that proves a guide, and how it says how far it is."""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import terminal
from generator.commands import settings
from generator.commands.site import option, read_site
from generator.configuration import Configuration
from generator.diagnostics import judge
from generator.terminal import stop

if TYPE_CHECKING:
    from generator.proving.browser import Look
    from generator.proving.opening import Proving
    from generator.proving.plan import Planned
    from generator.proving.run import Done

_FAILED = 1
# What shells report of a program that SIGTERM has ended.
_STOPPED = 128 + signal.SIGTERM
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MISSING = 'proving needs Playwright: pip install "handrail[prove]"'


@click.command()
@option
@click.argument("guide", required=False, type=_FILE)
@click.option("--lab", type=_FILE, help="Prove the guide in this lab, a lab.yml.")
@click.option("--service-provider", type=_FILE, help="Sign in to this one, not to the guide's own.")
@click.option(
    "--console",
    metavar="URL",
    help="Prove the guide at this console, together with you: the browser is visible, and waits "
    "for you where somebody signs in, or a step is in words.",
)
@settings.option(
    "What goes in the place of a placeholder, or into the field NAME where readers choose."
)
@click.option("--dry-run", is_flag=True, help="List what would be done, and do nothing.")
@click.option("--locale", default="en-US", show_default=True, help="The browser's language.")
@click.option("--visible/--hidden", default=None, help="Show the browser; with --console it is.")
def prove(  # noqa: PLR0913 (an argument for each option)
    config_file: Path,
    guide: Path | None,
    *,
    lab: Path | None,
    service_provider: Path | None,
    console: str | None,
    given: Mapping[str, str],
    locale: str,
    dry_run: bool,
    visible: bool | None,
) -> None:
    """Follow GUIDE in a browser, step by step, up to a sign-in, and write down that it works.

    Without GUIDE it is that of the lab. Pictures of the run become the guide's figures, and the
    proof is written beside it. Exits with 0 if all went well, 1 if a step cannot be done as it is
    written, or something is wrong in the files or in what was asked for, 2 if the lab or the
    browser could not be started.
    """
    try:
        # Playwright is an extra, and takes long to import.
        from generator.proving import browser, opening  # noqa: PLC0415
    except ModuleNotFoundError:
        stop(_MISSING)
    read = read_site(config_file)
    asked = opening.Asked(guide, lab, service_provider, console, given)
    try:
        proving = opening.opened(read, asked)
    except opening.NotReadyError as error:
        if error.diagnostics:
            terminal.show(judge(error.diagnostics, {}), read.folder, to_error=True)
        stop(*error.reasons, code=_FAILED)
    if dry_run:
        _list(proving)
        return
    is_visible = visible if visible is not None else console is not None
    look = browser.Look(proving.lab.hosts, locale, is_visible)
    _prove(read, proving, look, is_attended=is_visible or console is not None)


def _list(proving: "Proving") -> None:
    """Print what would be done for each step."""
    for planned in proving.plan.steps:
        click.echo(_called(planned) + (f": not done: {planned.left}" if planned.left else ""))
        for move in planned.all_moves:
            click.echo(f"    {move}  ({move.place})")


def _prove(read: Configuration, proving: "Proving", look: "Look", *, is_attended: bool) -> None:
    from generator.proving import session  # noqa: PLC0415 (see above)

    # All that was started is stopped on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_STOPPED))
    try:
        made, written = session.Session(read, proving, look, _say, _tell, is_attended).prove()
    except session.FailedError as error:
        terminal.show(judge([error.diagnostic], {}), read.folder, to_error=True)
        if error.picture is not None:
            click.echo(f"what the browser showed: {os.path.relpath(error.picture)}", err=True)
        sys.exit(_FAILED)
    except session.CANNOT_BEGIN as error:
        stop(*getattr(error, "reasons", error.args))
    for file in written:
        click.echo(f"written: {os.path.relpath(file)}")
    for label in session.last_resorts(proving):
        click.echo(f"by a locator alone: {label}")
    proven, steps = made.counts
    click.echo(f"proven: {proven} of {steps} steps{' and a sign-in' if made.signed_in else ''}")


def _say(line: str) -> None:
    click.echo(line)


def _tell(done: "Done") -> None:
    """Print a line for a step that was done."""
    how = f"unproven: {done.unproven}" if done.unproven else ", ".join(dict.fromkeys(done.how))
    click.echo(f"{done.seconds:6.1f} s  {_called(done.planned)}{f'  ({how})' if how else ''}")


def _called(planned: "Planned") -> str:
    return f"{planned.title}, step {planned.number}"
