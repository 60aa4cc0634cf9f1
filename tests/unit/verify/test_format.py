"""The tables of the format are complete, and all name the same checks and members."""

import json
from typing import Any

import pytest

from inspector.document.canonical import digest
from inspector.document.pointer import exists, resolve
from inspector.merge.state import entries, rebuild
from inspector.verify import shapes
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.format import (
    BUNDLE,
    ENTRY,
    EVENT,
    HASH_IDS,
    HASH_RULES,
    RECORD,
    SIGNATURE_IDS,
    SIGNATURE_WORDS,
    SIGNED,
    SIGNER_IDS,
    STATE,
    Cover,
    HashRule,
)
from inspector.verify.result import Status
from tests.conftest import BUNDLE as BUNDLE_SAMPLE
from tests.conftest import STATE as STATE_SAMPLE
from tests.conftest import report_on, sample

by_id = pytest.mark.parametrize("rule", HASH_RULES, ids=lambda rule: rule.hash_id)


def sample_of(rule: HashRule) -> list[Any]:
    """The objects of the samples that have this rule."""
    bundle, state = (json.loads(sample(name)) for name in (BUNDLE_SAMPLE, STATE_SAMPLE))
    if rule is ENTRY:
        return [entry.value for entry in entries(state["current"], "/current")]
    created = bundle["events"][0]["payload"]
    objects: dict[str, list[Any]] = {
        RECORD.hash_id: [bundle, created],
        EVENT.hash_id: bundle["events"],
        STATE.hash_id: [state, bundle["state"]],
        BUNDLE.hash_id: [bundle],
    }
    return objects[rule.hash_id]


def test_every_check_that_is_named_is_in_the_catalogue() -> None:
    for ids in (HASH_IDS, SIGNATURE_IDS, SIGNER_IDS):
        assert ids <= CATALOGUE.keys()
        assert "" not in ids


def test_every_check_of_a_signature_is_named_and_no_other() -> None:
    reports = "integrity."
    own = {id_ for id_ in CATALOGUE if not id_.startswith(reports)}
    assert {id_ for id_ in own if id_.endswith(".signature")} == SIGNATURE_IDS
    assert {id_ for id_ in own if id_.endswith(".signer")} == SIGNER_IDS
    hashes = {id_ for id_ in own if id_.endswith((".hash", "_hash"))} - {"snapshot.section_hash"}
    assert hashes | {"state.event_id"} == HASH_IDS


def test_each_kind_of_signature_has_one_seal() -> None:
    assert set(SIGNED) == set(SIGNATURE_WORDS) == set(Cover)
    assert all(SIGNED[cover].cover is cover for cover in Cover)
    assert len({rule.signed_message for rule in SIGNED.values()}) == len(Cover)


@by_id
def test_signed_rule_has_all_that_speaks_of_its_signature(rule: HashRule) -> None:
    told = (rule.cover, rule.signature, rule.signature_id, rule.signer_id, rule.signed_message)
    assert all(told) or not any(told)


@by_id
def test_hash_is_stated_where_the_rule_says_and_left_out_of_itself(rule: HashRule) -> None:
    for value in sample_of(rule):
        stated = resolve(value, "".join(f"/{name}" for name in rule.stated))
        assert isinstance(stated, str)
        assert not rule.includes(rule.stated[0])
        if rule is ENTRY:
            event_ids = json.loads(sample(STATE_SAMPLE))["applied_event_ids"]
            assert stated in event_ids
        else:
            hashed = value[rule.only] if rule.only else rule.hashed(value)
            assert digest(hashed) == stated


@pytest.mark.parametrize("cover", Cover)
def test_signature_stands_where_the_rule_says_and_is_left_out(cover: Cover) -> None:
    rule = SIGNED[cover]
    place = "".join(f"/{name}" for name in rule.signature)
    # the record at the top of a bundle has no receipt
    holders = [value for value in sample_of(rule) if exists(value, place)]
    assert holders
    for value in holders:
        signature: Any = resolve(value, place)
        assert dict(SIGNATURE_WORDS[cover]).items() <= signature.items()
    assert not rule.includes(rule.signature[0])


@by_id
def test_members_of_the_object_are_hashed_but_for_those_left_out(rule: HashRule) -> None:
    for value in sample_of(rule):
        for name in value:
            left_out = name != rule.only if rule.only else name in rule.left_out
            assert rule.includes(name) is not left_out


def test_members_of_an_entry_that_its_event_gets_anew_are_not_hashed() -> None:
    """An entry's event_id still matches if they are added to it, and says nothing of them."""
    put_in = rebuild(next(entries({"record_created": {}}, "")), "pith:2026:A")
    assert ENTRY.left_out == EVENT.left_out | put_in.keys()
    state = json.loads(sample(STATE_SAMPLE))
    for name in ENTRY.left_out - {"event_id"}:
        state["current"]["record_created"][name] = "anything"
    report = report_on(json.dumps(state).encode())
    created, *others = [one for one in report.results if one.id == "state.event_id"]
    assert (created.status, created.expected) == (Status.UNCHECKED, created.actual)
    assert {one.status for one in others} == {Status.PASS}


@pytest.mark.parametrize("name", sorted(shapes.ENTRY_SHAPE.members.keys() - {"event_id"}))
def test_members_of_an_entry_that_the_format_names_are_hashed(name: str) -> None:
    assert ENTRY.includes(name)
    state = json.loads(sample(STATE_SAMPLE))
    state["current"]["record_created"][name] = {"changed": True}
    report = report_on(json.dumps(state).encode())
    found = {one.path: one.status for one in report.results if one.id == "state.event_id"}
    assert found["/current/record_created/event_id"] is Status.FAIL


@pytest.mark.parametrize(
    ("rule", "shape"),
    [(EVENT, shapes.EVENT_SHAPE), (STATE, shapes.STATE_SHAPE), (BUNDLE, shapes.BUNDLE_SHAPE)],
    ids=["event", "state", "bundle"],
)
def test_what_is_left_out_is_named_by_the_shape(rule: HashRule, shape: shapes.ObjectShape) -> None:
    assert rule.left_out <= shape.members.keys()
