"""Modules that tests share say what is not as it should be, as tests do."""

from pathlib import Path

import pytest

_SHARED = (path.stem for path in Path(__file__).parent.glob("[a-z]*"))
pytest.register_assert_rewrite(*(f"{__name__}.{name}" for name in _SHARED))
