"""YAML text -> plain data, and the place of every part of it.

YAML is read strictly, on the event stream: no aliases, no tags, no duplicate keys, and scalars as
YAML 1.2 has them (https://yaml.org/spec/1.2.2/#103-core-schema), except that numbers and dates
stay the text that the writer typed.
"""

from pathlib import Path

import yaml

from generator.diagnostics import Diagnostic, Place
from generator.repairs.explain import explain
from generator.yaml_builder import INVISIBLE, Builder, read_events
from generator.yaml_data import Mapping, Source, Words
from generator.yaml_mends import diagnose

MAXIMUM_BYTES = 1024 * 1024
_NO_WORDS = Words()


def read(
    path: Path, name: str, words: Words = _NO_WORDS
) -> tuple[Mapping | None, list[Diagnostic]]:
    """Read one file; `words` are those that what it describes is described with.

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
    return parse(text, name, words)


def parse(
    text: str, name: str, words: Words = _NO_WORDS
) -> tuple[Mapping | None, list[Diagnostic]]:
    """Do as `read` does, for the text of a file."""
    source = Source(name, text, words)
    invisible = INVISIBLE.search(text)
    if invisible:
        place = source.place_of(invisible.start())
        message = f"the control character U+{ord(invisible[0]):04X}"
        return None, [Diagnostic(place, "yaml/character", message, "delete it")]
    try:
        top = Builder(source).document(read_events(text))
    except yaml.MarkedYAMLError:
        top = None
        slip = explain(source)
        if slip is not None:
            source.diagnostics.append(diagnose(source, slip))
    return top, source.diagnostics
