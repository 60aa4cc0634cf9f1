"""The documents in an archive: the one that is meant, or all of them."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from inspector.errors import (
    CancelledError,
    InspectorError,
    MemberAmbiguousError,
    MemberMissingError,
)
from inspector.messages import Message, Place, msg
from inspector.sources.archive import Archive, expand_file, readings, uncompressed_name
from inspector.sources.archive_form import ArchiveForm, is_compression
from inspector.sources.contents import Contents, Entry, Spot, follow
from inspector.sources.fetched import Fetched
from inspector.sources.member import Member, found_by
from inspector.sources.pieces import Budget

_ALL_BYTES = 10
"""So many times the limit of one member, all that are read in one look may be together."""


def follow_archive(
    file: BinaryIO, form: ArchiveForm, spot: Spot, wanted: str, item: int
) -> Fetched | Contents:
    """As ``follow`` does, for a file that is an archive."""
    if is_compression(form) and (data := expand_file(file, form, spot.bounds)) is not None:
        spot = spot._replace(name=uncompressed_name(spot.name), level=spot.level + 1)
        wanted, item = _of_the_only(wanted, item, spot)
        return follow(BytesIO(data), spot, wanted, item)
    archive = Archive(file, form, spot.source, spot.bounds)
    if wanted:
        member, wanted, item = archive.find(wanted)
        passed_over = 0
    elif (sole := archive.sole()) is not None:
        member = sole
        passed_over = len(archive.members) - len(archive.choice)
    else:
        return ArchiveContents(archive, spot)
    found = follow(BytesIO(archive.read(member)), spot.below(member.name), wanted, item)
    return found._replace(passed_over=passed_over) if isinstance(found, Fetched) else found


class ArchiveContents:
    """The files of an archive."""

    def __init__(self, archive: Archive, spot: Spot) -> None:
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


def _of_the_only(wanted: str, item: int, spot: Spot) -> tuple[str, int]:
    """What is wanted inside of a compressed file, which may be named like a member.

    Raises MemberMissingError.
    """
    if not wanted:
        return "", item
    only = (Member(spot.name, spot.name, 0, 0),)
    for name, rest, number in readings(wanted):
        if found_by(only, name):
            return rest, number
    raise MemberMissingError("{} holds no file {}.", spot.shown, Place(wanted))
