"""A bundle of some 20 MB and a million nodes, signed throughout, for the figures on large ones.

The same bytes at every run: the key is made from a fixed seed and all dates are fixed.
"""

import base64
import hashlib

import orjson
from nacl.signing import SigningKey

from inspector.document.canonical import digest
from inspector.document.identifiers import fingerprint, fingerprint_base32, pith_number
from inspector.document.json_types import Json, JsonObject
from inspector.merge.state import merge

_KEY = SigningKey(hashlib.sha256(b"pith-inspector benchmark key").digest())
_RAW = bytes(_KEY.verify_key)
_KEY_ID = "benchmark-2026"
_DATE = "2026-05-18T00:00:00Z"
_TITLE = "A Large Paper"


def large_bundle(events: int = 400, references: int = 245) -> bytes:
    """The bytes of a bundle whose snapshots list ``references`` works each."""
    record: JsonObject = {
        "source": {"id": "1901.00000", "kind": "arxiv", "version": 1},
        "metadata": {
            "license": "",
            "primary_cat": "cs.LG",
            "submitted_at": "2019-01-15T12:00:00Z",
            "cross_cats_sorted": ["cs.AI"],
            "title_canon_sha256": hashlib.sha256(_TITLE.lower().encode()).hexdigest(),
            "abstract_canon_sha256": hashlib.sha256(b"an abstract").hexdigest(),
        },
        "schema_version": "1.0",
    }
    sha256 = digest(record)
    number = pith_number(sha256, "2019-01-15T12:00:00Z")
    created = _event("record_created", number, _creation(record, sha256))
    snapshots = [_event("graph_snapshot", number, _snapshot(i, references)) for i in range(events)]
    bundle = _bundle(record, sha256, number, [created, *snapshots])
    return orjson.dumps(bundle)


def trusted_key() -> bytes:
    """The key file that makes the bundle verified."""
    return orjson.dumps({"public_keys": [_key_entry()]})


def _creation(record: JsonObject, sha256: str) -> JsonObject:
    receipt = _signature(sha256, "canonical_sha256_bytes") | {
        "canonical_sha256": sha256,
        "kind": "pith_receipt",
        "receipt_version": "0.3",
    }
    return {
        "canonical_record": record,
        "canonical_sha256": sha256,
        "receipt": receipt,
        "source_kind": "arxiv",
        "source_id": "1901.00000",
        "source_version": 1,
        "attestation_state": "computed",
    }


def _snapshot(number: int, references: int) -> JsonObject:
    sample: list[Json] = [
        {
            "n": n,
            "year": 1990 + n % 30,
            "title": f"Work {n} as cited by the snapshot {number} of this record",
            "o": n % 2 == 0,
        }
        for n in range(references)
    ]
    section: JsonObject = {"count": references, "sample": sample, "resolved_work": 0}
    paper: JsonObject = {"title": _TITLE, "license": "", "primary_cat": "cs.LG"}
    return {
        "graph_snapshot": {"paper": paper, "references": section},
        "verdict_id": f"verdict-{number}",
    }


def _event(event_type: str, number: str, payload: JsonObject) -> JsonObject:
    event: JsonObject = {
        "event_type": event_type,
        "subject_pith_number": number,
        "target": "graph",
        "payload": payload,
        "signer": {"signer_id": "benchmark", "key_id": _KEY_ID, **_fingerprint()},
        "created_at": _DATE,
        "supersedes": [],
        "prev_event": None,
        "schema_version": "1.0",
    }
    sha256 = digest(event)
    signature = _signature(sha256, "open_graph_event_sha256_bytes")
    return {
        **event,
        "signature": signature,
        "content_sha256": sha256,
        "event_id": f"sha256:{sha256}",
    }


def _bundle(record: JsonObject, sha256: str, number: str, events: list[JsonObject]) -> JsonObject:
    bundle: JsonObject = {
        "bundle_type": "pith_open_graph_bundle",
        "bundle_version": "1.0",
        "pith_number": number,
        "canonical_record": record,
        "canonical_sha256": sha256,
        "source_aliases": [],
        "events": [*events],
        "public_keys": [_key_entry()],
        "merge_version": "pith-open-graph-merge-v1",
        "built_at": _DATE,
    }
    state = merge(bundle)
    bundle["state"] = {**state, "state_sha256": digest(state)}
    whole = digest(bundle)
    signature = _signature(whole, "bundle_sha256_bytes")
    return {**bundle, "bundle_signature": {**signature, "bundle_sha256": whole}}


def _signature(sha256: str, message: str) -> JsonObject:
    signed = _KEY.sign(bytes.fromhex(sha256)).signature
    return {
        "signature_status": "signed_v1",
        "algorithm": "ed25519",
        "key_id": _KEY_ID,
        **_fingerprint(),
        "signature_b64": base64.b64encode(signed).decode(),
        "signed_message": message,
        "signed_at": _DATE,
    }


def _fingerprint() -> JsonObject:
    return {"public_key_fingerprint": fingerprint(_RAW)}


def _key_entry() -> JsonObject:
    return {
        "key_id": _KEY_ID,
        "algorithm": "ed25519",
        "public_key_b64": base64.b64encode(_RAW).decode(),
        "public_key_hex": _RAW.hex(),
        "fingerprint_sha256_hex": fingerprint(_RAW),
        "fingerprint_sha256_b32_first128bits": fingerprint_base32(_RAW),
        "rotates_at": None,
    }
