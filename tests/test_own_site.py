"""This project's own site: it is sound, and a fault put into it stops the build at its line."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from selectolax.lexbor import LexborHTMLParser

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

    def put_into(self, site: Site) -> None:
        site.edit(self.file, self.right, self.wrong)

    def place(self, site: Site) -> str:
        """Return where the fault is, as FILE:LINE."""
        before = site.read(self.file).partition(self.wrong)[0].splitlines()
        return f"{self.file}:{len(before)}"


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
# What the Entra ID page keeps of the page that was maintained by hand before, in its order: where
# to go, what to look for, values, links and figures.
KEPT = """
https://entra.microsoft.com/#home | Identity | Applications | Enterprise applications
New application | gallery of enterprise apps | /create-new-app.svg
At the top left | Create your own application | give your app a name
Leave the default option selected | Create | /create-your-own-application.svg
In the left menu | Single sign-on | SAML | /configure-single-sign-on.svg
decide on an SSO identifier | acme | Basic SAML Configuration | Edit
Identifier (Entity ID) | https://api.balena-cloud.com/auth/saml/sso_identifier
Reply URL | https://api.balena-cloud.com/auth/saml/sso_identifier/callback
Save | /basic-saml-configuration.svg
Set up Single Sign-On with SAML | Attributes & Claims | Edit
Unique User Identifier | /unique-user-identifier.svg
Source attribute | user.mail | Save | /change-source-attribute.svg
Manage | Users and groups | Add the users or groups
At the bottom left | Assign | /assign-users-and-groups.svg
SAML-based Sign-on | Download link for Federation Metadata XML
../../#link-a-saml-identity-provider | /download-metadata-xml.svg
balenaCloud dashboard | ../../#link-a-saml-identity-provider | upload the XML metadata file
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return own_site(tmp_path)


def test_own_site_is_sound(site: Site) -> None:
    assert lines(site.findings()) == ""


def test_nothing_is_lost_of_the_page_made_by_hand(site: Site) -> None:
    assert site.run("mkdocs", "build", "--strict").returncode == 0
    page = site.read(f"site{ENTRA.removeprefix('docs').removesuffix('.guide.yml')}/index.html")
    rest = _told(page)
    for kept in KEPT.strip().replace("\n", " | ").split(" | "):
        _, found, rest = rest.partition(kept)
        assert found, f"{kept!r} is not in its place on the page"


def _told(page: str) -> str:
    """Return what a page says and where it leads, in its order."""
    article = LexborHTMLParser(page).css_first("article")
    assert article is not None
    return "".join(
        node.text_content or node.attributes.get("href") or node.attributes.get("src") or ""
        for node in article.traverse(include_text=True)
    )


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.rule)
def test_one_fault_fails_the_strict_build(site: Site, fault: Fault) -> None:
    fault.put_into(site)
    built = site.run("mkdocs", "build", "--strict")
    assert built.returncode == 1
    assert f"{fault.place(site)}:" in built.stderr
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
    places = {fault.place(site): fault.rule for fault in faults}
    code, found = _check(site)
    assert code == 1
    assert {f"{one['file']}:{one['line']}": one["rule"] for one in found} == places
    assert len(found) == len(faults)
    assert all(one["severity"] == "error" for one in found)
