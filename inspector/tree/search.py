"""Text search over a tree: one long lower-case string, and where in it each node begins.

Built once in the background; a search is then a substring search at the speed of memory.
"""

from array import array
from bisect import bisect_right

from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.tree.nodes import NodeTable

_SEPARATOR = "\x00"
_CHUNK = 20_000


class SearchIndex:
    """The names and scalar values of every node of ``table``, ready to be searched.

    Matching ignores case by ``str.lower``; a needle never matches across two nodes.
    """

    __slots__ = ("_starts", "_table", "_text")

    def __init__(self, table: NodeTable, checkpoint: Checkpoint = unwatched) -> None:
        self._table = table
        self._starts = array("Q")
        chunks = []
        size = 0
        for begin in range(0, len(table), _CHUNK):
            checkpoint(Progress("indexing", begin, len(table)))
            nodes = range(begin, min(begin + _CHUNK, len(table)))
            for text in (chunk := [_text_of(table, node).lower() for node in nodes]):
                self._starts.append(size)
                size += len(text) + 1
            chunks.append(_SEPARATOR.join(chunk))
        self._text = _SEPARATOR.join(chunks)

    def find(self, text: str, limit: int = 10_000) -> list[int]:
        """The ids of nodes whose name or value holds ``text``, at most ``limit``, in tree order."""
        needle = text.lower()
        if not needle or _SEPARATOR in needle:
            return []
        found: list[int] = []
        at = self._text.find(needle)
        while at >= 0 and len(found) < limit:
            node = bisect_right(self._starts, at) - 1
            found.append(node)
            behind = self._starts[node + 1] if node + 1 < len(self._starts) else len(self._text)
            at = self._text.find(needle, behind)
        return sorted(found, key=self._table.address)


def _text_of(table: NodeTable, node: int) -> str:
    return f"{table.name(node)}\n{_scalar(table.value(node))}"


def _scalar(value: Json) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (dict, list)):
        return ""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return repr(value)
