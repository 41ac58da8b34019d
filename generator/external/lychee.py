"""The link checker lychee (https://lychee.cli.rs), which asks for most addresses."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from generator.external.answers import Answer, Hop, Trouble
from generator.external.options import External

USER_AGENT = "Mozilla/5.0 (compatible; Handrail link check)"
# It exits with 2 where links are broken (https://lychee.cli.rs/guides/cli/#exit-codes).
_RAN = (0, 2)
_HTTPS = "Insecure HTTP"


class LycheeError(Exception):
    """lychee is not there or does not work; each argument is a line that says so."""


def find() -> Path:
    """Return where lychee is: beside this Python, else on PATH.

    Raises LycheeError if it is not installed.
    """
    folders = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which("lychee", path=folders)
    if found is None:
        raise LycheeError(
            "links to other sites are checked by lychee, which is not installed",
            "to install it: pip install 'handrail[external]'",
        )
    return Path(found)


def ask(addresses: Sequence[str], options: External) -> dict[str, Answer]:
    """Ask for addresses (http:// and https://, without fragment), and return what was answered.

    What lychee itself does not ask for is left out. Raises LycheeError.
    """
    lychee = find()
    with tempfile.TemporaryDirectory() as folder:
        lines = (f'<a href="{escape(address)}">.</a>\n' for address in addresses)
        Path(folder, "links.html").write_text("".join(lines), "utf-8")
        command = [str(lychee), *_arguments(options), "links.html"]
        run = subprocess.run(  # noqa: S603 (nothing of a writer's is an argument)
            command, cwd=folder, env=_environment(), capture_output=True, check=False
        )
    try:
        said = json.loads(run.stdout if run.returncode in _RAN else b"")
        return {addresses[line - 1]: answer for line, answer in _answers(said)}
    except (ValueError, KeyError, TypeError) as error:
        says = run.stderr.decode("utf-8", "replace").strip() or repr(error)
        raise LycheeError(f"lychee does not work: {says}") from None


def _arguments(options: External) -> Iterator[str]:
    # Its own cookies get it past what only asks for consent; those that it says are kept nowhere.
    yield from ("--no-progress", "--format=json", "--verbose", "--cookie-jar=cookies.json")
    yield from ("--require-https", f"--timeout={options.timeout}", f"--user-agent={USER_AGENT}")
    yield from (f"--max-retries={options.retries}", f"--host-concurrency={options.per_host}")


def _environment() -> dict[str, str]:
    """Return the environment without what lychee would sign in to GitHub with."""
    return {name: value for name, value in os.environ.items() if name != "GITHUB_TOKEN"}


def _answers(said: dict[str, Any]) -> Iterator[tuple[int, Answer]]:
    """Yield each answer and the line of its link."""
    for entry in _entries(said, "success_map", "error_map"):
        hops = (entry.get("redirects") or {}).get("redirects", [])
        status, code = entry["status"], entry["status"].get("code", 0)
        reason = status.get("details") or status["text"]
        answer = Answer(
            code=code,
            trouble=None if code else Trouble.SILENT,
            reason="" if code else reason,
            hops=tuple(Hop(hop["url"], hop["code"]) for hop in hops),
            is_insecure=_HTTPS in status["text"],
        )
        yield entry["span"]["line"], answer
    for entry in _entries(said, "timeout_map"):
        yield entry["span"]["line"], Answer(trouble=Trouble.SLOW)


def _entries(said: dict[str, Any], *maps: str) -> Iterator[dict[str, Any]]:
    for name in maps:
        for entries in said[name].values():
            yield from entries
