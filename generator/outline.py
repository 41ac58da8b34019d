"""The headings and ids of a guide's page, as links name them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.guide import Guide, slug
from generator.steps import Procedure, Side, Step
from generator.surroundings import PROCEDURES, Around

# Headings that a guide's page has beside the guide's own.
BEFORE = "before-you-begin"
AT_A_GLANCE = "values-at-a-glance"
FINISH = "finish"
TROUBLESHOOTING = "troubleshooting"
NEXT_STEPS = "next-steps"
FIXED = (BEFORE, AT_A_GLANCE, FINISH, TROUBLESHOOTING, NEXT_STEPS)
# Procedures for another time: their steps are no part of the set-up.
_LATER = ("certificate_rotation", "undo")


@dataclass(frozen=True, slots=True)
class PagePart:
    """The heading above sections on one side; `again` if there were others on that side before."""

    id: str
    side: Side
    again: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with its steps: its id, and the ids of the steps in each variant.

    `side` is where its readers are when they come to it. `part` is what begins with it, on a page
    that has sections on both sides. `apart` tells that its steps are counted by themselves, and
    `is_own` that the guide says them, not its service provider for all guides.
    """

    id: str
    title: str
    procedure: Procedure
    groups: tuple[tuple[str, ...], ...]
    side: Side = "idp"
    part: PagePart | None = None
    apart: bool = False
    is_own: bool = True

    def steps(self) -> Iterator[tuple[str, Step]]:
        """Yield every step with its id, those of one variant after those of another."""
        for ids, steps in zip(self.groups, self.procedure.groups(), strict=True):
            yield from zip(ids, steps, strict=True)

    def made_ids(self) -> list[list[str]]:
        """Return in each variant the ids of the steps that are written without one."""
        written = zip(self.procedure.groups(), self.groups, strict=True)
        return [
            [own for step, own in zip(steps, ids, strict=True) if step.id is None]
            for steps, ids in written
        ]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a guide's page consists of, with its ids.

    That is its sections, what stands around them, and the procedures there by their keys.
    """

    sections: tuple[Block, ...]
    around: Around
    procedures: dict[str, Block]
    has_parts: bool

    def blocks(self) -> Iterator[Block]:
        """Yield every block that has steps."""
        yield from self.sections
        yield from self.procedures.values()

    def ids(self) -> Iterator[str]:
        """Yield every id, as often as it is given."""
        yield from FIXED
        for block in self.blocks():
            if block.part is not None:
                yield block.part.id
            yield block.id
            for group in block.groups:
                yield from group

    def steps(self) -> dict[str, Step]:
        """Return the steps by their ids."""
        return {own: step for block in self.blocks() for own, step in block.steps()}

    def title_of(self, step_id: str) -> str:
        """Return the heading above a step."""
        return next(b.title for b in self.blocks() if step_id in {own for own, _ in b.steps()})

    def words(self) -> dict[str, str]:
        """Return for each id what a link to it reads without words: "" if it has none."""
        words = dict.fromkeys(FIXED, "")
        for block in self.blocks():
            words[block.id] = block.title
            for group in block.groups:
                words |= {step: f"step {number}" for number, step in enumerate(group, 1)}
        return words


def outline(guide: Guide | None, surroundings: Around) -> Outline:
    """Return the outline of a page: written ids, else made from titles and numbers.

    A service provider's own page has no guide.
    """
    written = guide.sections if guide is not None else []
    has_parts = any(section.side == "sp" for section in written)
    sections: list[Block] = []
    parts: list[PagePart] = []
    for number, section in enumerate(written, 1):
        own = section.id or slug(section.title) or f"section-{number}"
        part = None
        if has_parts and (not parts or parts[-1].side != section.side):
            again = any(one.side == section.side for one in parts)
            part = PagePart(f"part-{len(parts) + 1}", section.side, again)
            parts.append(part)
        groups = tuple(_groups(own, section))
        sections.append(Block(own, section.title, section, groups, section.side, part))
    return Outline(tuple(sections), surroundings, _procedures(guide, surroundings), has_parts)


def _procedures(guide: Guide | None, surroundings: Around) -> dict[str, Block]:
    blocks = {}
    for key, procedure in surroundings.procedures.items():
        own = key.replace("_", "-")
        groups = tuple(_groups(own, procedure))
        is_own = guide is not None and procedure is getattr(guide, key)
        blocks[key] = Block(
            own, PROCEDURES[key], procedure, groups, apart=key in _LATER, is_own=is_own
        )
    return blocks


def _groups(own: str, procedure: Procedure) -> Iterator[tuple[str, ...]]:
    if procedure.variants is None:
        yield _steps(own, procedure.steps or [])
    for number, variant in enumerate(procedure.variants or [], 1):
        yield _steps(f"{own}-{slug(variant.title) or number}", variant.steps)


def _steps(own: str, steps: Sequence[Step]) -> tuple[str, ...]:
    return tuple(step.id or f"{own}-step-{number}" for number, step in enumerate(steps, 1))
