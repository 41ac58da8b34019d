"""What writers really type: slips of YAML, each with its own rule and the mended line as hint."""

import json
import re
from typing import NamedTuple

import yaml

from generator.diagnostics import Diagnostic, Place

# "  - key: value": indent and list signs, the key with its colon, and what stands behind it.
_LINE = re.compile(r"(?P<indent>\s*(?:-\s+)*)(?P<key>[^\s:#'\"{\[][^:]*:\s+)?(?P<value>.*)")
_BRACKET = re.compile(r"\[[^\]]*\]\s*[^\s,\]#]")
_SIGNS = {
    "{{": ("yaml/unquoted-template", 'a text that begins with "{{"'),
    "*": ("yaml/unquoted-emphasis", 'a text that begins with "*"'),
    "`": ("yaml/unquoted-sign", "a text that begins with a backtick"),
    "@": ("yaml/unquoted-sign", 'a text that begins with "@"'),
    "%": ("yaml/unquoted-sign", 'a text that begins with "%"'),
}


def quoted(text: str) -> str:
    """Return `text` as a YAML scalar in quotes, single ones where that needs no escape."""
    if "'" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def explain(error: yaml.MarkedYAMLError, name: str, lines: list[str]) -> Diagnostic:
    """Turn a parser's complaint into the slip that caused it, or into a syntax error."""
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark is not None]
    numbers = [mark.line for mark in marks]
    second_colon = "mapping values are not allowed" in (error.problem or "")
    for number in dict.fromkeys(n for n in numbers if 0 <= n < len(lines)):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        slip = _slip(lines[number], after, second_colon=second_colon)
        if slip:
            place = Place(name, number + 1, slip.column)
            return Diagnostic(place, slip.rule, slip.message, slip.hint, mended=slip.mended)
    # What was never closed shows at the end of the file; its start is where the writer has to look.
    mark = marks[-1] if "end of stream" in (error.problem or "") else marks[0]
    context = f" {error.context}" if error.context else ""
    place = Place(name, min(mark.line + 1, max(len(lines), 1)), mark.column + 1)
    return Diagnostic(place, "yaml/syntax", f"{error.problem}{context}")


class _Slip(NamedTuple):
    rule: str
    column: int
    message: str
    hint: str
    mended: str = ""


def _slip(line: str, after: str, *, second_colon: bool) -> _Slip | None:
    """Return the slip in `line`, if there is one; `after` is the line below it."""
    match = _LINE.match(line.rstrip())
    if match is None:
        return None
    found = _tab(line) or _sign(match, after)
    return found or (_second_colon(match, after) if second_colon else None)


def _tab(line: str) -> _Slip | None:
    tab = re.match(r"\s*?\t", line)
    if tab is None:
        return None
    mended = line.expandtabs(2)
    hint = f"write: {mended.strip()} (indented with spaces)"
    return _Slip("yaml/tab", tab.end(), "a tab in the indent", hint, mended)


def _sign(match: re.Match[str], after: str) -> _Slip | None:
    """Return the slip that a value's first sign makes."""
    value, column = match["value"], match.start("value") + 1
    for sign, (rule, message) in _SIGNS.items():
        if value.startswith(sign):
            return _Slip(rule, column, f"{message} is not quoted", *_mended(match, after))
    inside = re.match(r"[\[{](?:[^'\"]|'[^']*'|\"[^\"]*\")*?(?=\{\{)", value)
    if inside:
        rule, _ = _SIGNS["{{"]
        message = (
            f'a text with "{{{{" inside {value[0]}…{"]" if value[0] == "[" else "}"} is not quoted'
        )
        return _Slip(rule, column + inside.end(), message, "put the whole text in quotes")
    if value.startswith(": "):
        hint = 'write a name before the ":"'
        return _Slip("yaml/empty-key", column, "a key without a name", hint)
    if _BRACKET.match(value):
        message = 'a text that begins with "[" is not quoted'
        return _Slip("yaml/unquoted-bracket", column, message, *_mended(match, after))
    return None


def _second_colon(match: re.Match[str], after: str) -> _Slip | None:
    value = match["value"]
    colon = re.search(r":(\s|$)", value)
    if not match["key"] or colon is None or value[0] in "'\"{[|>":
        return None
    message = f'a second colon, behind "{value[: colon.start()]}"'
    column = match.start("value") + 1 + colon.start()
    return _Slip("yaml/second-colon", column, message, *_mended(match, after))


def _mended(match: re.Match[str], after: str) -> tuple[str, str]:
    """Return a hint, and the line with its value in quotes; none if the text goes on below."""
    start = match["indent"] + (match["key"] or "")
    indent = len(match["indent"])
    goes_on = after.strip() and len(after) - len(after.lstrip()) > indent
    if goes_on and not after.lstrip().startswith("- "):
        return f"write: {start.lstrip()}>- and the text on the lines below, indented", ""
    mended = f"{start}{quoted(match['value'])}"
    return f"write: {mended.lstrip()}", mended


def alias(place: Place, written: str, line: str) -> Diagnostic:
    """Return the diagnostic for an anchor or alias; `written` is the sign and its name."""
    match = _LINE.match(line.rstrip())
    if written.startswith("*") and match and match["value"].startswith(written):
        hint, mended = _mended(match, "")
        place = Place(place.file, place.line, match.start("value") + 1)
        rule, message = _SIGNS["*"]
        return Diagnostic(place, rule, f"{message} is not quoted", hint, mended=mended)
    kind = "alias" if written.startswith("*") else "anchor"
    hint = "write it out, or quote it if it is text"
    return Diagnostic(place, "yaml/alias", f'the {kind} "{written}"', hint)


def cut_by_comment(rest: str) -> bool:
    """Tell whether `rest`, what stands behind a text on its line, may belong to the text.

    A comment is set off by two blanks before its # and one behind it.
    """
    if not re.match(r"\s+#", rest) or "# handrail: allow" in rest:
        return False
    return not re.match(r"\s{2,}#+(\s|$)", rest)


def comment(place: Place, text: str, rest: str, line: str) -> Diagnostic:
    """Return the diagnostic for a text that a comment has cut."""
    whole = text + rest.rstrip()
    mended = line[: place.column - 1] + quoted(whole)
    hint = f"write: {mended.lstrip()}, or two blanks before a comment and one behind its #"
    message = f'the text ends before "{rest.strip()}"'
    return Diagnostic(place, "yaml/comment-cuts-text", message, hint, mended=mended)


def comma(place: Place, written: str, line: str) -> Diagnostic:
    """Return the diagnostic for `written`, a text inside {…} that holds a comma."""
    behind = line[place.column - 1 :].partition(written)[2]
    text = " ".join(written.split())  # it may go over several lines
    whole = (line[: place.column - 1] + quoted(text) + behind).rstrip()
    message = f'the comma ends the text: "{text.partition(",")[0]}"'
    hint = f"write: {whole.lstrip()}"
    mended = whole if text == written else ""
    return Diagnostic(place, "yaml/comma-cuts-text", message, hint, mended=mended)


def complex_key(place: Place, text: str, start: int, line: str, after: str) -> Diagnostic:
    """Return the diagnostic for a mapping that has a list or a mapping as its key."""
    match = _LINE.match(line.rstrip())
    if text.startswith("{{", start) and match:
        rule, message = _SIGNS["{{"]
        hint, mended = _mended(match, after)
        return Diagnostic(place, rule, f"{message} is not quoted", hint, mended=mended)
    return Diagnostic(place, "yaml/complex-key", "a list or a mapping as a key")
