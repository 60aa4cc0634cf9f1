"""The merged state: recomputed where the rule is known, otherwise checked against its bounds."""

from collections.abc import Iterator
from typing import Any

from tests.fuzz.checker.case import ENTRY, EVENT_LISTS, EVENT_TYPES, FAIL, PASS, UNCHECKED, Case
from tests.fuzz.checker.values import (
    ABSENT,
    canonical,
    digest,
    get,
    integer_at,
    items_at,
    pointer,
    same,
    text_at,
)

MERGE_VERSION = "pith-open-graph-merge-v1"
COUNTS = ("event_count", "valid_event_count", "invalid_event_count", "equivocation_count")
STATE_MEMBERS = (
    *("state_type", "state_version", "pith_number", "merge_version", "current", "equivocations"),
    *("invalid_events", "applied_event_ids", "state_sha256", *COUNTS),
)
CURRENT_MEMBERS = ("canonical_record", "record_created", "source_aliases", *EVENT_LISTS.values())


def check_hash(case: Case, state: Any, path: str) -> None:
    if isinstance(state, dict):
        rest = {name: value for name, value in state.items() if name != "state_sha256"}
        stated = get(state, "state_sha256")
        case.compare("state.hash", path + "/state_sha256", stated, digest(rest))


def check_counts(case: Case, state: Any, path: str) -> None:
    """What the numbers of a state say of its own lists."""
    valid, invalid, total = (integer_at(state, name) for name in (COUNTS[1], COUNTS[2], COUNTS[0]))
    for name, listed in ((COUNTS[2], "invalid_events"), (COUNTS[3], "equivocations")):
        items = get(state, listed)
        expected = len(items) if isinstance(items, list) else ABSENT
        case.compare("state.counts", f"{path}/{name}", get(state, name), expected)
    place = f"{path}/{COUNTS[1]}"
    if valid is None or invalid is None or total is None:
        case.add("state.counts", place, UNCHECKED)
    elif (
        valid < len(items_at(state, "applied_event_ids")) or valid + invalid > total or invalid < 0
    ):
        case.add("state.counts", place, FAIL)
    else:
        case.add("state.counts", place, PASS if valid + invalid == total else UNCHECKED)


def entries(state: Any, path: str) -> Iterator[tuple[str, Any, str]]:
    """Each entry of ``current``: the type of its event, the entry, where it stands."""
    created = get(state, "current", "record_created")
    if created is not ABSENT:
        yield "record_created", created, path + "/current/record_created"
    for type_, name in EVENT_LISTS.items():
        for index, entry in enumerate(items_at(state, "current", name)):
            yield type_, entry, f"{path}/current/{name}/{index}"


# --- in a bundle ---------------------------------------------------------------------------


def check_in_bundle(case: Case) -> None:
    state = get(case.value, "state")
    if not isinstance(state, dict):
        case.add("state.merge", "/state", UNCHECKED, "no state")
        return
    check_hash(case, state, "/state")
    check_counts(case, state, "/state")
    status, note = _merge_status(case, state)
    case.add("state.merge", "/state", status, note)
    if status == UNCHECKED:
        for path, found, why in _bounds(case, state):
            case.add("state.bounds", path, found, why)
        if not case.statuses("state.bounds"):
            case.add("state.bounds", "/state", PASS)


def _unknown_rule(case: Case, state: Any) -> str | None:
    """Why the merge of this bundle follows a rule that is not known."""
    events = get(case.value, "events")
    if not isinstance(events, list) or not isinstance(get(state, "current"), dict):
        return "the events or the state cannot be read"
    versions = (get(case.value, "merge_version"), get(state, "merge_version"))
    if any(version != MERGE_VERSION for version in versions):
        return "merge_version"
    for name, known in (("state_type", "pith_open_graph_state"), ("state_version", "1.0")):
        if get(state, name) not in (known, ABSENT):
            return name
    types = [get(event, "event_type") for event in events]
    if types.count("record_created") != 1 or any(type_ not in EVENT_TYPES for type_ in types):
        return "event types"
    if any(get(event, "prev_event") is not None for event in events):
        return "prev_event"
    if any(get(event, "supersedes") != [] for event in events):
        return "supersedes"
    if get(state, "equivocations") != [] or get(state, "invalid_events") != []:
        return "equivocations or invalid events"
    return None


def merged(bundle: dict[str, Any]) -> dict[str, Any]:
    """The state that the known rule gives, without its hash."""
    listed: dict[str, list[Any]] = {type_: [] for type_ in EVENT_TYPES}
    for event in bundle["events"]:
        entry = {name: event[name] for name in ENTRY if name in event}
        listed[event["event_type"]].append(entry)
    (created,) = listed.pop("record_created")
    count = len(bundle["events"])
    ids = [get(event, "event_id") for event in bundle["events"]]
    return {
        "state_type": "pith_open_graph_state",
        "state_version": "1.0",
        "pith_number": bundle["pith_number"],
        "merge_version": MERGE_VERSION,
        "event_count": count,
        "valid_event_count": count,
        "invalid_event_count": 0,
        "equivocation_count": 0,
        "current": {
            "canonical_record": get(created, "payload", "canonical_record"),
            "source_aliases": get(bundle, "source_aliases"),
            "record_created": created,
            **{EVENT_LISTS[type_]: found for type_, found in listed.items()},
        },
        "equivocations": [],
        "invalid_events": [],
        "applied_event_ids": ABSENT if ABSENT in ids else ids,
    }


def _merge_status(case: Case, state: dict[str, Any]) -> tuple[str, str]:
    if why := _unknown_rule(case, state):
        return UNCHECKED, why
    if not isinstance(get(case.value, "pith_number"), str):
        return UNCHECKED, "no Pith Number"
    expected = merged(case.value)
    current = expected.pop("current")
    differences: list[str] = []
    for wanted, found in ((expected, state), (current, state["current"])):
        for name, value in wanted.items():
            if name not in found or value is ABSENT:
                differences.append("absent")
            elif not same(value, found[name]):
                differences.append("order" if _reordered(value, found[name]) else "value")
    unknown = [*(set(state) - set(STATE_MEMBERS)), *(set(state["current"]) - set(CURRENT_MEMBERS))]
    if "value" in differences:
        return FAIL, "another value than the merge gives"
    if differences or unknown:
        return UNCHECKED, "another order, a member missing or not known"
    return PASS, ""


def _reordered(one: Any, other: Any) -> bool:
    if not isinstance(one, list) or not isinstance(other, list):
        return False
    return sorted(map(canonical, one)) == sorted(map(canonical, other))


# --- what holds under every rule -----------------------------------------------------------

_Bound = tuple[str, str, str]


def _bounds(case: Case, state: dict[str, Any]) -> Iterator[_Bound]:
    """Each breach of the bounds (fail), and each thing that leaves them open (unchecked)."""
    yield from _same_as_bundle(case, state)
    unknown = [
        ("/state", state, STATE_MEMBERS),
        ("/state/current", get(state, "current"), CURRENT_MEMBERS),
    ]
    for path, part, members in unknown:
        for name in part if isinstance(part, dict) else ():
            if name not in members:
                yield path + pointer(name), UNCHECKED, "a member that is not known"
        for name in members:
            if name not in (part if isinstance(part, dict) else ()):
                yield path + pointer(name), UNCHECKED, "absent"
    events = {
        id_: event
        for event in items_at(case.value, "events")
        if (id_ := text_at(event, "event_id")) is not None
    }
    yield from _applied_ids(case, state, events)
    yield from _entries(state, events)
    yield from _each_event(state, events)
    yield from _set_aside(state, events)
    yield from _numbers(case, state)


def _same_as_bundle(case: Case, state: dict[str, Any]) -> Iterator[_Bound]:
    for path, one, other in (
        ("/state/pith_number", get(state, "pith_number"), get(case.value, "pith_number")),
        ("/state/merge_version", get(state, "merge_version"), get(case.value, "merge_version")),
        (
            "/state/current/canonical_record",
            get(state, "current", "canonical_record"),
            get(case.value, "canonical_record"),
        ),
        (
            "/state/current/source_aliases",
            get(state, "current", "source_aliases"),
            get(case.value, "source_aliases"),
        ),
    ):
        if one is ABSENT or other is ABSENT:
            yield path, UNCHECKED, "absent"
        elif not same(one, other):
            yield path, FAIL, "not the bundle's"


def _applied_ids(case: Case, state: dict[str, Any], events: dict[str, Any]) -> Iterator[_Bound]:
    applied = items_at(state, "applied_event_ids")
    for index, id_ in enumerate(applied):
        path = f"/state/applied_event_ids/{index}"
        if not isinstance(id_, str) or id_ not in events:
            yield path, FAIL, "no event of the bundle"
        elif id_ in applied[:index]:
            yield path, FAIL, "applied twice"
    order = [id_ for id_ in events if id_ in applied]
    if [id_ for id_ in applied if isinstance(id_, str) and id_ in events] != order:
        yield "/state/applied_event_ids", UNCHECKED, "another order than the bundle's"


def _entries(state: dict[str, Any], events: dict[str, Any]) -> Iterator[_Bound]:
    shown: dict[str, list[str]] = {}
    for type_, entry, path in entries(state, "/state"):
        id_ = text_at(entry, "event_id")
        event = events.get(id_) if id_ is not None else None
        if id_ is None or event is None or get(event, "event_type") != type_:
            yield path, FAIL, "no event of the bundle of this type"
            continue
        if set(entry) - set(ENTRY):
            yield path, UNCHECKED, "a member that is not known"
        if any(_differs(entry, event, name) for name in ENTRY):
            yield path, FAIL, "not as the event says"
        if id_ in shown.get(type_, ()):
            yield path, FAIL, "shown twice"
        shown.setdefault(type_, []).append(id_)
    for type_, ids in shown.items():
        if ids != [id_ for id_ in events if id_ in ids]:
            yield "/state/current", UNCHECKED, f"another order of {type_} than the bundle's"


def _differs(entry: Any, event: Any, name: str) -> bool:
    one, other = get(entry, name), get(event, name)
    return one is not other and not same(one, other)


def _each_event(state: dict[str, Any], events: dict[str, Any]) -> Iterator[_Bound]:
    applied = [id_ for id_ in items_at(state, "applied_event_ids") if isinstance(id_, str)]
    shown = {text_at(entry, "event_id") for _, entry, _ in entries(state, "/state")}
    superseded = {
        id_
        for event in events.values()
        for id_ in items_at(event, "supersedes")
        if isinstance(id_, str)
    }
    invalid = {id_ for item in items_at(state, "invalid_events") for id_ in named_in(item, events)}
    for id_, event in events.items():
        if get(event, "event_type") not in EVENT_TYPES or id_ in superseded:
            continue
        if id_ in applied and id_ not in shown:
            yield "/state/current", FAIL, f"no entry for the applied {id_}"
        if id_ not in applied and id_ not in invalid:
            yield "/state/applied_event_ids", UNCHECKED, f"left out: {id_}"


def named_in(item: Any, events: dict[str, Any]) -> set[str]:
    """The events of the bundle whose ids stand in an entry, as a text or a name."""
    return set(_texts(item)) & set(events)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value, and every name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        parts = [*value, *value.values()] if isinstance(value, dict) else value
        yield from (text for part in parts for text in _texts(part))


def _set_aside(state: dict[str, Any], events: dict[str, Any]) -> Iterator[_Bound]:
    for name in ("equivocations", "invalid_events"):
        for index, item in enumerate(items_at(state, name)):
            known = named_in(item, events)
            yield (
                f"/state/{name}/{index}",
                UNCHECKED if known else FAIL,
                "its rule is not known" if known else "names no event of the bundle",
            )


def _numbers(case: Case, state: dict[str, Any]) -> Iterator[_Bound]:
    total, invalid = integer_at(state, "event_count"), integer_at(state, "invalid_event_count")
    if total is None or invalid is None:
        yield "/state/event_count", UNCHECKED, "no number"
        return
    set_aside = max(invalid, len(items_at(state, "invalid_events")))
    least = len(items_at(state, "applied_event_ids")) + set_aside
    if not least <= total <= len(items_at(case.value, "events")) or invalid < 0:
        yield "/state/event_count", FAIL, "not possible under any rule"


# --- on its own ----------------------------------------------------------------------------


def check_alone(case: Case) -> None:
    state = case.value
    check_hash(case, state, "")
    check_counts(case, state, "")
    current = get(state, "current")
    created = get(current, "record_created", "payload", "canonical_record")
    path = "/current/canonical_record"
    case.compare("state.merge", path, get(current, "canonical_record"), created)
    _check_event_ids(case, state)
    _bounds_alone(case, state)


def _bounds_alone(case: Case, state: dict[str, Any]) -> None:
    total, invalid = integer_at(state, "event_count"), integer_at(state, "invalid_event_count")
    applied = items_at(state, "applied_event_ids")
    if total is None or invalid is None:
        status = UNCHECKED
    else:
        least = len(applied) + max(invalid, len(items_at(state, "invalid_events")))
        status = FAIL if total < least else PASS if total == least else UNCHECKED
    case.add("state.bounds", "/event_count", status)
    for _, entry, path in entries(state, ""):
        if get(entry, "event_id") not in applied:
            case.add("state.bounds", path, FAIL, "an entry of no applied event")


def _check_event_ids(case: Case, state: dict[str, Any]) -> None:
    ids = dict.fromkeys(id_ for id_ in items_at(state, "applied_event_ids") if isinstance(id_, str))
    for _, entry, _ in entries(state, ""):
        if (id_ := text_at(entry, "event_id")) is not None:
            ids[id_] = None
    for name in ("equivocations", "invalid_events"):
        ids |= dict.fromkeys(_texts(items_at(state, name)))
    for type_, entry, path in entries(state, ""):
        stated = text_at(entry, "event_id")
        if stated is None:
            case.add("state.event_id", path, UNCHECKED)
        elif stated in _possible_ids(state, type_, entry, list(ids)):
            is_whole = set(entry) <= set(ENTRY)
            case.add("state.event_id", path, PASS if is_whole else UNCHECKED)
        else:
            seen = type_ in ("record_created", "graph_snapshot")
            case.add("state.event_id", path, FAIL if seen else UNCHECKED)


def _possible_ids(state: Any, type_: str, entry: Any, ids: list[str]) -> Iterator[str]:
    """What the id of the entry's event can be: with each id of the state as its link."""
    event = {name: entry[name] for name in ENTRY if name in entry and name != "event_id"}
    event |= {"event_type": type_, "schema_version": "1.0"}
    event["subject_pith_number"] = get(state, "pith_number")
    if event["subject_pith_number"] is ABSENT:
        return
    for prev_event in (None, *ids):
        for supersedes in ([], *([id_] for id_ in ids)):
            event |= {"prev_event": prev_event, "supersedes": supersedes}
            yield "sha256:" + digest(event)
