"""mkdocs.yml is read as MkDocs reads it, without MkDocs; what is wrong in it has a place."""

import datetime as dt
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator import configuration
from generator.configuration import Configuration
from generator.mkdocs_yml import ConfigurationError
from generator.rules import Severity


def _write(folder: Path, **files: str) -> Path:
    """Write NAME.yml for each keyword; return mkdocs.yml."""
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder / "mkdocs.yml"


def _read(folder: Path, text: str, **files: str) -> Configuration:
    return configuration.read(_write(folder, mkdocs=text, **files))


def test_defaults(tmp_path: Path) -> None:
    read = _read(tmp_path, "site_name: x\n")
    assert read.folder == tmp_path
    assert read.docs == tmp_path / "docs"
    assert read.site == tmp_path / "site"
    assert read.images == tmp_path / "img"
    assert read.templates == tmp_path / "templates"
    assert (read.theme, read.site_url, read.base_path, read.nav) == ("mkdocs", "", "/", ())
    assert read.use_directory_urls
    assert read.diagnostics == ()


@pytest.mark.parametrize(
    "plugins", ["", "plugins: []\n", "plugins: [search, handrail]\n", "plugins:\n"]
)
def test_site_without_options(plugins: str, tmp_path: Path) -> None:
    read = _read(tmp_path, f"site_name: x\n{plugins}")
    assert read.options == configuration.Options()
    assert read.diagnostics == ()


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins:\n  - handrail: {images: pictures}\n",
        "plugins:\n  handrail: {images: pictures}\n",
        "plugins:\n  handrail: {images: pictures, enabled: true}\n",
        "plugins:\n  - search: {lang: en}\n  - handrail:\n      images: pictures\n",
    ],
)
def test_options(plugins: str, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    read = _read(tmp_path, f"site_name: x\n{plugins}")
    assert read.diagnostics == ()
    assert read.images == tmp_path / "pictures"
    assert read.images_url == "pictures"


def test_day_of_a_build_that_is_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """See https://reproducible-builds.org/specs/source-date-epoch/."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    assert _read(tmp_path, "site_name: x\n").today == dt.date(1970, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    before = dt.datetime.now(tz=dt.UTC).date()
    assert before <= _read(tmp_path, "site_name: x\n").today
    for wrong in ("2026-11-25", "-1", "1e9", "9" * 12):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(ConfigurationError, match="is no number of seconds"):
            _read(tmp_path, "site_name: x\n")


def test_images_inside_docs_are_published_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "docs/assets/img").mkdir(parents=True)
    read = _read(tmp_path, "plugins:\n  - handrail: {images: docs/assets/img}\n")
    assert read.images_url == "assets/img"


@pytest.mark.parametrize(
    ("written", "severity"),
    [
        ("off", Severity.OFF),
        ("'off'", Severity.OFF),
        ("error", Severity.ERROR),
        ("warning", Severity.WARNING),
        ("note", Severity.NOTE),
    ],
)
def test_severities(written: str, severity: Severity, tmp_path: Path) -> None:
    options = f"plugins:\n  - handrail:\n      rules: {{url/scheme: {written}}}\n"
    read = _read(tmp_path, options)
    assert read.diagnostics == ()
    assert read.options.rules == {"url/scheme": severity}


# --- as MkDocs reads it ---

BASE = """site_name: base
site_url: https://docs.example.com/a/b/
docs_dir: pages
theme: {name: material, font: false}
use_directory_urls: false
nav: [index.md]
"""


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("INHERIT: base.yml\n", BASE),
        ("INHERIT: base.yml\ntheme: {name: readthedocs}\nsite_url: ''\n", BASE),
        ("INHERIT: base.yml\nnav: [a.md, {B: b.md}]\n", BASE),
        ("site_name: x\nsite_url: !ENV [HANDRAIL_TEST_URL, https://else.example.com/]\n", ""),
        ("site_name: x\nsite_url: !ENV HANDRAIL_TEST_SET\n", ""),
        ("site_name: x\nuse_directory_urls: !ENV [HANDRAIL_TEST_URL, false]\n", ""),
        ("site_name: x\ntheme: readthedocs\nsite_dir: out\n", ""),
        ("\ufeffsite_name: x\n", ""),
        ("site_name: x\nmarkdown_extensions:\n  - pymdownx.emoji:\n      x: !relative y\n", ""),
    ],
    ids=lambda text: text.replace("\n", ";")[:40] or "-",
)
def test_same_as_mkdocs(
    text: str, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDRAIL_TEST_SET", "https://set.example.com/x")
    for name in ("docs", "pages"):
        (tmp_path / name).mkdir()
    read = _read(tmp_path, text, base=base)
    if "emoji" in text:
        return  # MkDocs would look for the extension's option
    theirs = load_config(str(tmp_path / "mkdocs.yml"))
    assert str(read.docs) == theirs.docs_dir
    assert str(read.site) == theirs.site_dir
    assert read.site_url.rstrip("/") == (theirs.site_url or "").rstrip("/")
    assert read.theme == theirs.theme.name
    assert read.use_directory_urls == theirs.use_directory_urls
    assert [entry.path for entry in read.nav] == [
        path if isinstance(path, str) else next(iter(path.values())) for path in theirs.nav or []
    ]


def test_python_names_are_not_run(tmp_path: Path) -> None:
    text = "x: !!python/object/apply:os.system [exit 1]\ny: !!python/name:os.system\nsite_name: z\n"
    assert _read(tmp_path, text).diagnostics == ()


def test_nav_has_places(tmp_path: Path) -> None:
    text = (
        "site_name: x\nnav:\n  - Home: index.md\n  - More:\n      - a/b.md\n      - https://x.org\n"
    )
    assert [(entry.path, str(entry.place)) for entry in _read(tmp_path, text).nav] == [
        ("index.md", "mkdocs.yml:3:11"),
        ("a/b.md", "mkdocs.yml:5:9"),
        ("https://x.org", "mkdocs.yml:6:9"),
    ]


def test_inherited_nav_has_places_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/base.yml").write_text("nav:\n  - index.md\n", encoding="utf-8")
    read = _read(tmp_path, "INHERIT: shared/base.yml\nsite_name: x\n")
    assert [str(entry.place) for entry in read.nav] == ["shared/base.yml:2:5"]


# --- what is wrong ---


def _diagnostics(read: Configuration) -> list[str]:
    return [f"{d.place}: {d.message} ({d.hint})" for d in read.diagnostics]


def test_all_wrong_options_are_said_at_once(tmp_path: Path) -> None:
    text = """site_name: x
plugins:
  - handrail:
      imags: img
      templates: [templates]
      service_provider: docs/sp.yml
      rules:
        yaml/tb: off
        url/scheme: note
"""
    read = _read(tmp_path, text)
    assert _diagnostics(read) == [
        'mkdocs.yml:5:7: option "templates": input should be a valid string ()',
        'mkdocs.yml:4:7: option "imags": is not known (did you mean "images"?)',
        'mkdocs.yml:8:9: option "rules.yaml/tb": no rule is called so (did you mean "yaml/tab"?)',
        'mkdocs.yml:6:7: option "service_provider": there is no file "docs/sp.yml" ()',
    ]
    assert read.options.rules == {"url/scheme": Severity.NOTE}


def test_place_of_an_option_is_its_own(tmp_path: Path) -> None:
    """Not that of the same word somewhere else."""
    text = """site_name: images and templates
theme: {name: material, custom_dir: templates/overrides}
plugins:
  - search: {lang: en}
  - handrail:
      images: nowhere
      templates: nowhere
"""
    assert [str(found.place) for found in _read(tmp_path, text).diagnostics] == [
        "mkdocs.yml:7:7",
        "mkdocs.yml:6:7",
    ]


def test_options_that_are_no_mapping(tmp_path: Path) -> None:
    read = _read(tmp_path, "plugins:\n  - handrail: img\n")
    assert len(read.diagnostics) == 1
    assert _diagnostics(read)[0].startswith("mkdocs.yml:2:5: the options: ")
    assert read.options == configuration.Options()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: [", "mkdocs.yml:1:5: "),
        ("a: b: c", "mkdocs.yml:1:5: mapping values are not allowed"),
        ("- a\n", "mkdocs.yml: no keys at the top"),
        ("text", "mkdocs.yml: no keys at the top"),
        ("", "mkdocs.yml: no keys at the top"),
        ("a: *b\n", "mkdocs.yml:1:4: found undefined alias"),
        ("[a]: b\n", "mkdocs.yml:1:1: found unhashable key"),
        ("a: 2026-02-30\n", "mkdocs.yml: day is out of range for month"),
        ("a: \0\n", "mkdocs.yml"),
        ("a: " + "[" * 2_000, "mkdocs.yml"),
        ("INHERIT: nowhere.yml\n", "nowhere.yml: No such file or directory"),
        ("INHERIT: mkdocs.yml\n", "mkdocs.yml inherits from itself"),
        ("INHERIT: x/../mkdocs.yml\n", "mkdocs.yml inherits from itself"),
        ("INHERIT: other.yml\n", "mkdocs.yml inherits from itself"),
    ],
    ids=lambda text: text[:20],
)
def test_broken_file_is_one_line(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as error:
        _read(tmp_path, text, other="INHERIT: mkdocs.yml\n")
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes("site_name: Füße\n".encode("latin-1"))
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        configuration.read(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize("name", ["nowhere/mkdocs.yml", "."])
def test_file_that_is_none(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        configuration.read(tmp_path / name)
