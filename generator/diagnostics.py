"""What can be wrong and where: places, diagnostics, severities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from generator.rules import RULES, Severity

# How much of what a writer has written a message shows.
_SHOWN = 60


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A point in a file that a writer can change.

    `file` is relative to the folder of mkdocs.yml, with `/`; `line` and `column` count from 1.
    In a fragment `used_at` is the use through which it was reached, or the text that it gives
    there for a parameter.
    """

    file: str
    line: int = 1
    column: int = 1
    used_at: "Place | None" = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Mend:
    """What to write instead: `text` in place of the characters from `start` up to `end`.

    They are counted from 0 in the whole text of a file, without its byte order mark.
    """

    start: int
    end: int
    text: str

    def apply(self, text: str) -> str:
        """Return the text of the file as it is to be."""
        return text[: self.start] + self.text + text[self.end :]


@dataclass(frozen=True, order=True, slots=True)
class Diagnostic:
    """One finding at one place: the rule that is broken, what is there, and how to mend it.

    `rule` is a key of `RULES`; `page` is the page's path below the site's root where the fault
    showed only there; `mend` is what the hint says, for a tool to do; `used_at` are the places
    that use the fragment in which the fault is.
    """

    place: Place
    rule: str
    message: str
    hint: str = ""
    page: str = ""
    used_at: tuple[Place, ...] = ()
    mend: Mend | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            msg = f"no rule is called {self.rule!r}"
            raise LookupError(msg)

    @property
    def whole_message(self) -> str:
        """The message, with the places that have to do with it."""
        if not self.used_at:
            return self.message
        more = f" and {len(self.used_at) - 1} more" if len(self.used_at) > 1 else ""
        return f"{self.message} (used at {self.used_at[0]}{more})"


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic with the severity that this site gives to its rule."""

    diagnostic: Diagnostic
    severity: Severity


def judge(diagnostics: Iterable[Diagnostic], severities: Mapping[str, Severity]) -> list[Finding]:
    """Return the findings that count on a site, sorted by place, each once.

    `severities` is the site's own word on single rules; the rule's severity holds for all others.
    What shows on several pages is one finding where it is written.
    """
    once: dict[Diagnostic, Diagnostic] = {}
    for diagnostic in sorted(set(diagnostics)):
        first = once.setdefault(replace(diagnostic, page="", used_at=()), diagnostic)
        if not set(diagnostic.used_at) <= set(first.used_at):
            used_at = tuple(sorted({*first.used_at, *diagnostic.used_at}))
            once[replace(first, page="", used_at=())] = replace(first, used_at=used_at)
    findings = []
    for diagnostic in once.values():
        severity = severities.get(diagnostic.rule, RULES[diagnostic.rule].severity)
        if severity is not Severity.OFF:
            findings.append(Finding(diagnostic, severity))
    return findings


def shortened(text: str) -> str:
    """Return what a writer has written as messages show it: in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest of the `known` words, or lists them if few."""
    names = sorted(set(known))
    few = 12
    listed = f"known: {', '.join(names)}" if 0 < len(names) <= few else ""
    return nearest(word, names) or listed


def nearest(word: str, names: Iterable[str]) -> str:
    """Return a hint that names the nearest of some words, "" if none is near.

    Words that are only somewhat alike begin alike.
    """
    lowered = {name.lower(): name for name in names}
    low = word.lower()
    for near in get_close_matches(low, lowered, n=3, cutoff=0.6):
        if near[:1] == low[:1] or get_close_matches(low, [near], cutoff=0.75):
            return f'did you mean "{lowered[near]}"?'
    return ""
