"""What a report on one document says, as plain values: they are its data and give every page.

All of it is words and numbers in the language that the report is in; nothing points to a document.
What a document says stands here as it is, and whoever shows it makes it visible.
"""

from dataclasses import dataclass
from enum import StrEnum

from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import Reason, Status
from inspector.verify.trust import ComparedBy, Standing

SCHEMA = "pith-inspector/evidence/1"


class ObligationMark(StrEnum):
    """How an obligation stands."""

    MET = "met"
    FAILS = "fails"
    NOT_REACHED = "not reached"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class ReportedListing:
    """A key of the list of keys that was used."""

    name: str
    standing: Standing
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ReportMaking:
    """With what the report was made, and when (UTC).

    ``list_sha256`` is that of the list of keys, by bytes, names and what the user says of them;
    of a long list the first are in ``listed``. ``has_paper``: a paper's text was looked into.
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
    """The bytes, and where they came from. ``location`` is "" where it was left out.

    ``file`` is what a shell's line calls the document: its name, where a shell can have that.
    ``encoding`` is "" where no document was read.
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


@dataclass(frozen=True, slots=True)
class ReportedObligation:
    id: str
    mark: ObligationMark


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """A line of one of the overview's groups; ``pointer`` is None where it leads nowhere."""

    sentence: str
    note: str
    pointer: str | None


@dataclass(frozen=True, slots=True)
class ReportedOverview:
    """``nothing_proven`` says why little or nothing is proven, "" where there is no such reason."""

    proven: tuple[ReportedLine, ...]
    stated: tuple[ReportedLine, ...]
    open: tuple[ReportedLine, ...]
    nothing_proven: str


@dataclass(frozen=True, slots=True)
class ReportedCause:
    """The one value that explains ``explains`` of the failures."""

    sentence: str
    pointer: str
    explains: int


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A value that was compared, as text; ``left_out`` characters of it are not here."""

    text: str
    left_out: int


@dataclass(frozen=True, slots=True)
class ReportedCheck:
    """``is_explained``: it fails, or was not reached, because of the one cause."""

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
    """``standing`` is None unless it holds; what it states is the document's claim."""

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
    """A key that signed, or that the document carries. ``name`` and ``since`` are the list's, and
    so is how its fingerprint was compared, None unless it is trusted."""

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
    """``parts`` say how many values without a signature lie where; ``uncovered`` are pointers."""

    leaves: int
    covered: int
    parts: tuple[ReportedPart, ...]
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportedNote:
    """What somebody wrote on the value at ``pointer``, or on the document: nothing checks it.

    ``is_imported``: name and date are what a file said that was imported.
    """

    pointer: str
    text: str
    author: str
    at: str
    is_imported: bool


@dataclass(frozen=True, slots=True)
class Repetition:
    """How to compute what a failing check computed: ``line`` is for a shell, "" where none can."""

    check: str
    path: str
    line: str
    computed: str
    stated: str
    note: str


@dataclass(frozen=True, slots=True)
class SavedReport:
    """Everything that a report on one document says.

    ``document`` and what speaks of a document are None or empty where none could be read; then
    ``error`` is the code of the reason. Of many checks, signatures, keys, pointers or notes those
    that there is room for are here; ``counts``, ``coverage`` and the members that end with
    ``_count`` count all. The notes alone are nobody's findings.
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
