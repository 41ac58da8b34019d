"""What the README and the documentation show is what there is."""

import re
import textwrap
from pathlib import Path

from generator.proof import Proof
from tests.sites import REPOSITORY, Site, lines, own_site
from tests.test_own_site import ENTRA

README = (REPOSITORY / "README.md").read_text("utf-8")
WRITING = (REPOSITORY / "docs/contributing/writing-a-guide.md").read_text("utf-8")
PROVING = (REPOSITORY / "docs/contributing/proving.md").read_text("utf-8")
OWN_SITE = (REPOSITORY / "docs/contributing/your-own-site.md").read_text("utf-8")
_PLACE = re.compile(r":\d+:\d+(?=: )|^ *\d+ (?=\| )", re.MULTILINE)


def _block(text: str, start: str) -> str:
    """Return the block of code that begins with `start`."""
    blocks = re.findall(r"^( *)```\w+[^\n]*\n(.*?)^\1```$", text, re.DOTALL | re.MULTILINE)
    found = [code for _, code in blocks if code.lstrip().startswith(start)]
    assert found, f"no block of code begins with {start!r}"
    return textwrap.dedent(found[0])


def test_examples_are_a_sound_site(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("mkdocs.yml", _block(OWN_SITE, "site_name:"))
    site.write("docs/index.md", _block(OWN_SITE, "# Our documentation"))
    site.write("docs/sso/service-provider.yml", _block(WRITING, "name: Example "))
    guide = _block(WRITING, "title: SAML app for Example ID")
    figures = "        figures: {save-app: The form with both values filled in}\n"
    site.write("docs/sso/example-id.guide.yml", guide + figures)
    site.write("img/save-app.drawing.yml", _block(WRITING, "window:"))
    assert lines(site.findings()) == ""
    assert (tmp_path / "site/img/save-app.svg").is_file()


def test_proof_that_is_shown_is_one() -> None:
    shown = _block(PROVING, "{")
    assert Proof.model_validate_json(shown).text() == shown


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
