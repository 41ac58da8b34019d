"""Pages with a hostile text in every key, and what must be seen of them."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from selectolax.lexbor import LexborNode

from tests.markdown_site import straight

DATA = Path(__file__).parent / "data"
GUIDE = "everything.guide.yml"
PROVIDER = "service-provider.yml"
# What stands in the data for a hostile text; "Textword" is how a sentence begins with one.
_WORD = re.compile(r"labelword|shortword|codeword|proseword|textword|Textword")
# The page that shows these words themselves.
PLAIN = "plain-words"
# What our pages take from words and the names of files, and what themes make of these.
_FROM_WORDS = {
    ("h1", "id"),
    ("img", "alt"),
    ("button", "data-file"),
    ("section", "data-service-provider"),
}


@dataclass(frozen=True)
class Hostile:
    """A hostile text; see data/texts.yml."""

    name: str
    text: str
    shown: str
    paragraph: str
    code: str
    like: str
    code_like: str
    address: str

    @property
    def like_page(self) -> str:
        """The name of the page with the harmless texts."""
        return likes()[self.like, self.code_like]

    def given(self, word: str) -> str:
        """Return what is written for `word`: some keys take short texts only."""
        return self.text[:200].strip() if word == "shortword" else self.text

    def seen(self, word: str) -> str:
        """Return what is to be read where `word` is read on the page of plain words."""
        if word in ("labelword", "shortword"):
            return self.given(word)
        if word == "codeword":
            return self.code
        if word == "proseword":
            return self.shown
        # A sentence begins with a capital letter if it begins with a letter at all.
        capital = word == "Textword" and self.text[0].isalpha()
        return self.paragraph[:1].upper() + self.paragraph[1:] if capital else self.paragraph

    def expected(self, plain: str) -> str:
        """Return what a page reads whose counterpart with plain words reads `plain`."""
        return one_line(_WORD.sub(lambda word: self.seen(word[0]), plain))


@cache
def hostile_texts(file: str = "texts.yml") -> tuple[Hostile, ...]:
    data = yaml.safe_load((DATA / file).read_text("utf-8"))
    return tuple(_hostile(name, entry) for name, entry in data.items())


def _hostile(name: str, entry: dict[str, Any]) -> Hostile:
    text = (entry["text"] * entry.get("times", 1)).strip(" \n")
    shown = entry.get("shown", text)
    return Hostile(
        name,
        text,
        shown,
        paragraph=entry.get("paragraph", shown),
        code=entry.get("code", text),
        like=entry.get("like", "harmless"),
        code_like=entry.get("code_like", "harmless"),
        address=entry.get("address", ""),
    )


@cache
def likes() -> dict[tuple[str, str], str]:
    """Return the harmless texts, and those for code, each pair with the name of its page."""
    unique = dict.fromkeys((text.like, text.code_like) for text in hostile_texts())
    return {like: f"like-{number}" for number, like in enumerate(unique)}


def one_line(text: str) -> str:
    """Return a text with single blanks, and the quotes of prose as they were typed."""
    return " ".join(straight(text).split())


def filled(file: str, words: Callable[[str], str]) -> str:
    """Return a file of data with other words in it, as YAML that is JSON."""
    data = yaml.load((DATA / file).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (no types)
    text = json.dumps(_filled(data, words), ensure_ascii=False, indent=1)
    # Other ends of a line than the usual ones are refused unless they are escaped.
    return re.sub("[\x7f-\x9f\u2028\u2029\ufffe]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _filled(data: Any, words: Callable[[str], str]) -> Any:
    if isinstance(data, dict):
        return {_filled(key, words): _filled(value, words) for key, value in data.items()}
    if isinstance(data, list):
        return [_filled(item, words) for item in data]
    return True if data == "true" else _WORD.sub(lambda word: words(word[0]), data)


def skeleton(node: LexborNode) -> list[str]:
    """Return the elements below a node with their attributes, without what words make of them.

    A place where a long word can break is none.
    """
    return [_element(found) for found in node.css("*") if found.tag != "wbr"]


def _element(node: LexborNode) -> str:
    shown = "".join(
        f' {name}="{_value(node, name, value or "")}"' for name, value in node.attributes.items()
    )
    return f"{'  ' * _depth(node)}<{node.tag}{shown}>"


def _value(node: LexborNode, name: str, value: str) -> str:
    if (node.tag, name) in _FROM_WORDS:
        return "…"
    # Links of a text, which have a test of their own, and those to the page's own title.
    skip = node.attributes.get("class") in (None, "md-skip")
    heading = node.parent is not None and node.parent.tag == "h1"
    return "…" if name == "href" and (skip or heading) else value


def _depth(node: LexborNode) -> int:
    depth, parent = 0, node.parent
    while parent is not None:
        depth, parent = depth + 1, parent.parent
    return depth


def hostile_attributes(node: LexborNode) -> Iterator[str]:
    """Yield what runs scripts or loads from elsewhere, wherever it came from."""
    for found in node.css("*"):
        for name, value in found.attributes.items():
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            scheme = re.match(r"(javascript|data|vbscript|file|blob):|//", address)
            if name.startswith("on") or (scheme and name in ("href", "src", "action")):
                yield f'{found.tag} {name}="{value}"'
