"""mkdocs.yml with all that it inherits, and the places of what is written there.

INHERIT and !ENV mean what they mean to MkDocs
(https://www.mkdocs.org/user-guide/configuration/#configuration-inheritance).
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from generator.diagnostics import Place


class ConfigurationError(Exception):
    """mkdocs.yml cannot be read at all; the message says why."""


@dataclass(frozen=True)
class NavEntry:
    """A path that `nav:` names."""

    path: str
    place: Place


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml as MkDocs does: !ENV, !relative and Python names are allowed there."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


@dataclass(frozen=True)
class MkdocsYml:
    """What mkdocs.yml says: `data`, and how each file says it that this comes from.

    `files` are named as in messages, a file before the one that it inherits.
    """

    data: dict[str, Any]
    files: tuple[tuple[str, yaml.Node], ...]

    def place(self, *path: str) -> Place:
        """Return the place of the key at `path`, or of the nearest one above it.

        A list on the way is looked through for an item that is the key or has it; a number
        leads to the item of that index.
        """
        for end in range(len(path), 0, -1):
            for name, root in self.files:
                mark = _mark(root, path[:end])
                if mark is not None:
                    return _place(name, mark)
        return Place(self.files[0][0])

    def nav(self) -> Iterator[NavEntry]:
        """Yield the paths under `nav:`, from the nearest file that has it."""
        for name, root in self.files:
            pairs = root.value if isinstance(root, yaml.MappingNode) else []
            nav = next((value for key, value in pairs if key.value == "nav"), None)
            if nav is not None:
                yield from (NavEntry(text, place) for text, place in _values(nav, name))
                return

    def values(self) -> Iterator[tuple[str, Place]]:
        """Yield the text of every value that stands in any of the files."""
        for name, root in self.files:
            yield from _values(root, name)


def read(file: Path) -> MkdocsYml:
    """Read mkdocs.yml and what it inherits.

    Raises ConfigurationError where that cannot be done.
    """
    return _read(file, file.parent, ())


def _read(file: Path, folder: Path, inherited_by: tuple[Path, ...]) -> MkdocsYml:
    if file in inherited_by:
        raise ConfigurationError(f"{file.name} inherits from itself")
    root, data = _parse(file)
    if not isinstance(data, dict):
        raise ConfigurationError(f"{file}: no keys at the top")
    own = (Path(os.path.relpath(file, folder)).as_posix(), root)
    parent = data.pop("INHERIT", None)
    if parent is None:
        return MkdocsYml(data, (own,))
    path = Path(os.path.normpath(file.parent / str(parent)))
    inherited = _read(path, folder, (*inherited_by, file))
    return MkdocsYml(_merged(inherited.data, data), (own, *inherited.files))


def _parse(file: Path) -> tuple[Any, Any]:
    """Return what a file holds, as it is written and as it is meant."""
    try:
        loader = _Loader(file.read_text("utf-8-sig"))
        root = loader.get_single_node()
        return root, None if root is None else loader.construct_document(root)
    except OSError as error:
        raise ConfigurationError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file}: not UTF-8: {error.reason}") from None
    except yaml.YAMLError as error:
        raise ConfigurationError(_syntax(file, error)) from None
    except (ValueError, RecursionError) as error:  # a day that does not exist; lists in lists
        raise ConfigurationError(f"{file}: {error}") from None


def _syntax(file: Path, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return f"{file}: {' '.join(str(error).split())}"
    return f"{file}:{mark.line + 1}:{mark.column + 1}: {getattr(error, 'problem', error)}"


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = _merged(old, value) if both else value  # type: ignore[arg-type]
    return merged


def _mark(node: yaml.Node, path: tuple[str, ...]) -> yaml.Mark | None:
    if isinstance(node, yaml.SequenceNode):
        if path[0].isdigit() and int(path[0]) < len(node.value):
            item = node.value[int(path[0])]
            return item.start_mark if len(path) == 1 else _mark(item, path[1:])
        marks = (_mark(item, path) for item in node.value)
        return next((mark for mark in marks if mark is not None), None)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == path[0]:
                return key.start_mark if len(path) == 1 else _mark(value, path[1:])
        return None
    return node.start_mark if path == (node.value,) else None


def _values(node: yaml.Node, name: str) -> Iterator[tuple[str, Place]]:
    if isinstance(node, yaml.ScalarNode):
        yield node.value, _place(name, node.start_mark)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _values(value, name)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _values(value, name)


def _place(name: str, mark: yaml.Mark) -> Place:
    return Place(name, mark.line + 1, mark.column + 1)
