"""Checks of the texts in a guide or a service provider."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.prose import Used, names_in, used
from generator.schema import Part, Path, leaves
from generator.text import Code, Link, Text


@dataclass(frozen=True, slots=True)
class Written:
    """A text where it stands, and what it uses."""

    part: Part
    path: Path
    text: Text
    used: Used

    def place(self, wanted: str) -> Place:
        """Return the place of `wanted` in it."""
        return self.part.place_within(self.path, wanted)

    def link_place(self, link: Link) -> Place:
        """Return the place of a link's address."""
        mark = self.place(f"]({link.address}")
        return replace(mark, column=mark.column + 2)


def texts(part: Part) -> list[Written]:
    """Return every text in `part` that uses something: a link or a name."""
    written = []
    for holder, path, value in leaves(part):
        if isinstance(value, Code):
            names = Used((), names_in(value), ())
            written.append(Written(holder, path, value, names))
        elif isinstance(value, Text) and ("[" in value or "{{" in value):
            written.append(Written(holder, path, value, used(value)))
    return written


def check(
    written: list[Written], known: Mapping[str, str], words: Mapping[str, str] | None
) -> Iterator[Diagnostic]:
    """Yield all findings in texts.

    `known` are the names with what is shown for them; without sp.name the service provider's are
    not. `words` is what links without words read, None if that is not known of all.
    """
    yield from unknown_names(written, set(known))
    with_placeholders = {name for name, shown in known.items() if "<var>" in shown}
    yield from glued_values(written, with_placeholders)
    yield from link_addresses(written)
    yield from empty_links(written, None if words is None else set(words))


def unknown_names(written: list[Written], known: set[str]) -> Iterator[Diagnostic]:
    """Find `{{ … }}` that hold no name of `known` (text/unknown-name)."""
    for one in written:
        for name in one.used.names:
            unsure = name.startswith("sp.") and "sp.name" not in known
            if name not in known and not unsure:
                message = f'"{{{{ {name} }}}}" is no name'
                hint = did_you_mean(name, known)
                yield Diagnostic(one.place(name), "text/unknown-name", message, hint)


def glued_values(written: list[Written], with_placeholders: set[str]) -> Iterator[Diagnostic]:
    """Find values with placeholders that touch other text (text/glued-value)."""
    for one in written:
        for name in one.used.glued:
            if name in with_placeholders:
                message = f'"{{{{ {name} }}}}" touches the text beside it'
                hint = "put blanks around it, or write a value of its own"
                yield Diagnostic(one.place(name), "text/glued-value", message, hint)


def link_addresses(written: list[Written]) -> Iterator[Diagnostic]:
    """Find links that lead where no text may lead (text/link-address)."""
    for one in written:
        for link in one.used.links:
            if not link.is_open:
                message = f'"{link.address}" is not an address that a link may have'
                hint = "write https://…, or a path relative to this file, such as ../index.md"
                yield Diagnostic(one.link_place(link), "text/link-address", message, hint)


def empty_links(written: list[Written], anchors: set[str] | None) -> Iterator[Diagnostic]:
    """Find links without words whose target has none to give (text/empty-link)."""
    for one in written:
        for link in one.used.links:
            target = link.address.removeprefix("#")
            own = link.address.startswith("#")
            if not link.label and not (own and (anchors is None or target in anchors)):
                message = f'the link to "{link.address}" has no words'
                near = did_you_mean(target, anchors or ()) if own else ""
                hint = near or "write its words between [ and ]"
                place = one.link_place(link)
                yield Diagnostic(place, "text/empty-link", message, hint)
