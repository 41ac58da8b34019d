"""Writing the whole tree of Markdown pages and images, for any site engine."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator import folders
from generator.project import Project


def files(project: Project) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the tree: its path below the docs folder, and what is in it."""
    docs = project.configuration.docs
    made = {page.path for page in project.pages} | {asset.path for asset in project.assets}
    sources = {*project.sources.all(), *project.sources.misnamed}
    for name in folders.contents(docs).files:
        path = docs / name
        if path.is_file() and name not in sources | made and not name.endswith(".drawing.yml"):
            yield name, path.read_bytes()
    for page in project.pages:
        yield page.path, page.markdown.encode()
    for asset in project.assets:
        drawn = asset.drawn
        yield asset.path, asset.file.read_bytes() if drawn is None else drawn.encode()


def write(project: Project, out: Path) -> tuple[int, int]:
    """Write the tree to `out`; return how many files were written and how many were the same.

    Files that are the same stay untouched, and so does everything else in `out`.
    """
    written = same = 0
    for name, content in files(project):
        path = out / name
        if path.is_file() and path.read_bytes() == content:
            same += 1
        else:
            _replace(path, content)
            written += 1
    return written, same


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".handrail-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
