"""The picture in the README: ``python -m tests.readme_picture`` takes it anew.

It shows the section of the Entra ID page whose YAML stands beside it, as Chromium draws it.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import chromium

PROJECT = Path(__file__).parent.parent
PICTURE = PROJECT / "img/handrail/page.png"
PAGE = "learn/accounts/enterprise-sso/idp-setup/microsoft-entra-id/index.html"
SECTION = "basic-saml-configuration"
MARGIN = 16
# From the section's heading to the end of its list.
FRAME = """id => {
  const heading = document.getElementById(id);
  let last = heading;
  while (last.nextElementSibling && last.nextElementSibling.tagName !== "H2") {
    last = last.nextElementSibling;
  }
  const [top, bottom] = [heading.getBoundingClientRect(), last.getBoundingClientRect()];
  return {x: top.x, y: top.y + scrollY, width: top.width, height: bottom.bottom - top.y};
}"""


def take(site: Path) -> None:
    """Write the picture of the page built in `site`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.launch_arguments()
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900}, device_scale_factor=1.5)
        page.goto((site / PAGE).as_uri())
        frame = page.evaluate(FRAME, SECTION)
        clip = {
            "x": frame["x"] - MARGIN,
            "y": frame["y"] - MARGIN,
            "width": frame["width"] + 2 * MARGIN,
            "height": frame["height"] + 2 * MARGIN,
        }
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE, full_page=True, clip=clip)  # type: ignore[arg-type]
        browser.close()


def main() -> None:
    """Build the site and take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder]
        subprocess.run(command, cwd=PROJECT, check=True)
        take(Path(folder))


if __name__ == "__main__":
    main()
