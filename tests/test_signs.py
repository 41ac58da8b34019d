"""Which signs a pattern knows, as readers are told them."""

import pytest

from generator.signs import signs


@pytest.mark.parametrize(
    ("pattern", "known"),
    [
        (r"[a-z0-9_\-]+", ["a-z", "0-9", "_", "-"]),
        ("[a-z]{1,63}", ["a-z"]),
        (r"c-\d{1,9}", ["c", "-", "0-9"]),
        (r"\w+", ["a-z", "A-Z", "0-9", "_"]),
        ("[a-zA-Z][a-zA-Z0-9 ]*", ["a-z", "A-Z", "0-9", " "]),
        (r"[a-z0-9\-]{1,63}\.[a-z]{2,24}", ["a-z", "0-9", "-", "."]),
        (r"[\^\]\\.]?", ["^", "]", "\\", "."]),
        ('["+*?]?x+', ['"', "+", "*", "?", "x"]),
        (r"[\w.]{2}@{1}", ["a-z", "A-Z", "0-9", "_", ".", "@"]),
    ],
)
def test_signs(pattern: str, known: list[str]) -> None:
    assert list(signs(pattern)) == known
