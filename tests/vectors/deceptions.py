"""Misleading documents by somebody who can sign: every hash and signature is valid.

Each would be verified if a verdict were what is left when nothing fails.
"""

from collections.abc import Iterator
from typing import Any

from tests.vectors.drafts import (
    ABSTRACT,
    aliases,
    bundle,
    event,
    integrity_report,
    links,
    record,
    snapshot,
)
from tests.vectors.keys import OTHER, OWN, Object, TestKey, base32
from tests.vectors.sealing import (
    digest,
    merged,
    number_of,
    seal,
    seal_bundle,
    seal_findings,
    seal_from_events,
    seal_state,
    tail_of,
)
from tests.vectors.vector import (
    BOTH,
    PAPER,
    ROTATED,
    Change,
    Vector,
    forged,
    made,
    made_with_signature,
    put,
    state_alone,
    text,
    unproven,
    verified,
)

_ANOTHER = record("Another Paper", "2605.99999")
_PAPER = ("events", 1, "payload", "graph_snapshot", "paper")


def deceptions() -> Iterator[Vector]:
    yield from _record()
    yield from _events()
    yield from _snapshots()
    yield from _keys()
    yield from _states()
    yield from _links()
    yield from _reports()
    yield from _unknown()


def failed(
    name: str, value: Object, rule: str, note: str, also: tuple[str, ...] = (), **more: Any
) -> Vector:
    """A document that breaks one rule, under a name of its own."""
    return Vector(f"{name}.json", text(value), "failed", note, (rule, *also), **more)


# --- the record -------------------------------------------------------------------------------


def _record() -> Iterator[Vector]:
    undated = record()
    del undated["metadata"]["submitted_at"]
    yield failed(
        "number-without-a-year",
        _about(undated, number_of(_ANOTHER)),
        "record.pith_number",
        "the year cannot be derived, the tail can, and it is another paper's",
    )
    yield unproven(
        "year-not-known",
        _about(undated, f"pith:2026:{_tail(undated)}"),
        "the tail is the record's; nothing says the year",
        unchecked=("record.pith_number",),
    )
    yield failed(
        "payload-of-another-source",
        made(put("events", 0, "payload", "source_id")("2605.99999")),
        "record.source",
        "the event says another source than its record",
    )
    yield failed(
        "alias-kind-in-capitals",
        made(put("source_aliases", 0, "alias_kind")("arXiv")),
        "alias.value",
        "a kind that only a program would take for another",
    )
    wide = record(source_id="２605.01234")
    yield verified("source-id-not-of-arxiv", _about(wide, number_of(wide)), "a warning, no more")
    yield failed(
        "two-types",
        made(put("record_type")("pith_number_record")),
        "document.schema",
        "two readers would read two documents",
    )


def _about(about: Object, number: str) -> Object:
    """A bundle about a record, under a Pith Number that need not be its own."""
    value = bundle(number=number)
    tail = _tail(about)
    value["canonical_record"] = value["events"][0]["payload"]["canonical_record"] = about
    value["canonical_sha256"] = digest(about)
    value["source"] = about["source"]
    dated = {**about, "metadata": {**about["metadata"], "submitted_at": "2026-05-02T08:30:00Z"}}
    value["source_aliases"] = aliases(dated)
    for row, kind in ((3, 8), (4, 12), (5, 16)):
        value["source_aliases"][row]["alias_value"] = tail[:kind]
    value["short_pith_number"] = f"pith:{tail[:8]}"
    value["events"][0]["payload"]["source_id"] = about["source"]["id"]
    value["events"][1]["payload"]["graph_snapshot"]["source"] = about["source"]
    addresses = links(number.rpartition(":")[2])
    value["links"] = addresses
    value["mirror_hints"][0] |= {
        "bundle_url": addresses["bundle"],
        "state_url": addresses["state"],
    }
    return seal(value)


def _tail(about: Object) -> str:
    return base32(bytes.fromhex(digest(about)))


# --- events -----------------------------------------------------------------------------------


def _events() -> Iterator[Vector]:
    uncreated = seal(bundle())
    del uncreated["events"][0]
    yield failed(
        "no-record-created",
        seal_bundle(uncreated),
        "state.bounds",
        "no event creates the record, and the state shows one that does",
        unchecked=("state.merge",),
    )
    yield forged(
        "event.type",
        made(lambda draft: draft["events"].append(_correction(draft, "Correction"))),
        "a type that only a program would take for another",
    )
    yield verified(
        "forked",
        _chained("graph_snapshot", "graph_snapshot"),
        "two events have one prev_event: a warning",
    )


def _correction(draft: Object, type_: str = "correction") -> Object:
    return event(type_, "record", {}, draft["pith_number"])


def _chained(*types: str) -> Object:
    """A bundle with more events, each with the first snapshot as its prev_event."""
    value = seal(bundle())
    before = value["events"][1]["event_id"]
    for number, type_ in enumerate(types):
        payload: Object = {"note": number}
        if type_ == "graph_snapshot":
            payload = {"graph_snapshot": snapshot(record()), "verdict_id": f"v{number}"}
        follower = event(type_, "graph", payload, value["pith_number"])
        follower["prev_event"] = before
        value["events"].append(follower)
    return seal(value)


# --- snapshots --------------------------------------------------------------------------------


def _snapshots() -> Iterator[Vector]:
    untitled = record()
    del untitled["metadata"]["title_canon_sha256"]
    yield unproven(
        "title-without-a-hash",
        _about(untitled, number_of(untitled)),
        "any title could stand in the head",
        unchecked=("snapshot.title",),
    )
    yield failed(
        "title-beyond-ascii-forged",
        made(put(*_PAPER, "title")("Ünicode title")),
        "snapshot.title",
        "a title that has the hash in no form that was tried",
    )
    yield forged(
        "snapshot.abstract",
        made(put(*_PAPER, "abstract_excerpt")("We weigh gold. " * 40)),
        "the excerpt that is shown is not the paper's",
        paper=PAPER,
    )
    yield failed(
        "excerpt-cut-short",
        made(put(*_PAPER, "abstract_excerpt")(ABSTRACT[:30])),
        "snapshot.abstract",
        "the beginning of the abstract, cut where it misleads",
        paper=PAPER,
    )
    yield unproven(
        "excerpt-of-another",
        made(put(*_PAPER, "abstract_excerpt")("We weigh gold.")),
        "too short to have been cut, and with another hash: a warning",
    )
    yield unproven(
        "excerpt-padded",
        made(put(*_PAPER, "abstract_excerpt")("We weigh gold." + " " * 586)),
        "600 characters, most of them blanks",
    )
    empty_hash = bundle()["events"][1]["payload"]["graph_snapshot"]["claims"]["snapshot_sha256"]
    section = {"count": 1, "items": [{"text": "Paper is gold."}], "snapshot_sha256": empty_hash}
    yield failed(
        "full-section-of-an-empty-hash",
        made(put(*_PAPER[:-1], "claims")(section)),
        "snapshot.section_hash",
        "a section with content under the hash of an empty one",
    )


# --- keys -------------------------------------------------------------------------------------


def _keys() -> Iterator[Vector]:
    posing = TestKey(OWN.key_id, OTHER.secret)
    yield failed(
        "trusted-key-poses-as-another",
        seal(bundle(posing), posing),
        "key.trust",
        "one trusted key signs under the id of another",
        trust=BOTH,
    )
    invisible = TestKey("test\u3164-v1", OTHER.secret)
    yield failed(
        "key-id-with-an-invisible-sign",
        seal(bundle(invisible), invisible),
        "key.trust",
        "the same id to a person",
    )
    renamed = TestKey("another-name", OWN.secret)
    yield unproven(
        "trusted-key-renamed",
        seal(bundle(renamed), renamed),
        "a trusted key under an id that is not the list's: a warning",
    )
    similar = TestKey("tеst-v1", OTHER.secret)
    yield unproven(
        "key-id-that-looks-alike",
        seal(bundle(similar), similar),
        "an unknown key under an id that looks like a trusted one: a warning that names it",
    )
    yield verified(
        "rotates-later", made(put("public_keys", 0, "rotates_at")("2030-01-01T00:00:00Z")), ""
    )
    yield unproven(
        "key-entry-says-more",
        made(put("public_keys", 0, "revoked_at")("2020-01-01T00:00:00Z")),
        "a member that nobody knows may say that the key is worth nothing",
        unchecked=("document.unknown", "key.period"),
    )
    yield failed(
        "rotated-by-the-users-own-file",
        made(put("public_keys")([])),
        "key.period",
        "the user's key file says that the key ended; the document does not carry it",
        trust=ROTATED,
    )
    late = bundle()
    late["built_at"] = "2031-01-01T00:00:00Z"
    yield failed(
        "signed-at-set-back",
        seal(late),
        "key.period",
        "signed_at is covered by nothing; built_at is, and lies after the key ended",
        trust=ROTATED,
    )
    undecided = seal(bundle(OTHER), OTHER)
    for event_ in undecided["events"]:
        event_["signature"]["signature_status"] = "signed_v2"
    seal_bundle(undecided, OTHER)
    undecided["bundle_signature"]["signature_status"] = "signed_v2"
    yield failed(
        "distrusted-by-name",
        undecided,
        "key.trust",
        "signatures of an unknown status, by a key that the user distrusts",
        trust="trusted-keys.json",
        distrust="other-keys.json",
    )


# --- states -----------------------------------------------------------------------------------


def _with_state(value: Object, change: Change) -> Object:
    change(value["state"])
    value["state"] = seal_state(value["state"])
    return seal_bundle(value)


def _states() -> Iterator[Vector]:
    yield forged(
        "state.bounds",
        _with_state(_chained("correction"), put("current", "source_aliases")(aliases(_ANOTHER))),
        "a prev_event makes the merge rule unknown; the aliases are another paper's all the same",
    )
    yield failed(
        "equivocation-of-no-event",
        _with_state(seal(bundle()), _equivocate),
        "state.bounds",
        "a claimed conflict that names no event would switch the merge off",
    )
    yield failed(
        "state-counts-more-than-there-is",
        _with_state(_chained("correction"), put("event_count")(999)),
        "state.bounds",
        "no rule gives more events than the bundle has",
    )
    yield unproven(
        "state-leaves-an-event-out",
        _with_state(_chained("correction"), _forget_last),
        "the correction is in the events, and the state does not say why it leaves it out",
        unchecked=("state.merge", "state.bounds"),
    )
    two = seal(bundle())
    newer = {"graph_snapshot": snapshot(record()), "verdict_id": "v2"}
    two["events"].append(event("graph_snapshot", "graph", newer, two["pith_number"]))
    yield unproven(
        "state-in-another-order",
        _with_state(seal_from_events(two), _reverse),
        "which snapshot is the newest is not known",
        unchecked=("state.merge", "state.bounds"),
    )
    yield failed(
        "state-entry-of-no-event",
        _with_state(_chained("correction"), _invent_entry),
        "state.bounds",
        "the state shows what no event says",
    )
    chained: Object = merged(_chained("graph_snapshot"))
    yield unproven("state-of-a-chain", chained, "its last event has a prev_event, which is found")
    yield failed(
        "state-without-a-receipt",
        state_alone(_drop_receipt),
        "document.schema",
        "nothing in it is signed",
        also=("state.event_id",),
    )


def _equivocate(state: Object) -> None:
    state["equivocations"], state["equivocation_count"] = [{"reason": "two versions"}], 1


def _forget_last(state: Object) -> None:
    state["applied_event_ids"].pop()
    state["current"]["corrections"] = []
    state["valid_event_count"] -= 1


def _reverse(state: Object) -> None:
    state["applied_event_ids"].reverse()
    state["current"]["graph_snapshots"].reverse()


def _invent_entry(state: Object) -> None:
    entry = dict(state["current"]["corrections"][0], payload={"note": "retracted"})
    state["current"]["corrections"][0] = entry


def _drop_receipt(state: Object) -> None:
    del state["current"]["record_created"]["payload"]["receipt"]
    state.update(seal_state(state))


# --- links and reports ------------------------------------------------------------------------


def _links() -> Iterator[Vector]:
    tail, other = tail_of(record()), tail_of(_ANOTHER)
    for name, address in (
        ("dots", f"https://registry.example/pith/{tail}/../{other}"),
        ("encoded-dots", f"https://registry.example/pith/{tail}/%2e%2e/{other}"),
        ("user", f"https://registry.example@evil.example/pith/{tail}"),
        ("no-host", f"https:///pith/{tail}"),
        ("back-slash", f"https://evil.example\\@registry.example/{tail}"),
        ("other-first", f"https://registry.example/pith/{other}/{tail}"),
    ):
        yield failed(
            f"link-{name}",
            made(put("links", "resolver")(address)),
            "link.subject",
            "it only looks as if it led to this record",
        )
    yield failed(
        "mirror-base-of-another",
        made(put("mirror_hints", 0, "base_url")(f"https://registry.example/paper/{other[:8]}/")),
        "link.subject",
        "a base address need not name a record; this one names another",
    )
    hint = {"bundle_url": f"http://mirror.example/pith/{tail}/bundle.json"}

    def announce(draft: Object) -> None:
        draft["events"].append(event("mirror_hint", "record", hint, draft["pith_number"]))

    yield failed("mirror-event-not-https", made(announce), "link.subject", "not https")


def _reports() -> Iterator[Vector]:
    report = integrity_report()
    report["integrity"]["findings"][0]["severity"] = "informational"
    yield failed(
        "integrity.snapshot_hash",
        _counted(report),
        "integrity.snapshot_hash",
        "a finding was played down; the numbers were changed with it",
    )
    report = integrity_report()
    report["integrity"]["summary"]["advisory"] = 0
    report["integrity"] = seal_findings(report["integrity"])
    yield forged("integrity.counts", report, "the summary counts one finding less")


def _counted(report: Object) -> Object:
    summary = report["integrity"]["summary"]
    for numbers in (summary, summary["by_detector"]["doi_compliance"]):
        numbers |= {"advisory": 0, "informational": 1}
    return report


# --- what nobody knows ------------------------------------------------------------------------


def _unknown() -> Iterator[Vector]:
    yield verified(
        "timestamp-proofs",
        made(put("timestamp_proofs")([{"proof": "anything"}])),
        "proofs that nobody checked are said to be so",
        unchecked=("document.unknown",),
    )
    yield verified(
        "unknown-member",
        made_with_signature(put("retracted")(True)),
        "a member that the format does not name",
        unchecked=("document.unknown",),
    )
    yield failed(
        "items-of-a-wrong-type",
        made(put(*_PAPER[:-1], "claims", "items")({"0": "hidden"})),
        "document.schema",
        "a list that is none",
    )
    yield failed(
        "empty-section",
        made(put(*_PAPER[:-1], "formal_canon")({})),
        "document.schema",
        "an object without what it must have is no empty one",
    )
    yield failed(
        "number-for-a-truth",
        made(put(*_PAPER[:-1], "claims", "count")(False)),
        "document.schema",
        "false is not 0",
    )
