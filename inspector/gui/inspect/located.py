"""The part of the file that the bytes page shows, and whose bytes they are."""

from inspector.document.document import PLAIN, Encoding
from inspector.document.span import ByteSpan, span_in_file, values_between
from inspector.gui.document.bytes_text import MOST, ROW, character_start
from inspector.gui.document.opened import Opened
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint

_AROUND = 2_048


class BytesWindow(NamedTuple):
    """Bytes of a file from ``offset``; those from ``start`` to ``end`` in them are a value.

    ``goes_on``: the value continues after the window.
    """

    data: bytes
    offset: int
    start: int
    end: int
    goes_on: bool


def around(data: bytes, span: ByteSpan, codec: str = "utf-8") -> BytesWindow:
    """The window with the value and its name, and some bytes before and after it.

    It begins at a multiple of the row size, so that hex rows are those of other programs.
    """
    first = max(0, span.name_start - _AROUND) // ROW * ROW
    end = span.end
    if end > span.name_start + MOST:
        end = character_start(data, span.name_start + MOST, codec)
    part = data[first : end + _AROUND]
    return BytesWindow(part, first, span.name_start - first, end - first, end < span.end)


class PlacedNode(NamedTuple):
    """A node whose bytes in the window, including its name, are ``begin`` to ``end`` of the file.

    ``is_whole``: they are all its bytes.
    """

    node: int
    begin: int
    end: int
    is_whole: bool


class LocatedValue(NamedTuple):
    """A value in the bytes of its file, with the values around it, parents first.

    ``size`` is the number of bytes. If the document is a part of its file, they are those of the
    part, which begins at the byte ``begins``.
    """

    span: ByteSpan
    window: BytesWindow
    size: int
    encoding: Encoding = PLAIN
    nodes: tuple[PlacedNode, ...] = ()
    begins: int = 0

    def at(self, byte: int) -> PlacedNode | None:
        """The innermost value that contains the byte of the file."""
        holders = (one for one in reversed(self.nodes) if one.begin <= byte < one.end)
        return next(holders, None)

    def of(self, node: int) -> PlacedNode | None:
        return next((one for one in self.nodes if one.node == node), None)

    def moved_to(self, node: int) -> "LocatedValue | None":
        """The same window with another value marked; None unless it is completely inside."""
        placed = self.of(node)
        if placed is None or not placed.is_whole:
            return None
        begin, end = placed.begin - self.window.offset, placed.end - self.window.offset
        window = self.window._replace(start=begin, end=end, goes_on=False)
        return self._replace(span=ByteSpan(placed.begin, placed.end, placed.begin), window=window)


def locate(opened: Opened, pointer: str, checkpoint: Checkpoint) -> LocatedValue:
    """The value at ``pointer`` in the bytes of its file. Raises PointerError and CancelledError."""
    document, table = opened.document, opened.outline.table
    span = span_in_file(document, pointer, checkpoint)
    window = around(document.data, span, document.encoding.codec)
    end = window.offset + len(window.data)
    nodes: list[PlacedNode] = []
    for one in values_between(document, window.offset, end, checkpoint):
        node = table.first_child(nodes[one.holder].node) + one.row if nodes else 0
        nodes.append(PlacedNode(node, one.begin, one.end, one.is_whole))
    begins = opened.part.item.start if opened.part is not None else 0
    return LocatedValue(span, window, len(document.data), document.encoding, tuple(nodes), begins)
