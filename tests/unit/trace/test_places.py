"""The values at which a trace is shown."""

import pytest

from inspector.trace.steps import Outcome
from tests.conftest import BUNDLE, RECORD, STATE
from tests.unit.trace.tracing import CREATED, SNAPSHOT, ids, traces


@pytest.mark.parametrize(
    ("name", "pointer", "expected"),
    [
        (BUNDLE, "", ["bundle.hash", "bundle.signature"]),
        (BUNDLE, "/bundle_signature", ["bundle.signature"]),
        (BUNDLE, "/bundle_signature/signature_b64", ["bundle.signature"]),
        (BUNDLE, "/bundle_signature/bundle_sha256", ["bundle.hash", "bundle.signature"]),
        (BUNDLE, "/canonical_sha256", ["record.canonical_hash"]),
        (BUNDLE, "/canonical_record", ["record.canonical_hash"]),
        (BUNDLE, "/pith_number", ["record.pith_number"]),
        (BUNDLE, "/short_pith_number", ["record.short_pith_number"]),
        (BUNDLE, "/source_aliases/2", ["alias.value"]),
        (BUNDLE, "/source_aliases/2/alias_value", ["alias.value"]),
        (BUNDLE, "/events/0", ["event.content_hash", "event.id", "event.signature"]),
        (BUNDLE, "/events/0/content_sha256", ["event.content_hash", "event.signature"]),
        (BUNDLE, "/events/0/event_id", ["event.id", "event.content_hash", "event.signature"]),
        (BUNDLE, "/events/0/signature/key_id", ["event.signature"]),
        (BUNDLE, "/events/0/subject_pith_number", ["record.pith_number"]),
        (BUNDLE, "/events/0/payload/receipt", ["receipt.signature", "receipt.hash"]),
        (BUNDLE, "/events/0/payload/receipt/signed_at", ["receipt.signature"]),
        (
            BUNDLE,
            "/events/0/payload/canonical_record",
            ["record.canonical_hash", "receipt.hash", "receipt.signature"],
        ),
        (BUNDLE, "/state", ["state.hash"]),
        (BUNDLE, "/state/state_sha256", ["state.hash"]),
        (BUNDLE, SNAPSHOT + "/paper/title", ["snapshot.title"]),
        (BUNDLE, SNAPSHOT + "/claims", ["snapshot.section_hash"]),
        (BUNDLE, SNAPSHOT + "/claims/snapshot_sha256", ["snapshot.section_hash"]),
        (BUNDLE, "/canonical_record/metadata/title_canon_sha256", ["snapshot.title"]),
        (BUNDLE, "/public_keys/0", ["key.fingerprint"]),
        (BUNDLE, "/public_keys/0/fingerprint_sha256_hex", ["key.fingerprint"]),
        (STATE, "", ["state.hash"]),
        (STATE, "/current/record_created", ["state.event_id"]),
        (STATE, "/current/graph_snapshots/0/event_id", ["state.event_id"]),
        (STATE, CREATED + "/canonical_sha256", ["record.canonical_hash", "receipt.signature"]),
        (RECORD, "/receipt/canonical_sha256", ["receipt.hash", "receipt.signature"]),
        (RECORD, "/paper/title", ["snapshot.title"]),
        ("signing-key", "/fingerprint_sha256_hex", ["key.fingerprint"]),
        ("integrity-report", "/integrity", ["integrity.snapshot_hash"]),
        ("integrity-report", "/integrity/snapshot_sha256", ["integrity.snapshot_hash"]),
        ("integrity-report", "/integrity/findings", ["integrity.snapshot_hash"]),
        ("integrity-report", "/integrity/detectors_run", ["integrity.snapshot_hash"]),
        ("integrity-report", "/events/0", ["event.content_hash", "event.signature"]),
        ("integrity-report", "/events/1/payload_sha256", ["event.content_hash", "event.signature"]),
    ],
)
def test_traces_are_found_where_a_person_would_ask(
    name: str, pointer: str, expected: list[str]
) -> None:
    assert ids(traces(name, pointer)) == expected


@pytest.mark.parametrize(
    ("name", "pointer"),
    [
        (BUNDLE, "/built_at"),
        (BUNDLE, "/events"),
        (BUNDLE, "/events/0/payload"),
        (BUNDLE, "/public_keys"),
        (BUNDLE, "/source_aliases"),
        (BUNDLE, "/source_aliases/2/created_at"),
        (BUNDLE, "/state/current"),
        (BUNDLE, "/no/such/value"),
        (RECORD, ""),
        ("signing-key", "/key_id"),
        ("mirror-manifest", "/mirrors"),
        ("integrity-report", "/integrity/summary"),
        ("integrity-report", "/integrity/findings/0"),
    ],
)
def test_elsewhere_there_is_no_trace(name: str, pointer: str) -> None:
    assert traces(name, pointer) == ()


def test_worst_comes_first_then_what_is_stated_there() -> None:
    failed = traces("payload-changed", "/events/1")
    assert ids(failed) == ["event.content_hash", "event.signature", "event.id"]
    outcomes = [one.outcome for one in failed]
    assert outcomes == [Outcome.DIFFERS, Outcome.NOT_REACHED, Outcome.EQUAL]
