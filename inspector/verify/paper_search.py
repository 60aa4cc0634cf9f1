"""The search for the title and the abstract in a paper's text, by their hashes.

Texts are normalised and hashed like the abstract; titles also in lower case only. A match proves
itself. Without a match the text may be that of another paper, so nothing follows for the document.
"""

import hashlib
from collections.abc import Iterator

from inspector.document.json_types import JsonObject, text_at
from inspector.named_tuple import NamedTuple
from inspector.paper.text import Origin, PaperFormat, PaperText, Passage, without_descriptor
from inspector.progress import Checkpoint, Progress
from inspector.verify.paper_normalisation import normalise, sha256

_MOST_LINES = 5_000
_LONGEST = 20_000
"""The longest text to try, in characters. arXiv limits abstracts to 1,920."""
_MOST_SHOWN = 12
_LIKELY_LINES = 5


class HashedText(NamedTuple):
    """A text that was hashed: its origin, the text as hashed, and its SHA-256 in lower-case hex."""

    origin: Origin
    text: str
    sha256: str
    matches: bool


class PaperFinding(NamedTuple):
    """The result of searching for one hash; ``stated`` is None if the document states none.

    ``tried`` are the match, if there is one, and the likeliest other texts; ``attempts`` counts
    all.
    """

    stated: str | None
    tried: tuple[HashedText, ...]
    attempts: int

    @property
    def match(self) -> HashedText | None:
        """The text with the stated hash; None if none was found."""
        return self.tried[0] if self.tried and self.tried[0].matches else None


class PaperFindings(NamedTuple):
    """What was found in a paper's text that was read as ``form``."""

    form: PaperFormat
    title: PaperFinding
    abstract: PaperFinding


class _RunLimits(NamedTuple):
    """The largest number of lines and of characters in a text that spans several lines."""

    lines: int
    characters: int


_TITLE_RUN = _RunLimits(10, 1_000)
_ABSTRACT_RUN = _RunLimits(200, _LONGEST)


def look_for(paper: PaperText, metadata: JsonObject, checkpoint: Checkpoint) -> PaperFindings:
    """Search ``paper`` for the texts whose hashes a canonical record states. Raises
    CancelledError."""
    titles = _Search(text_at(metadata, "title_canon_sha256"), checkpoint)
    titles.try_all(paper.titles, exact=True)
    titles.try_all(_single_lines(paper), exact=True)
    titles.try_runs(paper, _TITLE_RUN)
    abstracts = _Search(text_at(metadata, "abstract_canon_sha256"), checkpoint)
    abstracts.try_all(paper.abstracts)
    abstracts.try_all(_longest_parts(paper))
    abstracts.try_runs(paper, _ABSTRACT_RUN)
    return PaperFindings(paper.form, titles.finding, abstracts.finding)


class _Search:
    """Hashes texts until one has the hash ``stated``."""

    def __init__(self, stated: str | None, checkpoint: Checkpoint) -> None:
        self._stated = stated
        self._checkpoint = checkpoint
        self._tried: dict[str, HashedText] = {}
        self._attempts = 0
        self._is_over = stated is None

    @property
    def finding(self) -> PaperFinding:
        likeliest = sorted(self._tried.values(), key=lambda one: not one.matches)
        return PaperFinding(self._stated, tuple(likeliest[:_MOST_SHOWN]), self._attempts)

    def try_all(self, passages: tuple[Passage, ...], *, exact: bool = False) -> None:
        """Hash each passage; if ``exact``, also with its white space unchanged."""
        for origin, text in passages:
            self._checkpoint(Progress("verifying", 0, 0))
            if self._is_over:
                return
            if len(text) <= _LONGEST:
                self._try(origin, normalise(text))
                if exact:
                    self._try(origin, text.lower())

    def try_runs(self, paper: PaperText, run: _RunLimits) -> None:
        """Hash every run of consecutive lines within the limits."""
        for given in (paper.lines, paper.unescaped):
            lines = [normalise(line) for line in given[:_MOST_LINES]]
            for place in range(len(lines)):
                self._checkpoint(Progress("verifying", 0, 0))
                if self._is_over:
                    return
                self._try_from(lines, place, run)

    def _try(self, origin: Origin, text: str) -> None:
        computed = sha256(text)
        if not text or computed in self._tried or self._is_over:
            return
        self._attempts += 1
        self._is_over = computed == self._stated
        if self._is_over or len(self._tried) < _MOST_SHOWN:
            self._tried[computed] = HashedText(origin, text, computed, self._is_over)

    def _try_from(self, lines: list[str], place: int, run: _RunLimits) -> None:
        for first in dict.fromkeys((lines[place], without_descriptor(lines[place]))):
            texts = [first, *lines[place + 1 : place + run.lines]] if first else []
            running = hashlib.sha256()
            size = 0
            for number, text in enumerate(texts):
                if not text:
                    continue
                size += len(text) + 1
                if size > run.characters:
                    break
                running.update((f" {text}" if number else text).encode())
                if running.hexdigest() == self._stated:
                    origin = Origin(first=place + 1, last=place + 1 + number)
                    self._try(origin, " ".join(filter(None, texts[: number + 1])))
                    return
                self._attempts += 1


def _single_lines(paper: PaperText) -> tuple[Passage, ...]:
    return tuple(
        Passage(Origin(first=number, last=number), line)
        for number, line in enumerate(paper.lines[:_MOST_LINES], 1)
    )


def _longest_parts(paper: PaperText) -> tuple[Passage, ...]:
    """The longest lines and paragraphs, the likeliest candidates in a text without mark-up."""
    parts = set(_single_lines(paper))
    if paper.form is PaperFormat.PLAIN:  # in other formats a line is a paragraph
        parts |= set(_paragraphs(paper.lines[:_MOST_LINES]))
    found = [part for part in parts if part.text and len(part.text) <= _LONGEST]
    found.sort(key=lambda part: (-len(part.text), part.origin))
    return tuple(found[:_LIKELY_LINES])


def _paragraphs(lines: tuple[str, ...]) -> Iterator[Passage]:
    """The text between blank lines."""
    begin = 0
    for number, line in enumerate((*lines, ""), 1):
        if not line or line.isspace():
            if begin < number - 1:
                origin = Origin(first=begin + 1, last=number - 1)
                yield Passage(origin, "\n".join(lines[begin : number - 1]))
            begin = number
