"""Which signs a pattern knows at all: what readers are told when theirs is none of them."""

import re
from functools import lru_cache

# A pattern that was accepted is classes, escapes and literals, each with a count or none.
_PIECE = re.compile(r"(?:\[(?P<class>(?:\\.|[^\\\]])+)\]|(?P<one>\\?.))(?:\{[\d,]+\}|[+*?])?")
_IN_CLASS = re.compile(r"\\.|.-.|.")
_SHORT = {r"\d": ("0-9",), r"\w": ("a-z", "A-Z", "0-9", "_")}


@lru_cache(maxsize=256)  # every guide has the same few
def signs(pattern: str) -> tuple[str, ...]:
    """Return the signs that `pattern` knows, and ranges of them such as `a-z`, each once."""
    found: dict[str, None] = {}
    for piece in _PIECE.finditer(pattern):
        for sign in _IN_CLASS.findall(piece["class"]) if piece["class"] else (piece["one"],):
            found |= dict.fromkeys(_SHORT.get(sign, (sign.removeprefix("\\"),)))
    return tuple(found)
