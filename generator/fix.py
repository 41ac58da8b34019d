"""Mending what a tool can mend: the slips of YAML whose mended line is known."""

import difflib
from collections.abc import Iterator

from generator import yaml_source

# Each round mends one line, and a line can need more than one.
_ROUNDS = 10_000


def mended(text: str, name: str) -> str:
    """Return the text of a YAML file, called `name`, with every slip mended that can be.

    Line ends and everything else stay as they are.
    """
    for _ in range(_ROUNDS):
        _, diagnostics = yaml_source.parse(text, name)
        known = [one for one in sorted(diagnostics) if one.mended]
        if not known:
            break
        lines = text.splitlines(keepends=True)
        index = known[0].place.line - 1
        line = lines[index].rstrip("\r\n")
        if known[0].mended == line:
            break
        lines[index] = known[0].mended + lines[index][len(line) :]
        text = "".join(lines)
    return text


def difference(before: str, after: str, name: str) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    yield from difflib.unified_diff(
        before.splitlines(), after.splitlines(), name, f"{name} (mended)", lineterm=""
    )
