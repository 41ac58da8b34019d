"""The Chromium that guides are proven in."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Playwright

VARIABLE = "HANDRAIL_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Not `os.geteuid()` alone: Windows has neither that nor root.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Nothing but the page: no graphics card, no look-ups and downloads of the browser's own, which
# would fail without a network (https://peter.sh/experiments/chromium-command-line-switches/).
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# The same pixels in each run: letters without colours at their edges, colours as they are, and all
# of a tile painted anew where a part of it has changed.
_EVEN = (
    "--disable-partial-raster",
    "--disable-skia-runtime-opts",
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)


class NoChromiumError(Exception):
    """There is none; the message says what to do."""


def installed() -> Path | None:
    """Return the Chromium that was asked for, else the first on PATH, None if there is none.

    Raises NoChromiumError if the one that was asked for is not there.
    """
    if asked := os.environ.get(VARIABLE):
        # Somebody wants this one: another in its place would hide a typing error.
        if found := shutil.which(asked):
            return Path(found)
        raise NoChromiumError(f"${VARIABLE} is {asked}, which is no program. Mend it, or unset it.")
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return None


def find(playwright: Playwright) -> Path | None:
    """Return the Chromium that is installed, else Playwright's own. Raises as `installed` does."""
    own = Path(playwright.chromium.executable_path)
    return installed() or (own if own.is_file() else None)


def launch_arguments() -> list[str]:
    """Return what Chromium is started with, beside what Playwright adds: headless and the like."""
    # Chromium refuses to start its sandbox as root, which is what a container mostly runs as.
    return [*(["--no-sandbox"] if IS_ROOT else []), *QUIET]


def even_arguments() -> list[str]:
    """Return what Chromium is started with so that two runs show the same."""
    return [*launch_arguments(), *_EVEN]
