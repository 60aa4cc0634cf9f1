"""Recomputes hashes and signatures of a changed document, level by level.

Unlike ``tests.vectors.sealing`` these stand any shape: what is missing stays missing, so that a
deleted member is still deleted under a signature that holds.
"""

from collections.abc import Callable
from typing import Any

from tests.vectors.keys import Object, TestKey, base32
from tests.vectors.sealing import ENTRY, LISTS, MERGE_VERSION, digest

EVENT = ("signature", "content_sha256", "event_id")


def object_at(value: Any, *steps: str) -> Object:
    """The object at ``steps``; if there is none, an empty one that is not in the document."""
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def list_at(value: Any, *steps: str) -> list[Any]:
    found = object_at(value, *steps[:-1]).get(steps[-1])
    return found if isinstance(found, list) else []


def events_of(value: Any) -> list[Object]:
    return [event for event in list_at(value, "events") if isinstance(event, dict)]


def put(holder: Object, name: str, value: Any) -> None:
    """Set an existing member; a missing one stays missing."""
    if name in holder:
        holder[name] = value


def _sign(holder: Object, key: TestKey, hashed: str) -> None:
    put(holder, "signature_b64", key.sign(hashed))


def _name(holder: Object, key: TestKey) -> None:
    put(holder, "key_id", key.key_id)
    put(holder, "public_key_fingerprint", key.fingerprint)


def holders(value: Any) -> list[Object]:
    """The objects with a canonical record and its receipt: payloads, or the record itself."""
    payloads = [object_at(event, "payload") for event in events_of(value)]
    state = object_at(value, "state") or value
    payloads.append(object_at(state, "current", "record_created", "payload"))
    return [one for one in (value, *payloads) if "receipt" in one and "canonical_record" in one]


def derive(value: Any) -> None:
    """Everything derived from a bundle's record: number, hash, aliases, copies, links."""
    about = object_at(value, "canonical_record")
    submitted = object_at(about, "metadata").get("submitted_at")
    hashed, year = digest(about), str(submitted)[:4]
    tail = base32(bytes.fromhex(hashed))
    old = str(value.get("pith_number")).rpartition(":")[2]
    put(value, "pith_number", f"pith:{year}:{tail}")
    put(value, "short_pith_number", f"pith:{tail[:8]}")
    put(value, "canonical_sha256", hashed)
    source = object_at(about, "source")
    put(value, "source", dict(source))
    for event in events_of(value):
        put(event, "subject_pith_number", value.get("pith_number"))
        payload = object_at(event, "payload")
        put(payload, "canonical_record", about)
        for name in ("kind", "id", "version"):
            put(payload, f"source_{name}", source.get(name))
        put(object_at(payload, "graph_snapshot"), "source", dict(source))
    _derive_aliases(value, source, tail)
    for holder in (object_at(value, "links"), *filter(dict_like, list_at(value, "mirror_hints"))):
        for name, address in holder.items():
            if isinstance(address, str) and old:
                holder[name] = address.replace(old, tail)


def dict_like(value: Any) -> bool:
    return isinstance(value, dict)


def _derive_aliases(value: Any, source: Object, tail: str) -> None:
    id_ = source.get("id")
    values = {"arxiv": id_, "arxiv_version": f"{id_}v{source.get('version')}"}
    values["doi"] = f"10.48550/arxiv.{id_}"
    values |= {f"pith_short_{length}": tail[:length] for length in (8, 12, 16)}
    for alias in filter(dict_like, list_at(value, "source_aliases")):
        kind = alias.get("alias_kind")
        if isinstance(kind, str) and kind in values:
            put(alias, "alias_value", values[kind])


def receipts(value: Any, key: TestKey) -> None:
    for holder in holders(value):
        hashed = digest(holder["canonical_record"])
        put(holder, "canonical_sha256", hashed)
        receipt = object_at(holder, "receipt")
        put(receipt, "canonical_sha256", hashed)
        _name(receipt, key)
        _sign(receipt, key, hashed)


def events(value: Any, key: TestKey) -> None:
    """Sign each event; ``@2`` in a link stands for the id of the third one, once that has one."""
    ids: list[Any] = []
    for event in events_of(value):
        event.update({name: _linked(event[name], ids) for name in LINKS if name in event})
        _name(object_at(event, "signer"), key)
        _name(object_at(event, "signature"), key)
        hashed = digest({name: part for name, part in event.items() if name not in EVENT})
        put(event, "content_sha256", hashed)
        put(event, "event_id", "sha256:" + hashed)
        _sign(object_at(event, "signature"), key, hashed)
        ids.append(event.get("event_id"))


LINKS = ("prev_event", "supersedes")


def _linked(link: Any, ids: list[Any]) -> Any:
    if isinstance(link, list):
        return [_linked(one, ids) for one in link]
    if isinstance(link, str) and link[:1] == "@" and link[1:].isdecimal():
        place = int(link[1:])
        return ids[place] if place < len(ids) else "sha256:" + "0" * 64
    return link


def merge(value: Any) -> None:
    """The state by the known rule, as far as there is anything to merge."""
    found = events_of(value)
    made = [(e.get("event_type"), {name: e[name] for name in ENTRY if name in e}) for e in found]
    created = next((entry for type_, entry in made if type_ == "record_created"), None)
    state = {
        "state_type": "pith_open_graph_state",
        "state_version": "1.0",
        "pith_number": value.get("pith_number"),
        "merge_version": value.get("merge_version", MERGE_VERSION),
        "event_count": len(found),
        "valid_event_count": len(found),
        "invalid_event_count": 0,
        "equivocation_count": 0,
        "current": {
            "canonical_record": object_at(created, "payload").get("canonical_record"),
            "source_aliases": value.get("source_aliases"),
            "record_created": created,
            **{name: [e for t, e in made if t == type_] for type_, name in LISTS.items()},
        },
        "equivocations": [],
        "invalid_events": [],
        "applied_event_ids": [event.get("event_id") for event in found],
        "state_sha256": "",
    }
    value["state"] = copied(state)


def copied(value: Any) -> Any:
    """A copy that shares nothing."""
    if isinstance(value, dict):
        return {name: copied(part) for name, part in value.items()}
    return [copied(part) for part in value] if isinstance(value, list) else value


def state(value: Any) -> None:
    own = value if "state_type" in value else object_at(value, "state")
    rest = {name: part for name, part in own.items() if name != "state_sha256"}
    put(own, "state_sha256", digest(rest))


def bundle(value: Any, key: TestKey) -> None:
    signature = object_at(value, "bundle_signature")
    rest = {name: part for name, part in value.items() if name != "bundle_signature"}
    hashed = digest(rest)
    put(signature, "bundle_sha256", hashed)
    _name(signature, key)
    _sign(signature, key, hashed)


LEVELS: dict[str, Callable[[Any, TestKey], None]] = {
    "derive": lambda value, key: derive(value),
    "receipts": receipts,
    "events": events,
    "merge": lambda value, key: merge(value),
    "state": lambda value, key: state(value),
    "bundle": bundle,
}
"""From the record up: what is changed before a level is sealed is under that level's hash."""

BUNDLE_ONLY = ("derive", "events", "merge", "bundle")


def seal_level(level: str, value: Any, key: TestKey) -> None:
    if "bundle_type" in value or level not in BUNDLE_ONLY:
        LEVELS[level](value, key)


def seal_all(value: Any, key: TestKey) -> None:
    for level in LEVELS:
        seal_level(level, value, key)
