"""Reads and writes the file with the user's list of keys, which is readable JSON.

It is replaced atomically and under a lock, so two programs do not overwrite each other's entries. A
damaged file is reported and left unchanged.
"""

import os
from collections.abc import Callable
from pathlib import Path

import orjson

from inspector.document.json_types import Json, JsonObject, text_at
from inspector.document.reader import read_json
from inspector.errors import FileMissingError, SourceError, TrustStoreError, UnreadableError
from inspector.jobs.saving import broken_link, locked, remove_drafts, replace_file
from inspector.messages import Value, msg
from inspector.sources.file import open_file
from inspector.verify.keys import KEY_BYTES, from_hex
from inspector.verify.trust import (
    UNKNOWN_COMPARISON,
    ComparedBy,
    KeyComparison,
    KnownKey,
    PublicKey,
    Standing,
)
from inspector.verify.weak_keys import is_weak_key

SCHEMA = "pith-inspector/keys/1"
_MOST_BYTES = 10_000_000
_EARLIER_DRAFT = r"\.[0-9]+\.new"
"""The names of temporary files in versions that did not lock them; the list's lock covers them."""


def read_store(path: Path) -> list[KnownKey]:
    """The user's list; empty if there is none yet. Raises TrustStoreError."""
    _refuse_broken_link(path)
    try:
        with open_file(str(path)) as file:
            data = file.read(_MOST_BYTES + 1)
    except FileMissingError:
        return []
    except SourceError as error:
        raise TrustStoreError("The list of keys cannot be read: {}", error.message) from error
    if len(data) > _MOST_BYTES:
        raise TrustStoreError("The list of keys is damaged: it has over {} bytes", _MOST_BYTES)
    try:
        value = read_json(data).value
    except UnreadableError as error:
        raise TrustStoreError("The list of keys is damaged: {}", error.message) from error
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise TrustStoreError("The list of keys is damaged: it does not name its schema")
    entries = value.get("keys")
    if not isinstance(entries, list):
        raise TrustStoreError("The list of keys is damaged: it holds no list")
    return [_known(entry) for entry in entries]


def _refuse_broken_link(path: Path) -> None:
    """A link to a list that cannot be reached is not an empty list."""
    if (link := broken_link(path)) is not None:
        text = msg(
            "The list of keys cannot be read: {} is a link that leads nowhere", Value(link.name)
        )
        raise TrustStoreError(text)


def _known(entry: Json) -> KnownKey:
    raw = from_hex(text_at(entry, "public_key_hex"))
    standing = text_at(entry, "standing")
    if raw is None or len(raw) != KEY_BYTES or standing not in tuple(Standing):
        raise TrustStoreError("The list of keys is damaged: an entry is no key")
    if standing == Standing.TRUSTED and is_weak_key(raw):
        standing = Standing.UNKNOWN  # earlier versions let such a key into the list
    return KnownKey(
        PublicKey.of(text_at(entry, "key_id") or "", raw),
        Standing(standing),
        text_at(entry, "origin") or "",
        text_at(entry, "since") or "",
        _names(entry, "signers"),
        _rotates_at(entry),
        _names(entry, "unknown_members"),
        _comparison(entry) if standing == Standing.TRUSTED else UNKNOWN_COMPARISON,
    )


def _names(entry: Json, member: str) -> tuple[str, ...]:
    """The names in a list; older files lack it."""
    names = entry.get(member, []) if isinstance(entry, dict) else []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise TrustStoreError("The list of keys is damaged: {} is no list of names", member)
    return tuple(name for name in names if isinstance(name, str))


def _rotates_at(entry: Json) -> str | None:
    stated = entry.get("rotates_at") if isinstance(entry, dict) else None
    if stated is not None and not isinstance(stated, str):
        raise TrustStoreError("The list of keys is damaged: rotates_at is no text")
    return stated


def _comparison(entry: Json) -> KeyComparison:
    """A comparison is not known if an older file lacks it or only a later version understands
    it."""
    stated = entry.get("comparison") if isinstance(entry, dict) else None
    by, at = text_at(stated, "by"), text_at(stated, "at")
    if by not in tuple(ComparedBy):
        return UNKNOWN_COMPARISON
    return KeyComparison(ComparedBy(by), at or "")


def rewrite(path: Path, change: Callable[[list[KnownKey]], list[KnownKey]]) -> None:
    """Replace the list by ``change`` of it. Raises TrustStoreError.

    If the list is a symbolic link, the file that it leads to is locked and changed.
    """
    _refuse_broken_link(path)
    try:
        with locked(path, Path(os.path.realpath(path)).with_suffix(".lock").name) as target:
            remove_drafts(target, _EARLIER_DRAFT)
            replace_file(target, [_stored(change(read_store(target)))])
    except TimeoutError as error:
        raise TrustStoreError("The list of keys is locked by another program") from error
    except OSError as error:
        raise TrustStoreError(
            "The list of keys cannot be written: {}", str(error.strerror)
        ) from error


def _stored(keys: list[KnownKey]) -> bytes:
    entries: list[JsonObject] = [_entry(known) for known in keys]
    document = {"schema": SCHEMA, "keys": entries}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _entry(known: KnownKey) -> JsonObject:
    entry: JsonObject = {
        "key_id": known.key.key_id,
        "public_key_hex": known.key.raw.hex(),
        "fingerprint": known.key.fingerprint,
        "standing": known.standing,
        "origin": known.origin,
        "since": known.since,
        "signers": list(known.signers),
    }
    if known.rotates_at is not None:
        entry["rotates_at"] = known.rotates_at
    if known.unknown_members:
        entry["unknown_members"] = list(known.unknown_members)
    if known.comparison != UNKNOWN_COMPARISON:
        entry["comparison"] = known.comparison._asdict()
    return entry
