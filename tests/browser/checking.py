"""What readers do with the file that they downloaded: choose it, or drop it on the page."""

import base64
import re

from playwright.sync_api import FilePayload, JSHandle, Locator, Page, expect

# No test can drop a file from outside: one is made in the page.
DROPPED = """([name, content]) => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(content), sign => sign.charCodeAt(0));
  transfer.items.add(new File([bytes], name));
  return transfer;
}"""
OVER = re.compile("handrail-over")


def area(page: Page) -> Locator:
    """Return where files are checked."""
    return page.locator(".handrail-check:visible")


def check(page: Page, content: bytes, name: str = "metadata.xml") -> Locator:
    """Choose a file; return what is said about it, in a region that screen readers listen to."""
    region = area(page).get_by_role("status")
    region.evaluate("region => region.replaceChildren()")
    file = FilePayload(name=name, mimeType="text/xml", buffer=content)
    area(page).get_by_label("The file").set_input_files([file])
    expect(region).to_contain_text(name)
    return region


def dropped(page: Page, content: bytes, name: str) -> JSHandle:
    """Return a file as the browser hands it over when it is dropped."""
    return page.evaluate_handle(DROPPED, [name, base64.b64encode(content).decode()])


def drop(page: Page, where: Locator, content: bytes, name: str = "dropped.xml") -> None:
    """Drop a file somewhere."""
    transfer = dropped(page, content, name)
    where.dispatch_event("dragover", {"dataTransfer": transfer})
    expect(area(page)).to_have_class(OVER)
    where.dispatch_event("drop", {"dataTransfer": transfer})
    expect(area(page)).not_to_have_class(OVER)
