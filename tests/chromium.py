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

from generator.proving import chromium
from generator.proving.chromium import IS_ROOT, VARIABLE, NoChromiumError, launch_arguments

__all__ = ["find", "find_or_install", "launch_arguments"]


def find() -> Path | None:
    """Give the first Chromium there is, as `handrail prove` finds it."""
    if found := chromium.installed():
        return found  # without the time that starting Playwright takes
    with sync_playwright() as playwright:
        return chromium.find(playwright)


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
