"""A lab's programs: started before a guide is proven, and stopped afterwards, whatever happens."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from http import HTTPStatus
from pathlib import Path

from generator.proving.lab import Process
from generator.proving.secrets import redacted

FOLDER = "HANDRAIL_LAB_FOLDER"
# Seconds that a program has until it answers, and until it has ended by itself.
_TO_START = 30.0
_TO_STOP = 10.0
# How many lines of a program's output say why it has not come up.
_LAST = 12


class LabError(Exception):
    """A lab could not be started; `reasons` say why, a line each."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@contextmanager
def started(processes: Sequence[Process], folder: Path) -> Iterator[Path]:
    """Run a lab's programs in its `folder`; give the fresh folder where they keep what is theirs.

    Raises LabError.
    """
    with tempfile.TemporaryDirectory(prefix="handrail-lab-") as own, ExitStack() as stack:
        # Programs that give up being root have to get into it.
        Path(own).chmod(0o755)
        for number, process in enumerate(processes):
            log = Path(own) / f"process-{number}.log"
            stack.enter_context(_running(process, folder, Path(own), log))
        yield Path(own)


def output(command: Sequence[str], folder: Path) -> str:
    """Return what a command prints, run in a lab's folder. Raises LabError."""
    shown = " ".join(command)
    try:
        made = subprocess.run(  # noqa: S603 (a lab's own program)
            _as_run(command), cwd=folder, capture_output=True, check=True, timeout=_TO_START
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise LabError(f"{shown}: {error}") from error
    return made.stdout.decode(errors="replace")


def _as_run(command: Sequence[str]) -> list[str]:
    """Return a command with the Python that runs Handrail in the place of `python`."""
    program, *words = command
    return [sys.executable if program == "python" else program, *words]


@contextmanager
def _running(process: Process, folder: Path, own: Path, log: Path) -> Iterator[None]:
    """Run a program until it is no longer needed."""
    if process.ready is not None and _answers(process.ready):
        raise LabError(f"something else answers at {process.ready}", "stop it, and try again")
    with log.open("wb") as output:
        started = _start(process, folder, own, output.fileno())
        try:
            _wait_until_ready(started, process, log)
            yield
        finally:
            _stop(started)


def _start(process: Process, folder: Path, own: Path, output: int) -> "subprocess.Popen[bytes]":
    environment = os.environ | {FOLDER: str(own), "PYTHONUNBUFFERED": "1"}
    try:
        # In a session of its own, so that all that it starts can be stopped with it.
        return subprocess.Popen(  # noqa: S603 (a lab's own program)
            _as_run(process.command),
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    except OSError as error:
        raise LabError(f"{_called(process)} cannot be started: {error.strerror}") from error


def _wait_until_ready(started: "subprocess.Popen[bytes]", process: Process, log: Path) -> None:
    end = time.monotonic() + _TO_START
    while process.ready is not None and not _answers(process.ready):
        if started.poll() is not None:
            raise LabError(f"{_called(process)} has ended by itself", *_last_lines(log))
        if time.monotonic() > end:
            message = f"{_called(process)} does not answer at {process.ready}"
            raise LabError(message, *_last_lines(log))
        time.sleep(0.1)


def _answers(address: str) -> bool:
    """Tell whether an address answers without an error of the server's own."""
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310 (WebAddress: http or https)
            return True
    except urllib.error.HTTPError as error:
        return error.code < HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False


def _stop(started: "subprocess.Popen[bytes]") -> None:
    """End a program, and all that it has started."""
    _signal(started, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        started.wait(_TO_STOP)
    _signal(started, signal.SIGKILL)
    started.wait()


def _signal(started: "subprocess.Popen[bytes]", number: int) -> None:
    with suppress(ProcessLookupError):  # nothing of it is left
        os.killpg(started.pid, number)


def _called(process: Process) -> str:
    return " ".join(process.command)


def _last_lines(log: Path) -> list[str]:
    return [redacted(line) for line in log.read_text("utf-8", "replace").splitlines()[-_LAST:]]
