"""Built HTML -> what it defines (ids), what its attributes name, and what it uses (addresses).

Where HTML names addresses: https://html.spec.whatwg.org/multipage/indices.html#attributes-3, and
https://www.w3.org/TR/SVG2/linking.html for drawings in it.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator import styles
from generator.nesting import is_deeper
from generator.pictures import Picture, ancestors, pictures
from generator.srcset import candidates

Kind: TypeAlias = Literal["link", "form", "image", "asset"]
_Attributes: TypeAlias = Mapping[str, str | None]

# What is read of HTML at most: more could exhaust the machine.
LARGEST, MOST_TAGS, _DEEPEST = 20_000_000, 500_000, 1000
# How many pages are read that stand in each other, each in the text of a frame.
_FRAMES = 3
# Attributes that hold an address, or several.
_ADDRESSES = {
    "href", "src", "poster", "data", "action", "formaction", "cite", "xlink:href", "longdesc",
    "background", "manifest",
}  # fmt: skip
_LISTS = ("srcset", "imagesrcset")
# Attributes of drawings that can name a paint or a filter by url()
# (https://www.w3.org/TR/SVG2/styling.html#PresentationAttributes).
_PAINTING = {
    "style", "fill", "stroke", "filter", "clip-path", "mask", "marker-start", "marker-mid",
    "marker-end",
}  # fmt: skip
# What is followed, and what is shown; all else is loaded to be used.
_FOLLOWED = {"a", "area", "blockquote", "q", "ins", "del", "meta"}
_FOLLOWED_BY, _SENT_BY = ("cite", "longdesc"), ("action", "formaction")
_SHOWN = {"img", "image", "input"}
_SHOWN_BY = ("srcset", "poster", "background")
# <link>s that open a connection, and those that name a page instead of loading a file.
_CONNECTING, _NAMING = {"preconnect", "dns-prefetch"}, {"canonical", "alternate", "next", "prev"}
# What programs show of a page elsewhere: https://ogp.me and the cards of social networks.
_PREVIEWED = re.compile(
    r"(?:og|twitter):(?P<image>image)(?::(?:url|secure_url|src))?|og:(?:url|video|audio)"
    r"|og:(?:video|audio):(?:url|secure_url)|twitter:player|msapplication-\w*(?:image|logo)",
    re.IGNORECASE,
)
# https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps
_REFRESH = re.compile(
    r"[\d.]*+(?=[;,\s])\s*+[;,]?\s*+(?:url\s*+=\s*+)?+(?:\"([^\"]*)|'([^']*)|(\S.*))",
    re.IGNORECASE | re.DOTALL,
)
# Attributes that name elements by their ids, most of them several
# (https://html.spec.whatwg.org/multipage/indices.html, https://www.w3.org/TR/wai-aria-1.2/#idref).
NAMING_IDS = frozenset({
    "for", "form", "list", "headers", "itemref", "popovertarget", "commandfor", "usemap",
    "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details",
    "aria-flowto", "aria-activedescendant", "aria-errormessage",
})  # fmt: skip
# What an element has that is looked at; most have none of it.
_WATCHED = frozenset(
    {"id", "name", "srcdoc", "content", "ping", *_PAINTING, *_ADDRESSES, *_LISTS, *NAMING_IDS}
)


class Use(NamedTuple):
    """An address that a page uses: it leads or sends there, shows it, or needs it otherwise."""

    kind: Kind
    address: str

    @property
    def is_loaded(self) -> bool:
        """Whether it is a part of the page, and not where readers go."""
        return self.kind in ("image", "asset")


class Named(NamedTuple):
    """An id that an attribute names; of usemap it is the name of a <map>."""

    attribute: str
    id: str


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What one page defines, uses and shows; what is equal, once.

    `twice` are ids that several elements have, `strays` are ids that are named and not there.
    Addresses are relative to `base` where the page has one.
    """

    ids: frozenset[str]
    uses: tuple[Use, ...]
    twice: frozenset[str] = frozenset()
    strays: frozenset[Named] = frozenset()
    base: str = ""
    pictures: tuple[Picture, ...] = ()

    def within(self, around: "HtmlPage", more: frozenset[str]) -> "HtmlPage":
        """Return this as a part of a page: with what is around it, and with `more` ids."""
        ids = self.ids | around.ids | more
        strays = self.strays | around.strays
        return HtmlPage(
            ids,
            tuple(dict.fromkeys(around.uses + self.uses)),
            self.twice | around.twice | (self.ids & (around.ids | more)),
            frozenset(one for one in strays if one.attribute == "usemap" or one.id not in ids),
            around.base or self.base,
            self.pictures,
        )


class Unread(NamedTuple):
    """Why a page is not read: the rule that it breaks, and how."""

    rule: str
    message: str


def parse(html: bytes) -> LexborHTMLParser | Unread:
    """Return the elements of a page, unless there are too many or they stand too deep."""
    tags = html.count(b"<")
    if tags > MOST_TAGS:
        return Unread("page/too-large", f"{tags:,} tags")
    if is_deeper(html, _DEEPEST):
        return Unread("page/too-deep", f"elements stand in more than {_DEEPEST:,} others")
    return LexborHTMLParser(html)


def read(html: bytes, within: int = 0) -> HtmlPage | Unread:
    """Return what a page defines and uses; bytes that are no HTML define and use nothing.

    It may stand `within` so many others, in the text of a frame of each.
    """
    tree = parse(html)
    if isinstance(tree, Unread):
        return tree
    reading = _Reading()
    # What stands in a <template> is not gone through: it is no part of the page.
    for node in tree.root.traverse() if tree.root is not None else ():
        attributes, tag = node.attributes, node.tag or ""
        if tag == "style" or not _WATCHED.isdisjoint(attributes):
            reading.add(node, tag, attributes)
    for frame in reading.frames if within < _FRAMES else ():
        inner = read(frame.encode("utf-8", "replace"), within + 1)
        if isinstance(inner, HtmlPage):
            reading.uses.update(
                dict.fromkeys(use for use in inner.uses if not use.address.startswith("#"))
            )
    return reading.page(pictures(tree))


class _Reading:
    """What is met while a page is gone through."""

    def __init__(self) -> None:
        self.nodes: dict[str, LexborNode] = {}
        self.twice: set[str] = set()
        self.anchors: set[str] = set()
        self.maps: set[str] = set()
        self.named: set[Named] = set()
        self.uses: dict[Use, None] = {}
        self.base = ""
        self.frames: list[str] = []

    def add(self, node: LexborNode, tag: str, attributes: _Attributes) -> None:
        """Take in an element."""
        own = attributes.get("id")
        if own:
            self._define(own, node)
        if tag == "a":
            self.anchors.add(attributes.get("name") or "")
        elif tag == "map":
            self.maps.add(attributes.get("name") or "")
        elif tag == "base":
            self.base = self.base or (attributes.get("href") or "").strip()
            return
        elif tag == "style":
            self._use("asset", (address for _, address in styles.addresses(node.text())))
        for kind, address in _uses(tag, attributes):
            self._use(kind, (address,))
        if attributes.get("srcdoc"):
            self.frames.append(attributes["srcdoc"] or "")
        for attribute in NAMING_IDS.intersection(attributes):
            self.named.update(_named(attribute, attributes[attribute] or ""))

    def _define(self, own: str, node: LexborNode) -> None:
        first = self.nodes.setdefault(own, node)
        if first is not node and own not in self.twice and not _are_alike(first, node):
            self.twice.add(own)

    def _use(self, kind: Kind, addresses: Iterable[str]) -> None:
        self.uses.update(dict.fromkeys(Use(kind, address) for address in addresses))

    def page(self, shown: Iterable[Picture]) -> HtmlPage:
        """Return what all elements together come to."""
        ids = frozenset(self.nodes).union(self.anchors) - {""}
        return HtmlPage(
            ids,
            tuple(self.uses),
            frozenset(self.twice),
            frozenset(one for one in self.named if one.id not in _there(one, ids, self.maps)),
            self.base,
            tuple(dict.fromkeys(shown)),
        )


def _there(one: Named, ids: Container[str], maps: Container[str]) -> Container[str]:
    """Return what an attribute can name."""
    return maps if one.attribute == "usemap" else ids


def _are_alike(first: LexborNode, second: LexborNode) -> bool:
    """Tell whether it does not matter which of two elements an id leads to.

    Browsers show a drawing's parts alike wherever they stand, and of what is in <noscript> only
    those without scripts.
    """
    around = [{one.tag for one in ancestors(node)} for node in (first, second)]
    return all("svg" in tags for tags in around) or any("noscript" in tags for tags in around)


def _named(attribute: str, value: str) -> Iterator[Named]:
    if attribute == "usemap":
        yield Named(attribute, value.strip().removeprefix("#"))
        return
    yield from (Named(attribute, name) for name in value.split())


def _uses(tag: str, attributes: _Attributes) -> Iterator[tuple[Kind, str]]:
    """Yield the addresses in the attributes of an element, and what they are used for."""
    kinds = set((attributes.get("rel") or "").lower().split()) if tag == "link" else set()
    if kinds & _CONNECTING:
        return
    for name, value in attributes.items():
        if not value or (name in ("data", "manifest") and tag not in ("object", "html")):
            continue
        if name in _ADDRESSES:
            yield "link" if kinds & _NAMING else _kind(tag, name), value.strip()
        elif name in _LISTS:
            kind: Kind = "image" if name == "srcset" else "asset"
            yield from ((kind, address) for _, address in candidates(value))
        elif name in _PAINTING:
            yield from (("asset", address) for _, address in styles.addresses(value))
        elif name == "ping":
            yield from (("form", address) for address in value.split())
        elif name == "content" and tag == "meta":
            yield from _in_meta(value, attributes)


def _kind(tag: str, name: str) -> Kind:
    if name in _SENT_BY:
        return "form"
    if tag in _FOLLOWED or name in _FOLLOWED_BY:
        return "link"
    return "image" if tag in _SHOWN or name in _SHOWN_BY else "asset"


def _in_meta(value: str, attributes: _Attributes) -> Iterator[tuple[Kind, str]]:
    if (attributes.get("http-equiv") or "").lower() == "refresh":
        match = _REFRESH.match(value.strip())
        yield from (
            ("link", address.strip()) for address in (match.groups() if match else ()) if address
        )
        return
    name = attributes.get("property") or attributes.get("name") or ""
    previewed = _PREVIEWED.fullmatch(name)
    if previewed and value.strip():
        yield "image" if previewed["image"] else "link", value.strip()
