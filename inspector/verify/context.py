"""The state of one verification: what the rules read, and the results so far."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import orjson

from inspector.document.canonical import pieces
from inspector.document.document import Document
from inspector.document.identifiers import CanonicalRecord
from inspector.document.json_types import Json
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress
from inspector.verify.coverage import Region
from inspector.verify.format import Cover
from inspector.verify.report import Signature
from inspector.verify.result import Result, Status
from inspector.verify.trust import PublicKey, TrustedKeys

if TYPE_CHECKING:
    from inspector.paper.text import PaperText
    from inspector.verify.paper_search import PaperFindings


_MOST_OF_ONE_ID = 16
"""The limit per id: each key is tried on a signature without a known fingerprint, so a document
must not add more."""


class Keyring:
    """Keys by fingerprint and by id. A key found here verifies signatures; it is not thereby
    trusted."""

    def __init__(self, trust: TrustedKeys) -> None:
        self.candidates: list[tuple[PublicKey, str]] = []
        self._by_fingerprint: dict[str, PublicKey] = {}
        self._by_id: dict[str, list[PublicKey]] = {}
        self._names: set[tuple[str, bytes]] = set()
        for known in trust.known:
            self._add(known.key)

    def add_candidate(self, key: PublicKey, path: str) -> None:
        """Add a key that the document contains at ``path``."""
        self.candidates.append((key, path))
        self._add(key)

    def _add(self, key: PublicKey) -> None:
        self._by_fingerprint.setdefault(key.fingerprint, key)
        self._names.add((key.key_id, key.raw))
        same_id = self._by_id.setdefault(key.key_id, [])
        if len(same_id) < _MOST_OF_ONE_ID:
            same_id.append(key)

    def with_fingerprint(self, fingerprint: str) -> PublicKey | None:
        """The key with this fingerprint; None if there is none."""
        return self._by_fingerprint.get(fingerprint)

    def with_id(self, key_id: str) -> list[PublicKey]:
        """The first few keys with this id, the user's keys before the document's."""
        return self._by_id.get(key_id, [])

    def is_named(self, key: PublicKey, key_id: str) -> bool:
        """Whether ``key`` has the id ``key_id``. A key that the user gave without an id matches
        any."""
        return key.key_id in (key_id, "") or (key_id, key.raw) in self._names


BUNDLE_SIGNATURE = "/bundle_signature"
"""The path of the signature over the whole bundle."""
_VERIFYING = Progress("verifying", 0, 0)
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
"""A date and time as in RFC 3339."""
_SHORTEST_DATE = len("2026-05-18T00:05:51Z")
_LARGE, _LARGE_PLAIN = 1_000_000, 10_000_000
"""Documents of up to so many bytes are serialised in one call; plain ones with orjson, which is ten
times as fast. If orjson refuses a value, Python's json would block other threads for too long, so
the value is serialised in pieces."""
_LARGE_PAYLOADS = 4_000
"""The least average size of payloads to cache. Smaller ones are serialised again for each hash,
since the cache entry would be larger than the payload."""


class KeyUse(NamedTuple):
    """A valid signature: the key, and where it is.

    ``names`` are the key ids stated by the signature and its signer. ``dates`` begin with the
    signature's own signed_at; the others are dates that it covers, so it cannot be older than they
    are.
    """

    key: PublicKey
    path: str
    names: tuple[str, ...]
    dates: tuple[Json, ...]


class VerificationContext:
    """The working state of one verification, from which ``verify`` makes an immutable report.

    ``created`` are the hashes of the records in record_created events, "" for an event without one.
    ``is_state_merged`` says that the bundle's state equals the merge of its events.
    ``naming_distrusted`` are the paths of signatures, checked or not, that name a distrusted key.
    ``now``, in UTC, is what dates are compared with.
    """

    def __init__(
        self,
        document: Document,
        trust: TrustedKeys,
        *,
        paper: "PaperText | None",
        now: datetime,
        checkpoint: Checkpoint,
    ) -> None:
        self.document = document
        self.value = document.value
        self.write = document.write
        self.trust = trust
        self.paper_findings: PaperFindings | None = None
        self._paper = paper
        self.now = now
        self.checkpoint = checkpoint
        self.keys = Keyring(trust)
        self.results: list[Result] = []
        self.add = self.results.append
        self.signatures: list[Signature] = []
        self.uses: list[KeyUse] = []
        self.regions: list[Region] = []
        self.created: list[str] = []
        self.is_state_merged = False
        self._exempt: set[int] = set()
        self.distrusted_paths: set[str] = set()
        self.naming_distrusted: list[str] = []
        self.title: str | None = None
        self.title_status: Status | None = None
        self.signed_records: set[str] = set()
        self._large = len(document.data) > _LARGE
        self._is_plain = document.size.plain
        # The stated and the merged state are nearly always the same bytes, so they are hashed once.
        self._last_hashed = (b"", "")
        # Canonical payloads by object id. The document keeps the payloads alive, so ids stay
        # unique.
        self._payloads: dict[int, orjson.Fragment] = {}

    def add_exempt(self, result: Result) -> None:
        """Add a result that no obligation depends on, although its check id is an obligation."""
        self.add(result)
        self._exempt.add(id(result))

    def is_exempt(self, result: Result) -> bool:
        """Whether no obligation depends on ``result``, one of the results of this verification."""
        return id(result) in self._exempt

    def extend(self, results: Iterable[Result]) -> None:
        self.results.extend(results)

    def digest(self, value: Json, of: int = 1) -> str:
        """Lower-case hex SHA-256 of the canonical JSON of ``value``, which consists of the
        document's values.

        ``of`` is the number of such values in the document; most are that much smaller than the
        document.
        """
        whole = self._at_once(value, of)
        if whole is not None:
            if self._large:  # a large document's bytes are not kept
                return hashlib.sha256(whole).hexdigest()
            if whole != self._last_hashed[0]:
                self._last_hashed = whole, hashlib.sha256(whole).hexdigest()
            return self._last_hashed[1]
        sha256 = hashlib.sha256()
        for piece in self._in_pieces(value):
            sha256.update(piece)
        return sha256.hexdigest()

    def written(self, value: Json) -> Iterator[bytes]:
        """The canonical bytes of ``value``, in several pieces if the document is large."""
        whole = self._at_once(value)
        return self._in_pieces(value) if whole is None else iter((whole,))

    def _at_once(self, value: Json, of: int = 1) -> bytes | None:
        """The canonical bytes; None if writing them in one call would hold the GIL for too long."""
        self.checkpoint(_VERIFYING)
        if not self._large:
            return self.write(value)
        if self._is_plain and len(self.document.data) <= _LARGE_PLAIN * of:
            try:
                return orjson.dumps(self._with_payload(value), option=orjson.OPT_SORT_KEYS)
            except orjson.JSONEncodeError:
                self._is_plain = False  # as far as orjson goes
        return None

    def _in_pieces(self, value: Json) -> Iterator[bytes]:
        for piece in pieces(value, self._write_piece if self._payloads else self.write):
            self.checkpoint(_VERIFYING)
            yield piece

    def write_payloads(self, holders: Iterable[Json]) -> None:
        """Serialise the payloads of events, or of a state's entries, once for all hashes that need
        them.

        Does this only for large payloads, which are few.
        """
        if not (self._large and self._is_plain):
            return
        objects = [holder for holder in holders if isinstance(holder, dict)]
        size, count = len(self.document.data), len(objects)
        if not _LARGE_PAYLOADS * count < size <= _LARGE_PLAIN * count:
            return
        for holder in objects:
            self.checkpoint(_VERIFYING)
            if isinstance(payload := holder.get("payload"), dict):
                try:
                    written = orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)
                except orjson.JSONEncodeError:  # reported when the value is hashed
                    continue
                self._payloads[id(payload)] = orjson.Fragment(written)

    def _with_payload(self, value: Json) -> object:
        """``value`` with its payload replaced by the serialised one, if there is one."""
        if isinstance(value, dict) and (written := self._payloads.get(id(value.get("payload")))):
            return {**value, "payload": written}
        return value

    def _write_piece(self, value: Json) -> bytes:
        """Write a run of list items. All items of a list are events or entries, or none is."""
        if isinstance(value, list) and value and self._with_payload(value[0]) is not value[0]:
            try:
                whole = [*map(self._with_payload, value)]
                return orjson.dumps(whole, option=orjson.OPT_SORT_KEYS)
            except orjson.JSONEncodeError:
                return self.write(value)
        return self.write(value)

    def look_into_paper(self, record: CanonicalRecord) -> "PaperFindings | None":
        """Search the paper's text for the texts that ``record`` states hashes of; None without a
        text."""
        if self._paper is not None and self.paper_findings is None:
            from inspector.verify.paper_search import look_for  # noqa: PLC0415 - rarely given

            self.paper_findings = look_for(self._paper, record.metadata, self.checkpoint)
        return self.paper_findings

    def covered(self, path: str, without: frozenset[str], cover: Cover) -> None:
        """Note that a valid signature covers the value at ``path`` except for the members
        ``without``."""
        self.regions.append(Region(path, without, cover))


def instant(value: Json) -> datetime | None:
    """``value`` as an aware datetime; None if it is not a date with an offset from UTC."""
    return _instant(value) if isinstance(value, str) and len(value) >= _SHORTEST_DATE else None


@lru_cache(maxsize=1024)  # a document repeats its dates
def _instant(value: str) -> datetime | None:
    if _DATE.fullmatch(value) is None:
        return None  # fromisoformat accepts more, and each Python version something else
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
