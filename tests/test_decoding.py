"""What is found out of the bytes of an image, whatever they are."""

import tracemalloc
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pydantic import TypeAdapter

from generator.figures import decoding
from generator.figures.facts import Facts
from generator.rules import RULES
from tests.pictures import picture

_FACTS = TypeAdapter(Facts)
_SVG = b"""<?xml version="1.0"?><!-- x --><!DOCTYPE svg [<!ENTITY a "aaaa">]>
<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><title>&a;</title><script>1</script></svg>"""


def _encoded(file_format: str) -> bytes:
    made = BytesIO()
    Image.effect_noise((24, 16), 50).convert("RGB").save(made, file_format)
    return made.getvalue()


SOUND = {
    "svg": _SVG,
    "animated.gif": picture("a.gif", size=[20, 10], frames=2),
    "animated.png": picture("a.png", size=[20, 10], frames=2),
    "animated.webp": picture("a.webp", size=[20, 10], frames=2),
    "told.jpg": picture("a.jpg", size=[20, 10], gps=True, exif={0x0112: 6, 0x013B: "Ada"}),
    "palette.png": picture("a.png", size=[20, 10], mode="P"),
    **{name: _encoded(name) for name in ("AVIF", "BMP", "ICO", "TIFF", "JPEG2000")},
}
_BYTES = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda start, rest: start[:16] + rest, st.sampled_from([*SOUND.values()]), st.binary()
    ),
)


@pytest.mark.parametrize("name", SOUND)
def test_sound_image_is_not_refused(name: str) -> None:
    assert decoding.facts(SOUND[name]).refusal is None


def _expect_facts(data: bytes) -> None:
    found = decoding.facts(data)
    assert found.refusal is None or found.refusal.rule in RULES
    assert _FACTS.validate_json(_FACTS.dump_json(found)) == found


@given(_BYTES)
def test_any_bytes(data: bytes) -> None:
    _expect_facts(data)


@pytest.mark.parametrize("name", SOUND)
@given(data=st.data())
def test_broken_images(name: str, data: st.DataObject) -> None:
    broken = bytearray(SOUND[name])
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    _expect_facts(bytes(broken[: data.draw(st.integers(len(broken) // 2, len(broken)))]))


@pytest.mark.parametrize("name", SOUND)
def test_image_that_breaks_off_anywhere(name: str) -> None:
    for end in range(len(SOUND[name])):
        _expect_facts(SOUND[name][:end])


def test_bomb_is_refused_by_its_header() -> None:
    bomb = picture("a.png", claims=[40_000, 40_000])
    tracemalloc.start()
    found = decoding.facts(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.refusal is not None
    assert found.refusal.rule == "image/too-large"
    assert peak < 10_000_000


def test_bomb_in_a_webp_is_refused() -> None:
    bomb = bytearray(SOUND["animated.webp"])
    canvas = bomb.index(b"VP8X") + 12
    bomb[canvas : canvas + 6] = 2 * (16_382).to_bytes(3, "little")
    found = decoding.facts(bytes(bomb))
    assert found.refusal is not None
    assert found.refusal.rule == "image/too-large"


def test_jpeg_of_endless_scans_is_refused() -> None:
    sound = picture("a.jpg", size=[5000, 4000], colour="red")
    found = decoding.facts(sound[:-2] + sound[sound.index(b"\xff\xda") : -2] * 30 + b"\xff\xd9")
    assert found.refusal is not None
    assert found.refusal.spot.what == "it has 5,000 by 4,000 pixels in 31 scans"


def test_svg_of_entities_that_blow_up_is_refused() -> None:
    entities = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "{"x" * 100}">{"".join(entities)}]>'
    bomb += '<svg xmlns="http://www.w3.org/2000/svg"><text>&a9;</text></svg>'
    found = decoding.facts(bomb.encode())
    assert found.refusal is not None
    assert found.refusal.rule == "image/damaged"


def test_deep_svg_is_no_fault() -> None:
    deep = b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 200_000
    assert decoding.facts(deep + b"</g>" * 200_000 + b"</svg>").refusal is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_svg_in_any_encoding(encoding: str) -> None:
    text = '<svg xmlns="http://www.w3.org/2000/svg"><text>ä</text></svg>'
    assert decoding.facts(text.encode(encoding)) == Facts("SVG", len(text.encode(encoding)))


def test_size_is_that_of_what_is_shown() -> None:
    on_its_side = decoding.facts(picture("a.jpg", size=[30, 20], exif={0x0112: 6}))
    assert (on_its_side.width, on_its_side.height) == (20, 30)
