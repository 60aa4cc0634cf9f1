"""Two states of some 1,000,000 nodes, of whose values one in a hundred differs, for the figures
on comparing. The same at every run: what is changed is counted off, not drawn by lot.
"""

import copy

import orjson

from inspector.document.access import list_at, object_at, object_in
from inspector.document.document import Document
from inspector.document.json_types import Json, JsonObject
from inspector.document.reader import read_document
from tests.benchmarks.large import large_bundle

_EVENTS, _REFERENCES = 800, 245
_KINDS = 20


def two_states(size: float = 1.0) -> tuple[Document, Document]:
    """A state and a changed copy, each read from its own bytes; ``size`` 1 is 1,000,000 nodes."""
    bundle = orjson.loads(large_bundle(round(size * _EVENTS), _REFERENCES))
    left: JsonObject = bundle["state"]
    right = copy.deepcopy(left)
    for number, snapshot in enumerate(list_at(right["current"], "graph_snapshots")):
        section = object_in(snapshot, "payload", "graph_snapshot", "references") or {}
        _change(number, list_at(section, "sample"))
    current = object_at(right, "current") or {}
    snapshots = list_at(current, "graph_snapshots")
    snapshots.insert(3, snapshots.pop(len(snapshots) // 2))
    return read_document(orjson.dumps(left)), read_document(orjson.dumps(right))


def _change(number: int, works: list[Json]) -> None:
    """Of the 980 values of one list ten: most rewritten, some inserted, removed or moved."""
    for place in range(number % 7, len(works), 30):
        work = works[place]
        if isinstance(work, dict):
            work["title"] = f"{work['title']}, second edition"
    if number % 4 == 0:
        works.insert(number % 50, {"n": -1, "year": 2026, "title": f"New work {number}", "o": True})
    if number % 4 == 1:
        del works[number % 60]
    if number % 4 == 2:
        works.append(works.pop(number % 40))
