"""Large documents and the garbage collector: a JSON value has no cycles to look for.

A collection over a million values, or freeing them in one go, would hold every thread of the
program; so the collector is set aside while a document is read, and a large one is taken apart
piece by piece when it is closed.
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


def release(table: NodeTable) -> None:
    """Take a closed document apart from its deepest values up, for nobody reads it any more."""
    for node in reversed(table.containers):
        value = table.value(node)
        if isinstance(value, (dict, list)):
            value.clear()
