"""Links to other sites: each kind of answer in a data file, and exactly what is said about it.

A file `cases/RULE.yml`, or `cases/RULE.VARIANT.yml`, holds:

    fault: what is wrong with a link; or in its place
    near: what looks like a fault of the rule and is none
    answers: {PATH: ANSWER}         # what is answered below the case's own path: see server.py
    external: {…}                   # what mkdocs.yml says about it, added to what the others say
    page: the case's page in Markdown
    diagnostics: |                  # what `handrail check --external` prints
      …

In all of it {http} stands for a server's address, {https} for the same over TLS, {plain} for one
without TLS, {expired} and {other} for servers with bad certificates; the case's own path included.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import mkdocs_plugin
from generator.checks import external
from generator.diagnostics import Finding
from generator.rules import RULES
from tests.external import certificates
from tests.external.hosts import Hosts
from tests.external.server import serving
from tests.sites import UPDATE, Site, lines

CASES = Path(__file__).parent / "cases"
_OPTIONS = {"timeout": 8, "retries": 1, "accept": {}, "sign_in": []}
_DIAGNOSTICS = "diagnostics: |\n"
_NOBODY = Hosts({})


@dataclass(frozen=True)
class Case:
    """One data file."""

    page: str
    diagnostics: str = ""
    fault: str = ""
    near: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    external: dict[str, Any] = field(default_factory=dict)


@cache
def _text(name: str) -> str:
    return (CASES / f"{name}.yml").read_text("utf-8")


NAMES = sorted(path.stem for path in CASES.glob("*.yml"))


def _folder(name: str) -> str:
    """Return the path below which a case has its pages: no word that could mean something."""
    return f"/{NAMES.index(name):03}"


def _case(name: str, hosts: Hosts = _NOBODY) -> Case:
    """Read a case, with the addresses in it."""
    return Case(**yaml.safe_load(hosts.filled(_text(name), _folder(name))))


def _answers() -> dict[str, Any]:
    return {
        f"{_folder(name)}{path}": answer
        for name in NAMES
        for path, answer in _case(name).answers.items()
    }


def _filled(answers: dict[str, Any], hosts: Hosts) -> None:
    """Write the servers' addresses into what is answered, such as where a redirect leads."""
    for name in NAMES:
        filled = _case(name, hosts).answers
        answers.update({f"{_folder(name)}{path}": answer for path, answer in filled.items()})


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosts]:
    folder = tmp_path_factory.mktemp("certificates")
    answers = _answers()
    with ExitStack() as stack:
        good, expired, other = (
            stack.enter_context(
                serving(answers, certificates.context(kind, folder), is_plain=kind == "good")
            ).server_port
            for kind in certificates.KINDS
        )
        plain = stack.enter_context(serving(answers)).server_port
        found = Hosts(
            {
                "http": f"http://127.0.0.1:{good}",
                "https": f"https://127.0.0.1:{good}",
                "plain": f"http://127.0.0.1:{plain}",
                "expired": f"https://127.0.0.1:{expired}",
                "other": f"https://127.0.0.1:{other}",
            }
        )
        _filled(answers, found)
        yield found


def _options(hosts: Hosts) -> dict[str, Any]:
    options: dict[str, Any] = json.loads(json.dumps(_OPTIONS))
    for name in NAMES:
        own = _case(name, hosts).external
        options["accept"] |= own.get("accept", {})
        options["sign_in"] += own.get("sign_in", [])
    return options


@pytest.fixture(scope="module")
def findings(hosts: Hosts, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Check one site with a page of each case, and return what is said of each."""
    site = Site(tmp_path_factory.mktemp("site"))
    certificates.write_authority(site.folder / "authority.pem")
    configuration = {
        "site_name": "Other sites",
        "theme": "mkdocs",
        "plugins": [{"handrail": {"external": _options(hosts)}}],
    }
    site.write("mkdocs.yml", yaml.safe_dump(configuration))
    site.write("docs/index.md", "# Home\n")
    for name in NAMES:
        site.write(_file(name), f"# Case\n\n{_case(name, hosts).page}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(site.folder / "authority.pem"))
        found = mkdocs_plugin.build_and_check(site.config, site.folder / "site", [external.check])
    assert {_file_of(one) for one in found} <= {*map(_file, NAMES)}
    return {name: lines([one for one in found if _file(name) == _file_of(one)]) for name in NAMES}


def _file(name: str) -> str:
    return f"docs/{name}.md"


def _file_of(finding: Finding) -> str:
    return finding.diagnostic.place.file


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, hosts: Hosts, findings: dict[str, str]) -> None:
    found = hosts.hidden(findings[name], _folder(name))
    if UPDATE:
        head = _text(name).partition(_DIAGNOSTICS)[0]
        indented = "".join(f"  {line}\n" for line in found.splitlines())
        text = head + (_DIAGNOSTICS + indented if found else "")
        (CASES / f"{name}.yml").write_text(text, encoding="utf-8", newline="\n")
    else:
        assert found == hosts.hidden(_case(name, hosts).diagnostics, _folder(name))


def _rule(name: str) -> str:
    return f"external/{name.partition('.')[0]}"


@pytest.mark.parametrize("name", NAMES)
def test_one_fault_breaks_one_rule(name: str) -> None:
    case = _case(name)
    assert bool(case.fault) != bool(case.near)
    found = [line for line in case.diagnostics.splitlines() if not line.startswith(" ")]
    assert bool(found) == bool(case.fault)
    assert all(f": {_rule(name)}: " in line for line in found), found


def test_every_rule_has_a_fault_and_a_near_miss() -> None:
    rules = {rule for rule in RULES if rule.startswith("external/")}
    for kind in ("fault", "near"):
        assert {_rule(name) for name in NAMES if getattr(_case(name), kind)} == rules
