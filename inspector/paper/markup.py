"""Marked-up text, gathered while lxml reads it. All that is known of lxml is known here.

No tree is built: it would take the square of a tag's attributes in time. What is open at once
stays within a bound, since each end tag is held against all of it.
"""

from typing import Any, NamedTuple

from lxml.etree import HTMLParser, XMLParser, XMLSyntaxError

from inspector.errors import PaperTextMalformedError, PaperTextUnsafeError
from inspector.paper.text import Origin, Passage
from inspector.progress import Checkpoint, Progress

_UTF8 = "utf-8"
_PIECE = 65_536
_DEEPEST = 500
_MOST_ELEMENTS = 500_000
_MOST_CAPTURES = 3


class _Capture(NamedTuple):
    depth: int
    origin: Origin
    into: list[Passage]
    pieces: list[str]


class Collector:
    """Holds the lines and the marked passages that were met so far; ``lxml`` calls its methods."""

    def __init__(self) -> None:
        self.titles: list[Passage] = []
        self.abstracts: list[Passage] = []
        self.lines: list[str] = []
        self.depth = 0
        self._elements = 0
        self._line: list[str] = []
        self._captures: list[_Capture] = []

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """An element begins. Raises PaperTextUnsafeError where there are too many."""
        self.depth += 1
        self._elements += 1
        if self.depth > _DEEPEST:
            raise PaperTextUnsafeError("More than {} elements stand inside one another.", _DEEPEST)
        if self._elements > _MOST_ELEMENTS:
            raise PaperTextUnsafeError("It has more than {} elements.", _MOST_ELEMENTS)

    def end(self, tag: str) -> None:
        while self._captures and self._captures[-1].depth >= self.depth:
            capture = self._captures.pop()
            capture.into.append(Passage(capture.origin, "".join(capture.pieces)))
        self.depth -= 1

    def data(self, data: str) -> None:
        self._line.append(data)
        for capture in self._captures:
            capture.pieces.append(data)

    def close(self) -> None:
        self.break_line()

    def capture(self, origin: Origin, into: list[Passage]) -> None:
        """What follows, to the end of the element that just began, is a passage."""
        if len(self._captures) < _MOST_CAPTURES:
            self._captures.append(_Capture(self.depth, origin, into, []))

    def break_line(self) -> None:
        """What follows stands in a line of its own."""
        if self._line:
            if line := " ".join("".join(self._line).split()):
                self.lines.append(line)
            self._line.clear()
        for capture in self._captures:
            capture.pieces.append("\n")


def feed_html(text: str, target: Collector, checkpoint: Checkpoint) -> None:
    """Read html into ``target``. Raises PaperTextUnsafeError and CancelledError."""
    receiver: Any = target  # the stubs ask for one that takes bytes, which lxml never hands over
    _feed(HTMLParser(target=receiver, encoding=_UTF8, no_network=True), text, checkpoint)


def feed_xml(text: str, target: Collector, checkpoint: Checkpoint) -> None:
    """Read XML into ``target``, whatever encoding it declares.

    Raises PaperTextMalformedError, PaperTextUnsafeError and CancelledError.
    """
    receiver: Any = target
    parser = XMLParser(
        target=receiver,
        encoding=_UTF8,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    _feed(parser, text, checkpoint)


def _feed(parser: HTMLParser | XMLParser, text: str, checkpoint: Checkpoint) -> None:
    """An error in the collector is raised only after the piece that it was met in."""
    data = text.encode()
    try:
        for begin in range(0, len(data), _PIECE):
            checkpoint(Progress("reading", begin, len(data)))
            parser.feed(data[begin : begin + _PIECE])
        parser.close()
    except XMLSyntaxError as error:
        raise _named(error) from error


def _named(error: XMLSyntaxError) -> PaperTextMalformedError:
    line = error.position[0] if error.position else 0
    if line:
        return PaperTextMalformedError("The XML is not well-formed (line {}).", line)
    return PaperTextMalformedError("The XML is not well-formed.")
