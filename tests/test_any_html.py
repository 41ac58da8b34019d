"""Whatever a built site holds, the check ends in findings."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from generator import configuration, mkdocs_plugin, project
from generator.project import Project
from generator.rules import RULES
from tests.any_html import CSS, HTML
from tests.sites import sound_site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Path]:
    """Build the small sound site once."""
    site = sound_site(tmp_path_factory.mktemp("any"))
    folder = site.folder / "site"
    assert mkdocs_plugin.build_and_check(site.config, folder) == []
    return project.open_project(configuration.read(site.config)), folder


def _check(built: tuple[Project, Path], name: str, content: bytes) -> None:
    opened, folder = built
    (folder / name).write_bytes(content)
    found, _ = project.check_site(opened, folder)
    for finding in found:
        assert finding.diagnostic.rule in RULES
        assert finding.diagnostic.message
        assert "\n" not in finding.diagnostic.message


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(html=HTML)
@example(html=b"<a href='http://[/'>x</a>")
def test_any_html(built: tuple[Project, Path], html: bytes) -> None:
    _check(built, "any.html", html)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(css=CSS)
def test_any_css(built: tuple[Project, Path], css: bytes) -> None:
    html = b"<!doctype html><link rel=stylesheet href=any.css><style>" + css + b"</style>"
    (built[1] / "any.css").write_bytes(css)
    _check(built, "any.html", html)
