"""Nodes looked up by where they stand, or by what was found there; no pointer is ever written out.

The way to a pointer is walked down the table, and only what lies below its end is looked at.
"""

from collections.abc import Iterable, Iterator

from inspector.document.json_types import Json
from inspector.document.pointer import escape
from inspector.errors import PointerError
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.tree.nodes import NodeTable

_BETWEEN_CHECKPOINTS = 5_000


def by_pointer(table: NodeTable, text: str, limit: int = 10_000) -> list[int]:
    """The node at the pointer ``text``, then those whose pointers begin so, in tree order.

    At most ``limit``; none where ``text`` does not begin with a slash.
    """
    above, slash, begin = text.rpartition("/")
    holder = _exact(table, above) if slash else None
    if holder is None:
        return []
    exact = _exact(table, text)
    found = [] if exact is None else [exact]
    for row in _rows_beginning(table.value(holder), begin):
        for node in _subtree(table, table.first_child(holder) + row):
            if len(found) >= limit:
                return found
            if node != exact:
                found.append(node)
    return found


def by_path(
    table: NodeTable,
    paths: Iterable[str],
    limit: int = 10_000,
    checkpoint: Checkpoint = unwatched,
) -> list[int]:
    """The nodes at the first pointers of ``paths``, or what they are missing from, in tree order.

    At most ``limit``.
    """
    found: set[int] = set()
    for number, path in enumerate(paths):
        if len(found) >= limit:
            break
        if not number % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("searching", number, 0))
        found.add(table.nearest(path)[0])
    return sorted(found, key=table.address)


def _exact(table: NodeTable, pointer: str) -> int | None:
    try:
        return table.find(pointer)
    except PointerError:
        return None


def _rows_beginning(value: Json, begin: str) -> Iterator[int]:
    """The rows of members or elements whose token begins with ``begin``, ascending."""
    if isinstance(value, dict):
        for row, name in enumerate(value):
            if escape(name).startswith(begin):
                yield row
    elif isinstance(value, list):
        yield from _indexes_beginning(begin, len(value))


def _indexes_beginning(begin: str, length: int) -> Iterator[int]:
    """The indexes below ``length`` whose digits begin so: 7, 70 to 79, 700 to 799 and so on."""
    if not begin:
        yield from range(length)
    if not (begin.isascii() and begin.isdecimal()) or len(begin) > len(str(length)):
        return
    if begin.startswith("0"):
        yield from range(min(length, 1) if begin == "0" else 0)
        return
    first, span = int(begin), 1
    while first < length:
        yield from range(first, min(first + span, length))
        first, span = first * 10, span * 10


def _subtree(table: NodeTable, node: int) -> Iterator[int]:
    """A node and all below it, in tree order, whatever the depth."""
    waiting: list[Iterator[int]] = [iter((node,))]
    while waiting:
        following = next(waiting[-1], None)
        if following is None:
            waiting.pop()
        else:
            yield following
            waiting.append(iter(table.children(following)))
