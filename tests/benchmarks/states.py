"""Pairs of states for the figures on comparing: two of some 1,000,000 nodes, of whose values one in
a hundred differs, and two with a long list that is hard to compare. The same at every run.
"""

import copy
import random
from importlib.resources import files
from pathlib import Path

import orjson

from inspector.document.canonical import digest
from inspector.document.document import Document
from inspector.document.json_types import Json, JsonObject, list_at, object_at, object_in
from inspector.document.reader import read_document
from inspector.merge.state import StateEntry, rebuild
from inspector.verify.format import EVENT, STATE
from tests.benchmarks.large import large_bundle

_EVENTS, _REFERENCES = 800, 245
_KINDS = 20
_SNAPSHOTS = 5_000


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


def hard_states(items: int) -> dict[str, tuple[Document, Document]]:
    """Pairs of states with a list of ``items`` works each, by what was done to all of it."""
    works: list[Json] = [_work(number) for number in range(items)]
    shuffled = random.Random(1).sample(works, items)
    others: list[Json] = [{"key": f"{n * 7919}", "value": [n]} for n in range(items)]
    changed: list[Json] = [
        _work(number) | {"title": f"Work {number}, second edition"} for number in range(items)
    ]
    rights = {
        "changed": changed,
        "reversed": works[::-1],
        "shuffled": shuffled,
        "unlike": others,
        "halved": works[::2],
    }
    return {name: (_listing(works), _listing(right)) for name, right in rights.items()}


def _work(number: int) -> JsonObject:
    year = 1990 + number % 30
    return {"n": number, "year": year, "title": f"Work {number} of {year}", "o": number % 3 == 0}


def _listing(items: list[Json]) -> Document:
    state: JsonObject = {"state_type": "pith_open_graph_state", "current": {"works": items}}
    return read_document(orjson.dumps(state))


def state_files(folder: Path) -> tuple[Path, Path]:
    """Two such states of 8 MB as files in ``folder``."""
    left, right = folder / "left.json", folder / "right.json"
    for path, data in zip((left, right), _two_states_of(_SNAPSHOTS), strict=True):
        path.write_bytes(data)
    return left, right


def _two_states_of(snapshots: int) -> tuple[bytes, bytes]:
    """The sample bundle's state with many graph snapshots, each the event of its id, and a copy
    with 1 in 100 changed, one moved and one removed."""
    sample = files("inspector.resources.samples") / "bundle-1711.04623.json"
    state: JsonObject = orjson.loads(sample.read_bytes())["state"]
    entries = [_snapshot_entry(state, number, "Headline") for number in range(snapshots)]
    changed = list(entries)
    for number in range(50, snapshots, 100):
        changed[number] = _snapshot_entry(state, number, "Changed")
    del changed[snapshots // 4]
    changed.insert(7, changed.pop(snapshots // 2))
    return _state_of(state, entries), _state_of(state, changed)


def _snapshot_entry(state: JsonObject, number: int, headline: str) -> JsonObject:
    current = object_at(state, "current") or {}
    entry = copy.deepcopy(list_at(current, "graph_snapshots")[0])
    assert isinstance(entry, dict)
    paper = object_in(entry, "payload", "graph_snapshot", "paper") or {}
    paper["headline"] = f"{headline} {number}"
    paper.pop("abstract_excerpt", None)
    del entry["event_id"]
    event = rebuild(StateEntry("graph_snapshot", "", entry), state["pith_number"])
    return {"event_id": f"sha256:{digest(EVENT.hashed(event), plain=True)}", **entry}


def _state_of(state: JsonObject, entries: list[JsonObject]) -> bytes:
    current = object_at(state, "current") or {}
    created = object_at(current, "record_created") or {}
    new: JsonObject = state | {
        "current": current | {"graph_snapshots": [*entries]},
        "applied_event_ids": [created["event_id"], *(entry["event_id"] for entry in entries)],
        "event_count": len(entries) + 1,
        "valid_event_count": len(entries) + 1,
    }
    return orjson.dumps(new | {"state_sha256": digest(STATE.hashed(new), plain=True)})
