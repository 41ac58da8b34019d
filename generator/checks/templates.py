"""Checks of a site's own templates: each can be read, and replaces one or is included by one."""

from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2 import meta

from generator.configuration import Configuration
from generator.diagnostics import Diagnostic, Place, nearest
from generator.environment import template_folders
from generator.folders import below

_TEMPLATE = ".j2"
# Nothing is rendered here.
_PARSER = jinja2.Environment()  # noqa: S701


def check(configuration: Configuration) -> Iterator[Diagnostic]:
    """Yield all findings; templates that are somebody else's are left alone."""
    folder, default = template_folders(configuration.templates)
    if folder.resolve() == default.resolve():
        return
    own, known = below(folder, _TEMPLATE), below(default, _TEMPLATE)
    waiting, read = {*own} & {*known}, set[str]()
    while waiting:
        name = min(waiting)
        included, faults = _read(folder / name, configuration)
        yield from faults
        read.add(name)
        waiting = (waiting | (included & {*own})) - read
    for name in sorted({*own} - read):
        hint = nearest(name, known)
        if hint:
            place = Place(configuration.name(folder / name))
            yield Diagnostic(place, "template/unused", "no template is replaced by this one", hint)


def _read(file: Path, configuration: Configuration) -> tuple[set[str], list[Diagnostic]]:
    """Return the names of what a template includes, and what is wrong with it."""
    name = configuration.name(file)
    try:
        template = _PARSER.parse(file.read_text("utf-8"))
    except jinja2.TemplateSyntaxError as error:
        return set(), [Diagnostic(Place(name, error.lineno), "jinja/error", str(error))]
    except OSError as error:
        return set(), [Diagnostic(Place(name), "file/unreadable", str(error.strerror))]
    except UnicodeDecodeError:
        return set(), [Diagnostic(Place(name), "file/unreadable", "it is not UTF-8")]
    return {found for found in meta.find_referenced_templates(template) if found}, []
