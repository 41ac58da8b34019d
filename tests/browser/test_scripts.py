"""The scripts alone: patterns, encoding and signs mean in Chromium what they mean in Python."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from pydantic import ValidationError

from generator import reader_assets
from generator.placeholders import Placeholder, expand
from generator.signs import signs
from tests.browser.own_site import serve
from tests.test_service_provider import PIECES
from tests.texts import TEXTS

# A page with one field, whose pattern the tests change.
BLANK = """<!doctype html><html lang="en"><title>Blank</title><link rel="icon" href="data:,">
<div class="handrail-reader" data-service-provider="here"><div class="handrail-field">
<p><label for="f">Team</label><span></span></p><input id="f" data-placeholder="team"></div></div>"""
START = """async () => {
  window.values = await import("/assets/handrail/values.js");
  window.declare = (pattern, signs) => {
    localStorage.clear();
    document.querySelector("input").pattern = pattern;
    const ranges = signs.map(() => document.createElement("code"));
    ranges.forEach((range, index) => { range.dataset.sign = signs[index]; });
    document.querySelector("span").replaceChildren(...ranges);
    window.values.start(document, AbortSignal.abort());
  };
}"""
# As scripts compile it, and as browsers compile the pattern of a field.
COMPILE = """pattern => ["u", "v"].map(flag => new RegExp(`^(?:${pattern})$`, flag).flags)"""
FAULT = """([pattern, signs, text]) => {
  declare(pattern, signs);
  const input = document.querySelector("input");
  input.value = text;
  return [values.fault("team", text), !input.validity.patternMismatch];
}"""
SET = """([pattern, text]) => {
  declare(pattern, []);
  const told = [], listening = new AbortController();
  values.onChange((name) => told.push(name), listening.signal);
  const wrong = values.set("team", text);
  listening.abort();
  values.set("team", "");
  const { label, value } = values.placeholders().get("team");
  return [wrong, told, label, value];
}"""
# What readers could type where a pattern is expected to fit: nothing that browsers take out.
TYPED = st.text(
    st.sampled_from("abcxyzABCXYZ019_-.@:=,;%~ +!'()*/é\u0430\u0664\uff41\u212a😀"), max_size=12
)


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    root = tmp_path_factory.mktemp("blank")
    (root / "index.html").write_text(BLANK, encoding="utf-8")
    for path, file in reader_assets.FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(file.read_bytes())
    with serve(root) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate(START)
        yield page


def _placeholder(pattern: str) -> Placeholder | None:
    made = {"label": "l", "description": "d", "example": "x", "pattern": pattern}
    try:
        return Placeholder.model_validate(made)
    except ValidationError:
        return None


@given(PIECES)
@example(r"[a-z0-9_\-]+")
@example(r"[\^\]\\.]")
@example("[!]")
@example("[a-zA-Z][a-zA-Z0-9 ]*")
@example(r"o-[a-z0-9]{10}\.[a-z]{2,24}")
def test_accepted_pattern_compiles_in_both(page: Page, pattern: str) -> None:
    if _placeholder(pattern) is not None:
        re.compile(pattern, re.ASCII)
        assert page.evaluate(COMPILE, pattern) == ["u", "v"]


@given(PIECES, TYPED.filter(bool))
@example(r"\w+", "\u0430cme")
@example(r"\d+", "\u0664")
@example("[a-z]+", "\u212a")
@example("[A-Z]+", "a" * 200)
@example("[a-z]+", "a" * 201)
@example("a+", "aaaa")
@example("[a-z]*[a-z]*[a-z]*b", "a" * 10_000)
def test_both_find_that_the_same_texts_fit(page: Page, pattern: str, text: str) -> None:
    placeholder = _placeholder(pattern)
    if placeholder is None:
        return
    known = signs(pattern)
    fault, fits_the_field = page.evaluate(FAULT, [pattern, known, text])
    assert (fault is None) == placeholder.fits(text)
    if fault is None:
        return
    assert (fault["kind"] == "long") == (len(text) > 200)
    assert fault["kind"] == "long" or not fits_the_field
    assert not set(fault["signs"]) & set(known)
    assert (fault["kind"] == "signs") == bool(fault["signs"])


@given(st.data(), PIECES)
def test_signs_are_all_that_fits_can_hold(data: st.DataObject, pattern: str) -> None:
    if _placeholder(pattern) is None:
        return
    text = data.draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    known = signs(pattern)
    ranges = [range(ord(one[0]), ord(one[-1]) + 1) for one in known]
    assert all(any(ord(sign) in one for one in ranges) for sign in text)


@given(TEXTS)
@example("!'()*-._~ /?#[]@&=+$,;:%éß\u0430😀")
def test_both_encode_alike(page: Page, text: str) -> None:
    assert page.evaluate("text => values.encode(text)", text) == expand("{x}", {"x": text})


@pytest.mark.parametrize(
    ("text", "kind"),
    [("acme", None), ("", None), ("Acme", "pattern"), ("a" * 200, None), ("a" * 201, "long")],
)
def test_value_is_taken_if_it_fits(page: Page, text: str, kind: str | None) -> None:
    wrong, told, label, value = page.evaluate(SET, ["[a-z]+", text])
    assert (wrong and wrong["kind"]) == kind
    assert told == (["team"] if text and kind is None else [])
    assert label == "Team"
    assert value is None
