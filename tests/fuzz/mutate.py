"""Documents for the fuzzer: sound ones, randomly changed and randomly signed again.

Document ``number`` of ``seed`` is always the same one and needs none of those before it.
"""

import json
import random
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from tests.fuzz.changes import Chance
from tests.fuzz.parts import one_change
from tests.fuzz.reseal import LEVELS, seal_level
from tests.vectors.drafts import (
    ABSTRACT,
    bundle,
    event,
    event_of_each_type,
    integrity_report,
    mirror_manifest,
    pith_record,
    record,
    snapshot,
)
from tests.vectors.keys import IMPOSTOR, OTHER, OWN, Object, TestKey
from tests.vectors.sealing import digest, merged, seal, section_digest

SAMPLES = ("bundle-1711.04623", "state-1804.07612", "record-1802.03133")
SHIPPED = "the shipped key"
STAGES = (*LEVELS, "after")


class Trial(NamedTuple):
    """A document and the options to verify it. ``trusted`` and ``distrusted`` are key files."""

    data: bytes
    trusted: tuple[bytes, ...]
    distrusted: tuple[bytes, ...] = ()
    paper: str | None = None
    made_of: str = ""


def trial(seed: int, number: int) -> Trial:
    """Document ``number`` of ``seed``."""
    chance = random.Random(f"{seed}/{number}")
    names = list(bases())
    name = chance.choices(names, [_weight(name) for name in names])[0]
    value = orjson.loads(bases()[name])
    steps = _changed(chance, value)
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    if chance.random() < 0.04:
        data, spelling = _respelled(chance, data)
        steps.append(spelling)
    trusted, distrusted = _trust(chance, real=name in SAMPLES)
    paper = _paper(chance) if chance.random() < 0.06 else None
    return Trial(data, trusted, distrusted, paper, f"{name}: {' · '.join(steps)}")


def _weight(name: str) -> int:
    return 4 if "bundle" in name else 1


def _changed(chance: Chance, value: Any) -> list[str]:
    """Change a document at some levels and seal it at some; return what was done, in order."""
    count = chance.choices((0, 1, 2, 3, 6), (1, 8, 5, 3, 1))[0]
    stages = chance.choices(STAGES, (4, 4, 6, 2, 6, 5, 3), k=count)
    levels, key = _plan(chance)
    done = []
    for stage in STAGES:
        for _ in range(stages.count(stage)):
            change = one_change(chance)
            change(chance, value)
            done.append(
                f"{change.__name__} before {stage}" if stage != "after" else change.__name__
            )
        if stage in levels:
            seal_level(stage, value, key)
    who = "an impostor" if key is IMPOSTOR else key.key_id
    return [*done, f"sealed by {who}: {' '.join(levels) or 'nothing'}"]


def _plan(chance: Chance) -> tuple[tuple[str, ...], TestKey]:
    """Which levels are sealed, and with which key."""
    key = chance.choices((OWN, OTHER, IMPOSTOR), (16, 2, 1))[0]
    what = chance.random()
    if what < 0.1:
        return (), key
    if what < 0.75:
        without = {"derive"} if chance.random() < 0.4 else set()
        without |= {"merge"} if chance.random() < 0.15 else set()
        return tuple(level for level in LEVELS if level not in without), key
    if what < 0.9:
        first = chance.randrange(len(LEVELS))
        return tuple(LEVELS)[first:], key
    return tuple(level for level in LEVELS if chance.random() < 0.5), key


# --- what is changed -----------------------------------------------------------------------


@cache
def bases() -> dict[str, bytes]:
    """The sound documents, as JSON by name."""
    values: dict[str, Any] = {
        "bundle": seal(bundle()),
        "bundle of each type": _bundle_of_each_type(),
        "bundle with a chain": _chained(),
        "bundle with sections": _with_sections(),
        "bundle with an unknown type": _unknown_type(),
        "bundle with a title beyond ASCII": seal(bundle(title="Über das Gewicht")),
        "bundle by another": seal(bundle(OTHER), OTHER),
        "bundle by an impostor": seal(bundle(IMPOSTOR), IMPOSTOR),
        "state": merged(seal(bundle())),
        "state of each type": merged(_bundle_of_each_type()),
        "state of a chain": merged(_chained()),
        "record": pith_record(),
        "integrity report": _integrity(),
        "integrity report of events": integrity_report(),
        "mirror manifest": mirror_manifest(),
        "signing key": OWN.entry(),
    }
    made = {name: json.dumps(value).encode() for name, value in values.items()}
    folder = files("inspector.resources.samples")
    made |= {name: folder.joinpath(f"{name}.json").read_bytes() for name in SAMPLES}
    return made


def _bundle_of_each_type() -> Object:
    value = bundle()
    value["events"].extend(event_of_each_type(value))
    return seal(value)


def _snapshot_event(value: Object, note: str) -> Object:
    payload = {"graph_snapshot": snapshot(record()), "verdict_id": note}
    return event("graph_snapshot", "graph", payload, value["pith_number"])


def _chained() -> Object:
    """Three snapshots in a chain, so that the merge rule is not known."""
    value = seal(bundle())
    for note in ("second", "third"):
        newer = _snapshot_event(value, note)
        newer["prev_event"] = value["events"][-1]["event_id"]
        value["events"].append(newer)
        seal(value)
    return value


def _with_sections() -> Object:
    value = bundle()
    items = [{"claim_id": "C1", "kind": "strongest_claim", "text": "Paper has weight."}]
    shown = value["events"][1]["payload"]["graph_snapshot"]
    shown["claims"] = {"count": 1, "items": items, "snapshot_sha256": section_digest(items)}
    shown["references"] |= {"count": 2, "sample": [{"title": "A"}], "snapshot_sha256": "0" * 64}
    value["events"].append(_snapshot_event(value, "another"))
    return seal(value)


def _unknown_type() -> Object:
    value = bundle()
    value["events"].append(event("retraction", "record", {"why": "?"}, value["pith_number"]))
    return seal(value)


def _integrity() -> Object:
    """An integrity report with one finding, as the real ones have it."""
    when = "2026-05-21T09:34:11.438861Z"
    found = {"detector": "doi_compliance", "severity": "advisory", "note": "a DOI", "ref_index": 1}
    runs = [("ai_meta_artifact", 0), ("doi_compliance", 1)]
    detectors = [
        {
            "name": name,
            "version": "1.0.0",
            "status": "completed",
            "ran_at": when,
            "findings_count": n,
        }
        for name, n in runs
    ]
    totals = {"critical": 0, "advisory": 1, "informational": 0}
    return {
        **integrity_report(),
        "pith_number": "2604.23340",
        "arxiv_id": "2604.23340",
        "integrity": {
            "available": True,
            "endpoint": "/pith/2604.23340/integrity.json",
            "summary": {**totals, "by_detector": {"doi_compliance": {"total": 1, **totals}}},
            "clean": False,
            "detectors_run": detectors,
            "findings": [found],
            "snapshot_sha256": digest({"payload": {"detectors": detectors, "findings": [found]}}),
        },
    }


# --- how it is asked about -----------------------------------------------------------------


def key_file(*entries: Object) -> bytes:
    return json.dumps({"public_keys": entries}).encode()


def _trust(chance: Chance, *, real: bool) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    own, other = OWN.entry(), OTHER.entry()
    renamed = {**own, "key_id": chance.choice(("lab-2026", "Test-V1", "tеst-v1"))}
    rotated = {**own, "rotates_at": chance.choice(("2020-01-01T00:00:00Z", "2026-12-31T00:00:00Z"))}
    choices: tuple[tuple[int, tuple[Object, ...], tuple[Object, ...]], ...] = (
        *((24, (own,), ()), (3, (own, other), ()), (1, (other,), ()), (1, (), ())),
        *((1, (renamed,), ()), (1, (own, renamed), ()), (2, (rotated,), ())),
        *((1, (own,), (other,)), (1, (other,), (own,)), (1, (own,), (IMPOSTOR.entry(),))),
        (1, ({**own, "revoked_at": "2026-01-01T00:00:00Z"},), ()),
    )
    _, trusted, distrusted = chance.choices(choices, [weight for weight, _, _ in choices])[0]
    made = [key_file(*entries) for entries in (trusted, distrusted) if entries]
    files_ = (made[:1] if trusted else []), (made[-1:] if distrusted else [])
    shipped = [_shipped()] if real else []
    return (*files_[0], *shipped), tuple(files_[1])


@cache
def _shipped() -> bytes:
    (found,) = (
        path for path in files("inspector.resources.keys").iterdir() if path.name.endswith(".json")
    )
    return Path(str(found)).read_bytes()


def _paper(chance: Chance) -> str:
    heads = ("Title\n", "On the Weight of Paper\n\n", "")
    bodies = (
        ABSTRACT,
        ABSTRACT.replace(". ", ".\n"),
        ABSTRACT.upper(),
        "Nothing.",
        ABSTRACT + " X",
    )
    return chance.choice(heads) + chance.choice(bodies) + "\nIntroduction\n"


# --- bytes ---------------------------------------------------------------------------------


def _respelled(chance: Chance, data: bytes) -> tuple[bytes, str]:
    """The same value in another spelling, or invalid bytes."""
    half = chance.randrange(len(data))
    ways = {
        "indented": lambda: _indented(data),
        "escaped": lambda: json.dumps(json.loads(data)).encode(),
        "overflow": lambda: data.replace(b":0,", b":1e999,", 1),
        "nan": lambda: data.replace(b":0,", b":NaN,", 1),
        "digits": lambda: data.replace(b":0.1", b":0.1000000000000000055", 1),
        "float": lambda: data.replace(b":2,", b":2.0,", 1).replace(b":2}", b":2.0}", 1),
        "exponent": lambda: data.replace(b":2}", b":2E0}", 1),
        "twice": lambda: data.replace(b'"events":', b'"events":[],"events":', 1),
        "twice escaped": lambda: data.replace(b'"title":', b'"t\\u0069tle":"X","title":', 1),
        "minus": lambda: data.replace(b":0,", b":-0,", 1),
        "cut": lambda: data[:half],
        "mark": lambda: b"\xef\xbb\xbf" + data,
        "utf-16": lambda: data.decode(errors="replace").encode("utf-16"),
        "surrogate": lambda: data.replace(b'"title":"', b'"title":"\\ud800', 1),
        "a byte": lambda: data[:half] + bytes([chance.randrange(256)]) + data[half + 1 :],
    }
    name = chance.choice(list(ways))
    return ways[name](), name


def _indented(data: bytes) -> bytes:
    return json.dumps(json.loads(data), indent=1, ensure_ascii=False).encode()
