"""What the lines of the overview are made from: a report indexed by check, and the line itself."""

from enum import StrEnum

from inspector.document.document import Document
from inspector.document.identifiers import tail_of
from inspector.document.kinds import Kind
from inspector.document.pointer import exists
from inspector.messages import Message
from inspector.named_tuple import NamedTuple
from inspector.verify.format import Cover
from inspector.verify.report import Report, Signature
from inspector.verify.result import NOT_KNOWN, PASS, UNCHECKED, WARN, Result, Status
from inspector.verify.trust import Standing

ALONE = (Kind.STATE, Kind.RECORD)
"""Types of document for which a bundle would prove more."""


class RemedyKind(StrEnum):
    """What the user can do so that a check can be made. None of these guarantees a result."""

    PAPER = "give the paper's text"
    BUNDLE = "get the bundle"
    KEYS = "compare the fingerprint"


class Remedy(NamedTuple):
    """What to do. ``about`` is the Pith Number whose bundle to get, the fingerprint to compare, or
    ""."""

    kind: RemedyKind
    about: str = ""


class Opens(StrEnum):
    """What a line of the overview opens."""

    VALUE = "the value"
    JSON = "the raw JSON of the whole document"
    COVERAGE = "what the signatures cover"
    NOTHING = "nothing"


class OverviewLine(NamedTuple):
    """One line of the overview; its sentences have no full stop.

    ``status`` is None if the line is about no check. ``checks`` are the ids that it depends on.
    ``note`` says why, or who states it. ``pointer`` is the place that it opens, the first one if it
    stands for several; ``results`` is the number of results that it stands for. ``follows`` are the
    checks that were not reached because of this line's failure.
    """

    sentence: Message
    status: Status | None
    checks: tuple[str, ...] = ()
    pointer: str = ""
    note: Message | None = None
    opens: Opens = Opens.VALUE
    remedy: Remedy | None = None
    results: int = 1
    follows: tuple[str, ...] = ()


def bundle_of(document: Document) -> str:
    """The Pith Number whose bundle would prove more than the document; "" if there is none."""
    number = document.pith_number or ""
    return number if document.kind in ALONE and tail_of(number) else ""


def remedy_of(report: Report, document: Document, result: Result) -> Remedy | None:
    """What the user can do about a result; None if nothing in this program helps.

    Comparing a fingerprint is not offered for a key that signed nothing here, is in the list
    already, or poses as another key: it would change nothing, or trust an impostor.
    """
    if result.reason is NOT_KNOWN:
        return None
    if result.id == "key.trust" and result.status is WARN:
        is_signer = any(
            one.standing is Standing.UNKNOWN and one.fingerprint == result.actual
            for one in report.signatures
        )
        return Remedy(RemedyKind.KEYS, str(result.actual)) if is_signer else None
    if result.status is not UNCHECKED:
        return None
    if result.id == "snapshot.abstract" and report.paper is None:
        return Remedy(RemedyKind.PAPER) if exists(document.value, result.path) else None
    number = bundle_of(document) if result.id.startswith(("state.", "event.")) else ""
    return Remedy(RemedyKind.BUNDLE, number) if number else None


class Facts:
    """A report indexed by check, with the document that it is about."""

    def __init__(self, report: Report, document: Document) -> None:
        self.report = report
        self.document = document
        self.kind = document.kind
        self.value = document.value
        self.results: dict[str, list[Result]] = {}
        for result in report.results:
            self.results.setdefault(result.id, []).append(result)
        self._met = {one.id: one.met for one in report.obligations}
        self.told: set[str] = set()
        """The checks on which a line of *Proven* depends."""

    def holds(self, *ids: str) -> bool:
        """Whether all these checks were made and every result passes.

        Whether an obligation is met is decided by the rules of the verdict.
        """
        return all(self.is_met(id_) for id_ in ids) and any(id_ in self.results for id_ in ids)

    def is_met(self, id_: str) -> bool:
        """Whether the obligation is met; for a check that is none, whether it passes."""
        return self._met.get(id_, self.passes(id_))

    def passes(self, id_: str) -> bool:
        """Whether the check was made and passes at every place."""
        found = self.results.get(id_)
        return bool(found) and all(result.status is PASS for result in found or ())

    def first(self, *ids: str) -> str:
        """The path of the first result of the first of these checks that has one."""
        return next((self.results[id_][0].path for id_ in ids if id_ in self.results), "")

    def signed(self, cover: Cover, standing: Standing | None = None) -> list[Signature]:
        """The valid signatures of this kind, by keys with this standing if one is given."""
        return [
            signature
            for signature in self.report.signatures
            if signature.cover is cover
            and signature.status is PASS
            and (standing is None or signature.standing is standing)
        ]

    def has(self, pointer: str) -> bool:
        """Whether the document has a value at ``pointer``."""
        return exists(self.value, pointer)

    def snapshot(self) -> str:
        """The pointer of the description of the paper that the document shows; "" if there is
        none."""
        title = self.first("snapshot.title")
        return title.removesuffix("/title") if title.endswith("/paper/title") else ""
