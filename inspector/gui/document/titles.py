"""A paper's title as it is shown: one that was not proven is marked as what the document says."""

from inspector.gui.translation import translate
from inspector.gui.widgets.plain_text import LINE, clip, quoted, whole
from inspector.verify.report import Report
from inspector.verify.result import PASS, SEVERITY


def shown(title: str, *, is_proven: bool, length: int = LINE) -> str:
    """The title in one line, with its mark; "" stays empty."""
    if is_proven or not title:
        return clip(title, length)
    # The mark stands first: a cell that is too narrow cuts the end.
    return f"{mark()}: {quoted(title, length)}"


def mark() -> str:
    return translate("Titles", "title not proven")


def is_claimed(report: Report) -> bool:
    """Whether the report has a title that must be marked where it is shown."""
    return bool(report.title) and not report.is_title_proven


def reason(report: Report) -> str:
    """Why the title is not proven."""
    odd = [one for one in report.results if one.id in _TITLE and one.status is not PASS]
    if odd:
        return whole(max(odd, key=lambda one: SEVERITY[one.status]).message)
    return translate("Titles", "Nothing that is signed was found to hold the title.")


_TITLE = ("snapshot.title", "record.canonical_hash", "record.pith_number")
"""The checks that tie a title to a Pith Number."""
