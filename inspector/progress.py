"""How long work reports where it stands and learns that nobody wants it any more."""

from collections.abc import Callable
from typing import TypeAlias

from inspector.named_tuple import NamedTuple


class Progress(NamedTuple):
    """``stage`` is a gerund ("reading"); ``done`` of ``total`` in the stage's own unit.

    ``total`` is 0 where it is not known.
    """

    stage: str
    done: int
    total: int


Checkpoint: TypeAlias = Callable[[Progress], None]
"""Called between two steps of long work; raises CancelledError when the work is to stop."""


def unwatched(_: Progress) -> None:
    """The checkpoint of work that nobody watches."""
