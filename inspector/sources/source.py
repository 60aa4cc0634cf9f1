"""From what the user names to the bytes of one document."""

import os
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

from inspector.errors import ArchiveError, NotFetchedError, OfflineError
from inspector.messages import Argument, Place, msg
from inspector.progress import Checkpoint, unwatched
from inspector.sources.archive_form import HEAD, ArchiveForm, archive_form
from inspector.sources.file import (
    absolute_path,
    is_regular,
    open_file,
    patient,
    size_of,
    standard_input,
)
from inspector.sources.options import DEFAULT_OPTIONS, SourceOptions
from inspector.sources.pieces import bounded, read_pieces, refuse_larger
from inspector.sources.plan import MEMBER_MARK, STANDARD_INPUT, Plan, describe
from inspector.sources.reference import Asked
from inspector.visible import visible


class Answer(NamedTuple):
    """An answer over the network: the host that was asked first, and the one that gave it in the
    end, after redirects. ``asked`` is the record that was asked for by name, if one was."""

    asked_host: str
    host: str
    asked: Asked | None


class Fetched(NamedTuple):
    """``source`` is what the user gave, ``name`` a short name for a tab or a title.

    ``location`` is where the bytes really came from: an absolute path, ``archive!/member``,
    the final address, or "standard input". ``answer`` is None for what did not come over the
    network.
    """

    data: bytes
    source: str
    name: str
    location: str
    answer: Answer | None = None

    @property
    def hosts(self) -> tuple[str, str]:
        """The host that was asked and the one that answered; both empty where there was none."""
        return (self.answer.asked_host, self.answer.host) if self.answer else ("", "")


class _FetchRequest(NamedTuple):
    """One call of ``fetch``, and where its bytes lie once that is known."""

    source: str
    plan: Plan
    options: SourceOptions
    checkpoint: Checkpoint
    file_name: str = ""
    location: str = ""
    answer: Answer | None = None

    @property
    def shown(self) -> Argument:
        if self.plan.kind == "standard input":
            return msg("Standard input")
        return Place(self.plan.path or self.file_name)

    def bounded(self, pieces: Iterator[bytes]) -> bytes:
        return b"".join(bounded(pieces, self.options.max_bytes, self.shown))

    def fetched(self, data: bytes, name: str, member: str = "") -> Fetched:
        location = f"{self.location}{MEMBER_MARK}{member}" if member else self.location
        return Fetched(data, self.source, visible(name), location, self.answer)


def fetch(
    source: str, options: SourceOptions = DEFAULT_OPTIONS, checkpoint: Checkpoint = unwatched
) -> Fetched:
    """The bytes of the document that ``source`` names, whole.

    Raises SourceError in its kinds, TooLargeError, and what ``checkpoint`` raises.
    """
    request = _FetchRequest(source, describe(source, options), options, checkpoint)
    if request.plan.is_remote:
        return _from_network(request)
    if request.plan.kind == "standard input":
        return _from_standard_input(request)
    return _from_file(request)


def _from_network(request: _FetchRequest) -> Fetched:
    plan = request.plan
    if request.options.offline:
        raise OfflineError(
            "{} is not fetched from {}: the program works offline.",
            Place(request.source.strip()),
            Place(plan.host),
        )
    if request.options.asks:
        raise NotFetchedError(
            "{} is not fetched: another program asks for it, and without a window nobody "
            "can agree to it.",
            Place(plan.url),
        )
    from inspector.sources.resolver import retrieve  # noqa: PLC0415 - TLS costs 100 ms to import

    found = retrieve(plan, request.options, request.checkpoint)
    answer = Answer(plan.host, found.host, found.asked)
    request = request._replace(file_name=found.name, location=found.url, answer=answer)
    if plan.kind == "address":
        return _from_bytes(found.data, request)
    return request.fetched(found.data, found.name)


def _from_standard_input(request: _FetchRequest) -> Fetched:
    request = request._replace(file_name=STANDARD_INPUT, location=STANDARD_INPUT)
    stream = standard_input()
    read = getattr(stream, "read1", stream.read)
    return _from_bytes(request.bounded(read_pieces(read, request.checkpoint)), request)


def _from_file(request: _FetchRequest) -> Fetched:
    path = request.plan.path
    request = request._replace(file_name=os.path.basename(path), location=absolute_path(path))
    with open_file(path) as file:
        if not is_regular(file):
            read = patient(file, request.checkpoint)
            return _from_bytes(request.bounded(read_pieces(read, request.checkpoint)), request)
        form = archive_form(file.read(HEAD))
        file.seek(0)
        if form:
            return _from_archive(file, form, request)
        _refuse_member(request)
        size = size_of(file)
        refuse_larger(size, request.options.max_bytes, request.shown)
        data = request.bounded(read_pieces(file.read, request.checkpoint, size))
    return request.fetched(data, request.file_name)


def _from_bytes(data: bytes, request: _FetchRequest) -> Fetched:
    if form := archive_form(data[:HEAD]):
        return _from_archive(BytesIO(data), form, request)
    _refuse_member(request)
    return request.fetched(data, request.file_name)


def _from_archive(file: BinaryIO, form: ArchiveForm, request: _FetchRequest) -> Fetched:
    from inspector.sources.archive import (  # noqa: PLC0415 - most sources are no archives
        read_member,
        uncompressed_name,
    )
    from inspector.sources.member import Search  # noqa: PLC0415

    member = read_member(
        file,
        form,
        Search(
            wanted=request.plan.member,
            file_name=request.file_name,
            shown=request.shown,
            limit=request.options.max_bytes,
            checkpoint=request.checkpoint,
        ),
    )
    if not member.name:  # a single compressed file
        return request.fetched(member.data, uncompressed_name(request.file_name))
    return request.fetched(member.data, member.name.rpartition("/")[2], member.name)


def _refuse_member(request: _FetchRequest) -> None:
    if request.plan.member:
        raise ArchiveError("{} is not an archive that can be read.", request.shown)
