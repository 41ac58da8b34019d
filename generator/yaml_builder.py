"""The events of a YAML document -> data with places, strictly."""

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from generator import yaml_entries, yaml_slips
from generator.yaml_data import BROKEN, Broken, Mapping, Sequence, Source, Span
from generator.yaml_entries import Entry
from generator.yaml_mends import CURLY, Slip, diagnose

MAXIMUM_DEPTH = 50
# What YAML refuses (https://yaml.org/spec/1.2.2/#51-character-set), and three signs that it takes
# for the end of a line and no editor shows: U+0085, U+2028, U+2029.
INVISIBLE = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What YAML lets nobody type, an escape between double quotes can still bring in.
_ESCAPED = re.compile(f"{INVISIBLE.pattern}|\r")
# https://yaml.org/spec/1.2.2/#103-core-schema, without numbers.
_CONSTANTS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
# Spans are made for every key and every value: twice as fast as by their name.
_new = tuple.__new__
_TAGS = (None, "!")
_TEXT_TAGS = (*_TAGS, "tag:yaml.org,2002:str")
# libyaml is six times faster; PyYAML is also published without it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TooDeepError(Exception):
    """The data is nested beyond `MAXIMUM_DEPTH`; reading on could exhaust the stack."""


def read_events(text: str) -> Iterator[Event]:
    """Yield the events of a YAML text; raises yaml.MarkedYAMLError where it is not well-formed."""
    return iter(_Loader(text).get_event, None)


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return _new(Span, (start.line + 1, start.column + 1, start.index, end.index, None))


class Builder:
    """Turns the events of one document into data."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._flow = 0  # how many […] and {…} are open around what is being read
        self._anchors: set[str] = set()

    def document(self, stream: Iterator[Event]) -> Mapping | None:
        """Return the top mapping of the only document, None if there is none to be had.

        What is wrong is added to the source's diagnostics. Raises yaml.MarkedYAMLError where the
        text is not well-formed.
        """
        top: Any = None
        documents = 0
        span = Span(1, 1, 0, 0)
        try:
            for event in stream:
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.source.report(
                            _span(event),
                            "yaml/documents",
                            'a second document starts with "---"',
                            "one file holds one document",
                        )
                        return None
                    node = next(stream)
                    span = _span(node)
                    top = self._node(node, stream, 1)
        except _TooDeepError:
            return None
        return self._top(top, span)

    def _top(self, top: Any, span: Span) -> Mapping | None:
        if isinstance(top, Mapping):
            return top
        if top is None and not self.source.diagnostics:
            self.source.report(span, "yaml/empty", "the file is empty")
        elif top is not None and top is not BROKEN:
            kind = "a list" if isinstance(top, Sequence) else "a text"
            hint = 'start with a key, such as "title: …"'
            self.source.report(span, "yaml/not-a-mapping", f"{kind} at the top of the file", hint)
        return None

    def _node(self, event: Any, stream: Iterator[Event], depth: int) -> Any:
        if depth > MAXIMUM_DEPTH:
            self._refuse_depth(event)
        if isinstance(event, ScalarEvent):
            value: Any = self._scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._flow += bool(event.flow_style)
            is_mapping = isinstance(event, MappingStartEvent)
            read = self._mapping if is_mapping else self._sequence
            value = read(event, stream, depth)
            self._flow -= bool(event.flow_style)
        else:
            value = None
        return value if self._is_plain(event) else BROKEN

    def _refuse_depth(self, event: Event) -> NoReturn:
        message = f"nested deeper than {MAXIMUM_DEPTH} levels"
        self.source.report(_span(event), "yaml/too-deep", message)
        raise _TooDeepError

    def _is_plain(self, event: Any) -> bool:
        """Refuse what a guide has no use for and a reader could be hurt by."""
        is_text = isinstance(event, ScalarEvent)
        if is_text and event.style == '"' and (invisible := _ESCAPED.search(event.value)):
            start = event.start_mark.index
            return self._report(yaml_slips.escaped(self.source, start, invisible[0]))
        if event.anchor is None and event.tag in (_TEXT_TAGS if is_text else _TAGS):
            return True
        in_flow = self._flow > 0
        if isinstance(event, AliasEvent):
            is_known = event.anchor in self._anchors
            slip = yaml_slips.alias(self.source, event, in_flow=in_flow, is_known=is_known)
        elif event.anchor is not None:
            self._anchors.add(event.anchor)
            slip = yaml_slips.anchor(self.source, event, in_flow=in_flow)
        else:
            slip = yaml_slips.tag(self.source, event, in_flow=in_flow)
        return self._report(slip)

    def _report(self, slip: Slip) -> bool:
        """Add a slip to what is wrong; False says that what holds it is broken."""
        self.source.diagnostics.append(diagnose(self.source, slip))
        return False

    def _scalar(self, event: Any) -> Any:
        if event.style or event.tag:
            return event.value
        start, end = event.start_mark.index, event.end_mark.index
        if yaml_slips.is_cut_by_comment(self.source, start, end):
            in_flow = self._flow > 0
            self._report(yaml_slips.comment(self.source, start, end, in_flow=in_flow))
            return BROKEN
        slip = yaml_slips.glued_kind(self.source, start, end) if ":" in event.value else None
        if event.value.startswith(CURLY):
            slip = yaml_slips.curly(self.source, start, end)
        if slip is not None:
            self._report(slip)
            return BROKEN
        return _CONSTANTS.get(event.value, event.value)

    def _sequence(self, start: Any, stream: Iterator[Event], depth: int) -> Sequence:
        result = Sequence(self.source, _span(start))
        for event in stream:
            if isinstance(event, SequenceEndEvent):
                break
            value = self._node(event, stream, depth + 1)
            if value is BROKEN:
                result.broken.add(len(result))
            else:
                result.append(value)
                result.value_spans.append(_extent(event, value))
        return result

    def _mapping(self, start: Any, stream: Iterator[Event], depth: int) -> Mapping | Broken:
        result = Mapping(self.source, _span(start))
        within: list[Entry] = []
        is_whole = True
        for event in stream:
            if isinstance(event, MappingEndEvent):
                result.span = Span(*result.span[:3], _span(event).end)
                break
            key = self._key(event, start, stream, depth)
            value_event = next(stream)
            value = self._node(value_event, stream, depth + 1)
            is_whole = is_whole and not isinstance(event, CollectionStartEvent)
            if start.flow_style:
                within.append(Entry(event, key, value_event, value))
            else:
                self._put(result, key, event, value, value_event)
        if within:
            self._put_together(result, within)
        return result if is_whole and (result.key_spans or not result.broken) else BROKEN

    def _put_together(self, result: Mapping, entries: list[Entry]) -> None:
        """Put in the entries of a mapping in {…}, without what commas and braces have cut."""
        in_flow = self._flow > 1
        for slip in yaml_entries.slips(self.source, result.span, entries, in_flow=in_flow):
            self._report(slip)
        for entry in entries:
            self._put(result, entry.key, entry.key_event, entry.value, entry.value_event)

    def _key(self, event: Any, start: Any, stream: Iterator[Event], depth: int) -> str | None:
        """Return the key, or None where a key was reported as unusable."""
        index = event.start_mark.index
        if isinstance(event, CollectionStartEvent):
            self._skip(stream, depth)
            in_flow = self._flow > bool(start.flow_style)
            outer = start.start_mark.index
            self._report(yaml_slips.complex_key(self.source, outer, index, in_flow=in_flow))
            return None
        if isinstance(event, AliasEvent):
            self._is_plain(event)
            return None
        if not event.value:
            hint = 'write a name before the ":"'
            self.source.report(_span(event), "yaml/empty-key", "a key without a name", hint)
            return None
        if not (event.style or event.value.isidentifier()):  # most keys are one word
            slip = yaml_slips.glued(self.source, index, event.end_mark.index)
            if slip is not None:
                self._report(slip)
                return None
        return str(event.value) if self._is_plain(event) else None

    def _skip(self, stream: Iterator[Event], depth: int) -> None:
        """Read on to the end of a list or a mapping that stands where a key belongs."""
        inside = 1
        while inside:
            event = next(stream)
            inside += isinstance(event, CollectionStartEvent)
            inside -= isinstance(event, CollectionEndEvent)
            if depth + inside > MAXIMUM_DEPTH:
                self._refuse_depth(event)

    def _put(
        self, result: Mapping, key: str | None, event: Any, value: Any, value_event: Any
    ) -> None:
        span = _span(event)
        if key is None:
            result.broken.add("")
        elif key in result.key_spans:
            message = f'"{key}" stands here and in line {result.key_spans[key].line}'
            self.source.report(span, "yaml/duplicate-key", message, "keep one of them")
        else:
            result.key_spans[key] = span
            result.value_spans[key] = _extent(value_event, value)
            if value is BROKEN:
                result.broken.add(key)
            else:
                result[key] = value


def _extent(event: Event, value: Any) -> Span:
    return value.span if isinstance(value, (Mapping, Sequence)) else _span(event)
