"""How deep HTML is nested, told without a parser: parsing what is too deep takes too long.

How the tags of HTML nest is told at https://html.spec.whatwg.org/multipage/parsing.html; here only
what keeps sound pages from seeming deeper than they are, and others from seeming less deep.
"""

import re

# An element that holds nothing but text adds one level at most, however many there are.
_LEAF = re.compile(rb"<([A-Za-z][^\s<>/]*)[^<>]*>[^<]*</\1\s*>")
_PIECE = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)|\Z)"
    rb"|<(?P<end>/?)(?P<name>[A-Za-z][^\s<>/]*)[^<>]*(?P<closed>(?<=/))?",
    re.DOTALL | re.IGNORECASE,
)
# Elements without an end (https://html.spec.whatwg.org/multipage/syntax.html#void-elements).
_VOID = frozenset(b"area base br col embed hr img input link meta source track wbr".split())
_CELLS, _ROWS = b"td th p", b"tr td th p"
_PARTS = b"tbody thead tfoot " + _ROWS
# An end tag reaches out of none of these, that of a table or of a part of one out of fewer
# (https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-scope).
_SCOPES = frozenset(b"applet caption html table td th marquee object template svg math".split())
_OF_TABLES = frozenset(b"table caption colgroup tbody thead tfoot tr td th".split())
_SCOPES_OF_TABLES = frozenset(b"html table template".split())
# What a start tag ends that is still open
# (https://html.spec.whatwg.org/multipage/syntax.html#optional-tags).
_ENDED = {
    name: frozenset(ended.split())
    for names, ended in {
        b"li": b"li p",
        b"dt dd": b"dt dd p",
        b"option": b"option",
        b"optgroup": b"option optgroup",
        b"td th": _CELLS,
        b"tr": _ROWS,
        b"tbody thead tfoot": _PARTS,
        b"address article aside blockquote details div dl fieldset figure footer form header main"
        b" h1 h2 h3 h4 h5 h6 hr menu nav ol p pre section table ul": b"p",
    }.items()
    for name in names.split()
}


def is_deeper(html: bytes, levels: int) -> bool:
    """Tell whether elements are nested in more than so many `levels`.

    What cannot be, as there are not tags enough, is told at once: that holds for most pages.
    """
    tags = html.count(b"<")
    opened = tags - html.count(b"</") if tags > levels else 0
    if opened <= levels or opened - sum(1 for _ in _LEAF.finditer(html)) < levels:
        return False
    return _is_deeper(html, levels)


def _is_deeper(html: bytes, levels: int) -> bool:
    around: list[bytes] = []
    for piece in _PIECE.finditer(html):
        name = (piece["name"] or b"").lower()
        if piece["end"]:
            _close(around, name)
        elif name and name not in _VOID and not (piece["closed"] and _is_foreign(around)):
            ended = _ENDED.get(name, frozenset())
            while around and around[-1] in ended:
                around.pop()
            around.append(name)
            if len(around) > levels:
                return True
    return False


def _close(around: list[bytes], name: bytes) -> None:
    """Take away the nearest element called `name`, and what is in it."""
    scopes = _SCOPES_OF_TABLES if name in _OF_TABLES else _SCOPES
    for index in range(len(around) - 1, -1, -1):
        if around[index] == name:
            del around[index:]
            return
        if around[index] in scopes:
            return


def _is_foreign(around: list[bytes]) -> bool:
    """Tell whether elements can end themselves, as they do in drawings and formulas."""
    return b"svg" in around or b"math" in around
