"""YAML text -> plain data, and the place of every part of it.

YAML is read strictly, on the event stream: no aliases, no tags, no duplicate keys, and scalars as
YAML 1.2 has them (https://yaml.org/spec/1.2.2/#103-core-schema), except that numbers and dates
stay the text that the writer typed.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from yaml import events

from generator import yaml_slips
from generator.diagnostics import Diagnostic, Place
from generator.yaml_builder import INVISIBLE, Builder
from generator.yaml_data import Mapping, Source

MAXIMUM_BYTES = 1024 * 1024
# libyaml is six times faster; PyYAML is also published without it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path, name: str) -> tuple[Mapping | None, list[Diagnostic]]:
    """Read one file.

    Returns its top mapping, None where there is none to be had, and all diagnostics. A fault that
    the rest of the file survives takes out only the key that has it.
    """
    start = Place(name)
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, [Diagnostic(start, "file/unreadable", str(error.strerror))]
    if len(raw) > MAXIMUM_BYTES:
        message = f"{len(raw):,} bytes, more than {MAXIMUM_BYTES:,}"
        return None, [Diagnostic(start, "yaml/too-large", message, "split the file")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None, [Diagnostic(place, "yaml/encoding", message, "save the file as UTF-8")]
    return parse(text, name)


def parse(text: str, name: str) -> tuple[Mapping | None, list[Diagnostic]]:
    """Do as `read` does, for the text of a file."""
    source = Source(name, text)
    invisible = INVISIBLE.search(text)
    if invisible:
        index = invisible.start()
        before = re.split(r"\r\n|\r|\n", text[:index])
        place = Place(name, len(before), len(before[-1]) + 1)
        message = f"the control character U+{ord(text[index]):04X}"
        return None, [Diagnostic(place, "yaml/character", message, "delete it")]
    try:
        top = Builder(source).document(_events(text))
    except yaml.MarkedYAMLError as error:
        slip = yaml_slips.explain(error, name, text.splitlines())
        # A slip can be seen both in what could be read and where the reading ended.
        if all((slip.place, slip.rule) != (one.place, one.rule) for one in source.diagnostics):
            source.diagnostics.append(slip)
        top = None
    return top, source.diagnostics


def _events(text: str) -> Iterator[events.Event]:
    return yaml.parse(text, Loader=_Loader)
