"""One document being checked: its value, the user's keys, and the results so far."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.fuzz.checker.values import ABSENT, from_base64, from_hex, get, same, text_at

PASS, FAIL, WARN, UNCHECKED = "pass", "fail", "warn", "unchecked"

EVENT_LISTS = {
    "graph_snapshot": "graph_snapshots",
    "author_attestation": "author_attestations",
    "timestamp_anchor": "timestamp_anchors",
    "storage_attestation": "storage_attestations",
    "citation_signature": "citation_signatures",
    "replication_record": "replication_records",
    "correction": "corrections",
    "mirror_hint": "mirror_hints",
}
"""The list of a merged state into which the events of a type go."""

EVENT_TYPES = ("record_created", *EVENT_LISTS)
ENTRY = ("event_id", "target", "created_at", "signer", "payload")
"""The members of an event that stand in its entry in a state."""

KEY_ENTRY = (
    *("key_id", "algorithm", "format", "public_key_b64", "public_key_hex", "rotates_at", "url"),
    *("fingerprint_sha256_b32_first128bits", "fingerprint_sha256_hex", "notes"),
)


class Finding(NamedTuple):
    """One result; ``note`` is for people who compare."""

    id: str
    path: str
    status: str
    note: str = ""


class Known(NamedTuple):
    """A key of the user's list: what its file says, and whether it is trusted."""

    key_id: str
    raw: bytes
    trusted: bool
    rotates_at: Any = None
    odd: bool = False
    """Whether its entry has a member that FORMAT does not name."""


class Signature(NamedTuple):
    """A signature object of the document; ``raw`` is the key that verified it, if one did."""

    cover: str
    path: str
    value: Any
    status: str
    raw: bytes | None


@dataclass
class Findings:
    kind: str
    results: list[Finding]
    obligations: dict[str, bool]
    verdict: str
    integrity: str
    trust: str
    signatures: list[Signature]

    def with_status(self, status: str) -> set[str]:
        return {result.id for result in self.results if result.status == status}


@dataclass
class Case:
    kind: str
    value: dict[str, Any]
    keys: list[Known]
    paper: str | None = None
    results: list[Finding] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)

    def add(self, id_: str, path: str, status: str, note: str = "") -> str:
        self.results.append(Finding(id_, path, status, note))
        return status

    def compare(self, id_: str, path: str, stated: Any, expected: Any, note: str = "") -> str:
        """One result: what is absent on one side is unchecked, what differs fails."""
        if stated is ABSENT or expected is ABSENT:
            return self.add(id_, path, UNCHECKED, "one side is missing")
        equal = stated == expected if isinstance(expected, str) else same(stated, expected)
        return self.add(id_, path, PASS if equal else FAIL, note)

    def statuses(self, id_: str, under: str = "") -> list[str]:
        """The statuses of a check at ``under`` and below."""
        return [
            result.status
            for result in self.results
            if result.id == id_ and (result.path + "/").startswith(under + "/")
        ]


def known_keys(data: Any, *, trusted: bool) -> list[Known]:
    """The keys of a key file: ``public_keys``, one entry, or a mirror manifest's key."""
    entries = get(data, "public_keys")
    if not isinstance(entries, list):
        entries = [data.get("public_key", data)]
    found = []
    for entry in entries:
        raw = from_base64(text_at(entry, "public_key_b64"))
        raw = from_hex(text_at(entry, "public_key_hex")) if raw is None else raw
        if raw is not None and len(raw) == 32:
            rotates_at = entry.get("rotates_at")
            odd = bool(set(entry) - set(KEY_ENTRY))
            found.append(Known(entry.get("key_id", ""), raw, trusted, rotates_at, odd))
    return found
