"""What is needed of mkdocs.yml, read without MkDocs."""

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from generator import clock, mkdocs_yml
from generator.diagnostics import Diagnostic, did_you_mean
from generator.external.options import AddressExcuse, External
from generator.hosts import PREVIEW
from generator.mkdocs_yml import ConfigurationError, MkdocsYml, NavEntry
from generator.rules import RULES, Severity

# YAML 1.1, which MkDocs reads, takes a bare `off` for false.
_Severity = Annotated[
    Severity, BeforeValidator(lambda word: Severity.OFF if word is False else word)
]

_SNIPPETS = "pymdownx.snippets"
# Options that name something, and what it has to be.
_NAMED = {
    "templates": ("folder", Path.is_dir),
    "images": ("folder", Path.is_dir),
    "service_provider": ("file", Path.is_file),
}


class Options(BaseModel):
    """Handrail's own options, below `plugins: - handrail:`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    templates: str = Field("templates", description="The folder of the site's own templates.")
    images: str = Field("img", description="The folder of images and drawings.")
    service_provider: str | None = Field(
        None, description="The service provider's file, instead of the nearest one."
    )
    cache: bool = Field(
        default=True,
        strict=True,
        description="Whether pages, and what images hold, are kept in .cache/handrail.",
    )
    verified_days: int = Field(
        365,
        ge=1,
        description="After how many days a guide is to be compared with its console again.",
    )
    rules: dict[str, _Severity] = Field(
        default={}, description="Severities of single rules on this site."
    )
    external: External = Field(
        default=External(), description="How links to other sites are checked."
    )


@dataclass(frozen=True)
class Configuration:
    """A site: its folders, its address, its navigation and Handrail's options.

    `absent` are the options that name what is not there. `diagnostics` say so, and nothing need be
    missed that would be there; the options themselves are as if nothing was named. `theme_folder`
    holds the site's own templates of its theme; `snippets` are the options of pymdownx.snippets,
    and `includes_snippets` tells whether the site has it. `preview` is where a preview listens, and
    `today` the day of the check.
    """

    file: Path
    docs: Path
    site: Path
    site_url: str = ""
    theme: str = "mkdocs"
    has_palette: bool = False
    theme_folder: Path | None = None
    snippets: Mapping[str, Any] = field(default_factory=dict)
    includes_snippets: bool = False
    preview: str = PREVIEW
    use_directory_urls: bool = True
    strict: bool = False
    nav: tuple[NavEntry, ...] = ()
    options: Options = field(default_factory=Options)
    today: dt.date = field(default_factory=clock.today)
    absent: frozenset[str] = frozenset()
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

    def kept(self, what: str) -> Path:
        """Return the file of what is kept for the next run, such as "pages"."""
        return self.folder / ".cache" / "handrail" / f"{self.file.stem}.{what}"

    @property
    def base_path(self) -> str:
        """The path of `site_url`, ending with /."""
        return urlsplit(self.site_url).path.rstrip("/") + "/"

    def name(self, path: Path) -> str:
        """Return the name of a file in messages: relative to mkdocs.yml, with /."""
        return Path(os.path.relpath(path, self.folder)).as_posix()


def read(file: Path) -> Configuration:
    """Read mkdocs.yml.

    Raises ConfigurationError where it cannot be read; wrong options are diagnostics.
    """
    try:
        today = clock.today()
    except ValueError as error:
        raise ConfigurationError(str(error)) from error
    file = Path(os.path.abspath(file))  # noqa: PTH100 (resolve() would follow links)
    written = mkdocs_yml.read(file)
    data, folder = written.data, file.parent
    options, wrong = _options(written)
    absent = dict(_absent(options, folder, written))
    defaults = {name: Options.model_fields[name].default for name in absent}
    extensions = _by_name(data.get("markdown_extensions"))
    snippets = extensions.get(_SNIPPETS)
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
        includes_snippets=_SNIPPETS in extensions,
        preview=str(data.get("dev_addr") or PREVIEW),
        use_directory_urls=bool(data.get("use_directory_urls", True)),
        strict=bool(data.get("strict")),
        nav=tuple(written.nav()),
        options=options.model_copy(update=defaults),
        today=today,
        absent=frozenset(absent),
        diagnostics=(*wrong, *absent.values()),
    )


def _by_name(entries: Any) -> dict[str, Any]:
    """Return the options of each plugin or extension in a list or a mapping of them.

    Of one that is there twice, the first counts.
    """
    listed = entries if isinstance(entries, list) else [entries]
    each = (entry if isinstance(entry, dict) else {str(entry): None} for entry in reversed(listed))
    return {str(name): options for entry in each for name, options in entry.items()}


def _plugin_options(plugins: Any) -> Any:
    """Return the options of Handrail.

    `enabled` is MkDocs' own (https://www.mkdocs.org/user-guide/configuration/#enabled-option).
    """
    own = _by_name(plugins).get("handrail") or {}
    if isinstance(own, dict):
        return {key: value for key, value in own.items() if key != "enabled"}
    return own


def _options(written: MkdocsYml) -> tuple[Options, list[Diagnostic]]:
    """Return the options, those that are wrong as if they were not written."""
    data = _plugin_options(written.data.get("plugins"))
    found: list[Diagnostic] = []
    try:
        options = Options.model_validate(data)
    except ValidationError as error:
        wrong = {detail["loc"]: detail for detail in error.errors()}
        found += [_wrong(written, [str(e) for e in loc], wrong[loc]["msg"]) for loc in wrong]
        options = Options.model_validate(_without(data, error.errors()))
    refused = dict(_refused(options.rules))
    found += [_wrong(written, ["rules", rule], why) for rule, why in refused.items()]
    kept_rules = {rule: s for rule, s in options.rules.items() if rule not in refused}
    return options.model_copy(update={"rules": kept_rules}), found


def _without(data: Any, errors: Sequence[ErrorDetails]) -> Any:
    """Return options without those that are wrong; of a list, without the whole item."""
    kept = deepcopy(data) if isinstance(data, dict) else {}
    # The last items of a list first, so that the others keep their index; keys after all items.
    paths = {_wrong_part(error["loc"]) for error in errors if error["loc"]}
    for path in sorted(paths, reverse=True, key=lambda p: p[-1] if isinstance(p[-1], int) else -1):
        *above, last = path
        node = kept
        for key in above:
            node = node[key]
        del node[last]
    return kept


def _wrong_part(path: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return the path of what to leave out: up to the item of a list, or to a key of any name."""
    numbers = [place for place, key in enumerate(path, 1) if isinstance(key, int)]
    return tuple(key for key in path[: numbers[0] if numbers else None] if key != "[key]")


def _refused(severities: Mapping[str, Severity]) -> Iterator[tuple[str, str]]:
    """Yield the rules whose severity cannot be what a site says, and why."""
    for rule, severity in severities.items():
        if rule not in RULES:
            yield rule, "no rule is called so"
        elif RULES[rule].is_binding and severity is not RULES[rule].severity:
            yield rule, f'its severity always is "{RULES[rule].severity}"'


def _wrong(written: MkdocsYml, path: list[str], why: str) -> Diagnostic:
    known = _known(path)
    hint = did_you_mean(path[-1], known) if path and path[-1] not in known else ""
    why = why.removeprefix("Value error, ")
    if why.startswith("Input should be a valid date"):
        why, hint = "is no day", "a day is written as 2026-12-31"
    why = "is not known" if why.startswith("Extra inputs") else why[0].lower() + why[1:]
    message = f'option "{".".join(path)}": {why}' if path else f"the options: {why}"
    place = written.place("plugins", "handrail", *path)
    return Diagnostic(place, "configuration/value", message, hint)


def _known(path: list[str]) -> Collection[str]:
    """Return the words that can stand where `path` ends; none where anything can."""
    if len(path) <= 1:
        return Options.model_fields
    if path[0] == "rules":
        return RULES
    return {2: External.model_fields, 4: AddressExcuse.model_fields}.get(len(path), path)


def _absent(options: Options, folder: Path, written: MkdocsYml) -> Iterator[tuple[str, Diagnostic]]:
    """Yield the options that name what is not there; what is only a default need not be."""
    for option, (kind, is_there) in _NAMED.items():
        name = getattr(options, option)
        if option in options.model_fields_set and name is not None and not is_there(folder / name):
            place = written.place("plugins", "handrail", option)
            message = f'option "{option}": there is no {kind} "{name}"'
            near = did_you_mean(name, _siblings(folder / name, folder, is_there))
            hint = near if near.startswith("did") else ""
            yield option, Diagnostic(place, "configuration/value", message, hint)


def _siblings(path: Path, folder: Path, is_one: Callable[[Path], bool]) -> Iterator[str]:
    """Yield what stands where `path` does not and is of its kind, as an option names it."""
    beside = path.parent.iterdir() if path.parent.is_dir() else ()
    for one in filter(is_one, beside):
        yield Path(os.path.relpath(one, folder)).as_posix()
