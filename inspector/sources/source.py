"""Fetches the bytes of one document, or opens a source that contains several."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from inspector.errors import FileMissingError, Hosts, NotFetchedError, OfflineError
from inspector.messages import Place, msg
from inspector.progress import Checkpoint, unwatched
from inspector.sources.contents import Contents, SourcePosition, follow
from inspector.sources.fetched import DEFAULT_OPTIONS, Fetched, PastedText, Response, SourceOptions
from inspector.sources.file import (
    absolute_path,
    interruptible_reader,
    is_regular,
    open_file,
    standard_input,
)
from inspector.sources.limits import bounded, gathered, read_pieces, refuse_larger
from inspector.sources.plan import STANDARD_INPUT, Plan, describe, remedy_of_spelling
from inspector.visible import visible


def fetch(
    source: str, options: SourceOptions = DEFAULT_OPTIONS, checkpoint: Checkpoint = unwatched
) -> Fetched:
    """Fetch the document that ``source`` names, completely.

    Raises subclasses of SourceError, MemberAmbiguousError if one of several must be named,
    TooLargeError, and what ``checkpoint`` raises.
    """
    with look_into(source, options, checkpoint) as found:
        if isinstance(found, Fetched):
            return found._replace(source=source)
        raise found.several()


@contextmanager
def look_into(
    source: str, options: SourceOptions = DEFAULT_OPTIONS, checkpoint: Checkpoint = unwatched
) -> Iterator[Fetched | Contents]:
    """Open the document that ``source`` names, or the contents of a source with several.

    Contents are valid inside the block. Raises the same as ``fetch`` except MemberAmbiguousError.
    """
    plan = describe(source, options)
    if plan.is_remote:
        yield _from_network(source, plan, options, checkpoint)
    elif plan.kind == "standard input":
        stream = standard_input()
        spot = SourcePosition(
            source, STANDARD_INPUT, STANDARD_INPUT, msg("Standard input"), options, checkpoint
        )
        read = getattr(stream, "read1", stream.read)
        yield follow(_buffered(read_pieces(read, checkpoint), spot), spot)
    elif isinstance(source, PastedText):
        yield _from_text(source, options, checkpoint)
    else:
        try:
            with open_file(plan.path) as file:
                yield _from_file(file, source, plan, options, checkpoint)
        except FileMissingError as error:
            error.remedy = remedy_of_spelling(plan.path) or error.remedy
            raise


def _from_text(
    source: PastedText, options: SourceOptions, checkpoint: Checkpoint
) -> Fetched | Contents:
    name, text = source.whole, source.text
    shown = Place(name)
    refuse_larger(len(text), options.max_bytes, shown)
    data = text.encode("utf-8", "surrogatepass")  # a lone surrogate is refused as in a file
    spot = SourcePosition(PastedText(name, text), name, name, shown, options, checkpoint)
    return follow(BytesIO(data), spot, item=source.item)


def _from_network(
    source: str, plan: Plan, options: SourceOptions, checkpoint: Checkpoint
) -> Fetched | Contents:
    if options.offline:
        raise OfflineError(
            "{} is not fetched from {}: the program works offline.",
            Place(source.strip()),
            Place(plan.host),
        )
    if options.asks:
        raise NotFetchedError(
            "{} is not fetched: another program asks for it, and without a window nobody "
            "can agree to it.",
            Place(plan.url),
        )
    from inspector.sources.web import retrieve  # noqa: PLC0415 - TLS costs 100 ms to import

    found = retrieve(plan, options, checkpoint)
    response = Response(Hosts(plan.host, found.host, found.proxy), found.asked)
    if plan.kind != "address":
        return Fetched(found.data, source, visible(found.name), found.url, response)
    holder = plan.url if plan.member or plan.item else source
    spot = SourcePosition(
        holder, found.name, found.url, Place(found.name), options, checkpoint, response
    )
    return follow(BytesIO(found.data), spot, plan.member, plan.item)


def _from_file(
    file: BinaryIO, source: str, plan: Plan, options: SourceOptions, checkpoint: Checkpoint
) -> Fetched | Contents:
    path = plan.path
    name, shown = os.path.basename(path), Place(path)
    spot = SourcePosition(
        _holder(source, plan), name, absolute_path(path), shown, options, checkpoint
    )
    if not is_regular(file):
        file = _buffered(read_pieces(interruptible_reader(file, checkpoint), checkpoint), spot)
    return follow(file, spot, plan.member, plan.item)


def _holder(source: str, plan: Plan) -> str:
    """How to ask for the file itself."""
    return plan.path if plan.member or plan.item else source


def _buffered(pieces: Iterator[bytes], spot: SourcePosition) -> BytesIO:
    return gathered(bounded(pieces, spot.options.max_bytes, spot.shown))
