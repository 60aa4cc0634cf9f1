"""Trust comes from the user's list alone: standing by bytes, impostors by name, two axes apart."""

import pytest

from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import Status
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from tests.conftest import BUNDLE, failing, pith_trust, report_on, results, sample
from tests.vectors.drafts import bundle
from tests.vectors.keys import IMPOSTOR, OTHER, OWN, TestKey
from tests.vectors.sealing import seal, seal_event, seal_upwards
from tests.vectors.vector import made_with_receipt, text


def public(key: TestKey) -> PublicKey:
    return PublicKey.of(key.key_id, key.raw)


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
    assert keys.is_impostor(public(IMPOSTOR))
    assert not keys.is_impostor(public(OWN))
    assert not keys.is_impostor(public(OTHER))


def test_distrust_outweighs_trust_in_either_order() -> None:
    one = trusting(OWN, distrusted=(OWN,))
    other = TrustedKeys(tuple(reversed(one.known)))
    assert one.standing(OWN.raw) is other.standing(OWN.raw) is Standing.DISTRUSTED


def test_two_trusted_keys_of_one_id_are_no_impostors_of_each_other() -> None:
    keys = trusting(OWN, IMPOSTOR)
    assert not keys.is_impostor(public(OWN))
    assert not keys.is_impostor(public(IMPOSTOR))


def test_name_of_a_distrusted_key_makes_no_impostor() -> None:
    assert not trusting(distrusted=(OWN,)).is_impostor(public(IMPOSTOR))


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
    assert (report.verdict, report.trust) == (Verdict.UNPROVEN, Trust.UNKNOWN)


def test_shipped_key_is_what_the_sample_needs() -> None:
    assert report_on(sample(BUNDLE), pith_trust()).verdict is Verdict.VERIFIED
