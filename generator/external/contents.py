"""HTML of another site -> what there is to know of it."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from generator.built_html import Unread, parse
from generator.external.answers import Content

# What GitHub puts before the ids of a writer's headings; its own script finds them without.
_PREFIX = "user-content-"
# A fragment that is no id: a route of a single-page application, lines of code, or settings.
_NO_ID = re.compile(r"[/!?]|.*[=&]|L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?$|top$|$", re.IGNORECASE)
# A page that says less than this, and runs scripts, has the rest from them.
_LITTLE = 300
# No more of a title is looked at.
_LONGEST = 200


def identifier(fragment: str) -> str:
    """Return the id that a fragment names, as it is written; "" if it names none."""
    name = fragment.partition(":~:")[0]
    return "" if _NO_ID.match(name) else name


def read(html: str, fragments: Iterable[str]) -> Content:
    """Return what a page holds, and which of some fragments it does not."""
    page = parse(html.encode("utf-8", "replace"))
    if isinstance(page, Unread):
        return Content()
    titles = [node.text(strip=True)[:_LONGEST] for node in page.css("title, h1")]
    asks = page.css_first('input[type="password" i]') is not None
    nodes = [node.attributes for node in page.css("[id], a[name]")]
    ids = {one.get(name) or "" for one in nodes for name in ("id", "name")}
    absent = [one for one in fragments if not _is_among(one, ids)]
    missing = absent if absent and not _is_made_by_script(page) else []
    return Content(tuple(titles), asks, tuple(missing))


def _is_among(fragment: str, ids: set[str]) -> bool:
    names = (fragment, unquote(fragment))
    return any({name, _PREFIX + name, _PREFIX + name.lower()} & ids for name in names)


def _is_made_by_script(page: LexborHTMLParser) -> bool:
    """Tell whether what readers see is put together in their browsers; takes the page apart."""
    if page.css_first("script") is None:
        return False
    page.strip_tags(["script", "style", "noscript", "template"])
    return page.body is None or len(page.body.text(strip=True)) < _LITTLE
