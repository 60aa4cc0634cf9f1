"""The flags of a record's verification_status, held against what the rest of it shows."""

from collections.abc import Iterable

from inspector.document.access import count_at, object_at
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import join
from inspector.messages import msg
from inspector.verify.result import (
    FAIL,
    PASS,
    Result,
    Status,
    failed,
    missing,
    passed,
    unchecked,
    warned,
)

_SHOWN_BY = {
    "content_addressed": "record.canonical_hash",
    "pith_receipt": "receipt.signature",
}
_EVENTS_ELSEWHERE = frozenset(
    {
        *("author_attested", "externally_anchored", "storage_verified"),
        *("weak_author_claims", "strong_author_claims"),
        *("citation_signatures", "replication_records"),
    }
)


def check(value: JsonObject, results: Iterable[Result]) -> list[Result]:
    """status.flags, once for each flag. ``results``: what was found about the record so far."""
    found = {result.id: result.status for result in results}
    flags = object_at(value, "verification_status")
    if flags is None:
        return [missing("status.flags", "/verification_status")]
    return [flag(value, name, stated, found) for name, stated in flags.items()]


def flag(value: JsonObject, name: str, stated: Json, found: dict[str, Status]) -> Result:
    """status.flags of one flag."""
    path = join("/verification_status", name)
    if name in _SHOWN_BY:
        return _by_check(path, stated, found.get(_SHOWN_BY[name]))
    if name == "graph_snapshot":
        return _compared(path, stated, object_at(value, "graph_snapshot") is not None)
    if name in ("references_resolved", "formal_links_present"):
        return _by_count(path, stated, _section_count(value, name))
    if name in _EVENTS_ELSEWHERE and value.get("events") == [] and _is_none(stated):
        return passed("status.flags", path, stated, stated)
    detail = msg("the record does not hold what this flag is about")
    return unchecked("status.flags", path, detail, None, stated)


def _by_check(path: str, stated: Json, status: Status | None) -> Result:
    if status is PASS or status is FAIL:
        return _compared(path, stated, status is PASS)
    detail = msg("the check that this flag is about could not be made")
    return unchecked("status.flags", path, detail, None, stated)


def _compared(path: str, stated: Json, shown: bool) -> Result:
    if stated is not shown:
        detail = msg("The flag does not agree with what was found")
        return failed("status.flags", path, detail, shown, stated)
    return passed("status.flags", path, shown, stated)


def _is_none(stated: Json) -> bool:
    """Whether a flag or a count says that there is nothing."""
    return stated is False or (type(stated) is int and stated == 0)


def _section_count(value: JsonObject, name: str) -> int | None:
    snapshot = object_at(value, "graph_snapshot")
    if name == "references_resolved":
        return count_at(object_at(snapshot, "references"), "resolved_work")
    return count_at(object_at(snapshot, "formal_canon"), "evidence_count")


def _by_count(path: str, stated: Json, count: int | None) -> Result:
    if count is None:
        return unchecked("status.flags", path, msg("the snapshot has no such count"))
    if stated is not bool(count):
        detail = msg("The flag and the count in the snapshot do not go together")
        return warned("status.flags", path, detail, bool(count), stated)
    return passed("status.flags", path, bool(count), stated)
