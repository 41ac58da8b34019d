"""Guide + templates -> Page: Markdown in which every word of a writer stays a word."""

import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jinja2
from markupsafe import Markup

from generator import environment as jinja
from generator import front_matter
from generator.diagnostics import Diagnostic
from generator.guide import Action, Guide
from generator.outline import AT_A_GLANCE, FINISH, Outline
from generator.service_provider import IDENTITY_PROVIDER_VALUES, ServiceProvider, Value
from generator.text import Link, Names, Text, address_markup, escape, plain

# What a file may be called and means something in an address.
_MEANT = re.compile("[%#?]")


@dataclass(frozen=True, slots=True)
class Entered:
    """A value of the service provider that a guide's reader enters under a console's label."""

    label: str
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Brought:
    """A value of the identity provider that a guide's reader brings back."""

    label: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Image:
    """The image of a figure: `path` is named as files are in messages."""

    path: str
    is_drawing: bool


@dataclass(frozen=True)
class Renderer:
    """Renders the pages of one site.

    `image` finds a guide's figure by its stem; `schemes` tells whether the theme shows light and
    dark pictures by the fragments #only-light and #only-dark.
    """

    environment: jinja2.Environment
    image: Callable[[Guide, str], Image | None]
    schemes: bool

    def guide(self, guide: Guide, sp: ServiceProvider | None, outline: Outline, page: str) -> str:
        """Return the Markdown of a guide whose page is `page`, named as files are in messages.

        Raises TemplateFaultError.
        """
        names = Names(known_values(sp, guide), _linker(page, outline.words()))
        head = {"title": guide.title, "description": guide.description}
        return self._render(
            "guide.md.j2",
            names,
            guide=guide,
            idp=guide.identity_provider,
            sp=sp,
            outline=outline,
            front_matter=_front_matter(head, guide.meta, names),
            entered=list(_entered(guide, sp)),
            brought=list(_brought(guide)),
            placeholders=_placeholders(guide, sp),
            figure=lambda stem: self._image(guide, stem, page),
        )

    def service_provider(self, sp: ServiceProvider, page: str) -> str:
        """Return the Markdown of a service provider's own page.

        Raises TemplateFaultError.
        """
        names = Names(known_values(sp, None), _linker(page, {}))
        title = sp.title or sp.name
        front_matter = _front_matter({"title": title}, {}, names)
        return self._render(
            "service-provider.md.j2", names, sp=sp, front_matter=front_matter, brought=[]
        )

    def faults(self, title: str, diagnostics: Sequence[Diagnostic], rest: str) -> str:
        """Return a page that shows what is wrong, and below it `rest`, what can be shown anyway.

        Raises TemplateFaultError.
        """
        names = Names({}, _linker("", {}))
        # What can be shown brings front matter of its own, which has to stay at the top.
        front, body = front_matter.split(rest)
        return self._render(
            "faults.md.j2",
            names,
            title=title,
            diagnostics=diagnostics,
            front_matter=Markup(front),  # noqa: S704 (made by this renderer)
            rest=Markup(body),  # noqa: S704 (made by this renderer)
        )

    def _image(self, guide: Guide, stem: str, page: str) -> dict[str, Any] | None:
        image = self.image(guide, stem)
        if image is None:
            return None
        folder, name = posixpath.split(image.path)
        address = posixpath.join(_way(posixpath.dirname(page), folder), name)
        address = _MEANT.sub(lambda sign: f"%{ord(sign[0]):02X}", address)
        return {"address": address_markup(address), "is_drawing": image.is_drawing}

    def _render(self, name: str, names: Names, **context: Any) -> str:
        template = jinja.load(self.environment, name)
        shared = {
            "names": names,
            "schemes": self.schemes,
            "value_markup": value_markup,
            "AT_A_GLANCE": AT_A_GLANCE,
            "FINISH": FINISH,
        }
        return jinja.render(template, name, shared | context)


@lru_cache(maxsize=1024)  # pages and images stand in few folders
def _way(start: str, folder: str) -> str:
    """Return what leads from one folder to another, "" if they are the same."""
    way = posixpath.relpath(folder, start)
    return "" if way == "." else way


@lru_cache(maxsize=1024)  # every guide shows the same few
def value_markup(value: Value) -> Markup:
    """Return a value as code, its placeholders marked as what they are."""
    pieces = (
        Markup("<var>%s</var>") % escape(piece) if is_placeholder else escape(piece)
        for piece, is_placeholder in value.pieces()
    )
    return Markup("<code>%s</code>") % Markup().join(pieces)


def known_values(sp: ServiceProvider | None, guide: Guide | None) -> dict[str, str]:
    """Return what texts may speak of: dotted names and what is shown for them.

    On a service provider's own page no identity provider is known by name.
    """
    known: dict[str, str] = {"idp.name": "your identity provider", "idp.console": "its console"}
    if sp is not None:
        known["sp.name"] = sp.name
        known |= {f"sp.{name}": name for name in sp.left_out("values")}
        known |= {f"sp.{name}": value_markup(value) for name, value in sp.values.items()}
    if guide is not None:
        known["idp.name"] = guide.identity_provider.name
        known["idp.console"] = guide.identity_provider.console.name
        # It may speak of all the others itself.
        known["guide.title"] = plain(guide.title, Names(known, _linker("", {})))
    return known


def link_target(address: str, file: str) -> str:
    """Return where a relative link in `file` leads, named as files are in messages."""
    path, mark, fragment = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
    return target + mark + fragment


def _linker(page: str, words: Mapping[str, str]) -> Callable[[Link, str], tuple[Markup, str]]:
    """Return what makes links in any file into links of `page`."""

    def link(link: Link, file: str) -> tuple[Markup, str]:
        own = link.address.startswith("#")
        label = "" if link.label else (own and words.get(link.address[1:])) or link.address
        address = link.address
        if link.is_relative and not own:
            target = link_target(link.address, file)
            address = posixpath.relpath(target, posixpath.dirname(page))
        return escape(label), address

    return link


def _front_matter(head: Mapping[str, str], meta: dict[str, Any], names: Names) -> Markup:
    """Return front matter; its texts are HTML, as themes print them unescaped."""
    return front_matter.write({key: _as_html(text, names) for key, text in head.items()} | meta)


def _as_html(text: str, names: Names) -> str:
    """Return a text or a label as HTML in which templating plugins find nothing to run."""
    shown = plain(text, names) if isinstance(text, Text) else " ".join(text.split())
    return html.escape(shown).replace("{", "&#123;")


def _actions(guide: Guide) -> Iterator[Action]:
    for _, _, step in guide.steps():
        yield from step.actions


def _entered(guide: Guide, sp: ServiceProvider | None) -> Iterator[Entered]:
    """Yield what the reader enters of the service provider's values, each label once."""
    seen = set()
    for action in _actions(guide):
        if action.kind == "enter" and sp is not None:
            for label, field in action.value.items():
                if field.sp in sp.values and (label, field.sp) not in seen:
                    seen.add((label, field.sp))
                    yield Entered(label, field.sp, sp.values[field.sp])


def _brought(guide: Guide) -> Iterator[Brought]:
    """Yield what the reader takes along from the identity provider, each value once."""
    seen = set()
    for action in _actions(guide):
        if action.kind in ("copy", "download"):
            for label, name in action.value.items():
                if name not in seen:
                    seen.add(name)
                    yield Brought(label, name, IDENTITY_PROVIDER_VALUES.get(name, name))


def _placeholders(guide: Guide, sp: ServiceProvider | None) -> dict[str, Any]:
    if sp is None:
        return {}
    return sp.used_placeholders({entered.name for entered in _entered(guide, sp)})
