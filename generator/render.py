"""Guide + templates -> Page: Markdown in which every word of a writer stays a word."""

import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import jinja2
from markupsafe import Markup

from generator import environment as jinja
from generator import front_matter, saml_metadata, values
from generator.diagnostics import Diagnostic
from generator.guide import Guide
from generator.names import environments, known_values, linker, value_markup
from generator.outline import (
    AT_A_GLANCE,
    BEFORE,
    FINISH,
    NEXT_STEPS,
    TROUBLESHOOTING,
    Outline,
)
from generator.service_provider import ServiceProvider, Value
from generator.steps import Step
from generator.surroundings import Surroundings
from generator.text import Names, Text, address_markup, plain
from generator.values import Flow

# How a value was taken, by the key that brings it.
_HOW = {"copy": "that you copied", "download": "that you downloaded", "gives": ""}
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
class Source:
    """Where the reader has a value from: how it was taken, and its label if there is one only."""

    how: str
    label: str | None


@dataclass(frozen=True, slots=True)
class Image:
    """The image of a figure: `path` is named as files are in messages."""

    path: str
    is_drawing: bool


@dataclass(frozen=True)
class Renderer:
    """Renders the pages of one site.

    `image` finds the image of a figure (FOLDER/STEM); `schemes` tells whether the theme shows
    light and dark pictures by the fragments #only-light and #only-dark.
    """

    environment: jinja2.Environment
    image: Callable[[str], Image | None]
    schemes: bool

    def guide(
        self,
        guide: Guide,
        sp: ServiceProvider | None,
        flow: Flow,
        outline: Outline,
        page: str,
    ) -> str:
        """Return the Markdown of a guide whose page is `page`, named as files are in messages.

        Raises TemplateFaultError.
        """
        names = Names(known_values(sp, guide), linker(page, outline.words()))
        head = {"title": guide.title, "description": guide.description}
        return self._render(
            "guide.md.j2",
            names,
            **_common(sp, outline, names),
            guide=guide,
            idp=guide.identity_provider,
            front_matter=_front_matter(head, guide.meta, names),
            entered=list(_entered(flow, sp)),
            brought=list(_brought(flow)),
            sources=_sources(flow),
            placeholders=flow.placeholders,
            sp_metadata=_sp_metadata(sp) if sp is not None and flow.offers_metadata() else None,
            figure=lambda step, stem: self._image(_owner(guide, sp, step), stem, page),
        )

    def service_provider(self, sp: ServiceProvider, outline: Outline, page: str) -> str:
        """Return the Markdown of a service provider's own page.

        Raises TemplateFaultError.
        """
        names = Names(known_values(sp, None), linker(page, outline.words()))
        return self._render(
            "service-provider.md.j2",
            names,
            **_common(sp, outline, names),
            figure=lambda _, stem: self._image(sp, stem, page),
            guide=None,
            idp=None,
            front_matter=_front_matter({"title": sp.title or sp.name}, {}, names),
            brought=[],
            sources={},
            sp_metadata=_sp_metadata(sp),
        )

    def faults(self, title: str, diagnostics: Sequence[Diagnostic], rest: str) -> str:
        """Return a page that shows what is wrong, and below it `rest`, what can be shown anyway.

        Raises TemplateFaultError.
        """
        names = Names({}, linker("", {}))
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

    def _image(self, part: Surroundings, stem: str, page: str) -> dict[str, Any] | None:
        image = self.image(part.figure(stem))
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
            "AT_A_GLANCE": AT_A_GLANCE,
            "BEFORE": BEFORE,
            "FINISH": FINISH,
            "NEXT_STEPS": NEXT_STEPS,
            "TROUBLESHOOTING": TROUBLESHOOTING,
        }
        return jinja.render(template, name, shared | context)


@lru_cache(maxsize=1024)  # pages and images stand in few folders
def _way(start: str, folder: str) -> str:
    """Return what leads from one folder to another, "" if they are the same."""
    way = posixpath.relpath(folder, start)
    return "" if way == "." else way


def _owner(guide: Guide, sp: ServiceProvider | None, step: Step) -> Surroundings:
    """Return what a step was written for: its figures are in that one's folder."""
    return sp if sp is not None and step.place().file == sp.place().file else guide


def _common(sp: ServiceProvider | None, outline: Outline, names: Names) -> dict[str, Any]:
    """Return what every page's templates are given."""
    return {
        "sp": sp,
        "around": outline.around,
        "outline": outline,
        "words": outline.words(),
        "called": {
            "idp": names.values["idp.name"],
            "sp": sp.name if sp is not None else "the service provider",
        },
        "owner": partial(values.side_of, sp=sp),
        "meaning": partial(values.meaning, sp=sp),
        "value_markup": partial(value_markup, environments=environments(sp)),
        "own_entity_ids": list(saml_metadata.entity_ids(sp)) if sp is not None else [],
        "checks_at": list(_checks_at(outline, sp)),
    }


def _front_matter(head: Mapping[str, str], meta: dict[str, Any], names: Names) -> Markup:
    """Return front matter; its texts are HTML, as themes print them unescaped."""
    return front_matter.write({key: _as_html(text, names) for key, text in head.items()} | meta)


def _as_html(text: str, names: Names) -> str:
    """Return a text or a label as HTML in which templating plugins find nothing to run."""
    shown = plain(text, names) if isinstance(text, Text) else " ".join(text.split())
    return html.escape(shown).replace("{", "&#123;")


def _entered(flow: Flow, sp: ServiceProvider | None) -> Iterator[Entered]:
    """Yield what the reader enters at the identity provider, each label once."""
    seen = set()
    for field in flow.filled:
        name = field.value.sp
        if field.at.side == "idp" and name is not None and sp is not None and name in sp.values:
            if (field.label, name) not in seen:
                yield Entered(field.label, name, sp.values[name])
            seen.add((field.label, name))


def _brought(flow: Flow) -> Iterator[Brought]:
    """Yield what the reader takes along to the service provider, each value once.

    What a step there has entered already is not among them.
    """
    seen: set[str | None] = {field.value.idp for field in flow.filled if field.at.side == "sp"}
    for one in flow.brought:
        if one.side == "idp" and one.name not in seen:
            seen.add(one.name)
            yield Brought(one.label, one.name, values.meaning(one.name, "idp", None))


def _sources(flow: Flow) -> dict[str, Source]:
    """Return where the reader has each value of the identity provider from."""
    found: dict[str, list[values.Brought]] = {}
    for one in flow.brought:
        if one.side == "idp":
            found.setdefault(one.name, []).append(one)
    return {name: _source(several) for name, several in found.items()}


def _source(several: Sequence[values.Brought]) -> Source:
    """Return what is the same for all the ways by which one value is brought."""
    hows, labels = {one.how for one in several}, {one.label for one in several}
    how = _HOW[hows.pop()] if len(hows) == 1 else "that you took with you"
    return Source(how, labels.pop() if len(labels) == 1 else None)


def _sp_metadata(sp: ServiceProvider) -> dict[str, Any]:
    """Return the service provider's metadata as a file, and in words what can be chosen for it."""
    labels = environments(sp)
    return {
        "file": saml_metadata.file_name(sp),
        "templates": [
            (", ".join(labels.get(one, one) for one in choice.values()), template)
            for choice, template in saml_metadata.templates(sp)
        ],
    }


def _checks_at(outline: Outline, sp: ServiceProvider | None) -> Iterator[str]:
    """Yield the ids of the steps that download what the identity provider says of itself."""
    for block in outline.blocks():
        for ids, steps in zip(block.groups, block.procedure.groups(), strict=True):
            for identifier, step in zip(ids, steps, strict=True):
                side = step.side or block.procedure.side
                if values.downloads_metadata(step, side, sp):
                    yield identifier
