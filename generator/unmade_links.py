"""Markdown that was meant to become a link and, as it is written, does not."""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple, TypeAlias

from generator.markdown_source import revealed, with_words

_Match: TypeAlias = re.Match[str]
_PICTURES = "png|jpe?g|gif|svg|webp|avif"
_ENDINGS = f"md|html?|{_PICTURES}|pdf|xml|json|ya?ml|csv|txt|zip"
# What can only be an address: it has a scheme, leads somewhere from here, or ends as files do.
_ADDRESS = (
    r"(?P<address>(?:https?://|mailto:|www\.|\.{1,2}/|/(?=[A-Za-z]))[^\s()<>\[\]]*"
    rf"|#[A-Za-z][\w-]*|[\w./%-]+\.(?:{_ENDINGS})(?:[?#][^\s()<>\[\]]*)?)"
)
_TITLE = r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
# Words in brackets, which may hold others; no paragraph ends within them. What is escaped, or
# touches a word as the index of an array does, begins none.
_SIGN = r"(?:[^\[\]\\\n]|\\.|\n(?!\s*\n))"
_WORDS = rf"(?<![\\\w\]])\[(?P<words>(?:{_SIGN}|\[{_SIGN}{{0,200}}\]){{1,500}})\]"
_ATTRIBUTES = (
    r"(?P<attributes>(?:\s+[\w:@.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?){1,40})"
)
_MATH = re.compile(
    r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|(?<![\\$\w])\$(?=\S)[^$\n]+?(?<=\S)\$(?!\w)", re.DOTALL
)
# Elements in which Markdown means nothing unless they say so
# (https://python-markdown.github.io/extensions/md_in_html/).
_BLOCK = re.compile(
    r"<(?P<block>address|article|aside|blockquote|center|dd|details|div|dl|figure|footer|form"
    r"|h[1-6]|header|main|nav|ol|p|section|summary|table|ul)\b[^<>]*>.*?(?:</(?P=block)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = re.compile(rf"!?{_WORDS}\((?P<address>[^\s()]+){_TITLE}\)")


class Unmade(NamedTuple):
    """Something at `start` that looks like a link, as `shown`, and how to mend it.

    If it is none, readers see `text`, if it is `comparable`, or the page's HTML has `html`.
    """

    start: int
    shown: str
    hint: str
    text: str = ""
    html: re.Pattern[str] | None = None
    rule: str = "text/broken-link"
    what: str = "is shown as it is typed"


def find(shown: str) -> Iterator[Unmade]:
    """Yield what looks like a link in a Markdown page, read as `markdown_source.shown` has it.

    Whether it is one depends on the site, too: only what was built tells for sure.
    """
    text = _MATH.sub(lambda math: re.sub(r"\S", " ", math[0]), shown)
    for sign, pattern, read in _LOOKS:
        for match in pattern.finditer(text) if sign.search(text) else ():
            for unmade in read(match):
                yield unmade._replace(shown=revealed(unmade.shown), hint=revealed(unmade.hint))
    for block in _BLOCK.finditer(text):
        for match in _INLINE.finditer(text, block.start(), block.end()):
            yield _in_html(match)


_Read: TypeAlias = Callable[[_Match], Iterator[Unmade]]
_LOOKS: list[tuple[re.Pattern[str], re.Pattern[str], _Read]] = []


def _look(sign: str, *pattern: str) -> Callable[[_Read], _Read]:
    """Have a function read what a pattern finds, which is given in pieces.

    `sign` is what is soon told not to be there: most pages have nothing to look for.
    """
    flags = re.MULTILINE | re.IGNORECASE

    def known(read: _Read) -> _Read:
        _LOOKS.append((re.compile(sign, flags), re.compile("".join(pattern), flags), read))
        return read

    return known


def _whole(match: _Match, group: str | int = 0) -> str:
    return " ".join(match[group].split())


# --- brackets that do not stand together ---


@_look(
    r"\]\s+\(", rf"(?P<sign>!?){_WORDS}(?:[ \t]+|[ \t]*\n[ \t]*)\((?P<rest>{_ADDRESS}{_TITLE}\))"
)
def _parted(match: _Match) -> Iterator[Unmade]:
    # A task that is done, or a number of a list of sources.
    is_mark = match["words"] in (" ", "x", "X") or match["words"].isdecimal()
    if match["sign"] or not is_mark:
        written = f"{match['sign']}[{_whole(match, 'words')}]({_whole(match, 'rest')}"
        hint = f'write "{written}", without a blank before the bracket'
        seen = with_words(match["words"], f"]({match['address']}")
        yield Unmade(match.start(), _whole(match), hint, seen)


@_look(r"\)[ \t]?\[", rf"(?<![\\\]])\((?P<words>[^()\[\]\n]{{1,200}})\)[ \t]?\[{_ADDRESS}\](?!\()")
def _reversed(match: _Match) -> Iterator[Unmade]:
    hint = f'write "[{_whole(match, "words")}]({match["address"]})"'
    yield Unmade(match.start(), _whole(match), hint, f")[{match['address']}]")


@_look(r"\]\{", rf"(?P<sign>!?){_WORDS}\{{{_ADDRESS}\}}")
def _in_braces(match: _Match) -> Iterator[Unmade]:
    if match["address"][0] == "#":
        return  # This may be an id.
    hint = f'write "{match["sign"]}[{_whole(match, "words")}]({match["address"]})"'
    seen = with_words(match["words"], f"]{{{match['address']}}}")
    yield Unmade(match.start(), _whole(match), hint, seen)


@_look(
    r"![ \t]+\[",
    rf"(?:^|(?<=[ \t]))![ \t]+(?P<picture>{_WORDS}",
    rf"\((?P<address>[^\s()]+\.(?:{_PICTURES})){_TITLE}\))",
)
def _parted_sign(match: _Match) -> Iterator[Unmade]:
    hint = f'write "!{_whole(match, "picture")}", without a blank behind the !'
    file = re.escape(match["address"].rpartition("/")[2])
    html = re.compile(rf"!\s+<a href=\"[^\"]*{file}")
    yield Unmade(match.start(), _whole(match), hint, html=html, what="shows no picture")


@_look(
    r"\]\([^\s()]*(?:[ \t][^()\n]*)?$|\]\([^\s()]*[ \t][^()\n]*\(",
    rf"!?{_WORDS}\({_ADDRESS}",
    r"(?=[ \t]*$|[.,;:]?[ \t]+[^\s\"')(])(?![^()\n]*\))",
)
def _unclosed(match: _Match) -> Iterator[Unmade]:
    hint, seen = f'write "{_whole(match)})"', with_words(match["words"], f"]({match['address']}")
    yield Unmade(match.start(), _whole(match), hint, seen)


@_look(
    r"\[[^\[\]()\n]+\(",
    rf"!?(?<![\\\w\]])\[(?P<words>[^\[\]()\n]{{1,100}})\({_ADDRESS}\)",
    r"(?![^\[\n]*\])",
)
def _unclosed_words(match: _Match) -> Iterator[Unmade]:
    hint = f'write "[{match["words"]}]({match["address"]})"'
    yield Unmade(match.start(), _whole(match), hint, f"[{match['words']}({match['address']})")


@_look(r"\[\s*\]\(", rf"(?<![!\\\w\]])\[\s*\]\((?P<address>[^\s()]+){_TITLE}\)")
def _wordless(match: _Match) -> Iterator[Unmade]:
    html = re.compile(r"<a href=\"[^\"]+\"(?: title=\"[^\"]*\")?></a>")
    hint = "write its words between [ and ]"
    yield Unmade(match.start(), _whole(match), hint, "", html, "link/empty", "has no words")


@_look(r"\]\(\s*[<)\"']", rf"!?{_WORDS}\(\s*(?:<\s*>)?{_TITLE}\s*\)")
def _empty(match: _Match) -> Iterator[Unmade]:
    html = re.compile(r"(?:href|src)=\"\"")
    hint = "write the address between ( and )"
    yield Unmade(match.start(), _whole(match), hint, "", html, "link/empty", "has no address")


# --- definitions: nothing but an address without blanks stands behind the colon ---

_NAME = r"^ {0,3}\[(?P<words>[^\[\]^\n][^\[\]\n]*)\]"


@_look(r"^ {0,3}\[", rf"{_NAME}[ \t]+:[ \t]*{_ADDRESS}[ \t]*$")
@_look(
    r"^ {0,3}\[",
    rf"{_NAME}:[ \t]*(?P<address>[^\s<>\"'()]+(?:[ \t]+[^\s<>\"'()]+)+",
    rf"\.(?:{_ENDINGS}))[ \t]*$",
)
def _definition(match: _Match) -> Iterator[Unmade]:
    address = match["address"]
    hint = f'write "[{match["words"]}]: {"%20".join(address.split())}"'
    start = match.start("words") - 1
    yield Unmade(start, _whole(match), hint, f"[{match['words']}]:{address}")


# --- links of other kinds ---


@_look(
    r"<[\w./]",
    r"(?<!\\)<(?P<address>(?:www\.|\.{1,2}/)[^<>\s]+|(?:tel|sms):[^<>\s]+",
    rf"|[\w./-]+\.(?:{_ENDINGS})(?:#[^<>\s]*)?)>",
)
def _framed(match: _Match) -> Iterator[Unmade]:
    address = match["address"]
    is_host = address.lower().startswith("www.")
    hint = f'write "<https://{address}>"' if is_host else f'write "[WORDS]({address})"'
    html = re.compile(re.escape(match[0]))
    yield Unmade(match.start(), match[0], hint, match[0], html, what="becomes no link")


@_look(r"\[\[", r"(?<![\\\[])\[\[(?P<page>[^\W\d][^\[\]\n]{0,100})\]\](?![\](])")
def _of_a_wiki(match: _Match) -> Iterator[Unmade]:
    page, _, words = match["page"].partition("|")
    is_table_of_toml = re.fullmatch(r"[a-z_-]+(?:\.[a-z_-]+)+", page)
    if not is_table_of_toml:
        hint = f'write "[{words or page}](PAGE.md)"'
        yield Unmade(match.start(), match[0], hint, match[0])


@_look(
    r"[a-z]\s+https?:",
    r"\b(?P<verb>see|read|visit|open|go to|browse to)\s+(?P<address>https?://",
    r"(?:[a-z0-9-]+\.)+(?<!example\.)[a-z]{2,}(?![\w.-])(?:/[^\s()<>\[\]{}`*\"']*)?)",
)
def _bare(match: _Match) -> Iterator[Unmade]:
    address = match["address"].rstrip(".,;:!?")
    html = re.compile(rf"{match['verb']}\s+{re.escape(escape(address, quote=False))}")
    hint, start = f'write "<{address}>"', match.start("address")
    yield Unmade(start, address, hint, "", html, "link/bare", "is no link")


@_look(
    r"8<-|\{[%!]",
    r"^[ \t]*-+8<-+[ \t]+(?P<quote>[\"'])[^\"'\n]+(?P=quote)[ \t]*$",
    r"|\{%-?\s*include(?:-markdown)?\s[^%\n]+%\}|\{![^!\n]+!\}",
)
def _include(match: _Match) -> Iterator[Unmade]:
    hint = 'pymdownx.snippets under markdown_extensions: in mkdocs.yml includes --8<-- "FILE"'
    yield Unmade(match.start(), _whole(match), hint, match[0], rule="include/missing")


# --- HTML ---


def _in_html(match: _Match) -> Unmade:
    """Read a link that stands in HTML, where Markdown may mean nothing."""
    hint = 'write it in HTML, or let md_in_html read it: <… markdown="1">'
    seen = with_words(match["words"], f"]({match['address']}")
    return Unmade(match.start(), revealed(_whole(match)), hint, seen)


@_look(
    r"<(?:a|area|embed|iframe|img|source|video)(?:\n|[^<>\n]*=[\"'])",
    r"(?<!\\)(?P<tag><(?:a|area|embed|iframe|img|source|video)\s(?:[^<>\n]|\n(?!\s*\n)){0,500}?",
    r"(?<=\s)(?:href|src|srcset)\s*=(?:[^<>\n]|\n(?!\s*\n)){1,1000}+>)",
)
def _tag(match: _Match) -> Iterator[Unmade]:
    # In a paragraph, a > that begins a line begins a quotation.
    hint = "close its quotes, and begin no line of it with >"
    yield Unmade(match.start(), _whole(match), hint, match["tag"].rstrip(">").rstrip())


# The attribute that each element needs, and what stands in its place.
_NEEDED = {"a": "href", "img": "src"}
_SLIPS = {
    "a": re.compile(r"src|url|uri|link|ref|h[eraf]{1,3}f?|hrefs|hr[a-z]f|hfre|link-?to"),
    "img": re.compile(r"href|url|uri|link|source|file|path|s[rc]{1,3}|rsc|srv|srcs"),
}


@_look(r"<(?:a|img)\s", rf"<(?P<tag>a|img)\b{_ATTRIBUTES}\s*/?>")
def _misnamed(match: _Match) -> Iterator[Unmade]:
    tag = match["tag"].lower()
    needed = _NEEDED[tag]
    values = {
        value[1].lower(): match.start("attributes") + value.end()
        for value in re.finditer(r"\s([\w:@.-]+)\s*=\s*[\"']?", match["attributes"])
    }
    if needed in values or "srcset" in values:
        return
    for name in filter(_SLIPS[tag].fullmatch, values):
        what = "leads nowhere" if tag == "a" else "shows no picture"
        html = re.compile(rf"<{tag}\b[^>]*\s{re.escape(name)}\s*=", re.IGNORECASE)
        hint = f"write {needed}= for {name}="
        yield Unmade(values[name], _whole(match), hint, html=html, what=what)
        return


# What shows a picture: an address, or a script, which finds it by its id.
_SHOWING = re.compile(
    r"\s[\w:@.-]*src(?:set)?\s*=\s*(?:[\"']\s*)?[^\s\"'>]|\sid\s*=", re.IGNORECASE
)


@_look(r"<img\s", rf"<(?P<tag>img)\b{_ATTRIBUTES}\s*/?>")
def _addressless(match: _Match) -> Iterator[Unmade]:
    if not _SHOWING.search(match["attributes"]) and not any(_misnamed(match)):
        html = re.compile(r"<img\b(?![^>]*src(?:set)?=[\"']?[^\s\"'>])", re.IGNORECASE)
        hint = "write the address of the picture in src="
        yield Unmade(match.start(), _whole(match), hint, "", html, "link/empty", "has no address")
