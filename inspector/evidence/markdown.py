"""Renders a report's page as Markdown in which everything from the document is plain text.

Every Markdown character in text is escaped, so that a document cannot create a link, a picture,
HTML, a heading or a table cell.
"""

import re
from collections.abc import Iterator

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
from inspector.messages import Language
from inspector.visible import visible

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&])")
_AT = re.compile("@+")
_RUN = re.compile("`+")
_LONGEST = 5_000


def page_markdown(evidence: SavedReport, language: Language) -> bytes:
    """The whole file."""
    lines = [f"# {escaped(title_of(evidence, language))}", "", escaped(evidence.made.at), ""]
    for block in blocks(evidence, language):
        lines += [*_block(block), ""]
    return "\n".join(lines).encode()


def escaped(text: str) -> str:
    """``text`` on one line with all Markdown characters escaped.

    ``@`` is written as code, since some renderers link two words around it as an address even if
    escaped.
    """
    shown = visible(text[:_LONGEST]) + ("…" if len(text) > _LONGEST else "")
    return _AT.sub(r"`\g<0>`", _MARKS.sub(r"\\\1", shown.strip()))


def code(text: str, *, in_table: bool = False) -> str:
    """``text`` as code, with a fence longer than any inside it."""
    shown = visible(text[:_LONGEST]) + ("…" if len(text) > _LONGEST else "")
    if not shown.strip():
        return escaped(shown)
    if in_table and ("|" in shown or "\\" in shown):
        return escaped(shown)  # in a table cell, a backslash inside code only escapes |
    fence = "`" * (1 + max((len(run) for run in _RUN.findall(shown)), default=0))
    gap = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{gap}{shown}{gap}{fence}"


def _block(block: PageBlock) -> Iterator[str]:
    match block:
        case PageHeading(words, aside):
            yield f"## {escaped(words)}" + (f" ({escaped(aside)})" if aside else "")
        case PageVerdict():
            yield f"**{escaped(block.word.text)}**"
            yield ""
            yield escaped(block.sentence)
            if block.title:
                note = f" ({escaped(block.title_note)})" if block.title_note else ""
                yield ""
                yield f"{escaped(block.title)}{note}"
        case PageParagraph(words):
            yield escaped(words)
        case PageFacts(rows):
            yield "| | |"
            yield "| --- | --- |"
            for name, cell in rows:
                yield f"| {escaped(name)} | {_cell(cell)} |"
        case PageTable():
            yield from _table(block)
        case PageShell(line):
            fence = "`" * max(3, 1 + max((len(run) for run in _RUN.findall(line)), default=0))
            yield from (f"{fence}sh", visible(line), fence)


def _table(table: PageTable) -> Iterator[str]:
    width = len(table.columns) or (len(table.rows[0]) if table.rows else 1)
    heads = map(escaped, table.columns or [""] * width)
    yield f"| {' | '.join(heads)} |"
    yield "|" + " --- |" * width
    for row in table.rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(cell: PageCell) -> str:
    return "<br>".join(map(_span, cell))


def _span(span: PageSpan) -> str:
    if span.style is PageStyle.CODE:
        return code(span.text, in_table=True)
    return escaped(span.text)
