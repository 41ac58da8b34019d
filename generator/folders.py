"""What stands below a folder, as MkDocs sees it: links to folders are followed.

MkDocs walks with `followlinks=True` (`get_files` in mkdocs/structure/files.py). Every module that
looks for files asks here, so that none of them sees more or less of a site than another.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands below a folder: paths relative to it, with /, in their order.

    `loops` are links to a folder on the way to themselves. What is behind them is left out, as it
    would never end.
    """

    files: tuple[str, ...]
    loops: tuple[str, ...]

    def shown(self) -> list[str]:
        """Return the files without what is hidden, which MkDocs leaves out of a site."""
        return [path for path in self.files if not path.startswith(".") and "/." not in path]


class State(NamedTuple):
    """A file as it is now: its size in bytes, and when it was changed last, in nanoseconds."""

    file: Path
    size: int
    changed: int


def contents(folder: Path) -> Contents:
    """Return what stands below `folder`, files also where they are links to nowhere.

    There is nothing in a folder that does not exist or may not be read.
    """
    found = list(_walk(os.fspath(folder), "", ()))
    return Contents(
        tuple(path for path, is_loop in found if not is_loop),
        tuple(path for path, is_loop in found if is_loop),
    )


def below(folder: Path, ending: str) -> list[str]:
    """Return the files below `folder` whose names end so, also hidden ones."""
    return [path for path in contents(folder).files if path.endswith(ending)]


def states(folder: Path, ending: str) -> Iterator[State]:
    """Yield what tells whether a file below `folder` whose name ends so has been changed."""
    for path in below(folder, ending):
        with suppress(OSError):  # a link to nowhere says nothing
            state = (folder / path).stat()
            yield State(folder / path, state.st_size, state.st_mtime_ns)


def _walk(folder: str, below: str, way: tuple[Path, ...]) -> Iterator[tuple[str, bool]]:
    """Yield each file, and each folder that leads back to one of `way`, the real folders above."""
    real = Path(folder).resolve()
    if any(passed.is_relative_to(real) for passed in way):
        yield below, True
        return
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{below}/{entry.name}" if below else entry.name
        if _is_folder(entry):
            yield from _walk(entry.path, path, (*way, real))
        else:
            yield path, False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    # Of a link that leads nowhere `entry.is_dir()` can raise; `isdir` asks the disk each time.
    return entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and os.path.isdir(entry.path))  # noqa: PTH112
