"""The example of each rule, put into a sound site: what breaks it does, and nothing else."""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import baseline, rule_examples
from generator.diagnostics import Finding, judge
from generator.rule_examples import Lines
from generator.rules import RULES
from tests.sites import Site, lines, sound_site
from tests.test_cases import ELSEWHERE

GUIDE = "docs/sso/setup.guide.yml"
PROVIDER = "docs/sso/service-provider.yml"
# What is broken by what is no text: an image's bytes, another host's answer.
NO_TEXT = ("image/", "external/", "prove/", "figure/twice")


class Spot(NamedTuple):
    """Where lines go: in front of which line of a file, and how far they are indented."""

    file: str
    line: str = ""
    indent: int = 0


SPOTS = {
    "guide": Spot(GUIDE, "sections:\n"),
    "section": Spot(GUIDE, "  - title: Fill in the form\n", 2),
    "step": Spot(GUIDE, "      - click: Add app\n", 6),
    "fields": Spot(GUIDE, "        click: Save\n", 10),
    "service provider": Spot(PROVIDER, "saml:\n"),
    "values": Spot(PROVIDER, "  entity_id:\n", 2),
    "drawing": Spot("img/setup/save.drawing.yml", "buttons: "),
    "page": Spot("docs/index.md"),
    "mkdocs.yml": Spot("mkdocs.yml", "plugins:\n"),
    "options": Spot("mkdocs.yml", "      images: img\n", 6),
    "baseline": Spot("baseline.txt"),
}


def _is_text(name: str) -> bool:
    family, _, short = name.partition("/")
    example = rule_examples.of_family(family).get(short)
    return example is not None and not isinstance(example.fails, str)


RUN = [name for name in RULES if _is_text(name)]


def _put(site: Site, where: str, text: str) -> None:
    """Put lines into a site, in the place of what has the same keys there."""
    if where not in SPOTS:
        site.write(where, text)
        return
    spot = SPOTS[where]
    if not spot.line:
        before = site.read(spot.file) if (site.folder / spot.file).exists() else ""
        site.write(spot.file, f"{before}\n{text}")
        return
    indented = re.sub(r"^(?=[^\n])", " " * spot.indent, text, flags=re.MULTILINE)
    site.edit(spot.file, spot.line, f"\0{spot.line}")
    for key in re.findall(r"^\w[^:\n]*:", text, re.MULTILINE):
        _take_out(site, spot, key)
    site.edit(spot.file, "\0", indented)


def _take_out(site: Site, spot: Spot, key: str) -> None:
    """Take a key out of a file, with all below it."""
    block = rf"^(\0?) {{{spot.indent}}}{re.escape(key)}.*\n(?:[ ]{{{spot.indent + 1},}}.*\n)*"
    site.write(spot.file, re.sub(block, r"\1", site.read(spot.file), flags=re.MULTILINE))


def _found(folder: Path, *sides: Lines | str) -> list[Finding]:
    """Return what is found where all lines are put into a sound site."""
    site = sound_site(folder)
    for side in sides:
        assert not isinstance(side, str)
        for where, text in side.items():
            _put(site, where, text)
    file = folder / SPOTS["baseline"].file
    return judge(baseline.read(file, file.name)[1], {}) if file.exists() else site.findings()


def test_every_rule_has_an_example() -> None:
    names = [
        f"{file.stem}/{name}"
        for file in sorted(rule_examples.FOLDER.iterdir())
        for name in rule_examples.of_family(file.stem)
    ]
    without = sorted(RULES.keys() - set(names))
    assert without == [], "say in generator/examples/FAMILY.yml what breaks these rules"
    assert sorted(set(names) - RULES.keys()) == [], "there are no such rules"


@pytest.mark.parametrize("name", RUN)
def test_what_breaks_a_rule_breaks_no_other(name: str, tmp_path: Path) -> None:
    example = rule_examples.of(RULES[name])
    found = _found(tmp_path, example.around, example.fails)
    assert {finding.diagnostic.rule for finding in found} == {name}, lines(found)


@pytest.mark.parametrize("name", RUN)
def test_what_is_sound_breaks_no_rule(name: str, tmp_path: Path) -> None:
    example = rule_examples.of(RULES[name])
    assert lines(_found(tmp_path, example.around, example.passes)) == ""


def test_words_alone_stand_only_where_no_text_shows_the_fault() -> None:
    in_words = RULES.keys() - set(RUN) - ELSEWHERE
    assert [name for name in in_words if not name.startswith(NO_TEXT)] == []


def test_every_place_is_known() -> None:
    assert SPOTS.keys() == rule_examples.PLACES.keys()


def test_lines_are_short_enough_to_be_read() -> None:
    counts = Counter(
        part.title
        for rule in RULES.values()
        for part in rule_examples.shown(rule)
        if len(part.text.splitlines()) > 16
    )
    assert not counts
