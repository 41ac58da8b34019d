"""The ids of a guide's page: its sections and steps, as links name them."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.guide import Guide, slug

# Headings that every guide's page has beside the guide's own.
AT_A_GLANCE = "values-at-a-glance"
FINISH = "finish"


@dataclass(frozen=True, slots=True)
class SectionOutline:
    """The id of a section and those of its steps."""

    id: str
    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The ids of a guide's page."""

    sections: tuple[SectionOutline, ...]

    def ids(self) -> Iterator[str]:
        """Yield every id, as often as it is given."""
        yield from (AT_A_GLANCE, FINISH)
        for section in self.sections:
            yield section.id
            yield from section.steps

    def words(self) -> dict[str, str]:
        """Return for each id what a link to it reads without words: "" if it has none."""
        words = {AT_A_GLANCE: "", FINISH: ""}
        for section in self.sections:
            words[section.id] = section.title
            for number, step in enumerate(section.steps, 1):
                words[step] = f"step {number}"
        return words


def outline(guide: Guide) -> Outline:
    """Return the outline of a guide: written ids, else made from titles and numbers."""
    sections = []
    for number, section in enumerate(guide.sections, 1):
        own = section.id or slug(section.title) or f"section-{number}"
        steps = (step.id or f"{own}-step-{n}" for n, step in enumerate(section.steps, 1))
        sections.append(SectionOutline(own, section.title, tuple(steps)))
    return Outline(tuple(sections))
