"""The file with the user's list of keys: readable JSON, written whole or not at all.

It is put in place in one step, under a lock, so that two programs never lose each other's
entries. A damaged file is said to be so and left as it is.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import orjson

from inspector.document.access import text_at
from inspector.document.json_types import Json, JsonObject
from inspector.document.reader import read_json
from inspector.errors import TrustStoreError, UnreadableError
from inspector.verify.keys import KEY_BYTES, from_hex
from inspector.verify.trust import KnownKey, PublicKey, Standing

SCHEMA = "pith-inspector/keys/1"
_LOCK_SECONDS = 5
_MOST_BYTES = 10_000_000


def read_store(path: Path) -> list[KnownKey]:
    """The user's list; empty where there is none yet. Raises TrustStoreError."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise TrustStoreError(f"The list of keys cannot be read: {error.strerror}") from error
    if len(data) > _MOST_BYTES:
        raise TrustStoreError(f"The list of keys is damaged: it has over {_MOST_BYTES:,} bytes")
    try:
        value = read_json(data).value
    except UnreadableError as error:
        raise TrustStoreError(f"The list of keys is damaged: {error.message}") from error
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise TrustStoreError("The list of keys is damaged: it does not name its schema")
    entries = value.get("keys")
    if not isinstance(entries, list):
        raise TrustStoreError("The list of keys is damaged: it holds no list")
    return [_known(entry) for entry in entries]


def _known(entry: Json) -> KnownKey:
    raw = from_hex(text_at(entry, "public_key_hex"))
    standing = text_at(entry, "standing")
    if raw is None or len(raw) != KEY_BYTES or standing not in tuple(Standing):
        raise TrustStoreError("The list of keys is damaged: an entry is no key")
    key = PublicKey.of(text_at(entry, "key_id") or "", raw)
    origin, since = text_at(entry, "origin") or "", text_at(entry, "since") or ""
    return KnownKey(key, Standing(standing), origin, since, _names(entry))


def _names(entry: Json) -> tuple[str, ...]:
    """The member ``signers``, which older lists do not have."""
    names = entry.get("signers", []) if isinstance(entry, dict) else []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise TrustStoreError("The list of keys is damaged: signers are no list of names")
    return tuple(name for name in names if isinstance(name, str))


def rewrite(path: Path, change: Callable[[list[KnownKey]], list[KnownKey]]) -> None:
    """Put ``change`` of the list in its place. Raises TrustStoreError."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only a change needs the lock

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=_LOCK_SECONDS):
            _write(path, change(read_store(path)))
    except Timeout as error:
        raise TrustStoreError("The list of keys is locked by another program") from error
    except OSError as error:
        raise TrustStoreError(f"The list of keys cannot be written: {error.strerror}") from error


def _write(path: Path, keys: list[KnownKey]) -> None:
    entries: list[JsonObject] = [
        {
            "key_id": known.key.key_id,
            "public_key_hex": known.key.raw.hex(),
            "fingerprint": known.key.fingerprint,
            "standing": known.standing,
            "origin": known.origin,
            "since": known.since,
            "signers": list(known.signers),
        }
        for known in keys
    ]
    document = {"schema": SCHEMA, "keys": entries}
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as file:
            file.write(
                orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
            )
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink()
