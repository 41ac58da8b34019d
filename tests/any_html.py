"""Anything that could be HTML or CSS, for what holds whatever a site is built of."""

from hypothesis import strategies as st

from tests.texts import SIGNS

_TAGS = [
    *("a", "img", "link", "script", "style", "base", "meta", "map", "area", "svg", "use", "image"),
    *("source", "picture", "video", "iframe", "object", "form", "input", "label", "template"),
    *("table", "td", "tr", "p", "li", "title", "textarea", "noscript", "math", "frameset"),
]
_ATTRIBUTES = [
    *("id", "name", "href", "src", "srcset", "data", "usemap", "xlink:href", "style", "http-equiv"),
    *("content", "rel", "property", "for", "aria-labelledby", "headers", "alt", "width", "height"),
]
_ADDRESSES = [
    "#", "#top", "#%", "#:~:text=a", "../", "/", "//", "//[", "http://[", "http://a:b", "a:b", "?",
    "%2e%2e/%00", "\\", "mailto:", "data:,", "refresh", "0;url=x", "url(", "url('", "@import ",
    "a 1x,", "0", "-1", "1e999", "9" * 5000, "stylesheet", "canonical", "&#0;", "&#x110000;",
    "&amp", "\x00", "\ud7ff",
]  # fmt: skip
_MARKS = ["<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE", "<?", "</", "/>", "<", ">", "'", '"', "="]

_values = st.one_of(
    SIGNS, st.sampled_from(_ADDRESSES), st.lists(st.sampled_from(_ADDRESSES)).map("".join)
)
_attributes = st.builds(
    lambda name, quote, value: f"{name}={quote}{value}{quote}",
    st.sampled_from(_ATTRIBUTES),
    st.sampled_from(["", '"', "'"]),
    _values,
)
_start_tags = st.builds(
    lambda name, attributes: f"<{name} {' '.join(attributes)}>",
    st.sampled_from(_TAGS),
    st.lists(_attributes, max_size=4),
)
_pieces = st.one_of(
    _start_tags,
    st.sampled_from([f"</{tag}>" for tag in _TAGS]),
    st.sampled_from(_MARKS),
    SIGNS,
    st.builds(lambda piece, times: piece * times, _start_tags, st.integers(900, 1100)),
)
_ENCODINGS = ["utf-8", "utf-16", "utf-8-sig"]


def _encode(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "surrogatepass")


HTML = st.one_of(
    st.builds(_encode, st.lists(_pieces, max_size=12).map("".join), st.sampled_from(_ENCODINGS)),
    st.binary(max_size=200),
)
_OF_CSS = [
    "@import ", "url(", ")", "'", '"', "/*", "*/", "{", "}", ";", "\\", "\n", "a.css",
    "@charset 'x';", "@media print", "src(", "image-set(", "<!--", "\x00", "\\a ", "é",
]  # fmt: skip
CSS = st.one_of(
    st.lists(st.sampled_from(_OF_CSS), max_size=20).map(lambda pieces: "".join(pieces).encode()),
    st.binary(max_size=200),
)
