"""Checks of what stands at the top of Markdown pages, between two lines of ---."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from generator.diagnostics import Diagnostic, Place
from generator.front_matter import AT_TOP
from generator.written import Writing

# What is meant as front matter; a line of --- can be a rule as well, above a sentence.
_BEGUN = re.compile(r"\ufeff?---[ \t]*\n\s*[a-z_][\w-]*:[ \t\n]")
_SHOWN = "readers see these lines"


def check(writing: Writing, pages: Iterable[Path]) -> Iterator[Diagnostic]:
    """Find front matter that MkDocs cannot read, and shows to readers (page/front-matter)."""
    for file in pages:
        text = writing.text(file)
        if _BEGUN.match(text):
            yield from _faults(text, writing.configuration.name(file))


def _faults(text: str, name: str) -> Iterator[Diagnostic]:
    whole = AT_TOP.match(text)
    if whole is None:
        hint = f'{_SHOWN}: write "---" below the last of them'
        yield Diagnostic(Place(name), "page/front-matter", 'nothing closes the "---"', hint)
        return
    try:
        yaml.safe_load(whole["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        # A tab or a day that does not exist has no mark; the lines begin below the ---.
        place = Place(name, mark.line + 2, mark.column + 1) if mark else Place(name)
        message = f"MkDocs cannot read it: {getattr(error, 'problem', None) or error}"
        hint = f"{_SHOWN}: a text with a colon, or one that begins with a sign, stands in quotes"
        yield Diagnostic(place, "page/front-matter", message, hint)
