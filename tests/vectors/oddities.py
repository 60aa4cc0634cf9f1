"""Documents in which something is unproven: unknown, missing or distrusted, but not wrong."""

from collections.abc import Iterator
from typing import Any

from tests.vectors.drafts import bundle, event, pith_record, record, snapshot
from tests.vectors.keys import OTHER, OWN, Object
from tests.vectors.sealing import seal, seal_bundle, seal_state, text_digest
from tests.vectors.vector import (
    OTHERS,
    TRUSTED,
    Vector,
    made,
    made_with_events,
    made_with_receipt,
    made_with_signature,
    put,
    state_alone,
    text,
    unproven,
    verified,
)

_SNAPSHOT = ("events", 1, "payload", "graph_snapshot")


def oddities() -> Iterator[Vector]:
    yield from _keys()
    yield from _versions()
    yield from _signatures()
    yield from _rules()
    yield from _snapshots()
    yield from _dates()
    yield from _encodings()


def _encodings() -> Iterator[Vector]:
    """Canonical JSON is hashed, so these prove the same as their text in UTF-8."""
    good = text(seal(bundle())).decode()
    for name, mark, codec, note in (
        ("byte-order-mark", "\ufeff", "utf-8", "UTF-8 with a mark: a warning, no more"),
        ("utf-16", "\ufeff", "utf-16-le", "UTF-16 with a mark: a warning, no more"),
        ("utf-16-no-mark", "", "utf-16-be", "UTF-16 by its first bytes: a warning, no more"),
    ):
        yield Vector(f"{name}.json", (mark + good).encode(codec), "verified", note)


def _keys() -> Iterator[Vector]:
    good, by_other = seal(bundle()), seal(bundle(OTHER), OTHER)
    yield unproven("unknown-key", by_other, "another registry's key")
    yield unproven("no-trust", good, "the key is known only from the bundle itself", trust=None)
    yield unproven(
        "no-key-at-hand",
        made(put("public_keys")([])),
        "no key to check any signature with",
        trust=None,
        unchecked=("receipt.signature", "event.signature", "bundle.signature"),
    )
    yield _distrusted("distrusted", good, "intact, but the user distrusts its key")
    beside = bundle(OTHER)
    beside["public_keys"].append(OWN.entry())
    yield Vector(
        "distrusted-beside.json",
        text(seal(beside, OTHER)),
        "verified",
        "a trusted key signed it all; a distrusted one that stands in it signed nothing",
        (),
        trust=OTHERS,
        distrust=TRUSTED,
    )
    yield unproven(
        "distrusted-key-alone",
        OWN.entry(),
        "a key that the user distrusts, and that signed nothing here: a warning",
        trust=None,
        distrust=TRUSTED,
    )


def _distrusted(name: str, value: Object, note: str) -> Vector:
    return Vector(
        f"{name}.json",
        text(value),
        "failed",
        note,
        ("key.trust",),
        trust=None,
        distrust=TRUSTED,
    )


def _versions() -> Iterator[Vector]:
    note = "a version that is not known: its rules may differ"
    unchecked = ("document.version",)
    yield unproven("unknown-version", made(put("bundle_version")("2.0")), note, unchecked=unchecked)
    yield unproven(
        "unknown-merge-version",
        made(put("merge_version")("pith-open-graph-merge-v2")),
        note,
        unchecked=unchecked,
    )
    yield unproven(
        "unknown-event-version",
        made(put("events", 1, "schema_version")("2.0")),
        note,
        unchecked=unchecked,
    )


def _signatures() -> Iterator[Vector]:
    unsigned = seal(bundle())
    del unsigned["bundle_signature"]
    yield unproven(
        "bundle-unsigned",
        unsigned,
        "nothing is wrong, but nothing vouches for aliases, state and links",
        unchecked=("bundle.hash", "bundle.signature"),
    )
    for name, member, value in (
        ("unknown-algorithm", "algorithm", "ed448"),
        ("unknown-signed-message", "signed_message", "event_bytes"),
        ("unknown-signature-status", "signature_status", "signed_v2"),
    ):
        yield unproven(
            name,
            made_with_events(put(0, "signature", member)(value)),
            "neither passed nor failed: the rules for it are not known",
            unchecked=("event.signature",),
        )
    yield unproven(
        "receipt-algorithm-unknown",
        made_with_receipt(put("receipt", "algorithm")("rsa")),
        "neither passed nor failed: the rules for it are not known",
        unchecked=("receipt.signature",),
    )


def _rules() -> Iterator[Vector]:
    def announce(draft: Object) -> None:
        number = draft["pith_number"]
        draft["events"].append(event("pith.integrity.v1", "record", {"note": "new"}, number))

    yield verified(
        "unknown-event-type",
        made(announce),
        "hashed and signed like any; what it does to the state is not known",
        unchecked=("event.type", "state.merge"),
    )
    yield verified(
        "superseded",
        _superseded(),
        "the state leaves out what was superseded, by a rule that is not known",
        unchecked=("state.merge",),
    )
    alias = {"alias_kind": "openalex", "alias_value": "W42", "created_at": "2026-05-20T10:00:00Z"}
    yield verified(
        "unknown-alias-kind",
        made(lambda draft: draft["source_aliases"].append(alias)),
        "aliases of this kind cannot be derived",
        unchecked=("alias.value",),
    )
    yield verified(
        "link-elsewhere",
        made(put("links", "help")("https://registry.example/help")),
        "a link that names no record",
        unchecked=("link.subject",),
    )
    yield unproven(
        "flag-elsewhere",
        _with(pith_record(), put("verification_status", "storage_verified")(True)),
        "the record does not hold what the flag is about",
        unchecked=("status.flags",),
    )
    yield unproven(
        "state-entry-of-a-type-not-seen",
        state_alone(_add_attestation),
        "its event may have superseded another",
        unchecked=("state.event_id",),
    )


def _with(value: Object, change: Any) -> Object:
    change(value)
    return value


def _superseded() -> Object:
    value = seal(bundle())
    newer = event(
        "graph_snapshot",
        "graph",
        {"graph_snapshot": snapshot(record()), "verdict_id": "v2"},
        value["pith_number"],
    )
    newer["supersedes"] = [value["events"][1]["event_id"]]
    value["events"].append(newer)
    seal(value)
    del value["state"]["current"]["graph_snapshots"][0]
    value["state"] = seal_state(value["state"])
    return seal_bundle(value)


def _add_attestation(state: Object) -> None:
    entry = dict(state["current"]["record_created"], payload={"author": "Ada Example"})
    entry["event_id"] = "sha256:" + "3" * 64
    state["current"]["author_attestations"].append(entry)
    state["applied_event_ids"].append(entry["event_id"])
    for name in ("event_count", "valid_event_count"):
        state[name] = 3
    state.update(seal_state(state))


def _snapshots() -> Iterator[Vector]:
    items = [{"claim_id": "C1", "text": "Paper has weight."}]
    section = {"count": 1, "items": items, "snapshot_sha256": text_digest("by another rule")}
    yield verified(
        "section-hash-unknown",
        made(put(*_SNAPSHOT, "claims")(section)),
        "a section with content: a mismatch proves nothing",
        unchecked=("snapshot.section_hash",),
    )
    composed, decomposed = "Über Papier", "U\u0308ber Papier"
    yield unproven(
        "title-normalised-otherwise",
        made(put(*_SNAPSHOT, "paper", "title")(composed), title=decomposed),
        "the title that is shown has the hash only once it is decomposed: a warning",
    )
    yield verified(
        "abstract-cut",
        made(put(*_SNAPSHOT, "paper", "abstract_excerpt")("x" * 600)),
        "the document holds only the beginning of the abstract",
        unchecked=("snapshot.abstract",),
    )


def _dates() -> Iterator[Vector]:
    for name, date in (("created-in-2999", "2999-01-01T00:00:00Z"), ("no-date", "yesterday")):
        yield verified(
            name,
            made_with_signature(put("built_at")(date)),
            "dates can warn or be unreadable, never fail",
            unchecked=("time.order",) if name == "no-date" else (),
        )
