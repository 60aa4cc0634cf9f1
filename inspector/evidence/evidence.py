"""The content of a saved report as plain values, from which its data and all pages are made.

All of it is words and numbers in the report's language, independent of the document object. Text
from the document is unescaped here; renderers escape it.
"""

from dataclasses import dataclass
from enum import StrEnum

from inspector.sources.file_state import FileState
from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import Reason, Status
from inspector.verify.trust import ComparedBy, Standing

SCHEMA = "pith-inspector/evidence/1"


class ObligationMark(StrEnum):
    """The state of an obligation."""

    MET = "met"
    FAILS = "fails"
    NOT_REACHED = "not reached"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class ReportedListing:
    """A key in the list of keys that was used."""

    name: str
    standing: Standing
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ReportMaking:
    """How the report was made, and when (UTC).

    ``list_sha256`` is the hash of the list of keys, over their bytes, names and standings;
    ``listed`` has the first of a long list. ``has_paper``: a paper's text was searched.
    """

    version: str
    language: str
    at: str
    list_sha256: str
    trusted: int
    distrusted: int
    listed: tuple[ReportedListing, ...]
    has_paper: bool


@dataclass(frozen=True, slots=True)
class ReportedSource:
    """The bytes and their origin; ``location`` is "" if it was left out.

    ``file`` is the document's name in shell lines. ``encoding`` is "" if no document was read.
    ``since_read`` says whether the file was still the same when the report was made; the data have
    it only if not.
    """

    name: str
    file: str
    location: str
    size: int
    sha256: str
    encoding: str
    asked_host: str
    answered_by: str
    by_way_of: str
    since_read: FileState = FileState.SAME


@dataclass(frozen=True, slots=True)
class ReportedObligation:
    id: str
    mark: ObligationMark


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """A line of one of the overview's groups; ``pointer`` is None if it leads nowhere."""

    sentence: str
    note: str
    pointer: str | None


@dataclass(frozen=True, slots=True)
class ReportedOverview:
    """``nothing_proven`` says why little or nothing is proven, or ""."""

    proven: tuple[ReportedLine, ...]
    stated: tuple[ReportedLine, ...]
    open: tuple[ReportedLine, ...]
    nothing_proven: str


@dataclass(frozen=True, slots=True)
class ReportedCause:
    """The one value that explains the failures ``explains``."""

    sentence: str
    pointer: str
    explains: int


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A compared value as text, without ``left_out`` characters at its end."""

    text: str
    left_out: int


@dataclass(frozen=True, slots=True)
class ReportedCheck:
    """``is_explained``: it failed or was not reached because of the one cause."""

    id: str
    path: str
    status: Status
    reason: Reason | None
    message: str
    expected: ReportedValue | None
    actual: ReportedValue | None
    hint: str
    is_explained: bool


@dataclass(frozen=True, slots=True)
class ReportedCounts:
    passed: int
    failed: int
    warned: int
    unchecked: int


@dataclass(frozen=True, slots=True)
class ReportedSignature:
    """``standing`` is None unless the signature is valid; what it states is the document's
    claim."""

    cover: str
    path: str
    status: Status
    reason: Reason | None
    standing: Standing | None
    stated_hash: str
    signed_at: str
    key_id: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ReportedKey:
    """A key that signed or that the document contains.

    ``name``, ``since`` and the comparison of its fingerprint are from the user's list; the
    comparison is None unless the key is trusted.
    """

    name: str
    since: str
    standing: Standing
    fingerprint: str
    public_key: str
    signed: str
    key_ids: tuple[str, ...]
    signer_ids: tuple[str, ...]
    compared: ComparedBy | None
    compared_at: str


@dataclass(frozen=True, slots=True)
class ReportedPart:
    pointer: str
    values: int


@dataclass(frozen=True, slots=True)
class ReportedCoverage:
    """``parts`` give the numbers of unsigned values by place; ``uncovered`` are pointers."""

    leaves: int
    covered: int
    parts: tuple[ReportedPart, ...]
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportedNote:
    """A person's note on the value at ``pointer`` or on the document. Nothing in it is checked.

    ``is_imported``: name and date are what an imported file said.
    """

    pointer: str
    text: str
    author: str
    at: str
    is_imported: bool


@dataclass(frozen=True, slots=True)
class Repetition:
    """How to repeat the computation of a failing check: ``line`` is a shell line, or ""."""

    check: str
    path: str
    line: str
    computed: str
    stated: str
    note: str


@dataclass(frozen=True, slots=True)
class SavedReport:
    """Everything that a report on one document says.

    If no document could be read, ``document`` and its details are None or empty and ``error`` is
    the code of the reason. Checks, signatures, keys, pointers and notes are limited to what fits;
    ``counts``, ``coverage`` and the members that end with ``_count`` count all. Notes are the only
    part that is no result.
    """

    schema: str
    made: ReportMaking
    source: ReportedSource
    document: str | None
    pith_number: str | None
    is_number_proven: bool
    title: str | None
    is_title_proven: bool
    verdict: Verdict
    integrity: Integrity | None
    trust: Trust | None
    sentence: str
    error: str | None
    cause: ReportedCause | None
    overview: ReportedOverview
    obligations: tuple[ReportedObligation, ...]
    counts: ReportedCounts
    checks: tuple[ReportedCheck, ...]
    signature_count: int
    signatures: tuple[ReportedSignature, ...]
    key_count: int
    keys: tuple[ReportedKey, ...]
    coverage: ReportedCoverage
    note_count: int
    notes: tuple[ReportedNote, ...]
    repetitions: tuple[Repetition, ...]
