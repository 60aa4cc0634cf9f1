"""How long-running work reports progress and learns that it was cancelled."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, count, islice
from typing import TypeAlias, TypeVar

from inspector.named_tuple import NamedTuple

_Item = TypeVar("_Item")
_BLOCK = 5_000


class Progress(NamedTuple):
    """``stage`` is a gerund ("reading"); ``done`` and ``total`` are in the stage's own unit.

    ``total`` is 0 if it is not known.
    """

    stage: str
    done: int
    total: int


Checkpoint: TypeAlias = Callable[[Progress], None]
"""Called between two steps of long work; raises CancelledError if the work was cancelled."""


def unwatched(_: Progress) -> None:
    """A checkpoint that does nothing."""


def watched(items: Iterable[_Item], checkpoint: Checkpoint, start: Progress) -> Iterable[_Item]:
    """``items`` with a checkpoint every few thousand of them, counted from ``start``.

    The cost per item is negligible, so it can feed a loop that runs in C.
    """
    if isinstance(items, Collection) and len(items) <= _BLOCK:
        return items
    return chain.from_iterable(_blocks(items, checkpoint, start))


def _blocks(
    items: Iterable[_Item], checkpoint: Checkpoint, start: Progress
) -> Iterator[list[_Item]]:
    waiting = iter(items)
    for done in count(start.done, _BLOCK):
        block = [*islice(waiting, _BLOCK)]
        if not block:
            return
        checkpoint(start._replace(done=done))
        yield block
