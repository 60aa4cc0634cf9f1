"""A comparison as a file of its own: one HTML page or one JSON object. Neither side is written."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from inspector.compare.proofs import ComparedProofs
from inspector.export.comparison_json import comparison_line
from inspector.jobs.saving import save_pieces
from inspector.progress import Checkpoint, Progress, unwatched


class ExportFormat(StrEnum):
    """What is written; the value is the end of the file's name."""

    HTML = ".html"
    JSON = ".json"


def export_comparison(
    compared: ComparedProofs,
    path: Path,
    form: ExportFormat,
    made_at: str,
    checkpoint: Checkpoint = unwatched,
) -> None:
    """Write ``compared`` to ``path``; ``made_at`` says when, as a reader is to see it.

    Raises SavingError, also where the file is one of the two that are compared, and
    CancelledError, which leaves no file.
    """
    sources = [compared.comparison.left.source, compared.comparison.right.source]
    save_pieces(path, _pieces(compared, form, made_at, checkpoint), not_onto=sources)


def _pieces(
    compared: ComparedProofs, form: ExportFormat, made_at: str, checkpoint: Checkpoint
) -> Iterator[bytes]:
    if form is ExportFormat.JSON:
        yield comparison_line(compared) + b"\n"
        return
    from inspector.export.comparison_html import comparison_html  # noqa: PLC0415 - few export

    for number, piece in enumerate(comparison_html(compared, made_at=made_at)):
        checkpoint(Progress("writing", number, 0))
        yield piece.encode()
