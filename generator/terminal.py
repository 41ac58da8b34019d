"""What is printed on a terminal, and how a command ends that could not do what was asked."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, Never

import click

from generator import excerpts, report
from generator.diagnostics import Finding
from generator.progress import told_to
from generator.rules import Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_CANNOT_RUN = 2
# How many seconds something may take before it is shown how far it is.
_PATIENCE = 1.0
# How wide a bar is; with all beside it, it fits into a narrow terminal, and can be wiped.
_WIDTH = 20
# Up to the line of a bar that has ended, and nothing left of it
# (https://ecma-international.org/publications-and-standards/standards/ecma-48/, CUU and EL).
_WIPED = "\x1b[1A\x1b[2K"


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


@contextmanager
def progress() -> Iterator[None]:
    """Show how far the work is that is done meanwhile if it takes long and somebody looks on.

    Bars stand on the error output, so that findings stay alone on the other one, and leave nothing.
    """
    if not _is_watched():
        yield
        return
    bars = _Bars()
    with told_to(bars.show):
        try:
            yield
        finally:
            bars.end()


def _is_watched() -> bool:
    """Tell whether a person looks at the error output: logs of CI may come from a terminal, too."""
    is_dumb = os.environ.get("TERM", "") == "dumb"
    return sys.stderr.isatty() and not is_dumb and not os.environ.get("CI")


class _Bars:
    """A bar for each phase of the work, one after the other in the same line."""

    def __init__(self) -> None:
        self._file = sys.stderr
        self._start = monotonic()
        self._phase = ""
        self._bar: Any = None  # click exports no class

    def show(self, phase: str, done: int, total: int) -> None:
        if monotonic() - self._start < _PATIENCE:
            return
        if phase != self._phase:
            self.end()
            self._phase = phase
            self._bar = click.progressbar(length=total, label=phase, file=self._file, width=_WIDTH)
            self._bar.render_progress()
        if self._bar is not None and done > self._bar.pos:
            self._bar.update(done - self._bar.pos)

    def end(self) -> None:
        """Take the bar away, and show the cursor again."""
        if self._bar is not None:
            self._bar.render_finish()
            click.echo(_WIPED, file=self._file, nl=False)
            self._bar = None


def stop(*messages: str, code: int = _CANNOT_RUN) -> Never:
    """End the command with a line for each message, and an exit code: 2 if it could not run."""
    for message in messages:
        click.echo(f"handrail: {' '.join(message.split())}", err=True)
    sys.exit(code)
