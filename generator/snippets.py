"""What a Markdown page includes: files of pymdownx.snippets and of the usual plugins for that."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.configuration import Configuration

# --8<-- "FILE" and its form of several lines
# (https://facelessuser.github.io/pymdown-extensions/extensions/snippets/#snippets-notation),
# {% include "FILE" %} and {% include-markdown "FILE" %}, {!FILE!}.
_INCLUDE = re.compile(
    r"^[ \t]*-{1,}8<-{1,}[ \t]+[\"'](?P<snippet>[^\"'\n]+)[\"']"
    r"|^[ \t]*-{1,}8<-{1,}[ \t]*\n(?P<lines>(?:[^\n]*\n){1,50}?)[ \t]*-{1,}8<-{1,}[ \t]*$"
    r"|\{%-?\s*include(?:-markdown)?\s+[\"'](?P<template>[^\"'\n]+)[\"']"
    r"|\{!\s*(?P<bang>[^!\n]+?)\s*!\}",
    re.MULTILINE,
)
# FILE:2:5 and FILE:SECTION mean a part of it.
_PART = re.compile(r":[\w:,-]*$")
_MOST = 100


def included(page: Path, configuration: Configuration) -> Iterator[Path]:
    """Yield every file that ends up in the Markdown page at `page`, also by another one."""
    seen = {page}
    waiting = [page, *_appended(configuration)]
    while waiting and len(seen) < _MOST:
        file = waiting.pop(0)
        if file not in seen:
            seen.add(file)
            yield file
        waiting += [found for found in _named_in(file, configuration) if found not in seen]


def _named_in(file: Path, configuration: Configuration) -> Iterator[Path]:
    text = file.read_text("utf-8", errors="replace")
    for match in _INCLUDE.finditer(text):
        for name in (match[match.lastgroup or 0]).split("\n"):
            yield from _files(_PART.sub("", name.strip()), file.parent, configuration)


def _appended(configuration: Configuration) -> Iterator[Path]:
    names = configuration.snippets.get("auto_append") or []
    for name in names if isinstance(names, list) else [names]:
        yield from _files(str(name), configuration.folder, configuration)


def _files(name: str, beside: Path, configuration: Configuration) -> Iterator[Path]:
    """Yield the file called `name`; where it is looked for depends on who includes it."""
    bases = configuration.snippets.get("base_path") or []
    own = [
        configuration.folder / str(base) for base in (bases if isinstance(bases, list) else [bases])
    ]
    for folder in (*own, beside, configuration.folder, configuration.docs):
        if name and (folder / name).is_file():
            yield folder / name
            return
