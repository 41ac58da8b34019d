"""Sites as somebody else has them: folders of real files, built by the real MkDocs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

SMALL = Path(__file__).parent / "data" / "small"
# Material's advertisement for its successor is none of our output; nor are colours.
ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
MKDOCS = (sys.executable, "-m", "mkdocs")
HANDRAIL = (sys.executable, "-c", "from generator.cli import main; main()")
# Nothing here takes a minute, even where many tests share two cores: after this long it hangs.
PATIENCE = 120


@dataclass(frozen=True)
class Built:
    """What a build left: how it ended, what it said, and the site."""

    code: int
    log: str
    folder: Path

    def files(self) -> set[str]:
        """Return every file of the site, below its root, with /."""
        return {
            p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file()
        }

    def page(self, path: str) -> LexborHTMLParser:
        return LexborHTMLParser((self.folder / path).read_bytes())

    def article(self, path: str) -> LexborNode:
        """Return what a page holds beside what the theme puts around it."""
        found = self.page(path).css_first("article, [role=main]")
        assert found is not None, f"{path} has no content"
        return found

    def expect_clean(self) -> "Built":
        """Demand that the build ended well and had nothing to complain about."""
        assert self.code == 0, self.log
        assert "WARNING" not in self.log, self.log
        assert "ERROR" not in self.log, self.log
        return self

    def expect_ended(self, *said: str) -> None:
        """Demand that the build ended badly, in words and not in a traceback."""
        assert self.code == 1, self.log
        assert "Traceback" not in self.log, self.log
        for line in said:
            assert line in self.log, self.log


@dataclass(frozen=True)
class Site:
    """A copy of the small site in a folder of its own, for a test to change."""

    folder: Path

    @classmethod
    def copy(cls, folder: Path) -> "Site":
        shutil.copytree(SMALL, folder, dirs_exist_ok=True)
        return cls(folder)

    def write(self, path: str, text: str) -> Path:
        """Write a file, whole or not at all, so that nobody reads half of it."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = self.folder / f".{file.name}.new"
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(file)
        return file

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must be there once."""
        text = self.read(path)
        assert text.count(old) == 1, f'"{old}" stands {text.count(old)} times in {path}'
        self.write(path, text.replace(old, new))

    @contextmanager
    def changed(self, path: str, old: str, new: str) -> Iterator[None]:
        """Change a file for a while."""
        before = self.read(path)
        self.change(path, old, new)
        try:
            yield
        finally:
            self.write(path, before)

    def copy_guide(self, path: str, title: str) -> None:
        """Write the guide once more, as `path` and with a title of its own."""
        self.write(path, self.read("docs/sso/acme.guide.yml").replace("SAML app for Acme", title))

    def configure(self, options: dict[str, Any] | None = None, **keys: Any) -> None:
        """Change keys of mkdocs.yml; `options` are the plugin's own."""
        data = yaml.safe_load(self.read("mkdocs.yml")) | keys
        if options is not None:
            data["plugins"] = ["search", {"handrail": options}]
        self.write("mkdocs.yml", yaml.safe_dump(data, sort_keys=False))

    def move(self, old: str, new: str) -> None:
        target = self.folder / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.folder / old).rename(target)

    def build(self, *arguments: str) -> Built:
        """Run `mkdocs build`; the site is in the folder that MkDocs chooses by itself."""
        return run(self.folder, *MKDOCS, "build", *arguments)

    def check(self, *arguments: str) -> Built:
        """Run `handrail check`."""
        return run(self.folder, *HANDRAIL, "check", *arguments)

    def state(self, *names: str) -> dict[str, tuple[int, int]]:
        """Return for each file of some folders what changes when somebody writes to it."""
        files = (file for name in names for file in (self.folder / name).rglob("*"))
        return {str(f): (f.stat().st_ino, f.stat().st_mtime_ns) for f in files if f.is_file()}


def run(folder: Path, *command: str) -> Built:
    """Run a command in a folder."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    return Built(done.returncode, done.stdout + done.stderr, folder / "site")


def attributes(node: LexborHTMLParser | LexborNode, selector: str, name: str) -> list[str]:
    """Return one attribute of all elements that a selector finds, in their order."""
    return [found.attributes.get(name) or "" for found in node.css(selector)]
