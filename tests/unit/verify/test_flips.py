"""Altering any byte of a real sample never gives a better verdict."""

import json
from collections.abc import Iterator
from functools import cache

import pytest

from inspector.document.canonical import reference_json
from inspector.document.json_types import Json
from inspector.document.pointer import resolve
from inspector.document.reader import read_document
from inspector.errors import UnreadableError
from inspector.verify.report import Report, Verdict
from tests.conftest import BUNDLE, STATE, leaves, report_on, sample

FLIPS = (0x01, 0x20)
"""A digit, letter or bracket becomes another; upper case becomes lower case."""
COPIES = ("/current/canonical_record", "/current/record_created/payload/canonical_record")
DECIDING = {
    f"/bundle_signature/{name}"
    for name in (
        *("signature_status", "algorithm", "key_id", "public_key_fingerprint"),
        *("signature_b64", "signed_message", "bundle_sha256"),
    )
}
"""No signature covers these, but a check speaks of each: they decide whether the others hold."""


def altered(data: bytes, flip: int) -> Iterator[bytes]:
    for place, byte in enumerate(data):
        yield data[:place] + bytes([byte ^ flip]) + data[place + 1 :]


def report_or_none(data: bytes) -> Report | None:
    try:
        return report_on(data)
    except UnreadableError:
        return None


def is_same_value(one: bytes, other: bytes) -> bool:
    return reference_json(json.loads(one)) == reference_json(json.loads(other))


def changed_pointers(one: Json, other: Json) -> set[str]:
    """The leaves that only one of two values has, or that differ."""
    left, right = dict(leaves(one)), dict(leaves(other))
    return {path for path in left.keys() | right.keys() if left.get(path) != right.get(path)}


@cache
def uncovered(name: str) -> frozenset[str]:
    value = json.loads(sample(name))
    return frozenset(report_on(sample(name)).coverage.uncovered(value))


def is_not_covered(data: bytes) -> bool:
    """Whether the altered value is outside of what is signed, so that no signature can show it."""
    original = json.loads(sample(BUNDLE))
    places = changed_pointers(original, json.loads(data))
    there = {path for path in places if path in dict(leaves(original))}
    return (
        all(path.startswith("/bundle_signature/") for path in places)
        and there <= uncovered(BUNDLE)
        and not there & DECIDING
    )


def test_only_the_members_of_the_bundle_signature_are_not_covered() -> None:
    assert uncovered(BUNDLE) == DECIDING | {"/bundle_signature/signed_at"}


@pytest.mark.parametrize("flip", FLIPS)
def test_no_altered_byte_of_a_bundle_comes_out_verified(flip: int) -> None:
    verified = [
        data
        for data in altered(sample(BUNDLE), flip)
        if (report := report_or_none(data)) and report.verdict is Verdict.VERIFIED
    ]
    wrong = [d for d in verified if not is_same_value(d, sample(BUNDLE)) and not is_not_covered(d)]
    assert wrong == []
    assert len(verified) <= len('"signed_at":"2026-05-31T19:48:22.396575Z"')


@pytest.mark.parametrize("flip", FLIPS)
def test_every_altered_byte_of_a_state_fails_or_is_refused(flip: int) -> None:
    original = sample(STATE)
    passed = [
        data
        for data in altered(original, flip)
        if (report := report_or_none(data)) and report.verdict is not Verdict.FAILED
    ]
    assert [data for data in passed if not is_same_value(data, original)] == []


@pytest.mark.parametrize("copy", COPIES)
def test_altered_copy_of_the_record_in_a_state_is_no_longer_covered(copy: str) -> None:
    original = read_document(sample(STATE))
    assert report_on(original).coverage.covers(copy)
    record = resolve(original.value, copy)
    assert isinstance(record, dict)
    record["schema_version"] = "1.1"
    assert not report_on(original).coverage.covers(copy)
