"""`handrail check --strict` and `mkdocs build --strict` agree, and nothing is said twice.

What becomes of what MkDocs says is in `cases/mkdocs/`.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from generator import report
from tests.sites import Site, lines, sound_site
from tests.test_cases import NAMES, read_case

HOME = "docs/index.md"
GUIDE = "docs/sso/setup.guide.yml"
FAMILIES = ("link/", "image/", "nav/", "mkdocs/", "configuration/", "excuse/", "figure/", "four")
AGREE = [name for name in NAMES if name.startswith(FAMILIES)]
# What MkDocs looks at as well.
BOTH = [
    name
    for name in NAMES
    if name.startswith(("link/", "image/missing", "nav/")) and not read_case(name).baseline
]
STRICTLY = "validation:\n  links: {anchors: warn, unrecognized_links: warn, absolute_links: warn}\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sound_site(tmp_path)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what counts for --strict."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    try:
        yield said
    finally:
        log.removeHandler(handler)


# Notes fail neither.
_FAILING = re.compile(r": (?:error|warning): ")


def _builds(site: Site) -> bool:
    """Do as `mkdocs build --strict` does; tell whether it ends well."""
    try:
        config = load_config(str(site.config), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except Abort:
        return False
    return True


def _checks(site: Site) -> bool:
    """Do as `handrail check --strict` does; tell whether it ends well."""
    return not report.fails(site.findings(), strict=True)


@pytest.mark.parametrize("name", AGREE)
def test_strict_check_and_strict_build_agree(name: str, tmp_path: Path) -> None:
    case = read_case(name)
    site, is_sound = case.site(tmp_path), not _FAILING.search(case.diagnostics or "")
    assert _checks(site) == is_sound
    assert _builds(site) == is_sound


@pytest.mark.parametrize("name", BOTH)
def test_build_says_nothing_twice(name: str, tmp_path: Path) -> None:
    case = read_case(name)
    site = case.site(tmp_path)
    found = [line for line in (case.diagnostics or "").splitlines() if _FAILING.search(line)]
    with _complaints() as said:
        _builds(site)
    assert [text.splitlines()[0] for text in said] == [f"handrail: {line}" for line in found]


@pytest.mark.parametrize(
    ("old", "new", "extra"),
    [
        ("(sso/index.md)", "(lost.md) <!-- handrail: allow link/missing-page because soon -->", ""),
        ("(sso/index.md)", "(sso/)", STRICTLY),
        ("(sso/index.md)", "(#top)", STRICTLY),
        ("(sso/index.md)", "(#:~:text=Home)", STRICTLY),
        ("(sso/index.md)", "(sso/setup.md#:~:text=Save)", STRICTLY),
    ],
    ids=["excused", "folder", "top of a page", "text on this page", "text on another page"],
)
def test_what_handrail_passes_ends_no_strict_build(
    site: Site, old: str, new: str, extra: str
) -> None:
    site.edit(HOME, old, new)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + extra)
    with _complaints() as said:
        assert _builds(site)
    assert said == []
    assert _checks(site)


def test_what_only_mkdocs_finds_is_at_its_place(site: Site) -> None:
    site.write("mkdocs.yml", site.read("mkdocs.yml") + STRICTLY)
    site.edit(HOME, "(sso/index.md)", "(/sso/)")
    assert lines(site.findings()) == (
        f"{HOME}:3:20: warning: mkdocs/warning: Doc file 'index.md' contains an absolute link "
        "'/sso/', it was left as is. Did you mean 'sso/index.md'?\n"
    )
    assert not _builds(site)


def _other(folder: Path, link: str) -> Site:
    """Make a site that does not name the plugin: `mkdocs build` knows nothing of Handrail."""
    site = Site(folder)
    site.write("mkdocs.yml", "site_name: Other\n")
    site.write(HOME, f"# Home\n\n{link}\n")
    return site


def test_site_without_the_plugin_hears_nothing_twice(tmp_path: Path) -> None:
    site = _other(tmp_path, "[x](lost.md)")
    assert lines(site.findings()) == (
        f'{HOME}:3:5: error: link/missing-page: "lost.md" is not there\n'
    )


def test_excuse_means_nothing_to_a_site_without_the_plugin(tmp_path: Path) -> None:
    excuse = "<!-- handrail: allow link/missing-page because it comes later -->"
    site = _other(tmp_path, f"[x](lost.md) {excuse}")
    assert f"{HOME}:3:5: warning: mkdocs/warning: " in lines(site.findings())
    assert not _builds(site)


def test_what_is_held_back_is_said_though_the_build_fails(site: Site) -> None:
    site.write("mkdocs.yml", site.read("mkdocs.yml") + STRICTLY + "hooks: [hook.py]\n")
    site.write("hook.py", "def on_env(env, config, files):\n    raise ValueError('enough')\n")
    site.edit(HOME, "(sso/index.md)", "(sso/)")
    done = site.run("mkdocs", "build")
    assert done.returncode == 1
    assert "contains an unrecognized relative link 'sso/'" in done.stderr


def test_every_build_says_the_same(site: Site) -> None:
    """As under `mkdocs serve`, where one plugin sees many builds."""
    site.write("mkdocs.yml", site.read("mkdocs.yml") + STRICTLY)
    site.edit(HOME, "(sso/index.md)", "(/sso/) [x](lost.md)")
    config = load_config(str(site.config))
    config.plugins.on_startup(command="serve", dirty=False)
    heard = []
    for _ in range(2):
        with _complaints() as said:
            build(config)
        heard.append(said)
    assert [len(said) for said in heard] == [2, 2]
    assert heard[0] == heard[1]


@pytest.mark.parametrize(("flags", "strict"), [((), False), (("--strict",), True)])
@pytest.mark.parametrize("key", ["", "strict: true\n"])
def test_strict_is_what_mkdocs_takes_for_it(
    site: Site, flags: tuple[str, ...], key: str, *, strict: bool
) -> None:
    site.write("mkdocs.yml", site.read("mkdocs.yml") + f"site_nam: x\n{key}")
    code = 1 if strict or key else 0
    assert site.run("mkdocs", "build", *flags).returncode == code
    assert site.run("handrail", "check", *flags).returncode == code
