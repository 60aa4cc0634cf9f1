"""What a page says of both sides of a comparison, and of what was held against what."""

from collections.abc import Iterable, Iterator

from inspector.compare.comparison import Comparison
from inspector.compare.side import Side
from inspector.document.document import Document
from inspector.document.json_types import JsonObject
from inspector.document.pointer import split
from inspector.export.claim_words import NOBODY, TITLE_NOT_PROVEN, signed_by
from inspector.export.markup import Content, Html, code, joined, listed, row, table, tag, text
from inspector.export.page_words import (
    integrity_word,
    nothing,
    place,
    trust_word,
    verdict_word,
)
from inspector.verify.report import Report

_MOST_NAMES = 40
_LONGEST_NAME = 80


def sides(comparison: Comparison) -> Html:
    """A table: the left and the right, row by row the same thing of each."""
    both = comparison.left, comparison.right
    reports = [side.report for side in both]
    rows = (
        row("Name", *(tag("span", side.name, class_="name", translate="no") for side in both)),
        row("Source", *(code(side.source) for side in both)),
        row("Document", *map(_document, both)),
        row("Pith Number", *(_number(side.document) for side in both)),
        row("Title", *map(_title, reports)),
        row("Signed by", *map(_signed_by, reports)),
        row("Verdict", *map(_verdict, reports)),
        row("Integrity", *(integrity_word(report.integrity) for report in reports)),
        row("Trust", *(trust_word(report.trust) for report in reports)),
        row("Checks", *map(_checks, reports)),
    )
    said = "Trust is judged by the list of keys of whoever made this page."
    return joined([table("sides", ("", "Left", "Right"), rows), tag("p", said, class_="aside")])


def compared_parts(comparison: Comparison) -> Html:
    """What was held against what, and what of both documents was left out."""
    if comparison.is_whole:
        said = "Both documents were compared whole. The order of an object's members never counts."
        return tag("p", said)
    columns = "Part", "Place on the left", "Place on the right"
    rows = (
        row(part.name, *(place(path) for path in (part.left, part.right)))
        for part in comparison.parts
    )
    paths = zip(*((part.left, part.right) for part in comparison.parts), strict=True)
    values = comparison.left.document.value, comparison.right.document.value
    left_out = map(_left_out, ("left", "right"), values, paths)
    return joined([table("parts", columns, rows), *left_out])


def _document(side: Side) -> Html:
    said: list[Content] = [str(side.document.kind)]
    if side.at is not None:
        said.append(f" after event {side.at:,}, computed here from the events of the bundle; ")
        said.append("the verdict, both axes and the checks are the bundle's")
    return joined(said)


def _number(document: Document) -> Html:
    return nothing() if document.pith_number is None else code(document.pith_number)


def _title(report: Report) -> Html:
    if report.title is None:
        return nothing()
    title = tag("span", f"“{report.title}”", translate="no")
    return title if report.is_title_proven else joined([title, f" ({TITLE_NOT_PROVEN})"])


def _signed_by(report: Report) -> Html:
    return tag("span", "; ".join(signed_by(report)) or NOBODY, translate="no")


def _verdict(report: Report) -> Html:
    return joined([verdict_word(report.verdict), ". ", str(report.sentence)])


def _checks(report: Report) -> str:
    counts = report.counts
    return (
        f"{counts.passed:,} pass, {counts.failed:,} fail, {counts.warned:,} warn, "
        f"{counts.unchecked:,} unchecked"
    )


# --- the parts ----------------------------------------------------------------------------


def _left_out(side: str, value: JsonObject, paths: Iterable[str]) -> Html:
    """The members at the top of one side of which nothing, or not everything, was compared."""
    tops = [split(path) for path in paths]
    if not all(tops):
        return joined([])
    whole = {top[0] for top in tops if len(top) == 1}
    partly = {top[0] for top in tops} - whole
    bare = [name for name in value if name not in whole | partly]
    return joined(
        [
            *_told(f"Not compared on the {side}: ", bare),
            *_told(f"Compared only in part on the {side}: ", [n for n in value if n in partly]),
        ]
    )


def _told(lead: str, names: list[str]) -> Iterator[Html]:
    if names:
        more = len(names) - _MOST_NAMES
        shown = [code(text(name, _LONGEST_NAME)) for name in names[:_MOST_NAMES]]
        yield tag("p", lead, listed(shown), f" and {more:,} more." if more > 0 else ".")
