"""Canonical records, and the identifiers of records, events and keys: each derives from what it
names."""

import hashlib
import re
from base64 import b32encode
from functools import lru_cache
from typing import Final

from inspector.document.json_types import JsonObject, object_at
from inspector.messages import ENGLISH, Language

TAIL_LENGTH = 26
SHORT_LENGTH = 8
EVENT_ID_PREFIX = "sha256:"
"""An event's id is this with the event's hash."""
_ENOUGH_BYTES = 20
_LONGEST_SHOWN = 80
_MONTH = "(?:0[1-9]|1[0-2])"
ARXIV_ID = re.compile(
    rf"(?:1[5-9]|[2-9][0-9]){_MONTH}\.[0-9]{{5}}"
    rf"|(?:07(?:0[4-9]|1[0-2])|(?:0[89]|1[0-4]){_MONTH})\.[0-9]{{4}}"
    rf"|[a-z]+(?:-[a-z]+)*(?:\.[A-Z]{{2}})?/(?:(?:9[1-9]|0[0-6]){_MONTH}|070[1-3])[0-9]{{3}}"
)
"""An arXiv id without its version: since 2015, since April 2007, and before."""
_VERSION = r"v[0-9]{1,9}\Z"
_PITH_NUMBER = re.compile(r"pith:([0-9]{4}):([A-Z2-7]{26})")


@lru_cache(maxsize=1024)
def _base32(raw: bytes) -> str:
    return b32encode(raw).decode()


def _beginning(raw: bytes) -> str:
    """The first 26 characters of the base32 of ``raw``, computed from its first 20 bytes."""
    return _base32(raw[:_ENOUGH_BYTES])[:TAIL_LENGTH]


def tail(canonical_sha256: str) -> str:
    """The 26 characters that end a Pith Number: the base32 of the record's SHA-256, truncated."""
    return _beginning(bytes.fromhex(canonical_sha256))


def pith_number(canonical_sha256: str, submitted_at: str) -> str:
    """The Pith Number of the record with this SHA-256 and submission date, of which only the year
    counts."""
    return f"pith:{submitted_at[:4]}:{tail(canonical_sha256)}"


def short_pith_number(canonical_sha256: str) -> str:
    """The short Pith Number of the record with this SHA-256, which tells no year."""
    return f"pith:{tail(canonical_sha256)[:SHORT_LENGTH]}"


def tail_of(number: str) -> str | None:
    """The tail of a well-formed Pith Number; None for any other text."""
    match = _PITH_NUMBER.fullmatch(number)
    return match[2] if match else None


def shown_number(number: str, language: Language = ENGLISH) -> str:
    """A stated number as shown to the user; text that is not a Pith Number is quoted.

    It may be any text. An integrity report states an arXiv id.
    """
    is_number = _PITH_NUMBER.fullmatch(number) or _is_arxiv_id(number)
    return number if is_number else language.quoted(number, _LONGEST_SHOWN)


def _is_arxiv_id(number: str) -> bool:
    is_short = len(number) <= _LONGEST_SHOWN
    return is_short and ARXIV_ID.fullmatch(re.sub(_VERSION, "", number)) is not None


def fingerprint(public_key: bytes) -> str:
    """The first 32 hex digits of the SHA-256 of a raw public key."""
    return hashlib.sha256(public_key).hexdigest()[:32]


def fingerprint_base32(public_key: bytes) -> str:
    """The fingerprint in base32: 26 characters, 130 bits, whatever the member's name says."""
    return _beginning(hashlib.sha256(public_key).digest())


class CanonicalRecord:
    """The record at the JSON Pointer ``path``, which a Pith Number names.

    ``sha256`` was computed from the record, not read from the document.
    """

    __slots__ = ("metadata", "path", "sha256", "source", "value")

    def __init__(self, value: JsonObject, path: str, sha256: str) -> None:
        self.value: Final = value
        self.path: Final = path
        self.sha256: Final = sha256
        self.source: Final = object_at(value, "source") or {}
        self.metadata: Final = object_at(value, "metadata") or {}
