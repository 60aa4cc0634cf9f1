"""Ed25519 public keys in other programs' formats: only the 32 bytes are read."""

import json
import subprocess
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from inspector.errors import KeyFileError
from inspector.verify.key_file import KeyFileEntry, read_keys
from inspector.verify.trust import PublicKey
from tests.vectors.keys import OTHER, OWN

ONE, TWO = (KeyFileEntry(PublicKey.of("", key.raw)) for key in (OWN, OTHER))
SPKI = bytes.fromhex("302a300506032b6570032100")


def pem(raw: bytes, prefix: bytes = SPKI) -> str:
    body = b64encode(prefix + raw).decode()
    return f"-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n"


def ssh(raw: bytes, comment: str = "pith-v1-2026-05") -> str:
    blob = b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0 " + raw).decode()
    return f"ssh-ed25519 {blob} {comment}\n"


def multikey(raw: bytes, code: str = "ed01") -> str:
    signs = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    number, text = int.from_bytes(bytes.fromhex(code) + raw), ""
    while number:
        number, rest = divmod(number, len(signs))
        text = signs[rest] + text
    return f"z{text}"


def jwk(raw: bytes) -> dict[str, Any]:
    x = urlsafe_b64encode(raw).decode().rstrip("=")
    return {"kty": "OKP", "crv": "Ed25519", "kid": "pith-v1-2026-05", "x": x}


def refusal(text: str) -> str:
    with pytest.raises(KeyFileError) as caught:
        read_keys(text.encode())
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (pem(OWN.raw), [ONE]),
        (f"Bag Attributes\n  friendlyName: x\n{pem(OWN.raw)}", [ONE]),
        (pem(OWN.raw) + "\n" + pem(OTHER.raw), [ONE, TWO]),
        (ssh(OWN.raw), [ONE]),
        (ssh(OWN.raw).rsplit(" ", 1)[0], [ONE]),
        (f"# mine\n\n{ssh(OWN.raw)}{ssh(OTHER.raw)}", [ONE, TWO]),
        (f'restrict,command="a \\" ssh-ed25519 AAAA" {ssh(OWN.raw)}', [ONE]),
        (f"host.example,10.0.0.1 {ssh(OWN.raw)}", [ONE]),
        (f'eve@example.org namespaces="file" {ssh(OWN.raw)}', [ONE]),
        (multikey(OWN.raw), [ONE]),
        (f"did:key:{multikey(OWN.raw)}\n", [ONE]),
        (f"did:key:{multikey(OWN.raw)}#{multikey(OWN.raw)}", [ONE]),
        (json.dumps(jwk(OWN.raw)), [ONE]),
        (json.dumps({"keys": [jwk(OWN.raw), jwk(OTHER.raw)]}), [ONE, TWO]),
        (json.dumps(jwk(OWN.raw) | {"use": "sig", "alg": "EdDSA", "key_ops": ["verify"]}), [ONE]),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_key_is_read_and_no_name_is_taken_from_the_file(
    text: str, keys: list[KeyFileEntry], codec: str
) -> None:
    assert read_keys(text.encode(codec)) == keys
    assert read_keys(text.replace("\n", "\r\n").encode(codec)) == keys


def test_key_that_occurs_twice_is_one_key_with_all_that_is_said_of_it() -> None:
    ended = f'expiry-time="20270101" {ssh(OWN.raw)}'
    for text in (ssh(OWN.raw) + ended, ended + ssh(OWN.raw)):
        (entry,) = read_keys(text.encode())
        assert (entry.key, entry.unknown) == (ONE.key, ("expiry-time",))


def test_what_may_end_a_key_is_told_as_not_known() -> None:
    for text, unknown in (
        (f'cert-authority,Expiry-Time="1" {ssh(OWN.raw)}', ("expiry-time",)),
        (f'me valid-after="1",valid-before="2" {ssh(OWN.raw)}', ("valid-after", "valid-before")),
        (f'command="expiry-time=1" {ssh(OWN.raw)}', ()),
        (json.dumps(jwk(OWN.raw) | {"exp": 1, "x5c": ["AA"]}), ("exp", "x5c")),
        (json.dumps({"keys": [jwk(OWN.raw)], "revoked_at": "2020"}), ("revoked_at",)),
        (f"valid-until: 2020\nsubject=CN = x\n{pem(OWN.raw)}", ("valid-until",)),
    ):
        (entry,) = read_keys(text.encode())
        assert entry.unknown == unknown


@pytest.mark.parametrize(
    "text",
    [
        pem(OWN.raw[:31]),
        pem(OWN.raw + b"\0"),
        pem(OWN.raw, SPKI[:-1] + b"\1"),
        pem(OWN.raw, bytes.fromhex("302c300706032b65700500032100")),  # with parameters
        pem(OWN.raw).replace("=\n", "\n"),
        pem(OWN.raw).replace("END PUBLIC", "END PRIVATE"),
        pem(OWN.raw).replace("-----END", "----END"),
        pem(OWN.raw).rsplit("\n", 2)[0],
        pem(OWN.raw) + "-----BEGIN PUBLIC KEY-----\n",
        pem(OWN.raw).replace("KEY-----\n", "KEY-----\nProc-Type: 4\n\n", 1),
    ],
)
def test_pem_is_read_in_one_spelling_alone(text: str) -> None:
    assert "damaged" in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        ssh(OWN.raw[:31]),
        ssh(OWN.raw + b"\0"),
        ssh(OWN.raw).replace("ssh-ed25519 AAAAC", "ssh-ed25519 AAAAD"),
        ssh(OWN.raw, "").rstrip() + "= me",
        "ssh-ed25519 AAAA",
    ],
)
def test_openssh_key_is_read_in_one_spelling_alone(text: str) -> None:
    assert "damaged" in refusal(text)


def test_set_with_something_else_in_it_is_refused() -> None:
    for other in (1, {}, {"kty": 1}, [jwk(OTHER.raw)]):
        assert "something that is none" in refusal(json.dumps({"keys": [jwk(OWN.raw), other]}))


def test_last_letter_of_base64_has_no_second_spelling() -> None:
    spelled = jwk(OWN.raw)["x"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    near = letters[letters.index(spelled[-1]) + 1]
    for x in (spelled[:-1] + near, spelled + "=", spelled + "\n", spelled[1:], f"{spelled}A", 1):
        assert "base64url" in refusal(json.dumps(jwk(OWN.raw) | {"x": x}))
    plain = b64encode(b"\xff" * 31 + b"\x7f").decode().rstrip("=")
    assert "base64url" in refusal(json.dumps(jwk(OWN.raw) | {"x": plain}))


@pytest.mark.parametrize(
    "change", [{"use": "enc"}, {"alg": "ES256"}, {"key_ops": ["sign"]}, {"key_ops": "verify"}]
)
def test_jwk_that_is_not_for_verifying_is_refused(change: dict[str, Any]) -> None:
    assert "not for verifying" in refusal(json.dumps(jwk(OWN.raw) | change))


def test_line_of_a_list_that_is_no_key_refuses_the_list_by_its_number() -> None:
    assert refusal(f"# a\n{ssh(OWN.raw)}ssh-rsa AAAA\n").startswith("Line 3: This is an RSA")
    assert refusal(f"{ssh(OWN.raw)}\nsomething else\n").startswith("Line 3: ")
    assert refusal(f"* {ssh(OTHER.raw)}@revoked * {ssh(OWN.raw)}") == (
        "Line 2: The file says that this key is revoked"
    )
    assert refusal(ssh(OWN.raw) + ssh(bytes(32))).startswith("Line 2: This key is refused")
    assert refusal(pem(OWN.raw) + pem(bytes(32))).startswith("Line 4: This key is refused")


@pytest.mark.parametrize("word", ["@revoked", "@REVOKED", '"@revoked"', "REVOKED"])
def test_word_that_a_key_is_revoked_is_heard_however_it_is_written(word: str) -> None:
    assert refusal(f"{word} * {ssh(OWN.raw)}") == "The file says that this key is revoked"
    for beside in (f"{word}\n", f"{word} * {ssh(OWN.raw)}"):
        assert refusal(pem(OWN.raw) + beside) == "The file says that this key is revoked"


def test_nothing_beside_a_key_in_pem_is_passed_over_but_comments_and_attributes() -> None:
    key = b64encode(OTHER.raw).decode()
    for beside in ("withdrawn", ssh(OTHER.raw), f'command="x" {ssh(OTHER.raw)}', key, '"x": {}'):
        assert "Beside the key" in refusal(f"{pem(OWN.raw)}{beside}\n")
    assert read_keys(f"# mine\nsubject=CN = x\n{pem(OWN.raw)}".encode()) == [ONE]


def test_separator_that_no_editor_shows_begins_no_second_key() -> None:
    for separator in ("\u2028", "\x0b", "\x85", "\r"):
        text = ssh(OWN.raw, f"me{separator}{ssh(OTHER.raw).strip()}")
        assert read_keys(text.encode()) == [ONE]


def test_weak_key_is_refused_in_every_form() -> None:
    for text in (pem(bytes(32)), ssh(bytes(32)), json.dumps({"keys": [jwk(bytes(32))]})):
        assert "anybody can sign with it" in refusal(text)


def test_two_ways_to_state_keys_in_one_file_are_a_contradiction() -> None:
    both = jwk(OWN.raw) | {"public_key_hex": OTHER.raw.hex()}
    assert "in two ways" in refusal(json.dumps(both))


@pytest.mark.parametrize(
    ("oid", "name"),
    [
        ("06092a864886f70d010101", "an RSA public key"),
        ("06092a864886f70d01010a", "an RSA public key"),
        ("06072a8648ce380401", "a DSA public key"),
        ("06072a8648ce3d0201", "an ECDSA public key"),
        ("06032b6571", "an Ed448 public key"),
        ("06032b656e", "X25519"),
        ("06032b656f", "X448"),
        ("06032b6579", "an algorithm that is not known"),
    ],
)
def test_other_algorithm_in_pem_is_named(oid: str, name: str) -> None:
    identifier = bytes.fromhex(oid)
    body = bytes([0x30, len(identifier)]) + identifier + b"\x03\x21\0" + OWN.raw
    assert name in refusal(pem(b"", bytes([0x30, len(body)]) + body))


@pytest.mark.skipif(which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_key_of_openssh_is_read(tmp_path: Path) -> None:
    file = tmp_path / "id"
    make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(file)]
    subprocess.run(make, check=True, timeout=60)
    (entry,) = read_keys(file.with_suffix(".pub").read_bytes())
    assert entry.key.key_id == ""
    assert "Do not give it to anybody" in refusal(file.read_text())


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed")
def test_key_of_openssl_is_read(tmp_path: Path) -> None:
    file, public = tmp_path / "own.pem", tmp_path / "public.pem"
    for command in (
        ["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(file)],
        ["openssl", "pkey", "-in", str(file), "-pubout", "-out", str(public)],
    ):
        subprocess.run(command, check=True, timeout=60)
    assert len(read_keys(public.read_bytes())) == 1
    assert "Do not give it to anybody" in refusal(file.read_text())


def test_multikey_that_is_no_ed25519_key_is_refused_by_its_name() -> None:
    assert "encrypts and never signs (X25519)" in refusal(multikey(OWN.raw, "ec01"))
    for text in (
        f"did:key:{multikey(OWN.raw)}#{multikey(OTHER.raw)}",
        multikey(OWN.raw + b"\1"),
        multikey(OWN.raw)[:-1],
    ):
        assert "What can be read is an Ed25519 public key" in refusal(text)


@pytest.mark.parametrize("code", ["8026", "8126", "8226", "8626"])
@pytest.mark.parametrize("form", ["{}", '"{}"', "key: {}", "\u200b{}", '{{"a": ["{}"]}}'])
def test_private_multikey_is_named_with_the_warning_to_keep_it(form: str, code: str) -> None:
    text = form.format(multikey(OWN.raw, code))
    assert "This is a private key (Multikey). Do not give it" in refusal(text)


HEX, BASE64 = OWN.raw.hex(), b64encode(OWN.raw).decode()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"\u200b{HEX}", "U+200B"),
        (f"\u200e{HEX}\u2060", "U+200E, U+2060"),
        (HEX[:20] + "\u00ad" + HEX[20:], "U+00AD"),
        (BASE64[:9] + "\ufeff" + BASE64[9:], "U+FEFF"),
        (pem(OWN.raw).replace("MC", "M\u200bC"), "U+200B"),
        (ssh(OWN.raw).replace("AAAAC3", "AAAA\u200bC3"), "U+200B"),
        (ssh(OWN.raw).replace(" ", "\xa0"), "U+00A0"),
    ],
)
def test_key_with_invisible_characters_is_named_with_them(text: str, code: str) -> None:
    assert f"a key with characters in it that cannot be seen ({code})" in refusal(text)


@pytest.mark.parametrize("marks", ['""', "''", "“”", "«»", "``"])
@pytest.mark.parametrize("key", [HEX, BASE64, f"did:key:{multikey(OWN.raw)}"])
def test_key_in_quotation_marks_is_said_to_be_one(marks: str, key: str) -> None:
    assert "a key in quotation marks. Take them away" in refusal(f"{marks[0]}{key}{marks[1]}\n")


@pytest.mark.parametrize(
    "text",
    [
        f"public key: {HEX}",
        f"# of the archive\n{HEX}\n",
        f"KEY={HEX}\n",
        f"[Peer]\nPublicKey = {BASE64}\n",
        f"<code>{HEX}</code>",
        f"did:key:{multikey(OWN.raw)}\ndid:key:{multikey(OTHER.raw)}\n",
        json.dumps({"keyval": {"public": HEX}}),
        json.dumps({"verificationMethod": [{"publicKeyMultibase": multikey(OWN.raw)}]}),
        json.dumps({"publicKeyPem": pem(OWN.raw)}),
    ],
)
def test_key_among_other_text_is_to_be_written_by_itself(text: str) -> None:
    assert "in which a key may stand. Write that key by itself into a file" in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        f"seed: {HEX}",
        f"secret = {BASE64}",
        f"Public: {HEX}\nPrivate (hex):\n  {HEX}\n",
        f"pk: {HEX}\nsk: {HEX}",
        f"ED25519_SEED={HEX}",
        f"my private key is {HEX}",
        f"<b>Private key</b><code>{HEX}</code>",
        f"seed = bytes.fromhex('{HEX}')",
        f"Geheimer Schlüssel: {HEX}",
        json.dumps({"keytype": "ed25519", "keyval": {"public": HEX, "private": HEX}}),
        json.dumps({"public": HEX, "secret": HEX}),
        json.dumps([{"kty": "RSA", "n": "A" * 1366, "d": "A" * 1366}]),
        json.dumps([{"public_key_b64": BASE64, "seed_hex": HEX}]),
    ],
)
def test_private_key_beside_a_public_one_or_labelled_is_named_with_the_warning(text: str) -> None:
    said = refusal(text)
    assert "with a private key in it. Do not give it to anybody" in said
    assert HEX not in said


def test_short_names_of_other_json_are_not_taken_for_those_of_private_keys() -> None:
    for text in (json.dumps({"d": HEX}), json.dumps([{"k": HEX, "v": 1}])):
        assert "private" not in refusal(text)


@pytest.mark.parametrize(
    "words",
    [
        "The secret half is kept in a safe. This is the other one:\n",
        "Private archive, public key: ",
        "disk: ",
    ],
)
def test_public_key_behind_a_word_on_private_keys_is_not_called_private(words: str) -> None:
    assert "a text in which a key may stand" in refusal(f"{words}{HEX}\n")


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"sha256": HEX}),
        json.dumps({"public_key_fingerprint": HEX}),
        json.dumps({"key_sha256": HEX}),
        json.dumps({"keyid": HEX}),
        f"{HEX}  key.pem\n{HEX} *a.json\n",
        f"SHA2-256(key.pem)= {HEX}\n",
        f"fingerprint of the key: {HEX}\n",
        f"commit {HEX}\n",
        f"Fingerabdruck: {HEX}\n",
    ],
)
def test_hash_is_not_called_a_key_that_is_to_be_written_by_itself(text: str) -> None:
    assert "may stand" not in refusal(text)


def test_key_in_another_spelling_of_its_kind_is_said_to_hold_it() -> None:
    assert "Multikey in hex, whose last 64 digits are the key" in refusal(f"fed01{HEX}")
    assert "in which a key may stand" in refusal(f"did:key:{multikey(OWN.raw)}#keys-1")
    assert "a DID that is damaged" in refusal("did:web:a.example")
    assert "a DID" not in refusal("did: what he said")


def test_several_json_texts_of_keys_are_not_said_to_be_no_document() -> None:
    for entry in (jwk(OWN.raw), {"public_key_b64": BASE64}):
        assert "document" not in refusal(f"{json.dumps(entry)}\n" * 2)


def test_fingerprint_of_ssh_is_not_called_a_key() -> None:
    assert "This is the fingerprint of an SSH key" in refusal(
        f"256 SHA256:{BASE64[:43]} me (ED25519)"
    )


def test_pem_with_the_line_ends_of_old_macs_is_read() -> None:
    assert read_keys(pem(OWN.raw).replace("\n", "\r").encode()) == [ONE]


@pytest.mark.parametrize(("end", "margin"), [("\n", "    "), ("\n", "> "), (" ", ""), ("\\n", "")])
def test_lines_of_pem_must_stand_by_themselves(end: str, margin: str) -> None:
    text = "".join(f"{margin}{line}{end}" for line in pem(OWN.raw).splitlines())
    assert "BEGIN and END must each stand in a line, with nothing before" in refusal(text)


def test_damaged_json_of_a_key_names_the_fault_as_in_a_document() -> None:
    assert "A comma stands before a closing bracket" in refusal(json.dumps(OWN.entry())[:-1] + ",}")


def test_picture_that_is_no_key_file_is_named() -> None:
    with pytest.raises(KeyFileError, match="This is an image"):
        read_keys(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


def test_text_that_is_no_key_file_is_said_to_be_what_it_looks_like() -> None:
    for text, words in (
        ("my key", "This is plain text. What can be read is an Ed25519 public key"),
        ("key: x\nid: y\n", "This is YAML"),
        ("// mine\n{}", "This is JSON with comments"),
        ('{"key": "', "This key file cannot be read: The file ends inside a string"),
        ("", "This key file cannot be read: The file is empty"),
        ("null", "no public key in a form that is read here. What can be read is an Ed25519"),
        ('"text"', "no public key in a form that is read here. What can be read is an Ed25519"),
        ("{}", "no public key in a form that is read here. What can be read is an Ed25519"),
        ('{"verificationMethod": []}', "as a JSON Web Key, as did:key, or as its 32 bytes"),
        ("%PDF-1.7\n", "This is a PDF. What can be read"),
        (
            json.dumps([OWN.entry(), OTHER.entry()]),
            'This is a list of keys. Write it into a file as {"public_keys": […]}',
        ),
    ):
        assert words in refusal(text)
        assert "is missing" not in refusal(text)
