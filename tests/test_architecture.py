"""The pipeline is straight: see docs/contributing/architecture.md, whose list is held to here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import REPOSITORY

PACKAGE = REPOSITORY / "generator"
PAGE = REPOSITORY / "docs/contributing/architecture.md"
MODULES = sorted(PACKAGE.rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


# The main functions of these libraries do more than their names say: only one module knows them.
# What prints, asks and exits.
_COMMANDS = {_name(path) for path in MODULES if path.match("commands/[a-z]*")}
COMMAND = {"terminal.py", "cli.py", *_COMMANDS}
ONLY = {"mkdocs": {"mkdocs_plugin.py"}, "click": COMMAND, "yaml_env_tag": {"mkdocs_yml.py"}}
LONGEST_FUNCTION = 50
LONGEST_FILE = 300


def _order() -> list[str]:
    """Return the modules and folders in the order of the page's table."""
    rows = re.findall(r"^\| (`[^|]+`) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([\w./]+)`", row)]


ORDER = _order()


def _rank(name: str) -> int:
    """Return where a module stands: where its folder does, unless it is listed itself."""
    return ORDER.index(name if name in ORDER else name.partition("/")[0] + "/")


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _imports(path: Path) -> Iterator[str]:
    """Yield the dotted names that a module imports, in functions too."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _own_imports(path: Path) -> Iterator[str]:
    """Yield the modules of the package that a module imports, named as `_name` does."""
    for dotted in _imports(path):
        parts = dotted.split(".")[1:] if dotted.startswith("generator.") else []
        for end in range(len(parts), 0, -1):
            candidate = PACKAGE.joinpath(*parts[:end]).with_suffix(".py")
            if candidate.is_file():
                yield _name(candidate)
                break


def test_page_lists_every_module() -> None:
    modules = {_name(path) for path in MODULES if path.name != "__init__.py"}
    assert {ORDER[_rank(name)] for name in modules} == set(ORDER)
    assert len(ORDER) == len(set(ORDER))


def test_page_lists_every_script() -> None:
    listed = set(re.findall(r"`([\w-]+\.js)`", PAGE.read_text("utf-8")))
    assert listed == {path.name for path in (PACKAGE / "assets").rglob("*.js")}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_imports_only_what_stands_above_it(path: Path) -> None:
    if path.name == "__init__.py":
        assert list(_own_imports(path)) == []
        return
    own = _rank(_name(path))
    below = [name for name in _own_imports(path) if _rank(name) > own]
    beside = [n for n in _own_imports(path) if _rank(n) == own and "/" not in n]
    assert below + beside == []


@pytest.mark.parametrize("library", ONLY)
def test_library_is_known_to_one_module(library: str) -> None:
    users = {
        _name(path)
        for path in MODULES
        for dotted in _imports(path)
        if dotted.split(".")[0] == library
    }
    assert users == ONLY[library]


def test_only_the_command_prints_and_exits() -> None:
    calls = {"print", "exit", "quit", "input", "breakpoint", "sys.exit", "os._exit"}
    for path in MODULES:
        found = {
            ast.unparse(node.func) for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)
        }
        used = found & calls
        assert not used or _name(path) in COMMAND, path


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_size(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE
    for function in _functions(path):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, function.name


def test_most_functions_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1 for path in MODULES for node in _functions(path)
    )
    assert lengths[len(lengths) // 2] <= 12


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_is_swallowed(path: Path) -> None:
    """No bare `except`, no handler that only passes, no `assert` that data could fail."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert not all(isinstance(line, ast.Pass) for line in node.body)
        assert not isinstance(node, ast.Assert | ast.Global)
