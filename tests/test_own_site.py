"""This project's own site: it is sound, and a fault put into it stops the build at its line."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.sites import Site, lines, own_site

_FOLDER = "docs/learn/accounts/enterprise-sso"
ENTRA = f"{_FOLDER}/idp-setup/microsoft-entra-id.guide.yml"
SERVICE_PROVIDER = f"{_FOLDER}/service-provider.yml"


class Fault(NamedTuple):
    """One fault to put into a file: what is replaced must stand there once."""

    rule: str
    file: str
    right: str
    wrong: str

    def put_into(self, site: Site) -> str:
        """Break the site; return where the fault is then, as FILE:LINE."""
        site.edit(self.file, self.right, self.wrong)
        before = site.read(self.file).partition(self.wrong)[0]
        return f"{self.file}:{before.count(chr(10)) + 1}"


FAULTS = [
    Fault(
        "link/missing-anchor",
        ENTRA,
        "(../index.md#link-a-saml-identity-provider)",
        "(../index.md#link-a-saml-identity-provder)",
    ),
    Fault("figure/missing", ENTRA, "create-new-app:", "craete-new-app:"),
    Fault("schema/unknown-key", ENTRA, "- go: console", "- goo: console"),
    Fault(
        "placeholder/undeclared", SERVICE_PROVIDER, "{sso_identifier}/callback", "{sso}/callback"
    ),
]
UNKNOWN_VALUE = Fault("value/unknown", ENTRA, "{sp: acs_url}", "{sp: acs_ulr}")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return own_site(tmp_path)


def test_own_site_is_sound(site: Site) -> None:
    assert lines(site.findings()) == ""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.rule)
def test_one_fault_fails_the_strict_build(site: Site, fault: Fault) -> None:
    place = fault.put_into(site)
    built = site.run("mkdocs", "build", "--strict")
    assert built.returncode == 1
    assert f"{place}:" in built.stderr
    assert built.stderr.count(f" error: {fault.rule}: ") == 1
    assert "Traceback" not in built.stderr


def _check(site: Site) -> tuple[int, list[dict[str, str | int]]]:
    checked = site.run("handrail", "check", "--format", "json")
    return checked.returncode, json.loads(checked.stdout)["diagnostics"]


@pytest.mark.parametrize(
    "faults", [FAULTS, [*FAULTS[:3], UNKNOWN_VALUE]], ids=["two-files", "one-guide"]
)
def test_four_faults_at_once_are_four_diagnostics(site: Site, faults: list[Fault]) -> None:
    for fault in faults:
        fault.put_into(site)
    # Where each is once all of them are there.
    places = {f"{fault.file}:{_line(site, fault)}": fault.rule for fault in faults}
    code, found = _check(site)
    assert code == 1
    assert {f"{one['file']}:{one['line']}": one["rule"] for one in found} == places
    assert len(found) == len(faults)
    assert all(one["severity"] == "error" for one in found)


def _line(site: Site, fault: Fault) -> int:
    return site.read(fault.file).partition(fault.wrong)[0].count("\n") + 1
