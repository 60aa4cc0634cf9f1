"""The icon, the colour and the word of every outcome. No outcome is shown without all three."""

from collections.abc import Mapping

from inspector.errors import (
    NOTHING_FETCHED,
    InspectorError,
    MemberAmbiguousError,
    NotFetchedError,
    ProgramFaultError,
)
from inspector.gui.theme.palette import ColourRole
from inspector.gui.translation import N_, number, translate
from inspector.named_tuple import NamedTuple
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


class StatusBadge(NamedTuple):
    icon: str
    tone: ColourRole
    word: str


_STATUS = {
    PASS: StatusBadge("pass", ColourRole.PASS, N_("Signs", "pass")),
    FAIL: StatusBadge("fail", ColourRole.FAIL, N_("Signs", "fail")),
    WARN: StatusBadge("warn", ColourRole.WARN, N_("Signs", "warn")),
    UNCHECKED: StatusBadge("unchecked", ColourRole.UNCHECKED, N_("Signs", "unchecked")),
}
_VERDICT = {
    Verdict.VERIFIED: StatusBadge("verified", ColourRole.PASS, N_("Signs", "Verified")),
    Verdict.FAILED: StatusBadge("failed", ColourRole.FAIL, N_("Signs", "Failed")),
    Verdict.UNPROVEN: StatusBadge("unproven", ColourRole.UNPROVEN, N_("Signs", "Unproven")),
    Verdict.UNREADABLE: StatusBadge("unreadable", ColourRole.UNCHECKED, N_("Signs", "Unreadable")),
}
_INTEGRITY = {
    Integrity.INTACT: StatusBadge("intact", ColourRole.PASS, N_("Signs", "Intact")),
    Integrity.BROKEN: StatusBadge("broken", ColourRole.FAIL, N_("Signs", "Broken")),
}
_TRUST = {
    Trust.TRUSTED: StatusBadge("trusted", ColourRole.PASS, N_("Signs", "Trusted")),
    Trust.UNKNOWN: StatusBadge("unknown", ColourRole.UNPROVEN, N_("Signs", "Unknown")),
    Trust.INCOMPLETE: StatusBadge("incomplete", ColourRole.UNPROVEN, N_("Signs", "Incomplete")),
    Trust.DISTRUSTED: StatusBadge("distrusted", ColourRole.FAIL, N_("Signs", "Distrusted")),
    Trust.UNSIGNED: StatusBadge("unsigned", ColourRole.UNPROVEN, N_("Signs", "Unsigned")),
}
_COVER = {
    Cover.RECEIPT: StatusBadge("receipt", ColourRole.RECEIPT, N_("Signs", "receipt")),
    Cover.EVENT: StatusBadge("event", ColourRole.EVENT, N_("Signs", "event")),
    Cover.BUNDLE: StatusBadge("bundle", ColourRole.BUNDLE, N_("Signs", "bundle")),
}


def of_status(status: Status) -> StatusBadge:
    return _said(_STATUS[status])


def of_verdict(verdict: Verdict) -> StatusBadge:
    return _said(_VERDICT[verdict])


def of_error(error: InspectorError) -> StatusBadge:
    """The sign in place of a verdict if there is no document."""
    if isinstance(error, NotFetchedError):
        return StatusBadge("address", ColourRole.MUTED, translate("Signs", "Not fetched"))
    if isinstance(error, MemberAmbiguousError):
        return StatusBadge("several", ColourRole.MUTED, translate("Signs", "Several documents"))
    if isinstance(error, ProgramFaultError):
        return fault()
    if isinstance(error, NOTHING_FETCHED):
        return StatusBadge("address", ColourRole.MUTED, translate("Signs", "Nothing was fetched"))
    return of_verdict(Verdict.UNREADABLE)


def fault() -> StatusBadge:
    """The program broke, which is no verdict."""
    return StatusBadge("fault", ColourRole.MUTED, translate("Signs", "A fault of the program"))


def of_integrity(integrity: Integrity) -> StatusBadge:
    return _said(_INTEGRITY[integrity])


def of_trust(trust: Trust) -> StatusBadge:
    return _said(_TRUST[trust])


def of_cover(cover: Cover) -> StatusBadge:
    return _said(_COVER[cover])


def checking() -> StatusBadge:
    return StatusBadge("checking", ColourRole.MUTED, translate("Signs", "Checking…"))


def no_cover() -> StatusBadge:
    return StatusBadge("nothing", ColourRole.UNCHECKED, translate("Signs", "none"))


def of_result(result: Result) -> StatusBadge:
    """The sign of one result; a check that waits for a failed one has its own."""
    if result.reason is Reason.NOT_REACHED:
        return not_reached()
    return of_status(result.status)


def cause() -> StatusBadge:
    """The one value that explains several failures."""
    return StatusBadge("cause", ColourRole.FAIL, translate("Signs", "cause"))


def not_reached() -> StatusBadge:
    return StatusBadge("not-reached", ColourRole.UNCHECKED, translate("Signs", "not reached"))


def not_known() -> StatusBadge:
    """A value for which the format has no rule."""
    return StatusBadge("unchecked", ColourRole.UNCHECKED, translate("Signs", "not known"))


def of_results(results: list[Result]) -> StatusBadge | None:
    """The sign of the worst of several results at one place."""
    if not results:
        return None
    return of_result(max(results, key=lambda result: SEVERITY[result.status]))


def of_branch(tally: Tally) -> StatusBadge | None:
    """The sign of the worst result at or under a place, with its number."""
    if (worst := tally.worst) is None:
        return None
    status, count = worst
    return of_status(status)._replace(word=counted(status, count))


def listed(counts: Mapping[Status, int]) -> str:
    """ "3 fail, 2 unchecked", worst first, without zeros."""
    worst_first = sorted(counts, key=lambda status: -SEVERITY[status])
    return ", ".join(counted(status, counts[status]) for status in worst_first if counts[status])


def counted(status: Status, count: int) -> str:
    return f"{number(count)} {of_status(status).word}"


def _said(sign: StatusBadge) -> StatusBadge:
    return sign._replace(word=translate("Signs", sign.word))
