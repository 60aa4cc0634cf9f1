"""Large documents and the garbage collector: a JSON value has no cycles to look for.

A collection over a million values would hold every thread of the program; so the collector is
set aside while a document is read and verified, and never looks at a large one again.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from inspector.tree.nodes import NodeTable

_LARGE = 50_000


@contextmanager
def collector_aside() -> Iterator[None]:
    """No collection inside; what was made inside is never traversed by a later one."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def keep_out_of_collections(table: NodeTable) -> None:
    """Spare a large document the collector's rounds; reference counts free it all the same."""
    if len(table) > _LARGE:
        gc.freeze()
