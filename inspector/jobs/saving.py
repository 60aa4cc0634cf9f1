"""Saving bytes that were computed. The inspected file is never written, whatever it is called."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from inspector.errors import SavingError
from inspector.sources.plan import MEMBER_MARK


def save_bytes(path: Path, data: bytes, *, not_onto: str) -> None:
    """Put ``data`` in the file's place in one step. Raises SavingError.

    ``not_onto`` is where the inspected document lies: a path, a path with the member of an
    archive, or anything else that is no file.
    """
    save_pieces(path, [data], not_onto=[not_onto])


def save_pieces(path: Path, pieces: Iterable[bytes], *, not_onto: Iterable[str]) -> None:
    """Put all that ``pieces`` give in the file's place in one step. Raises SavingError, and what
    making a piece raises; then the file is as it was."""
    if any(_is_same(path, holder) for one in not_onto for holder in _holders(one)):
        raise SavingError("This is the inspected file; it is never written")
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as file:
            file.writelines(pieces)
        draft.replace(path)
    except OSError as error:
        raise SavingError(f"The bytes could not be saved: {error.strerror}") from error
    finally:
        with suppress(OSError):
            draft.unlink()


def _holders(location: str) -> Iterator[str]:
    """The location, and the archive that it may lie in; an archive's own path may hold a mark."""
    yield location
    for mark in re.finditer(re.escape(MEMBER_MARK), location):
        yield location[: mark.start()]


def _is_same(path: Path, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False
