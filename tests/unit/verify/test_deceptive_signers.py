"""Documents whose signatures, keys and entries say more of who signed what than was shown."""

from collections.abc import Callable
from typing import Any

import pytest

from inspector.verify.report import Report, Trust, Verdict
from inspector.verify.result import Status
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from tests.conftest import report_on, results
from tests.unit.verify.test_deceptions import GIVEN, TRUST, outcome
from tests.vectors.drafts import (
    bundle,
    event,
    integrity_report,
    mirror_manifest,
    pith_record,
    record,
    snapshot,
)
from tests.vectors.keys import IMPOSTOR, OTHER, OWN, Object
from tests.vectors.sealing import (
    merged,
    seal,
    seal_bundle,
    seal_event,
    seal_from_events,
    seal_state,
    seal_upwards,
)
from tests.vectors.vector import text

# --- signatures -------------------------------------------------------------------------------

NO_SIGNATURE = "A" * 86 + "=="


def spoilt(cover: str, change: Callable[[Object], object]) -> Report:
    """The report on a bundle with one of its signatures changed, and all above sealed again."""
    whole: Object = seal(bundle())
    if cover == "bundle":
        change(whole["bundle_signature"])
        return report_on(text(whole), TRUST)
    if cover == "event":
        change(whole["events"][1]["signature"])
        return report_on(text(seal_upwards(whole)), TRUST)
    change(whole["events"][0]["payload"]["receipt"])
    return report_on(text(seal_from_events(whole)), TRUST)


@pytest.mark.parametrize("cover", ["receipt", "event", "bundle"])
def test_signature_that_states_no_fingerprint_fails_by_the_key_of_its_id(cover: str) -> None:
    def change(signature: Object) -> None:
        signature["signature_b64"] = NO_SIGNATURE
        del signature["public_key_fingerprint"]

    found = spoilt(cover, change)
    (result,) = (one for one in results(found, f"{cover}.signature") if one.status is Status.FAIL)
    assert found.verdict is Verdict.FAILED
    absent = result.path + "/public_key_fingerprint"
    assert outcome(found, f"{cover}.signer", absent)[1] is Status.UNCHECKED


@pytest.mark.parametrize("stated", ["", None, True])
def test_no_key_is_said_to_verify_a_signature_that_fails(stated: object) -> None:
    def change(signature: Object) -> None:
        signature |= {"signature_b64": NO_SIGNATURE, "public_key_fingerprint": stated}

    found = spoilt("receipt", change)
    (signer,) = results(found, "receipt.signer")
    assert signer.status is Status.FAIL
    assert str(signer.message) == "The fingerprint is not that of the key with this id."


@pytest.mark.parametrize("key_id", ["TEST-V1", "t\u0435st-v1"])
def test_id_of_a_key_not_at_hand_that_looks_like_a_trusted_one_warns(key_id: str) -> None:
    """In a bundle that carries the key, key.trust says it; here nothing carries one."""
    alone = pith_record(OTHER)
    alone["receipt"]["key_id"] = key_id
    del alone["receipt"]["public_key_fingerprint"]
    found = report_on(text(alone), TRUST)
    assert outcome(found, "receipt.signer", "/receipt") == (Verdict.UNPROVEN, Status.WARN)
    listed = integrity_report(OTHER)
    listed["events"][0]["signing_key_id"] = key_id
    found = report_on(text(listed), TRUST)
    place = "/events/0/signing_key_id"
    assert outcome(found, "event.signer", place) == (Verdict.UNPROVEN, Status.WARN)
    assert outcome(found, "event.signer", "/events/1/signing_key_id")[1] is Status.UNCHECKED


def test_period_of_a_key_is_not_settled_by_another_key_in_the_same_entry() -> None:
    """One entry names two keys, one by each fingerprint; of one, nothing says when it ends."""
    draft = bundle()
    both = {"key_id": "both", "fingerprint_sha256_hex": OWN.fingerprint}
    both["fingerprint_sha256_b32_first128bits"] = PublicKey.of("", OTHER.raw).fingerprint_base32
    draft["public_keys"] = [both]
    seal(draft)
    draft["events"][1]["signer"] |= {
        "key_id": OTHER.key_id,
        "public_key_fingerprint": OTHER.fingerprint,
    }
    seal_event(draft["events"][1], OTHER)
    revoked = tuple(one._replace(unknown_members=("revoked_at",)) for one in TRUST.known)
    other = KnownKey(PublicKey.of(OTHER.key_id, OTHER.raw), *GIVEN)
    found = report_on(text(seal_upwards(draft)), TrustedKeys((*revoked, other)))
    assert found.verdict is Verdict.UNPROVEN


def test_integrity_report_that_could_be_taken_for_a_key_fails() -> None:
    found = report_on(text({**integrity_report(), **OTHER.entry()}), TRUST)
    assert outcome(found, "document.schema", "/key_id") == (Verdict.FAILED, Status.FAIL)
    assert report_on(text(integrity_report()), TRUST).verdict is Verdict.UNPROVEN
    named = {**OTHER.entry(), "key_type": "pith_signing_key"}
    assert report_on(text(named), TRUST).verdict is Verdict.UNPROVEN


@pytest.mark.parametrize("name", ["public_key_b64", "public_key_hex"])
def test_null_in_a_manifest_is_no_missing_spelling_of_the_key(name: str) -> None:
    """What a manifest must have is not known, so its shape says nothing of it."""
    value = mirror_manifest()
    value["public_key"][name] = None
    found = report_on(text(value), TRUST)
    assert outcome(found, "key.encoding", "/public_key") == (Verdict.FAILED, Status.FAIL)
    del value["public_key"][name]
    found = report_on(text(value), TRUST)
    assert outcome(found, "key.encoding", f"/public_key/{name}")[1] is Status.UNCHECKED


# --- states alone -----------------------------------------------------------------------------


def test_state_that_says_that_a_distrusted_key_signed_an_event_is_distrusted() -> None:
    other = KnownKey(PublicKey.of(OTHER.key_id, OTHER.raw), Standing.DISTRUSTED, "test")
    draft = bundle()
    seal(draft)
    draft["events"][1]["signer"]["public_key_fingerprint"] = OTHER.fingerprint
    seal_event(draft["events"][1], OTHER)
    state = seal_upwards(draft)["state"]
    found = report_on(text(state), TrustedKeys((*TRUST.known, other)))
    assert (found.verdict, found.trust) == (Verdict.FAILED, Trust.DISTRUSTED)
    assert outcome(found, "key.trust", "/current/graph_snapshots/0")[1] is Status.FAIL


@pytest.mark.parametrize("name", ["event_type", "prev_event", "schema_version", "signature"])
def test_entry_that_says_what_its_event_has_elsewhere_does_not_pass(name: str) -> None:
    """The event is rebuilt without it, so its hash says nothing of it."""
    state: Object = merged(seal(bundle()))
    state["current"]["graph_snapshots"][0][name] = "correction"
    found = report_on(text(seal_state(state)), TRUST)
    place = "/current/graph_snapshots/0"
    assert outcome(found, "state.event_id", place + "/event_id")[1] is Status.UNCHECKED
    del state["current"]["graph_snapshots"][0]["payload"]["graph_snapshot"]["paper"]
    found = report_on(text(seal_state(state)), TRUST)
    missing = place + "/payload/graph_snapshot/paper"
    assert outcome(found, "document.schema", missing)[1] is Status.FAIL


def set_aside(named: Any) -> Object:
    """A bundle whose state leaves a correction out as invalid; a newer snapshot follows it."""
    whole: Object = seal(bundle())
    whole["events"].append(event("correction", "record", {"n": 1}, whole["pith_number"]))
    seal_event(whole["events"][2])
    invalid = whole["events"][2]["event_id"]
    payload = {"graph_snapshot": snapshot(record()), "verdict_id": None}
    whole["events"].append(event("graph_snapshot", "graph", payload, whole["pith_number"]))
    whole["events"][3]["prev_event"] = invalid
    seal_event(whole["events"][3])
    state = merged(whole)
    state["applied_event_ids"].remove(invalid)
    state["current"]["corrections"] = []
    state |= {"invalid_events": [named(invalid)], "invalid_event_count": 1, "valid_event_count": 3}
    whole["state"] = seal_state(state)
    return seal_bundle(whole)


@pytest.mark.parametrize("named", [str, lambda one: {"event_id": one}, lambda one: {one: "late"}])
def test_event_may_follow_one_that_the_state_names_as_invalid(named: Any) -> None:
    whole = set_aside(named)
    found = report_on(text(whole), TRUST)
    assert (found.verdict, found.counts.failed) == (Verdict.UNPROVEN, 0)
    alone = report_on(text(whole["state"]), TRUST)
    assert {one.status for one in results(alone, "state.event_id")} == {Status.PASS}


# --- signatures that cannot be checked --------------------------------------------------------

DISTRUSTING = TrustedKeys(
    (*TRUST.known, KnownKey(PublicKey.of(OTHER.key_id, OTHER.raw), Standing.DISTRUSTED, "test"))
)
NAMES_OTHER = {"key_id": OTHER.key_id, "public_key_fingerprint": OTHER.fingerprint}


def event_without_signature() -> Object:
    whole: Object = seal(bundle())
    whole["events"][1]["signer"] |= NAMES_OTHER
    del whole["events"][1]["signature"]
    return whole


def payload_without_record() -> Object:
    whole: Object = seal(bundle())
    whole["events"][0]["payload"]["receipt"] |= NAMES_OTHER
    del whole["events"][0]["payload"]["canonical_record"]
    return whole


def record_without_record() -> Object:
    alone = pith_record(OTHER)
    del alone["canonical_record"]
    return alone


def state_without_record() -> Object:
    state: Object = merged(seal(bundle()))
    state["current"]["record_created"]["payload"]["receipt"] |= NAMES_OTHER
    del state["current"]["record_created"]["payload"]["canonical_record"]
    return state


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (event_without_signature(), "/events/1/signature"),
        (payload_without_record(), "/events/0/payload/receipt"),
        (record_without_record(), "/receipt"),
        (state_without_record(), "/current/record_created/payload/receipt"),
    ],
    ids=["event", "payload", "record", "state"],
)
def test_key_that_is_named_is_distrusted_also_where_nothing_is_there_to_check(
    value: Object, place: str
) -> None:
    found = report_on(text(value), DISTRUSTING)
    assert found.trust is Trust.DISTRUSTED
    assert outcome(found, "key.trust", place) == (Verdict.FAILED, Status.FAIL)


IN_A_REPORT = [{"signing_key_id": OTHER.key_id}, {"public_key_fingerprint": OTHER.fingerprint}]


def value_with_an_event_as_in_a_report(kind: str, named: Object) -> tuple[Object, str]:
    """A document with an event that names its key as one of an integrity report, and its place."""
    event_of_a_report = {"event_type": "pith.integrity.v1", "signature_b64": NO_SIGNATURE, **named}
    if kind == "report":
        return integrity_report() | {"events": [event_of_a_report]}, "/events/0"
    if kind == "record":
        return pith_record() | {"events": [event_of_a_report]}, "/events/0"
    whole = bundle()
    if kind == "bundle":
        added = event("pith.integrity.v1", "record", {"n": 1}, whole["pith_number"])
        whole["events"].append(added | event_of_a_report)
        return seal(whole), "/events/2"
    state = merged(seal(whole))
    state["current"]["graph_snapshots"][0] |= named
    return seal_state(state), "/current/graph_snapshots/0"


@pytest.mark.parametrize("named", IN_A_REPORT, ids=["id", "fingerprint"])
@pytest.mark.parametrize("kind", ["report", "record", "bundle", "state"])
def test_event_as_in_an_integrity_report_names_its_key_in_every_document(
    kind: str, named: Object
) -> None:
    value, place = value_with_an_event_as_in_a_report(kind, named)
    found = report_on(text(value), DISTRUSTING)
    assert found.trust is Trust.DISTRUSTED
    assert outcome(found, "key.trust", place) == (Verdict.FAILED, Status.FAIL)
    assert report_on(text(value), TRUST).trust is not Trust.DISTRUSTED


# --- impostors that are only listed -----------------------------------------------------------


@pytest.mark.parametrize("key_id", [OWN.key_id, OWN.key_id.upper(), "te\u200bst-v1"])
def test_key_under_a_trusted_keys_id_is_an_impostor_also_where_it_is_distrusted(
    key_id: str,
) -> None:
    """To distrust a key must not make a bundle better that lists it and fails without that."""
    draft = bundle()
    draft["public_keys"] = [{**IMPOSTOR.entry(), "key_id": key_id}]
    whole = text(seal(draft))
    distrusted = KnownKey(PublicKey.of(key_id, IMPOSTOR.raw), Standing.DISTRUSTED, "test")
    for trust in (TRUST, TrustedKeys((*TRUST.known, distrusted))):
        found = report_on(whole, trust)
        assert outcome(found, "key.trust", "/public_keys/0") == (Verdict.FAILED, Status.FAIL)
        assert found.trust is Trust.TRUSTED


def test_distrusted_key_under_an_id_of_its_own_that_signed_nothing_warns() -> None:
    draft = bundle()
    draft["public_keys"].append(OTHER.entry())
    found = report_on(text(seal(draft)), DISTRUSTING)
    assert outcome(found, "key.trust", "/public_keys/1") == (Verdict.VERIFIED, Status.WARN)
