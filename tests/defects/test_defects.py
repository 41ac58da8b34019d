"""Documented faults of links, anchors and images, and traps that only look like them, on one site.

Each case is a page of the site of `docs/`, with all extensions that writers usually have. A file of
this folder, such as `links.yml`, holds cases by their names:

    NAME:
      fault: what is wrong; or in its place
      near: what looks like a fault and is none
      page: the Markdown of docs/c/case-NAME.md
      head: HTML for the <head> of the page
      files: {PATH: TEXT}           # other files that the case needs
      images: {PATH: {size: […], …}} # images that it needs: see pictures.py
      mkdocs: {KEY: […]}            # what is added to a list of mkdocs.yml
      answers: {PATH: ANSWER}       # what {server} and {expired} answer: see external/server.py
      diagnostics: |                # what `handrail check --external` prints of it
        …

`HANDRAIL_UPDATE_GOLDEN=1 pytest tests/defects` writes the diagnostics anew: read what changed. What
belongs to a case is told by its name, in a file's, a page's or an address. What an address answers
in time, and to whom, is in tests/external.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import mkdocs_plugin
from generator.checks import external
from generator.diagnostics import Finding
from tests.external import certificates
from tests.external.hosts import Hosts
from tests.external.server import serving
from tests.pictures import picture
from tests.sites import UPDATE, Site, lines

HERE = Path(__file__).parent
CATEGORIES = ("links", "anchors", "html", "schemes", "images", "external")
_PAGE = "# A case\n\n1. Open the console.\n2. Select SAML.\n\n{page}\n\nThat is all.\n"


@dataclass(frozen=True)
class Case:
    """One page, and what belongs to it."""

    page: str
    fault: str = ""
    near: str = ""
    head: str = ""
    diagnostics: str = ""
    files: dict[str, str] = field(default_factory=dict)
    images: dict[str, dict[str, Any]] = field(default_factory=dict)
    mkdocs: dict[str, list[Any]] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)


def _read(category: str) -> dict[str, Case]:
    read = yaml.safe_load((HERE / f"{category}.yml").read_text("utf-8"))
    return {name: Case(**data) for name, data in read.items()}


CASES = {name: case for category in CATEGORIES for name, case in _read(category).items()}
ANSWERS = {f"/{name}{path}": a for name, c in CASES.items() for path, a in c.answers.items()}
OFFLINE = [name for name, case in CASES.items() if not case.answers]


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosts]:
    """Start the servers that the pages link to."""
    context = certificates.context("expired", tmp_path_factory.mktemp("certificates"))
    with ExitStack() as stack:
        server = stack.enter_context(serving(ANSWERS)).server_port
        expired = stack.enter_context(serving(ANSWERS, context)).server_port
        yield Hosts(
            {"server": f"http://127.0.0.1:{server}", "expired": f"https://127.0.0.1:{expired}"}
        )


def _site(folder: Path, hosts: Hosts) -> Site:
    """Write the site with all cases."""
    shutil.copytree(HERE / "theme", folder / "theme")
    shutil.copytree(HERE / "docs", folder / "docs")
    site = Site(folder)
    site.write_bytes("docs/img/ok.webp", picture("ok.webp"))
    site.write_bytes("docs/img/ok.png", picture("ok.png", seed=7))
    settings = yaml.safe_load((HERE / "mkdocs.yml").read_text("utf-8"))
    settings["nav"] = ["index.md", "guide.md"]
    for name, case in CASES.items():
        page = _PAGE.format(page=hosts.filled(case.page, f"/{name}"))
        head = f"---\nhead: >-\n  {case.head}\n---\n\n" if case.head else ""
        site.write(f"docs/c/case-{name}.md", head + page)
        for path, text in case.files.items():
            site.write(path, text)
        for path, data in case.images.items():
            site.write_bytes(path, picture(path, **data))
        settings["nav"].append(f"c/case-{name}.md")
        for key, added in case.mkdocs.items():
            text = hosts.filled(yaml.safe_dump(added), f"/{name}")
            settings[key] = [*settings.get(key, []), *yaml.safe_load(text)]
    site.write("mkdocs.yml", yaml.safe_dump(settings, sort_keys=False))
    return site


def _by_case(findings: list[Finding], hosts: Hosts) -> dict[str, str]:
    """Return what is printed of each case; "" is the name of what is nobody's."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(_owner(finding), []).append(finding)
    return {name: hosts.hidden(lines(those), f"/{name}") for name, those in found.items()}


def _owner(finding: Finding) -> str:
    diagnostic = finding.diagnostic
    said = (diagnostic.place.file, diagnostic.page or "", diagnostic.message)
    words = {word for text in said for word in re.findall(r"[\w-]+", text.lower())}
    named = {name for name in CASES for word in words if f"{word}-".startswith(f"{name}-")}
    own = [name for name in CASES if f"c/case-{name}.md" in said[0] or f"c/case-{name}/" in said[1]]
    return (own or sorted(named, key=len, reverse=True) or [""])[0]


@pytest.fixture(scope="module")
def found(hosts: Hosts, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Check the site, and all that it links to."""
    site = _site(tmp_path_factory.mktemp("site"), hosts)
    findings = mkdocs_plugin.build_and_check(site.config, site.folder / "site", [external.check])
    by_case = _by_case(findings, hosts)
    if UPDATE:
        for category in CATEGORIES:
            _update(category, by_case)
    return by_case


def _update(category: str, by_case: Mapping[str, str]) -> None:
    """Write what was found behind each case of a file, in place of what stands there."""
    file = HERE / f"{category}.yml"
    written = []
    for text in re.split(r"\n\n(?=[a-z0-9-]+:\n)", file.read_text("utf-8").rstrip("\n")):
        case = re.sub(r"\n  diagnostics: \|\n(?:    .*(?:\n|\Z))*", "", text)
        said = by_case.get(case.partition(":")[0], "")
        shown = "".join(f"\n    {line}" for line in said.splitlines())
        written.append(case.rstrip("\n") + (f"\n  diagnostics: |{shown}" if said else ""))
    file.write_text("\n\n".join(written) + "\n", "utf-8")


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, found: dict[str, str]) -> None:
    assert found.get(name, "") == CASES[name].diagnostics


@pytest.mark.parametrize("name", CASES)
def test_fault_is_said_and_what_is_none_is_not(name: str) -> None:
    case = CASES[name]
    assert bool(case.fault) != bool(case.near)
    assert bool(case.fault) == bool(case.diagnostics)


def test_nothing_is_said_of_what_is_sound(found: dict[str, str]) -> None:
    assert "" not in found


def test_what_needs_no_server_is_found_without_one(hosts: Hosts, tmp_path: Path) -> None:
    by_case = _by_case(_site(tmp_path, hosts).findings(), hosts)
    assert set(by_case) == {name for name in OFFLINE if CASES[name].fault}
