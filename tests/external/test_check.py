"""`handrail check --external`: what is asked, what is kept, and what excuses do."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import mkdocs_plugin
from generator.checks import external
from generator.cli import main
from generator.diagnostics import Finding
from tests.external.server import Server, serving
from tests.sites import Site, lines, sound_site

FINE = {"body": "<!doctype html><title>Fine</title><p>All is well."}
GONE = {"status": 404, "body": "gone"}
TO_SIGN_IN = {"status": 302, "headers": {"Location": "/login"}}


def _site(folder: Path, page: str, options: str = "{}", more: str = "") -> Site:
    """Write a site of one page, with options under `external:`."""
    site = Site(folder)
    plugins = f"plugins: [handrail: {{external: {options}}}]\n"
    site.write("mkdocs.yml", f"site_name: x\ntheme: mkdocs\n{plugins}{more}")
    site.write("docs/index.md", f"# Home\n\n{page}\n")
    return site


def _checked(site: Site) -> list[Finding]:
    return mkdocs_plugin.build_and_check(site.config, site.folder / "site", [external.check])


def _address(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_port}"


# --- what is asked ---


def test_nothing_is_asked_unless_it_is_wanted(tmp_path: Path) -> None:
    with serving({"/a": GONE}) as server:
        site = _site(tmp_path, f"[a]({_address(server)}/a)")
        assert lines(site.findings()) == ""
        assert not server.asked


def test_built_site_is_checked(tmp_path: Path) -> None:
    with serving({"/a": GONE}) as server:
        site = _site(tmp_path, f"[a]({_address(server)}/a)")
        site.findings()
        checked = site.run("handrail", "check", "--external", "--site", "site")
        assert checked.returncode == 1
        assert "docs/index.md:3:5: error: external/dead: " in checked.stdout


def test_nav_and_settings_are_asked_and_what_a_theme_adds_is_not(tmp_path: Path) -> None:
    with serving({"/repo": GONE}) as server:
        more = (
            f"nav: [index.md, There: '{_address(server)}/nav']\n"
            f"repo_url: {_address(server)}/repo\n"
            "edit_uri: edit/main/docs/\n"
        )
        site = _site(tmp_path, "Nothing else.", more=more)
        assert lines(_checked(site)) == (
            f'mkdocs.yml:4:24: error: external/dead: "{_address(server)}/nav" '
            "answers 404 (Not Found)\n"
            f'mkdocs.yml:5:11: error: external/dead: "{_address(server)}/repo" '
            "answers 404 (Not Found)\n"
        )
        assert set(server.asked) == {"/nav", "/repo"}


def test_own_host_outside_of_the_site_is_asked(tmp_path: Path) -> None:
    with serving({"/blog": FINE}) as server:
        page = f"[a](/blog) [b](/shop) [c]({_address(server)}/shop) [d]({_address(server)}/docs/)"
        site = _site(tmp_path, page, more=f"site_url: {_address(server)}/docs/\n")
        found = [str(one.diagnostic.place) for one in _checked(site)]
        assert found == ["docs/index.md:3:16", "docs/index.md:3:27"]
        assert set(server.asked) == {"/blog", "/shop"}


def test_password_in_an_address_is_sent_to_nobody(tmp_path: Path) -> None:
    with serving({"/a": FINE}) as server:
        _checked(_site(tmp_path, f"[a](http://me:secret@127.0.0.1:{server.server_port}/a)"))
        assert not server.asked


def test_page_is_asked_for_once_for_all_its_anchors(tmp_path: Path) -> None:
    with serving({"/a": FINE}) as server:
        address = f"{_address(server)}/a"
        site = _site(tmp_path, f"[a]({address}) [b]({address}#b) [c]({address}#c)")
        assert len(_checked(site)) == 2
        assert server.asked["/a"] == 2  # by lychee, and for what is on the page


def test_limit_per_host_holds(tmp_path: Path) -> None:
    paths = [f"/{number}" for number in range(6)]
    with serving(dict.fromkeys(paths, FINE)) as server:
        page = "\n".join(f"[x]({_address(server)}{path})" for path in paths)
        assert _checked(_site(tmp_path, page, "{per_host: 1}")) == []
        assert set(server.asked) == set(paths)
        assert server.most_at_once == 1


def test_where_steps_lead_may_ask_to_sign_in(tmp_path: Path) -> None:
    """Not so for a link in a text, which is told at its line in the guide."""
    guide = "docs/sso/setup.guide.yml"
    with serving({"/console": TO_SIGN_IN, "/help": TO_SIGN_IN, "/login": FINE}) as server:
        site = sound_site(tmp_path)
        site.edit(guide, "https://console.example.com/", f"{_address(server)}/console")
        site.edit(guide, "You need a team", f"Get [help]({_address(server)}/help) for a team")
        found = _checked(site)
        assert [one.diagnostic.rule for one in found] == ["external/sign-in"]
        place = found[0].diagnostic.place
        assert f"{_address(server)}/help" in site.read(guide).splitlines()[place.line - 1]
        assert "/console" in server.asked


def test_dead_console_is_told_at_its_line(tmp_path: Path) -> None:
    guide = "docs/sso/setup.guide.yml"
    with serving({}) as server:
        site = sound_site(tmp_path)
        site.edit(guide, "https://console.example.com/", f"{_address(server)}/console")
        assert [str(one.diagnostic.place) for one in _checked(site)] == [f"{guide}:6:43"]


# --- what is kept ---


def test_good_answers_are_kept_and_bad_ones_asked_again(tmp_path: Path) -> None:
    with serving({"/good": FINE, "/bad": GONE}) as server:
        page = f"[a]({_address(server)}/good#x) [b]({_address(server)}/bad)"
        site = _site(tmp_path, page)
        first = lines(_checked(site))
        asked = dict(server.asked)
        assert lines(_checked(site)) == first
        assert server.asked["/good"] == asked["/good"]
        assert server.asked["/bad"] > asked["/bad"]


@pytest.mark.parametrize("options", ["{keep_hours: 0}", "{}, cache: false"])
def test_nothing_is_kept_if_a_site_says_so(options: str, tmp_path: Path) -> None:
    with serving({"/good": FINE}) as server:
        site = _site(tmp_path, f"[a]({_address(server)}/good)", options)
        _checked(site)
        asked = server.asked["/good"]
        _checked(site)
        assert server.asked["/good"] == 2 * asked


def test_broken_file_of_what_was_kept_is_no_harm(tmp_path: Path) -> None:
    with serving({"/good": FINE}) as server:
        site = _site(tmp_path, f"[a]({_address(server)}/good)")
        assert _checked(site) == []
        kept = site.folder / ".cache/handrail/mkdocs.external"
        kept.write_bytes(kept.read_bytes()[:-20])
        assert _checked(site) == []


# --- excuses ---


def _excuse(address: str, until: str) -> str:
    return f"{{address: '{address}', because: it moves house, until: {until}}}"


def test_excuse_holds_until_it_ends_and_has_to_be_of_use(tmp_path: Path) -> None:
    with serving({"/fine": FINE}) as server:
        host = _address(server)
        excuses = [
            _excuse(f"{host}/covered/*", "2999-12-31"),
            _excuse(f"{host}/late", "2020-12-31"),
            _excuse(f"{host}/fine", "2999-12-31"),
        ]
        page = f"[a]({host}/covered/a#b)\n[b]({host}/late)\n[c]({host}/fine)"
        site = _site(tmp_path, page, f"{{excuses: [{','.join(excuses)}]}}")
        line = site.read("mkdocs.yml").splitlines()[2]
        late, fine = (line.index(f"'{host}/{name}'") + 1 for name in ("late", "fine"))
        assert lines(_checked(site)) == (
            f'docs/index.md:4:5: error: external/dead: "{host}/late" answers 404 (Not Found)\n'
            f"mkdocs.yml:3:{late}: warning: excuse/ended: it has ended on 2020-12-31\n"
            "    hint: delete it, or say until when\n"
            f'mkdocs.yml:3:{fine}: warning: excuse/unused: nothing is wrong with "{host}/fine"\n'
            "    hint: delete the excuse\n"
        )
        assert lines(site.findings()) == ""  # nobody knows what they are good for


def test_excuse_at_its_place_is_of_use_only_when_others_are_asked(tmp_path: Path) -> None:
    with serving({}) as server:
        excuse = "<!-- handrail: allow external/dead because it comes back -->"
        site = _site(tmp_path, f"[a]({_address(server)}/a) {excuse}")
        assert lines(_checked(site)) == ""
        assert lines(site.findings()) == ""


# --- without lychee ---


def test_lychee_that_is_not_there_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _site(tmp_path, "[a](https://docs.example.org/)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", "")
    checked = CliRunner().invoke(main, ["check", "--external"])
    assert checked.exit_code == 2
    assert "pip install 'handrail[external]'" in checked.output
    assert not (tmp_path / "site").exists()


def test_lychee_that_does_not_work_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin/lychee"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'no such option' >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    _site(tmp_path, "[a](http://127.0.0.1:1/)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin/python"))
    checked = CliRunner().invoke(main, ["check", "--external"])
    assert checked.exit_code == 2
    assert "handrail: lychee does not work: no such option\n" in checked.output
    assert "Traceback" not in checked.output
