"""The bytes that were refused as they are shown: lines with their numbers, or hex, and the place in
them marked."""

from collections.abc import Iterator

from inspector.errors import InspectorError, Received, ShownLine
from inspector.gui.document.bytes_text import Marked, as_hex
from inspector.gui.translation import number, translate
from inspector.gui.window.remedies import marked_byte
from inspector.visible import visible

_GAP = "⋮"
_MARK = "▲"
_BINARY = frozenset({"archive", "binary", "encoding", "encrypted", "image", "null_bytes", "pdf"})


def is_binary(error: InspectorError) -> bool:
    """Whether hex says more than text does."""
    return error.code in _BINARY


def as_lines(received: Received, error: InspectorError) -> Marked:
    """The lines, and below the one with the place a line that points to it."""
    width = max((len(number(line.number)) for line in received.lines), default=1)
    rows: list[str] = []
    parts: tuple[tuple[int, int], ...] = ()
    for row, (start, end, pointer) in _rows(received.lines, error, width):
        if pointer:
            begin = sum(len(one) + 1 for one in rows)
            parts = ((begin + start, begin + end),)
        rows += filter(None, (row, pointer))
    return Marked("\n".join(rows), parts)


def as_bytes(received: Received, error: InspectorError) -> Marked:
    if error.offset is None:
        return as_hex(received.data, received.offset)
    at = marked_byte(error.offset, error) - received.offset
    return as_hex(received.data, received.offset, at, at + 1)


def how_much(received: Received, *, is_hex: bool) -> str:
    """How much of it is shown."""
    if is_hex:
        text, shown, size = (
            translate("Refused", "Bytes shown: {} of {}"),
            received.data,
            received.size,
        )
        return text.format(number(len(shown)), number(size))
    text = translate("Refused", "Lines shown: {} of {}")
    return text.format(number(len(received.lines)), number(received.line_count))


def _rows(
    lines: tuple[ShownLine, ...], error: InspectorError, width: int
) -> Iterator[tuple[str, tuple[int, int, str]]]:
    """Each row with the part of it that is marked, and the row that points to it or ""."""
    before = 0
    for line in lines:
        if line.number > before + 1:
            yield f"{_GAP:>{width}}", (0, 0, "")
        before = line.number
        lead = f"{number(line.number):>{width}}  " + ("…" if line.column > 1 else "")
        end = "…" if line.goes_on else ""
        if line.number != error.line or error.column is None:
            yield lead + visible(line.text) + end, (0, 0, "")
            continue
        at = error.column - line.column
        pieces = [visible(one) for one in (line.text[:at], line.text[at : at + 1])]
        start = len(lead) + len(pieces[0])
        row = lead + "".join(pieces) + visible(line.text[at + 1 :]) + end
        place = translate("Refused", "line {}, column {}").format(
            number(error.line), number(error.column)
        )
        yield row, (start, start + len(pieces[1]), f"{' ' * start}{_MARK} {place}")
