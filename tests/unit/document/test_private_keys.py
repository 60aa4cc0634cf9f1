"""A private key in any format is recognised before anything else."""

import base64
import json

import pytest

from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind
from inspector.document.private_keys import named_bytes, named_text
from inspector.document.reader import read_document
from inspector.errors import KeyFileError, UnreadableError
from inspector.verify.key_file import read_keys
from inspector.verify.keys import private_entry

SEED = bytes(range(32))
DER = bytes.fromhex("302e020100300506032b657004220420") + SEED
B64 = base64.b64encode(SEED).decode()
TEXTS = (
    f"-----BEGIN PRIVATE KEY-----\n{base64.b64encode(DER).decode()}\n-----END PRIVATE KEY-----\n",
    f"-----BEGIN PUBLIC KEY-----\nx\n-----BEGIN EC PRIVATE KEY-----\n{B64}\n",
    "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgE\n",
    f"---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n{B64}\n",
    "# created: 2026\nAGE-SECRET-KEY-1QQPQZ\n",
    "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n",
    "ED25519 Private-Key:\npriv:\n    00:01:02\npub:\n    03:04\n",
    f"SIGNING_PRIVATE_KEY={B64}\n",
    f"[Interface]\nPrivateKey = {B64}\n",
    json.dumps({"public_key_b64": B64, "private_key_b64": B64}),
    json.dumps({"seed": B64}),
    json.dumps({"seed": list(SEED)}),
    json.dumps({"mnemonic": "abandon " * 11 + "about"}),
    json.dumps({"privateKeyHex": SEED.hex()}),
    json.dumps({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "AA", "d": "AA"}]}),
    json.dumps(list(SEED + SEED)),
    f"untrusted comment: x\n{base64.b64encode(b'EdScB2' + bytes(152)).decode()}\n",
    base64.b64encode(DER).decode(),
    base64.b64encode(b"openssh-key-v1\0" + bytes(99)).decode(),
    "SUAAVWRZG6M5FA5VRRGWSCIHKTOJC7EWNIT4JV3FTOIPO4OBFR5WA7X5TE\n",
)
BYTES = (
    DER,
    b"\x30\x82\x04\x03\x02\x01\x03\x30\x82" + bytes(99),
    b"\x94\x58\x04\x6a\x00\x00\x00\x16" + bytes(80),
    b"\xc5\x58\x04\x6a\x00\x00\x00\x1b" + bytes(80),
)


@pytest.mark.parametrize("data", [*(text.encode() for text in TEXTS), *BYTES])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_it_is_no_document_and_no_key_file_and_named(data: bytes, codec: str) -> None:
    if data not in BYTES:
        data = data.decode().encode(codec)
    with pytest.raises(UnreadableError) as unread:
        read_document(data)
    assert unread.value.code == "private_key"
    assert str(unread.value.remedy).startswith("Do not give it to anybody")
    with pytest.raises(KeyFileError) as refused:
        read_keys(data)
    assert "Do not give it to anybody" in str(refused.value)
    for told in (unread.value, refused.value):
        assert B64[:8] not in str(told)


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN PUBLIC KEY-----\nMCowBQ\n-----END PUBLIC KEY-----\n",
        "<html><script>var a = {'secretKey': 'abcdefghijklmnopqrst'}</script>",
        "The private key = what nobody else may have.\n",
        '{"kty":"OKP","crv":"Ed25519","x":"AA"}',
        f"untrusted comment: x\n{base64.b64encode(b'Ed' + bytes(40)).decode()}\n",
        B64,
        json.dumps(list(SEED)),
        json.dumps({"private_key_location": "/home/me/keys/private.pem", "seed": [1, 2, 3]}),
        json.dumps({"secretKeyId": "abcdefghijklmnopqrstuvwx", "seed": "2026-05-20T10:00:00Z"}),
        json.dumps({"private_key_file_path": "/home/me/keys/private.pem", "mnemonic": "a b"}),
    ],
)
def test_what_is_no_private_key_is_not_called_one(text: str) -> None:
    if not text.startswith("<"):
        assert named_text(text) is None
    with pytest.raises(UnreadableError) as unread:
        read_document(text.encode())
    assert unread.value.code != "private_key"
    assert named_bytes(bytes.fromhex("302a300506032b6570032100") + SEED) is None


ENTRY = {"key_id": "a", "public_key_hex": "ab" * 32}
PRIVATE_MEMBERS: list[dict[str, Json]] = [
    {"private_key_b64": B64},
    {"privateKey": B64},
    {"secret": SEED.hex()},
    {"signing_seed": B64},
    {"sk": B64},
    {"secret_key": [*SEED]},
    {"private_key": {"b64": B64}},
    {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": "AA", "d": B64}},
    {"more": [{"deep": {"priv": B64}}]},
    {"notes": TEXTS[0]},
    {"public_key_b64": base64.b64encode(DER).decode()},
    {"secret_key": ":".join(f"{one:02x}" for one in SEED)},
    {"seed": " ".join(["abandon"] * 12)},
    {"private_key": {"halves": [B64[:4], B64]}},
    {"private_key": f"ed25519:{B64}"},
    {"private_key": f"{B64}:of-the-lab"},
    {"notes": "x" * 100_000, "zz_private_key": B64},
]
PUBLIC_MEMBERS: list[dict[str, Json]] = [
    {},
    {"private_key": None},
    {"private_key_path": "/etc/keys/of-the-signer"},
    {"secret_key_id": "a-very-long-name-of-it"},
    {"has_private_key": True},
    {"notes": "The secret key is kept in a safe, and nobody else has it."},
    {"d": "2026-05-01"},
    {"d": "2026-05-18T00:05:51.088728Z"},
    {"labels": {"de": "Schlüssel der Registratur", "sk": "Podpisový kľúč registra"}},
    {"private_key": "kept in a hardware module, and never published"},
    {"private_key": {"kind": "hsm", "slot": [1, 2, 3]}},
    {"secret": f"not here; the fingerprint is {SEED.hex()[:32]}"},
    {"private": "https://registry.example/keys/policy-for-private-keys"},
]


@pytest.mark.parametrize("members", PRIVATE_MEMBERS)
def test_private_key_beside_a_public_one_is_found(members: dict[str, Json]) -> None:
    assert private_entry(Kind.SIGNING_KEY, {**ENTRY, **members}) == ""
    bundle: JsonObject = {"public_keys": [{**ENTRY}, {**ENTRY, **members}]}
    assert private_entry(Kind.BUNDLE, bundle) == "/public_keys/1"
    with pytest.raises(KeyFileError) as refused:
        read_keys(json.dumps({**ENTRY, **members}).encode())
    assert "Do not give it to anybody" in str(refused.value)


@pytest.mark.parametrize("members", [{"private_key": B64}, {"signing": [{"secret": B64}]}])
def test_private_key_beside_the_entry_of_a_manifest_is_found(members: dict[str, Json]) -> None:
    manifest: JsonObject = {"manifest_type": "pith_mirror_manifest", "public_key": {**ENTRY}}
    assert private_entry(Kind.MIRROR_MANIFEST, manifest) is None
    assert private_entry(Kind.MIRROR_MANIFEST, {**manifest, **members}) == ""


@pytest.mark.parametrize("members", PUBLIC_MEMBERS)
def test_member_that_only_mentions_a_private_key_is_none(members: dict[str, Json]) -> None:
    assert private_entry(Kind.SIGNING_KEY, {**ENTRY, **members}) is None
    assert read_keys(json.dumps({**ENTRY, **members}).encode())
