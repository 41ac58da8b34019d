"""Markdown that was meant to become a link and, as it is written, does not."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple

# Words in brackets, which may hold others; no paragraph ends within them.
_PLAIN = r"(?:[^\[\]\\\n]|\\.|\n(?!\s*\n))"
LABEL = rf"\[(?P<label>(?:{_PLAIN}|\[{_PLAIN}{{0,200}}\]){{1,500}})\]"
# What can only be an address: it has a scheme, leads somewhere from here, or ends as files do.
_ENDING = "md|html?|png|jpe?g|gif|svg|webp|avif|pdf|xml|json|ya?ml|csv|txt|zip"
_ADDRESS = (
    r"(?:(?:https?://|mailto:|www\.|\.{1,2}/|/(?=[A-Za-z]))[^\s()<>\[\]]*|#[A-Za-z][\w-]*"
    rf"|[\w./%-]+\.(?:{_ENDING})(?:[?#][^\s()<>\[\]]*)?)"
)
_TITLE = r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
_FREE = r"(?<![\\\w\]])"  # not escaped, and no index of an array
_MATH = re.compile(
    r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|(?<![\\$\w])\$(?=\S)[^$\n]+?(?<=\S)\$(?!\w)", re.DOTALL
)
_TAG = r"<(?P<tag>a|img)\b(?P<attributes>(?:\s+[\w:@.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*)\s*/?>"
_TABLE_OF_TOML = re.compile(r"[a-z_-]+(?:\.[a-z_-]+)+")
# Elements in which Markdown means nothing unless they say so
# (https://python-markdown.github.io/extensions/md_in_html/).
_BLOCK = re.compile(
    r"<(?P<block>address|article|aside|blockquote|center|dd|details|div|dl|figure|footer|form|h[1-6]|"
    r"header|main|nav|ol|p|section|summary|table|ul)\b[^<>]*>.*?(?:</(?P=block)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = re.compile(rf"!?{_FREE}{LABEL}\((?P<address>[^\s()]+){_TITLE}\)")
_ATTRIBUTE = re.compile(r"\s([\w:@.-]+)\s*=")
# Attributes that links and pictures have, and those that stand where these belong.
_NEEDED = {"a": "href", "img": "src"}
_SLIPS = {
    "a": re.compile(r"src|url|uri|link|ref|h[eraf]{1,3}f?|hrefs?|hr[a-z]f|herf|hfre|link-?to"),
    "img": re.compile(r"href|url|uri|link|source|file|path|s[rc]{1,3}|rsc|scr|srv|srcs"),
}


class Unmade(NamedTuple):
    """Something at `start` that looks like a link, as `shown`, and how to mend it.

    If it is none, readers see `text`, compared by `read_as_text`, or the page's HTML has `html`.
    """

    start: int
    shown: str
    hint: str
    text: str = ""
    html: re.Pattern[str] | None = None
    rule: str = "text/broken-link"
    what: str = "is shown as it is typed"


def read_as_text(text: str) -> str:
    """Return what can be compared of a text: extensions change quotes, dashes and blanks."""
    return re.sub(r"[^\w\[\](){}<>!^/:#.@]|_", "", unescape(text))


def find(shown: str) -> Iterator[Unmade]:
    """Yield what looks like a link in a Markdown page whose code and comments are blanked out.

    Whether it is one depends on the site, too: only what was built tells for sure.
    """
    text = _MATH.sub(lambda math: re.sub(r"\S", " ", math[0]), shown)
    for pattern, read in _LOOKS:
        for match in pattern.finditer(text):
            yield from read(match)
    for block in _BLOCK.finditer(text):
        for match in _INLINE.finditer(text, block.start(), block.end()):
            yield from _in_html(match)


def _look(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE | re.IGNORECASE)


def _whole(match: re.Match[str]) -> str:
    return " ".join(match[0].split())


# --- brackets that do not stand together ---


def _parted(match: re.Match[str]) -> Iterator[Unmade]:
    # A task that is done, or a number of a list of sources.
    is_mark = match["label"] in (" ", "x", "X") or match["label"].isdecimal()
    if match["sign"] or not is_mark:
        written = f"{match['sign']}[{match['label']}]({match['rest']}"
        hint = f'write "{" ".join(written.split())}", without a blank before the bracket'
        yield Unmade(match.start(), _whole(match), hint, f"]({match['address']}")


def _reversed(match: re.Match[str]) -> Iterator[Unmade]:
    hint = f'write "[{" ".join(match["words"].split())}]({match["address"]})"'
    yield Unmade(match.start(), _whole(match), hint, f")[{match['address']}]")


def _parted_sign(match: re.Match[str]) -> Iterator[Unmade]:
    hint = f'write "!{match["picture"]}", without a blank behind the !'
    file = re.escape(match["address"].rpartition("/")[2])
    html = re.compile(rf"!\s+<a href=\"[^\"]*{file}")
    yield Unmade(match.start(), _whole(match), hint, html=html, what="shows no picture")


def _unclosed(match: re.Match[str]) -> Iterator[Unmade]:
    hint = f'write "{_whole(match)})"'
    yield Unmade(match.start(), _whole(match), hint, f"]({match['address']}")


def _unclosed_words(match: re.Match[str]) -> Iterator[Unmade]:
    hint = f'write "[{match["words"]}]({match["address"]})"'
    yield Unmade(match.start(), _whole(match), hint, f"[{match['words']}({match['address']})")


# --- links of other kinds ---


def _framed(match: re.Match[str]) -> Iterator[Unmade]:
    address = match["address"]
    whole = f"https://{address}" if address.lower().startswith("www.") else ""
    hint = f'write "<{whole}>"' if whole else f'write "[WORDS]({address})"'
    html, what = re.compile(re.escape(match[0])), "becomes no link"
    yield Unmade(match.start(), match[0], hint, match[0], html, what=what)


def _wiki(match: re.Match[str]) -> Iterator[Unmade]:
    page, _, words = match["page"].partition("|")
    if _TABLE_OF_TOML.fullmatch(page):
        return
    hint = f'write "[{words or page}](PAGE.md)"'
    yield Unmade(match.start(), match[0], hint, match[0])


def _in_html(match: re.Match[str]) -> Iterator[Unmade]:
    """Read a link that stands in HTML, where Markdown means nothing unless that is asked for."""
    hint = 'write it in HTML, or let md_in_html read it: <… markdown="1">'
    yield Unmade(match.start(), _whole(match), hint, f"]({match['address']})")


def _attribute(match: re.Match[str]) -> Iterator[Unmade]:
    tag = match["tag"].lower()
    names = [name.lower() for name in _ATTRIBUTE.findall(match["attributes"])]
    if _NEEDED[tag] in names or (tag == "img" and "srcset" in names):
        return
    for name in names:
        if _SLIPS[tag].fullmatch(name):
            hint = f"write {_NEEDED[tag]}= for {name}="
            html = re.compile(rf"<{tag}\b[^>]*\s{name}=", re.IGNORECASE)
            what = "leads nowhere" if tag == "a" else "shows no picture"
            yield Unmade(match.start(), _whole(match), hint, html=html, what=what)
            return


def _definition(match: re.Match[str]) -> Iterator[Unmade]:
    address = match["late"] or match["parted"]
    written = f"<{address}>" if re.search(r"\s", address) else address
    hint = f'write "[{match["label"]}]: {written}", with nothing else in its line'
    yield Unmade(match.start("label") - 1, _whole(match), hint, f"[{match['label']}]:{address}")


def _empty(match: re.Match[str]) -> Iterator[Unmade]:
    html = re.compile(r"(?:href|src)=\"\"")
    hint = "write the address between ( and )"
    yield Unmade(match.start(), _whole(match), hint, "", html, "link/empty", "has no address")


def _wordless(match: re.Match[str]) -> Iterator[Unmade]:
    html = re.compile(r"<a href=\"[^\"]+\"(?: title=\"[^\"]*\")?></a>")
    hint = "write its words between [ and ]"
    yield Unmade(match.start(), _whole(match), hint, "", html, "link/empty", "has no words")


_Read = Callable[[re.Match[str]], Iterator[Unmade]]
_LOOKS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_look(rf"(?P<sign>!?){_FREE}{LABEL}(?:[ \t]+|[ \t]*\n[ \t]*)\((?P<rest>(?P<address>{_ADDRESS}){_TITLE}\))"), _parted),
    (_look(rf"(?<![\\\]])\((?P<words>[^()\[\]\n]{{1,200}})\)[ \t]?\[(?P<address>{_ADDRESS})\](?!\()"), _reversed),
    (_look(rf"(?:^|(?<=[ \t]))![ \t]+(?P<picture>{LABEL}\((?P<address>[^\s()]+\.(?:png|jpe?g|gif|svg|webp|avif)){_TITLE}\))"), _parted_sign),
    (_look(rf"!?{_FREE}{LABEL}\((?P<address>{_ADDRESS})(?=[ \t]*$|[.,;:]?[ \t]+[^\s\"')(])(?![^()\n]*\))"), _unclosed),
    (_look(rf"!?{_FREE}\[(?P<words>[^\[\]()\n]{{1,100}})\((?P<address>{_ADDRESS})\)(?![^\[\n]*\])"), _unclosed_words),
    (_look(rf"(?<!\\)<(?P<address>(?:www\.|\.{{1,2}}/)[^<>\s]+|(?:tel|sms):[^<>\s]+|[\w./-]+\.(?:{_ENDING})(?:#[^<>\s]*)?)>"), _framed),
    (_look(r"(?<![\\\[])\[\[(?P<page>[^\W\d][^\[\]\n]{0,100})\]\](?![\](])"), _wiki),
    (_look(_TAG), _attribute),
    (_look(rf"!?{_FREE}{LABEL}\(\s*(?:<\s*>)?{_TITLE}\s*\)"), _empty),
    (_look(rf"(?<![!\\\w\]])\[\s*\]\((?P<address>[^\s()]+){_TITLE}\)"), _wordless),
    (_look(rf"^ {{0,3}}\[(?P<label>[^\[\]^\n][^\[\]\n]*)\](?:[ \t]+:[ \t]*(?P<late>{_ADDRESS})[ \t]*$|:[ \t]*(?P<parted>[^\s<>\"'()]+(?:[ \t]+[^\s<>\"'()]+)+\.(?:{_ENDING}))[ \t]*$)"), _definition),
)  # fmt: skip
