"""Progress is shown to who looks at a terminal, when a check takes long, and leaves nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import progress
from tests.sites import Site, sound_site

pty = pytest.importorskip("pty", reason="only POSIX has pseudo-terminals")

# Longer than a check is left alone with its work.
SLOW = "import time\ndef on_pre_build(config):\n    time.sleep(1.1)\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = sound_site(tmp_path)
    site.write("hook.py", SLOW)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "hooks: [hook.py]\n")
    return site


def _on_terminal(site: Site, *options: str, **variables: str) -> tuple[str, str]:
    """Check a site with a terminal as error output; return standard and error output."""
    end, terminal = pty.openpty()
    command = (str(Path(sys.executable).with_name("handrail")), "check", *options)
    environment = {**os.environ, "TERM": "xterm", "CI": "", **variables}
    done = subprocess.run(
        command,
        cwd=site.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=terminal,
        check=False,
    )
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(end, 4096):
            shown += piece
    except OSError:  # how Linux says that nobody writes to a terminal any more
        os.close(end)
    return done.stdout.decode(), shown.decode()


def _left(shown: str) -> str:
    """Return what is left on a terminal of what was written to it."""
    rows, row = [""], 0
    text = (
        shown.replace("\r\n", "\n")
        .replace("\x1b[?25l", "")
        .replace("\x1b[?25h", "")
        .replace("\x1b[1A", "\x01")
    )
    for sign in text.replace("\x1b[2K", "\x02"):
        if sign == "\n":
            row += 1
            rows += [""] * (row == len(rows))
        elif sign == "\x01":
            row -= 1
        elif sign in "\r\x02":
            rows[row] = ""
        else:
            rows[row] += sign
    return "".join(rows).strip()


def test_phases_are_named_and_nothing_is_left(site: Site) -> None:
    said, shown = _on_terminal(site)
    assert said == "nothing to complain about\n"
    for phase in ("MkDocs: reading pages", "MkDocs: writing pages", "Reading built pages"):
        assert phase in shown
    assert _left(shown) == ""
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")


def test_what_is_said_at_the_end_stands_alone(site: Site) -> None:
    site.write("hook.py", f"{SLOW}def on_post_page(output, **_):\n    raise ValueError('enough')\n")
    said, shown = _on_terminal(site)
    assert said == ""
    assert "MkDocs: reading pages" in shown
    reason = "Error building page 'index.md': enough"
    assert _left(shown) == f"handrail: MkDocs cannot build the site: {reason}"


def test_standard_output_is_for_findings_alone(site: Site) -> None:
    said, shown = _on_terminal(site, "--format", "json")
    assert json.loads(said) == {"version": 1, "diagnostics": []}
    assert "Reading built pages" in shown


@pytest.mark.parametrize("variables", [{"CI": "true"}, {"TERM": "dumb"}])
def test_logs_hold_none(site: Site, variables: dict[str, str]) -> None:
    assert _on_terminal(site, **variables)[1] == ""


def test_pipes_hold_none(site: Site) -> None:
    assert site.run("handrail", "check", CI="").stderr == ""


def test_items_are_counted_as_they_are_done() -> None:
    told = []
    with progress.told_to(lambda *said: told.append(said)):
        assert list(progress.counted("Looking", "ab")) == ["a", "b"]
    assert told == [("Looking", 0, 2), ("Looking", 1, 2), ("Looking", 2, 2)]
    assert list(progress.counted("Looking", "ab")) == ["a", "b"]
    assert len(told) == 3
