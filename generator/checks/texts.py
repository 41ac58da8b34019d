"""Checks of the texts in a guide or a service provider: names and links."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import address_slips
from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.marks import Used, used
from generator.schema import Part, Path
from generator.text import Text


@dataclass(frozen=True, slots=True)
class Written:
    """A text where it stands, and what it uses."""

    part: Part
    path: Path
    text: Text
    used: Used

    def place(self, start: int) -> Place:
        """Return the place of what is at `start` in it."""
        return self.part.place_at(self.path, self.text, start)


def texts(part: Part) -> list[Written]:
    """Return every text in `part` that uses something: a link or a name."""
    written = []
    for holder, path, value in part.written.leaves:
        if isinstance(value, Text) and ("[" in value or "{{" in value):
            written.append(Written(holder, path, value, used(value)))
    return written


def check(
    written: list[Written], known: Mapping[str, str], words: Mapping[str, str] | None
) -> Iterator[Diagnostic]:
    """Yield all findings in what texts use.

    `known` are the names with what is shown for them; without sp.name the service provider's are
    not. `words` is what links without words read (see `Outline.words`), None if that is not known
    of all.
    """
    yield from unknown_names(written, set(known))
    yield from bound_values(written, {name for name, shown in known.items() if "<var>" in shown})
    yield from link_addresses(written)
    if words is not None:
        yield from empty_links(written, words)


def unknown_names(written: list[Written], known: set[str]) -> Iterator[Diagnostic]:
    """Find `{{ … }}` that hold no name of `known` (text/unknown-name)."""
    for one in written:
        for used_name in one.used.names:
            name = used_name.name
            unsure = name.startswith("sp.") and "sp.name" not in known
            if name not in known and not unsure:
                message = f'"{{{{ {name} }}}}" is no name'
                hint = did_you_mean(name, known)
                place = one.place(used_name.start)
                yield Diagnostic(place, "text/unknown-name", message, hint)


def bound_values(written: list[Written], with_placeholders: set[str]) -> Iterator[Diagnostic]:
    """Find values with placeholders that touch other text (text/glued-value) or are in a link."""
    for one in written:
        for name in one.used.names:
            if name.name in with_placeholders:
                shown, place = f'"{{{{ {name.name} }}}}"', one.place(name.start)
                if name.is_glued:
                    message = f"{shown} touches the text beside it"
                    hint = "put blanks around it, or write a value of its own"
                    yield Diagnostic(place, "text/glued-value", message, hint)
                if name.is_linked:
                    message, hint = f"{shown} is part of a link", "put it beside the link"
                    yield Diagnostic(place, "text/linked-value", message, hint)


def link_addresses(written: list[Written]) -> Iterator[Diagnostic]:
    """Find links that lead where no text may lead (text/link-address)."""
    for one in written:
        for used_link in one.used.links:
            if not used_link.link.is_open:
                address = used_link.link.address
                message = f'"{address}" is not an address that a link may have'
                message = message if address else "the link has no address"
                slip = address_slips.find(address)
                hint = "write https://…, or a path relative to this file, such as ../index.md"
                hint = slip.hint if slip and slip.rule == "link/scheme" else hint
                yield Diagnostic(one.place(used_link.start), "text/link-address", message, hint)


def empty_links(written: list[Written], words: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Find links without words whose target has none to give.

    Where there are sections and steps, an id of none of them is misspelt (link/missing-anchor);
    all else has no words of its own (text/empty-link).
    """
    for one in written:
        for used_link in one.used.links:
            address = used_link.link.address
            anchor = address[1:] if address.startswith("#") else None
            if used_link.link.label or words.get(anchor or ""):
                continue
            place = one.place(used_link.start)
            if words and anchor is not None and anchor not in words:
                near = did_you_mean(address, (f"#{name}" for name in words if words[name]))
                message = f'no section or step is called "{address}"'
                yield Diagnostic(place, "link/missing-anchor", message, near)
            else:
                message = f'the link to "{address}" has no words'
                hint = "write its words between [ and ]"
                yield Diagnostic(place, "text/empty-link", message, hint)
