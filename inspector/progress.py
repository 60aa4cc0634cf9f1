"""How long-running work reports progress and learns that it was cancelled."""

from collections.abc import Callable
from typing import TypeAlias

from inspector.named_tuple import NamedTuple


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
