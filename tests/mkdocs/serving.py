"""A `mkdocs serve` of a site, and what it shows."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tests.mkdocs.sites import ENVIRONMENT, MKDOCS, PATIENCE, Site

STARTS = 3


@dataclass(frozen=True)
class Server:
    """A running `mkdocs serve`."""

    site: Site
    process: subprocess.Popen[bytes]
    address: str
    log_file: Path

    def log(self) -> str:
        return self.log_file.read_text("utf-8", errors="replace")

    def builds(self) -> int:
        """Return how often the site was built."""
        return self.log().count("Building documentation...")

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the text of an address; 0 where nobody answers."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def shows(self, path: str, text: str) -> bool:
        status, page = self.get(path)
        return status == 200 and text in LexborHTMLParser(page).text()

    def wait_for(self, path: str, text: str) -> None:
        """Wait until a page shows a text."""
        self.wait_until(lambda: self.shows(path, text), f'"{text}" on {path}')

    def wait_until(self, condition: Callable[[], bool], wanted: str) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            assert self.process.poll() is None, f"the server has ended:\n{self.log()}"
            assert time.monotonic() < end, f"waited in vain for {wanted}:\n{self.log()}"
            time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _start(site: Site, log_file: Path) -> Server:
    address = f"127.0.0.1:{_free_port()}"
    own = site.folder / ".served"
    own.mkdir(exist_ok=True)
    # The site is built into a temporary folder, which is left behind by a server that is ended.
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(own))
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [*MKDOCS, "serve", "--dev-addr", address],
            cwd=site.folder,
            env=ENVIRONMENT | temporary,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    return Server(site, process, f"http://{address}/", log_file)


def _answers(server: Server) -> bool:
    """Wait until a server answers; tell whether it does, and has not ended."""
    end = time.monotonic() + PATIENCE
    while server.process.poll() is None and time.monotonic() < end:
        if server.get("")[0]:
            return True
        time.sleep(0.05)
    return False


@contextmanager
def serve(site: Site) -> Iterator[Server]:
    """Serve a site until the end of the block."""
    log_file = site.folder / "serve.log"
    for attempt in range(1, STARTS + 1):
        server = _start(site, log_file)
        try:
            if _answers(server):
                yield server
                return
            # Somebody else may have taken the port in the meantime.
            assert attempt < STARTS, server.log()
            assert "Address already in use" in server.log(), server.log()
        finally:
            server.process.terminate()
            server.process.wait(PATIENCE)
