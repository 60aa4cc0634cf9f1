"""Sound documents, with the usual and the unusual that JSON allows."""

import json
from collections.abc import Iterator
from typing import Any

from tests.vectors.drafts import (
    bundle,
    event,
    event_of_each_type,
    integrity_report,
    mirror_manifest,
    pith_record,
)
from tests.vectors.keys import OWN, Object
from tests.vectors.sealing import seal, section_digest
from tests.vectors.vector import (
    Vector,
    made,
    made_after,
    put,
    state_alone,
    unproven,
    verified,
)

_PAPER = ("events", 1, "payload", "graph_snapshot")


def sound() -> Iterator[Vector]:
    good = seal(bundle())
    yield verified("good", good, "every check passes; its key is trusted")
    yield Vector(
        "indented.json",
        json.dumps(good, indent=2).encode(),
        "verified",
        "the same value: other white space, every character beyond ASCII escaped",
    )
    yield Vector(
        "sorted.json",
        json.dumps(good, sort_keys=True).encode(),
        "verified",
        "the same value: order in the file never matters",
    )
    yield verified("every-event-type", _every_event_type(), "one event of each known type")
    yield verified("chained-events", _chained(), "prev_event and supersedes name earlier events")
    yield from _json()
    yield from _texts()
    yield from _alone()
    yield verified(
        "signed-at-changed",
        made_after(put("bundle_signature", "signed_at")("2026-05-21T00:00:00.000000Z")),
        "no signature covers bundle_signature.signed_at: it must be shown as not covered",
    )


def _every_event_type() -> Object:
    return made(lambda draft: draft["events"].extend(event_of_each_type(draft)))


def _chained() -> Object:
    value = seal(bundle())
    follower = event("correction", "record", {"note": "a correction"}, value["pith_number"])
    follower["prev_event"] = value["events"][0]["event_id"]
    follower["supersedes"] = [value["events"][1]["event_id"]]
    value["events"].append(follower)
    return seal(value)


def _noted(payload: Any) -> Object:
    """A bundle with a third event that holds any JSON."""

    def change(draft: Object) -> None:
        noted = event("correction", "record", {"note": payload}, draft["pith_number"])
        draft["events"].append(noted)

    return made(change)


def _json() -> Iterator[Vector]:
    integers = [2**63 - 1, 2**63, 2**64 - 1, 2**64, -(2**63), -(2**63) - 1, 10**4299, -(10**4299)]
    floats = [1e16, 1e-7, 0.00001, 1.0, -0.0, 1e22, 5e-324, 1.7976931348623157e308, 0.1, 100000.0]
    names = {"\uffff": 1, "\U0001d538": 2, "é": 3, "z": 4, "Z": 5, "": 6, "a/b~c": 7}
    deep: Any = "the bottom"
    for _ in range(300):
        deep = [deep]
    strings = '\x00\x1f"\\/\b\f\n\r\t\x7f\u2028\u2029\ufeff\U0001f4dc'
    yield verified("big-integers", _noted(integers), "integers of any length stay exact")
    yield verified("floats", _noted(floats), "floats are hashed as Python's json writes them")
    yield verified("name-order", _noted(names), "names sort by code point: U+FFFF before U+1D538")
    yield verified("deep-payload", _noted(deep), "300 levels, where orjson's writer has given up")
    yield verified("strings", _noted([strings]), "control characters and signs beyond the BMP")


def _texts() -> Iterator[Vector]:
    title = "Über das Gewicht des Papiers"
    hostile = "<b>Bold</b>\u202eelbisrever\u200b\x1b[31m\nsecond line"
    yield verified("title-beyond-ascii", seal(bundle(title=title)), "its lower case has the hash")
    yield verified("hostile-title", seal(bundle(title=hostile)), "to be shown as text, escaped")
    yield verified("old-arxiv-id", seal(bundle(source_id="math/0403018")), "ids keep their slash")
    yield verified("full-section", _full_section(), "a section with content: the likely rule fits")


def _full_section() -> Object:
    items = [{"claim_id": "C1", "kind": "strongest_claim", "text": "Paper has weight."}]
    section = {"count": 1, "items": items, "snapshot_sha256": section_digest(items)}
    return made(put(*_PAPER, "claims")(section))


def _alone() -> Iterator[Vector]:
    yield unproven("good-state", state_alone(), "a state on its own: only its receipt is signed")
    yield unproven("good-record", pith_record(), "a record on its own: only its receipt is signed")
    yield unproven(
        "integrity-report",
        integrity_report(),
        "each event's signature is over payload_sha256, whose making is unknown",
        unchecked=("event.content_hash", "event.signature", "event.signer"),
    )
    yield unproven("mirror-manifest", mirror_manifest(), "it carries a key, and nothing is signed")
    yield unproven("signing-key", OWN.entry(), "a key proves nothing about itself")
