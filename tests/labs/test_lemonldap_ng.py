"""The guide for LemonLDAP::NG, proven in its lab, and what makes that fail.

Needs what `make lab` installs, and the ports of the lab.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from tests.sites import REPOSITORY, Site, own_site

HERE = Path(__file__).parent
FAILURES: dict[str, Any] = yaml.safe_load((HERE / "failures.yml").read_text("utf-8"))
FILES = {
    "guide": "docs/learn/accounts/enterprise-sso/idp-setup/lemonldap-ng.guide.yml",
    "lab": "labs/lemonldap-ng/lab.yml",
    "service provider": "labs/lemonldap-ng/service-provider.yml",
}
PROOF = "docs/learn/accounts/enterprise-sso/idp-setup/lemonldap-ng.proof.json"
FIGURES = "img/common/saml/lemonldap-ng"
PICTURE = ".cache/handrail/lemonldap-ng.failed.webp"
PORTS = (8480, 8490)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Copy this project's own site, with the labs."""
    shutil.copytree(REPOSITORY / "labs", tmp_path / "labs")
    return own_site(tmp_path)


@dataclass(frozen=True)
class Ended:
    """How a run has ended."""

    code: int
    output: str


def _prove(site: Site, *options: str, stop_after: str | None = None) -> Ended:
    """Prove the guide; the identity provider is stopped once a step is done, if that is wanted."""
    command = Path(sys.executable).with_name("handrail")
    lines = []
    with subprocess.Popen(
        [command, "prove", "--lab", FILES["lab"], *options],
        cwd=site.folder,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
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
    [found] = (
        pid for pid in children if name.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    return int(found)


def _everything(site: Site) -> Mapping[str, bytes]:
    """Return every file of the site that a proof may write, but for the picture of a failure."""
    files = (
        file for folder in ("docs", "img", "labs") for file in site.folder.glob(f"{folder}/**/*")
    )
    return {str(file): file.read_bytes() for file in files if file.is_file()}


def _left_behind() -> Iterator[str]:
    """Yield what a run has left: a port that something listens at, or a process of a lab."""
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                yield f"port {port}"
    for file in Path("/proc").glob("[0-9]*/environ"):
        try:
            if b"HANDRAIL_LAB_FOLDER=" in file.read_bytes():
                yield file.parent.name
        except OSError:
            continue  # it has ended, or is somebody else's


@pytest.mark.parametrize("case", FAILURES)
def test_what_goes_wrong_is_said_where_it_is_written(case: str, site: Site) -> None:
    fault = FAILURES[case]
    if "replace" in fault:
        site.edit(FILES[fault["in"]], fault["replace"], fault["with"])
    before = _everything(site)
    ended = _prove(site, *fault.get("options", ()), stop_after=fault.get("stop_after"))
    print(ended.output)
    assert ended.code == 1, ended.output
    place, _, said = _finding(ended.output)
    file = FILES[fault.get("in_file", "guide")]
    assert place[0] == file
    assert fault["at"] in site.read(file).splitlines()[int(place[1]) - 1]
    assert said.startswith(f"error: {fault['rule']}: ")
    assert fault["says"] in said
    assert fault.get("has", "") in ended.output
    with Image.open(site.folder / PICTURE) as picture:
        assert picture.size == (1280, 800)
    assert _everything(site) == before
    assert [*_left_behind()] == []


def _finding(output: str) -> tuple[list[str], str, str]:
    """Return the place of the one finding, and what is said of it."""
    [line] = re.findall(r"^\S+\.yml:\d+:\d+: .*$", output, re.MULTILINE)
    place, _, said = line.partition(": ")
    return place.split(":"), place, said
