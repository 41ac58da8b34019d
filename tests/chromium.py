"""The Chromium that the browser tests run in: find one, or install one.

``python -m tests.chromium`` prints the path of a Chromium, after it has installed one if the
machine had none. When none can be had it fails and names the commands that would help: a browser
test is never skipped.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

VARIABLE = "HANDRAIL_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Not `os.geteuid()` alone: Windows has neither that nor root.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

# Nothing but the page that is tested: no graphics card, no look-ups and downloads of the browser's
# own. They would fail without a network and end up in the log of the test.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoChromiumError(Exception):
    """There is none; the message says what to do."""


def launch_arguments() -> list[str]:
    """Give what Chromium is started with, beside what Playwright adds: headless and the like."""
    # Chromium refuses to start its sandbox as root, which is what a container mostly runs as.
    return [*(["--no-sandbox"] if IS_ROOT else []), *QUIET]


def find() -> Path | None:
    """Give the first Chromium there is: the one that was asked for, on PATH, Playwright's own."""
    if asked := os.environ.get(VARIABLE):
        # Somebody wants this one: another in its place would hide a typing error.
        if found := shutil.which(asked):
            return Path(found)
        message = f"${VARIABLE} is {asked}, which is no program. Mend it, or unset it."
        raise NoChromiumError(message)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.is_file() else None


def install_commands() -> list[list[str]]:
    """Give the commands that install a Chromium here, each to be run after the one before it."""
    if IS_ROOT and shutil.which("apt-get"):
        package = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        return [["apt-get", "update"], package]
    return [[sys.executable, "-m", "playwright", "install", "chromium"]]


def find_or_install() -> Path:
    """Give a Chromium; install one when there is none."""
    if found := find():
        return found
    commands = install_commands()
    for command in commands:
        print("No Chromium here:", *command, file=sys.stderr, flush=True)
        # Its output is for people; stdout is kept for the path.
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, check=False, stdout=sys.stderr, env=environment)
    if found := find():
        return found
    wanted = " && ".join(" ".join(command) for command in commands)
    message = f"No Chromium for the browser tests. Install one: {wanted}\nOr set ${VARIABLE}."
    raise NoChromiumError(message)


def main() -> int:
    """Print the path of a Chromium."""
    try:
        print(find_or_install())
    except NoChromiumError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
