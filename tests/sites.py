"""Small sites for tests: copied to a folder of their own, changed, built and checked."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import mkdocs_plugin, report
from generator.diagnostics import Finding

REPOSITORY = Path(__file__).parents[1]
SOUND = Path(__file__).parent / "cases" / "sound"
UPDATE = bool(os.environ.get("HANDRAIL_UPDATE_GOLDEN"))
# What `make site` reads: of the package only what mkdocs.yml names as a hook.
_HOOKS = ("generator/key_pages.py", "generator/rule_pages.py")
_SOURCES = ("mkdocs.yml", "README.md", "docs", "img", "templates", *_HOOKS)
# How MkDocs can lay out a site: each must lead to the same findings.
LAYOUTS = {
    "directory-urls": "",
    "html-files": "use_directory_urls: false\n",
    "below-a-path": "site_url: https://docs.example.com/product/docs/\n",
}

needs_links = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets only administrators make symbolic links"
)


@dataclass(frozen=True)
class Site:
    """A folder with a mkdocs.yml."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "mkdocs.yml"

    def read(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file as it is: lines end as they do in `text`."""
        self.write_bytes(path, text.encode())

    def write_bytes(self, path: str, content: bytes) -> None:
        """Write a file."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace what must stand exactly once in a file."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def lay_out(self, layout: str) -> None:
        """Have MkDocs build the site in one of `LAYOUTS`; no line of mkdocs.yml moves."""
        self.write("mkdocs.yml", self.read("mkdocs.yml") + LAYOUTS[layout])

    def findings(self) -> list[Finding]:
        """Build the site and return all findings, as `handrail check` does."""
        return mkdocs_plugin.build_and_check(self.config, self.folder / "site")

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command of this environment in the folder."""
        executable = Path(sys.executable).with_name(command[0])
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **variables}
        return subprocess.run(
            [executable, *command[1:]],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def sound_site(folder: Path) -> Site:
    """Copy the small sound site that all cases start from."""
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    return Site(folder)


def own_site(folder: Path) -> Site:
    """Copy what this project's own site is built from."""
    for name in _SOURCES:
        source = REPOSITORY / name
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    return Site(folder)


def lines(findings: Sequence[Finding]) -> str:
    """Return findings as `handrail check` prints them."""
    return "".join(f"{report.line(finding)}\n" for finding in findings)
