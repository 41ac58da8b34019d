"""What texts may speak of: values and names as they are shown, and links as pages need them."""

import posixpath
from collections.abc import Callable, Mapping
from functools import lru_cache

from markupsafe import Markup

from generator.guide import Guide
from generator.placeholders import pieces
from generator.service_provider import ServiceProvider, Value
from generator.text import Link, Names, encode, escape, plain

# What readers paste: in the browser it has a button that copies it.
_VALUE = Markup('<code class="handrail-value">%s</code>')
_PLACE, _PLACE_AS_TYPED = Markup("<var>%s</var>"), Markup('<var class="handrail-as-typed">%s</var>')


def environments(sp: ServiceProvider | None) -> dict[str, str]:
    """Return the labels of the environments that values differ by."""
    return {str(name): label for name, label in sp.environments.items()} if sp else {}


def value_markup(value: Value, environments: Mapping[str, str], only: str | None = None) -> Markup:
    """Return a value as it is shown: its template, all of several, or the name of a file.

    For the environment `only`, just that one's template, if there is one.
    """
    template = value.template_in(only)
    if template is not None:
        return template_markup(template, value.kind)
    if value.by is not None:
        shown = (
            Markup("%s (%s)")
            % (template_markup(template, value.kind), escape(environments.get(name, name)))
            for name, template in value.by.items()
        )
        return Markup(" or ").join(shown)
    if value.one_of is not None:
        return Markup(" or ").join(template_markup(one, value.kind) for one in value.one_of)
    return Markup("the file **%s**") % escape(value.label)


@lru_cache(maxsize=1024)  # every guide shows the same few
def template_markup(template: str, kind: str = "url") -> Markup:
    """Return a template as code, its placeholders marked as what they are.

    In a URL what readers put there is percent-encoded; in a text it stays as they type it.
    """
    place = _PLACE if kind == "url" else _PLACE_AS_TYPED
    parts = (
        place % encode(piece) if is_placeholder else encode(piece)
        for piece, is_placeholder in pieces(template)
    )
    return _VALUE % Markup().join(parts)


def value_code(text: str) -> Markup:
    """Return plain text as a value that readers paste."""
    return _VALUE % encode(text)


def known_values(
    sp: ServiceProvider | None, guide: Guide | None, environment: str | None = None
) -> dict[str, str]:
    """Return what texts may speak of: dotted names and what is shown for them.

    On a service provider's own page no identity provider is known by name. In an environment,
    values are those that hold there.
    """
    known: dict[str, str] = {"idp.name": "your identity provider", "idp.console": "its console"}
    if sp is not None:
        known["sp.name"] = sp.name
        known |= {f"sp.{name}": name for name in sp.left_out("values")}
        known |= {
            f"sp.{name}": value_markup(value, environments(sp), environment)
            for name, value in sp.values.items()
        }
    if guide is not None:
        known["idp.name"] = guide.identity_provider.name
        if guide.identity_provider.console is not None:
            known["idp.console"] = guide.identity_provider.console.name
        # It may speak of all the others itself.
        known["guide.title"] = plain(guide.title, Names(known, linker("", {})))
    return known


def link_target(address: str, file: str) -> str:
    """Return where a relative link in `file` leads, named as files are in messages."""
    path, mark, fragment = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
    return target + mark + fragment


@lru_cache(maxsize=1024)  # pages and images stand in few folders
def way(start: str, folder: str) -> str:
    """Return what leads from one folder to another, "" if they are the same."""
    found = posixpath.relpath(folder or ".", start)
    return "" if found == "." else found


def linker(page: str, words: Mapping[str, str]) -> Callable[[Link, str], tuple[Markup, str]]:
    """Return what makes links in any file into links of `page`."""

    def link(link: Link, file: str) -> tuple[Markup, str]:
        own = link.address.startswith("#")
        label = "" if link.label else (own and words.get(link.address[1:])) or link.address
        address = link.address
        if link.is_relative and not own:
            folder, name = posixpath.split(link_target(link.address, file))
            address = posixpath.join(way(posixpath.dirname(page), folder), name)
        return escape(label), address

    return link
