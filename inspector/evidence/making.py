"""Makes the values of a saved report from a verification report, limited in size by the
document's."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeAlias

from inspector import program_version
from inspector.document.canonical import reference_json
from inspector.document.document import Document
from inspector.document.json_types import Json, text_at
from inspector.document.pointer import value_at
from inspector.errors import NO_HOSTS, Hosts
from inspector.evidence import evidence
from inspector.evidence.data import ascii_json, plain
from inspector.export.report_json import LONGEST_COMPARED, MOST_BESIDE, MOST_TIMES, shortened
from inspector.messages import ENGLISH, Language, Message
from inspector.notes.notes import Note
from inspector.paper.text import PaperText
from inspector.progress import Checkpoint, unwatched
from inspector.sources.file_state import FileState
from inspector.trace.places import TRACED
from inspector.trace.shell import NOT_SAVED, DocumentFile
from inspector.trace.steps import StepKind, Trace
from inspector.trace.trace import trace_result
from inspector.verify.format import SIGNED
from inspector.verify.hints import Cause
from inspector.verify.keys import entries
from inspector.verify.overview import Overview, overview
from inspector.verify.overview_facts import Opens, OverviewLine
from inspector.verify.report import Report, Signature, Signer
from inspector.verify.result import FAIL, NOT_REACHED, PASS, UNCHECKED, Result
from inspector.verify.trust import PublicKey, Standing, TrustedKeys
from inspector.visible import visible

MOST_SIGNATURES, MOST_KEYS, MOST_LISTED, MOST_PARTS = 100, 20, 20, 30
MOST_REPETITIONS = 20
_FOR_PAGE = 500_000
"""The bytes of a page besides its data."""
_FOR_CHECKS, _FOR_POINTERS, _FOR_NOTES = 0.6, 0.2, 0.1
_LONGEST_NAME, _LONGEST_LINE = 200, 4_000
_MOST_NAMES = 8
_Say: TypeAlias = Callable[[Message], str]


@dataclass(frozen=True, slots=True)
class ReportOrigin:
    """Where the bytes came from, without what must be left out.

    ``is_file``: a file of that name contains the document, so a shell line can read it.
    """

    name: str
    location: str = ""
    is_file: bool = False
    hosts: Hosts = NO_HOSTS
    since_read: FileState = FileState.SAME


def evidence_of(
    data: bytes,
    report: Report,
    document: Document | None,
    trust: TrustedKeys,
    *,
    origin: ReportOrigin,
    at: str,
    paper: PaperText | None = None,
    notes: Sequence[Note] = (),
    language: Language = ENGLISH,
    checkpoint: Checkpoint = unwatched,
) -> evidence.SavedReport:
    """The values of the report on ``data``; ``document`` is None if they could not be read.

    ``at`` is the time as shown. ``notes`` are included as they are; nothing in them is checked.
    Raises CancelledError only.
    """
    say = language.render
    made = _made(trust, language=language.code, at=at, has_paper=paper is not None)
    source = _source(data, document, origin, say)
    bare = _without_document(report, made, source, len(notes), say)
    if document is None:
        return bare
    room = MOST_BESIDE + MOST_TIMES * len(data) - _FOR_PAGE
    found = overview(report, document)
    keys = _keys(report, document, trust)
    file = source.file
    saved = NOT_SAVED if file == NOT_SAVED.name else DocumentFile(file)

    def traced(result: Result) -> Trace | None:
        return trace_result(document, result, trust, checkpoint, paper=paper, saved=saved)

    return replace(
        bare,
        is_number_proven=found.is_number_proven,
        cause=_cause(found.cause, say),
        overview=_overview(found, say),
        checks=tuple(_checks(report, found.cause, language, int(room * _FOR_CHECKS))),
        signatures=tuple(_signatures(report, document)),
        key_count=len(keys),
        keys=keys[:MOST_KEYS],
        coverage=_coverage(report, document, int(room * _FOR_POINTERS)),
        notes=tuple(_notes(notes, int(room * _FOR_NOTES))),
        repetitions=tuple(_repetitions(report, traced, say)),
    )


def _source(
    data: bytes, document: Document | None, origin: ReportOrigin, say: _Say
) -> evidence.ReportedSource:
    return evidence.ReportedSource(
        *(origin.name, _file_name(origin), origin.location),
        *(len(data), hashlib.sha256(data).hexdigest()),
        say(document.encoding.name) if document is not None else "",
        *origin.hosts,
        since_read=origin.since_read,
    )


def _without_document(
    report: Report,
    made: evidence.ReportMaking,
    source: evidence.ReportedSource,
    note_count: int,
    say: _Say,
) -> evidence.SavedReport:
    """What can be said without the document: everything, if it could not be read."""
    counts = report.counts
    return evidence.SavedReport(
        schema=evidence.SCHEMA,
        made=made,
        source=source,
        document=report.document,
        pith_number=shortened(report.pith_number),
        is_number_proven=False,
        title=shortened(report.title),
        is_title_proven=report.is_title_proven,
        verdict=report.verdict,
        integrity=report.integrity,
        trust=report.trust,
        sentence=say(report.sentence),
        error=None if report.error is None else report.error.code,
        cause=None,
        overview=evidence.ReportedOverview((), (), (), ""),
        obligations=tuple(_obligations(report)),
        counts=evidence.ReportedCounts(
            counts.passed, counts.failed, counts.warned, counts.unchecked
        ),
        checks=(),
        signature_count=len(report.signatures),
        signatures=(),
        key_count=0,
        keys=(),
        coverage=evidence.ReportedCoverage(0, 0, (), ()),
        note_count=note_count,
        notes=(),
        repetitions=(),
    )


def _made(trust: TrustedKeys, *, language: str, at: str, has_paper: bool) -> evidence.ReportMaking:
    known = sorted(trust.known, key=lambda one: (one.key.raw, one.key.key_id, one.standing))
    listed: list[Json] = [[one.key.raw.hex(), one.key.key_id, one.standing] for one in known]
    standings = Counter(one.standing for one in known)
    return evidence.ReportMaking(
        version=program_version(),
        language=language,
        at=at,
        list_sha256=hashlib.sha256(reference_json(listed)).hexdigest(),
        trusted=standings[Standing.TRUSTED],
        distrusted=standings[Standing.DISTRUSTED],
        listed=tuple(
            evidence.ReportedListing(
                one.key.key_id[:_LONGEST_NAME], one.standing, one.key.fingerprint
            )
            for one in known[:MOST_LISTED]
        ),
        has_paper=has_paper,
    )


def _file_name(origin: ReportOrigin) -> str:
    """The document's name in shell lines; another one if the name is not safe in a shell."""
    name = origin.name
    if not origin.is_file or not name or visible(name) != name or "\\" in name:
        return NOT_SAVED.name
    return f"./{name}" if name.startswith("-") else name


def _obligations(report: Report) -> Iterator[evidence.ReportedObligation]:
    """The unmet obligations first: failed, then not reached, then not shown."""
    by_id: dict[str, list[Result]] = {}
    for result in report.results:
        if result.status is not PASS:
            by_id.setdefault(result.id, []).append(result)
    for one in report.obligations:
        odd = by_id.get(one.id, ())
        if one.met:
            mark = evidence.ObligationMark.MET
        elif any(result.status is FAIL for result in odd):
            mark = evidence.ObligationMark.FAILS
        elif any(result.reason is NOT_REACHED for result in odd):
            mark = evidence.ObligationMark.NOT_REACHED
        else:
            mark = evidence.ObligationMark.NOT_SHOWN
        yield evidence.ReportedObligation(one.id, mark)


def _cause(cause: Cause | None, say: _Say) -> evidence.ReportedCause | None:
    if cause is None:
        return None
    return evidence.ReportedCause(say(cause.sentence), cause.pointer, len(cause.explains))


def _overview(found: Overview, say: _Say) -> evidence.ReportedOverview:
    reason = found.nothing_proven
    return evidence.ReportedOverview(
        _lines(found.proven, say),
        _lines(found.stated, say),
        _lines(found.open, say),
        "" if reason is None else say(reason),
    )


def _lines(lines: Iterable[OverviewLine], say: _Say) -> tuple[evidence.ReportedLine, ...]:
    return tuple(
        evidence.ReportedLine(
            say(line.sentence),
            "" if line.note is None else say(line.note),
            None if line.opens is Opens.NOTHING else line.pointer,
        )
        for line in lines
    )


# --- the checks -------------------------------------------------------------------------------


def _checks(
    report: Report, cause: Cause | None, language: Language, room: int
) -> Iterator[evidence.ReportedCheck]:
    """The results that did not pass, worst first, then the passes, as many as fit."""
    explained = frozenset((*cause.explains, *cause.unreached) if cause else ())
    hints = report.hint_sentences
    passes = (result for result in report.results if result.status is PASS)
    for result in (*report.findings, *passes):
        check = evidence.ReportedCheck(
            result.id,
            result.path,
            result.status,
            result.reason,
            language.render(result.message),
            _compared(result.expected),
            _compared(result.actual),
            " ".join(map(language.render, hints.get((result.id, result.path), ()))),
            (result.id, result.path) in explained,
        )
        room -= len(ascii_json(plain(check))) + 1
        if room < 0:
            return
        yield check


def _compared(value: Json) -> evidence.ReportedValue | None:
    """A text as it is, another value as its JSON; cut if long."""
    if value is None:
        return None
    text = value if isinstance(value, str) else reference_json(value).decode()
    return evidence.ReportedValue(text[:LONGEST_COMPARED], max(0, len(text) - LONGEST_COMPARED))


# --- signatures, keys, coverage ---------------------------------------------------------------


def _signatures(report: Report, document: Document) -> Iterator[evidence.ReportedSignature]:
    reasons = {(one.id, one.path): one.reason for one in report.results if one.status is UNCHECKED}
    for one in report.signatures[:MOST_SIGNATURES]:
        yield evidence.ReportedSignature(
            one.cover,
            one.path,
            one.status,
            reasons.get((SIGNED[one.cover].signature_id, one.path)),
            one.standing,
            *_stated(one, document),
            one.key_id[:_LONGEST_NAME],
            one.fingerprint[:_LONGEST_NAME],
        )


def _stated(signature: Signature, document: Document) -> tuple[str, str]:
    """The hash stated beside a signature, and the stated date of signing."""
    rule = SIGNED[signature.cover]
    steps = signature.path.split("/")
    hashed = "/".join((*steps[: len(steps) - len(rule.signature)], *rule.stated[:-1]))
    stated = text_at(value_at(document.value, hashed), rule.stated[-1])
    signed_at = text_at(value_at(document.value, signature.path), "signed_at")
    return (stated or "")[:_LONGEST_NAME], (signed_at or "")[:_LONGEST_NAME]


def _keys(
    report: Report, document: Document, trust: TrustedKeys
) -> tuple[evidence.ReportedKey, ...]:
    """The keys with valid signatures, then the other keys in the document."""
    carried = [one.key for one in entries(document.kind, document.value) if one.key is not None]
    listed = [known.key for known in trust.known]
    by_fingerprint = {key.fingerprint: key for key in (*carried, *listed)}
    signers = report.signers
    made = [
        _key(by_fingerprint[one.fingerprint], trust, one)
        for one in signers
        if one.fingerprint in by_fingerprint
    ]
    signed = {one.fingerprint for one in signers}
    others = {key.raw: key for key in carried if key.fingerprint not in signed}
    return (*made, *(_key(key, trust, None) for key in others.values()))


def _key(key: PublicKey, trust: TrustedKeys, signer: Signer | None) -> evidence.ReportedKey:
    known = trust.of_key(key.raw)
    names = signer.key_ids if signer else (key.key_id,)
    compared = trust.comparison_of(key.fingerprint)
    return evidence.ReportedKey(
        trust.name_of(key.raw)[:_LONGEST_NAME],
        known[0].since[:_LONGEST_NAME] if known else "",
        trust.standing(key.raw),
        key.fingerprint,
        key.raw.hex(),
        signer.cover if signer else "",
        _names(names),
        _names(signer.signer_ids if signer else ()),
        compared.by if compared else None,
        compared.at[:_LONGEST_NAME] if compared else "",
    )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name[:_LONGEST_NAME] for name in islice(filter(None, names), _MOST_NAMES))


def _coverage(report: Report, document: Document, room: int) -> evidence.ReportedCoverage:
    coverage = report.coverage
    parts: Counter[str] = Counter()
    kept: list[str] = []
    for pointer in coverage.uncovered(document.value):
        parts[_part(pointer)] += 1
        room -= len(ascii_json(pointer)) + 1
        if room >= 0:
            kept.append(pointer)
    most = tuple(
        evidence.ReportedPart(place, count) for place, count in parts.most_common(MOST_PARTS)
    )
    return evidence.ReportedCoverage(coverage.leaves, coverage.covered, most, tuple(kept))


def _part(pointer: str) -> str:
    """The top-level member or the event that contains a value."""
    steps = pointer.split("/")
    return "/".join(steps[: 3 if steps[1:2] == ["events"] else 2])


def _notes(notes: Iterable[Note], room: int) -> Iterator[evidence.ReportedNote]:
    """The notes that fit; a long one does not exclude the next ones."""
    for note in notes:
        told = evidence.ReportedNote(
            note.pointer, note.text, note.author, note.at, note.is_imported
        )
        size = len(ascii_json(plain(told))) + 1
        if size <= room:
            room -= size
            yield told


# --- how to repeat it by hand -----------------------------------------------------------------


def _repetitions(
    report: Report, traced: Callable[[Result], Trace | None], say: _Say
) -> Iterator[evidence.Repetition]:
    """The shell line for each failing check that computes something, and what it prints.

    For a signature that OpenSSL may accept, only the hash.
    """
    failing = (one for one in report.results if one.status is FAIL and one.id in TRACED)
    for result in islice(failing, MOST_REPETITIONS):
        found = traced(result)
        if found is None or not 0 < len(found.shell) <= _LONGEST_LINE:
            continue
        hashed = next(step for step in found.steps if step.kind is StepKind.SHA256)
        yield evidence.Repetition(
            result.id,
            result.path,
            found.shell,
            hashed.computed or "",
            (hashed.expected or "")[:_LONGEST_NAME],
            "" if found.shell_note is None else say(found.shell_note),
        )
        if found.signature_shell and found.signature_prints:
            note = "" if found.signature_note is None else say(found.signature_note)
            line, prints = found.signature_shell, found.signature_prints
            yield evidence.Repetition(result.id, result.path, line, prints, "", note)
