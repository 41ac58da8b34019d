"""The guides that have a lab, proven there; and what makes LemonLDAP::NG's fail.

Needs what `make lab` installs, and the ports of the labs.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from tests.labs.proofs import Ended, everything, left_behind, prove, site_with_labs
from tests.sites import Site, lines, sound_site

HERE = Path(__file__).parent
FAILURES: dict[str, Any] = yaml.safe_load((HERE / "failures.yml").read_text("utf-8"))
GUIDES = "docs/learn/accounts/enterprise-sso/idp-setup"
LEMONLDAP = "labs/lemonldap-ng/lab.yml"
FILES = {
    "guide": f"{GUIDES}/lemonldap-ng.guide.yml",
    "lab": LEMONLDAP,
    "service provider": "labs/lemonldap-ng/service-provider.yml",
}
FIGURES = "img/common/saml/lemonldap-ng"
PICTURE = ".cache/handrail/lemonldap-ng.failed.webp"
# The lab's own last move: it keeps what LemonLDAP::NG has saved, keys and all, for the test.
KEEP = """\
after:
  save-the-configuration-step-2:
    - run: cp lemonldap-ng/conf/lmConf-2.json {}
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_with_labs(tmp_path / "site")


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    yield
    assert [*left_behind()] == []


def _figures(site: Site) -> Mapping[str, bytes]:
    return {file.name: file.read_bytes() for file in (site.folder / FIGURES).iterdir()}


def _proof(site: Site, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.read(path))
    return found


def test_fresh_instances_prove_the_guide_and_give_the_same_pictures(
    site: Site, tmp_path: Path
) -> None:
    """Each instance has another key: what shows any of it would not be the same."""
    kept = tmp_path / "kept.json"
    site.write(LEMONLDAP, site.read(LEMONLDAP) + KEEP.format(kept))
    first = _proven(prove(site, LEMONLDAP))
    figures = _figures(site)
    assert len(figures) == len(re.findall(r"^ *figures:", site.read(FILES["guide"]), re.MULTILINE))
    another = site_with_labs(tmp_path / "another")
    _proven(prove(another, LEMONLDAP))
    assert _figures(another) == figures
    proof = _proof(site, f"{GUIDES}/lemonldap-ng.proof.json")
    assert proof["signed_in"]
    assert not [step for step in proof["steps"] if "unproven" in step]
    assert _secrets(kept, [first.output, json.dumps(proof)]) == []
    # What a proof has made is in order, and the page tells of it.
    assert lines(site.findings()) == ""
    page = site.folder / "site/learn/accounts/enterprise-sso/idp-setup/lemonldap-ng/index.html"
    assert "against LemonLDAP::NG 2." in html.unescape(page.read_text("utf-8"))


def _proven(ended: Ended) -> Ended:
    assert ended.code == 0, ended.output
    return ended


def _secrets(kept: Path, texts: list[str]) -> list[str]:
    """Return the lines of the generated key and certificate that stand in one of the texts."""
    saved = json.loads(kept.read_text("utf-8"))
    pems = [saved["samlServicePrivateKeySig"], saved["samlServicePublicKeySig"]]
    secret = [line for pem in pems for line in pem.splitlines() if line and "-----" not in line]
    assert len(secret) > 20
    return [line for line in secret if any(line in text for text in texts)]


def test_another_identity_provider_proves_its_guide(site: Site) -> None:
    ended = _proven(prove(site, "labs/django/lab.yml"))
    assert "proven: 13 of 13 steps and a sign-in" in ended.output
    assert _proof(site, "labs/django/django-admin.proof.json")["signed_in"]


def test_another_reader_proves_the_guide_with_values_of_their_own(site: Site) -> None:
    _proven(prove(site, "labs/django/lab.yml", "--set", "sso_identifier=another-team"))


@pytest.mark.parametrize("case", FAILURES)
def test_what_goes_wrong_is_said_where_it_is_written(case: str, site: Site) -> None:
    fault = FAILURES[case]
    if "replace" in fault:
        site.edit(FILES[fault["in"]], fault["replace"], fault["with"])
    before = everything(site)
    ended = prove(site, LEMONLDAP, *fault.get("options", ()), stop_after=fault.get("stop_after"))
    assert ended.code == 1, ended.output
    [(file, line, said)] = re.findall(r"^(\S+\.yml):(\d+):\d+: (.*)$", ended.output, re.MULTILINE)
    assert file == FILES[fault.get("in_file", "guide")], ended.output
    assert fault["at"] in site.read(file).splitlines()[int(line) - 1]
    assert said.startswith(f"error: {fault['rule']}: ")
    assert fault["says"] in said
    assert fault.get("has", "") in ended.output
    with Image.open(site.folder / PICTURE) as picture:
        assert picture.size == (1280, 800)
    assert everything(site) == before


@pytest.mark.parametrize("lab", ["django", "lemonldap-ng"])
def test_what_a_lab_is_made_of_is_in_order(lab: str, tmp_path: Path) -> None:
    """The lab's own service provider stands on no site: here it does."""
    made = site_with_labs(tmp_path / "site").folder / "labs" / lab
    sound = sound_site(tmp_path / "sound")
    for file in (*made.glob("*.guide.yml"), made / "service-provider.yml"):
        sound.write(f"docs/{lab}/{file.name}", file.read_text("utf-8"))
    assert lines(sound.findings()) == ""
