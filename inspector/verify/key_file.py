"""A KEYFILE: keys that the user gives, as JSON of Pith's own shapes or as 32 bytes in text.

JSON with ``public_keys``, one such entry, or a mirror manifest; else hex or base64. A key whose
spellings or fingerprints disagree is refused, for nobody can say which one was meant.
"""

from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind
from inspector.document.reader import read_json
from inspector.errors import KeyFileError, UnreadableError
from inspector.verify.keys import (
    KEY_BYTES,
    Entry,
    encoding,
    entries,
    fingerprints,
    from_base64,
    from_hex,
)
from inspector.verify.result import FAIL
from inspector.verify.trust import PublicKey

MOST_BYTES = 10_000_000


def read_keys(data: bytes) -> list[PublicKey]:
    """The keys in ``data``. Raises KeyFileError where there is none, or a malformed one."""
    if len(data) > MOST_BYTES:
        raise KeyFileError(f"A key file has at most {MOST_BYTES:,} bytes")
    if (raw := _bare(data)) is not None:
        return [PublicKey.of("", raw)]
    try:
        value = read_json(data).value
    except UnreadableError as error:
        raise KeyFileError(
            f"This is no key file: neither 32 bytes in hex or base64, nor JSON ({error.message})"
        ) from error
    found = _entries(value)
    if not found:
        raise KeyFileError("The file holds no public key")
    return [_sound(entry) for entry in found]


def _bare(data: bytes) -> bytes | None:
    try:
        text = data.decode("ascii").strip()
    except UnicodeDecodeError:
        return None
    raw = from_hex(text.lower()) or from_base64(text)
    return raw if raw is not None and len(raw) == KEY_BYTES else None


def _entries(value: Json) -> list[Entry]:
    if not isinstance(value, dict):
        return []
    found = entries(Kind.MIRROR_MANIFEST, value)
    return [entry for entry in found if _is_key(entry.value)]


def _is_key(value: JsonObject) -> bool:
    return "public_key_b64" in value or "public_key_hex" in value


def _sound(entry: Entry) -> PublicKey:
    results = (
        encoding(entry.value, entry.path),
        fingerprints(entry.value, entry.key, entry.path),
    )
    for result in results:
        if result.status is FAIL:
            raise KeyFileError(result.message, path=entry.path)
    if entry.key is None:
        raise KeyFileError("The key cannot be read", path=entry.path)
    return entry.key
