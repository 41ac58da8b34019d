"""Mending what a tool can mend: the slips of YAML whose mended line is known."""

import difflib
import re
from collections.abc import Iterator

from generator import reader
from generator.diagnostics import Diagnostic

# Each round mends one slip, and behind it another can show.
_ROUNDS = 10_000
_COMMENT = re.compile(r"\s#+\s")
_BYTE_ORDER_MARK = "\ufeff"


def mended(text: str, name: str) -> str:
    """Return the text of a YAML file, called `name`, with every slip mended that can be.

    Line ends and everything else stay as they are.
    """
    body = text.removeprefix(_BYTE_ORDER_MARK)
    return text[: len(text) - len(body)] + _mended(body, name)


def _mended(text: str, name: str) -> str:
    seen = {text}
    for _ in range(_ROUNDS):
        mends = [one.mend for one in reader.slips(text, name) if _is_sure(text, one)]
        text = mends[0].apply(text) if mends and mends[0] else text
        if text in seen:
            break
        seen.add(text)
    return text


def _is_sure(text: str, slip: Diagnostic) -> bool:
    """Tell whether a slip has a mend, and nothing else can have been meant."""
    if slip.mend is None:
        return False
    # What is behind a # and a blank may be for nobody but the writer.
    is_comment = slip.rule == "yaml/comment-cuts-text"
    return not (is_comment and _COMMENT.search(text, slip.mend.start, slip.mend.end))


def difference(before: str, after: str, name: str) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    yield from difflib.unified_diff(
        before.splitlines(), after.splitlines(), name, f"{name} (mended)", lineterm=""
    )
