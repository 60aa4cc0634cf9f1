"""Searches the nodes of a tree by text, by pointer and by results.

For text search, all names and all values are joined into a few long lower-case strings with the
start of each node's text. They are built once in the background; a search is a substring search.
Pointers are never built: a pointer prefix is resolved in the table, and only the subtree there is
visited.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice

from inspector.document.json_types import Json
from inspector.document.pointer import escape
from inspector.errors import PointerError
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.tree.nodes import NodeTable

_SEPARATOR = "\x00"
_CHUNK = 20_000


class SearchIndex:
    """A text index over the names and scalar values of every node of ``table``.

    A number is found by its canonical spelling and by the file's. Matching ignores case by
    ``str.lower``. A match never spans two nodes, nor the name and value of one.
    """

    __slots__ = ("_names", "_table", "_values")

    def __init__(self, table: NodeTable, checkpoint: Checkpoint = unwatched) -> None:
        self._table = table
        self._names, self._values = names, values = _Column(), _Column()
        all_names = table.names()
        for begin in range(0, len(table), _CHUNK):
            checkpoint(Progress("indexing", begin, len(table)))
            nodes = range(begin, min(begin + _CHUNK, len(table)))
            names.append([name.lower() for name in islice(all_names, len(nodes))])
            if table.has_spellings:
                values.append([_spelled(table, node).lower() for node in nodes])
            else:
                values.append([_scalar(table.value(node)).lower() for node in nodes])

    def find(
        self, text: str, limit: int = 10_000, *, in_names: bool = True, in_values: bool = True
    ) -> list[int]:
        """The ids of at most ``limit`` nodes whose name or value contains ``text``, in tree
        order."""
        needle = text.lower()
        if not needle or _SEPARATOR in needle:
            return []
        found: set[int] = set()
        if in_names:
            found.update(self._names.find(needle, limit))
        if in_values:
            found.update(self._values.find(needle, limit))
        return sorted(sorted(found)[:limit], key=self._table.address)


class _Column:
    """One text per node, in chunks; joining all of them would need the memory twice."""

    __slots__ = ("_chunks", "_starts")

    def __init__(self) -> None:
        # The start of each text in its chunk. Four bytes are enough: a chunk is hardly longer than
        # its document, which is far below 4 GB.
        self._starts = array("I")
        self._chunks: list[str] = []

    def append(self, texts: list[str]) -> None:
        """The texts of the next ``_CHUNK`` nodes."""
        lengths = (len(text) + 1 for text in texts[:-1])
        self._starts.extend(accumulate(lengths, initial=0))
        self._chunks.append(_SEPARATOR.join(texts))

    def find(self, needle: str, limit: int) -> list[int]:
        """The first ``limit`` nodes whose text contains ``needle``, ascending."""
        found: list[int] = []
        for number, chunk in enumerate(self._chunks):
            begin = number * _CHUNK
            end = min(begin + _CHUNK, len(self._starts))
            at = chunk.find(needle)
            while at >= 0:
                if len(found) == limit:
                    return found
                node = bisect_right(self._starts, at, begin, end) - 1
                found.append(node)
                at = chunk.find(needle, self._starts[node + 1]) if node + 1 < end else -1
        return found


def _spelled(table: NodeTable, node: int) -> str:
    """The value, and the file's spelling of it if that differs."""
    written, spelling = _scalar(table.value(node)), table.spelling(node)
    return f"{written}\n{spelling}" if spelling else written


def _scalar(value: Json) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (dict, list)):
        return ""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return repr(value)


# --- nodes by pointer -------------------------------------------------------------------------

_BETWEEN_CHECKPOINTS = 5_000


def by_pointer(table: NodeTable, text: str, limit: int = 10_000) -> list[int]:
    """The node at the pointer ``text``, then the nodes whose pointers begin with it, in tree order.

    At most ``limit``; none if ``text`` does not begin with a slash.
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
    """The nodes at the first of ``paths``, or the objects that lack them, in tree order.

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
    """The indexes below ``length`` whose decimal digits begin with ``begin``: 7, 70 to 79, 700 to
    799."""
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
    """A node and all its descendants, in tree order, without recursion."""
    waiting: list[Iterator[int]] = [iter((node,))]
    while waiting:
        following = next(waiting[-1], None)
        if following is None:
            waiting.pop()
        else:
            yield following
            waiting.append(iter(table.children(following)))
