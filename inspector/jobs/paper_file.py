"""A paper's text from a file of the user's own; nothing is fetched for it."""

from inspector.paper.reader import MOST_BYTES, read_paper
from inspector.paper.text import PaperText
from inspector.progress import Checkpoint, unwatched
from inspector.sources.file import open_file


def read_paper_file(path: str, checkpoint: Checkpoint = unwatched) -> PaperText:
    """The text in the file at ``path``. Raises SourceError, PaperTextError, CancelledError."""
    with open_file(path) as file:
        data = file.read(MOST_BYTES + 1)
    return read_paper(data, checkpoint)
