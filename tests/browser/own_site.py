"""The project's own site, served as it will be published: below the path of its address."""

import functools
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, Response

from tests.mkdocs.sites import MKDOCS, run

ROOT = Path(__file__).parents[2]
ENTRA = "learn/accounts/enterprise-sso/idp-setup/microsoft-entra-id/"
GUIDE = ROOT / "docs" / f"{ENTRA.rstrip('/')}.guide.yml"
PHONE = (390, 844)
DESKTOP = (1280, 900)


class _Quiet(SimpleHTTPRequestHandler):
    """Sends `headers` with every answer, and writes down in `asked` what it was asked for."""

    def __init__(self, *args: Any, headers: Mapping[str, str], asked: list[str], **kw: Any) -> None:
        self.own_headers, self.asked = headers, asked
        super().__init__(*args, **kw)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (as it is called there)
        """Say nothing: what is not found is found by the tests."""

    def end_headers(self) -> None:
        self.asked.append(f"{self.requestline} {self.headers}")
        for name, value in self.own_headers.items():
            self.send_header(name, value)
        super().end_headers()


@dataclass(frozen=True)
class Served:
    """The site: its folder, its address, which ends with /, and what the server was asked for."""

    folder: Path
    address: str
    asked: list[str] = field(default_factory=list)

    def pages(self) -> list[str]:
        """Return every page below the address, but the one that says that there is none."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return sorted(path.removesuffix("index.html") for path in found if path != "404.html")


def build(folder: Path, source: Path = ROOT) -> None:
    """Build the site of this project, or of another folder, as `make site` does."""
    built = run(source, *MKDOCS, "build", "--strict", "--site-dir", str(folder))
    assert built.code == 0, built.log


def move(folder: Path, old: str, new: str) -> None:
    """Have a built site say that it stands at `new`: instant loading goes by its own list."""
    sitemap = folder / "sitemap.xml"
    text = sitemap.read_text("utf-8")
    assert old in text
    sitemap.write_text(text.replace(old, new), "utf-8")


@contextmanager
def serve(
    root: Path, headers: Mapping[str, str] | None = None, asked: list[str] | None = None
) -> Iterator[str]:
    """Serve a folder until the end of the block; return its address.

    `headers` are sent with every answer; what is asked for is added to `asked`.
    """
    asked = asked if asked is not None else []
    handler = functools.partial(_Quiet, directory=str(root), headers=headers or {}, asked=asked)
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

        def failed(request: Request) -> None:
            # What a page was still loading when the test went on is given up by the browser.
            if request.failure != "net::ERR_ABORTED":
                self.problems.append(f"{request.failure}: {request.url}")

        page = self.page
        page.on("console", lambda said: self.problems.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("requestfailed", failed)
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
