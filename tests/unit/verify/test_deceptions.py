"""Misleading bundles, completely signed by a trusted key."""

import hashlib
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

from inspector.verify import consistency
from inspector.verify.report import Report, Trust, Verdict
from inspector.verify.result import Status
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from tests.conftest import parses, report_on, results
from tests.vectors.drafts import (
    aliases,
    apart,
    bundle,
    creation,
    event,
    links,
    pith_record,
    record,
    snapshot,
)
from tests.vectors.keys import OTHER, OWN, Object
from tests.vectors.sealing import (
    digest,
    merged,
    number_of,
    seal,
    seal_bundle,
    seal_event,
    seal_from_events,
    seal_receipt,
    seal_upwards,
    tail_of,
)
from tests.vectors.vector import Change, made, put, text

TAIL, ELSEWHERE = tail_of(record()), tail_of(record("Another Paper", "2605.99999"))
EXCERPT = ("events", 1, "payload", "graph_snapshot", "paper", "abstract_excerpt")
GIVEN = (Standing.TRUSTED, "test")
TRUST = TrustedKeys((KnownKey(PublicKey.of(OWN.key_id, OWN.raw), *GIVEN),))


def report(change: Change) -> Report:
    draft = bundle()
    change(draft)
    return report_on(text(seal(draft)), TRUST)


def outcome(found: Report, check: str, path: str) -> tuple[Verdict, Status]:
    (status,) = {one.status for one in results(found, check) if one.path == path}
    return found.verdict, status


def sound_about(about: Object) -> Object:
    """The draft of a bundle about another record."""
    draft = bundle(number=number_of(about))
    draft |= {"canonical_record": about, "canonical_sha256": digest(about)}
    draft |= {"source": about["source"], "source_aliases": aliases(about)}
    draft |= {"links": links(tail_of(about)), "mirror_hints": []}
    draft["short_pith_number"] = "pith:" + tail_of(about)[:8]
    created, shown = draft["events"]
    created["payload"] = creation(about)
    shown["payload"]["graph_snapshot"] = snapshot(about)
    return apart(draft)


# --- the type of the document -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "place"),
    [
        ({"record_type": "pith_number_record"}, "/record_type"),
        ({"event_type": "correction"}, "/event_type"),
        ({"a/\u202e_type": "pith_review"}, "/a~1\u202e_type"),
        ({"schema": "https://pith.example/schemas/pith-integrity/v1.json"}, "/schema"),
        (OTHER.entry(), "/key_id"),
    ],
    ids=["record", "event", "unknown", "integrity report", "key"],
)
def test_document_that_could_be_taken_for_another_type_fails(members: Object, place: str) -> None:
    found = report(lambda draft: draft.update(members))
    assert outcome(found, "document.schema", place) == (Verdict.FAILED, Status.FAIL)


@pytest.mark.parametrize(
    "members",
    [
        {"schema": "https://pith.example/schemas/pith-bundle/v1.json", "key_id": OWN.key_id},
        {"type": "bundle", "event_types": ["graph_snapshot"]},
        {"content_type": "application/json", "review_type": None, "license_type": {"pith_": 1}},
        {"signer_type": "pith_registry"},
    ],
)
def test_member_that_states_no_other_type_is_only_unknown(members: Object) -> None:
    assert report(lambda draft: draft.update(members)).verdict is Verdict.VERIFIED


def test_manifest_with_the_members_of_a_key_has_one_type() -> None:
    value = {"manifest_type": "pith_mirror_manifest", "mirror_type": "https", **OWN.entry()}
    assert not report_on(text(value), TRUST).counts.failed
    found = report_on(text({**value, "record_type": "pith_number_record"}), TRUST)
    assert {one.id for one in found.results if one.status is Status.FAIL} == {"document.schema"}


# --- links ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "way",
    [
        f"pith/pith:2026:{ELSEWHERE}/{TAIL}",
        f"pith/PITH:{ELSEWHERE[:8]}/{TAIL}",
        f"pith/{ELSEWHERE};v=1/{TAIL}",
        f"pith/{ELSEWHERE}.html/{TAIL}",
        f"pith/{ELSEWHERE}%E2%80%8B/{TAIL}",
        f"pith/record-{ELSEWHERE.lower()}/{TAIL}",
    ],
)
@pytest.mark.parametrize(
    ("holder", "name"), [(("links",), "bundle"), (("mirror_hints", 0), "base_url")]
)
def test_link_that_names_another_record_first_fails_however_that_is_written(
    way: str, holder: Any, name: str
) -> None:
    found = report(put(*holder, name)(f"https://registry.example/{way}"))
    place = "/".join(("", *map(str, holder), name))
    assert outcome(found, "link.subject", place) == (Verdict.FAILED, Status.FAIL)


@pytest.mark.parametrize("way", ["/{}", "//{}", "?to=/pith/{}", "#{}", "/pith:2026:{}/x"])
def test_link_that_names_another_record_behind_this_one_does_not_pass(way: str) -> None:
    address = f"https://registry.example/pith/{TAIL}" + way.format(ELSEWHERE)
    for place, change in (
        ("/links/bundle", put("links", "bundle")(address)),
        ("/mirror_hints/0/base_url", put("mirror_hints", 0, "base_url")(address)),
    ):
        assert outcome(report(change), "link.subject", place)[1] is Status.UNCHECKED
    again = put("links", "bundle")(f"https://registry.example/{TAIL[:8]}{way.format(TAIL)}")
    assert outcome(report(again), "link.subject", "/links/bundle")[1] is Status.PASS


@pytest.mark.parametrize("way", ["?n={}", "#{}"])
def test_mirror_that_names_another_record_behind_its_path_does_not_pass(way: str) -> None:
    change = put("mirror_hints", 0, "base_url")(f"https://mirror.example/{way.format(ELSEWHERE)}")
    found = outcome(report(change), "link.subject", "/mirror_hints/0/base_url")
    assert found[1] is Status.UNCHECKED


@pytest.mark.parametrize("tail", [TAIL, TAIL.lower()])
def test_host_as_long_as_a_tail_names_no_record(tail: str) -> None:
    change = put("links", "bundle")(f"https://internationaljournalofphys.example/pith/{tail}")
    assert outcome(report(change), "link.subject", "/links/bundle")[1] is Status.PASS


@pytest.mark.parametrize("beside", ["{}.example", "record-{}", "{};v=1"])
def test_link_that_has_this_record_beside_something_leads_where_its_next_step_does(
    beside: str,
) -> None:
    def status(tail: str) -> Status:
        address = f"https://registry.example/{beside.format(TAIL)}/pith/{tail}/bundle.json"
        return outcome(report(put("links", "bundle")(address)), "link.subject", "/links/bundle")[1]

    assert (status(ELSEWHERE), status(TAIL)) == (Status.FAIL, Status.PASS)


@pytest.mark.parametrize("unseen", ["\u200b", "\u202e", "\u2028", "%E2%80%8B", "%E2%80%AE"])
def test_link_with_a_character_that_nobody_sees_fails(unseen: str) -> None:
    for way in (f"{unseen}{TAIL}", f"{TAIL}{unseen}/bundle.json"):
        found = report(put("links", "bundle")(f"https://registry.example/pith/{way}"))
        assert outcome(found, "link.subject", "/links/bundle")[1] is Status.FAIL
    found = report(put("links", "bundle")(f"https://registry.example/pith/{TAIL}/%C3%A9%20b"))
    assert outcome(found, "link.subject", "/links/bundle")[1] is Status.PASS


@pytest.mark.parametrize(
    ("member", "place"),
    [
        ({"bundle_uri": f"//mirror.example/pith/{ELSEWHERE}"}, "/bundle_uri"),
        ({"BUNDLE_URL": f"http://mirror.example/pith/{TAIL}"}, "/BUNDLE_URL"),
        ({"other": "https:mirror.example"}, "/other"),
        ({"href": f"magnet:?dn={TAIL}"}, "/href"),
        ({"urls": [f"http://mirror.example/pith/{TAIL}"]}, "/urls/0"),
        ({"more": {"bundle_url": f"https://mirror.example/{ELSEWHERE}"}}, "/more/bundle_url"),
    ],
)
def test_every_address_of_a_mirror_event_leads_to_the_record(member: Object, place: str) -> None:
    hint = {"bundle_url": f"https://mirror.example/pith/{TAIL}/bundle.json"}

    def announced(payload: Object) -> Report:
        def announce(draft: Any) -> None:
            draft["events"].append(event("mirror_hint", "record", payload, draft["pith_number"]))

        return report(announce)

    found = announced({**hint, **member})
    path = "/events/2/payload" + place
    assert outcome(found, "link.subject", path) == (Verdict.FAILED, Status.FAIL)
    words = {"name": "Mirror: of all", "note": "Data: of all", "more": ["// primary", "https: yes"]}
    sound = announced({**hint, **words})
    assert outcome(sound, "link.subject", "/events/2/payload") == (Verdict.VERIFIED, Status.PASS)


def test_mirror_that_names_another_record_in_any_text_does_not_pass() -> None:
    found = report(put("mirror_hints", 0, "location")(f"mirror.example/pith/{ELSEWHERE}"))
    place = "/mirror_hints/0/location"
    assert outcome(found, "link.subject", place) == (Verdict.VERIFIED, Status.UNCHECKED)
    found = report(put("mirror_hints", 0, "location")(f"mirror.example/pith/{TAIL}"))
    assert outcome(found, "link.subject", "/mirror_hints/0")[1] is Status.PASS


@pytest.mark.parametrize("name", ["download_json", "actions"])
def test_action_of_a_record_that_leads_to_another_record_fails(name: str) -> None:
    value = pith_record()
    actions: Object = {"view": f"https://registry.example/pith/{TAIL}"}
    actions["resolve"] = "https://registry.example/resolve?arxiv=2605.01234"
    value["agent_actions"] = actions | {"actions": {"attest": actions["view"] + "/attest"}}
    sound = report_on(text(value), TRUST)
    assert (sound.verdict, sound.counts.failed) == (Verdict.UNPROVEN, 0)
    address = f"https://registry.example/pith/{ELSEWHERE}"
    value["agent_actions"] |= {name: address if name == "download_json" else {"attest": address}}
    place = f"/agent_actions/{name}" + ("" if name == "download_json" else "/attest")
    found = report_on(text(value), TRUST)
    assert outcome(found, "link.subject", place) == (Verdict.FAILED, Status.FAIL)


@pytest.mark.parametrize(
    "action",
    [
        {"$schema": "http://json-schema.org/draft-07/schema#"},
        {"curl": f"curl -O https://registry.example/pith/{TAIL}.json"},
        {"example": f"https://registry.example/pith/{TAIL}.json gives the record"},
        {"contact_url": "mailto:help@registry.example"},
        {"overview": "https://registry.example/discover/agentics"},
        {"similar": [f"https://registry.example/pith/{ELSEWHERE}"]},
    ],
)
def test_action_of_a_name_that_is_not_known_does_not_fail(action: Object) -> None:
    value = pith_record()
    value["agent_actions"] = action
    found = report_on(text(value), TRUST)
    assert (found.verdict, found.counts.failed) == (Verdict.UNPROVEN, 0)
    odd = [one for one in results(found, "link.subject") if "agent_actions" in one.path]
    assert [one.status for one in odd] == [Status.UNCHECKED]


def test_places_within_a_long_name_take_no_more_memory_than_the_name() -> None:
    long = "x" * 100_000
    holder: Object = {long: [{"url": f"https://registry.example/{ELSEWHERE}"}] * 1_000}
    number = bundle()["pith_number"]
    tracemalloc.start()
    try:
        failed = consistency.mirror(holder, consistency.ending_of(number), "/mirror_hints/0")
        actions = {"pith_number": number, "agent_actions": {"actions": {"first": 1}, **holder}}
        (open_,) = consistency.check_actions(actions)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert failed.path == f"/mirror_hints/0/{long}/0/url"
    assert (open_.path, open_.status) == (f"/agent_actions/{long}/0/url", Status.UNCHECKED)
    assert peak < 50 * len(long)


# --- where the paper is from ------------------------------------------------------------------


def of_source(**source: Any) -> Report:
    about = record()
    about["source"] |= source
    draft = sound_about(about)
    own = [one for one in draft["source_aliases"] if one["alias_kind"].startswith("pith_")]
    draft["source_aliases"] = own
    return report_on(text(seal(draft)), TRUST)


@pytest.mark.parametrize(
    "kind", ["arXiv", "arxiv ", "\u200barxiv", "\uff41rxiv", "arx\u0456v", "\u0430rxiv"]
)
def test_kind_of_source_that_looks_like_arxiv_warns(kind: str) -> None:
    found = of_source(kind=kind)
    assert outcome(found, "record.source", "/canonical_record/source/kind")[1] is Status.WARN


@pytest.mark.parametrize("kind", ["crossref", "arxiv-overlay", "biorxiv"])
def test_kind_of_source_that_is_another_is_no_finding(kind: str) -> None:
    found = of_source(kind=kind)
    assert {one.status for one in results(found, "record.source")} == {Status.PASS}


@pytest.mark.parametrize("version", [0, -1])
def test_version_that_arxiv_does_not_give_warns(version: int) -> None:
    found = of_source(version=version)
    place = "/canonical_record/source/version"
    assert outcome(found, "record.source", place)[1] is Status.WARN


ARXIV_IDS = [
    "1501.00001",
    "1412.9999",
    "0704.0001",
    "math/0703018",
    "math.GT/9101009",
    "q-alg/0001001",
]


@pytest.mark.parametrize("source_id", ARXIV_IDS)
def test_id_of_either_scheme_of_arxiv_is_no_finding(source_id: str) -> None:
    found = of_source(id=source_id)
    assert {one.status for one in results(found, "record.source")} == {Status.PASS}


NO_ARXIV_IDS = [
    "1501.0001",
    "1412.00001",
    "0703.0001",
    "math/0704018",
    "math/0413018",
    "math/9012018",
]


@pytest.mark.parametrize("source_id", [*NO_ARXIV_IDS, "1501.00001v1"])
def test_id_that_arxiv_gave_to_no_paper_warns(source_id: str) -> None:
    place = "/canonical_record/source/id"
    assert outcome(of_source(id=source_id), "record.source", place)[1] is Status.WARN


# --- what is shown of the paper ---------------------------------------------------------------


@pytest.mark.parametrize("unseen", ["\u200b", "\u2800", "\u3164", "\x01", "\u034f", "\U000e0041"])
def test_excerpt_is_no_longer_for_what_nobody_sees(unseen: str) -> None:
    excerpt = "All of this was withdrawn."
    padded = excerpt + unseen * (600 - len(excerpt))
    found = report(put(*EXCERPT)(padded))
    place = "/" + "/".join(map(str, EXCERPT))
    assert outcome(found, "snapshot.abstract", place) == (Verdict.UNPROVEN, Status.WARN)


@pytest.mark.parametrize("stated", ["", "to be done", hashlib.sha256().hexdigest(), "A" * 64])
def test_excerpt_is_not_the_beginning_of_an_abstract_that_cannot_be(stated: str) -> None:
    about = record()
    about["metadata"]["abstract_canon_sha256"] = stated
    draft = sound_about(about)
    put(*EXCERPT)("It holds for all paper. " * 25)(draft)
    found = report_on(text(seal(draft)), TRUST)
    place = "/" + "/".join(map(str, EXCERPT))
    assert outcome(found, "snapshot.abstract", place) == (Verdict.UNPROVEN, Status.WARN)


def test_excerpt_beyond_ascii_that_is_all_seen_may_be_a_beginning() -> None:
    found = report(put(*EXCERPT)("é ß" * 200))
    place = "/" + "/".join(map(str, EXCERPT))
    assert outcome(found, "snapshot.abstract", place) == (Verdict.VERIFIED, Status.UNCHECKED)


@pytest.mark.parametrize("rest", ["ΛΛ", "'ΛΛ"])
def test_excerpt_that_is_cut_behind_a_capital_sigma_is_the_beginning(rest: str) -> None:
    """It is in lower case another letter at the end of a word, and a cut ends a word."""
    whole = "Λ" * (600 - len(rest[:-2]) - 1) + "Σ" + rest + " are weighed."
    about = record()
    about["metadata"]["abstract_canon_sha256"] = hashlib.sha256(whole.lower().encode()).hexdigest()
    place = "/" + "/".join(map(str, EXCERPT))
    for excerpt, status in ((whole[:600], Status.PASS), ("Σ" + whole[1:600], Status.FAIL)):
        draft = sound_about(about)
        put(*EXCERPT)(excerpt)(draft)
        found = report_on(text(seal(draft)), TRUST, whole)
        assert outcome(found, "snapshot.abstract", place)[1] is status


@pytest.mark.parametrize("shown", ["", " \n "])
def test_title_that_is_empty_does_not_pass_even_where_its_hash_is_stated(shown: str) -> None:
    about = record(title="")
    draft = sound_about(about)
    put(*EXCERPT[:-1], "title")(shown)(draft)
    found = report_on(text(seal(draft)), TRUST)
    place = "/" + "/".join(map(str, (*EXCERPT[:-1], "title")))
    assert outcome(found, "snapshot.title", place) == (Verdict.UNPROVEN, Status.UNCHECKED)
    assert not found.is_title_proven
    forged = report(put(*EXCERPT[:-1], "title")(shown))
    assert outcome(forged, "snapshot.title", place) == (Verdict.FAILED, Status.FAIL)


@pytest.mark.parametrize(
    ("others", "named"),
    [
        ({"license": "another", "primary_cat": "math.NT"}, "license, primary_cat"),
        (
            {"license": "another", "cross_cats": ["math.GT"], "primary_cat": "math.NT"},
            "license, primary_cat, cross_cats",
        ),
    ],
)
def test_every_member_of_the_paper_that_is_not_the_records_is_named(
    others: Object, named: str
) -> None:
    def change(draft: Any) -> None:
        paper = draft["events"][1]["payload"]["graph_snapshot"]["paper"]
        paper |= others
        del paper["submitted_at"]  # what is missing does not differ

    (found,) = results(report(change), "snapshot.metadata")
    assert found.path == "/events/1/payload/graph_snapshot/paper/license"
    assert str(found.message) == f"{named} are not those of the canonical record."


# --- dates ------------------------------------------------------------------------------------


def about_a_paper_of(date: str) -> Object:
    """A sound bundle about a paper that was submitted at ``date``."""
    about = record()
    about["metadata"]["submitted_at"] = date
    return seal(sound_about(about))


def submitted(date: str) -> Report:
    return report_on(text(about_a_paper_of(date)), TRUST)


@pytest.mark.parametrize(
    "date",
    [
        *("2020-W53-7T00:00:00Z", "20260502T083000+0000", "2026-05-02 08:30:00Z"),
        *("2026-05-02T24:00:00Z", "2026-05-02T08:30:00,5Z", "2026-05-02T08:30Z     "),
        *("2016-12-31T23:59:59-23:59", "2017-01-01T00:30:00+01:00"),
    ],
)
def test_year_of_a_number_does_not_follow_from_a_date_that_two_readers_read_differently(
    date: str,
) -> None:
    verdicts = {one.status for one in results(submitted(date), "record.pith_number")}
    assert (submitted(date).verdict, verdicts) == (Verdict.UNPROVEN, {Status.UNCHECKED})


@pytest.mark.parametrize(
    "date",
    ["2026-12-31T23:59:59Z", "2026-01-01T00:00:00.000000+00:00", "2026-05-02T08:30:00.5-11:00"],
)
def test_year_of_a_number_follows_from_a_date_that_has_one(date: str) -> None:
    assert submitted(date).verdict is Verdict.VERIFIED


# --- names that look like those of the format -------------------------------------------------


@pytest.mark.parametrize("kind", ["arx\u0456v", "d\u043ei", "pith_sh\u043ert_8", "pith_short_I6"])
def test_kind_of_alias_that_looks_like_a_known_one_warns(kind: str) -> None:
    alias = {"alias_kind": kind, "alias_value": "2605.99999", "created_at": "2026-05-20T10:00:00Z"}
    found = report(lambda draft: draft["source_aliases"].append(alias))
    assert outcome(found, "alias.value", "/source_aliases/6") == (Verdict.VERIFIED, Status.WARN)


@pytest.mark.parametrize("type_", ["correcti\u043en", "graph_snapsh\u03bft", "record_\u0441reated"])
def test_type_of_event_that_looks_like_a_known_one_warns(type_: str) -> None:
    whole: Object = seal(bundle())
    odd = event(type_, "record", {"note": "withdrawn"}, whole["pith_number"])
    seal_event(odd)
    whole["state"] = merged(whole)
    whole["events"].append(odd)
    found = report_on(text(seal_bundle(whole)), TRUST)
    assert outcome(found, "event.type", "/events/2/event_type")[1] is Status.WARN


def test_signature_that_names_a_distrusted_key_in_capitals_is_distrusted() -> None:
    whole = seal(bundle())
    whole["bundle_signature"] |= {
        "key_id": "nobody",
        "public_key_fingerprint": OTHER.fingerprint.upper(),
        "signature_status": "signed_v2",
    }
    other = KnownKey(PublicKey.of(OTHER.key_id, OTHER.raw), Standing.DISTRUSTED, "test")
    found = report_on(text(whole), TrustedKeys((*TRUST.known, other)))
    assert (found.verdict, found.trust) == (Verdict.FAILED, Trust.DISTRUSTED)


# --- keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["created_at", "signed_at"])
def test_bundle_is_no_older_than_the_events_that_its_signature_covers(place: str) -> None:
    """The bundle's key had ended and its own dates are backdated, but another key's are not."""
    trust = TrustedKeys((*TRUST.known, KnownKey(PublicKey.of(OTHER.key_id, OTHER.raw), *GIVEN)))
    draft = bundle(OTHER)
    ended = OWN.entry() | {"rotates_at": "2026-06-01T00:00:00Z"}
    draft["public_keys"] = [ended, OTHER.entry()]
    if place == "created_at":
        draft["events"][1]["created_at"] = "2026-06-02T00:00:00Z"
    seal(draft, OTHER)
    if place == "signed_at":
        draft["events"][1]["signature"]["signed_at"] = "2026-06-02T00:00:00Z"
    found = report_on(text(seal_bundle(draft)), trust)
    assert outcome(found, "key.period", "/public_keys/0") == (Verdict.FAILED, Status.FAIL)
    ended["rotates_at"] = "2026-06-03T00:00:00Z"
    assert report_on(text(seal_bundle(draft)), trust).verdict is Verdict.VERIFIED


def test_one_date_that_cannot_be_read_may_be_the_latest_of_a_key() -> None:
    value = made(put("public_keys", 0, "rotates_at")("2030-01-01T00:00:00Z"))
    value["events"][1]["signature"]["signed_at"] = "soon"
    found = report_on(text(seal_upwards(value)), TRUST)
    assert outcome(found, "key.period", "/public_keys/0") == (Verdict.UNPROVEN, Status.UNCHECKED)


ENDED = TrustedKeys(tuple(one._replace(rotates_at="2026-06-01T00:00:00Z") for one in TRUST.known))
LATER = "2026-06-02T00:00:00Z"


def alias_is_later() -> Object:
    return made(put("source_aliases", 0, "created_at")(LATER))


def receipt_inside_is_later(name: str) -> Object:
    """Another key, which has not ended, signed the receipt."""
    draft = bundle()
    draft["public_keys"].append(OTHER.entry())
    seal_receipt(draft["events"][0]["payload"], OTHER)
    draft["events"][0]["payload"]["receipt"][name] = LATER
    return seal_from_events(draft)


@pytest.mark.parametrize(
    "value",
    [
        alias_is_later(),
        *map(receipt_inside_is_later, ("first_computed_at", "last_reissued_at", "signed_at")),
        about_a_paper_of(LATER),
    ],
    ids=["alias", "first computed", "last reissued", "signed", "submitted"],
)
def test_key_signed_no_earlier_than_what_it_signed_was_made(value: Object) -> None:
    other = KnownKey(PublicKey.of(OTHER.key_id, OTHER.raw), *GIVEN)
    found = report_on(text(value), TrustedKeys((*ENDED.known, other)))
    assert outcome(found, "key.period", "/public_keys/0") == (Verdict.FAILED, Status.FAIL)


def test_receipt_alone_is_no_older_than_the_paper_that_it_is_about() -> None:
    value = pith_record(about=about_a_paper_of(LATER)["canonical_record"])
    found = report_on(text(value), ENDED)
    assert outcome(found, "key.period", "/receipt") == (Verdict.FAILED, Status.FAIL)
    assert report_on(text(pith_record()), ENDED).verdict is Verdict.UNPROVEN


def test_id_of_a_key_that_cannot_be_read_is_not_told_to_be_the_only_one() -> None:
    entry = {"key_id": OWN.key_id, "fingerprint_sha256_hex": OTHER.fingerprint}
    found = report(lambda draft: draft["public_keys"].append(entry))
    assert outcome(found, "key.unique", "/public_keys/1")[1] is Status.UNCHECKED
    found = report(put("public_keys", 0, "key_id")(True))
    assert outcome(found, "key.unique", "/public_keys/0/key_id")[1] is Status.UNCHECKED


@pytest.mark.parametrize(("name", "word"), [("algorithm", "ed448"), ("format", "x25519")])
def test_encoding_of_a_key_of_another_algorithm_or_form_does_not_pass(name: str, word: str) -> None:
    found = report(put("public_keys", 0, name)(word))
    place = f"/public_keys/0/{name}"
    assert outcome(found, "key.encoding", place)[1] is Status.UNCHECKED


# --- the history ------------------------------------------------------------------------------


def test_events_that_supersede_the_same_event_fork_the_history() -> None:
    whole: Object = seal(bundle())
    before = whole["events"][1]["event_id"]
    for number in (2, 3):
        whole["events"].append(event("correction", "record", {"n": number}, whole["pith_number"]))
        whole["events"][number]["supersedes"] = [before]
        seal_event(whole["events"][number])
    found = report_on(text(seal_upwards(whole)), TRUST)
    forked = outcome(found, "event.links", "/events/3/supersedes/0")
    assert forked == (Verdict.VERIFIED, Status.WARN)
    odd = [one for one in results(found, "event.links") if one.status is not Status.PASS]
    assert [str(one.detail) for one in odd] == [
        "Event 3 supersedes the same event: the history forks"
    ]


def test_two_events_that_name_the_same_prev_event_fork_the_history() -> None:
    whole: Object = seal(bundle())
    before = whole["events"][1]["event_id"]
    for number in (2, 3):
        whole["events"].append(event("correction", "record", {"n": number}, whole["pith_number"]))
        whole["events"][number]["prev_event"] = before
        seal_event(whole["events"][number])
    found = report_on(text(seal_upwards(whole)), TRUST)
    odd = [one for one in results(found, "event.links") if one.status is not Status.PASS]
    assert [(one.status, one.path, str(one.detail)) for one in odd] == [
        (
            Status.WARN,
            "/events/3/prev_event",
            "Event 3 names the same prev_event: the history forks",
        )
    ]
    alone = report_on(text(whole["state"]), TRUST)
    assert [(one.status, one.path, str(one.detail)) for one in results(alone, "event.links")] == [
        (
            Status.WARN,
            "/current/corrections/1/event_id",
            "Event 3 names the same prev_event: the history forks",
        )
    ]
    assert {one.status for one in results(alone, "state.event_id")} == {Status.PASS}


@pytest.mark.parametrize("name", ["supersedes", "prev_event"])
def test_event_that_supersedes_all_before_or_follows_the_last_forks_nothing(name: str) -> None:
    whole: Object = seal(bundle())
    before = [whole["events"][1]["event_id"]]
    for number in (2, 3, 4):
        whole["events"].append(event("correction", "record", {"n": number}, whole["pith_number"]))
        newest = whole["events"][number]
        newest["supersedes"] = before[:] if name == "supersedes" else before[:1]
        newest["prev_event"] = before[-1]
        seal_event(newest)
        before.append(newest["event_id"])
    found = report_on(text(seal_upwards(whole)), TRUST)
    assert {one.status for one in results(found, "event.links")} == {Status.PASS}


# --- text that takes long to compare ----------------------------------------------------------

MARKS = "a" + "\u0301\u0323" * 30_000
"""Python needs the square of their number to put them in order."""


def of_a_title() -> Object:
    value = bundle(title="another")
    value["events"][1]["payload"]["graph_snapshot"]["paper"]["title"] = MARKS
    return value


def of_a_key_id() -> Object:
    value = bundle()
    value["public_keys"][0]["key_id"] = MARKS
    return value


def of_kinds_of_alias() -> Object:
    value = bundle()
    kinds = [MARKS, *("\ufdfa" * 10_000 + str(number) for number in range(100))]
    value["source_aliases"] += [{**value["source_aliases"][0], "alias_kind": one} for one in kinds]
    return value


@pytest.mark.parametrize("draft", [of_a_title, of_a_key_id, of_kinds_of_alias])
def test_text_that_grows_when_it_is_normalised_is_compared_in_a_moment(
    draft: Callable[[], Object],
) -> None:
    data = text(seal(draft()))
    assert parses(lambda: report_on(data, TRUST), data) < 2_000
