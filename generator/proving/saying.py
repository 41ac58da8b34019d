"""What a page says, where it does not have what was looked for."""

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from generator.diagnostics import shortened
from generator.proving.secrets import redacted

# Messages first; else headings, else what can be pressed: from it one sees which page it is.
_SAID = """() => {
  const texts = selector => [...document.querySelectorAll(selector)]
    .filter(e => e.checkVisibility()).map(e => (e.innerText || e.placeholder || "").trim());
  const kinds = [
    "[role=alert], [role=alertdialog], [role=status], [class*=error]",
    "h1, h2, h3",
    "button, a, input, label",
  ];
  const found = kinds.map(kind => [...new Set(texts(kind))].filter(Boolean).slice(0, 4));
  return found.find(several => several.length) ?? [];
}"""


def said(page: Page) -> str:
    """Return in words what a page says, "" if it says nothing."""
    try:
        texts = page.evaluate(_SAID)
    except PlaywrightError:
        return ""  # it has just gone
    listed = ", ".join(f'"{shortened(text)}"' for text in texts)
    return redacted(f"the page says: {listed}") if listed else ""


def instead(page: Page, near: tuple[str, ...]) -> str:
    """Return what a page has instead: names that are `near`, else what it says."""
    return redacted(f"the page has: {', '.join(near)}") if near else said(page)
