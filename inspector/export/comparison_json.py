"""A comparison as one line of JSON with the schema ``pith-inspector/diff/1``, and its JSON
Patch."""

from collections.abc import Iterable, Iterator

from inspector.compare.comparison import Change, Comparison, Counts
from inspector.compare.in_common import Sameness
from inspector.compare.proofs import ComparedProofs, Proof
from inspector.compare.side import NotCompared, Side, Unusable
from inspector.compare.volatile import Ignored, remaining
from inspector.document.json_types import Json, JsonObject
from inspector.export.json_pieces import gathered, list_parts, written
from inspector.export.report_json import error_object, named

SCHEMA = "pith-inspector/diff/1"
_MOST_POINTER_TEXT = 100_000_000
_MOST_BYTES = 1_000_000_000


def _members(
    compared: ComparedProofs | NotCompared, ignored: Ignored | None, since_read: tuple[str, str]
) -> dict[str, Json | Iterator[JsonObject]]:
    """The members of a comparison, or what is known if none could be made; those that can be long
    as iterators.

    Values are not copied. Small documents with a long name above many values can differ in
    gigabytes of pointers; then fewer changes are listed than ``counts`` says.
    """
    if isinstance(compared, NotCompared):
        return {**_not_compared(compared)}
    comparison, proofs = compared
    ignored = ignored or Ignored(comparison)
    counts = remaining(comparison, ignored)
    members: dict[str, Json | Iterator[JsonObject]] = {
        "schema": SCHEMA,
        "left": _side(comparison.left, since_read[0]),
        "right": _side(comparison.right, since_read[1]),
        "record": comparison.sameness,
        "identical": not counts.total,
        "counts": _counts(counts),
        "changes": map(_change, _bounded(comparison, ignored)),
        "checks": map(_check, proofs),
        "parts": [{"left": part.left, "right": part.right} for part in comparison.parts],
    }
    if ignored.pointers:
        members["ignored"] = ignored.count
    return members


def comparison_pieces(
    compared: ComparedProofs | NotCompared,
    ignored: Ignored | None = None,
    *,
    since_read: tuple[str, str] = ("", ""),
) -> Iterator[bytes]:
    """The comparison as one line of UTF-8 without its line end, in pieces of bounded size.

    ``ignored`` changes are only counted. ``since_read`` is what became of each side's file since,
    "" if nothing did. Items moved inside moved items repeat their values;
    changes and checks that would make the line too long are left out.
    """
    return gathered(_parts(_members(compared, ignored, since_read)))


def _parts(members: dict[str, Json | Iterator[JsonObject]]) -> Iterator[bytes]:
    room = _MOST_BYTES
    lead = b"{"
    for name, value in members.items():
        yield lead + written(name) + b":"
        lead = b","
        if not isinstance(value, Iterator):
            yield written(value)
            continue
        for part in list_parts(_fitting(value, room)):
            room -= len(part)
            yield part
    yield b"}"


def _fitting(items: Iterable[Json], room: int) -> Iterator[bytes]:
    """The written items that ``room`` is left for."""
    for item in items:
        data = written(item)
        room -= len(data) + 1
        if room < 0:
            return
        yield data


def _not_compared(found: NotCompared) -> JsonObject:
    members: JsonObject = {
        "schema": SCHEMA,
        "left": _side(found.left),
        "right": _side(found.right),
        "record": Sameness.UNKNOWN,
        "identical": False,
        "counts": _counts(Counts()),
        "changes": [],
        "checks": [],
        "parts": [],
    }
    if found.error is not None:
        members["error"] = error_object(found.error)
    return members


def _side(side: Side | Unusable, since_read: str = "") -> JsonObject:
    """The side. ``at`` says that the paths lead into the state after so many events of it; then
    ``sha256`` is that state's."""
    report = side.report
    members: JsonObject = {
        **named(side.source),
        "document": report.document,
        "pith_number": report.pith_number,
        "verdict": report.verdict,
    }
    if isinstance(side, Unusable):
        members["error"] = error_object(side.error)
        return members
    members["sha256"] = side.sha256
    if side.at is not None:
        members["at"] = side.at
    if since_read:
        members["since_read"] = since_read
    return members


def _counts(counts: Counts) -> JsonObject:
    return dict(counts._asdict())


def _bounded(comparison: Comparison, ignored: Ignored) -> Iterator[Change]:
    room = _MOST_POINTER_TEXT
    for pair in comparison.pairs.changes:
        if ignored.is_ignored(pair):
            continue
        change = comparison.change(pair)
        room -= len(change.left_path or "") + len(change.right_path or "")
        if room < 0:
            return
        yield change


def _change(change: Change) -> JsonObject:
    return {
        "kind": change.kind,
        "left_path": change.left_path,
        "right_path": change.right_path,
        "left": change.left,
        "right": change.right,
        "matched_by": change.matched_by or None,
    }


def _check(proof: Proof) -> JsonObject:
    return {"id": proof.id, "path": proof.path, "left": proof.left, "right": proof.right}


# --- a JSON Patch (RFC 6902) as text ------------------------------------------------------------


def patch_text(operations: Iterable[JsonObject]) -> bytes:
    """The patch as UTF-8 that ends with a line end."""
    lines = b",\n".join(map(written, operations))
    return b"[\n" + lines + b"\n]\n" if lines else b"[]\n"
