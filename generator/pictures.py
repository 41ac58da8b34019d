"""The pictures that a built page shows in what it says: with what around them, for whom."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
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
# Classes of pictures that are small on purpose; "twemoji" is that of Material's icons.
_SMALL_CLASSES = {"avatar", "badge", "emoji", "icon", "logo", "twemoji"}
_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*")
_STYLED = {
    side: re.compile(rf"(?:^|;)\s*{side}\s*:([^;]*)", re.IGNORECASE) for side in ("width", "height")
}

_CROPPED = re.compile(
    r"(?:^|;)\s*object-fit\s*:\s*(?:cover|contain|none|scale-down)", re.IGNORECASE
)


class Picture(NamedTuple):
    """A picture on a page.

    `sources` are its other addresses, for other screens. `text` says what it shows, None if
    nothing does; `is_named` tells that other parts of the page do, `is_decoration` that nothing has
    to. `stands_alone` tells that there is no
    text in its block, `is_only` that it is the only picture there. `width` and `height` are how it
    is to be shown, in pixels, 0 where that is open; `is_cropped` tells that it is cut to fit them,
    `is_small` that it is small on purpose.
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
    is_cropped: bool
    is_small: bool


def pictures(tree: LexborHTMLParser) -> Iterator[Picture]:
    """Yield the pictures of what a page says."""
    surroundings = _Surroundings()
    for node in tree.css("img, input[type=image i]"):
        around = surroundings.of(node)
        if not around.is_aside:
            block = surroundings.block(around.block or node)
            yield _picture(node, around, block)


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield what an element stands in, the innermost first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


class _Block(NamedTuple):
    """What there is to know of a block that pictures stand in."""

    is_silent: bool
    is_single: bool


class _Around(NamedTuple):
    """What a picture stands in; the block is the innermost one."""

    block: LexborNode | None = None
    is_aside: bool = False
    in_step: bool = False
    in_link: bool = False
    has_caption: bool = False
    sources: tuple[str, ...] = ()


class _Surroundings:
    """Finds out once what each element is to the pictures in it: there can be 500,000."""

    def __init__(self) -> None:
        self._known: dict[int, _Around] = {}
        self._blocks: dict[int, _Block] = {}

    def of(self, node: LexborNode) -> _Around:
        """Return what an element stands in."""
        unknown = list(takewhile(lambda one: one.mem_id not in self._known, ancestors(node)))
        last = unknown[-1].parent if unknown else node.parent
        around = self._known[last.mem_id] if last is not None else _Around()
        for element in reversed(unknown):
            around = self._known[element.mem_id] = _within(element, around)
        return around

    def block(self, node: LexborNode) -> _Block:
        """Return what there is to know of a block; a cell of a table is none of its own."""
        if node.mem_id not in self._blocks:
            is_silent = node.tag not in ("td", "th") and not _says_something(node)
            is_single = is_silent and len(node.css("img")) <= 1
            self._blocks[node.mem_id] = _Block(is_silent, is_single)
        return self._blocks[node.mem_id]


def _within(element: LexborNode, around: _Around) -> _Around:
    """Return what stands around what is in an element, which has `around` around itself."""
    tag = element.tag or ""
    if tag == "figure":
        caption = element.css_first("figcaption")
        around = around._replace(has_caption=caption is not None and _says_something(caption))
    return around._replace(
        block=element if tag in _BLOCKS or around.block is None else around.block,
        is_aside=around.is_aside or tag in _AROUND,
        in_step=around.in_step or tag == "li",
        in_link=around.in_link or (tag == "a" and not _says_something(element)),
        sources=tuple(_sources(element.css("source"))) if tag == "picture" else (),
    )


def _says_something(element: LexborNode) -> bool:
    parts = element.traverse(include_text=True)
    return any(one.tag == "-text" and one.text().strip() for one in parts)


def _later(attributes: _Attributes) -> str:
    """Return what a script has a picture show when readers come to it."""
    return attributes.get("data-src") or ""


def _is_small_thing(attributes: _Attributes) -> bool:
    return not _SMALL_CLASSES.isdisjoint((attributes.get("class") or "").lower().split())


def _picture(node: LexborNode, around: _Around, block: _Block) -> Picture:
    attributes = node.attributes
    sources = (*_sources([node]), *around.sources)
    return Picture(
        address=(attributes.get("src") or next(iter(sources), "") or _later(attributes)).strip(),
        sources=sources,
        text=_text(attributes),
        is_named=bool(attributes.get("aria-labelledby")) or around.has_caption,
        is_decoration=attributes.get("role") in ("presentation", "none")
        or attributes.get("aria-hidden") == "true"
        or "hidden" in attributes,
        in_step=around.in_step,
        in_link=around.in_link,
        stands_alone=block.is_silent,
        is_only=block.is_single,
        width=_pixels("width", attributes),
        height=_pixels("height", attributes),
        is_cropped=bool(_CROPPED.search(attributes.get("style") or "")),
        is_small=_is_small_thing(attributes),
    )


def _text(attributes: _Attributes) -> str | None:
    """Return what says what a picture shows (https://www.w3.org/TR/html-aam-1.0/#img-element)."""
    label = (attributes.get("aria-label") or "").strip()
    alternative = (attributes.get("alt") or "") if "alt" in attributes else None
    if alternative and not alternative.strip():
        alternative = None  # who wants to say that a picture only decorates writes alt=""
    text = label or (alternative if alternative is not None else attributes.get("title"))
    return None if text is None else " ".join(text.split())


def _sources(nodes: Iterable[LexborNode]) -> Iterator[str]:
    for node in nodes:
        yield from (address for _, address in candidates(node.attributes.get("srcset") or ""))


def _pixels(side: str, attributes: _Attributes) -> int:
    """Return how wide or high a picture is to be shown, 0 where that depends on the reader."""
    styled = _STYLED[side].search(attributes.get("style") or "")
    match = _PIXELS.fullmatch(styled[1] if styled else attributes.get(side) or "")
    return int(match[1]) if match else 0
