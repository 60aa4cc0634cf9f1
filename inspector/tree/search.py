"""Text search over a tree: names and values each as one long lower-case string, and where in it
each node begins.

Built once in the background; a search is then a substring search at the speed of memory.
"""

from array import array
from bisect import bisect_right
from itertools import accumulate, islice

from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.tree.nodes import NodeTable

_SEPARATOR = "\x00"
_CHUNK = 20_000


class SearchIndex:
    """The names and scalar values of every node of ``table``, ready to be searched.

    A number is found by the spelling that is hashed and by that of the file. Matching ignores case
    by ``str.lower``; a needle never matches across two nodes, nor across
    the name and the value of one.
    """

    __slots__ = ("_names", "_table", "_values")

    def __init__(self, table: NodeTable, checkpoint: Checkpoint = unwatched) -> None:
        self._table = table
        names, values = _Writer(), _Writer()
        all_names = table.names()
        for begin in range(0, len(table), _CHUNK):
            checkpoint(Progress("indexing", begin, len(table)))
            nodes = range(begin, min(begin + _CHUNK, len(table)))
            names.append([name.lower() for name in islice(all_names, len(nodes))])
            if table.has_spellings:
                values.append([_spelled(table, node).lower() for node in nodes])
            else:
                values.append([_scalar(table.value(node)).lower() for node in nodes])
        self._names, self._values = _Column(names), _Column(values)

    def find(
        self, text: str, limit: int = 10_000, *, in_names: bool = True, in_values: bool = True
    ) -> list[int]:
        """The ids of nodes whose name or value holds ``text``, at most ``limit``, in tree order."""
        needle = text.lower()
        if not needle or _SEPARATOR in needle:
            return []
        found: set[int] = set()
        if in_names:
            found.update(self._names.find(needle, limit))
        if in_values:
            found.update(self._values.find(needle, limit))
        return sorted(sorted(found)[:limit], key=self._table.address)


class _Writer:
    """Texts of nodes as they come in, chunk by chunk."""

    def __init__(self) -> None:
        # Four bytes each: the texts are not much longer than their document, far below 4 GB.
        self.starts = array("I")
        self.chunks: list[str] = []
        self._size = 0

    def append(self, texts: list[str]) -> None:
        lengths = [len(text) + 1 for text in texts]
        self.starts.extend(accumulate(lengths[:-1], initial=self._size))
        self.chunks.append(_SEPARATOR.join(texts))
        self._size += sum(lengths)


class _Column:
    """One text of each node, and where in it each begins."""

    __slots__ = ("_starts", "_text")

    def __init__(self, written: _Writer) -> None:
        self._starts = written.starts
        self._text = _SEPARATOR.join(written.chunks)

    def find(self, needle: str, limit: int) -> list[int]:
        """The first ``limit`` nodes whose text holds ``needle``, ascending."""
        found: list[int] = []
        at = self._text.find(needle)
        while at >= 0 and len(found) < limit:
            node = bisect_right(self._starts, at) - 1
            found.append(node)
            behind = self._starts[node + 1] if node + 1 < len(self._starts) else len(self._text)
            at = self._text.find(needle, behind)
        return found


def _spelled(table: NodeTable, node: int) -> str:
    """The value, and the file's own spelling of it where that is another."""
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
