"""Hashes and Pith Numbers of twenty real records."""

import hashlib
import json
from base64 import b64decode
from typing import Any

import pytest

from inspector.document.canonical import digest
from inspector.document.identifiers import (
    CanonicalRecord,
    fingerprint,
    fingerprint_base32,
    pith_number,
    tail,
    tail_of,
)
from inspector.jobs.trust_store import shipped_keys
from inspector.verify.record import alias_value, derived_aliases
from inspector.verify.result import Status
from inspector.verify.signatures import is_valid
from tests.conftest import DATA

RECORDS: list[dict[str, Any]] = [
    json.loads(line) for line in (DATA / "real-records.jsonl").read_bytes().splitlines()
]


def real_with(member: str) -> pytest.MarkDecorator:
    """The real records that were seen with this member; not all were seen whole."""
    found = [real for real in RECORDS if member in real]
    assert found
    return pytest.mark.parametrize("real", found, ids=lambda real: real["pith_number"])


def test_there_are_twenty_real_records() -> None:
    assert len(RECORDS) == 20


@real_with("canonical_record")
def test_canonical_record_has_its_hash(real: dict[str, Any]) -> None:
    for plain in (True, False):
        assert digest(real["canonical_record"], plain=plain) == real["canonical_sha256"]


@real_with("canonical_record")
def test_year_of_a_pith_number_is_that_of_submission(real: dict[str, Any]) -> None:
    submitted = real["canonical_record"]["metadata"]["submitted_at"]
    assert pith_number(real["canonical_sha256"], submitted) == real["pith_number"]


@real_with("canonical_sha256")
def test_tail_of_a_pith_number_follows_from_the_hash(real: dict[str, Any]) -> None:
    assert tail_of(real["pith_number"]) == tail(real["canonical_sha256"])


@pytest.mark.parametrize(
    "real",
    [real for real in RECORDS if "title" in real and "canonical_record" in real],
    ids=lambda real: real["pith_number"],
)
def test_title_in_lower_case_has_its_hash(real: dict[str, Any]) -> None:
    stated = real["canonical_record"]["metadata"]["title_canon_sha256"]
    assert hashlib.sha256(real["title"].lower().encode()).hexdigest() == stated


@real_with("source_aliases")
def test_real_aliases_have_the_derived_values(real: dict[str, Any]) -> None:
    record = CanonicalRecord(real["canonical_record"], "", digest(real["canonical_record"]))
    derived = derived_aliases(record)
    found = [alias_value(alias, derived, "") for alias in real["source_aliases"]]
    assert found
    assert {result.status for result in found} == {Status.PASS}


@real_with("receipt_signature_b64")
def test_real_receipts_are_signed_over_the_raw_bytes_of_the_hash(real: dict[str, Any]) -> None:
    signature = b64decode(real["receipt_signature_b64"])
    message = bytes.fromhex(real["canonical_sha256"])
    assert is_valid(shipped_keys()[0].key.raw, message, signature)
    assert not is_valid(shipped_keys()[0].key.raw, message[::-1], signature)


def test_fingerprints_of_the_shipped_key_are_those_of_the_format() -> None:
    key = shipped_keys()[0].key
    assert key.key_id == "pith-v1-2026-05"
    assert fingerprint(key.raw) == key.fingerprint == "8d4b5ee74e4693bcd1df2446408b0d54"
    assert fingerprint_base32(key.raw) == "RVFV5Z2OI2J3ZUO7ERDEBCYNKS"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6",
        "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6TA",
        "pith:2017:m5bnrhpuwga7mhpfdkcqknvn6t",
        "pith:17:M5BNRHPUWGA7MHPFDKCQKNVN6T",
        "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN61",
        "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T\n",
        "pith:٢٠١٧:M5BNRHPUWGA7MHPFDKCQKNVN6T",
    ],
)
def test_malformed_number_has_no_tail(text: str) -> None:
    assert tail_of(text) is None
