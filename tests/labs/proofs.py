"""Runs of `handrail prove` on copies of this project's site, and what they leave behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.sites import REPOSITORY, Site, own_site

# Tells what these tests have started from what others have.
_OURS = {"HANDRAIL_TESTS": str(os.getpid())}
# Where the labs listen.
PORTS = (8480, 8490, 8580, 8590)


def site_with_labs(folder: Path) -> Site:
    """Copy this project's own site with the labs, without what their proofs have made."""
    shutil.copytree(REPOSITORY / "labs", folder / "labs")
    made = own_site(folder)
    for proof in folder.glob("**/*.proof.json"):
        proof.unlink()
    shutil.rmtree(folder / "img/common/saml/lemonldap-ng")
    return made


@dataclass(frozen=True)
class Ended:
    """How a run has ended."""

    code: int
    output: str


def prove(site: Site, lab: str, *options: str, stop_after: str | None = None) -> Ended:
    """Prove a lab's guide; stop its identity provider once a step is done, if one is named."""
    command = Path(sys.executable).with_name("handrail")
    lines = []
    with subprocess.Popen(
        [command, "prove", "--lab", lab, *options],
        cwd=site.folder,
        env=os.environ | _OURS | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            if stop_after is not None and stop_after in line:
                os.kill(_child(process.pid, "identity_provider.py"), signal.SIGTERM)
    return Ended(process.returncode, "".join(lines))


def _child(parent: int, name: str) -> int:
    """Return the process that `parent` has started and that runs the program `name`."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    lines = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children}
    [found] = (pid for pid, line in lines.items() if name.encode() in line)
    return int(found)


def everything(site: Site) -> Mapping[str, bytes]:
    """Return every file that a proof may write, but for the picture of a failure."""
    files = (file for name in ("docs", "img", "labs") for file in (site.folder / name).rglob("*"))
    return {str(file): file.read_bytes() for file in files if file.is_file()}


def left_behind() -> Iterator[str]:
    """Yield what a run has left: a port that something listens at, or a process of a lab."""
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                yield f"port {port}"
    for file in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"HANDRAIL_TESTS={os.getpid()}\0".encode() in file.read_bytes():
                yield file.parent.name
        except OSError:
            continue  # it has ended, or is somebody else's
