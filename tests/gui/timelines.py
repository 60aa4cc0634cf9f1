"""Documents for the tests of the timeline, with signers and links."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from inspector.gui.document.opened import Checked, check_document, open_document
from inspector.gui.timeline import timeline
from inspector.gui.timeline.timeline import Timeline, TimelineEvent
from inspector.jobs.session import Session
from inspector.progress import unwatched
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from tests.vectors.drafts import bundle, event
from tests.vectors.keys import OTHER, OWN, Object, TestKey
from tests.vectors.sealing import seal_bundle, seal_event, seal_receipt, seal_upwards

START = datetime(2026, 5, 20, 11, tzinfo=UTC)
OTHERS = [TestKey.of(f"registry-{number}", f"registry {number}") for number in range(4)]


def trusting(*keys: TestKey, distrusted: Sequence[TestKey] = ()) -> Session:
    known = [KnownKey(_public(key), Standing.TRUSTED, "a test") for key in keys]
    known += [KnownKey(_public(key), Standing.DISTRUSTED, "a test") for key in distrusted]
    return Session(TrustedKeys(tuple(known)))


def _public(key: TestKey) -> PublicKey:
    return PublicKey.of(key.key_id, key.raw)


def checked(path: str | Path, session: Session) -> Checked:
    return check_document(open_document(str(path), session, unwatched), session, unwatched)


def timeline_of(path: str | Path, session: Session) -> Timeline:
    return timeline.of_checked(checked(path, session), unwatched)


def written(folder: Path, value: object) -> Path:
    path = folder / "document.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def signed_event(
    value: Object, key: TestKey, signer: str, type_: str = "correction", **members: Any
) -> Object:
    """One more event of ``value``, hashed and signed; state and bundle are left as they are."""
    one = event(type_, "record", {"note": type_}, value["pith_number"], key)
    one["signer"]["signer_id"] = signer
    one.update(members)
    seal_event(one, key)
    value["events"].append(one)
    return one


def draft() -> Object:
    """A bundle with two signed events, to which others can be added."""
    value = bundle()
    value["public_keys"] += [key.entry() for key in (OTHER, *OTHERS)]
    seal_receipt(value["events"][0]["payload"])
    for one in value["events"]:
        seal_event(one)
    return value


def sealed(change: Callable[[Object], object]) -> Object:
    """A bundle after ``change`` added signed events, with its state and signature."""
    value = draft()
    change(value)
    return seal_upwards(value)


def many(count: int) -> Object:
    """``count`` events of five signers, minutes apart, a third of them superseding others.

    Only the first hundred are signed; none of the rest is what its hash says.
    """
    value = draft()
    events = value["events"]
    while len(events) < count:
        number = len(events)
        key = (OWN, *OTHERS)[number % 5]
        date = (START + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
        older = [events[number // 2]["event_id"]] if number % 3 == 0 else []
        members: Object = {"created_at": date, "supersedes": older}
        if number < 100:
            signed_event(value, key, f"signer {number % 5}", **members)
        else:
            events.append({**events[50 + number % 5], **members, "event_id": f"sha256:{number}"})
    return seal_bundle(value)


def event_at(found: Timeline, pointer: str) -> TimelineEvent:
    node = found.table.find(pointer)
    return found.events[found.rows[node]]
