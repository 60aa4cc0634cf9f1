"""Keeps large documents and comparisons out of the garbage collector; they contain no cycles.

Traversing a million values blocks every thread. So the collector is disabled while a document is
read and verified, and never traverses a large one later.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from inspector.tree.nodes import TreeShape

_LARGE = 50_000
"""In values."""


@contextmanager
def collector_aside() -> Iterator[None]:
    """A context manager or decorator: the collector is disabled inside the block or function."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def is_large(tree: TreeShape) -> bool:
    """Whether work on all of it takes longer than a person notices."""
    return len(tree) > _LARGE


def keep_out_of_collections(tree: TreeShape) -> None:
    """Exclude what was created for a large tree from collections; reference counting frees it."""
    if is_large(tree):
        gc.freeze()
