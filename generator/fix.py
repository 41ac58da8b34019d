"""Mending what a tool can mend: the slips of YAML whose mended line is known."""

import difflib
from collections.abc import Iterator

from generator import yaml_source
from generator.reader import words_of

# Each round mends one slip, and behind it another can show.
_ROUNDS = 10_000
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
        _, diagnostics = yaml_source.parse(text, name, words_of(name))
        mends = [one.mend for one in sorted(diagnostics) if one.mend is not None]
        text = mends[0].apply(text) if mends else text
        if text in seen:
            break
        seen.add(text)
    return text


def difference(before: str, after: str, name: str) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    yield from difflib.unified_diff(
        before.splitlines(), after.splitlines(), name, f"{name} (mended)", lineterm=""
    )
