"""The words of verdicts, axes, checks and keys on a report's page, each with its sign.

Colours only repeat what sign and word say.
"""

from collections.abc import Callable
from typing import TypeAlias

from inspector.document.kinds import NAMES, Kind
from inspector.evidence.blocks import PageCell, PageSpan, PageStyle
from inspector.evidence.evidence import ObligationMark, ReportedCounts, ReportedSignature
from inspector.messages import Message, msg
from inspector.sources.file_state import FileState
from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN, Reason, Status
from inspector.verify.trust import Standing

_Say: TypeAlias = Callable[[Message], str]
_Tone: TypeAlias = tuple[str, PageStyle]

_GOOD, _BAD, _ODD = ("✓", PageStyle.GOOD), ("✗", PageStyle.BAD), ("!", PageStyle.ODD)
_OPEN, _NONE = ("?", PageStyle.OPEN), ("–", PageStyle.NONE)
YES, SAID, NOT = (
    PageSpan("✓", PageStyle.GOOD),
    PageSpan("·", PageStyle.NONE),
    PageSpan("?", PageStyle.OPEN),
)
"""The signs of the overview's groups."""

_VERDICTS: dict[Verdict, tuple[_Tone, Message]] = {
    Verdict.VERIFIED: (_GOOD, msg("Verified")),
    Verdict.FAILED: (_BAD, msg("Failed")),
    Verdict.UNPROVEN: (_OPEN, msg("Unproven")),
    Verdict.UNREADABLE: (_NONE, msg("Unreadable")),
}
_INTEGRITY: dict[Integrity, tuple[_Tone, Message, Message]] = {
    Integrity.INTACT: (_GOOD, msg("intact"), msg("no check failed")),
    Integrity.BROKEN: (_BAD, msg("broken"), msg("at least one check failed")),
}
_TRUST: dict[Trust, tuple[_Tone, Message, Message]] = {
    Trust.TRUSTED: (_GOOD, msg("trusted"), msg("all signatures hold, by keys of the list below")),
    Trust.DISTRUSTED: (_BAD, msg("distrusted"), msg("a signature names a key that is distrusted")),
    Trust.UNKNOWN: (_OPEN, msg("unknown"), msg("a key that signed is not in the list below")),
    Trust.INCOMPLETE: (
        _OPEN,
        msg("incomplete"),
        msg("a signature is missing, fails or could not be checked"),
    ),
    Trust.UNSIGNED: (_OPEN, msg("unsigned"), msg("no signature covers the document as a whole")),
}
_STATUSES: dict[Status, tuple[_Tone, Message]] = {
    PASS: (_GOOD, msg("pass")),
    FAIL: (_BAD, msg("fail")),
    WARN: (_ODD, msg("warn")),
    UNCHECKED: (_NONE, msg("unchecked")),
}
_REASONS: dict[Reason, Message] = {
    Reason.NOT_MADE: msg("not made"),
    Reason.NOT_REACHED: msg("not reached"),
    Reason.NOT_KNOWN: msg("not known"),
}
_MARKS: dict[ObligationMark, tuple[_Tone, Message]] = {
    ObligationMark.MET: (_GOOD, msg("met")),
    ObligationMark.FAILS: (_BAD, msg("fails")),
    ObligationMark.NOT_REACHED: (_NONE, msg("not reached")),
    ObligationMark.NOT_SHOWN: (_OPEN, msg("not shown")),
}
_STANDINGS: dict[Standing, tuple[_Tone, Message]] = {
    Standing.TRUSTED: (_GOOD, msg("trusted")),
    Standing.UNKNOWN: (_OPEN, msg("unknown")),
    Standing.DISTRUSTED: (_BAD, msg("distrusted")),
}
_SINCE_READ = {
    FileState.CHANGED: msg("When this report was made, the file had changed on disk."),
    FileState.GONE: msg("When this report was made, the file was no longer there."),
    FileState.UNKNOWN: msg(
        "When this report was made, the file could not be looked at: it is not known whether it "
        "had changed."
    ),
}
_READ_BEFORE = msg("What the report says, the verdict too, is of what was read before.")
_COVERS = {
    "receipt": msg("receipt, over the record"),
    "event": msg("event"),
    "bundle": msg("bundle, over the whole file"),
}


def verdict(verdict: Verdict, say: _Say) -> PageSpan:
    return _span(*_VERDICTS[verdict], say)


def integrity(integrity: Integrity, counts: ReportedCounts, say: _Say) -> PageCell:
    tone, word, why = _INTEGRITY[integrity]
    if integrity is Integrity.INTACT and counts.failed:
        why = msg("only checks of a distrusted key failed")
    return _span(tone, word, say), PageSpan(say(why), PageStyle.FAINT)


def trust(trust: Trust, say: _Say) -> PageCell:
    tone, word, why = _TRUST[trust]
    return _span(tone, word, say), PageSpan(say(why), PageStyle.FAINT)


def status(status: Status, reason: Reason | None, say: _Say) -> PageSpan:
    """The outcome of a check, with the reason if it was not made."""
    tone, word = _STATUSES[status]
    return _span(tone, word if reason is None else _REASONS[reason], say)


def mark(mark: ObligationMark, say: _Say) -> PageSpan:
    """The state of an obligation."""
    return _span(*_MARKS[mark], say)


def standing(standing: Standing, say: _Say) -> PageCell:
    """The standing of a key in the list."""
    return (_span(*_STANDINGS[standing], say),)


def signature(one: ReportedSignature, say: _Say) -> PageCell:
    """The result of a signature; if it is valid, the standing of the key."""
    if one.status is not PASS or one.standing is None:
        return (status(one.status, one.reason, say),)
    sign, style = _STANDINGS[one.standing][0]
    held = {
        Standing.TRUSTED: msg("holds, by a trusted key"),
        Standing.UNKNOWN: msg("holds, by a key that is not in the list"),
        Standing.DISTRUSTED: msg("holds, by a distrusted key"),
    }
    return (PageSpan(f"{sign} {say(held[one.standing])}", style),)


def cover(cover: str, say: _Say) -> str:
    """What a signature of this kind covers."""
    return say(_COVERS[cover]) if cover in _COVERS else cover


def document(kind: str, say: _Say) -> PageCell:
    """The name of a type of document; an unknown type is shown as it is."""
    known = {str(one): NAMES[one] for one in Kind}
    return (PageSpan(say(known[kind]) if kind in known else kind),)


def counts(counts: ReportedCounts) -> Message:
    return msg(
        "{} pass, {} fail, {} warn, {} unchecked",
        *(counts.passed, counts.failed, counts.warned, counts.unchecked),
    )


def since_read(state: FileState, say: _Say) -> str:
    """How the file differed from what was read when the report was made; "" if it did not."""
    found = _SINCE_READ.get(state)
    return "" if found is None else f"{say(found)} {say(_READ_BEFORE)}"


def _span(tone: _Tone, word: Message, say: _Say) -> PageSpan:
    sign, style = tone
    return PageSpan(f"{sign} {say(word)}", style)
