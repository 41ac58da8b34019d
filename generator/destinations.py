"""Where the steps of a guide send readers, to sign in and do something there."""

from collections.abc import Iterator

from generator.actions import Destination
from generator.diagnostics import Place
from generator.guide import Guide
from generator.service_provider import ServiceProvider
from generator.surroundings import Console


def destinations(part: Guide | ServiceProvider) -> Iterator[tuple[str, Place]]:
    """Yield the address of every console and every other page to go to, and its place."""
    owner = part.identity_provider if isinstance(part, Guide) else part
    if isinstance(owner.console, Console) and owner.console.url is not None:
        yield owner.console.url, owner.console.place("url")
    for step in part.steps():
        for action in step.actions:
            if isinstance(action.value, Destination):
                yield action.value.url, action.value.place("url")
