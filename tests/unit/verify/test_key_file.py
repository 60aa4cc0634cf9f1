"""Key files: every form, and no contradiction."""

import json
from typing import Any

import pytest

from inspector.errors import KeyFileError
from inspector.verify.key_file import MOST_BYTES, read_keys
from inspector.verify.trust import PublicKey
from tests.vectors.drafts import mirror_manifest
from tests.vectors.keys import OTHER, OWN

NAMED = PublicKey.of(OWN.key_id, OWN.raw)
NAMELESS = PublicKey.of("", OWN.raw)
ENTRY = OWN.entry()


def as_json(value: Any) -> bytes:
    return json.dumps(value, indent=1).encode()


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (as_json({"public_keys": [ENTRY]}), [NAMED]),
        (
            as_json({"public_keys": [ENTRY, OTHER.entry()]}),
            [NAMED, PublicKey.of(OTHER.key_id, OTHER.raw)],
        ),
        (as_json(ENTRY), [NAMED]),
        (as_json(mirror_manifest()), [NAMED]),
        (as_json({"manifest_type": "pith_mirror_manifest", "signing_key": ENTRY}), [NAMED]),
        (as_json({"key_id": OWN.key_id, "public_key_hex": OWN.raw.hex()}), [NAMED]),
        (as_json({"public_key_b64": ENTRY["public_key_b64"]}), [NAMELESS]),
        (OWN.raw.hex().encode(), [NAMELESS]),
        (b"\n  " + OWN.raw.hex().upper().encode() + b"\r\n", [NAMELESS]),
        (ENTRY["public_key_b64"].encode() + b"\n", [NAMELESS]),
    ],
    ids=["list", "two", "entry", "manifest", "manifest2", "short", "bare", "hex", "HEX", "base64"],
)
def test_every_form_gives_its_keys(data: bytes, keys: list[PublicKey]) -> None:
    assert read_keys(data) == keys


@pytest.mark.parametrize(
    "change",
    [
        {"public_key_hex": OTHER.raw.hex()},
        {"public_key_b64": "AAAA"},
        {"public_key_b64": 1},
        {"fingerprint_sha256_hex": OTHER.fingerprint},
        {"fingerprint_sha256_b32_first128bits": "A" * 26},
        {"public_key_hex": OWN.raw.hex().upper()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_contradictory_key_is_refused(change: dict[str, Any]) -> None:
    for value in (ENTRY | change, {"public_keys": [OTHER.entry(), ENTRY | change]}):
        with pytest.raises(KeyFileError):
            read_keys(as_json(value))


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"  \n", b"not a key", b"{}", b"[]", b"null", b"\xff\xfe", b'{"public_keys": []}'),
        *(b"00" * 31, b"00" * 33, b"AAAA", b'{"public_keys": [1]}', b'{"key_id": "k"}'),
        b'{"public_key_hex": "00", "public_key_hex": "00"}',
        b" " * (MOST_BYTES + 1),
        b"[" * 100_000,
    ],
    ids=lambda data: repr(data[:20]),
)
def test_what_holds_no_key_is_refused(data: bytes) -> None:
    with pytest.raises(KeyFileError) as caught:
        read_keys(data)
    assert caught.value.message
