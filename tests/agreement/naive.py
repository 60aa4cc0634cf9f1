"""What a document hashes, signs and covers, recomputed without the program's code: slow and
short."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from tests.fuzz.checker import Findings
from tests.fuzz.checker.case import EVENT_LISTS, Case, Known
from tests.fuzz.checker.keys import MESSAGES, fingerprint, holds, lookup
from tests.fuzz.checker.shapes import kind_of
from tests.fuzz.checker.values import (
    ABSENT,
    base32,
    canonical,
    date,
    digest,
    from_base64,
    get,
    items_at,
    text_at,
)

Path: TypeAlias = tuple[str, ...]

OF_AN_EVENT = ("signature", "content_sha256", "event_id")
"""What the hash of an event leaves out."""
CREATED = ("current", "record_created", "payload")


def steps(pointer: str) -> Path:
    """The member names and numbers of a JSON Pointer."""
    return tuple(one.replace("~1", "/").replace("~0", "~") for one in pointer.split("/")[1:])


def at(value: Any, path: Path) -> Any:
    """The value there, or ABSENT."""
    for step in path:
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return ABSENT
    return value


def without(value: Any, *names: str) -> dict[str, Any]:
    return {name: member for name, member in value.items() if name not in names}


def nodes(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value with the way to it, in the order of the document."""
    yield path, value
    steps_: Any = ()
    if isinstance(value, dict):
        steps_ = value.items()
    elif isinstance(value, list):
        steps_ = enumerate(value)
    for step, child in steps_:
        yield from nodes(child, (*path, str(step)))


def leaves(value: Any) -> list[Path]:
    """The outputs to all scalars and empty containers."""
    found = nodes(value)
    return [path for path, one in found if not isinstance(one, (dict, list)) or not one]


# --- signatures and what they cover -----------------------------------------------------------


def holding(second: Findings) -> dict[tuple[str, str], bytes]:
    """The key of each signature that holds, by its kind and pointer."""
    made = second.signatures
    return {(one.cover, one.path): one.raw for one in made if one.raw is not None}


def fingerprints(second: Findings) -> set[str]:
    return {fingerprint(raw) for raw in holding(second).values()}


_COPIES = (
    ("canonical_record",),
    ("current", "canonical_record"),
    ("state", "current", "canonical_record"),
    ("state", *CREATED, "canonical_record"),
)
"""Where a record stands that a receipt elsewhere in the document is over."""


def regions(value: Any, made: Iterable[tuple[str, str]]) -> list[tuple[str, Path]]:
    """What each of the signatures is over: its kind, and the way to an object. ``made`` are the
    kinds and pointers of those that hold. A receipt is over the copies of its record, too."""
    found: list[tuple[str, Path]] = []
    for cover, pointer in made:
        holder = steps(pointer)[:-1]
        if cover == "receipt":
            record = canonical(at(value, (*holder, "canonical_record")))
            same = [copy for copy in _COPIES if _is(at(value, copy), record)]
            found += [(cover, place) for place in ((*holder, "canonical_record"), *same)]
        else:
            found.append((cover, holder))
    return found


def covers(over: list[tuple[str, Path]], path: Path) -> set[str]:
    """The kinds of signature that are over the leaf at ``path``."""
    return {
        cover
        for cover, place in over
        if path[: len(place)] == place
        and (cover == "receipt" or path[len(place)] not in _LEFT_OUT[cover])
    }


_LEFT_OUT = {"event": OF_AN_EVENT, "bundle": ("bundle_signature",)}


def _is(value: Any, record: bytes) -> bool:
    return value is not ABSENT and canonical(value) == record


# --- hashes -----------------------------------------------------------------------------------


def hashed(value: Any, id_: str, pointer: str) -> bytes | None:
    """The bytes whose SHA-256 the check ``id_`` at ``pointer`` speaks of; None for no bytes or
    those of a text."""
    found = _HASHED.get(id_)
    bytes_of = found(value, steps(pointer)) if found else ABSENT
    return None if bytes_of is ABSENT else canonical(bytes_of)


def _above(value: Any, path: Path, count: int = 1) -> Any:
    return at(value, path[: len(path) - count])


def _beside(value: Any, path: Path) -> Any:
    return get(_above(value, path), "canonical_record")


def _of_number(value: Any, path: Path) -> Any:
    """The record that a Pith Number at ``path`` is to follow from."""
    if path == ("pith_number",):
        return get(about(value), "canonical_record")
    return get(_above(value, path), "payload", "canonical_record")


def about(value: Any) -> Any:
    """What holds the record that the document is about."""
    return get(value, *CREATED) if kind_of(value) == "state" else value


def _event(value: Any, path: Path) -> Any:
    event = _above(value, path)
    return ABSENT if "payload_sha256" in event else without(event, *OF_AN_EVENT)


def _signature(path: Path) -> Path:
    """The path of a signature, of which a check may name the text that is missing."""
    return path[:-1] if path[-1:] == ("signature_b64",) else path


def _section(value: Any, path: Path) -> Any:
    lists = {"claims": "items", "references": "sample"}
    section = _above(value, path)
    name = path[-2]
    return {"payload": items_at(section, lists[name]) if name in lists else []}


def _findings(value: Any, path: Path) -> Any:
    section = _above(value, path)
    names = {"detectors": "detectors_run", "findings": "findings"}
    return {"payload": {name: section[stated] for name, stated in names.items()}}


def _entry(value: Any, path: Path) -> Any:
    """The event of an entry of a state, with the links that make its id, else with none."""
    entry, (*_, name) = _above(value, path), path[1:2]
    types = {list_: type_ for type_, list_ in EVENT_LISTS.items()}
    event = without(entry, "event_id", *OF_AN_EVENT) | {
        "event_type": types.get(name, name),
        "subject_pith_number": value.get("pith_number"),
        "schema_version": "1.0",
    }
    ids = [one for one in items_at(value, "applied_event_ids") if isinstance(one, str)]
    for previous in (None, *ids):
        for others in ([], *([one] for one in ids)):
            tried = event | {"prev_event": previous, "supersedes": others}
            if "sha256:" + digest(tried) == entry.get("event_id"):
                return tried
    return event | {"prev_event": None, "supersedes": []}


def _bundle(value: Any, _: Path) -> Any:
    return without(value, "bundle_signature")


_HASHED: dict[str, Callable[[Any, Path], Any]] = {
    "record.canonical_hash": _beside,
    "record.pith_number": _of_number,
    "alias.value": lambda value, _: get(about(value), "canonical_record"),
    "record.short_pith_number": lambda value, _: get(about(value), "canonical_record"),
    "receipt.hash": lambda value, path: get(_above(value, path, 2), "canonical_record"),
    "receipt.signature": lambda value, path: _beside(value, _signature(path)),
    "event.content_hash": _event,
    "event.signature": lambda value, path: _event(value, _signature(path)),
    "state.hash": lambda value, path: without(_above(value, path), "state_sha256"),
    "state.event_id": _entry,
    "bundle.hash": _bundle,
    "bundle.signature": _bundle,
    "snapshot.section_hash": _section,
    "integrity.snapshot_hash": _findings,
}


def signed_by(case: Case, cover: str, signature: Any, hashed_: str) -> bytes | None:
    """The key that a signature names and that made it over ``hashed_``; None for none."""
    words = [get(signature, name) for name in ("signature_status", "algorithm", "signed_message")]
    if words != ["signed_v1", "ed25519", MESSAGES[cover]]:
        return None
    raw = from_base64(text_at(signature, "signature_b64"))
    named = text_at(signature, "public_key_fingerprint"), text_at(signature, "key_id")
    keys = lookup(case, *named) if raw is not None and len(raw) == 64 else []
    return next((key for key in keys if holds(key, raw or b"", hashed_)), None)


def case_of(second: Findings, value: Any, known: list[Known]) -> Case:
    return Case(second.kind, value, known)


# --- one record or two ------------------------------------------------------------------------


def same_record(left: Any, right: Any) -> str:
    """What is known of the records of two documents, by the word of a report."""
    records = [_shown_record(value) for value in (left, right)]
    numbers = [text_at(value, "pith_number") for value in (left, right)]
    if all(isinstance(record, dict) for record in records):
        if canonical(records[0]) == canonical(records[1]):
            hold = all(map(_follows, numbers, records))
            return "same record" if hold else "same record, another number stated"
        is_one = numbers[0] is not None and numbers[0] == numbers[1]
        return "other record, same number stated" if is_one else "other record"
    if None in numbers:
        return "unknown"
    return "same number stated" if numbers[0] == numbers[1] else "other number stated"


def _shown_record(value: Any) -> Any:
    """The record; of a state on its own only where the one that it shows is that of its event."""
    record = get(about(value), "canonical_record")
    if kind_of(value) != "state":
        return record
    shown = get(value, "current", "canonical_record")
    both = isinstance(record, dict) and isinstance(shown, dict)
    return record if both and canonical(record) == canonical(shown) else ABSENT


def _follows(number: str | None, record: Any) -> bool:
    moment = date(get(record, "metadata", "submitted_at"))
    tail = base32(bytes.fromhex(digest(record)))
    return moment is not None and number == f"pith:{moment.year:04}:{tail}"


# --- bytes of the file, and what is found in them ---------------------------------------------


def places(data: bytes) -> dict[Path, tuple[int, int, int]]:
    """Where each value begins and ends in the bytes, and where its name begins."""
    found: dict[Path, tuple[int, int, int]] = {}
    text = data.decode("latin-1")  # a character is a byte
    decode = json.JSONDecoder(strict=False).raw_decode

    def blank(here: int) -> int:
        while here < len(text) and text[here] in " \t\r\n":
            here += 1
        return here

    def walk(start: int, path: Path, name_start: int) -> int:
        here = start + 1
        if text[start] in "[{":
            row = 0
            while text[here := blank(here)] not in "]}":
                if text[here] == ",":
                    here += 1
                    continue
                name, begin = str(row), here
                if text[start] == "{":
                    _, end = decode(text, here)
                    name = json.loads(data[here:end])
                    here = blank(blank(end) + 1)
                here = walk(here, (*path, name), begin)
                row += 1
            here += 1
        else:
            _, here = decode(text, start)
        found[path] = start, here, name_start
        return here

    first = blank(3 if data.startswith(b"\xef\xbb\xbf") else 0)
    walk(first, (), first)
    return found


def texts(value: Any) -> list[tuple[Path, str, str]]:
    """Every value's way, name and text in lower case, in the order of the document."""
    found = []
    stack: list[tuple[Path, str, Any]] = [((), "", value)]
    while stack:
        path, name, one = stack.pop()
        shown = "" if isinstance(one, (dict, list)) else one
        shown = shown if isinstance(shown, str) else json.dumps(shown)
        found.append((path, name.lower(), shown.lower()))
        if isinstance(one, dict):
            stack += [((*path, step), step, child) for step, child in reversed(one.items())]
        elif isinstance(one, list):
            stack += [((*path, str(row)), "", one[row]) for row in range(len(one) - 1, -1, -1)]
    return found


def with_text(held: list[tuple[Path, str, str]], needle: str) -> list[Path]:
    """Where a name or a scalar has the text in it, whatever its case."""
    needle = needle.lower()
    return [path for path, name, text in held if needle in name or needle in text]
