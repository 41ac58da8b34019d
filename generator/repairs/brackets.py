"""Slips within […] and {…}: brackets without their other half, missing commas, comments."""

import re
from collections.abc import Iterator

from generator.diagnostics import Mend
from generator.repairs.stops import Stop
from generator.repairs.trials import Trial
from generator.yaml_mends import Slip, content_end
from generator.yaml_slips import comment, is_cut_by_comment

_LAST_WORD = re.compile(r"(?<=[^\s-])[ \t]+(?P<word>\w+)$")
_NEXT = re.compile(r"['\"\[{]|[^\s,:\[\]{}'\"][^,:\[\]{}]*:(?:\s|$)")


def unpaired_brackets(stop: Stop) -> Iterator[Trial]:
    """A bracket or a brace without its other half."""
    source, at = stop.source, stop.at
    here = source.text[at : at + 1]
    if here in ("]", "}"):
        yield from _other_half(stop, here)
        return
    below = stop.outdented(stop.flows[-1].start) if stop.flows else None
    if not stop.flows or (below is None and source.text[stop.index :].strip()):
        return
    start = stop.flows[-1].start
    last = source.line_above(below) if below else source.line_at(len(source.text.rstrip()))
    end = content_end(source, max(start, last.begin if last else start))
    for written in dict.fromkeys((stop.closing, stop.closing[0])):
        slip = _unclosed(source.text, start, Mend(end, end, written))
        yield Trial(slip, below.start - 1 if below else end)
    hint = f'write "{stop.closing[0]}" behind it'
    yield Trial(_unclosed(source.text, start, None)._replace(hint=hint))


def _other_half(stop: Stop, here: str) -> Iterator[Trial]:
    """Try a closing bracket without the one before it, with it, and as another."""
    at, rule = stop.at, "yaml/unpaired-bracket"
    if not stop.flows:
        message = f'the "{here}" closes nothing'
        yield Trial(Slip(rule, at, message, Mend(at, at + 1, "")))
        return
    wanted = stop.closing[0]
    yield Trial(_unclosed(stop.source.text, stop.flows[-1].start, Mend(at, at, wanted)))
    message = f'"{here}" stands where "{wanted}" belongs'
    yield Trial(Slip(rule, at, message, Mend(at, at + 1, wanted)))


def _unclosed(text: str, start: int, mend: Mend | None) -> Slip:
    message = f'the "{text[start]}" is opened here and not closed'
    return Slip("yaml/unpaired-bracket", start, message, mend)


def missing_commas(stop: Stop) -> Iterator[Trial]:
    """Two entries within […] or {…} without a comma between them."""
    last, text = stop.last, stop.source.text
    if not stop.flows or last is None or not stop.follows(last):
        return
    if stop.source.line_of(last.start) != stop.source.line_of(stop.at):
        return
    word = _LAST_WORD.search(text, last.start, last.end)
    if word and not last.sign and stop.source.words.has(word["word"]):
        end = word.start()
    elif last.sign and last.end < stop.at and _NEXT.match(text, stop.at):
        end = last.end
    else:
        return
    start = end - 1 if text.endswith(";", last.start, end) else end
    message = "no comma between two entries"
    yield Trial(Slip("yaml/missing-comma", start, message, Mend(start, end, ",")))


def comments(stop: Stop) -> Iterator[Trial]:
    """A # within […] or {…} that hides the rest of the line."""
    last, source = stop.last, stop.source
    if not stop.flows or last is None or last.sign:
        return
    if is_cut_by_comment(source, last.start, last.end):
        yield Trial(comment(source, last.start, last.end, in_flow=True))
