"""The events of a YAML document -> data with places, strictly."""

import re
from collections.abc import Iterator
from typing import Any

from yaml import events

from generator import yaml_slips
from generator.yaml_data import Mapping, Sequence, Source, Span

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
_TEXT_TAGS = (None, "!", "tag:yaml.org,2002:str")


class _TooDeepError(Exception):
    """The data is nested beyond `MAXIMUM_DEPTH`; reading on could exhaust the stack."""


class _Broken:
    """Stands for a value that was reported and is to be left out."""


_BROKEN = _Broken()


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, start.index, end.index)


class Builder:
    """Turns the events of one document into data."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def document(self, stream: Iterator[events.Event]) -> Mapping | None:
        """Return the top mapping of the only document, None if there is none to be had.

        What is wrong is added to the source's diagnostics. Raises yaml.MarkedYAMLError where the
        text is not well-formed.
        """
        top: Any = None
        documents = 0
        span = Span(1, 1, 0, 0)
        try:
            for event in stream:
                if isinstance(event, events.DocumentStartEvent):
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
        elif top is not None and top is not _BROKEN:
            kind = "a list" if isinstance(top, Sequence) else "a text"
            hint = 'start with a key, such as "title: …"'
            self.source.report(span, "yaml/not-a-mapping", f"{kind} at the top of the file", hint)
        return None

    def _node(self, event: events.Event, stream: Iterator[events.Event], depth: int) -> Any:
        if depth > MAXIMUM_DEPTH:
            message = f"nested deeper than {MAXIMUM_DEPTH} levels"
            self.source.report(_span(event), "yaml/too-deep", message)
            raise _TooDeepError
        if isinstance(event, events.ScalarEvent):
            value: Any = self._scalar(event)
        elif isinstance(event, events.MappingStartEvent):
            value = self._mapping(event, stream, depth)
        elif isinstance(event, events.SequenceStartEvent):
            value = self._sequence(event, stream, depth)
        else:
            value = None
        return value if self._plain(event) else _BROKEN

    def _plain(self, event: Any) -> bool:
        """Refuse what a guide has no use for and a reader could be hurt by."""
        escaped = isinstance(event, events.ScalarEvent) and event.style == '"'
        if escaped and (invisible := _ESCAPED.search(event.value)):
            message = f"the control character U+{ord(invisible[0]):04X}"
            self.source.report(_span(event), "yaml/character", message, "delete it")
            return False
        if event.anchor is None and event.tag is None:
            return True
        span = _span(event)
        if event.anchor is not None:
            sign = "*" if isinstance(event, events.AliasEvent) else "&"
            line = self.source.line(span.line)
            self.source.diagnostics.append(
                yaml_slips.alias(self.source.place(span), sign + event.anchor, line)
            )
            return False
        tag = event.tag
        known = _TEXT_TAGS if isinstance(event, events.ScalarEvent) else (None, "!")
        if tag not in known:
            written = tag.replace("tag:yaml.org,2002:", "!!")
            self.source.report(span, "yaml/tag", f'the tag "{written}"', "take the tag out")
            return False
        return True

    def _scalar(self, event: Any) -> Any:
        if event.style or event.tag:
            return event.value
        rest = self._rest(event.end_mark.index)
        if event.value and rest and yaml_slips.cut_by_comment(rest):
            place = self.source.place(_span(event))
            line = self.source.line(event.start_mark.line + 1)
            self.source.diagnostics.append(yaml_slips.comment(place, event.value, rest, line))
            return _BROKEN
        return _CONSTANTS.get(event.value, event.value)

    def _rest(self, index: int) -> str:
        """Return what stands on a line from `index` on, if that begins with a blank."""
        text = self.source.text
        if not text[index : index + 1].isspace():
            return ""
        return text[index : text.find("\n", index) % (len(text) + 1)]

    def _sequence(
        self, start: events.SequenceStartEvent, stream: Iterator[events.Event], depth: int
    ) -> Sequence:
        result = Sequence(self.source, _span(start))
        for event in stream:
            if isinstance(event, events.SequenceEndEvent):
                break
            value = self._node(event, stream, depth + 1)
            if value is _BROKEN:
                result.broken.add(len(result))
            else:
                result.append(value)
                result.value_spans.append(_extent(event, value))
        return result

    def _mapping(
        self, start: events.MappingStartEvent, stream: Iterator[events.Event], depth: int
    ) -> Mapping | _Broken:
        result = Mapping(self.source, _span(start))
        whole = True
        for key_event in stream:
            if isinstance(key_event, events.MappingEndEvent):
                result.span = Span(*result.span[:3], _span(key_event).end)
                break
            key = self._key(key_event, start, stream, depth)
            value_event = next(stream)
            value = self._node(value_event, stream, depth + 1)
            if key is None:
                result.broken.add("")
                whole = whole and not isinstance(key_event, events.CollectionStartEvent)
            elif not self._cut_by_comma(start, result, key_event, value_event):
                self._put(result, key, _span(key_event), value, _extent(value_event, value))
        return result if whole else _BROKEN

    def _key(
        self,
        event: events.Event,
        start: events.MappingStartEvent,
        stream: Iterator[events.Event],
        depth: int,
    ) -> str | None:
        """Return the key, or None where a key was reported as unusable."""
        if isinstance(event, events.ScalarEvent):
            if event.value:
                return str(event.value) if self._plain(event) else None
            hint = 'write a name before the ":"'
            self.source.report(_span(event), "yaml/empty-key", "a key without a name", hint)
            return None
        self._node(event, stream, depth + 1)
        if isinstance(event, events.CollectionStartEvent):
            span = _span(start)
            place, source = self.source.place(span), self.source
            lines = source.line(span.line), source.line(span.line + 1)
            slip = yaml_slips.complex_key(place, source.text, span.start, *lines)
            source.diagnostics.append(slip)
        return None

    def _cut_by_comma(
        self, start: events.MappingStartEvent, result: Mapping, key: Any, value: Any
    ) -> bool:
        """Tell whether `key` is the rest of a text that a comma inside {…} has cut off."""
        empty = isinstance(value, events.ScalarEvent) and not value.value and not value.style
        if not (start.flow_style and empty):
            return False
        between = self.source.text[key.end_mark.index : value.start_mark.index]
        previous = next(reversed(result), None)
        if ":" in between or previous is None or not isinstance(result[previous], str):
            return False
        cut = result.value_spans[previous]
        line = self.source.line(cut.line)
        self.source.diagnostics.append(
            yaml_slips.comma(
                self.source.place(cut), self.source.text[cut.start : key.end_mark.index], line
            )
        )
        result.drop(previous)
        return True

    def _put(self, result: Mapping, key: str, key_span: Span, value: Any, span: Span) -> None:
        if key in result.key_spans:
            first = result.key_spans[key].line
            message = f'"{key}" stands here and in line {first}'
            hint = "keep one of them"
            self.source.report(key_span, "yaml/duplicate-key", message, hint)
            return
        result.key_spans[key] = key_span
        result.value_spans[key] = span
        if value is _BROKEN:
            result.broken.add(key)
        else:
            result[key] = value


def _extent(event: events.Event, value: Any) -> Span:
    return value.span if isinstance(value, (Mapping, Sequence)) else _span(event)
