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


REGISTRY = "registry.example"
"""The name under which the events of our drafts are signed."""
KNOWN_SIGNER = (
    f"{REGISTRY} is known to you with other keys; "
    "compare the fingerprint before you trust this one."
)


def known_for(standing: Standing, *signers: str) -> TrustedKeys:
    return TrustedKeys((KnownKey(public(OWN), standing, "test", signers=signers),))


def of_other(trust: TrustedKeys) -> tuple[Verdict, str]:
    """The verdict on a bundle by another key, and what is said of that key."""
    report = report_on(text(seal(bundle(OTHER), OTHER)), trust)
    (found,) = results(report, "key.trust")
    assert found.status is Status.WARN
    assert found.actual == OTHER.fingerprint
    return report.verdict, found.message


def test_known_signer_with_a_new_key_is_a_warning_of_its_own() -> None:
    trust = known_for(Standing.TRUSTED, "elsewhere.example", REGISTRY)
    assert of_other(trust) == (Verdict.UNPROVEN, KNOWN_SIGNER)


@pytest.mark.parametrize(
    "trust",
    [
        known_for(Standing.TRUSTED),
        known_for(Standing.TRUSTED, "elsewhere.example"),
        known_for(Standing.UNKNOWN, REGISTRY),
        known_for(Standing.DISTRUSTED, REGISTRY),
        TrustedKeys(),
    ],
    ids=["no name", "another name", "only seen", "distrusted", "nobody"],
)
def test_signer_is_known_by_trusted_keys_alone(trust: TrustedKeys) -> None:
    assert of_other(trust) == (Verdict.UNPROVEN, "This key is not in your list.")


def test_key_that_signed_nothing_is_no_known_signers() -> None:
    value = bundle(OWN)
    value["public_keys"].append(OTHER.entry())
    report = report_on(text(seal(value)), known_for(Standing.TRUSTED, REGISTRY))
    assert [found.message for found in results(report, "key.trust")][1:] == [
        "This key is not in your list."
    ]


def test_stated_signer_counts_only_where_its_signature_holds() -> None:
    value = seal(bundle(OTHER), OTHER)
    for one in value["events"]:
        one["signature"]["signature_b64"] = OTHER.sign("00" * 32)
    report = report_on(text(value), known_for(Standing.TRUSTED, REGISTRY))
    (found,) = results(report, "key.trust")
    assert found.message == "This key is not in your list."


def test_key_that_the_document_does_not_carry_is_a_known_signers_too() -> None:
    draft = bundle(OTHER)
    draft["public_keys"] = []
    mine = known_for(Standing.TRUSTED, REGISTRY)
    at_hand = KnownKey(public(OTHER), Standing.UNKNOWN, "test")
    report = report_on(text(seal(draft, OTHER)), mine.with_keys([at_hand]))
    assert [found.message for found in results(report, "key.trust")] == [KNOWN_SIGNER]


def test_impostor_fails_though_its_signer_is_known() -> None:
    report = report_on(
        text(seal(bundle(IMPOSTOR), IMPOSTOR)), known_for(Standing.TRUSTED, REGISTRY)
    )
    (found,) = results(report, "key.trust")
    assert (report.verdict, found.status) == (Verdict.FAILED, Status.FAIL)
    assert found.message == "This key has the id of a key that you trust, but other bytes."


def test_trusted_key_under_its_own_name_is_no_news() -> None:
    report = report_on(text(seal(bundle(OWN))), known_for(Standing.TRUSTED, REGISTRY))
    assert report.verdict is Verdict.VERIFIED
    assert {found.status for found in results(report, "key.trust")} == {Status.PASS}


def test_shipped_key_is_known_to_sign_as_pith() -> None:
    assert pith_trust().known_signers() == {"pith.science"}
    assert pith_trust().keys_of("pith.science") == (pith_trust().known[0].key,)
    assert pith_trust().keys_of("registry.example") == ()


def test_known_signers_name_is_shown_by_its_beginning() -> None:
    name = "x" * 200
    draft = bundle(OTHER)
    for one in draft["events"]:
        one["signer"]["signer_id"] = name
    report = report_on(text(seal(draft, OTHER)), known_for(Standing.TRUSTED, name))
    (found,) = results(report, "key.trust")
    assert found.message.startswith("x" * 80 + " is known")


def test_fingerprint_is_compared_in_eight_groups_of_four() -> None:
    groups = public(OWN).groups
    assert "".join(groups) == OWN.fingerprint
    assert {len(group) for group in groups} == {4}
    assert len(groups) == 8
