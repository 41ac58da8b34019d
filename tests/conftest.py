"""What several tests share."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests import chromium

# The day on which all tests are made, 2026-11-25: guides in them are not to grow old.
os.environ["SOURCE_DATE_EPOCH"] = "1795564800"
# Workers share the cores of one machine, so how long one example took says nothing about the code.
# All else stays as Hypothesis sets it by itself, differently under CI.
settings.register_profile("handrail", parent=settings(), deadline=None)
settings.load_profile("handrail")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one headless Chromium for all browser tests: a test opens a page or a context of it.

    A machine without any fails the test. `make test` installs one first; here nothing is installed,
    as several processes may run tests at the same time.
    """
    executable = chromium.find()
    if executable is None:
        pytest.fail("No Chromium: run `python -m tests.chromium`, which installs one.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=executable, args=chromium.launch_arguments()
        )
        yield started
        started.close()
