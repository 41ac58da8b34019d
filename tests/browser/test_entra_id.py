"""The Entra ID page as its readers see it."""

import io
from collections.abc import Iterator

import pytest
import yaml
from PIL import Image, ImageStat
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.own_site import DESKTOP, ENTRA, GUIDE, PHONE, Served, visit

FIGURES = 8
# The images of the content that can be seen, each loaded or not.
VISIBLE = """() => [...document.querySelectorAll("article img")]
  .filter(image => image.checkVisibility())
  .map(image => [image.getAttribute("src").split("#")[1] ?? "", image.alt])"""
LOADED = """() => [...document.querySelectorAll("article img")]
  .filter(image => image.checkVisibility())
  .every(image => image.complete && image.naturalWidth > 0)"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .map(heading => heading.tagName)"""
# For each section the steps of its lists: where each list starts, and the id in each item.
LISTS = """() => {
  const sections = [];
  for (const node of document.querySelector("article").children) {
    if (node.tagName === "H2") sections.push([node.id, []]);
    if (node.tagName === "OL") sections.at(-1)[1].push([
      node.start, node.reversed, [...node.children].map(item => item.querySelector("[id]")?.id)]);
  }
  return sections.filter(([, lists]) => lists.length);
}"""


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    with visit(browser, served.address) as page:
        page.goto(served.address + ENTRA)
        yield page


def _figures(page: Page) -> list[list[str]]:
    """Return scheme and alternative text of each visible figure, once all have loaded."""
    page.wait_for_function(LOADED)
    found: list[list[str]] = page.evaluate(VISIBLE)
    return found


def _brightness(figure: Locator) -> float:
    figure.scroll_into_view_if_needed()
    shot = Image.open(io.BytesIO(figure.screenshot()))
    return ImageStat.Stat(shot.convert("L")).mean[0]


def _expect_figures(page: Page, scheme: str) -> None:
    expect(page.locator("body")).to_have_attribute(
        "data-md-color-scheme", "slate" if scheme == "only-dark" else "default"
    )
    found = _figures(page)
    assert [shown for shown, _ in found] == [scheme] * FIGURES
    texts = [text for _, text in found]
    assert all(texts)
    assert len(set(texts)) == FIGURES
    brightness = _brightness(page.locator(f"article img[src$='#{scheme}']").first)
    assert brightness < 90 if scheme == "only-dark" else brightness > 160


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light-system", "dark-system"])
def test_eight_figures_follow_the_palette(
    browser: Browser, served: Served, size: tuple[int, int], *, dark: bool
) -> None:
    """Also where the reader's system says otherwise."""
    schemes = ("only-dark", "only-light") if dark else ("only-light", "only-dark")
    with visit(browser, served.address, size, dark=dark) as page:
        page.goto(served.address + ENTRA)
        _expect_figures(page, schemes[0])
        page.locator("label.md-header__button[for^=__palette]:visible").click()
        _expect_figures(page, schemes[1])
        page.reload()
        _expect_figures(page, schemes[1])


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_figures_fill_the_page_and_do_not_leave_it(
    browser: Browser, served: Served, size: tuple[int, int]
) -> None:
    with visit(browser, served.address, size) as page:
        page.goto(served.address + ENTRA)
        _figures(page)
        for figure in page.locator("article img:visible").all():
            box = figure.bounding_box()
            assert box is not None
            assert box["width"] >= 300
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= size[0]


def _steps() -> list[int]:
    """Return how many steps there are in each section, and in the test of the sign-in."""
    provider = GUIDE.parents[1] / "service-provider.yml"
    guide, sp = (yaml.safe_load(path.read_text("utf-8")) for path in (GUIDE, provider))
    return [len(section["steps"]) for section in (*guide["sections"], sp["test_sign_in"])]


def test_steps_are_numbered_as_the_guide_has_them(page: Page) -> None:
    sections = page.evaluate(LISTS)
    steps = _steps()
    assert [len(lists) for _, lists in sections] == [1] * len(steps)
    for (identifier, lists), count in zip(sections, steps, strict=True):
        ids = [f"{identifier}-step-{number}" for number in range(1, count + 1)]
        assert lists == [[1, False, ids]]


def test_numbers_are_shown(page: Page) -> None:
    """What stands before each step is asked of the browser: no list starts anew."""
    wanted = [f"{number}." for count in _steps() for number in range(1, count + 1)]
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    marks = (n["name"]["value"].strip() for n in nodes if n["role"]["value"] == "ListMarker")
    assert [mark for mark in marks if mark[0].isdigit()] == wanted


def test_headings_are_one_title_and_its_sections(page: Page) -> None:
    headings = page.evaluate(HEADINGS)
    assert headings[0] == "H1"
    assert set(headings[1:]) == {"H2"}


def test_title_and_former_names(page: Page) -> None:
    expect(page.locator("h1")).to_contain_text("Microsoft Entra ID")
    expect(page.locator("h1")).to_contain_text("Azure Active Directory, Azure AD")
    expect(page).to_have_title("SAML app for Microsoft Entra ID - Handrail")


def test_no_mark_of_a_template_or_of_markdown_is_left(page: Page) -> None:
    text = page.locator("article").inner_text()
    for mark in ("{{", "}}", "{%", "{:", "**", "![", "](", "&#", "<", "```", "!!!"):
        assert mark not in text


def test_edit_link_leads_to_the_guide(page: Page) -> None:
    link = page.locator("a[rel=edit]")
    expect(link).to_have_attribute(
        "href",
        f"https://github.com/handrail-docs/handrail/edit/main/docs/{ENTRA.rstrip('/')}.guide.yml",
    )
