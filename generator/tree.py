"""Writing the whole tree of Markdown pages and images, for any site engine."""

import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from generator import folders
from generator.configuration import Configuration
from generator.figures.library import is_drawing
from generator.project import Project


class BlockedError(Exception):
    """The tree cannot be written to a folder; `reasons` says why, one sentence each."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def files(project: Project) -> dict[str, bytes | Path]:
    """Return every file of the tree by its path: what is in it, or of which file it is a copy."""
    docs = project.configuration.docs
    unpublished = project.sources.unpublished()
    images = f"{project.configuration.images_url}/"
    copied: dict[str, bytes | Path] = {
        name: docs / name
        for name in folders.contents(docs).files
        if (docs / name).is_file()
        and name not in unpublished
        and not (name.startswith(images) and is_drawing(name))
    }
    made = {page.path: page.markdown.encode() for page in project.pages}
    assets = {
        asset.path: asset.file if asset.drawn is None else asset.drawn.encode()
        for asset in project.assets
    }
    return copied | made | assets


def write(project: Project, out: Path) -> tuple[int, int]:
    """Write the tree to `out`; return how many files were written and how many were the same.

    Files that are the same stay untouched, and so does everything else in `out`. Raises
    BlockedError where something stands in the way or cannot be read; then nothing has changed.
    """
    tree = files(project)
    in_the_way = (*_sources_below(out, tree, project.configuration), *_obstacles(out, tree))
    if in_the_way:
        raise BlockedError(*in_the_way)
    changed = []
    with ExitStack() as undo:
        for name, source in tree.items():
            content = _read(source) if isinstance(source, Path) else source
            if not _holds(out / name, content):
                changed.append((_write_aside(out / name, content, undo), out / name))
        for aside, path in changed:
            with _blaming(path):
                aside.replace(path)
        undo.pop_all()
    return len(changed), len(tree) - len(changed)


def replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises BlockedError."""
    with ExitStack() as undo:
        aside = _write_aside(path, content, undo)
        with _blaming(path):
            aside.replace(path)
        undo.pop_all()


def _sources_below(out: Path, tree: Collection[str], configuration: Configuration) -> Iterator[str]:
    """Say which folders the tree comes from and would be written to."""
    target = Path(os.path.realpath(out))  # `resolve` gives up on a link to itself
    for source in (configuration.docs, configuration.images, configuration.templates):
        real = source.resolve()
        if target.is_relative_to(real):
            yield f"{out} lies inside {source}, where the pages come from"
        elif real.is_relative_to(target):
            below = PurePosixPath(real.relative_to(target))
            if any(PurePosixPath(name).is_relative_to(below) for name in tree):
                yield f"{out / below} would be written to, and is where the pages come from"


def _obstacles(out: Path, tree: Collection[str]) -> Iterator[str]:
    """Say what stands in `out` where something else has to; a link there could lead anywhere."""
    there = next((path for path in (out, *out.parents) if os.path.lexists(path)), out)
    if not there.is_dir():
        yield f"{there} is no folder"
    above = {folder for name in tree for folder in PurePosixPath(name).parents[:-1]}
    for folder in sorted(above):
        path = out / folder
        if folder.as_posix() in tree:
            yield f"{path} would be a file and a folder"
        elif path.is_symlink():
            yield f"{path} is a link, where a folder has to be"
        elif path.is_file():
            yield f"{path} is a file, where a folder has to be"
    for name in tree:
        if (out / name).is_dir() and not (out / name).is_symlink():
            yield f"{out / name} is a folder, where a file has to be"


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    """Say of which file the system complains: it does not always, or names another."""
    try:
        yield
    except OSError as error:
        raise BlockedError(f"{path}: {error.strerror}") from error


def _read(path: Path) -> bytes:
    with _blaming(path):
        return path.read_bytes()


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and _read(path) == content


def _write_aside(path: Path, content: bytes, undo: ExitStack) -> Path:
    """Write what is to become `path` beside it; `undo` takes it away again, with new folders."""
    with _blaming(path):
        _make_folder(path.parent, undo)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".handrail-")
        aside = Path(name)
        undo.callback(aside.unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        aside.chmod(0o644)
    return aside


def _make_folder(folder: Path, undo: ExitStack) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent, undo)
        folder.mkdir()
        undo.callback(_remove_empty, folder)


def _remove_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()
