"""Checks of texts that templates put into a sentence: these begin and end as a part of one."""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.schema import Part

# The keys whose texts stand within a sentence, and that sentence (see the templates).
_SENTENCES = {
    "if": "If {}, …",
    "own": "Enter {}.",
    "sign_in": "Sign in as {}.",
    "assign": "Assign {}.",
    "time": "It takes about {}.",
}
# What the sentence says itself before the text.
_SAID = {"if": re.compile(r"if\s+", re.IGNORECASE), "time": re.compile(r"about\s+", re.IGNORECASE)}
# A capital letter may belong to a name, but not that of one of these before a small one.
_CAPITAL = re.compile(
    r"(?:A|An|Any|All|Each|Every|Everybody|It|One|Only|People|Some|The|They|This|Use|You|Your)"
    r"(?= [a-z])"
)
_ABBREVIATED = re.compile(r"(?:\b(?:Co|Corp|Inc|Ltd|etc|[A-Za-z]\.[A-Za-z])|\.)\.$")
_SHOWN = 60


def check(part: Part) -> Iterator[Diagnostic]:
    """Find texts that do not fit into the sentence around them (style/within-sentence)."""
    for holder, path, text in part.written.leaves:
        key = path[0]
        if len(path) != 1 or key not in _SENTENCES or not isinstance(text, str):
            continue
        fitting = _fitting(str(key), text)
        if fitting not in ("", text):
            read = _SENTENCES[str(key)].format(_cut(text))
            message = f'readers would read "{read}"'
            hint = f'write "{_cut(fitting)}"'
            yield Diagnostic(holder.place(key), "style/within-sentence", message, hint)


def _fitting(key: str, text: str) -> str:
    """Return a text as it fits into its sentence."""
    said = _SAID.get(key)
    text = said.sub("", text, count=1) if said and said.match(text) else text
    capital = _CAPITAL.match(text)
    text = capital[0].lower() + text[capital.end() :] if capital else text
    return text if _ABBREVIATED.search(text) else text.rstrip(".,")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
