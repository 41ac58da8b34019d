"""Drawings: what is drawn, what is refused, and that hostile labels change neither.

`HANDRAIL_UPDATE_GOLDEN=1 pytest tests/figures/test_drawing.py` writes what is expected anew: look
at every SVG that changed, light and dark, before you keep it.
"""

import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import Browser

from generator.diagnostics import Diagnostic
from generator.environment import TemplateFaultError
from generator.figures.drawing import Drawing, draw, read, svg_environment
from generator.figures.layout import WIDTH, Layout, measure
from generator.figures.lettering import Words
from generator.figures.shapes import Box, Mark

HERE = Path(__file__).parent / "drawings"
TEMPLATES = Path(__file__).parents[2] / "templates"
IMAGES = Path(__file__).parents[2] / "img"
ENDING = ".drawing.yml"
GOLDEN = sorted(HERE.glob(f"*{ENDING}"))
FAULTS = sorted((HERE / "faults").glob(f"*{ENDING}"))
OURS = sorted(IMAGES.rglob(f"*{ENDING}"))
UPDATE = bool(os.environ.get("HANDRAIL_UPDATE_GOLDEN"))
SVG = "{http://www.w3.org/2000/svg}"
EMPTY = Drawing.model_validate({"window": "x"})
ENVIRONMENT = svg_environment([TEMPLATES])


def _name(path: Path) -> str:
    return path.name.removesuffix(ENDING)


def _drawn(path: Path) -> Drawing:
    drawing, diagnostics = read(path, path.name)
    assert not diagnostics
    assert drawing is not None
    return drawing


def _expect(path: Path, found: str) -> None:
    if UPDATE:
        path.write_text(found, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == found


@pytest.mark.parametrize("path", GOLDEN, ids=_name)
def test_golden(path: Path) -> None:
    svg = draw(_drawn(path), ENVIRONMENT)
    _expect(path.with_name(f"{_name(path)}.svg"), svg)


def _line(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.place.line}:{diagnostic.place.column}"
    hint = f"\n    hint: {diagnostic.hint}" if diagnostic.hint else ""
    return f"{place}: {diagnostic.rule}: {diagnostic.message}{hint}\n"


@pytest.mark.parametrize("path", FAULTS, ids=_name)
def test_fault(path: Path) -> None:
    _, diagnostics = read(path, path.name)
    _expect(path.with_name(f"{_name(path)}.txt"), "".join(map(_line, sorted(diagnostics))))


@pytest.mark.parametrize("path", FAULTS, ids=_name)
def test_what_is_right_of_a_faulty_drawing_can_be_drawn(path: Path) -> None:
    drawing, diagnostics = read(path, path.name)
    assert diagnostics
    if drawing is not None:
        _check_document(draw(drawing, ENVIRONMENT))


def test_missing_file(tmp_path: Path) -> None:
    drawing, diagnostics = read(tmp_path / "x.drawing.yml", "img/x.drawing.yml")
    assert drawing is None
    assert [(d.rule, str(d.place)) for d in diagnostics] == [
        ("file/unreadable", "img/x.drawing.yml:1:1")
    ]


@pytest.mark.parametrize("path", [*GOLDEN, *OURS], ids=_name)
def test_drawing_is_sound(path: Path) -> None:
    drawing = _drawn(path)
    _check_layout(measure(drawing))
    _check_document(draw(drawing, ENVIRONMENT))
    assert draw(_drawn(path), svg_environment([TEMPLATES])) == draw(drawing, ENVIRONMENT)


def _check_document(svg: str) -> None:
    """Hold a file to what an image may be: one that stands alone and does nothing."""
    root = ET.fromstring(svg)  # noqa: S314 (our own output)
    assert root.tag == f"{SVG}svg"
    assert root.attrib["role"] == "img"
    assert root.attrib["viewBox"] == f"-2 -2 {root.attrib['width']} {root.attrib['height']}"
    assert root.findtext(f"{SVG}title")
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert {"only-light", "only-dark"} <= set(ids)
    tags = {"svg", "title", "style", "g", "clipPath", "rect", "circle", "path", "text", "tspan"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= tags
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name
            assert "url(" not in value or value == "url(#window)"
    style = root.findtext(f"{SVG}style") or ""
    assert "url(" not in style
    assert "@import" not in style
    assert "Illustration, not a screenshot" in svg


def _check_layout(layout: Layout) -> None:
    """Hold a layout to what a reader relies on: no text leaves its place or meets another."""
    shapes = [shape for top in layout.shapes for shape in top.walk()]
    for shape in shapes:
        assert _holds(layout.box, shape.box)
        for part in shape.parts:
            assert _holds(shape.box, part.box), (shape.kind, part.kind)
        assert all(_holds(shape.box, _box(words)) for words in shape.words), shape.kind
    boxes = [_box(words) for shape in shapes for words in shape.words]
    assert not any(_meet(one, other) for one, other in combinations(boxes, 2))
    for mark in layout.marks:
        assert _holds(layout.box, mark.ring.grown(4))
        if mark.number:
            assert _holds(layout.box, _badge(mark))
            assert not any(_meet(_badge(mark), box) for box in boxes)


def _box(words: Words) -> Box:
    return Box(words.x, words.y, words.width, words.height)


def _badge(mark: Mark) -> Box:
    return Box(mark.ring.right, mark.ring.y, 0, 0).grown(15)


def _holds(outer: Box, inner: Box) -> bool:
    across = outer.x <= inner.x and inner.right <= outer.right
    return across and outer.y <= inner.y and inner.bottom <= outer.bottom


def _meet(one: Box, other: Box) -> bool:
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.bottom and other.y < one.bottom


# Markup, quotes, templates, signs that XML has no room for, other scripts, emoji; and long ones.
_HOSTILE = [
    "</text><script>alert(1)</script>",
    '" onload="alert(1)',
    "]]>",
    "<!-- ",
    "&amp; &#0; &nope;",
    "{{ layout }}{% include 'x' %}{own}",
    "W" * 400,
    "مرحبا بالعالم " * 9,
    "\u202eabc\u2066 ﷽﷽﷽",
    "👩‍👩‍👧‍👦" * 40,
    "🇩🇪🏳️‍🌈",
    "e" + "\u0301" * 30,
    "漢字" * 60,
    "https://example.com/" + "path/" * 60,
    "\x00\x1f\x7f\ufffe",
]
_LABELS = st.one_of(
    st.sampled_from(_HOSTILE),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(
        lambda text: bool(text.strip())
    ),
    st.sampled_from(["…", "Save", "Users and groups"]),
)


def _few(values: st.SearchStrategy[Any], most: int = 4) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=1, max_size=most)


_FORMS = st.dictionaries(_LABELS, _LABELS, min_size=1, max_size=3)
_TABLES = st.fixed_dictionaries({"rows": _few(_few(_LABELS))}, optional={"columns": _few(_LABELS)})
_AREA: dict[str, st.SearchStrategy[Any]] = {
    "heading": _LABELS,
    "toolbar": _few(_LABELS),
    "tabs": _few(_LABELS),
    "tiles": _few(_LABELS),
    "form": _FORMS,
    "options": _few(_LABELS),
    "table": _TABLES,
    "buttons": _few(_LABELS),
}
_AREAS = st.fixed_dictionaries({}, optional=_AREA)
_ENTRIES = st.one_of(
    _LABELS,
    st.dictionaries(
        _LABELS,
        _few(st.one_of(_LABELS, st.dictionaries(_LABELS, _few(_LABELS), min_size=1, max_size=1))),
        min_size=1,
        max_size=1,
    ),
)
_DRAWINGS = st.fixed_dictionaries(
    {"window": _LABELS},
    optional={
        **_AREA,
        "url": _LABELS,
        "menu": _few(_ENTRIES),
        "sections": _few(_AREAS, 3),
        "panel": _AREAS,
    },
)


def _pressing(data: dict[str, Any], *, single: bool) -> Drawing:
    """Return the drawing with everything in it pressed, as far as nine numbers go."""
    known = list(dict.fromkeys(label for _, label in Drawing.model_validate(data).labels()))
    groups = [known[start : start + 12] for start in range(0, len(known), 12)][:9]
    press = {"press": known[0] if single else groups} if known else {}
    return Drawing.model_validate({**data, **press})


@given(_DRAWINGS, st.booleans())
def test_hostile_labels_stay_in_their_places(data: dict[str, Any], single: bool) -> None:  # noqa: FBT001 (Hypothesis)
    _check_layout(measure(_pressing(data, single=single)))


@given(_DRAWINGS)
@example({"window": "\x1c", "panel": {"heading": "\u200b"}})
def test_hostile_labels_are_text(data: dict[str, Any]) -> None:
    drawing = _pressing(data, single=False)
    svg = draw(drawing, ENVIRONMENT)
    _check_document(svg)
    assert svg == draw(drawing, ENVIRONMENT)
    # Whoever renders with Jinja's defaults gets the same.
    plain = jinja2.Environment(  # noqa: S701 (that is the test)
        loader=ENVIRONMENT.loader, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    assert svg == draw(drawing, plain)


def _palettes() -> Iterator[dict[str, str]]:
    svg = draw(EMPTY, ENVIRONMENT)
    for scheme in ("light", "dark"):
        rule = re.search(rf"#only-{scheme}:target {{(.*?)}}", svg)
        assert rule is not None
        yield dict(re.findall(r"--([\w-]+):(#\w+);", rule[1]))


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast() -> None:
    pairs = [("ink", "page"), ("ink", "bar"), ("ink", "chosen"), ("soft", "page"), ("soft", "bar")]
    pairs += [("accent", "tint"), ("accent", "page"), ("on-accent", "accent")]
    for palette in _palettes():
        for text, ground in pairs:
            dark, light = sorted((_luminance(palette[text]), _luminance(palette[ground])))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


def test_site_replaces_a_template(tmp_path: Path) -> None:
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings/foot.svg.j2").write_text("<text>Dessin</text>\n", encoding="utf-8")
    svg = draw(EMPTY, svg_environment([tmp_path, TEMPLATES]))
    assert "<text>Dessin</text>" in svg


def test_faulty_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings/foot.svg.j2").write_text("\n{{ nothing }}\n", encoding="utf-8")
    with pytest.raises(TemplateFaultError) as fault:
        draw(EMPTY, svg_environment([tmp_path, TEMPLATES]))
    assert fault.value.diagnostic.rule == "jinja/error"
    assert fault.value.diagnostic.place.file.endswith("foot.svg.j2")
    assert fault.value.diagnostic.place.line == 2


# What the layout believes and what a browser draws: with whatever font this machine has.
_OVERFLOWS = """() => [...document.querySelectorAll("text")].filter(text => {
  const box = text.getBBox(), view = text.ownerSVGElement.viewBox.baseVal;
  return box.x < view.x || box.x + box.width > view.x + view.width;
}).map(text => text.textContent)"""
_WIDTHS = """() => [...document.querySelectorAll("text:not(.number)")].map(
  text => [text.textContent, text.getBBox().width])"""


@pytest.mark.parametrize("path", [*GOLDEN, *OURS], ids=_name)
def test_texts_fit_in_a_browser(path: Path, browser: Browser) -> None:
    drawing = _drawn(path)
    page = browser.new_page()
    page.set_content(draw(drawing, ENVIRONMENT))
    assert page.evaluate(_OVERFLOWS) == []
    drawn = page.evaluate(_WIDTHS)
    page.close()
    shapes = [shape for top in measure(drawing).shapes for shape in top.walk()]
    lines = [line for shape in shapes for words in shape.words for line in words.lines]
    room = {"".join(run.text.unescape() for run in line.runs): line.width for line in lines}
    for text, width in drawn:
        assert width <= room.get(text, WIDTH) + 1, text


def _pixel(browser: Browser, folder: Path, fragment: str, scheme: str) -> str:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    (folder / "index.html").write_text(f'<img src="x.svg{fragment}">', encoding="utf-8")
    page.goto((folder / "index.html").as_uri())
    # The file's own colours can only be seen from outside an <img>, in a picture of it.
    page.evaluate("document.images[0].decode()")
    picture = page.screenshot(clip={"x": 300, "y": 200, "width": 1, "height": 1})
    context.close()
    return _first_pixel(picture)


def _first_pixel(picture: bytes) -> str:
    with Image.open(BytesIO(picture)) as image:
        pixel = image.convert("RGB").getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return "#" + "".join(f"{part:02x}" for part in pixel)


def test_fragment_wins_over_the_system(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text(draw(EMPTY, ENVIRONMENT), encoding="utf-8")
    light, dark = (palette["page"] for palette in _palettes())
    light = "#ffffff" if light == "#fff" else light
    for scheme, expected in (("light", light), ("dark", dark)):
        assert _pixel(browser, tmp_path, "", scheme) == expected
        assert _pixel(browser, tmp_path, "#only-light", scheme) == light
        assert _pixel(browser, tmp_path, "#only-dark", scheme) == dark
