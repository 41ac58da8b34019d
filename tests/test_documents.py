"""What the README and the documentation show is what there is."""

import re
import textwrap
from pathlib import Path

import pytest

from generator.figures.description import Drawing
from generator.guide import Guide
from generator.schema import Part
from generator.service_provider import Saml, ServiceProvider
from generator.steps import Step
from generator.surroundings import Surroundings
from tests.sites import REPOSITORY, Site, lines, own_site
from tests.test_own_site import ENTRA

README = (REPOSITORY / "README.md").read_text("utf-8")
WRITING = (REPOSITORY / "docs/contributing/writing-a-guide.md").read_text("utf-8")
OWN_SITE = (REPOSITORY / "docs/contributing/your-own-site.md").read_text("utf-8")
# The models whose keys "Writing a guide" lists in tables of their own; a step has two, beside which
# stands `do`.
LISTED = (Guide, Surroundings, Drawing, ServiceProvider, Saml)
_PLACE = re.compile(r":\d+:\d+(?=: )")


def _block(text: str, start: str) -> str:
    """Return the block of code that begins with `start`."""
    blocks = re.findall(r"^( *)```\w+\n(.*?)^\1```$", text, re.DOTALL | re.MULTILINE)
    found = [code for _, code in blocks if code.lstrip().startswith(start)]
    assert found, f"no block of code begins with {start!r}"
    return textwrap.dedent(found[0])


def _tables() -> list[dict[str, bool]]:
    """Return the tables of keys: for each key whether it is required."""
    tables = re.findall(r"^\| (?:Key|Action) \|.*\n\|-.*\n((?:\|.*\n)+)", WRITING, re.MULTILINE)
    return [
        {
            key: "**Required.**" in row
            for row in table.splitlines()
            for key in re.findall(r"`(\w+)`", row.split("|")[1])
        }
        for table in tables
    ]


def _keys(model: type[Part]) -> dict[str, bool]:
    """Return the keys of a model; what stands around the steps has a table of its own."""
    has_more = issubclass(model, Surroundings) and model is not Surroundings
    shared = Surroundings.model_fields if has_more else {}
    fields = ((name, one) for name, one in model.model_fields.items() if name not in shared)
    return {field.alias or name: field.is_required() for name, field in fields}


@pytest.mark.parametrize("model", LISTED)
def test_every_key_is_listed_and_marked_if_required(model: type[Part]) -> None:
    assert _keys(model) in _tables()


def test_every_key_of_a_step_is_listed() -> None:
    actions, beside = (table for table in _tables() if {"click", "in"} & set(table))
    assert {**actions, **beside, "do": False} == _keys(Step)


def test_examples_are_a_sound_site(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("mkdocs.yml", _block(OWN_SITE, "site_name:"))
    site.write("docs/index.md", _block(OWN_SITE, "# Our documentation"))
    site.write("docs/sso/service-provider.yml", _block(WRITING, "name: Example\n"))
    guide = _block(WRITING, "title: SAML app for Example ID")
    figures = "        figures: {save-app: The form with both values filled in}\n"
    site.write("docs/sso/example-id.guide.yml", guide + figures)
    site.write("img/save-app.drawing.yml", _block(WRITING, "window:"))
    assert lines(site.findings()) == ""
    assert (tmp_path / "site/img/save-app.svg").is_file()


def test_readme_shows_the_guide_as_it_is() -> None:
    assert _block(README, "- title: Basic SAML configuration") in textwrap.dedent(
        (REPOSITORY / ENTRA).read_text("utf-8").partition("sections:\n")[2]
    )


def test_readme_shows_what_a_typo_is_answered_with(tmp_path: Path) -> None:
    """But for the numbers of the lines, which every change above them moves."""
    site = own_site(tmp_path)
    site.edit(ENTRA, "expect: A gallery", "expct: A gallery")
    site.edit(ENTRA, "#link-a-saml-identity-provider)", "#link-a-saml-idp)")
    said = site.run("handrail", "check").stdout.replace(ENTRA.rpartition("/")[0], "docs/…")
    shown = _block(README, "$ handrail check")
    assert _PLACE.sub("", shown) == _PLACE.sub("", f"$ handrail check\n{said}")
