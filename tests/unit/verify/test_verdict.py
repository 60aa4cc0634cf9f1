"""The sentence of the verdict: true of this document, the cause before the number of symptoms."""

from typing import Any

import pytest

from inspector.verify.report import Integrity, Verdict
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from tests.conftest import public, report_on
from tests.vectors.drafts import bundle, integrity_report, mirror_manifest, pith_record
from tests.vectors.keys import OTHER, OWN, Object
from tests.vectors.sealing import seal
from tests.vectors.test_vectors import MANIFEST, report_of
from tests.vectors.vector import text

ROWS: dict[str, Any] = {row["file"].removesuffix(".json"): row for row in MANIFEST}
VERIFIED = (
    "All that a bundle must show was checked and holds, and a key you trust signed the whole of it."
)
ONE_UNMADE, TWO_UNMADE = " 1 check could not be made.", " 2 checks could not be made."
ON_ITS_OWN = (
    "on its own is not signed as a whole: the receipt covers the canonical record and nothing "
    "else. The bundle would prove more."
)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("rotates-later", VERIFIED),
        ("good", VERIFIED + ONE_UNMADE),
        ("distrusted-beside", VERIFIED + TWO_UNMADE + " There is 1 warning."),
        ("created-in-2999", VERIFIED + ONE_UNMADE + " There are 3 warnings."),
        (
            "record.short_pith_number",
            "1 check failed. The short number is not the beginning of the Pith Number.",
        ),
        (
            "signature-of-another",
            "2 checks failed. The signature is not valid for this hash and the key it names.",
        ),
        ("distrusted", "A key that you distrust signed this bundle."),
        (
            "unknown-key",
            "Every hash and signature holds, but the key “elsewhere-v1” is not in your list."
            + ONE_UNMADE
            + " There is 1 warning.",
        ),
        (
            "key-id-that-looks-alike",
            "It is in doubt who signed this. The id of this key, “tеst-v1”, looks like that of a "
            "trusted key, “test-v1”, and is not it." + ONE_UNMADE + " There is 1 warning.",
        ),
        (
            "no-key-at-hand",
            "No check failed, but 7 things that a verified bundle must show were not shown: no key "
            "“test-v1” is at hand (receipt.signature). 8 checks could not be made.",
        ),
        (
            "title-without-a-hash",
            "No check failed, but 1 thing that a verified bundle must show was not shown: "
            "title_canon_sha256 is missing (snapshot.title)." + TWO_UNMADE,
        ),
        (
            "bundle-unsigned",
            "No check failed, but the bundle is not signed: nothing vouches for its aliases, state "
            "and links. 7 checks could not be made.",
        ),
        ("good-state", "No check failed, but a state " + ON_ITS_OWN),
        ("good-record", "No check failed, but a record " + ON_ITS_OWN),
        (
            "integrity-report",
            "No check failed, but an integrity report is not signed as a whole, and what its "
            "events hash is not known. 6 checks could not be made.",
        ),
        (
            "mirror-manifest",
            "No check failed, but a mirror manifest is not signed. 4 checks could not be made.",
        ),
        ("signing-key", "This is a key. A key proves nothing about itself." + TWO_UNMADE),
        (
            "distrusted-key-alone",
            "This is a key that you distrust. It has signed nothing here."
            + TWO_UNMADE
            + " There is 1 warning.",
        ),
    ],
)
def test_sentence_says_what_holds_and_what_was_not_checked(name: str, sentence: str) -> None:
    assert str(report_of(ROWS[name]).sentence) == sentence


def sentence(value: Object, *known: KnownKey) -> str:
    return str(report_on(text(value), TrustedKeys(known)).sentence)


def test_record_without_a_receipt_is_not_said_to_have_one() -> None:
    value = pith_record()
    del value["receipt"]
    assert sentence(value).startswith(
        "No check failed, but no signature in this record was shown to hold. "
    )


def test_key_that_is_distrusted_and_only_named_did_not_sign() -> None:
    namesake = PublicKey.of(OTHER.key_id, OWN.raw)
    draft = bundle(OTHER)
    draft["public_keys"] = []
    assert sentence(seal(draft, OTHER), KnownKey(namesake, Standing.DISTRUSTED, "test")) == (
        "A signature in this bundle names a key that you distrust."
    )


def test_not_every_hash_is_said_to_hold_where_one_could_not_be_checked() -> None:
    draft = bundle()
    claims = draft["events"][1]["payload"]["graph_snapshot"]["claims"]
    claims |= {"count": 1, "items": [{"claim_id": "C1"}], "snapshot_sha256": "0" * 64}
    assert sentence(seal(draft)).startswith(
        f"No check failed, but the key “{OWN.key_id}” is not in your list. "
    )


def test_what_is_no_bundle_must_show_as_much_but_for_what_it_cannot_hold() -> None:
    def asked(value: Object) -> set[str]:
        return {one.id for one in report_on(text(value)).obligations}

    whole = seal(bundle())
    of_bundle, of_state = asked(whole), asked(whole["state"])
    own = {id_ for id_ in of_bundle if id_.startswith("event.")} | {"record_created"}
    assert of_state == of_bundle - own | {"state.event_id"}
    assert asked(pith_record()) == {id_ for id_ in of_state if not id_.startswith("state.")}
    as_a_whole = {"bundle.hash", "bundle.signature", "bundle.signer", "key.trust", "key.period"}
    assert as_a_whole < of_bundle
    of_keys = as_a_whole | {"document.schema"}
    assert asked(OWN.entry()) == asked(mirror_manifest()) == of_keys
    integrity = {"integrity.snapshot_hash", "integrity.counts"}
    events = {"event.content_hash", "event.signature"}
    assert asked(integrity_report()) == of_keys | {"document.version"} | integrity | events


def test_key_that_is_distrusted_is_said_to_have_signed_only_where_its_signature_holds() -> None:
    value = seal(bundle())
    named = {"key_id": OTHER.key_id, "public_key_fingerprint": OTHER.fingerprint}
    value["bundle_signature"] |= {"signature_status": "signed_v9", **named}
    trust = TrustedKeys(
        tuple(
            KnownKey(public(key), standing, "")
            for key, standing in ((OWN, Standing.TRUSTED), (OTHER, Standing.DISTRUSTED))
        )
    )
    said = "A signature in this bundle names a key that you distrust."
    report = report_on(text(value), trust)
    assert (report.verdict, report.integrity) == (Verdict.FAILED, Integrity.INTACT)
    assert str(report.sentence).startswith(said)
    value["short_pith_number"] = "pith:OTHER234"
    report = report_on(text(value), trust)
    assert str(report.sentence).startswith(f"{said} 2 other checks failed.")
