"""What nobody may see is flat in pictures, and left out of what is said."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from generator.proving.pictures import Camera
from generator.proving.secrets import PASSWORD, redacted

ADDRESS = Path(__file__).with_name("secrets.html").as_uri()
FROM_THE_ENVIRONMENT = "my-secret-from-the-environment"
KEY = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, FROM_THE_ENVIRONMENT)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.goto(ADDRESS)
    yield opened
    opened.close()


def _places(page: Page) -> dict[str, tuple[float, float, float, float]]:
    """Return where each secret stands, as Playwright sees it: in shadow trees and frames too."""
    found = {}
    for frame in page.frames:
        for one in frame.locator("[data-secret]").all():
            box = one.bounding_box()
            assert box is not None
            name = one.get_attribute("data-secret") or ""
            found[name] = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
    return found


def _is_flat(image: Image.Image) -> bool:
    return len(image.getcolors(1 << 20) or []) == 1


def test_pictures_hide_every_secret(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "failed.webp"
    Camera().failure(page, file)
    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    places = _places(page)
    assert len(places) == 11
    for name, place in places.items():
        assert _is_flat(_inner(picture, place)), name


def _inner(picture: Image.Image, place: tuple[float, float, float, float]) -> Image.Image:
    """Return what is inside a place, but for half a pixel at its edges."""
    left, top, right, bottom = place
    return picture.crop((round(left) + 1, round(top) + 1, round(right) - 1, round(bottom) - 1))


def test_figures_hide_every_secret(page: Page, tmp_path: Path) -> None:
    """Whatever stands there, the figure is the same: so it tells nothing of it."""
    camera, file = Camera(), tmp_path / "figure.webp"
    target = page.locator("#plain").element_handle()
    camera.take(page, [target], 1, file)
    first = camera.taken[file]
    page.locator("textarea").fill(KEY.replace("MIIE", "OTHE"))
    page.locator("input").fill("another horse")
    page.locator("body").click(position={"x": 5, "y": 5})
    camera.take(page, [target], 1, file)
    assert camera.taken[file] == first


def test_plain_words_stay(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "failed.webp"
    Camera().failure(page, file)
    box = page.locator("#plain").bounding_box()
    assert box is not None
    place = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
    with Image.open(io.BytesIO(file.read_bytes())) as opened:
        assert not _is_flat(_inner(opened.convert("RGB"), place))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"the field holds {KEY}", "the field holds […]"),
        ("a" * 32, "[…]"),
        (f"signed in with {FROM_THE_ENVIRONMENT}", "signed in with […]"),
        ("Signature: rsa-sha256", "Signature: rsa-sha256"),
        ("https://api.example.com/auth/saml/acme", "https://api.example.com/auth/saml/acme"),
    ],
)
def test_what_is_said_holds_no_secret(text: str, said: str) -> None:
    assert redacted(text) == said
