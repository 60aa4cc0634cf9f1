"""Incremental decompression, so that a caller that counts the bytes can stop in time."""

import bz2
import lzma
import sys
import zlib
from collections.abc import Iterable, Iterator
from typing import Literal, Protocol, TypeAlias

from inspector.sources.archive_form import Compression, may_begin_stream
from inspector.sources.limits import PIECE

Coding: TypeAlias = Compression | Literal["zlib", "deflate"]
_GZIP_WINDOW = 31
_XZ_MEMORY = 256_000_000


class DamagedStreamError(Exception):
    """The compressed data is damaged or truncated."""


class CutStreamError(DamagedStreamError):
    """The compressed data is truncated."""


class FollowedStreamError(DamagedStreamError):
    """Something that is no further stream follows a complete one."""


class HungryStreamError(DamagedStreamError):
    """Decompression needs more memory than is allowed."""


class _Engine(Protocol):
    """The decompressor interface of bz2 and lzma; ``_Inflater`` adapts zlib to it."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...


def expand(pieces: Iterable[bytes], coding: Coding) -> Iterator[bytes]:
    """The decompressed bytes in pieces of at most 64 KB; concatenated streams are one.

    Raises DamagedStreamError.
    """
    engine = _engine(coding)
    for piece in pieces:
        data = piece
        while data or not engine.needs_input:
            if engine.eof:
                data = data.lstrip(b"\0")  # the padding of the last block of a tape or disk
                if not data:
                    break
                if not may_begin_stream(data, coding):
                    raise FollowedStreamError
                engine = _engine(coding)
            yield from _step(engine, data)
            data = engine.unused_data if engine.eof else b""
    while not engine.eof:
        rest = list(_step(engine, b""))
        if not rest:
            raise CutStreamError
        yield from rest


def _step(engine: _Engine, data: bytes) -> Iterator[bytes]:
    try:
        out = engine.decompress(data, PIECE)
    except Exception as error:
        # Each library has its own errors; those of zstd are known only after its import.
        kind = HungryStreamError if "memory" in str(error).lower() else DamagedStreamError
        raise kind from error
    if out:
        yield out


def _engine(coding: Coding) -> _Engine:
    match coding:
        case "gzip":
            return _Inflater(_GZIP_WINDOW)
        case "zlib":
            return _Inflater(zlib.MAX_WBITS)
        case "deflate":
            return _Inflater(-zlib.MAX_WBITS)
        case "bzip2":
            return bz2.BZ2Decompressor()
        case "xz":
            return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
        case "zstd":
            return _zstd_engine()


def _zstd_engine() -> _Engine:
    """A window of more than 128 MB is too much memory; this is the library's own limit."""
    # imported late, since few archives use zstd
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415
    else:
        from backports import zstd  # noqa: PLC0415
    engine: _Engine = zstd.ZstdDecompressor()
    return engine


class _Inflater:
    """zlib with the interface of bz2 and lzma: it keeps unused input."""

    def __init__(self, window: int) -> None:
        self._zlib = zlib.decompressobj(window)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._zlib.eof and not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
