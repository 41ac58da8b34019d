"""What MkDocs says in its log: what of it Handrail says better, and what of it is a finding."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import unescape

from generator import mkdocs_yml
from generator.diagnostics import Diagnostic, Place
from generator.written import Writing

# Where it speaks of addresses (mkdocs/structure/pages.py and nav.py).
LOGGERS = ("mkdocs.structure.pages", "mkdocs.structure.nav")
_LINK = re.compile(r"Doc file '(?P<page>.+?)' contains .*?link '(?P<address>.*?)', (?:but|it) ")
_NAV = re.compile(
    r"(?:A reference|An absolute path) to '(?P<address>.*?)' is included in the 'nav'"
)
_ANCHOR = re.compile(r"there is no such anchor on this page|does not contain an anchor '")
# Said of what is no file in the docs folder, though it may lead to what is built.
_UNRECOGNIZED = "contains an unrecognized relative link '"
# What it says of several files at once, a line for each.
_OMITTED = re.compile(r"The following pages (?P<what>exist .*):(?P<pages>(?:\n  - .+)+)")
_OPTION = re.compile(r"Config value '(?P<key>[^']+)'")
_QUOTED = re.compile(r"'([^']+)'")


@dataclass(frozen=True, slots=True)
class Remark:
    """What MkDocs says of an address: on which page it is written, "" being the nav.

    `is_guess` tells that MkDocs did not look where it leads.
    """

    page: str
    address: str
    is_guess: bool = False


def _remark(message: str) -> Remark | None:
    found = _LINK.match(message)
    if found:
        # At this stage of a build Markdown still holds references of characters.
        return Remark(found["page"], unescape(found["address"]), _UNRECOGNIZED in found[0])
    found = _NAV.match(message)
    return Remark("", found["address"]) if found else None


class HeldBack(logging.Filter):
    """Holds back what MkDocs says of addresses until it is known what Handrail says of them.

    Of anchors MkDocs need say nothing at all: it takes some for missing that browsers find.
    """

    def __init__(self, loggers: Sequence[str] = LOGGERS) -> None:
        super().__init__()
        self.loggers = [logging.getLogger(name) for name in loggers]
        self.records: list[logging.LogRecord] = []

    def filter(self, record: logging.LogRecord) -> bool:
        """Let pass what is about something else."""
        message = record.getMessage()
        held = _remark(message) is not None
        if held and not _ANCHOR.search(message):
            self.records.append(record)
        return not held

    def begin(self) -> None:
        """Hold back from now on."""
        for logger in self.loggers:
            logger.addFilter(self)

    def end(self, is_settled: Callable[[Remark], bool] = lambda _remark: False) -> None:
        """Log what was held back, unless it `is_settled` by what Handrail says."""
        for logger in self.loggers:
            logger.removeFilter(self)
        for record in self.records:
            remark = _remark(record.getMessage())
            if remark is None or not is_settled(remark):
                logging.getLogger(record.name).handle(record)
        self.records.clear()


class Heard(logging.Handler):
    """Keeps what is a warning or worse in the log of MkDocs, except what Handrail says itself."""

    def __init__(self, own: str) -> None:
        super().__init__(logging.WARNING)
        self.own = own
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        if record.name != self.own:
            self.records.append(record)

    def warnings(self) -> list[str]:
        """Return all that was said."""
        return [record.getMessage() for record in self.records]

    def errors(self) -> list[str]:
        """Return what is worse than a warning: exceptions of MkDocs do not repeat it."""
        return [one.getMessage() for one in self.records if one.levelno >= logging.ERROR]


def diagnostics(
    messages: Iterable[str], writing: Writing, said: AbstractSet[Place]
) -> Iterator[Diagnostic]:
    """Yield what MkDocs warns of as findings, each where a writer has to change something.

    What it says of an address that stands at one of the places `said` was said there already.
    """
    for message in messages:
        remark, omitted = _remark(message), _OMITTED.match(message)
        if omitted:
            yield from _omitted(omitted["pages"], writing)
            continue
        places = _places(remark, writing) if remark else set()
        if places.isdisjoint(said):
            for place in places or {_place(message, writing)}:
                yield Diagnostic(place, "mkdocs/warning", " ".join(message.split()))


def _omitted(lines: str, writing: Writing) -> Iterator[Diagnostic]:
    for line in lines.splitlines()[1:]:
        page = line.strip().removeprefix("- ").replace("\\", "/")
        message = f'"{page}" is not included in the "nav" configuration'
        place = writing.file(page) or writing.site
        yield Diagnostic(place, "mkdocs/warning", message, 'add it under "nav:" in mkdocs.yml')


def _places(remark: Remark, writing: Writing) -> set[Place]:
    if not remark.page:
        entries = writing.configuration.nav
        return {entry.place for entry in entries if entry.path == remark.address}
    written = writing.places(writing.lead(remark.page, remark.address))
    same = [one for one in written if one.address == remark.address]
    return {one.place for one in same or written}


def _place(message: str, writing: Writing) -> Place:
    """Return the place of the option or the file that a message names first, else mkdocs.yml."""
    option = _OPTION.match(message)
    if option:
        return mkdocs_yml.read(writing.configuration.file).place(option["key"])
    files = (writing.file(name) for name in _QUOTED.findall(message))
    return next(filter(None, files), writing.site)
