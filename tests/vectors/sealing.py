"""Makes the hashes, signatures and the merged state of Pith documents, stage by stage.

Nothing of ``inspector`` is used: it is what these documents test. A forgery is made between two
stages, so that what comes later is sealed over it and one rule alone is broken.
"""

import copy
import hashlib
import json
from typing import Any

from tests.vectors.keys import OWN, Object, TestKey, base32

LISTS = {
    "graph_snapshot": "graph_snapshots",
    "author_attestation": "author_attestations",
    "timestamp_anchor": "timestamp_anchors",
    "storage_attestation": "storage_attestations",
    "citation_signature": "citation_signatures",
    "replication_record": "replication_records",
    "correction": "corrections",
    "mirror_hint": "mirror_hints",
}
ENTRY = ("event_id", "target", "created_at", "signer", "payload")
MERGE_VERSION = "pith-open-graph-merge-v1"
SIGNED_AT = "2026-05-20T10:00:00.500000Z"


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def text_digest(text: str) -> str:
    return hashlib.sha256(text.lower().encode()).hexdigest()


def section_digest(items: list[Any]) -> str:
    """The hash of a section, as it is known for empty ones and likely for others."""
    return digest({"payload": items})


def number_of(record: Object) -> str:
    tail = base32(bytes.fromhex(digest(record)))
    return f"pith:{record['metadata']['submitted_at'][:4]}:{tail}"


def tail_of(record: Object) -> str:
    return number_of(record).rpartition(":")[2]


def claim(key: TestKey, message: str) -> Object:
    """A signature object, all but the signature itself."""
    return {
        "signature_status": "signed_v1",
        "algorithm": "ed25519",
        "key_id": key.key_id,
        "public_key_fingerprint": key.fingerprint,
        "signed_message": message,
        "signed_at": SIGNED_AT,
    }


def seal_receipt(payload: Object, key: TestKey = OWN) -> None:
    """Hash the canonical record of ``payload`` and sign the receipt beside it."""
    hashed = payload["canonical_sha256"] = digest(payload["canonical_record"])
    payload["receipt"] = {
        "kind": "pith_receipt",
        "receipt_version": "0.3",
        "builder_version": "test-builder-1",
        "first_computed_at": "2026-05-20T09:59:59.000000Z",
        "last_reissued_at": "2026-05-20T09:59:59.000000Z",
        "canonical_sha256": hashed,
        "signature_b64": key.sign(hashed),
        **claim(key, "canonical_sha256_bytes"),
    }


def seal_event(event: Object, key: TestKey = OWN) -> None:
    """Hash and sign an event without other changes."""
    for name in ("signature", "content_sha256", "event_id"):
        event.pop(name, None)
    hashed = digest(event)
    event["signature"] = {
        **claim(key, "open_graph_event_sha256_bytes"),
        "signature_b64": key.sign(hashed),
    }
    event["content_sha256"] = hashed
    event["event_id"] = "sha256:" + hashed


def merged(bundle: Object) -> Object:
    """The state of a bundle by the known rules, with its hash."""
    events = bundle["events"]
    entries = [(e["event_type"], {name: e[name] for name in ENTRY}) for e in events]
    created = next((entry for type_, entry in entries if type_ == "record_created"), None)
    state = {
        "state_type": "pith_open_graph_state",
        "state_version": "1.0",
        "pith_number": bundle["pith_number"],
        "merge_version": bundle.get("merge_version", MERGE_VERSION),
        "event_count": len(events),
        "valid_event_count": len(events),
        "invalid_event_count": 0,
        "equivocation_count": 0,
        "current": {
            "canonical_record": created and created["payload"]["canonical_record"],
            "source_aliases": bundle["source_aliases"],
            "record_created": created,
            **{name: [e for t, e in entries if t == type_] for type_, name in LISTS.items()},
        },
        "equivocations": [],
        "invalid_events": [],
        "applied_event_ids": [event["event_id"] for event in events],
    }
    return seal_state(state)


def seal_state(state: Object) -> Object:
    """The state with its hash; what it shares with its bundle is copied."""
    own = copy.deepcopy(state)
    own.pop("state_sha256", None)
    own["state_sha256"] = digest(own)
    return own


def seal_findings(section: Object) -> Object:
    """The section of an integrity report with the hash over its findings."""
    payload = {"detectors": section["detectors_run"], "findings": section["findings"]}
    return {**section, "snapshot_sha256": digest({"payload": payload})}


def seal_bundle(bundle: Object, key: TestKey = OWN) -> Object:
    """Sign the bundle without other changes."""
    bundle.pop("bundle_signature", None)
    hashed = digest(bundle)
    bundle["bundle_signature"] = {
        **claim(key, "bundle_sha256_bytes"),
        "signature_b64": key.sign(hashed),
        "bundle_sha256": hashed,
    }
    return bundle


def seal_upwards(bundle: Object, key: TestKey = OWN) -> Object:
    """Seal state and bundle over unchanged events."""
    bundle["state"] = merged(bundle)
    return seal_bundle(bundle, key)


def seal_from_events(bundle: Object, key: TestKey = OWN) -> Object:
    """Seal events, state and bundle over unchanged payloads."""
    for event in bundle["events"]:
        seal_event(event, key)
    return seal_upwards(bundle, key)


def seal(bundle: Object, key: TestKey = OWN) -> Object:
    """Compute every hash and signature, from the receipt up."""
    for event in bundle["events"]:
        if event["event_type"] == "record_created":
            seal_receipt(event["payload"], key)
    return seal_from_events(bundle, key)
