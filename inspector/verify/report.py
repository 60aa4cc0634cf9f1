"""The report on one document: two axes, one verdict, every result. Two axes are never folded."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from inspector.document.kinds import Kind
from inspector.errors import InspectorError
from inspector.messages import Message
from inspector.verify.coverage import NO_COVERAGE, Coverage
from inspector.verify.format import Cover
from inspector.verify.result import PASS, SEVERITY, Result, Status, Tally
from inspector.verify.trust import Standing

if TYPE_CHECKING:
    from inspector.verify.hints import Hint
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
    INCOMPLETE = "incomplete"
    DISTRUSTED = "distrusted"
    UNSIGNED = "unsigned"


class Signature(NamedTuple):
    """One signature of the document and what came of it.

    ``path`` points to the object that holds it. ``fingerprint`` is that of the key that verified,
    or as stated where none did. ``key_id`` and ``signer_id`` are what the document says: claims.
    ``name`` is the name that the user's list has for the key that verified, "" where it has none;
    ``standing`` is None unless the signature holds.
    """

    cover: Cover
    path: str
    status: Status
    key_id: str = ""
    fingerprint: str = ""
    signer_id: str = ""
    standing: Standing | None = None
    name: str = ""


class Signer(NamedTuple):
    """A key that made signatures that hold, by the user's list, and what the document says of it.

    ``cover`` is the most that it signed. ``name`` is the list's name for the key, "" where it has
    none. ``key_ids`` and ``signer_ids`` are all the names that the document has for the key and
    for whoever holds it: claims.
    """

    cover: Cover
    fingerprint: str
    standing: Standing
    name: str
    key_ids: tuple[str, ...]
    signer_ids: tuple[str, ...]


_MOST_FIRST = (Cover.BUNDLE, Cover.EVENT, Cover.RECEIPT)


class Obligation(NamedTuple):
    """Something that a verified document must have shown, by its id; whether it was."""

    id: str
    met: bool


class Report(NamedTuple):
    """Everything that was found about one document.

    For an unreadable source ``error`` says why, and all that would speak of a document is
    None or empty. ``sentence`` is the verdict's one plain sentence. ``hints`` say where to look
    where a hash failed; nothing is judged by them. ``paper`` is what was found in the paper's
    text, None where none was given or no record says what to look for. ``obligations`` are what
    a document of this type must show to be verified. ``is_title_proven``: the title has the hash
    that the canonical record states, and the record is that of the Pith Number; else it is a
    claim, and whoever shows it must say so. ``time`` is what dates were held against.
    """

    document: Kind | None
    pith_number: str | None
    title: str | None
    verdict: Verdict
    integrity: Integrity | None
    trust: Trust | None
    sentence: Message
    results: tuple[Result, ...] = ()
    signatures: tuple[Signature, ...] = ()
    coverage: Coverage = NO_COVERAGE
    error: InspectorError | None = None
    hints: "tuple[Hint, ...]" = ()
    paper: "PaperFindings | None" = None
    obligations: tuple[Obligation, ...] = ()
    is_title_proven: bool = False
    time: datetime | None = None

    @property
    def counts(self) -> Tally:
        return Tally.of(self.results)

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The keys that made the signatures that hold, the one that covers most first."""
        held: dict[str, list[Signature]] = {}
        for cover in _MOST_FIRST:
            for one in self.signatures:
                if one.cover is cover and one.standing is not None:
                    held.setdefault(one.fingerprint, []).append(one)
        return tuple(_signer(signatures) for signatures in held.values())

    @property
    def hint_sentences(self) -> dict[tuple[str, str], tuple[Message, ...]]:
        """What the hints say, by id and path of the check that failed."""
        found: dict[tuple[str, str], tuple[Message, ...]] = {}
        for hint in self.hints:
            place = (hint.check, hint.path)
            found[place] = (*found.get(place, ()), hint.sentence)
        return found

    @property
    def findings(self) -> list[Result]:
        """All that did not pass, worst first, else in the order of the checks."""
        odd = [result for result in self.results if result.status is not PASS]
        return sorted(odd, key=lambda result: -SEVERITY[result.status])


def _signer(signatures: list[Signature]) -> Signer:
    first = signatures[0]
    return Signer(
        first.cover,
        first.fingerprint,
        first.standing or Standing.UNKNOWN,
        first.name,
        tuple(dict.fromkeys(one.key_id for one in signatures if one.key_id)),
        tuple(dict.fromkeys(one.signer_id for one in signatures if one.signer_id)),
    )


def unreadable(error: InspectorError) -> Report:
    """The report on a source in which no Pith document could be read."""
    return Report(
        None,
        None,
        None,
        Verdict.UNREADABLE,
        None,
        None,
        error.message,
        error=error,
        time=datetime.now(UTC),
    )
