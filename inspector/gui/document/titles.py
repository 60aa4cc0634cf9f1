"""A paper's title as shown: marked as a claim unless it is proven."""

from inspector.gui.document.opened import Checked
from inspector.gui.translation import translate
from inspector.gui.widgets.plain_text import LINE, quoted, said_exactly, whole
from inspector.verify.report import Report, Verdict
from inspector.verify.result import PASS, SEVERITY


def shown(title: str, *, is_proven: bool, length: int = LINE) -> str:
    """The title in one line, with its mark; "" stays ""."""
    if is_proven or not title:
        return said_exactly(title, length)
    # The mark comes first, since a narrow cell cuts the end.
    return f"{mark()}: {quoted(title, length)}"


def listed(title: str, verdict: Verdict | None, *, is_proven: bool, length: int = LINE) -> str:
    """The title beside a verdict in a list, quoted unless that is verified; see ``headline``."""
    if is_proven and title and verdict is not Verdict.VERIFIED:
        return quoted(title, length)
    return shown(title, is_proven=is_proven, length=length)


def headline(checked: Checked, *, is_marked: bool = False) -> str:
    """The title under a verdict, with its mark if ``is_marked``; "" if there is none.

    Anyone can sign with a key of their own, and choose words that look like the program's, so the
    title is quoted unless a trusted key signed something.
    """
    report = checked.report
    if is_marked and is_claimed(report):
        return shown(report.title or "", is_proven=False)
    is_quoted = not report.is_title_proven or checked.overview.nothing_proven is not None
    return quoted(report.title) if report.title and is_quoted else said_exactly(report.title or "")


def mark() -> str:
    return translate("Titles", "title not proven")


def is_claimed(report: Report) -> bool:
    """Whether the report has a title that must be shown as a claim."""
    return bool(report.title) and not report.is_title_proven


def reason(report: Report) -> str:
    """Why the title is not proven."""
    odd = [one for one in report.results if one.id in _TITLE and one.status is not PASS]
    if odd:
        return whole(max(odd, key=lambda one: SEVERITY[one.status]).message)
    return translate("Titles", "Nothing that is signed was found to hold the title.")


_TITLE = ("snapshot.title", "record.canonical_hash", "record.pith_number")
"""The checks that tie a title to a Pith Number."""
