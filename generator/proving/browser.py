"""The browser that a guide is proven in: people in it, and the pages that they have open."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from generator.proving import chromium
from generator.steps import Side

# Pictures of this size show forms as most consoles lay them out on a notebook.
WIDTH, HEIGHT = 1280, 800
_MILLISECONDS = 15_000
# A page is at rest when nothing in it has changed for 150 ms: what waits for the network to be idle
# waits for ever on consoles that keep asking.
_AT_REST = """([quiet, limit]) => new Promise(rest => {
  let timer = setTimeout(rest, quiet);
  const end = () => { clearTimeout(timer); observer.disconnect(); rest(); };
  const changed = () => { clearTimeout(timer); timer = setTimeout(end, quiet); };
  const observer = new MutationObserver(changed);
  const all = {subtree: true, childList: true, attributes: true, characterData: true};
  observer.observe(document, all);
  setTimeout(end, limit);
})"""
_QUIET, _LIMIT = 150, 4_000


@dataclass(frozen=True)
class Look:
    """How the browser is started.

    `hosts` are this machine, `locale` is the language that pages are asked for, such as en-US.
    """

    hosts: Sequence[str] = ()
    locale: str = "en-US"
    is_visible: bool = False


@dataclass
class Person:
    """Somebody at the browser, with cookies of their own and a page open on each side."""

    context: BrowserContext
    pages: dict[Side, Page] = field(default_factory=dict)
    _failed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("requestfailed", self._note_failure)
        self.context.on("response", self._note_answer)

    def _note_failure(self, request: Request) -> None:
        # What a page gives up itself when it makes way for another is no failure.
        if request.failure and "ERR_ABORTED" not in request.failure:
            self._failed.append(f"{_host(request.url)}: {request.failure}")

    def _note_answer(self, answer: Response) -> None:
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self._failed.append(f"{_host(answer.url)} answers with {answer.status}")

    @property
    def trouble(self) -> str:
        """What has gone wrong last between the browser and a server, "" if nothing has."""
        return f"gone wrong at {self._failed[-1]}" if self._failed else ""

    def page(self, side: Side) -> Page:
        """Return the page that the person has before them on a side.

        Who has not gone to that side by themselves is led there on the page that they are on.
        """
        open_pages = {one: page for one, page in self.pages.items() if not page.is_closed()}
        return open_pages.get(side) or next(iter(open_pages.values()), None) or self.turn_to(side)

    def turn_to(self, side: Side) -> Page:
        """Return the page of somebody who goes to a side: one of its own."""
        page = self.pages.get(side)
        if page is None or page.is_closed():
            page = self.pages[side] = self.context.new_page()
            page.set_default_timeout(_MILLISECONDS)
        return page

    def follow(self, side: Side, known: Sequence[Page]) -> Page:
        """Go on with a page that has opened by itself since only `known` ones were there."""
        opened = [page for page in self.context.pages if page not in known]
        if opened:
            self.pages[side] = opened[-1]
        return self.page(side)


@dataclass(frozen=True)
class Room:
    """A browser with people at it."""

    browser: Browser
    look: Look

    @property
    def version(self) -> str:
        """The browser's version."""
        return self.browser.version

    def person(self) -> Person:
        """Let somebody in whom no site knows yet."""
        context = self.browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=1,
            locale=self.look.locale,
            timezone_id="UTC",
            color_scheme="light",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        # A console that asks in a window of the browser's own: who follows a guide says yes.
        context.on("dialog", lambda dialog: dialog.accept())
        return Person(context)


@contextmanager
def opened(look: Look) -> Iterator[Room]:
    """Open the browser, and close it whatever happens.

    Raises chromium.NoChromiumError.
    """
    with sync_playwright() as playwright:
        program = chromium.find(playwright)
        if program is None:
            raise chromium.NoChromiumError(
                f"there is no Chromium here: install one, or say in ${chromium.VARIABLE} which"
            )
        here = ", ".join(f"MAP {host} 127.0.0.1" for host in look.hosts)
        browser = playwright.chromium.launch(
            executable_path=program,
            headless=not look.is_visible,
            args=[
                *chromium.even_arguments(),
                *([f"--host-resolver-rules={here}"] if here else []),
            ],
        )
        try:
            yield Room(browser, look)
        finally:
            browser.close()


def settle(page: Page) -> None:
    """Wait until a page is at rest, for at most 4 seconds."""
    try:
        page.evaluate(_AT_REST, [_QUIET, _LIMIT])
    except PlaywrightError:
        # It has just made way for another one.
        page.wait_for_load_state("load")


def _host(address: str) -> str:
    """Return of an address what holds no secret: not its path, nor what is asked."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
