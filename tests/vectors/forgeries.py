"""Forgeries: each breaks one rule, after which it is named, and keeps all others."""

from collections.abc import Iterator

from tests.vectors.drafts import bundle, creation, event, integrity_report, pith_record, record
from tests.vectors.keys import IMPOSTOR, OTHER, Object, TestKey
from tests.vectors.sealing import (
    number_of,
    seal,
    seal_bundle,
    seal_receipt,
    seal_state,
    tail_of,
)
from tests.vectors.vector import (
    Vector,
    forged,
    made,
    made_after,
    made_with_events,
    made_with_receipt,
    made_with_signature,
    put,
    state_alone,
    text,
    turn,
)

_ANOTHER = record("Another Paper", "2605.99999")
_SNAPSHOT = ("events", 1, "payload", "graph_snapshot")


def forgeries() -> Iterator[Vector]:
    yield from _document()
    yield from _receipt()
    yield from _events()
    yield from _snapshots()
    yield from _keys()
    yield from _state()
    yield from _signature()
    yield from _alterations()
    yield from _beside_bundles()


def _document() -> Iterator[Vector]:
    number = number_of(record())
    yield forged("document.schema", made(put("timestamp_proofs")("none")), "a string for a list")
    yield forged(
        "record.canonical_hash",
        made_with_signature(turn("canonical_sha256")),
        "the stated hash is not that of the record beside it",
    )
    yield forged(
        "record.pith_number",
        seal(bundle(number=number.replace(":2026:", ":1999:"))),
        "the year is not that of submission",
    )
    yield forged(
        "record.short_pith_number",
        made(put("short_pith_number")("pith:AAAAAAAA")),
        "not the beginning of the tail",
    )
    yield forged("record.source", made(put("source", "version")(3)), "another version outside")
    yield forged("alias.value", made(put("source_aliases", 0, "alias_value")("2605.0")), "cut off")
    yield forged(
        "link.subject",
        made(put("links", "bundle")(f"https://registry.example/pith/{tail_of(_ANOTHER)}")),
        "the link leads to another record",
    )


def _receipt() -> Iterator[Vector]:
    yield forged(
        "receipt.hash",
        made_with_receipt(turn("receipt", "canonical_sha256")),
        "the receipt names another hash; its signature is not reached",
        unchecked=("receipt.signature",),
    )
    yield forged(
        "receipt.signature",
        made_with_receipt(turn("receipt", "signature_b64")),
        "a registry signed an event with a broken receipt in it",
    )
    yield forged(
        "receipt.signer",
        made_with_receipt(put("receipt", "key_id")("someone-else")),
        "the key_id is not that of the key with the fingerprint",
    )


def _events() -> Iterator[Vector]:
    def rename(events: list[Object]) -> None:
        turn(1, "content_sha256")(events)
        events[1]["event_id"] = "sha256:" + events[1]["content_sha256"]

    yield forged(
        "event.content_hash",
        made_with_events(rename),
        "hash and id agree, but are not those of the event",
        unchecked=("event.signature",),
    )
    yield forged(
        "event.id",
        made_with_events(put(1, "event_id")("sha256:" + "0" * 64)),
        "the id is not made of the hash",
    )
    yield forged(
        "event.signature",
        made_with_events(turn(1, "signature", "signature_b64")),
        "the signature does not verify",
    )
    yield forged(
        "event.signer",
        made_with_events(put(1, "signature", "key_id")("someone-else")),
        "signer and signature name different keys",
    )
    yield forged(
        "event.subject",
        made(put("events", 1, "subject_pith_number")(number_of(_ANOTHER))),
        "the event speaks of another record",
    )
    yield forged(
        "event.unique",
        made_with_events(lambda events: events.append(events[1])),
        "one event stands in the bundle twice",
    )
    yield forged(
        "event.links",
        made(put("events", 1, "prev_event")("sha256:" + "1" * 64)),
        "prev_event names no event of the bundle",
    )


def _snapshots() -> Iterator[Vector]:
    yield forged(
        "snapshot.title",
        made(put(*_SNAPSHOT, "paper", "title")("On the Weight of Paper Money")),
        "the title is not the one hashed",
    )
    yield forged(
        "snapshot.metadata",
        made(put(*_SNAPSHOT, "paper", "primary_cat")("cs.AI")),
        "another category than the record's",
    )
    yield forged(
        "snapshot.counts",
        made(put(*_SNAPSHOT, "references", "resolved_work")(1)),
        "more references are resolved than there are",
    )
    yield forged(
        "snapshot.section_hash",
        made(turn(*_SNAPSHOT, "references", "snapshot_sha256")),
        "the hash of an empty section is known",
    )


def _keys() -> Iterator[Vector]:
    yield forged(
        "key.encoding",
        made(put("public_keys", 0, "public_key_hex")(OTHER.raw.hex())),
        "the two spellings are two keys",
    )
    yield forged(
        "key.fingerprint",
        made(turn("public_keys", 0, "fingerprint_sha256_b32_first128bits")),
        "the fingerprint is another key's",
    )
    spare = [TestKey.of("spare", word).entry() for word in ("one spare key", "another spare key")]
    yield forged(
        "key.unique",
        made(lambda draft: draft["public_keys"].extend(spare)),
        "two keys have one id",
    )
    yield forged(
        "key.trust",
        seal(bundle(IMPOSTOR), IMPOSTOR),
        "signed throughout by another key under a trusted key's id",
    )
    yield forged(
        "key.period",
        made(put("public_keys", 0, "rotates_at")("2026-05-20T00:00:00Z")),
        "signed after the key rotated",
    )


def _state() -> Iterator[Vector]:
    def leave_out_snapshot(value: Object) -> None:
        value["state"]["current"]["graph_snapshots"] = []
        value["state"] = seal_state(value["state"])

    def change_count(state: Object) -> None:
        state["valid_event_count"] = 3
        state.update(seal_state(state))

    def change_title(state: Object) -> None:
        payload = state["current"]["graph_snapshots"][0]["payload"]
        payload["graph_snapshot"]["paper"]["authors_text"] = "Eve Intruder"
        state.update(seal_state(state))

    yield forged(
        "state.hash", made_with_signature(turn("state", "state_sha256")), "the state is as it was"
    )
    yield forged("state.counts", state_alone(change_count), "three events, of which two are there")
    yield forged(
        "state.merge",
        made_with_signature(leave_out_snapshot),
        "the registry signed a state that its own events do not give",
    )
    yield forged("state.event_id", state_alone(change_title), "an entry of the state was changed")


def _signature() -> Iterator[Vector]:
    yield forged(
        "bundle.hash",
        made_after(turn("bundle_signature", "bundle_sha256")),
        "the hash is not the bundle's; its signature is not reached",
        unchecked=("bundle.signature",),
    )
    yield forged(
        "bundle.signature",
        made_after(turn("bundle_signature", "signature_b64")),
        "the signature does not verify",
    )
    yield forged(
        "bundle.signer",
        made_after(put("bundle_signature", "key_id")("someone-else")),
        "the key_id is not that of the key with the fingerprint",
    )


def _alterations() -> Iterator[Vector]:
    """Changes to a signed bundle by somebody without the key."""
    authors = (*_SNAPSHOT, "paper", "authors_text")
    yield Vector(
        "payload-changed.json",
        text(made_after(put(*authors)("Eve Intruder"))),
        "failed",
        "an event's payload altered, nothing else",
        ("event.content_hash", "state.merge", "bundle.hash"),
    )
    value = seal(bundle())
    put(*authors)("Eve Intruder")(value)
    signed = [event.pop("signature") for event in value["events"]]
    seal(value)
    for event_, signature in zip(value["events"], signed, strict=True):
        event_["signature"] = signature
    yield Vector(
        "payload-changed-rehashed.json",
        text(seal_bundle(value)),
        "failed",
        "payload altered, every hash made anew, the event's signature stale",
        ("event.signature",),
    )
    yield Vector(
        "record-changed.json",
        text(made_after(put("canonical_record", "metadata", "license")("none"))),
        "failed",
        "the record beside the events altered",
        (
            *("record.canonical_hash", "record.pith_number", "record.short_pith_number"),
            *("alias.value", "snapshot.metadata", "bundle.hash"),
        ),
    )
    yield Vector(
        "signature-of-another.json",
        text(made_with_events(_swap_signatures)),
        "failed",
        "valid signatures, each of the other event",
        ("event.signature",),
    )
    yield Vector(
        "events-null.json",
        text(made_after(put("events")(None))),
        "failed",
        "a wrong type is named with its pointer; the rest is still checked",
        ("document.schema", "state.bounds", "bundle.hash"),
    )
    unsigned = seal(bundle())
    del unsigned["events"][1]["signature"]
    yield Vector(
        "event-unsigned.json",
        text(seal_bundle(unsigned)),
        "failed",
        "the bundle is signed, but one of its events is not",
        ("document.schema",),
        ("event.signature", "event.signer"),
    )
    yield Vector(
        "signature-not-base64.json",
        text(made_with_events(put(1, "signature", "signature_b64")("not base64"))),
        "failed",
        "the signature cannot be read",
        ("event.signature",),
    )
    yield Vector(
        "record-in-record.json",
        text(_two_records()),
        "failed",
        "the event creates another record than the bundle names",
        ("record.pith_number",),
    )


def _swap_signatures(events: list[Object]) -> None:
    one, other = events[0], events[1]
    one["signature"], other["signature"] = other["signature"], one["signature"]


def _two_records() -> Object:
    value = bundle()
    payload = creation(_ANOTHER)
    seal_receipt(payload)
    value["events"][0] = event("record_created", "record", payload, value["pith_number"])
    return seal(value)


def _beside_bundles() -> Iterator[Vector]:
    """States, records and reports, which no signature covers as a whole."""

    def change_record(state: Object) -> None:
        state["current"]["canonical_record"] = _ANOTHER
        state.update(seal_state(state))

    def change_ids(state: Object) -> None:
        state["applied_event_ids"][1] = "sha256:" + "2" * 64
        state.update(seal_state(state))

    yield Vector(
        "state-of-two-records.json",
        text(state_alone(change_record)),
        "failed",
        "a state whose record is not the one that its event created, hashed anew",
        ("state.merge",),
    )
    yield Vector(
        "state-of-other-events.json",
        text(state_alone(change_ids)),
        "failed",
        "a state whose entries are not the events it applied, hashed anew",
        ("state.bounds",),
    )
    flagged = pith_record()
    flagged["verification_status"]["pith_receipt"] = False
    yield forged("status.flags", flagged, "the receipt's signature holds, and the flag denies it")
    yield Vector(
        "record-changed-alone.json",
        text(_changed_record()),
        "failed",
        "a record whose licence was altered, every hash made anew, the receipt stale",
        ("receipt.hash",),
    )
    yield Vector(
        "integrity-report-forged.json",
        text(_forged_report()),
        "failed",
        "the second event's hash is not the one signed",
        ("event.signature",),
    )


def _changed_record() -> Object:
    """Everything derived from the record is recomputed, except the receipt."""
    value = pith_record()
    stale = value["receipt"]
    about = value["canonical_record"]
    about["metadata"]["license"] = ""
    value |= pith_record(about=about)
    value["receipt"] = stale
    return value


def _forged_report() -> Object:
    value = integrity_report()
    value["events"][1]["payload_sha256"] = value["events"][0]["payload_sha256"]
    return value
