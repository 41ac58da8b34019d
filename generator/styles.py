"""The addresses in CSS: https://www.w3.org/TR/css-syntax-3/ and what loads a file in it."""

import re
import sys
from collections.abc import Iterator

_TEXT = r"\"(?:[^\"\\\n]|\\[\s\S])*+\"|'(?:[^'\\\n]|\\[\s\S])*+'"
_ESCAPED = r"\\(?:[0-9a-f]{1,6}\s?|[\s\S])"
_TOKEN = re.compile(
    r"/\*[\s\S]*?(?:\*/|\Z)"
    rf"|(?<![\w-])url\(\s*+(?P<bare>(?:[^\s\"'()\\]|{_ESCAPED})++)\s*+\)"
    rf"|(?P<text>{_TEXT})|(?<![\w-])(?P<function>[\w-]*+)\(|(?P<closed>\))|(?P<rule>@[\w-]++)|(?P<end>[;{{}}])",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|\n|([\s\S]))", re.IGNORECASE)
# Functions whose texts are addresses (https://www.w3.org/TR/css-images-4/#image-set-notation).
_LOADING = {"url", "image-set", "-webkit-image-set"}


def addresses(css: str) -> Iterator[tuple[int, str]]:
    """Yield the addresses of all that a style loads, each with where it begins.

    Nothing in a comment and no text that is only shown is one, nor is the name of a namespace.
    """
    functions: list[str] = []
    rule = ""
    for token in _TOKEN.finditer(css) if "(" in css or "@" in css else ():
        kind = token.lastgroup
        if kind == "function":
            functions.append(token["function"].lower())
        elif kind == "closed":
            del functions[-1:]
        elif kind in ("rule", "end"):
            rule = (token["rule"] or "").lower()
        elif kind == "bare" and rule != "@namespace":
            yield token.start("bare"), _meant(token["bare"])
        elif kind == "text" and _is_loaded(functions, rule):
            yield token.start("text") + 1, _meant(token["text"][1:-1])


def _is_loaded(functions: list[str], rule: str) -> bool:
    """Tell whether a text is an address, by the function or the rule that it stands in."""
    inner = functions[-1] if functions else ""
    return inner in _LOADING and rule != "@namespace" if inner else rule == "@import"


def _meant(written: str) -> str:
    return _ESCAPE.sub(_letter, written).strip()


def _letter(escape: re.Match[str]) -> str:
    number = int(escape[1], 16) if escape[1] else 0
    return chr(number) if 0 < number <= sys.maxunicode else escape[2] or ""
