"""Renders a report's page as one self-contained HTML file: no script, no link, no picture.

It uses plain tables and few styles, so that Qt lays it out for print like a browser. The report's
data is the last element, hidden and on one line; everything before it derives from it.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TypeVar

from inspector.evidence import data
from inspector.evidence.blocks import (
    PageBlock,
    PageCell,
    PageFacts,
    PageHeading,
    PageParagraph,
    PageShell,
    PageSpan,
    PageStyle,
    PageTable,
    PageVerdict,
)
from inspector.evidence.evidence import SavedReport
from inspector.evidence.layout import blocks, title_of
from inspector.export.markup import Html, joined, page_head, tag, text
from inspector.messages import Language, msg
from inspector.palette import LIGHT
from inspector.visible import visible

STYLE = f"""
body {{ font-family: "Inter", "Noto Sans", "DejaVu Sans", sans-serif; font-size: 10pt;
  color: {LIGHT.text}; background-color: {LIGHT.surface}; }}
h1 {{ font-size: 20pt; margin-top: 12px; margin-bottom: 2px; }}
h2 {{ font-size: 12pt; margin-top: 18px; margin-bottom: 4px; }}
p {{ margin-top: 2px; margin-bottom: 6px; }}
p.sentence {{ font-size: 12pt; }}
p.title {{ font-size: 12pt; }}
table {{ border-collapse: collapse; margin-top: 2px; margin-bottom: 6px; }}
td, th {{ padding: 3px 6px 3px 0; vertical-align: top;
  border-bottom: 1px solid {LIGHT.border}; }}
th {{ font-weight: normal; color: {LIGHT.muted}; }}
table.facts td, table.facts th {{ border-bottom: none; padding-top: 1px; padding-bottom: 1px; }}
table.top td {{ border-bottom: 1px solid {LIGHT.edge}; }}
table.shell td {{ border-bottom: none; background-color: {LIGHT.sunken}; padding: 6px; }}
code {{ font-family: "DejaVu Sans Mono", "JetBrains Mono", monospace; font-size: 8pt; }}
.faint {{ color: {LIGHT.muted}; }}
.strong {{ font-weight: bold; }}
.good {{ color: {LIGHT.passed}; }}
.bad {{ color: {LIGHT.failed}; }}
.odd {{ color: {LIGHT.warned}; }}
.open {{ color: {LIGHT.unproven}; }}
.none {{ color: {LIGHT.unchecked}; }}
"""


T = TypeVar("T")

ISLAND = ('<pre id="evidence" hidden>', "</pre>")
"""What encloses the line with the data."""
_LONGEST = 5_000
_WIDTHS = {
    "lines": ("3%",),
    "findings": ("16%", "18%"),
    "notes": ("50%", "25%"),
    "obligations": ("28%", "22%", "28%", "22%"),
}
"""The widths of a table's first columns, by its name."""


def page_html(evidence: SavedReport, language: Language) -> bytes:
    """The whole file."""
    pieces = [*_page(evidence, language)]
    island = ISLAND[0] + data.written(evidence).decode() + ISLAND[1]
    pieces += [island, "</body>", "</html>"]
    return "\n".join(pieces).encode() + b"\n"


def printed_html(evidence: SavedReport, language: Language) -> str:
    """The page without its data, which Qt would print."""
    return "\n".join((*_page(evidence, language), "</body>", "</html>"))


def data_of(page: bytes) -> bytes | None:
    """The data in a page; None if there is none."""
    begin, end = (mark.encode() for mark in ISLAND)
    at = page.rfind(b"\n" + begin)
    if at < 0:
        return None
    at += 1 + len(begin)
    until = page.find(end, at)
    return None if until < 0 else page[at:until]


def _page(evidence: SavedReport, language: Language) -> Iterator[str]:
    title = title_of(evidence, language)
    yield f'<!DOCTYPE html>\n<html lang="{escape(visible(language.code))}">'
    yield page_head(title, STYLE).source
    yield "<body>"
    kind = text(language.render(msg("Report on one document")))
    at = text(evidence.made.at)
    cells = (
        tag("td", tag("b", "Pith Inspector"), " ", tag("span", kind, class_="faint")),
        tag("td", at, class_="faint", align="right"),
    )
    yield tag("table", tag("tr", *cells), class_="top", width="100%").source
    for block in blocks(evidence, language):
        yield _block(block).source


def _block(block: PageBlock) -> Html:
    match block:
        case PageHeading(words, aside):
            more = [tag("p", aside, class_="faint")] if aside else []
            return joined([tag("h2", words), *more])
        case PageVerdict():
            return _verdict(block)
        case PageParagraph(words, style):
            return tag("p", text(words, _LONGEST), class_=style)
        case PageFacts(rows):
            return tag("table", *map(_fact, rows), class_="facts")
        case PageTable():
            return _table(block)
        case PageShell(line):
            cell = tag("td", tag("code", text(line, _LONGEST), translate="no"), class_="shell")
            return tag("table", tag("tr", cell), class_="shell", width="100%")


def _verdict(head: PageVerdict) -> Html:
    parts = [
        tag("h1", head.word.text, class_=head.word.style),
        tag("p", head.sentence, class_="sentence"),
    ]
    if head.title:
        parts.append(tag("p", tag("b", text(head.title, _LONGEST)), dir="auto", class_="title"))
    if head.title_note:
        parts.append(tag("p", head.title_note, class_="open"))
    return joined(parts)


def _fact(fact: tuple[str, PageCell]) -> Html:
    name, cell = fact
    return tag(
        "tr", tag("th", name, scope="row", align="left", width="22%"), tag("td", _cell(cell))
    )


def _table(table: PageTable) -> Html:
    wide = [{"width": one} for one in _WIDTHS.get(table.name, ())]
    rows = (
        tag("tr", *(tag("td", _cell(cell), **width) for cell, width in _zipped(row, wide)))
        for row in table.rows
    )
    heads = (
        tag("th", name, scope="col", align="left", **width)
        for name, width in _zipped(table.columns, wide)
    )
    head = [tag("thead", tag("tr", *heads))] if table.columns else []
    return tag("table", *head, tag("tbody", *rows), class_=table.name, width="100%")


def _zipped(cells: Sequence[T], wide: list[dict[str, str]]) -> Iterator[tuple[T, dict[str, str]]]:
    """Each cell with the width of its column, {} if it has none."""
    return zip(cells, (*wide, *({},) * len(cells)), strict=False)


def _cell(cell: PageCell) -> Html:
    """The lines of a cell."""
    lines: list[Html | str] = []
    for span in cell:
        if lines:
            lines.append(Html("<br>"))
        lines.append(_span(span))
    return joined(lines)


def _span(span: PageSpan) -> Html:
    shown = text(span.text, _LONGEST)
    if span.style is PageStyle.CODE:
        return tag("code", shown, translate="no")
    return shown if span.style is PageStyle.PLAIN else tag("span", shown, class_=span.style)
