"""How deep HTML is nested: told alike of what a browser makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.nesting import is_deeper

# What is repeated, and how many levels each adds.
DEEP = [
    ("<div>", 1),
    ("<DIV class='a'>", 1),
    ("<span>", 1),
    ("<b>", 1),
    ("<x-y>", 1),
    ("<ul><li>", 2),
    ("<table><tbody><tr><td>", 4),
    ("<svg><g>", 2),
    ("<div><p>", 1),
    ("<div></b>", 1),
    ("<div><table></div></table>", 1),
    ("<div><!-- </div> -->", 1),
    ("<div><script>'</div>'</script>", 1),
    ("<div><br/>", 1),
]
FLAT = [
    "<p>a</p>",
    "<p>a",
    "<li>a",
    "<ul><li><p>a<li>b</ul>",
    "<dt>a<dd>b",
    "<table><tr><td>a<td>b<tr><th>c</table>",
    "<option>a",
    "<br>",
    "<img src='a'>",
    "<input/>",
    "<p><a><b>a</b></a></p>",
    "<svg><path/><g/></svg>",
    "<!-- <div> -->",
    "<script>'<div>'</script>",
    "<style><div></style>",
    "< div",
]


@pytest.mark.parametrize(("piece", "levels"), DEEP)
def test_deep(piece: str, levels: int) -> None:
    html = (piece * 100).encode()
    assert is_deeper(html, 100 * levels - 1)
    assert not is_deeper(html, 100 * levels + 1)


@pytest.mark.parametrize("piece", FLAT)
def test_flat(piece: str) -> None:
    assert not is_deeper((piece * 100).encode(), 6)


_TAGS = ("div", "p", "span", "ul", "li", "table", "tr", "td", "br", "section")


def _levels(node: LexborNode) -> int:
    inside = [_levels(child) for child in node.iter()]
    return 1 + max(inside, default=0)


@given(st.lists(st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS])))
def test_no_page_seems_much_less_deep_than_it_is(pieces: list[str]) -> None:
    html = "".join(pieces)
    body = LexborHTMLParser(html).body
    seen = next(levels for levels in range(len(pieces) + 1) if not is_deeper(html.encode(), levels))
    # A browser adds what is left out of a table, and counts what holds nothing.
    assert body is None or _levels(body) <= 4 * seen + 2
