"""Drafts of Pith documents about an invented paper: complete, but neither hashed nor signed."""

import json
from typing import Any

from tests.vectors.keys import OWN, Object, TestKey
from tests.vectors.sealing import (
    LISTS,
    MERGE_VERSION,
    digest,
    number_of,
    seal_findings,
    seal_receipt,
    section_digest,
    tail_of,
    text_digest,
)

TITLE = "On the Weight of Paper"
ABSTRACT = "We weigh paper. It is found to be light, but not without weight."
CREATED_AT = "2026-05-20T10:00:00Z"


def apart(value: Object) -> Object:
    """A copy in which no part is shared, so that one can be changed without the others."""
    copied: Object = json.loads(json.dumps(value))
    return copied


def record(title: str = TITLE, source_id: str = "2605.01234") -> Object:
    """A canonical record."""
    return {
        "source": {"id": source_id, "kind": "arxiv", "version": 2},
        "metadata": {
            "license": "http://creativecommons.org/licenses/by/4.0/",
            "primary_cat": "physics.gen-ph",
            "submitted_at": "2026-05-02T08:30:00Z",
            "cross_cats_sorted": ["cs.DL", "math.HO"],
            "title_canon_sha256": text_digest(title),
            "abstract_canon_sha256": text_digest(ABSTRACT),
        },
        "schema_version": "1.0",
    }


def aliases(canonical_record: Object) -> list[Object]:
    source, tail = canonical_record["source"], tail_of(canonical_record)
    values = {
        "arxiv": source["id"],
        "arxiv_version": f"{source['id']}v{source['version']}",
        "doi": f"10.48550/arxiv.{source['id']}",
        "pith_short_8": tail[:8],
        "pith_short_12": tail[:12],
        "pith_short_16": tail[:16],
    }
    return [
        {"alias_kind": kind, "alias_value": value, "created_at": CREATED_AT}
        for kind, value in values.items()
    ]


def snapshot(canonical_record: Object, title: str = TITLE) -> Object:
    """A graph snapshot whose sections are empty."""
    metadata, empty = canonical_record["metadata"], section_digest([])
    return {
        "paper": {
            "title": title,
            "license": metadata["license"],
            "headline": "",
            "cross_cats": list(metadata["cross_cats_sorted"]),
            "primary_cat": metadata["primary_cat"],
            "authors_text": "Ada Example, Kurt Beispiel",
            "submitted_at": metadata["submitted_at"],
            "abstract_excerpt": ABSTRACT,
        },
        "claims": {"count": 0, "items": [], "snapshot_sha256": empty},
        "source": dict(canonical_record["source"]),
        "references": {
            "count": 0,
            "sample": [],
            "resolved_work": 0,
            "snapshot_sha256": empty,
            "internal_anchors": 0,
        },
        "formal_canon": {"evidence_count": 0, "snapshot_sha256": empty},
        "author_claims": {"count": 0, "strong_count": 0, "snapshot_sha256": empty},
        "verdict": {"id": None, "model_set": {}},
        "builder_version": "test-builder-1",
    }


def event(type_: str, target: str, payload: Object, number: str, key: TestKey = OWN) -> Object:
    return {
        "event_type": type_,
        "subject_pith_number": number,
        "target": target,
        "payload": payload,
        "signer": {
            "signer_id": "registry.example",
            "signer_type": "pith_registry",
            "key_id": key.key_id,
            "public_key_fingerprint": key.fingerprint,
        },
        "created_at": CREATED_AT,
        "supersedes": [],
        "prev_event": None,
        "schema_version": "1.0",
    }


def creation(canonical_record: Object) -> Object:
    """The payload of a record_created event, without its receipt."""
    source = canonical_record["source"]
    return {
        "canonical_record": canonical_record,
        "source_kind": source["kind"],
        "source_id": source["id"],
        "source_version": source["version"],
        "attestation_state": "computed",
    }


def links(tail: str) -> Object:
    base = "https://registry.example"
    return {
        "resolver": f"{base}/pith/{tail}",
        "bundle": f"{base}/pith/{tail}/bundle.json",
        "state": f"{base}/pith/{tail}/state.json",
        "well_known_bundle": f"{base}/.well-known/pith/{tail}/bundle.json",
    }


def bundle(
    key: TestKey = OWN, *, title: str = TITLE, source_id: str = "2605.01234", number: str = ""
) -> Object:
    """A bundle with two events; ``number`` stands for the Pith Number that would be right."""
    about = record(title, source_id)
    number, tail = number or number_of(about), tail_of(about)
    addresses = links(tail)
    return apart(
        {
            "bundle_type": "pith_open_graph_bundle",
            "bundle_version": "1.0",
            "pith_number": number,
            "short_pith_number": f"pith:{tail[:8]}",
            "canonical_record": about,
            "canonical_sha256": digest(about),
            "source": about["source"],
            "source_aliases": aliases(about),
            "events": [
                event("record_created", "record", creation(about), number, key),
                event(
                    "graph_snapshot",
                    "graph",
                    {"graph_snapshot": snapshot(about, title), "verdict_id": None},
                    number,
                    key,
                ),
            ],
            "timestamp_proofs": [],
            "mirror_hints": [
                {
                    "mirror_type": "https",
                    "name": "Test registry",
                    "base_url": "https://registry.example",
                    "bundle_url": addresses["bundle"],
                    "state_url": addresses["state"],
                    "status": "primary",
                }
            ],
            "public_keys": [key.entry()],
            "merge_version": MERGE_VERSION,
            "built_at": CREATED_AT,
            "links": addresses,
        }
    )


def event_of_each_type(draft: Object) -> list[Object]:
    """One event of each type that a merged state has a list for, beyond those of the draft."""
    return [
        event(type_, "record", {"note": f"a {type_}"}, draft["pith_number"])
        for type_ in LISTS
        if type_ != "graph_snapshot"
    ]


def pith_record(key: TestKey = OWN, *, about: Object | None = None) -> Object:
    """A record on its own, its receipt signed."""
    about = about or record()
    tail = tail_of(about)
    receipt: Object = {"canonical_record": about}
    seal_receipt(receipt, key)
    shown = snapshot(about)
    return apart(
        {
            "record_type": "pith_number_record",
            "schema_version": "1.0",
            "pith_number": number_of(about),
            "short_pith_number": f"pith:{tail[:8]}",
            "canonical_sha256": digest(about),
            "source": about["source"],
            "attestation_state": "computed",
            "paper": shown["paper"],
            "verification_status": verification_status(),
            "canonical_record": about,
            "receipt": receipt["receipt"],
            "graph_snapshot": shown,
            "aliases": aliases(about),
            "events": [],
            "links": {"html": links(tail)["resolver"], "json": links(tail)["resolver"] + ".json"},
        }
    )


def verification_status() -> dict[str, Any]:
    return {
        "content_addressed": True,
        "pith_receipt": True,
        "author_attested": False,
        "weak_author_claims": 0,
        "graph_snapshot": True,
        "references_resolved": False,
        "formal_links_present": False,
    }


def integrity_report(key: TestKey = OWN) -> Object:
    """An integrity report with two signed events."""
    hashes = [text_digest(word) for word in ("one payload", "another payload")]
    return {
        "schema": "https://registry.example/schemas/pith-integrity/v1.json",
        "pith_number": "2605.01234",
        "arxiv_id": "2605.01234",
        "integrity": seal_findings(findings_section()),
        "events": [
            {
                "event_type": "pith.integrity.v1",
                "payload_sha256": hashed,
                "signature_b64": key.sign(hashed),
                "signing_key_id": key.key_id,
            }
            for hashed in hashes
        ],
    }


def findings_section() -> Object:
    """The findings of two detectors, one of which found something."""
    numbers = {"critical": 0, "advisory": 1, "informational": 0}
    ran_at = "2026-05-20T10:00:00.000000Z"
    common = {"version": "1.0.0", "status": "completed", "ran_at": ran_at}
    return {
        "available": True,
        "endpoint": "/pith/2605.01234/integrity.json",
        "summary": {**numbers, "by_detector": {"doi_compliance": {"total": 1, **numbers}}},
        "clean": False,
        "detectors_run": [
            {"name": "ai_meta_artifact", **common, "findings_count": 0},
            {"name": "doi_compliance", **common, "findings_count": 1},
        ],
        "findings": [
            {
                "detector": "doi_compliance",
                "finding_type": "recoverable_identifier",
                "severity": "advisory",
                "verdict_class": "incontrovertible",
                "note": "A DOI is broken by a line end.",
                "detected_doi": "10.1000/test",
                "detected_arxiv_id": None,
                "ref_index": 3,
                "audited_at": ran_at,
            }
        ],
    }


def mirror_manifest(key: TestKey = OWN) -> Object:
    return {
        "manifest_type": "pith_mirror_manifest",
        "mirrors": [{"bundle_url_pattern": "https://mirror.example/pith/{suffix}/bundle.json"}],
        "public_key": key.entry(),
    }
