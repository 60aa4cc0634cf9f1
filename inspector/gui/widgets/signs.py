"""The icon, the tone and the word of every outcome. No outcome is shown without all three."""

from collections.abc import Mapping
from typing import NamedTuple

from inspector.errors import InspectorError, NotFetchedError, ProgramFaultError
from inspector.gui.theme.palette import Tone
from inspector.gui.translation import N_, number, translate
from inspector.verify.format import Cover
from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import (
    FAIL,
    PASS,
    SEVERITY,
    UNCHECKED,
    WARN,
    Reason,
    Result,
    Status,
    Tally,
)


class Sign(NamedTuple):
    icon: str
    tone: Tone
    word: str


_STATUS = {
    PASS: Sign("pass", Tone.PASS, N_("Signs", "pass")),
    FAIL: Sign("fail", Tone.FAIL, N_("Signs", "fail")),
    WARN: Sign("warn", Tone.WARN, N_("Signs", "warn")),
    UNCHECKED: Sign("unchecked", Tone.UNCHECKED, N_("Signs", "unchecked")),
}
_VERDICT = {
    Verdict.VERIFIED: Sign("verified", Tone.PASS, N_("Signs", "Verified")),
    Verdict.FAILED: Sign("failed", Tone.FAIL, N_("Signs", "Failed")),
    Verdict.UNPROVEN: Sign("unproven", Tone.UNPROVEN, N_("Signs", "Unproven")),
    Verdict.UNREADABLE: Sign("unreadable", Tone.UNCHECKED, N_("Signs", "Unreadable")),
}
_INTEGRITY = {
    Integrity.INTACT: Sign("intact", Tone.PASS, N_("Signs", "Intact")),
    Integrity.BROKEN: Sign("broken", Tone.FAIL, N_("Signs", "Broken")),
}
_TRUST = {
    Trust.TRUSTED: Sign("trusted", Tone.PASS, N_("Signs", "Trusted")),
    Trust.UNKNOWN: Sign("unknown", Tone.UNPROVEN, N_("Signs", "Unknown")),
    Trust.INCOMPLETE: Sign("incomplete", Tone.UNPROVEN, N_("Signs", "Incomplete")),
    Trust.DISTRUSTED: Sign("distrusted", Tone.FAIL, N_("Signs", "Distrusted")),
    Trust.UNSIGNED: Sign("unsigned", Tone.UNPROVEN, N_("Signs", "Unsigned")),
}
_COVER = {
    Cover.RECEIPT: Sign("receipt", Tone.RECEIPT, N_("Signs", "receipt")),
    Cover.EVENT: Sign("event", Tone.EVENT, N_("Signs", "event")),
    Cover.BUNDLE: Sign("bundle", Tone.BUNDLE, N_("Signs", "bundle")),
}


def of_status(status: Status) -> Sign:
    return _said(_STATUS[status])


def of_verdict(verdict: Verdict) -> Sign:
    return _said(_VERDICT[verdict])


def of_error(error: InspectorError) -> Sign:
    """What is shown in place of a verdict where there is no document to give one on."""
    if isinstance(error, NotFetchedError):
        return Sign("address", Tone.MUTED, translate("Signs", "Not fetched"))
    if isinstance(error, ProgramFaultError):
        return fault()
    return of_verdict(Verdict.UNREADABLE)


def fault() -> Sign:
    """The program broke, which is no verdict on anything."""
    return Sign("fault", Tone.MUTED, translate("Signs", "A fault of the program"))


def of_integrity(integrity: Integrity) -> Sign:
    return _said(_INTEGRITY[integrity])


def of_trust(trust: Trust) -> Sign:
    return _said(_TRUST[trust])


def of_cover(cover: Cover) -> Sign:
    return _said(_COVER[cover])


def checking() -> Sign:
    return Sign("checking", Tone.MUTED, translate("Signs", "Checking…"))


def no_cover() -> Sign:
    return Sign("nothing", Tone.UNCHECKED, translate("Signs", "none"))


def of_result(result: Result) -> Sign:
    """The sign of one result; a check that waits for a failed one has a sign of its own."""
    if result.reason is Reason.NOT_REACHED:
        return not_reached()
    return of_status(result.status)


def cause() -> Sign:
    """The one value that several failures follow from."""
    return Sign("cause", Tone.FAIL, translate("Signs", "cause"))


def not_reached() -> Sign:
    return Sign("not-reached", Tone.UNCHECKED, translate("Signs", "not reached"))


def of_results(results: list[Result]) -> Sign | None:
    """The sign of the worst of several results of one place."""
    if not results:
        return None
    return of_result(max(results, key=lambda result: SEVERITY[result.status]))


def of_branch(tally: Tally) -> Sign | None:
    """The worst of what lies at and under a place, with its number."""
    if (worst := tally.worst) is None:
        return None
    status, count = worst
    return of_status(status)._replace(word=counted(status, count))


def listed(counts: Mapping[Status, int]) -> str:
    """ "3 fail, 2 unchecked", worst first; nothing of those that are not there."""
    worst_first = sorted(counts, key=lambda status: -SEVERITY[status])
    return ", ".join(counted(status, counts[status]) for status in worst_first if counts[status])


def counted(status: Status, count: int) -> str:
    return f"{number(count)} {of_status(status).word}"


def _said(sign: Sign) -> Sign:
    return sign._replace(word=translate("Signs", sign.word))
