"""The keys that made valid signatures in a document, with a few of their names."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inspector.document.reader import read_document
from inspector.verify.keys import LONGEST_NAME, MOST_NAMES, SeenKey, signers, together
from inspector.verify.trust import TrustedKeys
from tests.conftest import BUNDLE, RECORD, pith_trust, public, report_on, sample
from tests.vectors.drafts import bundle
from tests.vectors.keys import OTHER, OWN, TestKey
from tests.vectors.sealing import seal, seal_event, seal_upwards
from tests.vectors.vector import text

REGISTRY = "registry.example"


def found_in(value: Any) -> list[SeenKey]:
    document = read_document(value if isinstance(value, bytes) else text(value))
    return signers(document, report_on(document, TrustedKeys()))


def signed_by_both() -> Any:
    value = seal(bundle(OWN))
    value["public_keys"].append(OTHER.entry())
    second = value["events"][1]
    second["signer"] |= {
        "signer_id": "elsewhere",
        "key_id": OTHER.key_id,
        "public_key_fingerprint": OTHER.fingerprint,
    }
    seal_event(second, OTHER)
    return seal_upwards(value)


def test_keys_are_met_with_the_names_they_signed_under() -> None:
    assert found_in(seal(bundle(OWN))) == [SeenKey(public(OWN), (REGISTRY,))]
    assert found_in(signed_by_both()) == [
        SeenKey(public(OWN), (REGISTRY,)),
        SeenKey(public(OTHER), ("elsewhere",)),
    ]


def test_key_that_signed_nothing_that_holds_is_not_met() -> None:
    value = bundle(OWN)
    value["public_keys"].append(OTHER.entry())
    assert [one.key for one in found_in(seal(value))] == [public(OWN)]
    named = {"key_id": OTHER.key_id, "public_key_fingerprint": OTHER.fingerprint}
    value["events"][1]["signature"] |= named
    assert [one.key for one in found_in(value)] == [public(OWN)], "its signature is not valid"
    broken = seal(bundle(OTHER))
    assert found_in(broken) == [], "signed by a key that the bundle does not carry"


def test_real_documents_are_signed_by_the_shipped_key() -> None:
    key = pith_trust().known[0].key
    assert found_in(sample(BUNDLE)) == [SeenKey(key, ("pith.science",))]
    assert found_in(sample(RECORD)) == [], "a record carries no key"


def test_document_with_many_keys_is_remembered_by_few() -> None:
    value = bundle(OWN)
    keys = [TestKey.of(f"key {number}", f"word {number}") for number in range(40)]
    value["public_keys"] = [key.entry() for key in keys]
    value["events"] *= 20
    value["events"] = [
        one | {"signer": one["signer"] | {"public_key_fingerprint": key.fingerprint}}
        for one, key in zip(value["events"], keys, strict=True)
    ]
    for one, key in zip(value["events"], keys, strict=True):
        seal_event(one, key)
    found = found_in(seal_upwards(value))
    assert len(found) == 20
    assert [one.key for one in found] == [public(key) for key in keys[:20]]


@given(
    st.lists(st.text(max_size=3), max_size=MOST_NAMES, unique=True),
    st.lists(st.text(max_size=3) | st.just("x" * (LONGEST_NAME + 1)), max_size=20),
)
def test_names_are_few_short_and_never_lost(old: list[str], new: list[str]) -> None:
    found = together(old, new)
    assert found[: len(old)] == tuple(old)
    assert len(found) <= MOST_NAMES
    assert len(set(found)) == len(found)
    added = found[len(old) :]
    assert all(0 < len(name) <= LONGEST_NAME and name in new for name in added)
    assert together(found, new) == found
