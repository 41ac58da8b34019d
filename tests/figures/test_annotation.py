"""Screenshots become figures: nothing of what is masked is left, and what is equal stays equal."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from generator.figures import decoding
from generator.figures.annotation import Area, Shown, annotated, is_changed
from tests.pictures import picture

WIDTH, HEIGHT = 700, 400
MASK, MARK, BRIGHT = (136, 144, 158), (194, 24, 91), (255, 255, 255)
AREAS = st.builds(
    Area,
    st.floats(-50, WIDTH + 50),
    st.floats(-50, HEIGHT + 50),
    st.floats(0, WIDTH),
    st.floats(0, HEIGHT),
)
SOME = st.lists(AREAS, max_size=3)
SCREENSHOT = picture("x.png", size=[WIDTH, HEIGHT])


def _open(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def _png(image: Image.Image) -> bytes:
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def _scribbled(areas: list[Area]) -> bytes:
    """Return the screenshot with something else in these areas, and nowhere else."""
    image = _open(SCREENSHOT)
    other = _open(picture("x.png", size=[WIDTH, HEIGHT], seed=7))
    cut = Image.new("L", image.size)
    draw = ImageDraw.Draw(cut)
    for x, y, width, height in areas:
        if width >= 1 and height >= 1:
            draw.rectangle((x, y, x + width - 1, y + height - 1), fill=255)
    image.paste(other, mask=cut)
    return _png(image)


@settings(max_examples=15)
@given(targets=SOME, masks=SOME)
def test_nothing_of_what_is_masked_is_left(targets: list[Area], masks: list[Area]) -> None:
    """Whatever stands there gives the same bytes, so the bytes tell nothing of it."""
    first = annotated(SCREENSHOT, 1, Shown(targets, 3, masks))
    assert annotated(_scribbled(masks), 1, Shown(targets, 3, masks)) == first


@settings(max_examples=15)
@given(masks=st.lists(AREAS, min_size=1, max_size=3))
def test_masks_are_flat(masks: list[Area]) -> None:
    made = _open(annotated(SCREENSHOT, 1, Shown(masks=masks)))
    for x, y, width, height in masks:
        left, top = max(0, int(x)), max(0, int(y))
        right, bottom = min(WIDTH, int(x + width)), min(HEIGHT, int(y + height))
        if left < right and top < bottom:
            part = made.crop((left, top, right, bottom))
            assert part.getcolors() == [(part.width * part.height, MASK)]


@settings(max_examples=15)
@given(targets=SOME, number=st.integers(1, 999), scale=st.sampled_from([1, 1.25, 2]))
def test_figure_is_large_enough_and_no_larger_than_the_page(
    targets: list[Area], number: int, scale: float
) -> None:
    made = _open(annotated(SCREENSHOT, scale, Shown(targets, number)))
    assert min(640 * scale, WIDTH) <= made.width <= WIDTH
    assert min(300 * scale, HEIGHT) <= made.height <= HEIGHT


@settings(max_examples=10)
@given(targets=SOME, number=st.integers(1, 99), masks=SOME)
def test_same_input_gives_the_same_bytes(
    targets: list[Area], number: int, masks: list[Area]
) -> None:
    first = annotated(SCREENSHOT, 1, Shown(targets, number, masks))
    assert annotated(SCREENSHOT, 1, Shown(targets, number, masks)) == first
    assert not is_changed(first, first)


def test_all_of_a_target_is_shown_with_room_around_it() -> None:
    page = Image.new("RGB", (WIDTH, HEIGHT), "black")
    ImageDraw.Draw(page).rectangle((500, 300, 599, 319), fill="lime")
    made = _open(annotated(_png(page), 1, Shown([Area(500, 300, 100, 20)], 12)))
    assert made.size == (640, 300)
    green = [colour for colour in made.getcolors(1 << 20) or [] if colour[1] == (0, 255, 0)]
    assert green == [(2000, (0, 255, 0))]
    colours = {colour for _, colour in made.getcolors(1 << 20) or []}
    assert {MARK, BRIGHT} <= colours


def test_what_is_around_a_target_is_shown_too_without_an_outline() -> None:
    page = Image.new("RGB", (WIDTH, HEIGHT), "black")
    ImageDraw.Draw(page).rectangle((100, 310, 109, 319), fill="lime")
    shown = Shown([Area(700, 300, 60, 20)], 1, around=[Area(100, 300, 660, 20)])
    made = _open(annotated(_png(page), 1, shown))
    assert (100, (0, 255, 0)) in (made.getcolors(1 << 20) or [])


def test_number_hides_what_is_plainest() -> None:
    """At three corners there is something to see: the number goes to the fourth."""
    page = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(page)
    for x in range(470, 640, 4):
        draw.line((x, 260, x, 300), fill="black")  # above it, on both sides
    for x in range(590, 640, 4):
        draw.line((x, 320, x, 360), fill="black")  # below it, on the right
    made = _open(annotated(_png(page), 1, Shown([Area(500, 300, 100, 20)], 7)))
    below_on_the_left = made.crop((405, 215, 445, 255))
    colours = {colour: n for n, colour in below_on_the_left.getcolors(1 << 20) or []}
    assert colours[MARK] > 300  # a disc, and not only the end of an outline


def test_page_without_a_target_is_shown_as_it_is() -> None:
    made = annotated(SCREENSHOT, 1, Shown(number=5))
    assert _open(made).tobytes() == _open(SCREENSHOT).tobytes()


def test_figure_is_webp_without_metadata() -> None:
    page = Image.new("RGB", (WIDTH, HEIGHT), "white")
    data = BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Ada"
    page.save(data, "PNG", exif=exif, icc_profile=b"x" * 200)
    made = annotated(data.getvalue(), 1, Shown([Area(10, 10, 50, 20)], 1))
    facts = decoding.facts(made)
    assert (facts.format, facts.refusal, facts.personal) == ("WebP", None, ())
    assert made[12:16] == b"VP8L"  # a file with metadata begins with VP8X


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        annotated(b"no picture", 1, Shown())


@pytest.mark.parametrize(("pixels", "changed"), [(0, False), (140, False), (141, True)])
def test_so_many_pixels_make_a_change(pixels: int, changed: object) -> None:
    before = Image.new("RGB", (WIDTH, HEIGHT), "white")
    after = before.copy()
    for number in range(pixels):
        after.putpixel((number, 7), (255, 255, 254))
    assert is_changed(_png(before), _png(after)) is changed


def test_other_sizes_and_broken_files_are_a_change() -> None:
    before = picture("x.webp", size=[640, 300])
    assert is_changed(before, picture("x.webp", size=[640, 301]))
    assert is_changed(b"", before)
    assert is_changed(before[:40], before)
