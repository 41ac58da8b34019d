"""The model of a drawing: what a writer says of a console's page, so that it can be illustrated.

A drawing shows what its guide's text says and nothing more. What is there, but in words that the
text does not give, is written as `…` (or `...`) and drawn as a grey bar; what follows the `…` is
never shown, and only names the part for `press`. What readers put in themselves stands in braces,
as in a URL template, and is drawn in italics: `https://example.com/{sso_identifier}`.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag

from generator.schema import Part, fault
from generator.text import Label

ELLIPSIS = "…"
CHOOSABLE = ("menu", "tabs", "options")
_LABELLED = ("toolbar", "tabs", "tiles", "form", "options", "buttons")
Path = tuple[str | int, ...]


def _at_most(most: int) -> BeforeValidator:
    """Return a validator for a list or a mapping that holds at most so many."""

    def check(value: object) -> object:
        if isinstance(value, list | dict) and len(value) > most:
            hint = "show less: a drawing is looked at for a moment"
            raise fault("schema/value", f"{len(value)} where at most {most} fit", hint)
        return value

    return BeforeValidator(check)


def _kind(value: object) -> str:
    return "open" if isinstance(value, dict) else "entry"


_FEW = Field(min_length=1, max_length=12)
FewLabels = Annotated[list[Label], _FEW, _at_most(12)]
FewFields = Annotated[dict[Label, Label], _FEW, _at_most(12)]
Cells = Annotated[list[Label], Field(min_length=1, max_length=4), _at_most(4)]
# Three levels are what fits into a menu's width. With a discriminator only the member that was
# meant complains.
_Entry = Annotated[Label, Tag("entry")]
_Below = dict[Label, FewLabels]
_LowerEntry = Annotated[_Entry | Annotated[_Below, Tag("open")], Discriminator(_kind)]
_Open = dict[Label, Annotated[list[_LowerEntry], _FEW, _at_most(12)]]
MenuEntry = Annotated[_Entry | Annotated[_Open, Tag("open")], Discriminator(_kind)]


def name_of(label: str) -> str:
    """Return a label as it is compared: blanks made one, `...` made `…`."""
    name = " ".join(label.split())
    return ELLIPSIS + name.removeprefix("...") if name.startswith("...") else name


def _groups(value: object) -> list[object]:
    """Turn one label, or a list of labels and lists, into a list of lists."""
    if not isinstance(value, list):
        return [[value]]
    return [item if isinstance(item, list) else [item] for item in value]


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


Pressed = Annotated[
    list[FewLabels],
    Field(min_length=1, max_length=9),
    _at_most(9),
    BeforeValidator(_groups, json_schema_input_type=Label | list[Label | list[Label]]),
]
Chosen = Annotated[FewLabels, BeforeValidator(_listed, json_schema_input_type=Label | list[Label])]


class Table(Part):
    """A table, or a list of rows where it has no columns' names."""

    columns: Cells | None = Field(None, description="The names of the columns.")
    rows: Annotated[list[Cells], _FEW, _at_most(12)] = Field(
        description="The rows, each a list of its cells."
    )


class Area(Part):
    """A part of a page; what is in it is drawn from top to bottom in the written order."""

    heading: Label | None = Field(None, description="Its heading.")
    toolbar: FewLabels | None = Field(None, description="The buttons above its content.")
    tabs: FewLabels | None = Field(None, description="Tabs.")
    tiles: FewLabels | None = Field(None, description="Tiles: large buttons with an icon.")
    form: FewFields | None = Field(None, description="Fields to fill in: LABEL: VALUE.")
    options: FewLabels | None = Field(None, description="Options, of which one is chosen.")
    table: Table | None = Field(None, description="A table or a list.")
    buttons: FewLabels | None = Field(None, description="The buttons below its content.")


class Drawing(Area):
    """An illustration of a console's page; the keys of an area speak of the page itself."""

    window: Label = Field(description="The title of the window: what the console is called.")
    url: Label | None = Field(None, description="The address, as a browser shows it.")
    menu: Annotated[list[MenuEntry], _FEW, _at_most(12)] | None = Field(
        None, description="The left menu: entries, and for open ones ENTRY: [what is below it]."
    )
    sections: Annotated[list[Area], _FEW, _at_most(12)] | None = Field(
        None, description="Framed parts of the page, each with its own heading and content."
    )
    panel: Area | None = Field(None, description="What has opened at the right of the page.")
    chosen: Chosen | None = Field(
        None, description="The menu entry, tab or option that is open or chosen; or several."
    )
    press: Pressed | None = Field(
        None,
        description="What the reader presses or fills in. Several are numbered in their order; "
        "those in a list inside the list share a number.",
    )
    from_step: int | None = Field(
        None, ge=1, le=99, description="The number of the first step that is shown; without it, 1."
    )

    def areas(self) -> Iterator[Area]:
        """Yield the page, its sections and the panel."""
        yield self
        yield from self.sections or ()
        if self.panel is not None:
            yield self.panel

    def menu_entries(self) -> Iterator[tuple[Label, Path, bool]]:
        """Yield the menu's entries from the top: label, path, and whether something is below."""
        yield from _entries(self.menu or [], ("menu",))

    def labels(self) -> Iterator[tuple[str, Label]]:
        """Yield the label of all that can be pressed, filled in or chosen, and the key it is in."""
        yield from (("menu", label) for label, _, _ in self.menu_entries())
        for area in self.areas():
            for key in _LABELLED:
                yield from ((key, label) for label in getattr(area, key) or ())
            for row in area.table.rows if area.table else ():
                yield from (("table", label) for label in row)


def _entries(menu: list[Any], path: Path) -> Iterator[tuple[Label, Path, bool]]:
    for number, entry in enumerate(menu):
        if not isinstance(entry, dict):
            yield entry, (*path, number), False
            continue
        for label, below in entry.items():
            yield label, (*path, number), True
            yield from _entries(below, (*path, number, label))
