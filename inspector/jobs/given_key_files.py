"""The key files that the user names for one run, and warnings about them."""

import hashlib
from collections.abc import Iterable, Iterator

from inspector.document.canonical import digest
from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.errors import KeyFileError, OfflineError, UnreadableError
from inspector.jobs.trust_store import given_keys
from inspector.messages import Count, Message, Place, Value, msg
from inspector.named_tuple import NamedTuple
from inspector.sources import SourceOptions, fetch
from inspector.verify.key_file import MOST_BYTES
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys


class KeyFile(NamedTuple):
    """A KEYFILE: the name that the user gave, the size and hash of its bytes, and its keys.

    If it is a document about a record, ``pith_number`` is what it states, and ``content`` the hash
    of its canonical JSON.
    """

    name: str
    size: int
    sha256: bytes
    keys: tuple[KnownKey, ...]
    pith_number: str = ""
    content: str = ""

    @property
    def sentence(self) -> Message | None:
        """The warning for a file with more than one key; None for one key."""
        raws = {known.key.raw for known in self.keys}
        if len(raws) == 1:
            return None
        count = Count("%n key", "%n keys", len(raws))
        return msg("{} holds {}; all are trusted in this run", Place(self.name), count)

    def holds(self, document: Document) -> bool:
        """Whether ``document`` is this file, or the same content spelled in another way."""
        data = document.data
        if len(data) == self.size and hashlib.sha256(data).digest() == self.sha256:
            return True
        is_of_record = bool(self.content) and self.pith_number == document.pith_number
        return is_of_record and self.content == digest(document.value)


def read_key_file(name: str) -> KeyFile:
    """Read a key file like any local source. Raises SourceError, TooLargeError and KeyFileError."""
    try:
        found = fetch(name, SourceOptions(max_bytes=MOST_BYTES, offline=True))
    except OfflineError:
        raise KeyFileError(
            "Keys are read from a file, and never fetched: save what lies at {}, and give the file",
            Place(name),
        ) from None
    keys = tuple(given_keys(found.data, found.name))
    sha256 = hashlib.sha256(found.data).digest()
    return KeyFile(name, len(found.data), sha256, keys, *_content(found.data))


def _content(data: bytes) -> tuple[str, str]:
    """The Pith Number and the hash of the content of a document; "" for other key files."""
    try:
        document = read_document(data)
    except UnreadableError:
        return "", ""
    number = document.pith_number
    return (number, digest(document.value)) if number else ("", "")


class SameId(NamedTuple):
    """A key to be trusted has the same id as ``other``, a trusted key with other bytes."""

    key: PublicKey
    other: PublicKey

    @property
    def sentence(self) -> Message:
        """The warning about it."""
        return msg(
            "Two keys have the id {}: that of {}, and that of {}, which you trust too. A signer "
            "may change its key, and so may somebody else",
            Value(self.key.key_id),
            " ".join(self.key.groups),
            " ".join(self.other.groups),
        )


class OwnTrust(NamedTuple):
    """A document that is also one of the key files, ``name``, with which it is verified."""

    name: str

    @property
    def sentence(self) -> Message:
        """The warning about it."""
        return msg(
            "{} is given as its own trust: with the keys that it carries, any document could be "
            "trusted",
            Place(self.name),
        )


def own_trust(files: Iterable[KeyFile], document: Document) -> OwnTrust | None:
    """The warning if the document is one of the key files; else None."""
    return next((OwnTrust(file.name) for file in files if file.holds(document)), None)


def same_ids(keys: Iterable[KnownKey], trust: TrustedKeys) -> Iterator[SameId]:
    """The ``keys`` that share an id with another key, in ``trust`` or earlier in ``keys``; each
    pair once."""
    told: set[frozenset[bytes]] = set()
    trusted = {k.key.raw: k.key for k in trust.known if k.standing is Standing.TRUSTED}
    for known in keys:
        key = known.key
        other = next((other for other in trusted.values() if _is_namesake(key, other)), None)
        if other is not None and (pair := frozenset((key.raw, other.raw))) not in told:
            told.add(pair)
            yield SameId(key, other)
        trusted.setdefault(key.raw, key)


def _is_namesake(key: PublicKey, other: PublicKey) -> bool:
    from inspector.verify.look_alikes import folded  # noqa: PLC0415 - most give no key file

    name = folded(key.key_id)
    return name != "" and key.raw != other.raw and name == folded(other.key_id)
