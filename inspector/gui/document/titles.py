"""A paper's title as shown: marked as a claim unless it is proven."""

from inspector.gui.translation import translate
from inspector.gui.widgets.plain_text import LINE, quoted, said_exactly, whole
from inspector.verify.report import Report
from inspector.verify.result import PASS, SEVERITY


def shown(title: str, *, is_proven: bool, length: int = LINE) -> str:
    """The title in one line, with its mark; "" stays ""."""
    if is_proven or not title:
        return said_exactly(title, length)
    # The mark comes first, since a narrow cell cuts the end.
    return f"{mark()}: {quoted(title, length)}"


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
