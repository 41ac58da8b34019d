"""The built wheel, installed in an environment that knows nothing of this repository."""

import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.mkdocs.sites import ENVIRONMENT, Built, Site, attributes, run

ROOT = Path(__file__).parents[2]
GUIDE = "sso/acme/index.html"
WHERE = """\
import importlib.metadata, pathlib, generator, generator.environment
print(pathlib.Path(generator.__file__).resolve())
print(pathlib.Path(str(importlib.metadata.distribution("handrail").locate_file(""))).resolve())
for folder in generator.environment.template_folders(pathlib.Path("templates"))[1:]:
    print(folder.resolve())
"""


@dataclass(frozen=True)
class Clean:
    """An environment with the wheel in it."""

    folder: Path

    def path(self, name: str) -> Path:
        """Return one of its folders, by the name that sysconfig has for it."""
        base = dict.fromkeys(("base", "platbase", "installed_base"), str(self.folder))
        return Path(sysconfig.get_path(name, "venv", vars=base))

    @property
    def packages(self) -> Path:
        return self.path("purelib")

    def command(self, name: str) -> str:
        return str(self.path("scripts") / name)


def _do(*command: str) -> None:
    done = run(ROOT, *command)
    assert done.code == 0, done.log


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder))
    _do(sys.executable, *build, str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Clean:
    """Install the wheel; what it depends on is what the tests themselves have."""
    made = Clean(tmp_path_factory.mktemp("clean"))
    _do(sys.executable, "-m", "venv", "--without-pip", str(made.folder))
    # Folders on the path whose own .pth files are not read: an editable Handrail stays unseen.
    ours = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (made.packages / "dependencies.pth").write_text("\n".join(ours) + "\n", encoding="utf-8")
    offline = ("--no-deps", "--no-index", "--no-input", "--quiet")
    pip = ("-m", "pip", "--python", made.command("python"), "install", *offline, str(wheel))
    _do(sys.executable, *pip)
    return made


def _built(clean: Clean, site: Site, *arguments: str) -> Built:
    return run(site.folder, clean.command("python"), "-m", "mkdocs", "build", *arguments)


def test_wheel_holds_the_package_its_templates_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0].partition("-")[0] for name in names}
    assert tops == {"generator", "handrail"}
    assert "generator/py.typed" in names
    assert not [name for name in names if "overrides" in name or "__pycache__" in name]
    assert len(names) == len(set(names))
    licences = {name.rpartition("/")[2] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE"}


@pytest.mark.parametrize(
    ("folder", "inside", "pattern"),
    [
        ("templates", "generator/templates", "**/*.j2"),
        ("generator", "generator", "**/*.py"),
        ("generator/assets", "generator/assets", "**/*.*"),
        ("generator/examples", "generator/examples", "*.yml"),
    ],
)
def test_wheel_holds_every_file(wheel: Path, folder: str, inside: str, pattern: str) -> None:
    own = {
        path.relative_to(ROOT / folder).as_posix()
        for path in (ROOT / folder).glob(pattern)
        if "overrides" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert own
    assert {f"{inside}/{name}" for name in own} <= names


def test_what_is_imported_is_what_was_installed(clean: Clean, tmp_path: Path) -> None:
    command = (clean.command("python"), "-I", "-c", WHERE)
    said = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    packages = clean.packages.resolve()
    assert [Path(line) for line in said.stdout.splitlines()] == [
        packages / "generator" / "__init__.py",
        packages,
        packages / "generator" / "templates",
    ]
    assert not packages.is_relative_to(ROOT)


def test_foreign_site_is_built(clean: Clean, site: Site) -> None:
    built = _built(clean, site, "--strict").expect_clean()
    titles = [heading.text() for heading in built.article(GUIDE).css("h1, h2")]
    assert titles[0] == "Acme"
    assert len(titles) == 5
    for image in attributes(built.article(GUIDE), "img", "src"):
        assert (built.folder / "sso/acme" / image.partition("#")[0]).is_file()
    assert not {name for name in built.files() if name.endswith(".yml")}


def test_foreign_site_replaces_a_template_of_the_wheel(clean: Clean, site: Site) -> None:
    site.write("templates/actions/go.md.j2", "step inside.\n")
    built = _built(clean, site, "--strict").expect_clean()
    assert "Step inside." in built.article(GUIDE).text()


def test_fault_is_named(clean: Clean, site: Site) -> None:
    site.change("docs/sso/acme.guide.yml", "title: SAML", "titel: SAML")
    _built(clean, site).expect_ended("docs/sso/acme.guide.yml:1:1: error: schema/unknown-key")


def test_command_is_installed(clean: Clean, site: Site) -> None:
    handrail = clean.command("handrail")
    version = run(site.folder, handrail, "--version")
    assert version.log.startswith("handrail ")
    checked = run(site.folder, handrail, "check", "--strict")
    assert checked.code == 0, checked.log
    rendered = run(site.folder, handrail, "render", "--out", "tree")
    assert rendered.code == 0, rendered.log
    assert "# Acme" in site.read("tree/sso/acme.md")
    assert "import" in site.read("tree/assets/handrail/main.js")
    assert run(site.folder, handrail, "schema", "guide").code == 0


def test_plugin_stands_once_where_mkdocs_looks_for_it(clean: Clean, tmp_path: Path) -> None:
    listing = (
        "import importlib.metadata as m\n"
        "found = m.entry_points(group='mkdocs.plugins', name='handrail')\n"
        "print([point.load().__module__ for point in found])"
    )
    command = (clean.command("python"), "-I", "-c", listing)
    said = subprocess.run(
        command, cwd=tmp_path, env=ENVIRONMENT, check=True, capture_output=True, text=True
    )
    assert said.stdout.strip() == "['generator.mkdocs_plugin']"
