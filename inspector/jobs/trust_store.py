"""The user's own list of keys, kept as a readable file; and the key that ships as the default.

The file is written whole and put in place in one step, under a lock, so that two programs never
lose each other's entries. A damaged file is said to be so and left as it is.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import orjson

from inspector.document.access import list_at, text_at
from inspector.document.json_types import Json, JsonObject
from inspector.document.reader import read_json
from inspector.errors import TrustStoreError, UnreadableError
from inspector.verify.key_file import read_keys
from inspector.verify.keys import KEY_BYTES, from_hex
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

SCHEMA = "pith-inspector/keys/1"
SHIPPED = "shipped with Pith Inspector"
_LOCK_SECONDS = 5


def store_path() -> Path:
    """The file in the platform's folder for settings."""
    from platformdirs import user_config_path  # noqa: PLC0415 - 3 ms that few runs need

    return user_config_path("pith-inspector", appauthor=False) / "keys.json"


def shipped_keys() -> list[KnownKey]:
    """Pith's own key, as it came with the program."""
    return [KnownKey(key, Standing.TRUSTED, SHIPPED) for key in read_keys(_shipped_file())]


def _shipped_file() -> bytes:
    """Read through the package's loader: importlib.resources would take a tenth of a short run."""
    package = import_module("inspector.resources.keys")
    loader = cast("ResourceLoader", package.__loader__)
    return loader.get_data(str(Path(package.__file__ or "").with_name("pith.json")))


def given_keys(data: bytes, origin: str) -> list[KnownKey]:
    """The keys of a KEYFILE, trusted for this run. Raises KeyFileError."""
    return [KnownKey(key, Standing.TRUSTED, origin) for key in read_keys(data)]


def default_trust(path: Path | None = None) -> TrustedKeys:
    """The shipped key and the user's list; what the list says of the shipped key comes first.

    Raises TrustStoreError where the list is damaged.
    """
    listed = read_store(path or store_path())
    own = {known.key.raw for known in listed}
    return TrustedKeys((*listed, *(known for known in shipped_keys() if known.key.raw not in own)))


def read_store(path: Path) -> list[KnownKey]:
    """The user's list; empty where there is none yet. Raises TrustStoreError."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise TrustStoreError(f"The list of keys cannot be read: {error.strerror}") from error
    try:
        value = read_json(data).value
    except UnreadableError as error:
        raise TrustStoreError(f"The list of keys is damaged: {error.message}") from error
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise TrustStoreError("The list of keys is damaged: it does not name its schema")
    return [_known(entry) for entry in list_at(value, "keys")]


def _known(entry: Json) -> KnownKey:
    raw = from_hex(text_at(entry, "public_key_hex"))
    standing = text_at(entry, "standing")
    if raw is None or len(raw) != KEY_BYTES or standing not in tuple(Standing):
        raise TrustStoreError("The list of keys is damaged: an entry is no key")
    key = PublicKey.of(text_at(entry, "key_id") or "", raw)
    origin, since = text_at(entry, "origin") or "", text_at(entry, "since") or ""
    return KnownKey(key, Standing(standing), origin, since)


def set_standing(keys: Iterable[PublicKey], standing: Standing, origin: str, path: Path) -> None:
    """Write what the user says of some keys into the list. Raises TrustStoreError."""
    since = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    new = [KnownKey(key, standing, origin, since) for key in keys]
    raws = {known.key.raw for known in new}
    _rewrite(path, lambda old: [*(known for known in old if known.key.raw not in raws), *new])


def forget(keys: Iterable[PublicKey], path: Path) -> None:
    """Take some keys out of the list; the shipped one stays in it as unknown.

    Raises TrustStoreError.
    """
    raws = {key.raw for key in keys}
    shipped = [
        known._replace(standing=Standing.UNKNOWN)
        for known in shipped_keys()
        if known.key.raw in raws
    ]
    _rewrite(path, lambda old: [*(known for known in old if known.key.raw not in raws), *shipped])


def _rewrite(path: Path, change: Callable[[list[KnownKey]], list[KnownKey]]) -> None:
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
