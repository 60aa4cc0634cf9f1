"""Writes files atomically, and never over an inspected file, whatever its name."""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from inspector.errors import SavingError
from inspector.sources.plan import MEMBER_MARK, split_item

if sys.platform != "win32":
    import fcntl

_DRAFT = r"\.[0-9]+-[0-9a-f]{8}\.new"
_LOCK_SECONDS = 5


def save_bytes(path: Path, data: bytes, *, not_onto: str) -> None:
    """Replace the file at ``path`` by ``data`` atomically. Raises SavingError.

    ``not_onto`` is the location of the inspected document: a path, a path with an archive member,
    or anything that is no file.
    """
    save_pieces(path, [data], not_onto=[not_onto])


def save_pieces(path: Path, pieces: Iterable[bytes], *, not_onto: Iterable[str]) -> None:
    """Replace the file at ``path`` by the joined ``pieces`` atomically.

    Raises SavingError, and any exception of the iterator; then the file is unchanged.
    """
    if is_one_of(path, not_onto):
        raise SavingError("This is the inspected file; it is never written")
    try:
        replace_file(path, pieces)
    except OSError as error:
        raise SavingError("The bytes could not be saved: {}", str(error.strerror)) from error


def is_one_of(path: Path, locations: Iterable[str]) -> bool:
    """Whether ``path`` is, by any name, one of the files at ``locations`` or an archive around one.

    A file that does not exist yet counts too.
    """
    return any(_is_same(path, holder) for one in locations for holder in _holders(one))


def _holders(location: str) -> Iterator[str]:
    """The location, and each file that may contain it; a path may itself contain a mark."""
    yield location
    yield split_item(location)[0]
    for mark in re.finditer(re.escape(MEMBER_MARK), location):
        yield location[: mark.start()]


def _is_same(path: Path, other: str) -> bool:
    try:
        if other == "-":
            return os.path.samestat(path.stat(), os.fstat(sys.stdin.fileno()))
        return os.path.samefile(path, other)
    except FileNotFoundError:
        return os.path.realpath(path) == os.path.realpath(other)
    except (OSError, ValueError, AttributeError):  # AttributeError: there is no standard input
        return False


# --- files that several programs change ---------------------------------------------------


def make_own_folder(folder: Path) -> None:
    """Create a folder that other users cannot read, with its parents; existing ones are
    unchanged."""
    if not folder.parent.exists():  # Path.mkdir applies its mode only to the last folder
        make_own_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def locked(path: Path, lock: str) -> Iterator[Path]:
    """A context manager with the file that ``path`` leads to, locked for a read-modify-write
    change.

    ``lock`` is the name of the lock file beside it; their folder is created. Raises OSError, and
    TimeoutError if another program does not release the lock.
    """
    from filelock import FileLock  # noqa: PLC0415 - only a change needs it

    target = Path(os.path.realpath(path))
    make_own_folder(target.parent)
    with FileLock(target.with_name(lock), timeout=_LOCK_SECONDS):
        yield target


def broken_link(path: Path) -> Path | None:
    """The link on the way to ``path`` that leads nowhere; None if there is none.

    Its target may only be unavailable, so it does not count as missing. Folders without permission
    are reported by the read or write itself.
    """
    places = (path, *path.parents)
    return next((one for one in places if os.path.islink(one) and not os.path.exists(one)), None)


# --- the atomic write ---------------------------------------------------------------------


def replace_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Replace the file at ``path`` by the joined ``pieces`` atomically.

    A symbolic link stays, and the file that it leads to is replaced with its permissions kept.
    Temporary files left by killed processes are removed. Raises OSError, and any exception of the
    iterator; then the file is unchanged.
    """
    target = Path(os.path.realpath(path))
    before = _regular(target)
    remove_drafts(target)
    file = _new_draft(target)
    draft = Path(file.name)
    try:
        with file:
            if before is not None:
                _take_permissions(file, before)
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
            if sys.platform == "win32":
                file.close()  # an open file cannot be renamed there
            draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink()


def remove_drafts(target: Path, ending: str = _DRAFT) -> None:
    """Remove temporary files of ``target`` that killed processes left: its name and ``ending``.

    A temporary file in use is locked, and stays.
    """
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            is_named = entry.name.startswith(target.name)
            if is_named and re.fullmatch(ending, entry.name[len(target.name) :]):
                with suppress(OSError):
                    _remove_unlocked(entry.path)


def _regular(target: Path) -> os.stat_result | None:
    """The existing file's status. A device or a pipe must not be replaced by a file."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EINVAL, "A device or a pipe is in its place")
    return found


def _new_draft(target: Path) -> BinaryIO:
    """A new temporary file beside ``target``, locked while it is open."""
    while True:
        name = f"{target.name}.{os.getpid()}-{os.urandom(4).hex()}.new"
        file = target.with_name(name).open("xb")
        if sys.platform != "win32":
            with suppress(OSError):  # some file systems have no locks; then temporary files stay
                fcntl.flock(file, fcntl.LOCK_EX)
        if os.path.exists(file.name):
            return file
        file.close()  # another process removed it before it was locked


def _remove_unlocked(path: str) -> None:
    if sys.platform == "win32":
        os.unlink(path)  # refused there as long as the file is open
        return
    number = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOFOLLOW)
    try:
        if stat.S_ISREG(os.fstat(number).st_mode):
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(path)
    finally:
        os.close(number)


def _take_permissions(file: BinaryIO, before: os.stat_result) -> None:
    if sys.platform != "win32":
        with suppress(OSError):  # only root may give a file away
            os.fchown(file.fileno(), before.st_uid, before.st_gid)
        os.fchmod(file.fileno(), stat.S_IMODE(before.st_mode))
