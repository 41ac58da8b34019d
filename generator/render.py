"""Guide + templates -> Page: Markdown in which every word of a writer stays a word."""

import html
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from generator import environment as jinja
from generator import front_matter, hand_over, saml_metadata, values
from generator.alternative_texts import AlternativeTexts
from generator.diagnostics import Diagnostic
from generator.guide import Guide
from generator.names import environments, known_values, linker, way
from generator.outline import (
    AT_A_GLANCE,
    BEFORE,
    FINISH,
    NEXT_STEPS,
    TROUBLESHOOTING,
    Outline,
)
from generator.proof import Standing
from generator.service_provider import ServiceProvider
from generator.steps import Step
from generator.surroundings import Surroundings
from generator.text import Names, Text, address_markup, plain
from generator.values import Flow

# What a file may be called and means something in an address.
_MEANT = re.compile("[%#?]")


@dataclass(frozen=True, slots=True)
class Image:
    """The image of a figure: `path` is named as files are in messages, on pages from the page.

    `size` is its width and height in pixels, if it has any.
    """

    path: str
    is_drawing: bool
    size: tuple[int, int] | None = None


class MetadataFile(NamedTuple):
    """The service provider's metadata: its file's name, and each choice in words with the text.

    `is_entered` tells that a step takes the file.
    """

    file: str
    templates: list[tuple[str, str]]
    is_entered: bool


class Known(NamedTuple):
    """What is known of a guide beside what stands in it: its proof is None if it has none."""

    flow: Flow
    outline: Outline
    proven: Standing | None


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
        known: Known,
        page: str,
    ) -> str:
        """Return the Markdown of a guide whose page is `page`, named as files are in messages.

        Raises TemplateFaultError.
        """
        flow, outline, proven = known
        names, within = _names(sp, guide, page, outline)
        head = {"title": guide.title, "description": guide.description}
        return self._render(
            "guide.md.j2",
            names,
            **_common(sp, outline, names),
            within=within,
            guide=guide,
            proven=proven,
            idp=guide.identity_provider,
            front_matter=_front_matter(head, guide.meta, names),
            entered=list(hand_over.entered(flow, sp)),
            brought=list(hand_over.taken_along(flow)),
            sources=hand_over.sources(flow),
            placeholders=hand_over.placeholders(flow, sp),
            sp_metadata=_sp_metadata(sp, flow.entered())
            if sp is not None and hand_over.offers_metadata(flow, sp)
            else None,
            figure=lambda step, stem: self._image(_owner(guide, sp, step), stem, page),
        )

    def service_provider(self, sp: ServiceProvider, outline: Outline, page: str) -> str:
        """Return the Markdown of a service provider's own page.

        Raises TemplateFaultError.
        """
        names, within = _names(sp, None, page, outline)
        return self._render(
            "service-provider.md.j2",
            names,
            **_common(sp, outline, names),
            within=within,
            figure=lambda _, stem: self._image(sp, stem, page),
            guide=None,
            idp=None,
            front_matter=_front_matter({"title": sp.title or sp.name}, {}, names),
            brought=[],
            sources={},
            sp_metadata=_sp_metadata(sp, ()),
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

    def _image(self, part: Surroundings, stem: str, page: str) -> Image | None:
        image = self.image(part.figure(stem))
        if image is None:
            return None
        folder, name = posixpath.split(image.path)
        address = in_address(posixpath.join(way(posixpath.dirname(page), folder), name))
        return replace(image, path=address_markup(address))

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


def in_address(path: str) -> str:
    """Return the path of a file as an address that leads to it."""
    return _MEANT.sub(lambda sign: f"%{ord(sign[0]):02X}", path)


def _owner(guide: Guide, sp: ServiceProvider | None, step: Step) -> Surroundings:
    """Return what a step was written for: its figures are in that one's folder."""
    return sp if sp is not None and step.place().file == sp.place().file else guide


def _names(
    sp: ServiceProvider | None, guide: Guide | None, page: str, outline: Outline
) -> tuple[Names, Callable[[str | None], Names]]:
    """Return what texts of a page may speak of, and what gives it for one environment."""
    link = linker(page, outline.words())
    names = Names(known_values(sp, guide), link)

    def within(environment: str | None) -> Names:
        return Names(known_values(sp, guide, environment), link) if environment else names

    return names, within


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
        "alternative_texts": AlternativeTexts(),
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


def _sp_metadata(sp: ServiceProvider, entered: Collection[str]) -> MetadataFile:
    labels = environments(sp)
    templates = [
        (", ".join(labels.get(one, one) for one in choice.values()), template)
        for choice, template in saml_metadata.templates(sp)
    ]
    is_entered = not saml_metadata.files(sp).isdisjoint(entered)
    return MetadataFile(saml_metadata.file_name(sp), templates, is_entered)


def _checks_at(outline: Outline, sp: ServiceProvider | None) -> Iterator[str]:
    """Yield the ids of the steps that bring the identity provider's metadata as a file."""
    for block in outline.blocks():
        for identifier, step in block.steps():
            side = step.side or block.procedure.side
            if values.brings_metadata_file(step, side, sp):
                yield identifier
