"""Checks of alternative texts: what is said of pictures to those who cannot see them."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from generator.alternative_texts import LONGEST
from generator.diagnostics import Diagnostic
from generator.figures.formats import ENDINGS
from generator.gallery import Gallery, Shown
from generator.pictures import ONE_SCHEME
from generator.written import Written

_ENDING = "|".join(re.escape(ending) for ending in sorted(ENDINGS))
_FILE_NAME = re.compile(rf"\S+(?:{_ENDING})", re.IGNORECASE)
# What cameras and systems call their files.
_COUNTED = re.compile(
    r"(?:img|dsc[fn]?|pxl|image|screen[ -]?shot|bildschirmfoto|screen[ -]?capture|capture|snip"
    r"|clipboard)"
    rf"[\s_-]*+\(?\d(?:[\d\s_:()-]|\.\d|at|um|[ap]m)*+(?:{_ENDING})?",
    re.IGNORECASE,
)
# What programs name files after, and addresses in the place of a text.
_MADE = re.compile(
    r"https?://\S+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}", re.IGNORECASE
)
# A stem that was made from words, and not a word: "add-app", "step_2", "shot3".
_JOINED = re.compile(r"\S*[-_\d]\S*")
_WORD = re.compile(r"[^\W\d_]+")
# Words that say that there is a picture, or where it stands, and not what it shows.
_GENERIC = """
a above alt alternate alternative an and attached banner below bild caption capture description
diagram fig figure file fixme following foo graphic graphics here icon illustration image images img
in inserted ipsum is logo lorem no none null of on page photo photograph pic picture placeholder
preview screen screencap screencast screengrab screenshot screenshots see shot shows snapshot spacer
step tbd test text the this thumbnail todo undefined unnamed untitled your
"""
_SAYING_NOTHING = frozenset(_GENERIC.split())
# What somebody wanted to write, and what an editor puts in its place.
_UNWRITTEN = re.compile(
    r"(?:todo|fixme|tbd)\b\s*[:\u2013\u2014-].*|enter image description here|click here",
    re.IGNORECASE,
)
_DECORATION = 'or, if it only decorates, role="presentation"'


def check(gallery: Gallery) -> Iterator[Diagnostic]:
    """Yield all that is wrong with the alternative texts of a site, at the line of the picture."""
    for pictures in gallery.shown.values():
        for shown in pictures:
            if shown.picture.is_decoration:
                continue
            if shown.picture.text:
                yield from _of_text(gallery, shown, shown.picture.text)
            elif not shown.picture.is_named:
                yield from without_text(gallery, shown)
        yield from repeated(gallery, pictures)


def _of_text(gallery: Gallery, shown: Shown, text: str) -> Iterator[Diagnostic]:
    if is_file_name(text, shown.picture.address):
        hint = "say what the picture shows"
        yield gallery.found(shown, "image/file-name-text", f'"{text}" is a file name', hint)
    elif is_generic(text):
        hint = "say what the picture shows"
        message = f'the alternative text "{text}" does not say what there is to see'
        yield gallery.found(shown, "image/generic-text", message, hint)
    elif len(text) > LONGEST:
        message = f"the alternative text has {len(text)} characters"
        hint = "say the rest beside the picture"
        yield gallery.found(shown, "image/long-text", message, hint)


def without_text(gallery: Gallery, shown: Shown) -> Iterator[Diagnostic]:
    """Find pictures without an alternative text, or an empty one."""
    if shown.picture.text is None:
        hint = f"add alt= with what it shows, {_DECORATION}"
        yield gallery.found(shown, "image/missing-text", "it has no alternative text", hint)
    elif _should_speak(shown, gallery.written(shown)):
        hint = f"say what it shows, {_DECORATION}"
        yield gallery.found(shown, "image/empty-text", "its alternative text is empty", hint)


def _should_speak(shown: Shown, written: Written) -> bool:
    """Tell whether an empty alternative text is no choice.

    Who writes alt="" in HTML says that a picture decorates, unless it is all that a link or a step
    has; in Markdown nothing was written.
    """
    picture = shown.picture
    return not written.is_html or picture.in_link or (picture.in_step and picture.stands_alone)


def is_file_name(text: str, address: str) -> bool:
    """Tell whether a text is the name of a file, above all that of the picture itself."""
    name = posixpath.basename(unquote(urlsplit(address).path))
    stem = posixpath.splitext(name)[0]
    own = text.rpartition("/")[2] if text in address else text
    is_own = own == name or (own.lower() == stem.lower() and bool(_JOINED.fullmatch(stem)))
    return is_own or any(one.fullmatch(text) for one in (_FILE_NAME, _COUNTED, _MADE))


def is_generic(text: str) -> bool:
    """Tell whether a text says no more than that there is a picture."""
    words = _WORD.findall(text.lower())
    if _UNWRITTEN.fullmatch(text):
        return True
    return _SAYING_NOTHING.issuperset(words) if words else text.isascii()


def repeated(gallery: Gallery, pictures: list[Shown]) -> Iterator[Diagnostic]:
    """Find pictures that say the same as another one before them, and show something else."""
    first: dict[str, Shown] = {}
    for shown in pictures:
        text = shown.picture.text
        if not text or shown.picture.is_decoration or not shown.picture.stands_alone:
            continue
        before = first.setdefault(text.casefold(), shown)
        if before.paths[0] != shown.paths[0] and not _are_for_schemes(before, shown):
            is_file = before.paths[0] in gallery.site.files
            name = posixpath.basename(before.paths[0]) if is_file else "another picture"
            message = f'"{text}" is also the alternative text of {name}'
            hint = "say what this picture shows that the other does not"
            yield gallery.found(shown, "image/repeated-text", message, hint)


def _are_for_schemes(*pair: Shown) -> bool:
    return all(ONE_SCHEME.search(shown.lead.address) for shown in pair)
