"""The report on one document: all results, the two axes integrity and trust, and the verdict.

The axes are never combined into one.
"""

from collections import Counter
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from inspector.document.kinds import Kind
from inspector.errors import InspectorError
from inspector.messages import Message
from inspector.named_tuple import NamedTuple
from inspector.verify.coverage import NO_COVERAGE, Coverage
from inspector.verify.format import Cover
from inspector.verify.result import PASS, SEVERITY, Result, Status, Tally
from inspector.verify.trust import Standing

if TYPE_CHECKING:
    from inspector.verify.hints import Hint
    from inspector.verify.paper_search import PaperFindings


class Verdict(StrEnum):
    """The verdict on a document or source; the value is the word shown and written to reports."""

    VERIFIED = "verified"
    FAILED = "failed"
    UNPROVEN = "unproven"
    UNREADABLE = "unreadable"


class Integrity(StrEnum):
    """Whether a check failed; the value is the word shown and written to reports."""

    INTACT = "intact"
    BROKEN = "broken"


class Trust(StrEnum):
    """What the signatures and the user's list say together, on the axis of trust.

    ``incomplete``: a required signature is missing, fails or could not be checked. ``unknown``: all
    are valid, one by a key that is not in the list.
    """

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    INCOMPLETE = "incomplete"
    DISTRUSTED = "distrusted"
    UNSIGNED = "unsigned"


class Signature(NamedTuple):
    """One signature of the document and its result.

    ``path`` is the pointer of the object that contains it. ``fingerprint`` is that of the key that
    verified, or the stated one if none did. ``key_id`` and ``signer_id`` are the document's claims.
    ``name`` is the name of the verifying key in the user's list, or "". ``standing`` is None unless
    the signature is valid.
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
    """A key with valid signatures: what the user's list says about it, and what the document
    claims.

    ``cover`` is the most that it signed: ``held`` of the ``of`` signatures of this kind. ``name``
    is the key's name in the list, or "". ``key_ids`` and ``signer_ids`` are all names in the
    document for the key and for its holder: claims.
    """

    cover: Cover
    fingerprint: str
    standing: Standing
    name: str
    key_ids: tuple[str, ...]
    signer_ids: tuple[str, ...]
    held: int
    of: int


_MOST_FIRST = (Cover.BUNDLE, Cover.EVENT, Cover.RECEIPT)


class Obligation(NamedTuple):
    """A check that a verified document must pass, by its id, and whether it was met."""

    id: str
    met: bool


class Report(NamedTuple):
    """All results for one document.

    If the source is unreadable, ``error`` says why, and all members about a document are None or
    empty. ``sentence`` states the verdict in one plain sentence. ``hints`` say where to look when a
    hash failed; they influence no result. ``paper`` is the result of searching the paper's text,
    None if there was no text or nothing to search for. ``obligations`` are the checks that a
    document of this type must pass to be verified. ``is_title_proven``: the title has the hash in
    the canonical record, and the record has the stated Pith Number; otherwise the title is a claim
    and must be shown as one. ``time`` is what dates were compared with.
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
        """The keys with valid signatures, the one that covers most first."""
        held: dict[str, list[Signature]] = {}
        for cover in _MOST_FIRST:
            for one in self.signatures:
                if one.cover is cover and one.standing is not None:
                    held.setdefault(one.fingerprint, []).append(one)
        totals = Counter(one.cover for one in self.signatures)
        return tuple(_signer(signatures, totals) for signatures in held.values())

    @property
    def hint_sentences(self) -> dict[tuple[str, str], tuple[Message, ...]]:
        """The sentences of the hints, by id and path of the failed check."""
        found: dict[tuple[str, str], tuple[Message, ...]] = {}
        for hint in self.hints:
            place = (hint.check, hint.path)
            found[place] = (*found.get(place, ()), hint.sentence)
        return found

    @property
    def findings(self) -> list[Result]:
        """The results that did not pass, worst first, then in the order of the checks."""
        odd = [result for result in self.results if result.status is not PASS]
        return sorted(odd, key=lambda result: -SEVERITY[result.status])


def _signer(signatures: list[Signature], totals: Counter[Cover]) -> Signer:
    first = signatures[0]
    return Signer(
        first.cover,
        first.fingerprint,
        first.standing or Standing.UNKNOWN,
        first.name,
        tuple(dict.fromkeys(one.key_id for one in signatures if one.key_id)),
        tuple(dict.fromkeys(one.signer_id for one in signatures if one.signer_id)),
        sum(one.cover is first.cover for one in signatures),
        totals[first.cover],
    )


def unreadable(error: InspectorError) -> Report:
    """The report on a source from which no Pith document could be read."""
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
