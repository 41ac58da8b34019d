"""The pictures that a built page shows in what it says: with what around them, for whom."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.srcset import candidates

# The end of an address of which a theme shows a picture in light or in dark only
# (https://squidfunk.github.io/mkdocs-material/reference/images/#light-and-dark-mode).
ONE_SCHEME = re.compile(r"#(?:only-(?:light|dark)|gh-(?:light|dark)-mode-only)$")
_Attributes: TypeAlias = Mapping[str, str | None]
# What stands in these is no part of what a page says.
_AROUND = {"header", "nav", "footer"}
_BLOCKS = {
    "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dt", "figcaption",
    "figure", "li", "main", "p", "section", "summary", "td", "th",
}  # fmt: skip
_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*")
_STYLED = {
    side: re.compile(rf"(?:^|;)\s*{side}\s*:([^;]*)", re.IGNORECASE) for side in ("width", "height")
}


class Picture(NamedTuple):
    """A picture on a page.

    `sources` are its other addresses, for other screens. `text` says what it shows, None if
    nothing does; `is_named` tells that other parts of the page do, `is_decoration` that nothing has
    to. `stands_alone` tells that there is no
    text in its block, `is_only` that it is the only picture there. `width` and `height` are how it
    is to be shown, in pixels, 0 where that is open.
    """

    address: str
    sources: tuple[str, ...]
    text: str | None
    is_named: bool
    is_decoration: bool
    in_step: bool
    in_link: bool
    stands_alone: bool
    is_only: bool
    width: int
    height: int


def pictures(tree: LexborHTMLParser) -> Iterator[Picture]:
    """Yield the pictures of what a page says."""
    for node in tree.css("img, input[type=image i]"):
        above = list(ancestors(node))
        if not any(one.tag in _AROUND for one in above):
            yield _picture(node, above)


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield what an element stands in, the innermost first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _picture(node: LexborNode, above: list[LexborNode]) -> Picture:
    attributes, tags = node.attributes, [one.tag for one in above]
    block = next((one for one in above if one.tag in _BLOCKS), above[-1])
    sources = tuple(_sources(attributes, above))
    is_alone = not block.text().strip() and block.tag not in ("td", "th")
    return Picture(
        address=(attributes.get("src") or next(iter(sources), "")).strip(),
        sources=sources,
        text=_text(attributes),
        is_named=bool(attributes.get("aria-labelledby")) or _has_caption(above),
        is_decoration=attributes.get("role") in ("presentation", "none")
        or attributes.get("aria-hidden") == "true"
        or "hidden" in attributes,
        in_step="li" in tags,
        in_link=any(one.tag == "a" and not one.text().strip() for one in above),
        stands_alone=is_alone,
        is_only=is_alone and len(block.css("img")) <= 1,
        width=_pixels("width", attributes),
        height=_pixels("height", attributes),
    )


def _text(attributes: _Attributes) -> str | None:
    """Return what says what a picture shows (https://www.w3.org/TR/html-aam-1.0/#img-element)."""
    label = (attributes.get("aria-label") or "").strip()
    alternative = (attributes.get("alt") or "") if "alt" in attributes else None
    text = label or (alternative if alternative is not None else attributes.get("title"))
    return None if text is None else " ".join(text.split())


def _has_caption(above: list[LexborNode]) -> bool:
    figure = next((one for one in above if one.tag == "figure"), None)
    caption = figure.css_first("figcaption") if figure is not None else None
    return caption is not None and bool(caption.text().strip())


def _sources(attributes: _Attributes, above: list[LexborNode]) -> Iterator[str]:
    lists = [attributes.get("srcset")]
    if above[0].tag == "picture":
        lists += [source.attributes.get("srcset") for source in above[0].css("source")]
    for value in lists:
        yield from (address for _, address in candidates(value or ""))


def _pixels(side: str, attributes: _Attributes) -> int:
    """Return how wide or high a picture is to be shown, 0 where that depends on the reader."""
    styled = _STYLED[side].search(attributes.get("style") or "")
    match = _PIXELS.fullmatch(styled[1] if styled else attributes.get(side) or "")
    return int(match[1]) if match else 0
