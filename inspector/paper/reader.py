"""From what was given to a paper's text, whatever its form; each refusal has a name.

The parsers are imported when there is something for them to read.
"""

import html
from collections.abc import Iterable, Iterator
from dataclasses import replace

from inspector.errors import PaperTextEmptyError, PaperTextTooLargeError
from inspector.paper.decoding import decode
from inspector.paper.form import form_of
from inspector.paper.text import PaperFormat, PaperText, Passage, without_descriptor
from inspector.progress import Checkpoint, unwatched

MOST_BYTES = 10_000_000


def read_paper(given: bytes | str, checkpoint: Checkpoint = unwatched) -> PaperText:
    """The text of a paper from a file's bytes or from pasted characters.

    Raises PaperTextError by its kind, CancelledError too.
    """
    text = _characters(given)
    form = form_of(text)
    if form is PaperFormat.PLAIN:
        paper = PaperText(form, (), (), tuple(text.splitlines()))
    elif form is PaperFormat.HTML:
        from inspector.paper.page import read_page  # noqa: PLC0415 - loads the parser

        paper = read_page(text, checkpoint)
    else:
        from inspector.paper.metadata import read_metadata  # noqa: PLC0415 - loads the parser

        paper = read_metadata(text.lstrip(), checkpoint)
    return _spelt(paper)


def _characters(given: bytes | str) -> str:
    if len(given) > MOST_BYTES:
        raise PaperTextTooLargeError("The text is larger than {} MB.", MOST_BYTES // 1_000_000)
    # What was pasted may hold half a character.
    whole = given.encode(errors="replace").decode() if isinstance(given, str) else decode(given)
    if not whole or whole.isspace():
        raise PaperTextEmptyError("There is no text in it.")
    return whole


def _spelt(paper: PaperText) -> PaperText:
    """With each other way in which a passage, or the whole text, can be meant."""
    unescaped = tuple(_unescaped(line) for line in paper.lines)
    return replace(
        paper,
        titles=tuple(_spellings(paper.titles)),
        abstracts=tuple(_spellings(paper.abstracts)),
        unescaped=() if unescaped == paper.lines else unescaped,
    )


def _spellings(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Without its descriptor first; references are resolved where the parser left some."""
    for passage in passages:
        texts = [without_descriptor(passage.text), passage.text]
        texts += [_unescaped(text) for text in texts]
        for text in dict.fromkeys(texts):
            if text and not text.isspace():
                yield Passage(passage.origin, text)


def _unescaped(text: str) -> str:
    """``text`` with html's references resolved, as it is where one of them is monstrous."""
    try:
        return html.unescape(text) if "&" in text else text
    except ValueError:  # a number of thousands of digits
        return text
