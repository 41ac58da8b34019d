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


_Several = Annotated[list[Label], _FEW]
Pressed = Annotated[
    list[FewLabels],
    Field(min_length=1, max_length=9),
    _at_most(9),
    BeforeValidator(
        _groups,
        json_schema_input_type=Label
        | Annotated[list[Label | _Several], Field(min_length=1, max_length=9)],
    ),
]
Chosen = Annotated[FewLabels, BeforeValidator(_listed, json_schema_input_type=Label | _Several)]


class Table(Part):
    """A table, or a list of rows where it has no columns' names."""

    columns: Cells | None = Field(
        None,
        description="The headings of the columns, four at most; without them it is a list.",
        examples=[["Name", "State"]],
    )
    rows: Annotated[list[Cells], _FEW, _at_most(12)] = Field(
        description="The rows: for each a list of its cells, four at most.",
        examples=[[["Example", "On"], ["…", "Off"]]],
    )


class Area(Part):
    """A part of a page; what is in it is drawn from top to bottom in the written order."""

    heading: Label | None = Field(
        None, description="The heading of the page, or of this part of it.", examples=["New app"]
    )
    toolbar: FewLabels | None = Field(
        None,
        description="The buttons in a row above its content: write their labels.",
        examples=[["New application", "Refresh"]],
    )
    tabs: FewLabels | None = Field(
        None,
        description="The tabs above the content: write their labels, from left to right.",
        examples=[["General", "Sign on"]],
    )
    tiles: FewLabels | None = Field(
        None,
        description="The tiles, which are large buttons with an icon: write their labels.",
        examples=[["SAML", "Linked"]],
    )
    form: FewFields | None = Field(
        None,
        description="The fields: write each one's label, and what it is filled in with.",
        examples=[{"Entity ID": "https://example.com/saml/{sso_identifier}"}],
    )
    options: FewLabels | None = Field(
        None,
        description="The options, of which one is chosen: write their words.",
        examples=[["SAML 2.0", "OpenID Connect"]],
    )
    table: Table | None = Field(
        None,
        description="A table: write its columns and rows; without columns it is a list.",
        examples=[{"columns": ["Name", "State"], "rows": [["Example", "On"]]}],
    )
    buttons: FewLabels | None = Field(
        None,
        description="The buttons below its content: write their labels.",
        examples=[["Save", "Cancel"]],
    )


class Drawing(Area):
    """An illustration of a console's page; the keys of an area speak of the page itself."""

    window: Label = Field(
        description="The title of the window: write what the console is called.",
        examples=["Microsoft Entra admin center"],
    )
    url: Label | None = Field(
        None,
        description="The address of the page, as a browser shows it above the window.",
        examples=["entra.microsoft.com"],
    )
    menu: Annotated[list[MenuEntry], _FEW, _at_most(12)] | None = Field(
        None,
        description="The left menu: write its entries, and for an open one ENTRY: [what is below "
        "it].",
        examples=[["Users", {"Apps": ["Web apps"]}]],
    )
    sections: Annotated[list[Area], _FEW, _at_most(12)] | None = Field(
        None,
        description="Framed parts of the page, each with its own heading and content.",
        examples=[[{"heading": "Basic configuration", "buttons": ["Edit"]}]],
    )
    panel: Area | None = Field(
        None,
        description="What has opened at the right of the page, with its own heading and content.",
        examples=[{"heading": "Add app", "buttons": ["Create"]}],
    )
    chosen: Chosen | None = Field(
        None,
        description="The menu entry, tab or option that is open or chosen: write its label, or "
        "several.",
        examples=["Apps"],
    )
    press: Pressed | None = Field(
        None,
        description="What the reader presses or fills in: write its label. Several are numbered "
        "in their order; those in a list inside the list share a number.",
        examples=["Save", ["Entity ID", "Save"]],
    )
    from_step: int | None = Field(
        None,
        ge=1,
        le=99,
        description="The number of the first step that is shown, if it is not 1.",
        examples=[3],
        # Handrail sees no difference between 3 and "3".
        json_schema_extra={
            "type": ["integer", "string"],
            "pattern": "^[1-9][0-9]?$",
            "patternErrorMessage": "a step's number is one from 1 to 99",
        },
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
