"""Keeps large documents out of the garbage collector; JSON values contain no cycles.

Traversing a million values blocks every thread. So the collector is disabled while a document is
read and verified, and never traverses a large one later.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from inspector.tree.nodes import NodeTable

_LARGE = 50_000


@contextmanager
def collector_aside() -> Iterator[None]:
    """Disable the collector inside the block; objects created in it are never traversed later."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def keep_out_of_collections(table: NodeTable) -> None:
    """Exclude a large document from collections; reference counting still frees it."""
    if len(table) > _LARGE:
        gc.freeze()
