"""Trust comes only from the user's list: by the key's bytes; impostors by name; two axes apart."""

import hashlib

import pytest

from inspector.verify.format import Cover
from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import Status
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from tests.conftest import BUNDLE, failing, parses, pith_trust, public, report_on, results, sample
from tests.vectors.drafts import bundle, integrity_report, pith_record
from tests.vectors.keys import IMPOSTOR, OTHER, OWN, TestKey
from tests.vectors.sealing import seal, seal_bundle, seal_event, seal_upwards
from tests.vectors.vector import made_with_receipt, text


def trusting(*keys: TestKey, distrusted: tuple[TestKey, ...] = ()) -> TrustedKeys:
    """A user's list."""
    return TrustedKeys(
        (
            *(KnownKey(public(key), Standing.TRUSTED, "test") for key in keys),
            *(KnownKey(public(key), Standing.DISTRUSTED, "test") for key in distrusted),
        )
    )


def test_standing_is_by_bytes_not_by_name() -> None:
    keys = trusting(OWN)
    assert keys.standing(OWN.raw) is Standing.TRUSTED
    assert keys.standing(IMPOSTOR.raw) is Standing.UNKNOWN
    assert keys.posed_as(OWN.key_id, IMPOSTOR.raw) == public(OWN)
    assert keys.posed_as(OWN.key_id, OWN.raw) is None
    assert keys.posed_as(OTHER.key_id, OTHER.raw) is None


def test_distrust_outweighs_trust_in_either_order() -> None:
    one = trusting(OWN, distrusted=(OWN,))
    other = TrustedKeys(tuple(reversed(one.known)))
    assert one.standing(OWN.raw) is other.standing(OWN.raw) is Standing.DISTRUSTED


def test_two_trusted_keys_of_one_id_are_no_impostors_of_each_other() -> None:
    keys = trusting(OWN, IMPOSTOR)
    assert keys.posed_as(OWN.key_id, OWN.raw) is None
    assert keys.posed_as(OWN.key_id, IMPOSTOR.raw) is None


def test_name_of_a_distrusted_key_makes_no_impostor() -> None:
    assert trusting(distrusted=(OWN,)).posed_as(OWN.key_id, IMPOSTOR.raw) is None


@pytest.mark.parametrize(
    ("signer", "trust", "verdict", "integrity", "axis"),
    [
        (OWN, trusting(OWN), Verdict.VERIFIED, Integrity.INTACT, Trust.TRUSTED),
        (OWN, trusting(OTHER), Verdict.UNPROVEN, Integrity.INTACT, Trust.UNKNOWN),
        (OWN, TrustedKeys(), Verdict.UNPROVEN, Integrity.INTACT, Trust.UNKNOWN),
        (OWN, trusting(distrusted=(OWN,)), Verdict.FAILED, Integrity.INTACT, Trust.DISTRUSTED),
        (IMPOSTOR, trusting(OWN), Verdict.FAILED, Integrity.BROKEN, Trust.UNKNOWN),
    ],
    ids=["trusted", "unknown", "nobody", "distrusted", "impostor"],
)
def test_axes_are_never_folded(
    signer: TestKey, trust: TrustedKeys, verdict: Verdict, integrity: Integrity, axis: Trust
) -> None:
    report = report_on(text(seal(bundle(signer), signer)), trust)
    assert (report.verdict, report.integrity, report.trust) == (verdict, integrity, axis)


def test_key_that_the_document_does_not_carry_is_told_of_too() -> None:
    draft = bundle(OWN)
    draft["public_keys"] = []
    data = text(seal(draft))
    (found,) = results(report_on(data, trusting(OWN)), "key.trust")
    assert found.status is Status.PASS
    report = report_on(data, trusting(distrusted=(OWN,)))
    assert (report.verdict, report.trust) == (Verdict.FAILED, Trust.DISTRUSTED)


def test_key_given_without_a_name_goes_by_any() -> None:
    nameless = TrustedKeys((KnownKey(PublicKey.of("", OWN.raw), Standing.TRUSTED, "test"),))
    draft = bundle(OWN)
    draft["public_keys"] = []
    assert report_on(text(seal(draft)), nameless).verdict is Verdict.VERIFIED


def test_impostor_whose_key_the_document_hides_still_fails() -> None:
    draft = bundle(IMPOSTOR)
    draft["public_keys"] = []
    report = report_on(text(seal(draft, IMPOSTOR)), trusting(OWN))
    assert report.verdict is Verdict.FAILED
    assert failing(report) == {"receipt.signer", "event.signer", "bundle.signer"}


def test_one_signature_of_an_unknown_key_among_trusted_ones_is_not_verified() -> None:
    value = seal(bundle(OWN))
    value["public_keys"].append(OTHER.entry())
    value["events"][1]["signer"] |= {
        "key_id": OTHER.key_id,
        "public_key_fingerprint": OTHER.fingerprint,
    }
    seal_event(value["events"][1], OTHER)
    seal_upwards(value)
    report = report_on(text(value), trusting(OWN))
    assert (report.verdict, report.trust) == (Verdict.UNPROVEN, Trust.UNKNOWN)
    assert report_on(text(value), trusting(OWN, OTHER)).verdict is Verdict.VERIFIED


def test_receipt_that_names_no_hash_keeps_a_bundle_from_being_verified() -> None:
    value = made_with_receipt(lambda payload: payload["receipt"].pop("canonical_sha256"))
    report = report_on(text(value), trusting(OWN))
    assert (report.verdict, report.trust) == (Verdict.UNPROVEN, Trust.INCOMPLETE)


def test_shipped_key_is_what_the_sample_needs() -> None:
    assert report_on(sample(BUNDLE), pith_trust()).verdict is Verdict.VERIFIED


# --- names ------------------------------------------------------------------------------------


def named(key_id: str, key: TestKey) -> TestKey:
    """A key under another id."""
    return TestKey(key_id, key.secret)


def of_key(signer: TestKey, trust: TrustedKeys) -> tuple[Verdict, Status, str]:
    """The verdict on a bundle by ``signer``, and what is said of the key."""
    report = report_on(text(seal(bundle(signer), signer)), trust)
    (found,) = results(report, "key.trust")
    return report.verdict, found.status, str(found.message)


@pytest.mark.parametrize(
    "key_id",
    [
        OWN.key_id,
        *("TEST-V1", " test-v1 ", "test -v1", "test-v1\n", "t\u00ade\u200bst-v1", "test-v1\u2060"),
        *(
            "\uff54est-v1",
            "test\uff0dv1",
            "te\u017ft-v1",
            "test-v\u2460",
        ),
        *("test-v1\u2800", "test-v1\u3164", "\u2003test-v1", "test-v1\ufe0f", "test-v1\U000e0001"),
    ],
    ids=ascii,
)
def test_id_that_reads_like_a_trusted_keys_is_an_impostors(key_id: str) -> None:
    verdict, status, message = of_key(named(key_id, IMPOSTOR), trusting(OWN))
    assert (verdict, status) == (Verdict.FAILED, Status.FAIL)
    assert message == ("This key has the id of a key that you trust, “test-v1”, but other bytes.")


@pytest.mark.parametrize(
    "key_id", ["t\u0435st-v1", "test\u2010v1", "test-vl", "tes\U0001d5cd\u2013vI"], ids=ascii
)
def test_id_that_looks_like_a_trusted_keys_warns_and_names_it(key_id: str) -> None:
    verdict, status, message = of_key(named(key_id, IMPOSTOR), trusting(OWN))
    assert (verdict, status) == (Verdict.UNPROVEN, Status.WARN)
    assert message.endswith("looks like that of a trusted key, “test-v1”, and is not it.")


@pytest.mark.parametrize("key_id", ["test-v2", "tst-v1", "another", "test-v11"])
def test_id_that_is_another_is_only_not_known(key_id: str) -> None:
    assert of_key(named(key_id, IMPOSTOR), trusting(OWN)) == (
        *(Verdict.UNPROVEN, Status.WARN),
        "This key is not in your list.",
    )


def test_trusted_bytes_make_no_impostor_good_under_another_trusted_id() -> None:
    """The attacker's key was once trusted under its own name."""
    trust = trusting(OWN, named("attacker", IMPOSTOR))
    verdict, status, _ = of_key(named(OWN.key_id, IMPOSTOR), trust)
    assert (verdict, status) == (Verdict.FAILED, Status.FAIL)


def test_key_trusted_under_its_own_id_never_looks_like_another() -> None:
    trust = trusting(OWN, named("test-vl", OTHER))
    assert of_key(named("test-vl", OTHER), trust)[:2] == (Verdict.VERIFIED, Status.PASS)


def test_trusted_key_under_another_id_than_the_lists_warns() -> None:
    assert of_key(named("renamed", OWN), trusting(OWN)) == (
        *(Verdict.UNPROVEN, Status.WARN),
        "You trust this key as “test-v1”; the document calls it “renamed”.",
    )


def test_signer_is_named_by_the_list_and_the_documents_name_is_its_claim() -> None:
    for trust, name in ((trusting(named("my own name", OWN)), "my own name"), (trusting(), "")):
        report = report_on(text(seal(bundle(OWN))), trust)
        assert {one.name for one in report.signatures} == {name}
        assert {one.key_id for one in report.signatures} == {OWN.key_id}
        assert {one.signer_id for one in report.signatures if one.cover is Cover.EVENT} == {
            "registry.example"
        }


def test_signature_that_does_not_hold_has_no_name() -> None:
    value = seal(bundle(OWN))
    for one in value["events"]:
        one["signature"]["signature_b64"] = OTHER.sign("00" * 32)
    report = report_on(text(value), trusting(OWN))
    events = [one for one in report.signatures if one.cover is Cover.EVENT]
    assert {(one.status, one.name, one.standing) for one in events} == {(Status.FAIL, "", None)}


def test_names_that_documents_gave_a_signer_play_no_part() -> None:
    own = KnownKey(public(OWN), Standing.TRUSTED, "test", signers=("registry.example",))
    assert of_key(OTHER, TrustedKeys((own,))) == (
        *(Verdict.UNPROVEN, Status.WARN),
        "This key is not in your list.",
    )


# --- period ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["key_id", "fingerprint_sha256_hex", "capitals", "base32"])
@pytest.mark.parametrize(
    ("said", "verdict", "status"),
    [
        ({"rotates_at": "2026-01-01T00:00:00Z"}, Verdict.FAILED, Status.FAIL),
        ({"revoked_at": "2026-01-01T00:00:00Z"}, Verdict.UNPROVEN, Status.UNCHECKED),
        ({"rotates_at": "2999-01-01T00:00:00Z"}, Verdict.VERIFIED, Status.PASS),
    ],
)
def test_entry_that_names_a_signing_key_without_its_bytes_says_when_it_ends(
    name: str, said: dict[str, str], verdict: Verdict, status: Status
) -> None:
    own = OWN.entry()
    names = {
        "key_id": {"key_id": own["key_id"]},
        "fingerprint_sha256_hex": {"key_id": "x", "fingerprint_sha256_hex": OWN.fingerprint},
        "capitals": {"key_id": "x", "fingerprint_sha256_hex": OWN.fingerprint.upper()},
        "base32": {"key_id": "x"}
        | {name: own[name] for name in own if name.startswith("fingerprint_sha256_b32")},
    }
    for carried in ([OWN.entry()], []):
        draft = bundle(OWN)
        draft["public_keys"] = [*carried, names[name] | said]
        report = report_on(text(seal(draft)), trusting(OWN))
        found = {one.path: one.status for one in results(report, "key.period")}
        assert (report.verdict, found[f"/public_keys/{len(carried)}"]) == (verdict, status)


def test_entry_without_bytes_and_with_the_fingerprint_of_another_key_ends_no_other() -> None:
    draft = bundle(OWN)
    said = {"key_id": OWN.key_id, "fingerprint_sha256_hex": OTHER.fingerprint}
    draft["public_keys"].append(said | {"rotates_at": "2026-01-01T00:00:00Z"})
    assert report_on(text(seal(draft)), trusting(OWN)).verdict is Verdict.VERIFIED


# --- distrust ---------------------------------------------------------------------------------


def test_signature_that_was_not_checked_is_still_by_a_key_that_is_distrusted() -> None:
    value = seal(bundle(OWN))
    value["events"][0]["signature"]["signature_status"] = "signed_v2"
    seal_upwards(value)
    report = report_on(text(value), trusting(OTHER, distrusted=(OWN,)))
    assert (report.verdict, report.trust) == (Verdict.FAILED, Trust.DISTRUSTED)


def test_distrust_is_said_before_what_else_failed() -> None:
    value = seal(bundle(OWN))
    trust = trusting(OTHER, distrusted=(OWN,))
    assert str(report_on(text(value), trust).sentence) == (
        "A key that you distrust signed this bundle."
    )
    value["short_pith_number"] = "pith:AAAAAAAA"
    assert str(report_on(text(seal_bundle(value)), trust).sentence) == (
        "A key that you distrust signed this bundle. 1 other check failed. The short number is not "
        "the beginning of the Pith Number."
    )


def test_distrusted_key_that_signed_nothing_warns() -> None:
    draft = bundle(OWN)
    draft["public_keys"].append(OTHER.entry())
    report = report_on(text(seal(draft)), trusting(OWN, distrusted=(OTHER,)))
    found = [(one.status, one.path) for one in results(report, "key.trust")]
    assert found == [(Status.PASS, "/public_keys/0"), (Status.WARN, "/public_keys/1")]
    assert (report.verdict, report.trust) == (Verdict.VERIFIED, Trust.TRUSTED)


def test_signature_that_names_a_distrusted_key_by_its_id_is_distrusted() -> None:
    draft = bundle(OTHER)
    draft["public_keys"] = []
    for trust, axis in (
        (trusting(OWN, distrusted=(OTHER,)), Trust.DISTRUSTED),
        # The id of a key that is trusted is not given away to whoever was distrusted under it.
        (trusting(OWN, distrusted=(IMPOSTOR,)), Trust.INCOMPLETE),
    ):
        report = report_on(text(seal(draft, OTHER)), trust)
        assert report.trust is axis


def test_name_that_nobody_sees_is_not_that_of_a_distrusted_key_without_one() -> None:
    trust = trusting(OWN, distrusted=(named("", OTHER),))
    assert not trust.is_distrusted_name("\u200b", "")
    assert trust.is_distrusted_name("", OTHER.fingerprint)


def test_many_signatures_are_held_against_many_distrusted_keys_in_a_moment() -> None:
    many = tuple(named(f"distrusted {number}", OTHER) for number in range(2_000))
    value = pith_record() | {"events": [{"signature": {"key_id": f"k{n}"}} for n in range(10_000)]}
    data, trust = text(value), trusting(OWN, distrusted=many)
    assert parses(lambda: report_on(data, trust), data) < 300
    assert report_on(data, trust).verdict is Verdict.UNPROVEN


def test_fingerprint_is_compared_in_eight_groups_of_four() -> None:
    groups = public(OWN).groups
    assert "".join(groups) == OWN.fingerprint
    assert {len(group) for group in groups} == {4}
    assert len(groups) == 8


@pytest.mark.parametrize("part", ["signature", "signer"])
@pytest.mark.parametrize("name", ["key_id", "public_key_fingerprint"])
def test_event_of_a_record_that_names_a_distrusted_key_is_distrusted(part: str, name: str) -> None:
    stated = {"key_id": OTHER.key_id, "public_key_fingerprint": OTHER.fingerprint}[name]
    value = pith_record() | {"events": [{part: {name: stated}}, "no event"]}
    report = report_on(text(value), trusting(OWN, distrusted=(OTHER,)))
    assert (report.verdict, report.trust) == (Verdict.FAILED, Trust.DISTRUSTED)
    assert "/events/0" in {one.path for one in results(report, "key.trust")}


def test_integrity_event_in_a_record_that_names_a_distrusted_key_is_distrusted() -> None:
    value = pith_record() | {"events": integrity_report(OTHER)["events"]}
    report = report_on(text(value), trusting(OWN, distrusted=(OTHER,)))
    assert (report.verdict, report.trust) == (Verdict.FAILED, Trust.DISTRUSTED)
    assert report_on(text(value), trusting(OWN)).verdict is Verdict.UNPROVEN


@pytest.mark.parametrize(
    "stated",
    [
        OTHER.entry()["fingerprint_sha256_b32_first128bits"],
        hashlib.sha256(OTHER.raw).hexdigest(),
        "SHA256:" + hashlib.sha256(OTHER.raw).hexdigest().upper(),
        " ".join(PublicKey.of("", OTHER.raw).groups),
    ],
    ids=["base32", "whole", "with a prefix", "in groups"],
)
def test_distrusted_key_is_known_by_its_fingerprint_in_any_spelling(stated: str) -> None:
    value = seal(bundle(OWN))
    value["bundle_signature"] |= {
        "key_id": "nobody",
        "public_key_fingerprint": stated,
        "signature_status": "signed_v2",
    }
    report = report_on(text(value), trusting(OWN, distrusted=(OTHER,)))
    assert (report.verdict, report.trust) == (Verdict.FAILED, Trust.DISTRUSTED)
    assert report_on(text(value), trusting(OWN, distrusted=(IMPOSTOR,))).trust is Trust.INCOMPLETE


def test_event_of_an_integrity_report_that_states_a_distrusted_fingerprint_is_distrusted() -> None:
    value = integrity_report()
    value["events"][0] |= {"public_key_fingerprint": OTHER.fingerprint}
    report = report_on(text(value), trusting(OWN, distrusted=(OTHER,)))
    assert (report.verdict, report.trust) == (Verdict.FAILED, Trust.DISTRUSTED)
