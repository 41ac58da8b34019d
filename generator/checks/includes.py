"""Checks of what Markdown pages include."""

import os
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from generator import folders, mkdocs_yml, snippets
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic
from generator.snippets import Include
from generator.written import Writing


def check(writing: Writing, files: Iterable[Path]) -> Iterator[Diagnostic]:
    """Find what files include and what is not there (include/missing).

    It is looked for as pymdownx.snippets does, which leaves it out without a word; the plugins
    that include files do complain.
    """
    configuration = writing.configuration
    if not configuration.includes_snippets:
        return
    yield from _appended(configuration)
    for file in files:
        for include in snippets.includes(writing.text(file)):
            fault = _fault(include, writing) if include.is_snippet else None
            if fault:
                yield Diagnostic(writing.at(file, include.start), "include/missing", *fault)


def _fault(include: Include, writing: Writing) -> tuple[str, str] | None:
    """Return message and hint for what is not there."""
    if not snippets.is_known(include, writing.configuration):
        return None
    file = snippets.snippet(include, writing.configuration)
    if file is None:
        return f'"{include.name}" is not there', _hint(include.name, writing.configuration)
    absent = snippets.absent_part(include, writing.text(file))
    return (f'"{include.name}" has no {absent}', "") if absent else None


def _appended(configuration: Configuration) -> Iterator[Diagnostic]:
    for name in snippets.appended(configuration):
        include = Include(name, "", 0, is_snippet=True)
        known = snippets.is_known(include, configuration)
        if known and snippets.snippet(include, configuration) is None:
            values = mkdocs_yml.read(configuration.file).values()
            for place in [place for text, place in values if text == name][:1]:
                message = f'"{name}" is not there'
                yield Diagnostic(place, "include/missing", message, _hint(name, configuration))


def _hint(name: str, configuration: Configuration) -> str:
    """Return a hint that names a file below the base folders: the same, or one called nearly so."""
    known = []
    for base in snippets.bases(configuration):
        # The project's own folder holds much that nobody includes.
        folder = configuration.docs if base == configuration.folder else base
        found = (os.path.relpath(folder / path, base) for path in folders.contents(folder).shown())
        known += [Path(path).as_posix() for path in found if path.endswith(Path(name).suffix)]
    same = [path for path in known if Path(path).name.lower() == Path(name).name.lower()]
    near = same or get_close_matches(name, known, n=1)
    if near:
        return f'did you mean "{near[0]}"?'
    where = ", ".join(configuration.name(base) for base in snippets.bases(configuration))
    return f"files are looked for below {where}/ (base_path of pymdownx.snippets)"
