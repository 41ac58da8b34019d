"""What is needed of mkdocs.yml, read without MkDocs.

INHERIT and !ENV mean what they mean to MkDocs
(https://www.mkdocs.org/user-guide/configuration/#configuration-inheritance).
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from yaml_env_tag import construct_env_tag

from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.rules import RULES, Severity


class ConfigurationError(Exception):
    """mkdocs.yml cannot be read at all; the message says why."""


# YAML 1.1, which MkDocs reads, takes a bare `off` for false.
_Severity = Annotated[
    Severity, BeforeValidator(lambda word: Severity.OFF if word is False else word)
]


class Options(BaseModel):
    """Handrail's own options, below `plugins: - handrail:`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    templates: str = Field("templates", description="The folder of the site's own templates.")
    images: str = Field("img", description="The folder of images and drawings.")
    service_provider: str | None = Field(
        None, description="The service provider's file, instead of the nearest one."
    )
    rules: dict[str, _Severity] = Field(
        default={}, description="Severities of single rules on this site."
    )


@dataclass(frozen=True)
class NavEntry:
    """A path that `nav:` names."""

    path: str
    place: Place


@dataclass(frozen=True)
class Configuration:
    """A site: its folders, its address, its navigation and Handrail's options.

    `theme_folder` holds the site's own templates of its theme; `snippets` are the options of
    pymdownx.snippets.
    """

    file: Path
    docs: Path
    site: Path
    site_url: str = ""
    theme: str = "mkdocs"
    has_palette: bool = False
    theme_folder: Path | None = None
    snippets: Mapping[str, Any] = field(default_factory=dict)
    use_directory_urls: bool = True
    nav: tuple[NavEntry, ...] = ()
    options: Options = field(default_factory=Options)
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder of mkdocs.yml; files are named relative to it in messages."""
        return self.file.parent

    @property
    def images(self) -> Path:
        """The images folder."""
        return self.folder / self.options.images

    @property
    def images_url(self) -> str:
        """Where the images folder is published, below the site's root."""
        if self.images.is_relative_to(self.docs):
            return self.images.relative_to(self.docs).as_posix()
        return self.images.name

    @property
    def templates(self) -> Path:
        """The folder of the site's own templates."""
        return self.folder / self.options.templates

    @property
    def base_path(self) -> str:
        """The path of `site_url`, ending with /."""
        return urlsplit(self.site_url).path.rstrip("/") + "/"

    def name(self, path: Path) -> str:
        """Return the name of a file in messages: relative to mkdocs.yml, with /."""
        return Path(os.path.relpath(path, self.folder)).as_posix()


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml as MkDocs does: !ENV, !relative and Python names are allowed there."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read(file: Path) -> Configuration:
    """Read mkdocs.yml.

    Raises ConfigurationError where it cannot be read; wrong options are diagnostics.
    """
    file = Path(os.path.abspath(file))  # noqa: PTH100 (resolve() would follow links)
    data, files = _load(file, ())
    folder = file.parent
    options, diagnostics = _options(_named(data.get("plugins"), "handrail"), files)
    snippets = _named(data.get("markdown_extensions"), "pymdownx.snippets")
    theme = data.get("theme") or "mkdocs"
    theme = theme if isinstance(theme, dict) else {"name": theme}
    return Configuration(
        file=file,
        docs=folder / str(data.get("docs_dir") or "docs"),
        site=folder / str(data.get("site_dir") or "site"),
        site_url=str(data.get("site_url") or ""),
        theme=str(theme.get("name")),
        has_palette=bool(theme.get("palette")),
        theme_folder=folder / str(theme["custom_dir"]) if theme.get("custom_dir") else None,
        snippets=snippets if isinstance(snippets, dict) else {},
        use_directory_urls=bool(data.get("use_directory_urls", True)),
        nav=tuple(_nav(file, folder)),
        options=options,
        diagnostics=tuple(diagnostics),
    )


def _load(file: Path, inherited_by: tuple[Path, ...]) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """Return what a file holds with all that it inherits, and the files that this comes from."""
    if file in inherited_by:
        raise ConfigurationError(f"{file.name} inherits from itself")
    files = (*inherited_by, file)
    try:
        data = yaml.load(file.read_text("utf-8-sig"), Loader=_Loader)  # noqa: S506 (a SafeLoader)
    except OSError as error:
        raise ConfigurationError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file}: not UTF-8: {error.reason}") from None
    except yaml.YAMLError as error:
        raise ConfigurationError(_syntax(file, error)) from None
    except (ValueError, RecursionError) as error:  # a day that does not exist; lists in lists
        raise ConfigurationError(f"{file}: {error}") from None
    if not isinstance(data, dict):
        raise ConfigurationError(f"{file}: no keys at the top")
    parent = data.pop("INHERIT", None)
    if parent is None:
        return data, files
    inherited, files = _load(Path(os.path.normpath(file.parent / str(parent))), files)
    return _merged(inherited, data), files


def _syntax(file: Path, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return f"{file}: {' '.join(str(error).split())}"
    return f"{file}:{mark.line + 1}:{mark.column + 1}: {getattr(error, 'problem', error)}"


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = _merged(old, value) if both else value  # type: ignore[arg-type]
    return merged


def _named(entries: Any, name: str) -> Any:
    """Return the options of the plugin or the extension `name`, in a list or a mapping of them."""
    for entry in entries if isinstance(entries, list) else [entries]:
        if isinstance(entry, dict) and name in entry:
            return entry[name] or {}
    return {}


def _options(data: Any, files: tuple[Path, ...]) -> tuple[Options, list[Diagnostic]]:
    found: list[Diagnostic] = []
    try:
        options = Options.model_validate(data)
    except ValidationError as error:
        wrong = {detail["loc"]: detail for detail in error.errors()}
        found += [_wrong_option(files, [str(e) for e in loc], wrong[loc]["msg"]) for loc in wrong]
        names = {str(loc[0]) for loc in wrong if loc}
        kept = {k: v for k, v in data.items() if k not in names} if isinstance(data, dict) else {}
        options = Options.model_validate(kept)
    unknown = [rule for rule in options.rules if rule not in RULES]
    found += [_wrong_option(files, ["rules", rule], "no rule is called so") for rule in unknown]
    return options, found


def _wrong_option(files: tuple[Path, ...], path: list[str], why: str) -> Diagnostic:
    word = path[-1] if path else "handrail"
    known = RULES if len(path) > 1 else Options.model_fields
    hint = did_you_mean(word, known) if path and word not in known else ""
    why = "is not known" if why.startswith("Extra inputs") else why[0].lower() + why[1:]
    message = f'option "{".".join(path)}": {why}' if path else f"the options: {why}"
    return Diagnostic(_find(files, word), "configuration/value", message, hint)


def _find(files: tuple[Path, ...], word: str) -> Place:
    """Return the first place of a word in mkdocs.yml, as its data keep no places.

    What is not in mkdocs.yml itself is in a file that it inherits.
    """
    for file in files:
        name = Path(os.path.relpath(file, files[0].parent)).as_posix()
        for number, line in enumerate(file.read_text("utf-8-sig").splitlines(), 1):
            column = line.split("#")[0].find(word)
            if column >= 0:
                return Place(name, number, column + 1)
    return Place(files[0].name)


def _nav(file: Path, folder: Path) -> Iterator[NavEntry]:
    """Yield the paths under `nav:` with their places, from the nearest file that has it."""
    try:
        root = yaml.compose(file.read_text("utf-8-sig"), Loader=_Loader)
    except (OSError, yaml.YAMLError):
        return
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    keys = {key.value: value for key, value in pairs}
    if "nav" in keys:
        yield from _nav_entries(keys["nav"], Path(os.path.relpath(file, folder)).as_posix())
    elif "INHERIT" in keys:
        yield from _nav(file.parent / keys["INHERIT"].value, folder)


def _nav_entries(node: yaml.Node, file: str) -> Iterator[NavEntry]:
    if isinstance(node, yaml.ScalarNode):
        mark = node.start_mark
        yield NavEntry(node.value, Place(file, mark.line + 1, mark.column + 1))
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _nav_entries(value, file)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _nav_entries(value, file)
