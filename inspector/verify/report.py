"""The report on one document: two axes, one verdict, every result. Two axes are never folded."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from inspector.document.kinds import Kind
from inspector.errors import InspectorError
from inspector.verify.coverage import NO_COVERAGE, Cover, Coverage
from inspector.verify.result import PASS, SEVERITY, Result, Status, Tally
from inspector.verify.trust import Standing

if TYPE_CHECKING:
    from inspector.verify.leads import Lead
    from inspector.verify.paper_search import PaperFindings


class Verdict(StrEnum):
    VERIFIED = "verified"
    FAILED = "failed"
    UNPROVEN = "unproven"
    UNREADABLE = "unreadable"


class Integrity(StrEnum):
    INTACT = "intact"
    BROKEN = "broken"


class Trust(StrEnum):
    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    DISTRUSTED = "distrusted"
    UNSIGNED = "unsigned"


class Signature(NamedTuple):
    """One signature of the document and what came of it.

    ``path`` points to the object that holds it. ``fingerprint`` and ``key_id`` are those of
    the key that verified, or as stated where none did; ``standing`` is None unless it holds.
    """

    cover: Cover
    path: str
    status: Status
    key_id: str
    fingerprint: str
    signer_id: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found about one document.

    For an unreadable source ``error`` says why, and all that would speak of a document is
    None or empty. ``sentence`` is the verdict's one plain sentence. ``leads`` say where to look
    where a hash failed; nothing is judged by them. ``paper`` is what was found in the paper's
    text, None where none was given or no record says what to look for.
    """

    document: Kind | None
    pith_number: str | None
    title: str | None
    verdict: Verdict
    integrity: Integrity | None
    trust: Trust | None
    sentence: str
    results: tuple[Result, ...] = ()
    signatures: tuple[Signature, ...] = ()
    coverage: Coverage = NO_COVERAGE
    error: InspectorError | None = None
    leads: "tuple[Lead, ...]" = ()
    paper: "PaperFindings | None" = None

    @property
    def counts(self) -> Tally:
        return Tally.of(self.results)

    @property
    def hints(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """What the leads say, by id and path of the check that failed."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for lead in self.leads:
            place = (lead.check, lead.path)
            found[place] = (*found.get(place, ()), lead.sentence)
        return found

    @property
    def findings(self) -> list[Result]:
        """All that did not pass, worst first, else in the order of the checks."""
        odd = [result for result in self.results if result.status is not PASS]
        return sorted(odd, key=lambda result: -SEVERITY[result.status])


def unreadable(error: InspectorError) -> Report:
    """The report on a source in which no Pith document could be read."""
    return Report(None, None, None, Verdict.UNREADABLE, None, None, error.message, error=error)
