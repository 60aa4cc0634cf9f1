"""Archives of all forms: their list of files, the bytes of one file or of each in turn.

Every listing and every read goes through the archive again, so that at most one member is in memory
at a time. Any exception of the standard library's readers counts as a damaged archive.
"""

import re
import tarfile
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from typing import BinaryIO

from inspector.errors import (
    ArchiveError,
    CancelledError,
    CutArchiveError,
    EmptyArchiveError,
    InspectorError,
    MemberAmbiguousError,
    MemberMissingError,
    UnopenedArchiveError,
)
from inspector.messages import Argument, Count, Message, Place, msg
from inspector.progress import Progress
from inspector.sources.archive_file import GuardedFile, PassingFile, tar_files, zip_files
from inspector.sources.archive_form import HEAD, ArchiveForm, Compression, is_compression, is_tar
from inspector.sources.contents import Contents, Entry, SourcePosition, follow
from inspector.sources.decompression import (
    CutStreamError,
    FollowedStreamError,
    HungryStreamError,
    expand,
)
from inspector.sources.fetched import Fetched
from inspector.sources.limits import READING, ArchiveBounds, Budget, bounded, read_pieces
from inspector.sources.member import File, Member, found_by, members_of, plain_name
from inspector.sources.plan import MEMBER_MARK, inside, split_item
from inspector.sources.zip_soundness import refuse_two_readings

SHOWN_NAMES = 5
_COMPRESSION_ENDS = (".gz", ".bz2", ".xz", ".zst")


class Archive:
    """A zip, or a tar that may be compressed. ``source`` is how the user refers to it."""

    def __init__(
        self, file: BinaryIO, form: ArchiveForm, source: str, bounds: ArchiveBounds
    ) -> None:
        self._file = file
        self.form = form
        self.source = source
        self.bounds = bounds

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """All its members, system files too. Raises ArchiveError, TooLargeError and
        CancelledError."""
        with named_damage(self.form, self.bounds.shown):
            members = members_of(self._files(), self.bounds.shown)
            if self.form == "zip":
                refuse_two_readings(self._file, self.bounds)
        _refuse_two_meanings(members, self.bounds)
        return members

    @property
    def is_held(self) -> bool:
        """Whether the archive is in memory, and not in a file that will be closed."""
        return isinstance(self._file, BytesIO)

    @property
    def choice(self) -> tuple[Member, ...]:
        """The members that a user may mean: all except the files that a system added."""
        return tuple(one for one in self.members if not one.is_clutter)

    def sole(self) -> Member | None:
        """The only file, or None if there are several.

        Raises MemberMissingError if there is none.
        """
        files = [one for one in self.choice if not one.link]
        if not files and any(one.is_clutter for one in self.members):
            raise EmptyArchiveError(
                "{} holds no file but what macOS or Windows put into it.", self.bounds.shown
            )
        if not files:
            raise EmptyArchiveError("{} holds no file.", self.bounds.shown)
        return files[0] if len(files) == 1 and files[0].place >= 0 else None

    def find(self, wanted: str) -> tuple[Member, str, int]:
        """The member that ``wanted`` begins with, the rest of ``wanted``, and the number of an item
        or 0.

        Raises MemberMissingError and MemberAmbiguousError.
        """
        for name, rest, item in readings(wanted):
            found = found_by(self.members, name)
            if len({one.place for one in found}) > 1:
                raise self.several(wanted, found)
            if found:
                return found[0], rest, item
        raise MemberMissingError("{} holds no file {}.", self.bounds.shown, Place(wanted))

    def read(self, member: Member) -> bytes:
        """The bytes of ``member``. Raises ArchiveError, TooLargeError, CancelledError."""
        if member.place < 0:
            raise _dangling(member, self.bounds.shown)
        with named_damage(self.form, self.bounds.shown):
            for place, file in enumerate(self._files()):
                if place == member.place:
                    self.bounds.spend(file.size)
                    return file.read()
        raise ArchiveError("{} has changed while it was read.", self.bounds.shown)

    def each(self, budget: Budget) -> Iterator[tuple[Member, bytes | InspectorError | None]]:
        """Every member of ``choice`` with its bytes, or why it cannot be read; None for a link.

        Raises ArchiveError if the archive itself is damaged.
        """
        with named_damage(self.form, self.bounds.shown):
            for member, file in zip(self.members, self._files(), strict=False):
                if member.is_clutter:
                    continue
                if member.place < 0:
                    yield member, _dangling(member, self.bounds.shown)
                elif member.link:
                    yield member, None
                else:
                    yield member, self._tried(file, budget)

    def several(self, wanted: str = "", found: Sequence[Member] = ()) -> MemberAmbiguousError:
        """The error that one member must be named: of all, or of those ``found`` with the same
        name."""
        listed = found or self.choice
        return MemberAmbiguousError(
            "{} holds {} ({}); name one, as in {}.",
            self.bounds.shown,
            _counted(len(listed), wanted),
            _some([one.name for one in listed[: SHOWN_NAMES + 1]], len(listed)),
            Place(inside(self.source, listed[0].name, is_item=False)),
        )

    def _tried(self, file: File, budget: Budget) -> bytes | InspectorError:
        try:
            budget.spend(file.size)
            with named_damage(self.form, self.bounds.shown):
                return file.read()
        except CancelledError:
            raise
        except InspectorError as error:
            return error.with_traceback(None)

    def _files(self) -> Iterator[File]:
        """One pass through the archive."""
        self._file.seek(0)
        if self.form == "zip":
            return zip_files(self._file, self.bounds)
        if self.form == "tar":
            return tar_files(GuardedFile(self._file, self.bounds.shown), self.bounds)
        return self._compressed_tar(self.form)

    def _compressed_tar(self, form: Compression) -> Iterator[File]:
        passing = _expanded(self._file, form, self.bounds)
        yield from tar_files(passing, self.bounds)
        deque(passing.rest(), maxlen=0)  # only the end of the stream proves that it is complete


def expand_file(file: BinaryIO, form: Compression, bounds: ArchiveBounds) -> bytes | None:
    """The bytes of a compressed file; None for a compressed tar.

    Raises ArchiveError, TooLargeError and CancelledError.
    """
    with named_damage(form, bounds.shown):
        passing = _expanded(file, form, bounds)
        return None if is_tar(passing.peek(HEAD)) else b"".join(passing.rest())


def _expanded(file: BinaryIO, form: Compression, bounds: ArchiveBounds) -> PassingFile:
    pieces = expand(read_pieces(file.read, bounds.checkpoint), form)
    counted = _spending(bounded(pieces, bounds.limit, bounds.shown), bounds)
    return PassingFile(counted, bounds.shown)


def _spending(pieces: Iterator[bytes], bounds: ArchiveBounds) -> Iterator[bytes]:
    for piece in pieces:
        bounds.spend(len(piece))
        yield piece


def uncompressed_name(file_name: str) -> str:
    """The file name without the suffix that compression adds."""
    for end in _COMPRESSION_ENDS:
        if file_name.lower().endswith(end) and len(file_name) > len(end):
            return file_name[: -len(end)]
    return file_name


@contextmanager
def named_damage(form: ArchiveForm, shown: Argument) -> Iterator[None]:
    """A context manager that turns the standard library's errors into ArchiveError."""
    try:
        yield
    except InspectorError:
        raise
    except HungryStreamError as error:
        raise ArchiveError("{} needs more memory to unpack than it may have.", shown) from error
    except FollowedStreamError as error:
        raise ArchiveError("{} is not read: something stands behind its end.", shown) from error
    except Exception as error:
        if _is_cut(error):
            raise CutArchiveError(
                "{} ends in the middle: the end of the {} is missing.", shown, form
            ) from error
        raise ArchiveError("{} is damaged: it cannot be read as {}.", shown, form) from error


def _is_cut(error: Exception) -> bool:
    """Whether an archive has no end: tarfile says so by its words alone."""
    return isinstance(error, CutStreamError | EOFError) or (
        isinstance(error, tarfile.ReadError) and "unexpected end" in str(error)
    )


def readings(wanted: str) -> Iterator[tuple[str, str, int]]:
    """What ``wanted`` can mean: a file, a path in an archive that is a member, or an item of a
    member."""
    yield wanted, "", 0
    for cut in re.finditer(re.escape(MEMBER_MARK), wanted):
        if cut.start() and wanted[cut.end() :]:
            yield wanted[: cut.start()], wanted[cut.end() :], 0
    name, item = split_item(wanted)
    if item:
        yield name, "", item


def _refuse_two_meanings(members: Sequence[Member], bounds: ArchiveBounds) -> None:
    """Raise ArchiveError if the name of a file is also an address inside another file."""
    names = {name.replace("\\", "/") for one in members for name in (one.name, one.plain)}
    for member in members:
        bounds.checkpoint(Progress(READING, 0, 0))
        for name in {member.name, member.plain}:
            for holder, rest, item in readings(name):
                if (rest or item) and plain_name(holder).replace("\\", "/") in names:
                    raise ArchiveError(
                        "{} holds both {} and {}, and the name of the one may also mean what lies "
                        "in the other: unpack it, and open the files one by one.",
                        bounds.shown,
                        Place(member.name),
                        Place(holder),
                    )


def _dangling(member: Member, shown: Argument) -> EmptyArchiveError:
    return EmptyArchiveError(
        "{} is a link that leads to no one file in {}.", Place(member.name), shown
    )


def _counted(count: int, wanted: str) -> Argument:
    if wanted:
        return msg("{} of the name {}", Count("%n file", "%n files", count), Place(wanted))
    return Count("%n file", "%n files", count)


def _some(names: Sequence[str], count: int) -> Argument:
    """The first names, and the number of the others."""
    some: Argument = Place(names[0])
    for name in names[1:SHOWN_NAMES]:
        some = msg("{}, {}", some, Place(name))
    if count > SHOWN_NAMES:
        return msg("{} and {}", some, Count("%n more", "%n more", count - SHOWN_NAMES))
    return some


# --- the documents in it ----------------------------------------------------------------------

_DEEPEST = 1
"""The level of an archive inside another. A compressed file may be inside of that one."""
_ALL_BYTES = 10
"""The limit on all members read in one pass, as a multiple of the limit of one member."""


def follow_archive(
    file: BinaryIO, form: ArchiveForm, spot: SourcePosition, wanted: str, item: int
) -> Fetched | Contents:
    """``contents.follow`` for a file that is an archive."""
    if is_compression(form) and spot.level <= _DEEPEST + 1:
        data = expand_file(file, form, spot.bounds)
        if data is not None:
            spot = spot._replace(name=uncompressed_name(spot.name), level=spot.level + 1)
            wanted, item = _of_the_only(wanted, item, spot)
            return follow(BytesIO(data), spot, wanted, item)
    if spot.level > _DEEPEST:
        raise UnopenedArchiveError(
            "{} is an archive inside an archive inside an archive, and is not opened.", spot.shown
        )
    archive = Archive(file, form, spot.source, spot.bounds)
    if wanted:
        member, wanted, item = archive.find(wanted)
        passed_over = 0
    elif (sole := archive.sole()) is not None:
        member = sole
        passed_over = len(archive.members) - len(archive.choice)
    elif item:
        raise archive.several()
    else:
        return ArchiveContents(archive, spot)
    found = follow(BytesIO(archive.read(member)), spot.below(member.name), wanted, item)
    return found._replace(passed_over=passed_over) if isinstance(found, Fetched) else found


class ArchiveContents:
    """The files of an archive."""

    def __init__(self, archive: Archive, spot: SourcePosition) -> None:
        self._archive = archive
        self._spot = spot

    @property
    def source(self) -> str:
        return self._spot.source

    @property
    def looks_like(self) -> Message:
        form = self._archive.form
        return msg("archive ({})", f"tar, {form}" if is_compression(form) else form)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(map(self._entry, self._archive.choice))

    @property
    def passed_over(self) -> int:
        return len(self._archive.members) - len(self._archive.choice)

    def each(self) -> Iterator[tuple[Entry, "Fetched | Contents | InspectorError | None"]]:
        spot = self._spot
        budget = spot.budget or Budget(spot.shown, spot.options.max_bytes * _ALL_BYTES)
        for member, found in self._archive.each(budget):
            yield self._entry(member), self._opened(member, found, budget)

    def several(self) -> MemberAmbiguousError:
        error = self._archive.several()
        if self._archive.is_held:
            error.held = self
        return error

    def _entry(self, member: Member) -> Entry:
        return Entry(member.name, self._spot.below(member.name).source, member.size, member.link)

    def _opened(
        self, member: Member, found: bytes | InspectorError | None, budget: Budget
    ) -> "Fetched | Contents | InspectorError | None":
        if found is None or isinstance(found, InspectorError):
            return found
        try:
            return follow(BytesIO(found), self._spot.below(member.name)._replace(budget=budget))
        except CancelledError:
            raise
        except InspectorError as error:
            return error.with_traceback(None)


def _of_the_only(wanted: str, item: int, spot: SourcePosition) -> tuple[str, int]:
    """What is wanted inside a compressed file, which may itself be named like a member.

    Raises MemberMissingError.
    """
    if not wanted:
        return "", item
    only = (Member(spot.name, spot.name, 0, 0),)
    for name, rest, number in readings(wanted):
        if found_by(only, name):
            return rest, number
    raise MemberMissingError("{} holds no file {}.", spot.shown, Place(wanted))
