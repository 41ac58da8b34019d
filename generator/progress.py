"""How far a check has come: whoever wants to show it listens, and the work tells."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias, TypeVar

_Item = TypeVar("_Item")
# Is told what is being done, how much of it has been done, and how much there is.
Listener: TypeAlias = Callable[[str, int, int], None]
_listener: ContextVar[Listener | None] = ContextVar("_listener", default=None)


@contextmanager
def told_to(listener: Listener) -> Iterator[None]:
    """Tell a listener of all progress that is made meanwhile."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(phase: str, done: int, total: int) -> None:
    """Say how much of a phase has been done."""
    listener = _listener.get()
    if listener is not None:
        listener(phase, done, total)


def counted(phase: str, items: Sequence[_Item]) -> Iterator[_Item]:
    """Yield items, and say of each when it has been dealt with."""
    for done, item in enumerate(items):
        tell(phase, done, len(items))
        yield item
    tell(phase, len(items), len(items))
