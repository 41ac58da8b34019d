"""What would be done, as `handrail prove --dry-run` lists it: nothing is started for that."""

from pathlib import Path

import pytest

from tests.labs.proofs import prove, site_with_labs
from tests.sites import Site

LAB = "labs/lemonldap-ng/lab.yml"
STEP = "Take the metadata with you, step 1"
INSTEAD = """\
instead:
  save-the-metadata:
    - go: {name: metadata, url: "http://auth.example.com:8480/saml/metadata/idp"}
      gives: [metadata_xml]
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_with_labs(tmp_path)


def _listed(site: Site) -> list[str]:
    ended = prove(site, LAB, "--dry-run")
    assert ended.code == 0, ended.output
    return ended.output.splitlines()


def test_step_in_words_is_done_as_the_lab_says(site: Site) -> None:
    assert STEP in _listed(site)


@pytest.mark.parametrize("instead", ["", "instead:\n  save-the-metadata:\n    - text: Save it.\n"])
def test_words_are_done_by_nobody(site: Site, instead: str) -> None:
    """A lab that says a step in words as well has done nothing for it."""
    site.edit(LAB, INSTEAD, instead)
    assert f"{STEP}: not done: it is said in words" in _listed(site)


@pytest.mark.parametrize("when", ["before", "after"])
def test_words_around_a_step_leave_it_undone(site: Site, when: str) -> None:
    lab = site.read(LAB).replace(INSTEAD, "") + INSTEAD
    site.write(LAB, lab)
    around = f"{when}:\n  save-the-metadata:\n    - text: Wait a while.\n"
    if when == "before":
        site.edit(LAB, "before:\n", around)
    else:
        site.write(LAB, lab + around)
    assert f"{STEP}: not done: it is said in words" in _listed(site)
