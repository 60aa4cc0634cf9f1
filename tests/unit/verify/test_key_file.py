"""Key files: every format, and contradictions."""

import json
import time
from base64 import b64encode
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
    assert [entry.key for entry in read_keys(data)] == keys


@pytest.mark.parametrize(
    "change",
    [
        {"public_key_hex": OTHER.raw.hex()},
        {"public_key_b64": "AAAA"},
        {"public_key_b64": 1},
        {"fingerprint_sha256_hex": OTHER.fingerprint},
        {"fingerprint_sha256_b32_first128bits": "A" * 26},
        {"public_key_hex": OWN.raw.hex().upper()},
        {"public_key_hex": None},
        {"key_id": None},
        {"key_id": 5},
    ],
    ids=lambda change: next(iter(change)),
)
def test_contradictory_key_is_refused(change: dict[str, Any]) -> None:
    for value in (ENTRY | change, {"public_keys": [OTHER.entry(), ENTRY | change]}):
        with pytest.raises(KeyFileError):
            read_keys(as_json(value))


@pytest.mark.parametrize("name", ["public_key_b64", "public_key_hex"])
@pytest.mark.parametrize("odd", [None, 1, "?"])
def test_spelling_of_a_key_that_cannot_be_read_is_not_said_to_be_of_other_bytes(
    name: str, odd: Any
) -> None:
    with pytest.raises(KeyFileError, match="One of the two spellings of the key cannot be read"):
        read_keys(as_json(ENTRY | {name: odd}))


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
    assert str(caught.value)


# --- how editors and people write a key ---------------------------------------------------

HEX = OWN.raw.hex()
BASE64 = ENTRY["public_key_b64"]
GROUPS = " ".join(HEX[at : at + 4] for at in range(0, 64, 4))


@pytest.mark.parametrize(
    "text",
    [
        *(HEX, HEX.upper(), GROUPS, GROUPS.upper(), f"0x{HEX}", "\u00a0".join(GROUPS.split())),
        ":".join(HEX[at : at + 2] for at in range(0, 64, 2)),
        *(f"{HEX[:60]}\n{HEX[60:]}", "\n".join(GROUPS.split()), f"\n\n{HEX}\r\n\r\n"),
        *(BASE64, f" {BASE64}\r\n"),
        *(json.dumps(ENTRY), json.dumps({"public_keys": [ENTRY]}, indent=1).replace("\n", "\r\n")),
    ],
    ids=lambda text: ascii(text[:30]),
)
@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_key_is_read_however_it_is_written(text: str, codec: str) -> None:
    if not text.isascii() and codec in ("utf-16-le", "utf-16-be"):
        pytest.skip("without a mark, only Latin letters tell the encoding")
    assert [entry.key.raw for entry in read_keys(text.encode(codec))] == [OWN.raw]


# --- what people give in its place --------------------------------------------------------

DER = bytes.fromhex("302a300506032b6570032100") + OWN.raw
PKCS8 = bytes.fromhex("302e020100300506032b657004220420") + bytes(OWN.secret)
SSH_BLOB = b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0 " + OWN.raw).decode()


def pem(label: str, raw: bytes = DER) -> str:
    return f"-----BEGIN {label}-----\n{b64encode(raw).decode()}\n-----END {label}-----\n"


def minisign(comment: str, size: int) -> str:
    raw = b"Ed" + bytes(range(8)) + (OWN.raw * 8)[: size - 10]
    return f"untrusted comment: {comment}\n{b64encode(raw).decode()}\n"


JWK = {"kty": "OKP", "crv": "Ed25519", "x": BASE64.translate({43: "-", 47: "_"}).rstrip("=")}

PUBLIC = {
    "RSA": (pem("RSA PUBLIC KEY"), "an RSA public key"),
    "parameters": (pem("EC PARAMETERS"), "a PEM file (EC PARAMETERS)"),
    "PGP": (pem("PGP PUBLIC KEY BLOCK"), "a PGP public key"),
    "PGP signature": (pem("PGP SIGNATURE"), "a PGP signature"),
    "OpenSSH RSA": ("ssh-rsa AAAAB3NzaC1yc2E= me\n", "an RSA public key"),
    "OpenSSH DSA": ("ssh-dss AAAAB3NzaC1yc2E= me\n", "a DSA public key"),
    "OpenSSH ECDSA": ("ecdsa-sha2-nistp256 AAAAE2VjZHNh me\n", "an ECDSA public key"),
    "OpenSSH Ed448": ("ssh-ed448 AAAAE2VjZHNh me\n", "an Ed448 public key"),
    "OpenSSH other": ("ssh-xmss AAAAE2VjZHNh me\n", "an OpenSSH public key (ssh-xmss)"),
    "OpenSSH token": ("sk-ssh-ed25519@openssh.com AAAAGnNr me\n", "a key of a security token"),
    "OpenSSH certificate": (
        "ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1l me\n",
        "an OpenSSH certificate",
    ),
    "OpenSSH without its word": (SSH_BLOB, "an OpenSSH public key without the word"),
    "OpenSSH fingerprint": (f"SHA256:{BASE64[:43]}", "the fingerprint of an SSH key"),
    "minisign signature": (minisign("signature", 74), "a signature of minisign or signify"),
    "JWK of RSA": (json.dumps({"kty": "RSA", "n": "AAAA", "e": "AQAB"}), "an RSA public key"),
    "JWK of EC": (json.dumps({"kty": "EC", "crv": "P-256"}), "an ECDSA public key"),
    "JWK of Ed448": (json.dumps(JWK | {"crv": "Ed448"}), "an Ed448 public key"),
    "JWK of X25519": (json.dumps(JWK | {"crv": "X25519"}), "never signs (X25519)"),
    "JWK of no curve": (json.dumps({"kty": "OKP"}), "a JSON Web Key of an unknown curve, null"),
    "JWK of another kind": (json.dumps({"kty": "okp"}), "of an unknown kind, “okp”"),
    "JWK set with RSA": (json.dumps({"keys": [JWK, {"kty": "RSA"}]}), "an RSA public key"),
    "age": ("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p\n", "an age public"),
    "DER in hex": (DER.hex(), "in DER"),
    "fingerprint": (OWN.fingerprint, "a fingerprint"),
    "fingerprint as shown": (" ".join(NAMED.groups).upper(), "a fingerprint"),
    "fingerprint in base32": (ENTRY["fingerprint_sha256_b32_first128bits"], "a fingerprint"),
    "fingerprint in JSON": (
        json.dumps({"key_id": "k", "fingerprint_sha256_hex": OWN.fingerprint}),
        "the fingerprint of a key, without the key",
    ),
    "two fingerprints": (f"{OWN.fingerprint}\n{OTHER.fingerprint}\n", "several fingerprints"),
    "two keys": (f"{HEX}\n{OTHER.raw.hex()}\n", "several keys"),
    "31 bytes": (HEX[2:], "hex or base64 of 31 bytes"),
    "state": (json.dumps({"state_type": "pith_open_graph_state"}), "a Pith state that holds no"),
    "web page": ("<!DOCTYPE html><title>404</title>", "a web page"),
}
PRIVATE = {
    "PKCS#8": (pem("PRIVATE KEY", PKCS8), "a private key in PEM (PKCS#8)"),
    "encrypted": (pem("ENCRYPTED PRIVATE KEY"), "an encrypted private key in PEM"),
    "RSA": (pem("RSA PRIVATE KEY"), "a private key in PEM (RSA PRIVATE KEY)"),
    "both halves": (pem("PUBLIC KEY") + pem("EC PRIVATE KEY"), "EC PRIVATE KEY"),
    "OpenSSH": (pem("OPENSSH PRIVATE KEY"), "an OpenSSH private key"),
    "PGP": (pem("PGP PRIVATE KEY BLOCK"), "a PGP private key"),
    "PuTTY": ("PuTTY-User-Key-File-3: ssh-ed25519\n", "a PuTTY private key"),
    "age": ("# public key: age1x\nAGE-SECRET-KEY-1QQQ\n", "an age private key"),
    "minisign": (minisign("encrypted secret key", 158), "a private key of minisign"),
    "minisign of other words": (minisign("public key", 158), "a private key of minisign"),
    "JWK": (json.dumps(JWK | {"d": "AAAA"}), "a private JSON Web Key"),
    "JWK set": (json.dumps({"keys": [JWK, JWK | {"d": "AAAA"}]}), "a private JSON Web Key"),
    "JWK with an object between": (json.dumps(JWK | {"x5": {}, "d": "AAAA"}), "a private JSON Web"),
    "JWK with an escape": (json.dumps(JWK)[:-1] + ', "\\u0064": "AAAA"}', "a private JSON Web Key"),
    "symmetric JWK": (json.dumps({"kty": "oct", "k": "AAAA"}), "a private JSON Web Key"),
    "DER in base64": (b64encode(PKCS8).decode(), "a private key in DER"),
    "64 bytes": ((bytes(OWN.secret) + OWN.raw).hex(), "64 bytes"),
}


@pytest.mark.parametrize("name", PUBLIC)
def test_what_is_no_key_file_is_named_with_what_to_do(name: str) -> None:
    text, words = PUBLIC[name]
    for data in (text.encode(), text.replace("\n", "\r\n").encode("utf-16")):
        with pytest.raises(KeyFileError) as caught:
            read_keys(data)
        assert words in str(caught.value)
        assert "What can be read is an Ed25519 public key: in a Pith key" in str(caught.value)
        assert "Do not give it" not in str(caught.value)


@pytest.mark.parametrize("name", PRIVATE)
def test_private_key_is_named_with_the_warning_to_keep_it(name: str) -> None:
    text, words = PRIVATE[name]
    for data in (text.encode(), text.encode("utf-16")):
        with pytest.raises(KeyFileError) as caught:
            read_keys(data)
        assert words in str(caught.value)
        assert "Do not give it to anybody" in str(caught.value)
        assert "What is wanted is the public key that belongs to it" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "name", "remedy"),
    [
        (minisign("minisign public key 0102", 42), "a public key of minisign", "tail -c 32"),
        (minisign("signify public key", 42), "or signify", "tail -c 32"),
        (minisign("", 42).split("\n")[1], "a public key of minisign", "tail -c 32"),
        (pem("CERTIFICATE"), "X.509 certificate", "openssl x509 -pubkey"),
        (pem("PUBLIC KEY") + pem("CERTIFICATE"), "X.509 certificate", "openssl x509 -pubkey"),
        ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n", "an SSH public key", "ssh-keygen -i"),
        (b64encode(DER).decode(), "a public key in DER", "line -----BEGIN PUBLIC KEY----- before"),
        (BASE64.rstrip("="), "base64 without the =", "and = behind the last letter"),
        (HEX[1:], "63 digits in hex, where a key has 64", "Copy it again"),
        ("1" * 65, "65 digits in hex, where a key has 64", "Copy it again"),
        ("ab" * 501, "1,002 digits in hex, where a key has 64", "Copy it again"),
        (json.dumps([JWK, JWK]), "a list of keys", 'as {"keys": […]}'),
    ],
)
def test_what_can_be_converted_is_named_with_what_to_do(text: str, name: str, remedy: str) -> None:
    with pytest.raises(KeyFileError) as caught:
        read_keys(text.encode())
    assert name in str(caught.value)
    assert remedy in str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (DER, "a public key in DER. The command openssl pkey"),
        (b"\x30\x82\x01\x0a\x30\x82", "a certificate in DER. The command openssl x509"),
        (PKCS8, "a private key in DER"),
        (b"\x30\x82\x04\xbe\x02\x01\x00\x30\x0d", "a private key in DER"),
        (b"\x30\x77\x02\x01\x01\x04\x20" + b"\xff" * 32, "a private key in DER"),
        (OTHER.raw, "32 raw bytes"),
        (bytes(32), "32 raw bytes"),
        (b"\xff" * 64, "64 bytes"),
        (b"\x99\x01\xff", "a file without text"),
    ],
    ids=["DER", "certificate", "PKCS#8", "RSA", "EC", "32", "zeros", "64", "other"],
)
def test_file_without_text_is_named(data: bytes, words: str) -> None:
    with pytest.raises(KeyFileError) as caught:
        read_keys(data)
    assert words in str(caught.value)


@pytest.mark.parametrize("piece", [b"-", b"ssh-", b" ssh-", b"a\n", b"\0", b"- BEGIN A", b"0"])
def test_large_file_is_refused_in_time(piece: bytes) -> None:
    """Naming reads a file of ten megabytes a few times at most."""
    start = time.process_time()
    with pytest.raises(KeyFileError):
        read_keys(piece * (MOST_BYTES // len(piece)))
    assert time.process_time() - start < 30


# --- keys of nobody, dates, unknown members -----------------------------------------------


@pytest.mark.parametrize("raw", [bytes(32), bytes([1]) + bytes(31), b"\xff" * 32], ids=bytes.hex)
def test_weak_key_is_refused_in_every_form(raw: bytes) -> None:
    entry = {"key_id": "k", "public_key_hex": raw.hex()}
    for data in (
        *(raw.hex().encode(), b64encode(raw), as_json(entry)),
        as_json({"public_keys": [ENTRY, entry]}),
        as_json({"manifest_type": "pith_mirror_manifest", "signing_key": entry}),
    ):
        with pytest.raises(KeyFileError, match="anybody can sign with it"):
            read_keys(data)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        (None, None),
        ("2026-12-31T00:00:00Z", "2026-12-31T00:00:00Z"),
        *(("soon", "soon"), ("", ""), (2026, "2026"), (False, "false"), ({"a": [1]}, '{"a":[1]}')),
    ],
)
def test_date_of_the_end_is_kept_as_it_is_stated(stated: Any, kept: str | None) -> None:
    (entry,) = read_keys(as_json(ENTRY | {"rotates_at": stated}))
    assert entry.rotates_at == kept


def test_members_that_the_format_does_not_name_are_told() -> None:
    named = read_keys(as_json({"public_keys": [ENTRY, OTHER.entry() | {"revoked_at": 1, "": 2}]}))
    assert [entry.unknown for entry in named] == [(), ("revoked_at", "")]
    (one,) = read_keys(as_json(ENTRY | {"Rotates_at": "2020-01-01T00:00:00Z"}))
    assert (one.rotates_at, one.unknown) == (None, ("Rotates_at",))
    assert [entry.unknown for entry in read_keys(as_json(mirror_manifest()))] == [()]


def test_unknown_member_around_the_keys_is_told_for_each_key() -> None:
    ended = {"revoked_at": "2020"}
    for file in (
        {"public_keys": [ENTRY, OTHER.entry()]} | ended,
        mirror_manifest() | ended,
        {"manifest_type": "pith_mirror_manifest"} | ENTRY | ended,
        {"public_keys": [ENTRY]} | {"revoked_at": "2020 {suffix}"},
    ):
        assert {entry.unknown for entry in read_keys(as_json(file))} == {("revoked_at",)}
    patterns = {"manifest_version": "1.0", "bundle": "https://mirror.example/{suffix}"}
    (entry,) = read_keys(as_json(mirror_manifest() | patterns))
    assert entry.unknown == ()


def test_two_dates_of_one_key_are_a_contradiction() -> None:
    dated = [ENTRY | {"rotates_at": f"{year}-01-01T00:00:00Z"} for year in (2026, 2027)]
    with pytest.raises(KeyFileError, match="two dates"):
        read_keys(as_json({"public_keys": dated}))
    entries = read_keys(as_json({"public_keys": [ENTRY, dated[0]]}))
    assert {entry.rotates_at for entry in entries} == {dated[0]["rotates_at"]}


def test_entry_that_names_a_key_and_does_not_spell_it_speaks_of_that_key() -> None:
    dated = "2026-01-01T00:00:00Z"
    for name, value in ENTRY.items():
        if name == "key_id" or name.startswith("fingerprint"):
            said = {name: value, "rotates_at": dated, "revoked_at": dated}
            (entry,) = read_keys(as_json({"public_keys": [said, ENTRY]}))
            assert (entry.rotates_at, entry.unknown) == (dated, ("revoked_at",)), name
    others = {"key_id": ENTRY["key_id"], "fingerprint_sha256_hex": OTHER.fingerprint}
    (entry,) = read_keys(as_json({"public_keys": [ENTRY, others | {"rotates_at": dated}]}))
    assert entry.rotates_at is None


@pytest.mark.parametrize("odd", [{"algorithm": "ed448"}, {"format": "x25519"}, {"algorithm": None}])
def test_key_of_another_algorithm_or_form_is_refused(odd: dict[str, str]) -> None:
    for file in (ENTRY | odd, {"public_keys": [OTHER.entry(), ENTRY | odd]}):
        with pytest.raises(KeyFileError, match="the one that is known"):
            read_keys(as_json(file))
    bare = {name: value for name, value in ENTRY.items() if name not in odd}
    assert len(read_keys(as_json(bare))) == 1
