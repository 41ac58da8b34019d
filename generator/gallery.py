"""The images of a built site: what is in each, where it comes from, what uses it."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urldefrag

from generator import folders, progress
from generator.addresses import Target
from generator.diagnostics import Diagnostic, Place
from generator.figures.facts import Facts
from generator.figures.formats import ENDINGS
from generator.figures.reading import Images
from generator.kept import Kept
from generator.pictures import Picture
from generator.site import BuiltSite
from generator.written import Lead, Writing, Written

_IMAGE = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(ENDINGS)))})(?:[?#]|\s*$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Used:
    """A use of an image on a page; `is_loaded` tells that the page shows it, or needs it."""

    lead: Lead
    is_loaded: bool


@dataclass(frozen=True, slots=True)
class ImageFile:
    """An image that is used: its path on the site, and its source; None if a plugin made it."""

    path: str
    source: Path | None
    digest: bytes
    facts: Facts
    uses: tuple[Used, ...]

    @property
    def is_loaded(self) -> bool:
        """Whether a page shows it, or needs it otherwise."""
        return any(use.is_loaded for use in self.uses)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on a page, and the paths of what it is shown from, its own before others.

    `number` tells which one it is of all on the page that show the same.
    """

    picture: Picture
    lead: Lead
    paths: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class Gallery:
    """What there is to know of the images of a site.

    `assets` are the files of the images folder by where they are published below the site's root.
    """

    site: BuiltSite
    writing: Writing
    assets: Mapping[str, Path]

    @cached_property
    def images(self) -> Images:
        """What looks at images, and remembers what it saw unless the site wants nothing kept."""
        configuration = self.site.configuration
        keeps = configuration.options.cache
        return Images(Kept(configuration.kept("images")) if keeps else None)

    @cached_property
    def sources(self) -> Mapping[str, Path]:
        """Where writers have a file that is published, by its path on the site."""
        docs = self.site.configuration.docs
        own = set(folders.contents(docs).files) & self.site.files
        return {path: docs / path for path in own} | dict(self.assets)

    @cached_property
    def files(self) -> dict[str, ImageFile]:
        """Every image that is used and can be read, by its path on the site."""
        return dict(self._files())

    def _files(self) -> Iterator[tuple[str, ImageFile]]:
        for path, uses in progress.counted("Looking at images", sorted(self._uses.items())):
            source = self.sources.get(path)
            # What a theme brings is no writer's; what a plugin makes is, where it is shown.
            if path not in self.site.files or (source is None and path not in self._shown_paths):
                continue
            if path in self.site.pages:
                continue  # what shows a page has the wrong address, and no file is wrong
            try:
                digest, facts = self.images.look(self.site.folder / path)
            except OSError:
                continue  # it cannot be read, and the build has said so
            yield path, ImageFile(path, source, digest, facts, tuple(uses))

    @cached_property
    def _uses(self) -> dict[str, list[Used]]:
        """Every use of an image by where it leads, if there is something or not."""
        found: defaultdict[str, list[Used]] = defaultdict(list)
        for page, html in self.site.pages.items():
            shown = {shown.lead.address for shown in self.shown.get(page, ())}
            for use in html.uses:
                if not (_IMAGE.search(use.address) or use.address in shown):
                    continue
                lead = self._lead(page, use.address)
                found[lead.target.path].append(Used(lead, use.is_loaded))
        return dict(found)

    def _lead(self, page: str, address: str) -> Lead:
        target = self.site.target(page, address)
        return Lead(page, address, target or Target(address, ""))

    @cached_property
    def shown(self) -> dict[str, list[Shown]]:
        """The pictures of each page that has some, in their order."""
        pages = self.site.pages.items()
        return {path: list(self._on_page(path, html.pictures)) for path, html in pages}

    def _on_page(self, page: str, pictures: tuple[Picture, ...]) -> Iterator[Shown]:
        counts: defaultdict[str, int] = defaultdict(int)
        for picture in pictures:
            lead = self._lead(page, picture.address)
            others = (self._lead(page, address).target.path for address in picture.sources)
            yield Shown(picture, lead, (lead.target.path, *others), counts[lead.target.path])
            counts[lead.target.path] += 1

    @cached_property
    def _shown_paths(self) -> set[str]:
        return {path for page in self.shown.values() for shown in page for path in shown.paths}

    @property
    def unused(self) -> Iterator[tuple[str, Path]]:
        """Yield the images that writers have and no page uses, each with its path on the site.

        One with the name of an image that is missing, in whatever letters, is only missed there.
        """
        missed = {
            posixpath.basename(path).casefold() for path in self._uses.keys() - self.sources.keys()
        }
        used = {file.resolve() for path, file in self.sources.items() if path in self._uses}
        for path, source in sorted(self.sources.items()):
            name = posixpath.basename(path).casefold()
            is_image = posixpath.splitext(name)[1] in ENDINGS and path in self.site.files
            if is_image and source.resolve() not in used and name not in missed:
                yield path, source

    def place(self, image: ImageFile) -> Place:
        """Return the start of the file that an image comes from."""
        if image.source is not None:
            return Place(self.site.configuration.name(image.source))
        return self.writing.start(image.uses[0].lead.page)

    def places(self, lead: Lead) -> list[Written]:
        """Return where the address of an image is written, with or without its fragment."""
        bare = self._lead(lead.page, urldefrag(lead.address).url)
        return self.writing.places(lead) or self.writing.places(bare)

    def written(self, shown: Shown) -> Written:
        """Return where a picture is written, as well as it is known."""
        places = self.places(shown.lead)
        if not places:
            return Written(self.writing.start(shown.lead.page), shown.lead.address, is_html=True)
        return places[min(shown.number, len(places) - 1)]

    def found(self, shown: Shown, rule: str, message: str, hint: str) -> Diagnostic:
        """Return a finding at the line of a picture."""
        return Diagnostic(self.written(shown).place, rule, message, hint, shown.lead.page)
