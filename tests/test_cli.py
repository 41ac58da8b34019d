"""The command `handrail`: what it prints, and how it exits. See test_tree.py for `render`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.sites import Site, sound_site

GUIDE = "docs/sso/setup.guide.yml"
FAULT = ("click: Add app", "klick: Add app")
WARNING = ("{sp: acs_url}", "{leave: empty}")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sound_site(tmp_path)


def _handrail(*arguments: str, **variables: str | None) -> Result:
    return CliRunner(env=variables).invoke(main, arguments)


def _check(site: Site, *arguments: str) -> Result:
    return _handrail("check", "--config", str(site.config), *arguments)


# --- check ---


def test_sound_site(site: Site) -> None:
    result = _check(site, "--strict")
    assert (result.exit_code, result.output) == (0, "nothing to complain about\n")


def test_error(site: Site) -> None:
    site.edit(GUIDE, *FAULT)
    result = _check(site)
    assert result.exit_code == 1
    assert result.stdout == (
        f'{GUIDE}:16:9: error: schema/unknown-key: "klick" is not known here\n'
        "   16 |       - klick: Add app\n"
        "      |         ^\n"
        '    hint: did you mean "click"?\n'
        "1 error\n"
    )


def test_warning_fails_a_strict_check_only(site: Site) -> None:
    site.edit(GUIDE, *WARNING)
    result = _check(site)
    assert result.exit_code == 0
    assert result.stdout.endswith("\n1 warning\n")
    assert _check(site, "--strict").exit_code == 1


def test_note_fails_no_check(site: Site) -> None:
    site.edit(GUIDE, *WARNING)
    site.edit("mkdocs.yml", "images: img", "rules: {value/never-given: note}")
    result = _check(site, "--strict")
    assert result.exit_code == 0
    assert result.stdout.endswith("\n1 note\n")


def test_json(site: Site) -> None:
    site.edit(GUIDE, *FAULT)
    site.edit(GUIDE, "#link-your-identity-provider", "#lnk")
    result = _check(site, "--format", "json")
    assert result.exit_code == 1
    made = json.loads(result.stdout)
    assert made["version"] == 1
    assert [(one["rule"], one["line"], one["page"]) for one in made["diagnostics"]] == [
        ("schema/unknown-key", 16, ""),
        ("link/missing-anchor", 31, "sso/setup/index.html"),
    ]


def test_json_of_a_sound_site(site: Site) -> None:
    result = _check(site, "--format", "json")
    assert json.loads(result.stdout) == {"version": 1, "diagnostics": []}


def test_github(site: Site) -> None:
    """Files are named as they are in the repository, wherever mkdocs.yml stands in it."""
    site.edit(GUIDE, *FAULT)
    (site.folder / "manual").mkdir()
    for name in ("mkdocs.yml", "docs", "img"):
        (site.folder / name).rename(site.folder / "manual" / name)
    command = ("handrail", "check", "--config", "manual/mkdocs.yml", "--format", "github")
    assert site.run(*command, GITHUB_WORKSPACE=str(site.folder)).stdout == (
        f"::error file=manual/{GUIDE},line=16,col=9,title=schema/unknown-key::"
        '"klick" is not known here%0Ahint: did you mean "click"?\n'
    )


def test_what_hooks_and_plugins_print_is_not_in_the_json(site: Site) -> None:
    site.write("hook.py", "def on_pre_build(config):\n    print('noise')\n")
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "hooks: [hook.py]\n")
    result = _check(site, "--format", "json")
    assert json.loads(result.stdout)["diagnostics"] == []


def test_check_leaves_the_repository_alone(site: Site) -> None:
    """All that is new are the pages that are kept, beside mkdocs.yml."""
    before = set(site.folder.rglob("*"))
    _check(site)
    new = set(site.folder.rglob("*")) - before
    assert {path.relative_to(site.folder).parts[0] for path in new} == {".cache"}


def test_site_that_was_built_before(site: Site) -> None:
    site.findings()
    built = site.folder / "site"
    assert _check(site, "--site", str(built)).exit_code == 0
    (built / "sso/index.html").unlink()
    result = _check(site, "--site", str(built))
    assert result.exit_code == 1
    assert "docs/index.md:3:20: error: link/missing-page: " in result.output


def test_built_site_that_is_not_there(site: Site) -> None:
    result = _check(site, "--site", str(site.folder / "nowhere"))
    assert result.exit_code == 2
    assert "does not exist" in result.output


def test_site_is_that_of_the_folder_or_of_one_above(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (site.folder, site.folder / "docs"):
        monkeypatch.chdir(folder)
        assert _handrail("check").output == "nothing to complain about\n"
    monkeypatch.chdir(site.folder.parent)
    result = _handrail("check")
    assert result.exit_code == 2
    assert result.stderr.endswith("mkdocs.yml: No such file or directory\n")


# --- other repositories ---


def _other(folder: Path, text: str = "site_name: Other\n") -> Site:
    site = Site(folder)
    site.write("mkdocs.yml", text)
    site.write("docs/index.md", "# Home\n\n[One](one.md) [Two](two.md#two)\n")
    site.write("docs/one.md", "# One\n")
    site.write("docs/two.md", "# Two\n")
    return site


@pytest.mark.parametrize("plugins", ["", "plugins: [search, handrail]\n"])
def test_repository_without_a_guide(plugins: str, tmp_path: Path) -> None:
    site = _other(tmp_path, f"site_name: Other\n{plugins}")
    assert _check(site, "--strict").output == "nothing to complain about\n"
    site.edit("docs/index.md", "two.md#two", "two.md#tow")
    result = _check(site)
    assert result.exit_code == 1
    assert result.stdout == (
        'docs/index.md:3:21: error: link/missing-anchor: no "#tow" on two.md\n'
        "    3 | [One](one.md) [Two](two.md#tow)\n"
        "      |                     ^\n"
        '    hint: did you mean "#two"?\n'
        "1 error\n"
    )


def test_repository_that_does_not_name_the_plugin(site: Site) -> None:
    site.edit("mkdocs.yml", "plugins:\n  - handrail:\n      images: img\n", "plugins: []\n")
    assert _check(site, "--strict").output == "nothing to complain about\n"
    site.edit(GUIDE, *FAULT)
    assert _check(site).exit_code == 1


def test_repository_without_docs(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("mkdocs.yml", "site_name: Other\n")
    result = _check(site)
    assert result.exit_code == 2
    assert "docs" in result.stderr


# --- what could not run ---

BROKEN = {
    "missing": None,
    "syntax": "site_name: [\n",
    "list": "- a\n",
    "empty": "",
    "day": "site_name: 2026-02-30\n",
    "deep": "a: " + "[" * 2_000,
    "inherits": "INHERIT: nowhere.yml\n",
    "inherits itself": "INHERIT: mkdocs.yml\n",
    "no name": "theme: mkdocs\n",
    "theme": "site_name: x\ntheme: nowhere\n",
    "plugin": "site_name: x\nplugins: [nowhere]\n",
    "plugins": "site_name: x\nplugins: nowhere\n",
    "options": "site_name: x\nplugins: [handrail: img]\n",
    "extension": "site_name: x\nmarkdown_extensions: [nowhere]\n",
    "hook": "site_name: x\nhooks: [nowhere.py]\n",
    "hook that fails": "site_name: x\nhooks: [fails.py]\n",
    "hook that fails at the end": "site_name: x\nhooks: [late.py]\n",
    "hook that exits": "site_name: x\nhooks: [exits.py]\n",
    "docs": "site_name: x\ndocs_dir: nowhere\n",
    "nav": "site_name: x\nnav: text\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_built_is_said_in_one_line(name: str, tmp_path: Path) -> None:
    site = _other(tmp_path)
    site.write("fails.py", "def on_pre_build(config):\n    1 / 0\n")
    site.write("late.py", "def on_post_build(config):\n    1 / 0\n")
    site.write("exits.py", "def on_pre_build(config):\n    raise SystemExit('enough')\n")
    text = BROKEN[name]
    if text is None:
        site.config.unlink()
    else:
        site.write("mkdocs.yml", text)
    result = _check(site)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("handrail: ")
    assert result.stderr.count("\n") == 1, result.stderr
    assert "Traceback" not in result.stderr


def test_the_reason_is_said(tmp_path: Path) -> None:
    assert "nowhere" in _check(_other(tmp_path, BROKEN["theme"] or "")).stderr
    assert "nowhere" in _check(_other(tmp_path, BROKEN["plugin"] or "")).stderr


@pytest.mark.parametrize("command", [["check"], ["render", "--out", "out"]])
def test_missing_file(command: list[str], tmp_path: Path) -> None:
    result = _handrail(*command, "--config", str(tmp_path / "mkdocs.yml"))
    assert result.exit_code == 2
    assert result.stderr == f"handrail: {tmp_path}/mkdocs.yml: No such file or directory\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["check", "--format", "xml"],
        ["render"],
        ["schema"],
        ["schema", "page"],
        ["check", "x"],
    ],
    ids=" ".join,
)
def test_wrong_use(arguments: list[str]) -> None:
    result = _handrail(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.output


# --- colours ---


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)],
    ids=["terminal", "NO_COLOR", "empty NO_COLOR"],
)
def test_colours(site: Site, variables: dict[str, str], coloured: bool) -> None:  # noqa: FBT001 (a table)
    site.edit(GUIDE, *FAULT)
    runner = CliRunner(env={"NO_COLOR": None, **variables})
    # As on a terminal: click leaves colours in.
    result = runner.invoke(main, ["check", "--config", str(site.config)], color=True)
    assert ("\x1b[" in result.output) == coloured


def test_no_colours_in_a_pipe(site: Site) -> None:
    site.edit(GUIDE, *FAULT)
    assert "\x1b[" not in site.run("handrail", "check").stdout


def test_installed_command(site: Site) -> None:
    site.edit(GUIDE, *FAULT)
    done = site.run("handrail", "check")
    assert done.returncode == 1
    assert done.stdout.startswith(f"{GUIDE}:16:9: error: ")
    assert done.stderr == ""
