"""The line that a finding speaks of, with a caret below the column."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Place
from generator.excerpts import excerpt

LONG = "0123456789" * 15


@pytest.mark.parametrize(
    ("text", "line", "column", "shown"),
    [
        ("a: b\nc: d\n", 2, 4, ["    2 | c: d", "      |    ^"]),
        ("a: b\r\nc: d\r\n", 2, 1, ["    2 | c: d", "      | ^"]),
        ("\ufeffa: b", 1, 1, ["    1 | a: b", "      | ^"]),
        ("\ta: b", 1, 2, ["    1 | \ta: b", "      | \t^"]),
        ("日本: b", 1, 5, ["    1 | 日本: b", "      |       ^"]),
        ("e\u0301: b", 1, 3, ["    1 | e\u0301: b", "      |  ^"]),
        ("a: b", 1, 5, ["    1 | a: b", "      |     ^"]),
        (LONG, 1, 3, [f"    1 | {LONG[:100]}", "      |   ^"]),
        (LONG, 1, 101, [f"    1 | {LONG[40:140]}", f"      | {' ' * 60}^"]),
        ("a: b", 2, 1, []),
        ("a: b\n  \n", 2, 1, []),
        ("", 1, 1, []),
        ("a\x1b[31m: b", 1, 8, ["    1 | a␛[31m: b", "      |        ^"]),
        ("\x89PNG\n\x1a\n\0\0", 1, 1, []),
    ],
)
def test_excerpt(tmp_path: Path, text: str, line: int, column: int, shown: list[str]) -> None:
    (tmp_path / "x.yml").write_bytes(text.encode())
    assert excerpt(tmp_path, Place("x.yml", line, column)).splitlines() == shown


def test_nothing_of_what_cannot_be_read(tmp_path: Path) -> None:
    assert excerpt(tmp_path, Place("x.yml")) == ""
    assert excerpt(tmp_path, Place(".")) == ""


@given(st.binary(max_size=300), st.integers(1, 9), st.integers(1, 99))
def test_any_bytes(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, line: int, column: int
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "x.yml").write_bytes(raw)
    assert excerpt(folder, Place("x.yml", line, column)).count("\n") in (0, 1)
