"""A KEYFILE: keys that the user gives, as JSON of Pith's own shapes or as 32 bytes in text.

JSON with ``public_keys``, one such entry, or a mirror manifest; else hex or base64. A key whose
spellings, fingerprints or dates disagree is refused, for nobody can say which one was meant. What
people give in place of a key file (keys of other programs, private keys, fingerprints) is named, so
that they know which of their files it is; it is not read.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from inspector.document.canonical import reference_json
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import NAMES, Kind, kind_of
from inspector.document.reader import read_json
from inspector.errors import KeyFileError, NotPithError, UnreadableError
from inspector.messages import Message, msg
from inspector.verify.keys import (
    FINGERPRINTS,
    KEY_BYTES,
    KeyEntry,
    encoding,
    entries,
    fingerprints,
    from_base64,
    from_hex,
    unknown_members,
)
from inspector.verify.result import FAIL
from inspector.verify.trust import PublicKey
from inspector.verify.weak_keys import is_weak_key

MOST_BYTES = 10_000_000
_LONGEST_SPELLING = 1_000
_KEY_MEMBERS = ("public_key_b64", "public_key_hex")
_HOLDERS = frozenset(("public_keys", "public_key", "signing_key"))


class KeyFileEntry(NamedTuple):
    """A key of a KEYFILE.

    ``rotates_at`` is the text that the file states, a date or not; what is no text stands as
    JSON. ``unknown`` are the members whose meaning nobody knows, such as ``revoked_at``.
    """

    key: PublicKey
    rotates_at: str | None = None
    unknown: tuple[str, ...] = ()


def read_keys(data: bytes) -> list[KeyFileEntry]:
    """The keys in ``data``. Raises KeyFileError where there is none, or one that is not to be
    used: malformed, contradictory, or weak. It names keys of other programs, private keys and
    fingerprints as what they are."""
    if len(data) > MOST_BYTES:
        raise KeyFileError("A key file has at most {} bytes", MOST_BYTES)
    text = _text(data)
    if text is None:
        raise KeyFileError(_named_bytes(data).sentence)
    if (raw := _bare(text)) is not None:
        key = PublicKey.of("", raw)
        refuse_weak(key)
        return [KeyFileEntry(key)]
    try:
        value = read_json(text.encode()).value
    except UnreadableError as error:
        otherwise = msg(
            "This is no key file: neither 32 bytes in hex or base64, nor JSON ({})", error.message
        )
        raise _no_key(_named_text(text), otherwise) from error
    found = [_sound(entry) for entry in _entries(value)]
    if not found:
        named = _named_object(value) or _named_text(text)
        raise _no_key(named, msg("The file holds no public key"))
    return _agreed(found)


def refuse_weak(key: PublicKey, path: str | None = None) -> None:
    """Raises KeyFileError where anybody can sign under the key: such a one is never trusted."""
    if is_weak_key(key.raw):
        text = msg("This key is refused: it belongs to nobody, and anybody can sign with it")
        raise KeyFileError(text, path=path)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _text(data: bytes) -> str | None:
    """The text of a file as editors write it; None where it is no text."""
    codec, mark = _codec(data)
    try:
        text = data[len(mark) :].decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _codec(data: bytes) -> tuple[str, bytes]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec, mark
    if b"\0" in data and not any(data[1::2]):  # Latin letters in UTF-16 without its mark
        return "utf-16-le", b""
    if b"\0" in data and not any(data[::2]):
        return "utf-16-be", b""
    return "utf-8", b""


def _bare(text: str) -> bytes | None:
    """The 32 bytes that the whole text spells, however its digits are grouped."""
    lines = _spelled_lines(text)
    if len(lines) > 1 and any(len(line) in (KEY_BYTES, KEY_BYTES // 2) for line in lines):
        return None  # several keys, or several fingerprints
    raw = _spelled(text)
    return raw if raw is not None and len(raw) == KEY_BYTES else None


def _spelled_lines(text: str) -> list[bytes]:
    """What each line spells by itself, without those that spell nothing."""
    lines = text.strip().splitlines() if len(text) <= _LONGEST_SPELLING else []
    return [raw for line in lines if (raw := _spelled(line)) is not None]


def _spelled(text: str) -> bytes | None:
    """The bytes of hex in either case, or of base64, without the blanks between its digits."""
    text = text.strip()
    if len(text) > _LONGEST_SPELLING:
        return None
    packed = "".join(text.split())
    digits = packed.lower().removeprefix("0x").replace(":", "")
    return from_hex(digits) or from_base64(packed) or None


def _entries(value: Json) -> list[KeyEntry]:
    if not isinstance(value, dict):
        return []
    found = entries(Kind.MIRROR_MANIFEST, value)
    return [entry for entry in found if _is_key(entry.value)]


def _is_key(value: JsonObject) -> bool:
    return any(name in value for name in _KEY_MEMBERS)


def _sound(entry: KeyEntry) -> KeyFileEntry:
    results = (
        encoding(entry.value, entry.path),
        fingerprints(entry.value, entry.key, entry.path),
    )
    for result in results:
        if result.status is FAIL:
            raise KeyFileError(result.message, path=entry.path)
    if entry.key is None:
        raise KeyFileError("The key cannot be read", path=entry.path)
    refuse_weak(entry.key, entry.path)
    return KeyFileEntry(entry.key, _rotates_at(entry.value), _unknown(entry.value))


def _rotates_at(value: JsonObject) -> str | None:
    stated = value.get("rotates_at")
    if stated is None or isinstance(stated, str):
        return stated
    return reference_json(stated).decode()


def _unknown(value: JsonObject) -> tuple[str, ...]:
    if "manifest_type" in value:  # the key's members stand among those of the manifest
        return ()
    return tuple(name for name in unknown_members(value) if name not in _HOLDERS)


def _agreed(found: list[KeyFileEntry]) -> list[KeyFileEntry]:
    """The entries; what one of them states of a key holds for each entry of that key."""
    dates: dict[bytes, str] = {}
    for entry in found:
        stated = entry.rotates_at
        if stated is not None and dates.setdefault(entry.key.raw, stated) != stated:
            raise KeyFileError("The file states two dates at which one key ends (rotates_at)")
    return [entry._replace(rotates_at=dates.get(entry.key.raw)) for entry in found]


# --- what is no key file ------------------------------------------------------------------


def _no_key(named: "_Foreign | None", otherwise: Message) -> KeyFileError:
    return KeyFileError(named.sentence if named else otherwise)


class _Foreign(NamedTuple):
    """``name`` follows "This is"; ``is_private``: who has the file can sign as its owner."""

    name: Message
    is_private: bool = False

    @property
    def sentence(self) -> Message:
        """What the file is, and what to do."""
        if self.is_private:
            return msg(
                "This is {}. Do not give it to anybody: whoever has it can sign in the name of its "
                "owner. What is wanted is the public key, as a Pith key file or as its 32 bytes in "
                "hex or base64",
                self.name,
            )
        return msg(
            "This is {}. What can be read is a Pith key file, or the 32 bytes of an Ed25519 public "
            "key in hex or base64",
            self.name,
        )


_PEM = r"-{4,5} ?BEGIN ([A-Z0-9][A-Z0-9 ]{0,40}?) ?-{4,5}"
_PEM_NAMES = {
    "PUBLIC KEY": msg("a public key in PEM"),
    "SSH2 PUBLIC KEY": msg("an SSH public key"),
    "CERTIFICATE": msg("an X.509 certificate in PEM"),
    "CERTIFICATE REQUEST": msg("a request for a certificate in PEM"),
    "PGP PUBLIC KEY BLOCK": msg("a PGP public key"),
    "PGP PRIVATE KEY BLOCK": msg("a PGP private key"),
    "PGP SIGNATURE": msg("a PGP signature"),
    "SSH SIGNATURE": msg("an OpenSSH signature"),
    "OPENSSH PRIVATE KEY": msg("an OpenSSH private key"),
    "PRIVATE KEY": msg("a private key in PEM (PKCS#8)"),
    "ENCRYPTED PRIVATE KEY": msg("an encrypted private key in PEM (PKCS#8)"),
}
_SSH = r"(?:^|\s)(?:sk-)?(?:ssh|ecdsa)-[a-z0-9-]+?(-cert-v\d\d)?(?:@[a-z.]+)? +AAAA"
_BEGINNINGS = (
    ("putty-user-key-file-", _Foreign(msg("a PuTTY private key"), is_private=True)),
    ("age1", _Foreign(msg("an age public key, which encrypts and never signs"))),
    ("sha256:", _Foreign(msg("the fingerprint of an SSH key"))),
    ("<!doctype html", _Foreign(msg("a web page"))),
    ("<html", _Foreign(msg("a web page"))),
)
_DER = rb"\x30(?:[\x00-\x7f]|\x81.|\x82..)"
_BINARY = (
    (
        _DER + rb"\x02\x01[\x00\x01][\x02\x04\x30]",
        _Foreign(msg("a private key in DER"), is_private=True),
    ),
    (rb"openssh-key-v1\0", _Foreign(msg("an OpenSSH private key"), is_private=True)),
    (_DER + rb"\x30", _Foreign(msg("a public key or a certificate in DER"))),
    (rb"\0\0\0.(?:ssh|ecdsa|sk-)", _Foreign(msg("an OpenSSH public key"))),
)
"""A private key in DER begins with its version, a public one and a certificate with a sequence."""
_BASE32_FINGERPRINT = r"[A-Z2-7]{26}"
_UNPADDED = r"[A-Za-z0-9_+/-]{43}=?"
_MINISIGN = {42: _Foreign(msg("a minisign public key")), 74: _Foreign(msg("a minisign signature"))}
"""By the number of bytes; signify, whose form this is, has the same."""
_FINGERPRINT = _Foreign(msg("a fingerprint: a key is compared with it, and cannot be made of it"))


def _named_bytes(data: bytes) -> _Foreign:
    if (found := _named_blob(data)) is not None:
        return found
    if len(data) == KEY_BYTES:
        name = msg("32 raw bytes, and nobody can say whether they are a public or a private key")
        return _Foreign(name, is_private=True)
    return _Foreign(msg("a file without text"))


def _named_blob(raw: bytes) -> _Foreign | None:
    """What bytes are, be they a file or spelled in one."""
    for pattern, foreign in _BINARY:
        if re.match(pattern, raw, re.DOTALL):
            return foreign
    if raw.startswith(b"Ed") and len(raw) in _MINISIGN:
        return _MINISIGN[len(raw)]
    if len(raw) == 2 * KEY_BYTES:
        name = msg("64 bytes, which may be a signature or the two halves of a private key")
        return _Foreign(name, is_private=True)
    return None


def _named_object(value: Json) -> _Foreign | None:
    """What JSON without a key is."""
    if not isinstance(value, dict):
        return None
    if (found := _named_jwk(value)) is not None:
        return found
    if any(name in value for name, _ in FINGERPRINTS):
        return _Foreign(msg("the fingerprint of a key, without the key"))
    try:
        return _Foreign(msg("a Pith {} that holds no public key", NAMES[kind_of(value)]))
    except NotPithError:
        return None


def _named_jwk(value: JsonObject) -> _Foreign | None:
    """RFC 7517: a key, or a set of them; ``d`` and ``k`` are the private members (RFC 7518)."""
    listed = value.get("keys")
    keys = [value, *(listed if isinstance(listed, list) else ())]
    found = [key for key in keys if isinstance(key, dict) and isinstance(key.get("kty"), str)]
    if any("d" in key or "k" in key for key in found):
        return _Foreign(msg("a private JSON Web Key (JWK)"), is_private=True)
    return _Foreign(msg("a JSON Web Key (JWK)")) if found else None


def _named_text(text: str) -> _Foreign | None:
    """What a text is that spells no key, by its words or by the bytes that it spells."""
    return next(_names(text), None) or _named_spelling(text.strip())


def _names(text: str) -> Iterator[_Foreign]:
    """The private ones first."""
    labels = [found[1] for found in re.finditer(_PEM, text)]
    for label in labels:
        if "PRIVATE KEY" in label:
            name = _PEM_NAMES.get(label) or msg("a private key in PEM ({})", label)
            yield _Foreign(name, is_private=True)
    if "AGE-SECRET-KEY-1" in text:
        yield _Foreign(msg("an age private key"), is_private=True)
    for label in labels:
        yield _Foreign(_PEM_NAMES.get(label) or msg("a PEM file ({})", label))
    stripped = text.strip()
    for beginning, foreign in _BEGINNINGS:
        if stripped[: len(beginning)].lower() == beginning:
            yield foreign
    if stripped.startswith("untrusted comment:"):
        yield _named_minisign(stripped)
    if found := re.search(_SSH, text):
        yield _Foreign(msg("an OpenSSH certificate") if found[1] else msg("an OpenSSH public key"))


def _named_minisign(text: str) -> _Foreign:
    """By the bytes of the second line; the first is a comment that anybody may change."""
    raw = _spelled("".join(text.splitlines()[1:2]))
    if raw is None:
        return _Foreign(msg("a minisign file"))
    return _MINISIGN.get(len(raw), _Foreign(msg("a minisign private key"), is_private=True))


def _named_spelling(text: str) -> _Foreign | None:
    sizes = [len(raw) for raw in _spelled_lines(text)]
    if len(sizes) > 1 and set(sizes) == {KEY_BYTES}:
        return _Foreign(
            msg("several keys, which go into several files, or into public_keys in JSON")
        )
    if len(sizes) > 1 and KEY_BYTES // 2 in sizes:
        return _Foreign(msg("several fingerprints, or a key whose digits must stand in one line"))
    raw = _spelled(text)
    if raw is not None:
        if len(raw) == KEY_BYTES // 2:
            return _FINGERPRINT
        return _named_blob(raw) or _Foreign(msg("hex or base64 of {} bytes", len(raw)))
    if re.fullmatch(_BASE32_FINGERPRINT, text):
        return _FINGERPRINT
    if re.fullmatch(_UNPADDED, text):
        return _Foreign(msg("base64 without the = at its end, or in the letters of addresses"))
    return None
