"""Every kind of fault, one data file each, and exactly what is said about it.

A file `cases/FAMILY/RULE.yml`, or `cases/FAMILY/RULE.VARIANT.yml` where there are several, holds:

    fault: what is wrong, in a sentence; or in its place
    near: what looks like a fault of the rule and is none
    edits:                          # what is changed in the sound site, `cases/sound`
      - in: docs/sso/setup.guide.yml
        replace: "click: Save"      # must stand there once
        by: "click: @Save"
        mended: "click: '@Save'"    # where the hint has a mended line: what it comes to
    files: {PATH: TEXT}             # files that are added, or replaced as a whole
    images: {PATH: {size: […], …}}  # images that are: see pictures.py
    baseline: |                     # what the site is checked with as its baseline
      …
    kept: |                         # what becomes of it, if that is something else
      …
    diagnostics: |                  # what `handrail check` prints
      …

`HANDRAIL_UPDATE_GOLDEN=1 pytest tests/test_cases.py` writes the diagnostics anew: read what changed
before you keep it. What is no text, such as a file that is not UTF-8, is in test_odd_files.py.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import configuration, reader
from generator.commands.baselines import open_baseline
from generator.diagnostics import Diagnostic, Finding
from generator.figures import drawing
from generator.guide import Guide
from generator.rules import RULES
from generator.service_provider import ServiceProvider
from tests.pictures import picture
from tests.sites import LAYOUTS, UPDATE, Site, lines, sound_site

BASELINE = "handrail-baseline.txt"
CASES = Path(__file__).parent / "cases"
# Rules that only a file breaks which no text can describe.
ELSEWHERE = {
    "file/link-loop",
    "file/unreadable",
    "page/too-deep",
    "page/too-large",
    "url/entity-id-length",
    "yaml/encoding",
    "yaml/too-large",
    # What other sites answer is in the folder external, what consoles do in labs and proving.
    "excuse/ended",
    *(rule for rule in RULES if rule.startswith("external/")),
    *(rule for rule in RULES if rule.startswith("prove/")),
}
_WRITE = re.compile(r"write( in line \d+)?: |delete this line")
_DIAGNOSTICS = "diagnostics: |\n"


@dataclass(frozen=True)
class Case:
    """One data file."""

    diagnostics: str | None
    fault: str = ""
    near: str = ""
    edits: list[dict[str, str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    images: dict[str, dict[str, Any]] = field(default_factory=dict)
    baseline: str = ""
    kept: str = ""

    def site(self, folder: Path, text: str = "by") -> Site:
        """Make a sound site into one with this fault; `text` is what the edits put in."""
        site = sound_site(folder)
        for edit in self.edits:
            site.edit(edit["in"], edit["replace"], edit.get(text, edit["by"]))
        for path, content in self.files.items():
            site.write(path, content)
        for path, data in self.images.items():
            site.write_bytes(path, picture(path, **data))
        if self.baseline:
            site.write(BASELINE, self.baseline)
        return site

    def findings(self, site: Site) -> list[Finding]:
        """Return what is found in the site of the case, with its baseline if it has one."""
        baseline = site.folder / BASELINE if self.baseline else None
        return open_baseline(configuration.read(site.config), baseline, None, is_whole=False)(
            site.findings()
        )


@cache
def read_case(name: str) -> Case:
    return Case(**yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8")))


def _names() -> list[str]:
    paths = (path.relative_to(CASES) for path in sorted(CASES.rglob("*.yml")))
    return [path.as_posix()[: -len(".yml")] for path in paths if path.parts[0] != "sound"]


def _rule(name: str) -> str:
    """Return the rule that a case is about, which its name begins with."""
    return name.partition(".")[0]


NAMES = _names()
ONE_FAULT = [name for name in NAMES if "/" in name and read_case(name).fault]
NEAR = [name for name in NAMES if read_case(name).near]
MENDED = [name for name in NAMES if any("mended" in edit for edit in read_case(name).edits)]
WRITTEN = [name for name in NAMES if "    hint: write" in (read_case(name).diagnostics or "")]
ON_BUILT_PAGES = [
    name for name in NAMES if name.startswith(("link/", "image/", "nav/", "mkdocs/", "four"))
]


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path) -> None:
    case = read_case(name)
    site = case.site(tmp_path)
    found = lines(case.findings(site))
    if UPDATE:
        _update(CASES / f"{name}.yml", found)
    else:
        assert found == (case.diagnostics or "")
    if case.baseline:
        assert site.read(BASELINE) == (case.kept or case.baseline)


def _update(path: Path, found: str) -> None:
    head = path.read_text("utf-8").partition(_DIAGNOSTICS)[0]
    indented = "".join(f"  {line}\n" for line in found.splitlines())
    path.write_text(head + _DIAGNOSTICS + indented, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_breaks_one_rule(name: str) -> None:
    printed = read_case(name).diagnostics or ""
    found = [line for line in printed.splitlines() if not line.startswith(" ")]
    assert found
    assert all(f": {_rule(name)}: " in line for line in found), found


@pytest.mark.parametrize("name", NEAR)
def test_what_only_looks_like_a_fault_is_none(name: str) -> None:
    case = read_case(name)
    assert not case.fault
    assert not case.diagnostics
    assert _rule(name) in RULES


def test_every_rule_has_a_case() -> None:
    assert set(RULES) - {_rule(name) for name in ONE_FAULT} == ELSEWHERE


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sound_site_is_clean(layout: str, tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.lay_out(layout)
    assert lines(site.findings()) == ""


def test_sound_site_is_clean_with_material(tmp_path: Path) -> None:
    site = sound_site(tmp_path)
    site.edit("mkdocs.yml", "theme: mkdocs", "theme: {name: material, font: false}")
    assert lines(site.findings()) == ""


@pytest.mark.parametrize("name", MENDED)
def test_hint_mends(name: str, tmp_path: Path) -> None:
    case = read_case(name)
    site = case.site(tmp_path, "mended")
    assert lines(site.findings()) == ""
    printed = case.diagnostics or ""
    file, line, _ = printed.split(": ")[0].split(":")
    mended = site.read(file).splitlines()[int(line) - 1].strip()
    assert f"    hint: write: {mended}" in printed


@pytest.mark.parametrize("name", WRITTEN)
def test_each_mended_line_mends(name: str, tmp_path: Path) -> None:
    """What a hint says is done by itself too, and makes no other fault of YAML."""
    site = read_case(name).site(tmp_path)
    printed = (read_case(name).diagnostics or "").splitlines()[::2]
    for file in {line.split(":")[0] for line in printed} - {"docs/index.md"}:
        text, found = site.read(file), _diagnostics(site.folder / file)
        for diagnostic in found:
            assert (diagnostic.mend is not None) == bool(_WRITE.match(diagnostic.hint))
            if diagnostic.mend is not None:
                site.write(file, diagnostic.mend.apply(text))
                after = _diagnostics(site.folder / file)
                assert diagnostic not in after
                assert len(_of_yaml(after)) == len(_of_yaml({*found} - {diagnostic}))


def _of_yaml(diagnostics: Collection[Diagnostic]) -> list[Diagnostic]:
    return [one for one in diagnostics if one.rule.startswith("yaml/")]


def _diagnostics(path: Path) -> Sequence[Diagnostic]:
    """Return what is wrong with a file by itself."""
    if path.name.endswith(".drawing.yml"):
        return drawing.read(path, path.name)[1]
    model = ServiceProvider if path.name == "service-provider.yml" else Guide
    return reader.read(path, path.name, model).diagnostics


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout != "directory-urls"])
@pytest.mark.parametrize("name", ON_BUILT_PAGES)
def test_layout_of_the_site_changes_nothing(name: str, layout: str, tmp_path: Path) -> None:
    case = read_case(name)
    site = case.site(tmp_path)
    site.lay_out(layout)
    assert lines(case.findings(site)) == (case.diagnostics or "")
