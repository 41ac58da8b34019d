"""What a Markdown page includes: files of pymdownx.snippets and of the usual plugins for that."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.configuration import Configuration

# --8<-- "FILE" and its form of several lines
# (https://facelessuser.github.io/pymdown-extensions/extensions/snippets/#snippets-notation),
# {% include "FILE" %} and {% include-markdown "FILE" %}, {!FILE!}.
_INCLUDE = re.compile(
    r"^[ \t]*-{1,}8<-{1,}[ \t]+(?P<quote>[\"'])(?P<snippet>[^\"'\n]+)(?P=quote)[ \t]*$"
    r"|^[ \t]*-{1,}8<-{1,}[ \t]*\n(?P<lines>(?:[^\n]*\n){1,50}?)[ \t]*-{1,}8<-{1,}[ \t]*$"
    r"|\{%-?\s*include(?:-markdown)?\s+[\"'](?P<template>[^\"'\n]+)[\"']"
    r"|\{!\s*(?P<bang>[^!\n]+?)\s*!\}",
    re.MULTILINE,
)
_LINE = re.compile(r"^[ \t]*(?P<file>\S[^\n]*?)[ \t]*$", re.MULTILINE)
_SIGNS = ("8<-", "{%", "{!")
# FILE:2:5 and FILE:SECTION mean a part of it.
_PART = re.compile(
    r"(?::(?P<lines>-?\d*(?::-?\d*)?(?:,-?\d*(?::-?\d*)?)*)|:(?P<section>[A-Za-z][\w-]*))$"
)
_IS_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
# How many files a page includes at most: they may include each other without end.
_MOST = 100


class Include(NamedTuple):
    """A file that is included, as `name` at `start` in a text, and the `part` that is meant.

    `is_snippet` tells that pymdownx.snippets includes it.
    """

    name: str
    part: str
    start: int
    is_snippet: bool


def includes(text: str) -> Iterator[Include]:
    """Yield everything that a text includes from files, without what is commented out."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _INCLUDE.finditer(text):
        kind = match.lastgroup or ""
        is_snippet = kind in ("snippet", "lines")
        for file in _LINE.finditer(match[kind]):
            if not file["file"].startswith(";"):
                name = _PART.sub("", file["file"])
                part = file["file"][len(name) :]
                start = match.start(kind) + file.start("file")
                yield Include(name, part, start, is_snippet)


def included(
    page: Path, configuration: Configuration, read: Callable[[Path], str]
) -> Iterator[Path]:
    """Yield every file that ends up in the Markdown page at `page`, also by another one."""
    seen = {page}
    waiting = [page, *_appended(configuration)]
    while waiting and len(seen) < _MOST:
        file = waiting.pop(0)
        if file not in seen:
            seen.add(file)
            yield file
        for one in includes(read(file)):
            waiting += [
                found for found in _files(one.name, file.parent, configuration) if found not in seen
            ]


def _appended(configuration: Configuration) -> Iterator[Path]:
    for name in appended(configuration):
        yield from _files(name, configuration.folder, configuration)


def appended(configuration: Configuration) -> list[str]:
    """Return the names of what is included at the end of every page."""
    names = configuration.snippets.get("auto_append") or []
    return [str(name) for name in (names if isinstance(names, list) else [names])]


def bases(configuration: Configuration) -> list[Path]:
    """Return where pymdownx.snippets looks for files: below where MkDocs was started."""
    listed = configuration.snippets.get("base_path") or ["."]
    return [
        configuration.folder / str(base)
        for base in (listed if isinstance(listed, list) else [listed])
    ]


def _files(name: str, beside: Path, configuration: Configuration) -> Iterator[Path]:
    """Yield the file called `name`; where it is looked for depends on who includes it."""
    for folder in (*bases(configuration), beside, configuration.folder, configuration.docs):
        if name and (folder / name).is_file():
            yield folder / name
            return


def is_known(include: Include, configuration: Configuration) -> bool:
    """Tell whether it can be said where a snippet would be: not so for what is downloaded."""
    downloads = configuration.snippets.get("url_download") and _IS_ADDRESS.match(include.name)
    return not downloads and all(base.is_dir() for base in bases(configuration))


def snippet(include: Include, configuration: Configuration) -> Path | None:
    """Return the file that pymdownx.snippets includes, None if there is none."""
    folders = [*bases(configuration)]
    folders += [Path.cwd() / base.relative_to(configuration.folder) for base in folders
                if base.is_relative_to(configuration.folder)]  # fmt: skip
    files = (folder / include.name for folder in folders)
    return next((file for file in files if include.name and file.is_file()), None)


def absent_part(include: Include, text: str) -> str:
    """Return what of the part that an include means is not in the text of its file, "" if all is.

    That is a section, or a line: of `2:5` both.
    """
    part = _PART.fullmatch(include.part)
    if part is None:
        return ""
    if part["section"]:
        start = rf"(?<!;)-8<-+[ \t]+\[[ \t]*start[ \t]*:[ \t]*{re.escape(part['section'])}[ \t]*\]"
        there = re.search(start, text, re.IGNORECASE)
        return "" if there else f'section "{part["section"]}"'
    last = len(text.splitlines())
    numbers = [int(number) for number in re.findall(r"\d+", part["lines"])]
    return next((f"line {number}" for number in numbers if number > last), "")
