"""arXiv's answers to programs: Atom, with title and summary, and the XML of OAI-PMH.

A document type is refused before anything in it is read: none of these has one, and entities
are declared nowhere else.
"""

from inspector.errors import PaperTextFormError, PaperTextUnsafeError
from inspector.paper.markup import Collector, feed_xml
from inspector.paper.text import ROOTS, Origin, PaperFormat, PaperText, Passage
from inspector.progress import Checkpoint

_ATOM = "{http://www.w3.org/2005/Atom}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_ENTRIES = frozenset(("entry", "record"))
_TITLES = frozenset(("title",))
_ABSTRACTS = frozenset(("summary", "abstract", "description"))


def read_metadata(text: str, checkpoint: Checkpoint) -> PaperText:
    """The titles and abstracts in the answer. Raises PaperTextError and CancelledError."""
    found = _Metadata()
    feed_xml(text, found, checkpoint)
    titles, abstracts = (
        _numbered(passages, found.entries) for passages in (found.titles, found.abstracts)
    )
    return PaperText(found.form, titles, abstracts, tuple(found.lines), ())


def _numbered(passages: list[Passage], entries: int) -> tuple[Passage, ...]:
    """With the number of the entry left out where there is only one."""
    if entries > 1:
        return tuple(passages)
    return tuple(Passage(Origin(one.origin.name), one.text) for one in passages)


class _Metadata(Collector):
    def __init__(self) -> None:
        super().__init__()
        self.form = PaperFormat.OAI
        self.entries = 0
        self._entry_from = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise PaperTextUnsafeError("The XML declares a document type or entities: it is not read.")

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        super().start(tag, attrib)
        name = tag.rpartition("}")[2]
        if self.depth == 1:
            self._begin(tag, name)
        if name in _ENTRIES and not self._entry_from:
            self._entry_from = self.depth
            self.entries += 1
        self.break_line()
        if self.form is PaperFormat.ATOM and not self._entry_from:
            return  # the title of a feed is that of the question
        origin = Origin(f"dc:{name}" if tag.startswith(_DUBLIN_CORE) else name, self.entries)
        if name in _TITLES:
            self.capture(origin, self.titles)
        elif name in _ABSTRACTS:
            self.capture(origin, self.abstracts)

    def end(self, tag: str) -> None:
        if self._entry_from == self.depth:
            self._entry_from = 0
        super().end(tag)
        self.break_line()

    def _begin(self, tag: str, name: str) -> None:
        if not ROOTS.fullmatch(name):
            raise PaperTextFormError("The XML is neither arXiv's Atom nor its OAI-PMH.")
        if tag.startswith(_ATOM):
            self.form = PaperFormat.ATOM
