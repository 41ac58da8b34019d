"""`handrail metadata`: whose file it takes, what it prints, and how it exits."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.metadata import service_provider_faults
from tests.sites import REPOSITORY, Site, sound_site

OWN = REPOSITORY / "docs/learn/accounts/enterprise-sso/service-provider.yml"
SP = "docs/sso/service-provider.yml"
OTHER = "docs/other/service-provider.yml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    site = sound_site(tmp_path)
    monkeypatch.chdir(site.folder)
    return site


def _metadata(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["metadata", *arguments])


def _entity_id(result: Result) -> str:
    assert result.exit_code == 0, result.output
    assert service_provider_faults(result.stdout_bytes) == []
    return result.stdout.partition('entityID="')[2].partition('"')[0]


def test_own_service_provider() -> None:
    result = _metadata(str(OWN), "--set", "sso_identifier=acme")
    assert _entity_id(result) == "https://api.balena-cloud.com/auth/saml/acme"
    assert 'Location="https://api.balena-cloud.com/auth/saml/acme/callback"' in result.stdout
    assert "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("folder", [".", "docs", "docs/sso"])
def test_the_only_file_of_the_site(
    site: Site, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.folder / folder)
    assert _entity_id(_metadata("--set", "team=acme")) == "https://sso.example.com/saml/acme"


def test_the_nearest_file_of_several(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write(OTHER, site.read(SP).replace("sso.example.com", "other.example.com"))
    (site.folder / "docs/other/deep").mkdir()
    monkeypatch.chdir(site.folder / "docs/other/deep")
    assert _entity_id(_metadata("--set", "team=acme")) == "https://other.example.com/saml/acme"


def test_none_of_several_is_near(site: Site) -> None:
    site.write(OTHER, site.read(SP))
    result = _metadata("--set", "team=acme")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"handrail: name one of: {OTHER}, {SP}\n"
    assert _metadata(SP, "--set", "team=acme").exit_code == 0


def test_the_file_that_mkdocs_yml_names(site: Site) -> None:
    site.write(OTHER, site.read(SP).replace("sso.example.com", "other.example.com"))
    site.edit("mkdocs.yml", "images: img", f"service_provider: {OTHER}")
    assert _entity_id(_metadata("--set", "team=acme")) == "https://other.example.com/saml/acme"


def test_no_file(site: Site) -> None:
    (site.folder / SP).unlink()
    result = _metadata()
    assert result.exit_code == 2
    assert result.stderr == f"handrail: there is no service-provider.yml below {site.folder}/docs\n"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "team (team name) is not set; for example: --set team=acme"),
        (["team=Acme!"], r'team: "Acme!" does not fit "[a-z0-9\-]+"; an example is "acme"'),
        (["team=a", "tema=a"], 'nothing to set is called "tema"; did you mean "team"?'),
    ],
)
@pytest.mark.usefixtures("site")
def test_refusals(given: list[str], says: str) -> None:
    result = _metadata(SP, *(part for one in given for part in ("--set", one)))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"handrail: {says}\n"


def test_what_is_refused_is_not_written(site: Site) -> None:
    assert _metadata(SP, "--out", "sp.xml").exit_code == 1
    assert not (site.folder / "sp.xml").exists()


def test_file_is_written_whole(site: Site) -> None:
    wanted = _metadata(SP, "--set", "team=acme").stdout_bytes
    result = _metadata(SP, "--set", "team=acme", "--out", "new/sp.xml")
    assert (result.exit_code, result.output) == (0, "")
    assert (site.folder / "new/sp.xml").read_bytes() == wanted


@pytest.mark.usefixtures("site")
def test_file_that_cannot_be_written() -> None:
    result = _metadata(SP, "--set", "team=acme", "--out", f"{SP}/sp.xml")
    assert result.exit_code == 2
    assert result.stderr.startswith("handrail: ")
    assert "Traceback" not in result.output


def test_faults_of_the_file_are_said_with_their_places(site: Site) -> None:
    site.edit(SP, "name_id_format:", "name_id_fromat:")
    result = _metadata(SP, "--set", "team=acme")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f'{SP}:17:3: error: schema/unknown-key: "name_id_fromat" is not' in result.stderr


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--set", "team"], '"team" is not NAME=VALUE'),
        (["--set"], "'--set' requires an argument"),
        ([SP, "x"], "unexpected extra argument"),
        (["docs"], "is a directory"),
        (["nowhere.yml"], "does not exist"),
    ],
)
def test_wrong_use(arguments: list[str], says: str) -> None:
    result = _metadata(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
