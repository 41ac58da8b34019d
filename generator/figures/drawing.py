"""Drawings: STEM.drawing.yml -> its description -> STEM.svg.

`description` is the model, `layout` measures it, the templates under `drawings/` draw it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath
from textwrap import shorten

import jinja2

from generator import yaml_source
from generator.diagnostics import Diagnostic, did_you_mean
from generator.environment import load, render
from generator.figures.description import CHOOSABLE, ELLIPSIS, Drawing, Path, name_of
from generator.figures.layout import measure
from generator.schema_reader import read_part, words
from generator.text import Label

__all__ = ["Drawing", "draw", "read", "svg_environment"]

TEMPLATE = "drawings/drawing.svg.j2"


def svg_environment(folders: Sequence[FilePath]) -> jinja2.Environment:
    """Return the environment of the drawings' templates; the first folder that has one wins.

    It is not the pages' environment, which turns all that is printed into Markdown.
    """
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def read(path: FilePath, name: str) -> tuple[Drawing | None, list[Diagnostic]]:
    """Read a description; `name` is the file's name in diagnostics.

    Returns what can be drawn of it, None if nothing can, and everything that is wrong with it.
    """
    top, diagnostics = yaml_source.read(path, name, words((Drawing,)))
    if top is None:
        return None, diagnostics
    drawing, faults = read_part(Drawing, top)
    diagnostics += faults
    if drawing is not None:
        diagnostics += _check(drawing)
    return drawing, diagnostics


def draw(drawing: Drawing, environment: jinja2.Environment) -> str:
    """Return the drawing as SVG, with light and dark colours.

    Raises TemplateFaultError where a template cannot be rendered. All labels are escaped before
    the templates get them, so that no setting of `environment` matters.
    """
    return render(load(environment, TEMPLATE), TEMPLATE, {"layout": measure(drawing)})


def _check(drawing: Drawing) -> Iterator[Diagnostic]:
    labels = [(key, name_of(label)) for key, label in drawing.labels()]
    pressed = [
        (("press", number, index), label)
        for number, group in enumerate(drawing.press or [])
        for index, label in enumerate(group)
    ]
    chosen = [(("chosen", number), label) for number, label in enumerate(drawing.chosen or [])]
    yield from _unclear(drawing, pressed, [name for _, name in labels])
    yield from _unclear(drawing, chosen, [name for key, name in labels if key in CHOOSABLE])
    for path, text in measure(drawing).too_long:
        place = drawing.place_within(path, text)
        hint = "leave out what nobody looks for here, or show less beside it"
        yield Diagnostic(
            place, "drawing/text-too-long", f'"{shorten(text, 60)}" does not fit', hint
        )


def _unclear(
    drawing: Drawing, named: Sequence[tuple[Path, Label]], labels: Sequence[str]
) -> Iterator[Diagnostic]:
    """Find labels that name nothing in the drawing, or no one thing, or are named twice."""
    known = Counter(labels)
    seen: set[str] = set()
    for path, label in named:
        name, place = name_of(label), drawing.place(*path)
        if name in seen:
            yield Diagnostic(place, "schema/value", f'"{label}" stands here twice', "keep one")
        elif not known[name]:
            hint = did_you_mean(name, known.keys() - {ELLIPSIS})
            yield Diagnostic(place, "schema/value", f'"{label}" is not in this drawing', hint)
        elif known[name] > 1:
            message = f'"{label}" stands {known[name]} times in this drawing'
            hint = f'write "{ELLIPSIS}" for those that are not meant'
            yield Diagnostic(place, "schema/value", message, hint)
        seen.add(name)
