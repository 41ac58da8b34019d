"""The pages "Writing a guide" and "Every key": what they show is right, and no key is missing."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import pytest

from generator import configuration, key_pages, project, reader, schemas, yaml_source
from generator.choices import Way
from generator.console import Where
from generator.diagnostics import Diagnostic
from generator.figures.description import Drawing
from generator.fragments import Expansion, Fragment, Use
from generator.guide import Guide
from generator.schema import Part
from generator.schema_reader import read_part
from generator.service_provider import IDENTITY_PROVIDER_VALUES, ServiceProvider
from generator.yaml_data import Mapping
from tests.json_schema import as_editors_read
from tests.models import models_in, owner_of, parts_of
from tests.sites import REPOSITORY, Site

PAGE = REPOSITORY / "docs/contributing/writing-a-guide.md"
TEXT = PAGE.read_text("utf-8")
KEYS = "\n".join(key_pages._lines())
MODELS: dict[str, type[Part]] = {
    ".guide.yml": Guide,
    ".fragment.yml": Fragment,
    ".drawing.yml": Drawing,
    "service-provider.yml": ServiceProvider,
}
# What stands around a block that is no whole file, by the block's title.
_HEAD = """
title: x
description: x
identity_provider: {name: x, console: {name: Example console, url: "https://example.com/"}}
intro: x
"""
_SECTIONS = "sections: [{title: x, steps: [{click: x}]}]\n"
_PROVIDER = """
name: x
values: {x: {label: x, kind: file}}
saml: {name_id_format: entity}
finish: x
"""
_AROUND: dict[str, tuple[type[Part], str, str]] = {
    "in a list of steps": (Guide, f"{_HEAD}sections:\n- title: x\n  steps:\n", "  "),
    "in a list of sections": (Guide, f"{_HEAD}sections:\n", ""),
    "at the top of a guide": (
        Guide,
        f"{_HEAD}sections: [{{title: x, steps: [{{go: console}}]}}]\n",
        "",
    ),
    "at the top of service-provider.yml": (ServiceProvider, _PROVIDER, ""),
}
# What else is YAML on the page.
_OTHERS = {"mkdocs.yml", ""}
# The page is as wide as that.
_WIDTH = 80


@dataclass(frozen=True)
class Block:
    """A block of YAML on the page: where it goes, and what is written there."""

    title: str
    text: str

    @property
    def is_file(self) -> bool:
        return self.title not in _AROUND

    def whole(self) -> tuple[type[Part], str]:
        """Return the block in a file, and the file's model."""
        if self.is_file:
            return next(MODELS[end] for end in MODELS if self.title.endswith(end)), self.text
        model, around, margin = _AROUND[self.title]
        own = set(re.findall(r"^(\w+):", self.text, re.MULTILINE))
        kept = [line for line in around.splitlines() if line.partition(":")[0] not in own]
        inside = "".join(f"{margin}{line}\n" for line in self.text.splitlines())
        return model, "\n".join([*kept, inside])


def _blocks() -> list[Block]:
    found = re.findall(r"^```yaml(?: title=\"(.+?)\")?\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    return [Block(*one) for one in found]


BLOCKS = _blocks()
OURS = [block for block in BLOCKS if block.title not in _OTHERS]
FILES = {block.title: block.text for block in OURS if block.is_file}


def _find(name: str) -> tuple[Mapping | None, list[Diagnostic]] | None:
    file = f"{name}.fragment.yml"
    return yaml_source.parse(FILES[file], file) if file in FILES else None


def _read(block: Block) -> tuple[Part | None, list[Diagnostic]]:
    model, text = block.whole()
    top, found = yaml_source.parse(text, block.title)
    assert top is not None, found
    guide = model is Guide
    part, faults = reader.guide_of(top, Expansion(_find, ())) if guide else read_part(model, top)
    return part, [*found, *faults]


def _id(block: Block) -> str:
    return f"{BLOCKS.index(block)} {block.title}"


def test_every_block_is_found() -> None:
    assert len(BLOCKS) == TEXT.count("```yaml")
    assert {block.title for block in OURS if not block.is_file} == set(_AROUND)
    assert all(any(title.endswith(end) for title in FILES) for end in MODELS)


@pytest.mark.parametrize("block", OURS, ids=_id)
def test_block_is_accepted(block: Block) -> None:
    part, faults = _read(block)
    assert faults == []
    assert part is not None


@pytest.mark.parametrize("block", BLOCKS, ids=_id)
def test_block_fits_on_the_page(block: Block) -> None:
    assert max(len(line) for line in block.text.splitlines()) <= _WIDTH


def test_page_is_not_too_long() -> None:
    assert len(TEXT.splitlines()) <= 640


def test_files_make_a_site_without_fault(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("mkdocs.yml", "site_name: Example\n")
    for name, text in FILES.items():
        site.write(f"{'img' if name.endswith('.drawing.yml') else 'docs'}/{name}", text)
    made = project.open_project(configuration.read(site.config))
    found = [one for one in made.diagnostics if one.rule != "fragment/unused"]
    assert found == []


def test_actions_are_worded_as_the_page_says(tmp_path: Path) -> None:
    block = next(block for block in OURS if "# Go to the [Example console]." in block.text)
    site = Site(tmp_path)
    site.write("mkdocs.yml", "site_name: Example\n")
    site.write("docs/service-provider.yml", FILES["service-provider.yml"])
    site.write("docs/x.guide.yml", block.whole()[1])
    made = project.open_project(configuration.read(site.config))
    page = next(page.markdown for page in made.pages if page.path == "x.md")
    sentences = re.findall(r"^\d+\. +<span [^>]*></span>(.*)$", page, re.MULTILINE)
    plain = (
        re.sub(r'<code class="handrail-value">(.*?)</code>', r"`\1`", one) for one in sentences
    )
    shown = [html.unescape(re.sub(r"\]\([^)]*\)", "]", sentence)) for sentence in plain]
    assert shown == [line.partition(" # ")[2] for line in block.text.splitlines()]


def test_page_names_every_value_and_region() -> None:
    regions = get_args(get_args(Where.model_fields["region"].annotation)[0])
    assert all(f"`{word}`" in TEXT for word in (*IDENTITY_PROVIDER_VALUES, *regions))


# --- every key ---


def _known(files: Iterable[type[Part]]) -> set[tuple[str, str]]:
    """Return the keys that files of some kinds can have, each with the model that it comes from."""
    return {
        (owner_of(model, name), field.alias or name)
        for file in files
        for model in models_in(file)
        for name, field in model.model_fields.items()
    }


KNOWN = _known(MODELS.values())


def _keys(data: Any) -> set[str]:
    """Return every key in `data`, at any depth."""
    if isinstance(data, dict):
        return {*data, *(key for value in data.values() for key in _keys(value))}
    return {key for item in data for key in _keys(item)} if isinstance(data, list) else set()


def test_blocks_use_every_key() -> None:
    used = {
        (owner_of(type(part), name), type(part).model_fields[name].alias or name)
        for block in OURS
        for part in parts_of(_read(block)[0])
        for name in part.model_fields_set
    }
    assert KNOWN - used == set()


def test_blocks_use_every_key_of_a_use() -> None:
    keys = {key for block in OURS for key in _keys(as_editors_read(block.text))}
    assert {field.alias or name for name, field in Use.model_fields.items()} <= keys


def test_blocks_use_every_key_of_a_choice() -> None:
    lists = [_sections_in(as_editors_read(block.text)) for block in OURS]
    choices = [item for items in lists for item in items if "title" not in item]
    used = {key for item in choices for way in item.get("variants", []) for key in way}
    assert used == {*Way.model_fields}


def _sections_in(data: Any) -> list[dict[str, Any]]:
    """Return what a block says in a list of sections, if it is one."""
    return data if isinstance(data, list) and any("variants" in item for item in data) else []


def test_page_speaks_of_every_key() -> None:
    """A key is explained in the text, or by a comment on its line."""
    prose = re.sub(r"^```.*?^```$", "", TEXT, flags=re.DOTALL | re.MULTILINE)
    spoken = set(re.findall(r"`(\w+)(?:: .*?)?`", prose))
    commented = {
        key
        for block in OURS
        for line in block.text.splitlines()
        if " # " in line
        for key in re.findall(r"(\w+):", line.partition(" # ")[0])
    }
    assert sorted({key for _, key in KNOWN} - spoken - commented) == []


def test_page_of_keys_lists_every_key() -> None:
    listed = re.findall(
        r"^(?:<code>|`)([\w&#;]+)(?:</code>|`)(?: \(required\))?\n:   ", KEYS, re.MULTILINE
    )
    known = {key for _, key in _known(schemas.MODELS.values())}
    assert {html.unescape(key) for key in listed} == known | {"use", "with"}


def test_page_of_keys_is_filled_in() -> None:
    page = (PAGE.parent / "keys.md").read_text("utf-8")
    assert KEYS in key_pages.on_page_markdown(page)
    assert key_pages.on_page_markdown("Another page.") == "Another page."
