"""Random changes to the parts of Pith documents, where they exist."""

from typing import Any

from tests.fuzz.changes import ANYWHERE, DATES, FORMS, TEXTS, Chance, Change, places
from tests.fuzz.reseal import copied, events_of, list_at, object_at
from tests.vectors.drafts import ABSTRACT, TITLE, creation, event, record, snapshot
from tests.vectors.keys import IMPOSTOR, OTHER, OWN, Object
from tests.vectors.sealing import LISTS, section_digest, text_digest


def _snapshots(value: Any) -> list[Object]:
    found = [object_at(event, "payload", "graph_snapshot") for event in events_of(value)]
    return [one for one in (*found, object_at(value, "graph_snapshot")) if one]


def _one(chance: Chance, items: list[Any]) -> Object:
    objects = [item for item in items if isinstance(item, dict)]
    return chance.choice(objects) if objects else {}


def _state(value: Any) -> Object:
    return object_at(value, "state") or (value if "state_type" in value else {})


def link_events(chance: Chance, value: Any) -> None:
    """Chains, forks and loops: ``@0`` is the first event's id once it has one."""
    found = events_of(value)
    one = _one(chance, found)
    link = f"@{chance.randrange(len(found) + 1)}"
    if chance.random() < 0.6:
        one["prev_event"] = link
    else:
        one["supersedes"] = [link] * chance.choice((1, 1, 2))


def add_event(chance: Chance, value: Any) -> None:
    if not isinstance(value.get("events"), list) or "bundle_type" not in value:
        return
    about, number = object_at(value, "canonical_record"), value.get("pith_number")
    types = (
        *LISTS,
        "retraction",
        "Correction",
        "graph snapshot",
        "ｃorrection",
        "pith.integrity.v1",
    )
    type_ = chance.choice(types)
    payload: Object = chance.choice(
        (
            {"note": "a note"},
            {"graph_snapshot": copied(_one(chance, _snapshots(value)))},
            {"bundle_url": "https://evil.example/pith/" + "A" * 26, "url": "http://x"},
            {"signature_b64": "AAAA", "algorithm": "ed25519"},
            {},
        )
    )
    if chance.random() < 0.2:
        other = chance.choice((about, record("Another Paper", "2605.99999")))
        if {"source"} <= set(other) and {"kind", "id", "version"} <= set(
            object_at(other, "source")
        ):
            type_, payload = "record_created", creation(copied(other))
            payload |= {"canonical_sha256": "", "receipt": copied(_a_receipt(value))}
    made = event(type_, "record", payload, str(number))
    made |= {"signature": copied(_a_signature(value)), "content_sha256": "", "event_id": ""}
    value["events"].insert(chance.randrange(len(value["events"]) + 1), made)


def _a_signature(value: Any) -> Object:
    return next((s for e in events_of(value) if (s := object_at(e, "signature"))), {})


def _a_receipt(value: Any) -> Object:
    found = (object_at(e, "payload", "receipt") for e in events_of(value))
    return next((receipt for receipt in found if receipt), {})


def other_record(chance: Chance, value: Any) -> None:
    """Another paper's record, or a part of it, in place of this one's."""
    other = record("Another Paper", "2605.99999")
    spots = [value, *(object_at(e, "payload") for e in events_of(value))]
    spots += [object_at(_state(value), "current")]
    spot = _one(chance, [one for one in spots if "canonical_record" in one])
    part = chance.choice(("source", "metadata", ""))
    if part and isinstance(spot.get("canonical_record"), dict):
        spot["canonical_record"][part] = other[part]
    elif spot:
        spot["canonical_record"] = other


def state_lists(chance: Chance, value: Any) -> None:
    """Entries removed, repeated, moved to another list or reordered; the same for ids."""
    state = _state(value)
    current = object_at(state, "current")
    lists = [list_at(current, name) for name in LISTS.values()]
    lists += [list_at(state, "applied_event_ids")]
    full = [one for one in lists if one]
    if not full:
        return
    chosen, target = chance.choice(full), chance.choice(lists)
    what = chance.choice(("drop", "double", "move", "order", "drop"))
    if what == "drop":
        chosen.pop(chance.randrange(len(chosen)))
    elif what == "order":
        chosen.reverse()
    else:
        item = chance.choice(chosen)
        (chosen if what == "double" else target).append(copied(item))


def state_aside(chance: Chance, value: Any) -> None:
    """Equivocations and invalid events, about an event or none, with and without counts."""
    state = _state(value)
    name, count = chance.choice(
        (("equivocations", "equivocation_count"), ("invalid_events", "invalid_event_count"))
    )
    ids = [e.get("event_id") for e in events_of(value)] or list_at(state, "applied_event_ids")
    id_ = chance.choice(ids or ["none"])
    item = chance.choice((id_, {"event_id": id_}, {}, {"reason": "two versions"}, "none"))
    if isinstance(state.get(name), list):
        state[name].append(item)
        if chance.random() < 0.7:
            state[count] = len(state[name])


def state_counts(chance: Chance, value: Any) -> None:
    state = _state(value)
    names = ("event_count", "valid_event_count", "invalid_event_count", "equivocation_count")
    name = chance.choice(names)
    if type(state.get(name)) is int:
        state[name] = chance.choice((state[name] + 1, state[name] - 1, 999, 0, -1))


def versions(chance: Chance, value: Any) -> None:
    names = (
        "bundle_version",
        "state_version",
        "schema_version",
        "merge_version",
        "receipt_version",
    )
    found = [(h, s) for h, s in places(value) if s in names and isinstance(h, dict)]
    if found:
        holder, step = chance.choice(found)
        holder[step] = chance.choice(("2.0", "1", "1.0 ", "", "pith-open-graph-merge-v2", "0.4"))


def aliases(chance: Chance, value: Any) -> None:
    found = list_at(value, "aliases" if "record_type" in value else "source_aliases")
    one = _one(chance, found)
    kinds = ("arXiv", "ARXIV", "arxiv ", "ａrxiv", "doi", "openalex", "pith_short_8", "arxiv")
    change = chance.choice(("kind", "value", "add", "drop"))
    if change == "kind":
        one["alias_kind"] = chance.choice(kinds)
    elif change == "value" and isinstance(one.get("alias_value"), str):
        one["alias_value"] = chance.choice((one["alias_value"].lower(), "1711.04623", ""))
    elif change == "add" and isinstance(found, list):
        found.append({"alias_kind": chance.choice(kinds), "alias_value": "1711.04623"})
    elif found:
        found.pop()


def key_entries(chance: Chance, value: Any) -> None:
    found = list_at(value, "public_keys")
    one = _one(chance, [*found, value.get("public_key"), value if "public_key_b64" in value else 0])
    ids = ("Test-v1", "test-v1\u200b", "test-v1\u3164", "tеst-v1", "ｔest-v1", " test-v1", "other")
    change = chance.choice(("id", "add", "rotates", "revoked", "drop", "bytes"))
    if change == "id":
        one["key_id"] = chance.choice(ids)
    elif change == "rotates":
        one["rotates_at"] = chance.choice(DATES)
    elif change == "revoked":
        one["revoked_at"] = chance.choice(DATES)
    elif change == "add":
        found.append(chance.choice((IMPOSTOR, OTHER, OWN)).entry())
    elif change == "bytes":
        one |= {"public_key_b64": OTHER.entry()["public_key_b64"]} if one else {}
    elif found:
        found.pop()


def dates(chance: Chance, value: Any) -> None:
    found = [(h, s) for h, s in places(value) if isinstance(s, str) and s.endswith("_at")]
    if found:
        holder, step = chance.choice(found)
        holder[step] = chance.choice(DATES)


def title(chance: Chance, value: Any) -> None:
    """Titles with minimal differences, with and without the matching hash."""
    paper = object_at(_one(chance, _snapshots(value)), "paper")
    titles = (
        *(
            TITLE.upper(),
            TITLE.replace(" ", "  "),
            TITLE + " ",
            "Another Paper",
            "Café",
            "Cafe\u0301",
        ),
        *("Straße", "ＷＩＤＥ", "ﬁne", TITLE + "\u200b", "<b>Bold</b>\u202e", ""),
    )
    paper |= {"title": chance.choice(titles)} if paper else {}
    if paper and chance.random() < 0.6:
        normal = chance.choice(FORMS)
        fold = chance.choice((str.lower, str.casefold, str.upper))
        hashed = text_digest(fold(normal(paper["title"])))
        for holder in (value, *(object_at(e, "payload") for e in events_of(value))):
            metadata = object_at(holder, "canonical_record", "metadata")
            metadata |= {"title_canon_sha256": hashed} if metadata else {}


def abstract(chance: Chance, value: Any) -> None:
    paper = object_at(_one(chance, _snapshots(value)), "paper")
    texts = (ABSTRACT[:20], ABSTRACT.upper(), ABSTRACT + " More.", "x" * 600, "x" * 601, "", " ")
    paper |= (
        {"abstract_excerpt": chance.choice((*texts, ABSTRACT.replace(" ", "\n  ")))}
        if paper
        else {}
    )


def sections(chance: Chance, value: Any) -> None:
    """Lists that do not match a section's count or hash, and the reverse."""
    shown = _one(chance, _snapshots(value))
    name = chance.choice(("claims", "references", "formal_canon", "author_claims"))
    section = object_at(shown, name)
    items = [{"claim_id": "C1", "text": "Paper has weight."}]
    listed = "sample" if name == "references" else "items"
    change = chance.choice(("full", "hidden", "count", "hash", "object"))
    if change in ("full", "hidden") and section:
        section[listed] = items
    if change in ("full", "count"):
        section |= {"count": 1} if section else {}
    if change in ("full", "hash") and chance.random() < 0.5:
        section |= {"snapshot_sha256": section_digest(items)} if section else {}
    if change == "object" and section:
        section[listed] = chance.choice(({"C1": {}}, "lots", None))


def links(chance: Chance, value: Any) -> None:
    tail = str(value.get("pith_number")).rpartition(":")[2]
    addresses = (
        *(f"https://evil.example/pith/{tail}", f"http://registry.example/pith/{tail}"),
        *(
            f"https://registry.example/pith/{tail}/../AAAAAAAA",
            f"https:///{tail}",
            "https://x/help",
        ),
        *(f"https://registry.example@evil.example/{tail}", f"https://evil.example\\@x/{tail}"),
        *(f"https://x/paper/AAAAAAAA/{tail}", f"https://x/pith/{tail.lower()}", f"//x/{tail}"),
        *(f"https://x/{tail}/%2e%2e/AAAAAAAA", f"https://x/{tail[:12]}.json", "https://[x/", tail),
    )
    holder = _one(chance, [value.get("links"), *list_at(value, "mirror_hints")])
    if holder:
        names = [*holder, "resolver", "url", "endpoint", "help"]
        holder[chance.choice(names)] = chance.choice(addresses)


def proofs(chance: Chance, value: Any) -> None:
    value["timestamp_proofs"] = chance.choice(([{"kind": "bitcoin"}], [], None, ["x"]))


def source(chance: Chance, value: Any) -> None:
    """The record's source, changed in all places, so that they still agree."""
    ids = ("2605.01234", "２６０５.01234", "math/0403018", "nonsense", "", "2605.01234v2")
    id_, kind = chance.choice(ids), chance.choice(("arxiv", "arxiv", "arxiv", "crossref", "arXiv"))
    for holder, step in list(places(value)):
        if step == "source" and isinstance(holder[step], dict):
            holder[step] |= {"id": id_, "kind": kind}


def own_snapshot(chance: Chance, value: Any) -> None:
    """A second snapshot, or a new one instead of the old."""
    about = object_at(value, "canonical_record")
    found = [e for e in events_of(value) if e.get("event_type") == "graph_snapshot"]
    if found and isinstance(object_at(about, "metadata").get("cross_cats_sorted"), list):
        try:
            fresh = snapshot(copied(about))
        except (KeyError, TypeError, ValueError):  # its record has been changed before
            return
        _one(chance, found)["payload"] = {
            "graph_snapshot": fresh,
            "verdict_id": chance.choice(TEXTS),
        }


def findings(chance: Chance, value: Any) -> None:
    """An integrity report's numbers and findings."""
    section = object_at(value, "integrity")
    one = _one(chance, list_at(section, "findings"))
    one |= {"severity": chance.choice(("critical", "advisory", "none"))} if one else {}
    if section:
        section["clean"] = chance.choice((True, False, None, 0))


def document_type(chance: Chance, value: Any) -> None:
    words = ("pith_open_graph_bundle", "pith_open_graph_state", "pith_number_record", "other")
    names = ("bundle_type", "state_type", "record_type", "manifest_type")
    value[chance.choice(names)] = chance.choice(words)


STRUCTURED: tuple[tuple[int, Change], ...] = (
    *((6, link_events), (5, add_event), (4, other_record), (6, state_lists), (4, state_aside)),
    *((3, state_counts), (3, versions), (4, aliases), (5, key_entries), (4, dates), (4, title)),
    *((3, abstract), (4, sections), (4, links), (1, proofs), (2, source), (2, own_snapshot)),
    *((2, findings), (1, document_type)),
)


def one_change(chance: Chance) -> Change:
    """A change, chosen by weight."""
    table = ANYWHERE if chance.random() < 0.45 else STRUCTURED
    weights, changes = zip(*table, strict=True)
    chosen: Change = chance.choices(changes, weights)[0]
    return chosen
