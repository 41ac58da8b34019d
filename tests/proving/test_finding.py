"""What labels name on one page of awkward widgets, in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from generator.proving.finding import Found, NotFoundError, Use, Wanted, find, find_option
from generator.proving.watching import watch

HERE = Path(__file__).parent
ADDRESS = (HERE / "awkward.html").as_uri()
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "finding.yml").read_text("utf-8"))
# What is not there at once is not there: nothing but one button changes on the page.
AT_ONCE = 0.0


def _thing(written: str | dict[str, str]) -> tuple[str, str]:
    """Return a kind and a label, as guides write them."""
    [(kind, label)] = ({"label": written} if isinstance(written, str) else written).items()
    return kind, label


def _use(case: dict[str, Any]) -> Use:
    return next(use for use in Use if use in case)


def _wanted(case: dict[str, Any]) -> Wanted:
    use = _use(case)
    where = tuple(_thing(place) for place in case.get("in", []))
    return Wanted(use, *_thing(case[use]), tuple(case.get("others", [])), where)


def _name(case: dict[str, Any]) -> str:
    place = "".join(f"-in-{name}" for part in case.get("in", []) for name in part.values())
    kind, label = _thing(case[_use(case)])
    more = "".join(f"-{case[key]}" for key in ("at", "option") if key in case)
    return f"{_use(case)}-{kind}-{label}{place}{more}".replace(" ", "_")


class Pages:
    """Gives the page in one of its states: the same one each time, as finding changes nothing."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._opened: dict[str, Page] = {}

    def fresh(self, state: str = "") -> Page:
        page = self._context.new_page()
        page.goto(f"{ADDRESS}#{state}")
        return page

    def opened(self, state: str = "") -> Page:
        if state not in self._opened:
            self._opened[state] = self.fresh(state)
        return self._opened[state]


@pytest.fixture(scope="module")
def pages(browser: Browser) -> Iterator[Pages]:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield Pages(context)


def _is(locator: Locator) -> str | None:
    assert locator.count() == 1
    return locator.get_attribute("data-is")


def _fails(look: Callable[[], Found], message: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        look()
    assert str(raised.value) == message


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_label_names(pages: Pages, case: dict[str, Any]) -> None:
    page = (pages.fresh if case.get("fresh") else pages.opened)(case.get("at", ""))
    wanted = _wanted(case)
    if "fails" in case:
        _fails(lambda: find(page, wanted, AT_ONCE), case["fails"])
        return
    found = find(page, wanted, case.get("patience", AT_ONCE))
    assert found.how == case["how"]
    if "is" in case:
        assert _is(found.locator) == case["is"]
    if "option" in case:
        _check_option(page, found, case)


def _check_option(page: Page, found: Found, case: dict[str, Any]) -> None:
    if "option_fails" in case:
        _fails(lambda: find_option(page, found, case["option"], AT_ONCE), case["option_fails"])
    else:
        assert _is(find_option(page, found, case["option"], AT_ONCE).locator) == case["option_is"]


def test_text_that_goes_away_is_seen(pages: Pages) -> None:
    page = pages.fresh()
    with watch(page, "Stored well") as watched:
        page.evaluate("toast(300)")
        page.wait_for_timeout(600)
        assert page.get_by_text("Stored well").count() == 0
        assert watched.seen()


def test_text_is_seen_across_pages(pages: Pages) -> None:
    page = pages.fresh("toast")
    with watch(page, "Stored well") as watched:
        page.reload()
        page.wait_for_timeout(600)
        page.goto("about:blank")
        assert watched.seen()


def test_text_in_a_frame_is_seen(pages: Pages) -> None:
    page = pages.fresh()
    with watch(page, "Said inside") as watched:
        page.frame_locator("iframe >> nth=0").locator("body").evaluate(
            "body => { const e = document.createElement('p'); e.textContent = 'Said inside';"
            " body.append(e); setTimeout(() => e.remove(), 300); }"
        )
        page.wait_for_timeout(600)
        assert watched.seen()


def test_text_that_was_gone_before_is_not_seen(pages: Pages) -> None:
    page = pages.fresh()
    page.evaluate("toast(200)")
    with watch(page, "Stored well") as watched:
        page.wait_for_timeout(500)
        assert not watched.seen()


def test_text_that_nobody_sees_is_not_seen(pages: Pages) -> None:
    page = pages.fresh()
    with watch(page, "Folded away") as watched:
        assert not watched.seen(0.2)
