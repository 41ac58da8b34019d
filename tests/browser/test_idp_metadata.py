"""What the scripts read in the metadata of identity providers, and what they find wrong in it."""

import base64
import json
import re
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Page

from tests.browser.identity_providers import NOW, OKTA, PROVIDERS, metadata
from tests.browser.metadata_files import FILES, FINDINGS, HOSTILE, OWN, SOUND, TOGETHER
from tests.metadata import schema_faults

Findings: TypeAlias = dict[str, Any]
READ = """async ([name, content, own, now]) => {
  const { readMetadata } = await import(name);
  const bytes = Uint8Array.from(atob(content), sign => sign.charCodeAt(0));
  return JSON.stringify(await readMetadata(new Blob([bytes]), own, new Date(now)));
}"""


def _read(page: Page, content: bytes, own: str = OWN) -> Findings:
    shown = base64.b64encode(content).decode()
    argument = ["/handrail/idp-metadata.js", shown, [own], NOW.isoformat()]
    found: Findings = json.loads(page.evaluate(READ, argument))
    return found


def _said(findings: Findings) -> tuple[list[str], list[str]]:
    """Return the kinds of all faults and of all remarks."""
    parts = [findings, *findings["providers"]]
    faults = [one["kind"] for part in parts for one in part["faults"]]
    return faults, [one["kind"] for part in parts for one in part["remarks"]]


@pytest.mark.parametrize("name", PROVIDERS)
def test_file_is_what_such_an_identity_provider_makes(name: str) -> None:
    """But for the roles of WS-Federation, of which the schemas of SAML know nothing."""
    roles = re.compile(rb"<RoleDescriptor.*?</RoleDescriptor>", re.DOTALL)
    assert schema_faults(roles.sub(b"", metadata(name))) == []


@pytest.mark.parametrize("name", PROVIDERS)
def test_identity_provider(page: Page, name: str) -> None:
    entity_id, sign_on, ends = PROVIDERS[name]
    found = _read(page, metadata(name))
    assert _said(found) == ([], [])
    (provider,) = found["providers"]
    assert provider["entityId"] == entity_id
    assert [(one["binding"], one["url"]) for one in provider["signOn"]] == sign_on
    until = [one["until"] for one in provider["certificates"]]
    assert until == [f"{end:%Y-%m-%d}" for end in ends]


@pytest.mark.parametrize("name", SOUND)
def test_sound_file(page: Page, name: str) -> None:
    found = _read(page, SOUND[name])
    assert _said(found) == ([], [])
    url = OKTA.replace("example_app", "exämple_app") if name == "Latin" else OKTA
    assert found["providers"][0]["signOn"][0]["url"] == url


@pytest.mark.parametrize("name", FILES)
def test_fault_of_the_whole_file(page: Page, name: str) -> None:
    content, kind, detail = FILES[name]
    found = _read(page, content)
    assert found == {"providers": [], "faults": [{"kind": kind, "detail": detail}], "remarks": []}


@pytest.mark.parametrize("name", PROVIDERS)
def test_no_cut_file_passes(page: Page, name: str) -> None:
    """Wherever the download broke off: behind the root's name it is known what has happened."""
    whole = metadata(name)
    for length in range(len(whole) - 1, 0, -len(whole) // 40):
        kinds = [one["kind"] for one in _read(page, whole[:length])["faults"]]
        root = whole.find(b"EntityDescriptor") + len(b"EntityDescriptor")
        assert kinds == ["truncated"] if length > root else kinds, length


def test_folder_is_told_from_a_file(page: Page) -> None:
    """A folder that is dropped cannot be read: the browser says so when it is asked to."""
    gone = """async name => {
      const { readMetadata } = await import(name);
      const folder = { size: 4096, arrayBuffer: () => Promise.reject(new Error("no file")) };
      return JSON.stringify(await readMetadata(folder, [], new Date()));
    }"""
    found = json.loads(page.evaluate(gone, "/handrail/idp-metadata.js"))
    assert _said(found) == (["unreadable"], [])


@pytest.mark.parametrize("name", FINDINGS)
def test_finding(page: Page, name: str) -> None:
    content, faults, remarks = FINDINGS[name]
    found = _read(page, content)
    assert found["faults"] == found["remarks"] == []
    (provider,) = found["providers"]
    assert [(one["kind"], one.get("detail")) for one in provider["faults"]] == faults
    assert [(one["kind"], one.get("detail")) for one in provider["remarks"]] == remarks


@pytest.mark.parametrize("name", TOGETHER)
def test_several_entities(page: Page, name: str) -> None:
    content, names, said = TOGETHER[name]
    found = _read(page, content)
    ids = [PROVIDERS[one][0] for one in names]
    assert [provider["entityId"] for provider in found["providers"]] == ids
    assert _said(found) == said


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_does_nothing(page: Page, name: str) -> None:
    """It is answered, and `page` tells if an address was asked for or a script has run."""
    assert set(_read(page, HOSTILE[name]())) == {"providers", "faults", "remarks"}
