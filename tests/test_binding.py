"""What leaves something out of a site keeps it from being published, whatever a site says.

`handrail check`, `handrail render` and `mkdocs build` hold to it alike.
"""

from pathlib import Path

import pytest

from generator import configuration
from generator.project import open_project
from generator.rules import RULES
from tests.sites import Site, sound_site
from tests.test_cases import NAMES, read_case

COMMANDS = (("handrail", "check"), ("handrail", "render", "--out", "out"), ("mkdocs", "build"))
GUIDE = "docs/sso/setup.guide.yml"
# What is changed where, and the rule that this breaks.
FAULTS = {
    "a misspelt key": (GUIDE, "click: Add app", "klick: Add app", "schema/unknown-key"),
    "YAML that is none": (GUIDE, "click: Add app", "click: @Add app", "yaml/unquoted-sign"),
    "a drawing": ("img/setup/save.drawing.yml", "heading:", "heding:", "schema/unknown-key"),
}
# Breaks a rule that a site may change.
PASSING = (GUIDE, "add-app: The list", "add-ap: The list", "figure/missing")


def _codes(site: Site, rule: str) -> set[int]:
    """Run all commands, and demand that each that fails says why."""
    done = [site.run(*command) for command in COMMANDS]
    for one in done:
        assert one.returncode == 0 or f"error: {rule}: " in one.stdout + one.stderr, one
        assert "Traceback" not in one.stderr
    return {one.returncode for one in done}


def _break(site: Site, fault: tuple[str, str, str, str], behind: str = "") -> str:
    path, old, new, rule = fault
    site.edit(path, old, new)
    if behind:
        (line,) = [line for line in site.read(path).splitlines() if new in line]
        site.edit(path, line, f"{line}  {behind.format(rule=rule)}")
    return rule


def _turn_off(site: Site, rule: str) -> None:
    site.edit("mkdocs.yml", "images: img", f'rules: {{{rule}: "off"}}')


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sound_site(tmp_path)


@pytest.mark.parametrize("name", FAULTS)
def test_fault_ends_everything(site: Site, name: str) -> None:
    assert _codes(site, _break(site, FAULTS[name])) == {1}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_that_is_turned_off_ends_everything(site: Site, name: str) -> None:
    rule = _break(site, FAULTS[name])
    _turn_off(site, rule)
    assert _codes(site, rule) == {1}


@pytest.mark.parametrize("name", ["a misspelt key", "a drawing"])
def test_fault_that_is_excused_ends_everything(site: Site, name: str) -> None:
    rule = _break(site, FAULTS[name], "# handrail: allow {rule} because it comes later")
    assert _codes(site, rule) == {1}


def test_template_that_fails_ends_everything(site: Site) -> None:
    site.write("templates/step.md.j2", "{{ nothing }}\n")
    _turn_off(site, "jinja/error")
    assert _codes(site, "jinja/error") == {1}


def test_service_provider_outside_docs_ends_everything(site: Site) -> None:
    path = "docs/sso/service-provider.yml"
    site.write("provider.yml", site.read(path).replace("name: ", "nane: ", 1))
    (site.folder / path).unlink()
    site.edit("mkdocs.yml", "  - sso/service-provider.md\n", "")
    site.edit("mkdocs.yml", "images: img", "service_provider: provider.yml")
    assert _codes(site, "schema/unknown-key") == {1}


def test_other_fault_that_is_turned_off_ends_nothing(site: Site) -> None:
    _turn_off(site, _break(site, PASSING))
    assert _codes(site, "") == {0}


def test_other_fault_that_is_excused_ends_nothing(site: Site) -> None:
    _break(site, PASSING, "# handrail: allow {rule} because it is being drawn")
    assert _codes(site, "") == {0}


@pytest.mark.parametrize("name", NAMES)
def test_page_that_lacks_something_breaks_a_binding_rule(name: str, tmp_path: Path) -> None:
    site = read_case(name).site(tmp_path)
    for page in open_project(configuration.read(site.config)).pages:
        binding = [found for found in page.diagnostics if RULES[found.rule].is_binding]
        assert bool(binding) or not page.unreadable
