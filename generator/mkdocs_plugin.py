"""Handrail in MkDocs: the only file that imports MkDocs."""

import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from generator import configuration, mkdocs_log, progress, project, report, sources
from generator.diagnostics import Finding, judge
from generator.external.lychee import LycheeError
from generator.figures.library import is_drawing
from generator.mkdocs_log import Heard, HeldBack
from generator.mkdocs_yml import ConfigurationError
from generator.pages import Page
from generator.published import Asset
from generator.reader_assets import SCRIPT, STYLE
from generator.rules import Severity
from generator.written import Writing

# What the pages are written with. Lists hold code blocks, which only superfences understands.
# Of the two styles of tabs Material only knows the alternate one
# (https://squidfunk.github.io/mkdocs-material/reference/content-tabs/#configuration).
_EXTENSIONS: dict[str, dict[str, Any]] = {
    "attr_list": {},
    "admonition": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
}
_LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.NOTE: logging.INFO,
}
_log = get_plugin_logger("handrail")


class _EndlessError(PluginError):
    """MkDocs would never end building the site."""


class _Unchecked(Config):
    """Options that MkDocs leaves alone: `configuration` reads them, with better messages."""


class HandrailPlugin(BasePlugin[_Unchecked]):
    """Makes guides into pages, and checks the site that was built.

    `report` is what is done with the findings; they are logged unless somebody wants them.
    `held_back` keeps MkDocs from saying of links what Handrail says. `more` are checks on demand.
    """

    def __init__(self) -> None:
        self.report: Callable[[Sequence[Finding]], None] = self._log
        self.more: Sequence[project.More] = ()
        self.held_back = HeldBack()
        self.serving = False
        self.project: project.Project | None = None
        self.files = Files([])
        self.done: Counter[str] = Counter()
        self.pages = 0

    def load_config(
        self,
        options: dict[str, Any],  # noqa: ARG002 (MkDocs names the arguments)
        config_file_path: str | None = None,  # noqa: ARG002
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Accept any options: `configuration` reads and checks them, for every command alike."""
        self.config = _Unchecked()
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 (MkDocs names the arguments)
        """Remember what is being done."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the configuration, and see to what pages need: extensions, watched folders."""
        self.held_back.begin()
        try:
            own = configuration.read(Path(config.config_file_path))
        except ConfigurationError as error:
            raise PluginError(str(error)) from None
        own = replace(
            own,
            docs=Path(config.docs_dir),
            site=Path(config.site_dir),
            site_url=config.site_url or "",
            theme=config.theme.name or "",
            has_palette="palette" in config.theme and bool(config.theme["palette"]),
            use_directory_urls=config.use_directory_urls,
        )
        self._refuse_loops(own)
        self.configuration = own
        for extension, options in _EXTENSIONS.items():
            known = find_spec(extension.partition(".")[0]) or "." not in extension
            if known and extension not in config.markdown_extensions:
                config.markdown_extensions.append(extension)
                config.mdx_configs.setdefault(extension, {}).update(options)
        watched = (own.templates, own.images)
        config.watch.extend(str(folder) for folder in watched if folder.is_dir())
        return config

    def _refuse_loops(self, own: configuration.Configuration) -> None:
        """End what MkDocs would never end itself: it follows links without looking where to."""
        loops = list(sources.link_loops(sources.find(own.docs), own))
        if loops:
            self.report(judge(loops, {}))
            raise _EndlessError("links lead back to where they stand: no site can be built")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the pages in the place of their YAML files, and add the images."""
        self.project = project.open_project(self.configuration)
        self.files = files
        self.done.clear()
        inclusions = {path: _take_out(files, path) for path in self.project.sources.unpublished()}
        for page in self.project.pages:
            _add_page(files, page, inclusions[page.source], config)
        for asset in self.project.assets:
            _add_asset(files, asset, config)
        if self.project.pages:
            _load_reader_assets(config)
        images = self.configuration.images_url
        for file in list(files):
            if file.src_uri.startswith(f"{images}/") and is_drawing(file.src_uri):
                files.remove(file)
        return files

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> None:  # noqa: ARG002 (MkDocs names them)
        """Count the pages, which are all known now; counting them for each page would take long."""
        self.pages = len(files.documentation_pages())

    def on_page_markdown(self, markdown: str, **_: Any) -> None:  # noqa: ARG002 (MkDocs names it)
        """Say how far MkDocs is: it reads all pages, and then writes them."""
        self._tell("MkDocs: reading pages")

    def on_post_page(self, output: str, **_: Any) -> None:  # noqa: ARG002 (MkDocs names it)
        """Say how far MkDocs is."""
        self._tell("MkDocs: writing pages")

    def _tell(self, phase: str) -> None:
        self.done[phase] += 1
        progress.tell(phase, self.done[phase], self.pages)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Check what was built; end a build whose pages are incomplete."""
        if self.project is None:
            return
        published = self.project.without(set(_kept_back(self.files, serving=self.serving)))
        findings, links = project.check_site(published, Path(config.site_dir), self.more)
        self.held_back.end(lambda one: one.is_guess or links.knows(one.page, one.address))
        self.report(findings)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 (MkDocs names the arguments)
        """Hold nothing back any longer: nothing else will be said."""
        self.held_back.end()

    def _log(self, findings: Sequence[Finding]) -> None:
        for finding in findings:
            _log.log(_LEVELS[finding.severity], report.line(finding))
        if report.is_incomplete(findings) and not self.serving:
            raise PluginError(f"{report.summary(findings)}: the site must not be published")


def _kept_back(files: Files, *, serving: bool) -> Iterator[str]:
    """Yield the paths of all files that exclude_docs or draft_docs keeps from the site."""
    for file in files:
        if file.inclusion.is_excluded() and not (serving and file.inclusion.is_in_serve()):
            yield file.src_uri


def _take_out(files: Files, path: str) -> InclusionLevel:
    """Take a file out of what is published; return how it was to be included."""
    file = files.get_file_from_path(path)
    if file is None:
        return InclusionLevel.UNDEFINED
    files.remove(file)
    return file.inclusion


def _add_page(files: Files, page: Page, inclusion: InclusionLevel, config: MkDocsConfig) -> None:
    if files.get_file_from_path(page.path) is not None:
        return  # reported as page/twice
    markdown = page.markdown or f"# {page.source}\n"
    kept = inclusion if inclusion.is_excluded() else InclusionLevel.UNDEFINED
    file = File.generated(config, page.path, content=markdown, inclusion=kept)
    file.edit_uri = page.source
    files.append(file)


def _add_asset(files: Files, asset: Asset, config: MkDocsConfig) -> None:
    if files.get_file_from_path(asset.path) is not None:
        return  # in the docs folder anyway, or reported as image/twice
    if asset.drawn is not None:
        files.append(File.generated(config, asset.path, content=asset.drawn))
    else:
        files.append(File.generated(config, asset.path, abs_src_path=str(asset.file)))


def _load_reader_assets(config: MkDocsConfig) -> None:
    """Have all pages load our style sheet, before the site's own, and our script.

    All, as with instant loading readers come to a guide without loading another page's scripts.
    """
    if STYLE not in config.extra_css:
        config.extra_css.insert(0, STYLE)
    if SCRIPT not in map(str, config.extra_javascript):
        script = ExtraScriptValue(SCRIPT)
        script.type = "module"
        config.extra_javascript.append(script)


class BuildFailedError(Exception):
    """MkDocs could not build the site; the message says why."""


def build_and_check(
    config_file: Path, site: Path, more: Sequence[project.More] = ()
) -> list[Finding]:
    """Build the site of `config_file` into the folder `site`, and return all findings.

    What MkDocs itself warns of is among them, and what `more` checks find. Works in any MkDocs
    repository, also in one that does not name the plugin. Raises BuildFailedError where MkDocs
    itself cannot build the site, and LycheeError where other sites cannot be asked.
    """
    found: list[Finding] = []
    heard = Heard(_log.logger.name)
    log = logging.getLogger("mkdocs")
    log.addHandler(heard)
    try:
        plugin = _build(config_file, site, found.extend, more)
    except LycheeError:
        raise
    # Plugins and hooks of the site can raise anything; a check that could not run has one line.
    except (Exception, SystemExit) as error:
        if isinstance(error.__context__, _EndlessError):
            return found
        reasons = heard.errors() or [f"{type(error).__name__}: {error}"]
        raise BuildFailedError("; ".join(reasons)) from error
    finally:
        log.removeHandler(heard)
    writing = Writing(plugin.configuration, plugin.project.pages if plugin.project else ())
    said = {finding.diagnostic.place for finding in found}
    found += judge(mkdocs_log.diagnostics(heard.warnings(), writing, said), {})
    return sorted(found, key=lambda finding: finding.diagnostic)


def _build(
    config_file: Path,
    site: Path,
    collect: Callable[[Sequence[Finding]], None],
    more: Sequence[project.More],
) -> HandrailPlugin:
    # Some extensions look for files where MkDocs was started: that is beside mkdocs.yml.
    config_file, site = config_file.absolute(), site.absolute()
    with contextlib.chdir(config_file.parent):
        return _build_there(config_file, site, collect, more)


def _build_there(
    config_file: Path,
    site: Path,
    collect: Callable[[Sequence[Finding]], None],
    more: Sequence[project.More],
) -> HandrailPlugin:
    config = load_config(str(config_file), site_dir=str(site), strict=False)
    plugin = next((p for p in config.plugins.values() if isinstance(p, HandrailPlugin)), None)
    if plugin is None:
        plugin = HandrailPlugin()
        plugin.held_back = HeldBack(())  # `mkdocs build` holds nothing back without the plugin
        config.plugins["handrail"] = plugin
    config.plugins.on_startup(command="build", dirty=False)
    # MkDocs keeps a plugin for all builds of one process: what is changed has to be put back.
    usual, plugin.report, plugin.more = plugin.report, collect, more
    try:
        build(config)
    finally:
        plugin.report, plugin.more = usual, ()
        plugin.held_back.end()
    return plugin
