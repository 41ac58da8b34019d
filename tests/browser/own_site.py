"""The project's own site, served as it will be published: below the path of its address."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, Response

from tests.mkdocs.sites import MKDOCS, run

ROOT = Path(__file__).parents[2]
ENTRA = "learn/accounts/enterprise-sso/idp-setup/microsoft-entra-id/"
GUIDE = ROOT / "docs" / f"{ENTRA.rstrip('/')}.guide.yml"
PHONE = (390, 844)
DESKTOP = (1280, 900)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (as it is called there)
        """Say nothing: what is not found is found by the tests."""


@dataclass(frozen=True)
class Served:
    """The site: its folder and its address, which ends with /."""

    folder: Path
    address: str

    def pages(self) -> list[str]:
        """Return every page below the address, but the one that says that there is none."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return sorted(path.removesuffix("index.html") for path in found if path != "404.html")


def build(folder: Path) -> None:
    """Build the site of this project as `make site` does."""
    built = run(ROOT, *MKDOCS, "build", "--strict", "--site-dir", str(folder))
    assert built.code == 0, built.log


@contextmanager
def serve(root: Path) -> Iterator[str]:
    """Serve a folder until the end of the block; return its address."""
    handler = functools.partial(_Quiet, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Visit:
    """A page of the browser, and all that went wrong on it."""

    page: Page
    problems: list[str] = field(default_factory=list)

    def watch(self, own: str) -> None:
        """Take down every problem from now on; `own` is what all addresses begin with."""

        def requested(request: Request) -> None:
            if not request.url.startswith((own, "data:", "blob:")):
                self.problems.append(f"left the site: {request.url}")

        def answered(response: Response) -> None:
            if response.status >= 400:
                self.problems.append(f"{response.status}: {response.url}")

        page = self.page
        page.on("console", lambda said: self.problems.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("requestfailed", lambda request: self.problems.append(f"failed: {request.url}"))
        page.on("request", requested)
        page.on("response", answered)


@contextmanager
def visit(
    browser: Browser,
    own: str,
    size: tuple[int, int] = DESKTOP,
    *,
    dark: bool = False,
    scripts: bool = True,
) -> Iterator[Page]:
    """Open an empty page; whatever goes wrong on it until the end of the block is a failure."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
    )
    with context:
        visited = Visit(context.new_page())
        visited.watch(own)
        yield visited.page
        assert visited.problems == []
