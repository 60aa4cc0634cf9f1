"""A comparison for people to read: a sentence, then the checks that differ, then the changes.

The lines have roles like those of a report.
"""

from collections.abc import Iterator
from itertools import islice

from inspector.compare.comparison import Comparison, Counts
from inspector.compare.in_common import Part, Sameness
from inspector.compare.proofs import ComparedProofs, Proof, is_quiet, rank
from inspector.compare.side import NotCompared, Side, Unusable
from inspector.compare.volatile import Ignored, remaining
from inspector.document.identifiers import shown_number
from inspector.export.change_text import change_lines, places
from inspector.export.report_text import Line, Role
from inspector.verify.result import PASS, SEVERITY, Status
from inspector.visible import shell_word

_MOST_CHANGES = 200
_MOST_CHECKS = 50
_NAMES = ("left", "right")
_NOT_THERE = -1


def comparison_lines(
    compared: ComparedProofs | NotCompared, ignored: Ignored | None = None
) -> Iterator[Line]:
    """What differs, or what is known of both sides if they could not be compared."""
    if isinstance(compared, NotCompared):
        yield from _not_compared(compared)
        return
    comparison, proofs = compared
    ignored = ignored or Ignored(comparison)
    counts = remaining(comparison, ignored)
    yield Line(Role.PLAIN, _sentence(comparison, counts, ignored.count))
    for name, side in zip(_NAMES, (comparison.left, comparison.right), strict=True):
        yield from _side(name, side)
    if not comparison.is_whole:
        yield Line(Role.FAINT, f"  compared: {_parts(comparison.parts)}")
    if proofs:
        yield Line(Role.PLAIN, "")
        yield from _checks(proofs)
    if counts.total:
        yield Line(Role.PLAIN, "")
        yield from _changes(comparison, ignored, counts.total)


def _not_compared(found: NotCompared) -> Iterator[Line]:
    sides = found.left, found.right
    if found.error is not None:
        reason = "The two have nothing in common"
    elif all(isinstance(side, Unusable) for side in sides):
        reason = "Neither side can be used"
    else:
        reason = f"The {_NAMES[isinstance(found.right, Unusable)]} side cannot be used"
    yield Line(Role.UNREADABLE, f"Not compared. {reason}.")
    for name, side in zip(_NAMES, sides, strict=True):
        yield from _side(name, side)


# --- the head -----------------------------------------------------------------------------


def _sentence(comparison: Comparison, counts: Counts, ignored: int) -> str:
    told = [f"{count:,} {kind}" for kind, count in counts._asdict().items() if count]
    beside = f"; {ignored:,} ignored" if ignored else ""
    nothing = "Nothing differs"
    if comparison.differs_in_bytes_alone:
        nothing = "Nothing differs but the bytes: the canonical JSON is the same"
    differs = f"{', '.join(told) or nothing}{beside}."
    left, right = comparison.left.report.verdict, comparison.right.report.verdict
    verdicts = f"The left is {left}, the right is {right}."
    if left is right:
        verdicts = f"Both are {left}."
    return f"{_record(comparison)} {differs} {verdicts}"


_RECORDS = {
    Sameness.SAME: "Same record.",
    Sameness.SAME_OTHER_NUMBER: (
        "Same record, but a Pith Number does not follow from it, is missing or was not checked."
    ),
    Sameness.OTHER_SAME_NUMBER: "The same Pith Number is claimed, but these are two records.",
    Sameness.SAME_CLAIMED: (
        "The same Pith Number is stated; that both are one record was not shown."
    ),
}


def _record(comparison: Comparison) -> str:
    known = comparison.sameness
    left, right = comparison.left.document.pith_number, comparison.right.document.pith_number
    is_two = left is not None and right is not None and left != right
    if known is Sameness.SAME_OTHER_NUMBER and is_two:
        return (
            f"Same record, but two Pith Numbers are stated: {shown_number(left or '')} "
            f"on the left, {shown_number(right or '')} on the right."
        )
    if known in _RECORDS:
        return _RECORDS[known]
    if left is not None and right is not None:
        lead = "Not the same record" if known is Sameness.OTHER else "Different numbers are stated"
        return f"{lead}: {shown_number(left)} on the left, {shown_number(right)} on the right."
    if known is Sameness.OTHER:
        return "Not the same record."
    who = "One side" if left or right else "Neither side"
    has = "has no" if left or right else "has a"
    return f"{who} {has} Pith Number, so it cannot be told whether this is one record."


def _side(name: str, side: Side | Unusable) -> Iterator[Line]:
    yield Line(Role.PLAIN, f"  {name:5}  {shell_word(side.source)}")
    report = side.report
    words = [str(report.document or "no document"), str(report.verdict)]
    if report.integrity and report.trust:
        words += [f"integrity {report.integrity}", f"trust {report.trust}"]
    yield Line(Role.FAINT, f"         {' · '.join(words)}")
    if isinstance(side, Unusable):
        yield Line(Role.FAINT, f"         error: {side.error.code}")
    elif side.at is not None:
        told = f"the state after event {side.at:,}, computed here; the verdict is the bundle's"
        yield Line(Role.FAINT, f"         {told}")


def _parts(parts: tuple[Part, ...]) -> str:
    if len(parts) == 1:
        left, right = (path or "all" for path in (parts[0].left, parts[0].right))
        return f"{left} of the left with {right} of the right"
    return f"what both have: {', '.join(part.name for part in parts)}"


# --- the checks ---------------------------------------------------------------------------


def _checks(proofs: tuple[Proof, ...]) -> Iterator[Line]:
    """Worst first; checks that pass and were made on one side only are just counted."""
    differ = "1 check differs" if len(proofs) == 1 else f"{len(proofs):,} checks differ"
    yield Line(Role.PLAIN, f"  {differ}")
    told = sorted((proof for proof in proofs if not is_quiet(proof)), key=rank)
    for proof in told[:_MOST_CHECKS]:
        yield from _check(proof)
    if len(told) > _MOST_CHECKS:
        yield _more(len(told) - _MOST_CHECKS)
    quiet = [proof for proof in proofs if is_quiet(proof)]
    lefts = sum(proof.left is PASS for proof in quiet)
    for name, count in zip(_NAMES, (lefts, len(quiet) - lefts), strict=True):
        if count:
            pass_ = "check passes and is" if count == 1 else "checks pass and are"
            yield Line(Role.FAINT, f"    {count:,} {pass_} made on the {name} alone")


def _severity(status: Status | None) -> int:
    return _NOT_THERE if status is None else SEVERITY[status]


def _check(proof: Proof) -> Iterator[Line]:
    worst = max(proof.left, proof.right, key=_severity)
    role = Role.PLAIN if worst in (None, PASS) else Role(worst)
    left, right = (status or "not made" for status in (proof.left, proof.right))
    yield Line(role, f"    {proof.id}: {left} on the left, {right} on the right")
    yield Line(Role.FAINT, f"        {places(proof.left_path, proof.right_path)}")


# --- the changes --------------------------------------------------------------------------


def _changes(comparison: Comparison, ignored: Ignored, total: int) -> Iterator[Line]:
    yield Line(Role.PLAIN, f"  {'1 difference' if total == 1 else f'{total:,} differences'}")
    left = (pair for pair in comparison.pairs.changes if not ignored.is_ignored(pair))
    for pair in islice(left, _MOST_CHANGES):
        yield from change_lines(comparison.change(pair))
    if total > _MOST_CHANGES:
        yield _more(total - _MOST_CHANGES)


def _more(count: int) -> Line:
    return Line(Role.FAINT, f"    and {count:,} more; --json lists all")
