"""Ed25519 public keys in other programs' formats: PEM (RFC 8410), OpenSSH, JWK (RFC 8037).

Only the 32 bytes are read, each from one exact encoding. Comments, ``kid`` and other names are
chosen by the writer of the file and ignored. A key of another algorithm, or one that the file
itself revokes, is refused, and the whole file with it.
"""

import re
from collections.abc import Iterator

from inspector.document.json_types import Json, JsonObject
from inspector.errors import KeyFileError
from inspector.messages import Message, Value, msg
from inspector.named_tuple import NamedTuple
from inspector.verify.keys import KEY_BYTES, from_base64
from inspector.verify.refused_keys import UnusableKeyFile, named_pem, named_private_jwk, pem_labels


class OtherKey(NamedTuple):
    """A key read from one of these formats.

    ``line`` or ``path`` says where in the file it is. ``unknown`` are members or options that may
    end the key's validity by a rule not known here.
    """

    raw: bytes
    line: int | None = None
    path: str | None = None
    unknown: tuple[str, ...] = ()


def keys_in_text(text: str) -> list[OtherKey]:
    """The keys of PEM blocks, or else of OpenSSH lines; empty if the text has neither.

    Raises KeyFileError if one of them is not an Ed25519 public key.
    """
    labels = pem_labels(text)
    if "PUBLIC KEY" in labels:
        return _pem_keys(text, labels)
    if not labels and re.search(_SSH, text):
        return list(_ssh_keys(text))
    return _multikey(text)


def in_line(line: int | None, message: Message) -> Message:
    """``message`` with the number of the line that it is about."""
    return message if line is None else msg("Line {}: {}", line, message)


def _refused(name: Message, line: int | None = None, path: str | None = None) -> KeyFileError:
    return KeyFileError(in_line(line, UnusableKeyFile(name).sentence), path=path)


_RSA = msg("an RSA public key")
_DSA = msg("a DSA public key")
_ECDSA = msg("an ECDSA public key")
_ED448 = msg("an Ed448 public key")
_ENCRYPTING = msg("a key that encrypts and never signs ({})", "X25519")
_ENCRYPTING_448 = msg("a key that encrypts and never signs ({})", "X448")


_REVOKED = msg("The file says that this key is revoked")


# --- PEM --------------------------------------------------------------------------------------

_BLOCK = re.compile(r"^-----BEGIN PUBLIC KEY-----[ \t]*\n([^-]*)^-----END PUBLIC KEY-----", re.M)
_EDGE = re.compile(r"-----(?:BEGIN|END) PUBLIC KEY-----")
_EDGE_LINE = re.compile(rf"^{_EDGE.pattern}[ \t]*$", re.M)
_ATTRIBUTE = re.compile(r"((?:Bag|Key) Attributes)$|([\w .-]{1,60}?)\s*(?::|=\s*[^\s=])")
_OF_OPENSSL = re.compile(
    r"(?:bag|key) attributes|friendlyname|localkeyid|subject|issuer|comment|"
    r"(?:ed25519 )?public-key|pub|[0-9a-f]{2}",
    re.IGNORECASE,
)
"""Attributes that do not limit a key's validity; their hex dump begins with two digits."""
_SPKI = bytes.fromhex("302a300506032b6570032100")
"""The DER prefix of an Ed25519 SubjectPublicKeyInfo before the 32 bytes, which is always the same
(RFC 8410)."""
_ALGORITHM = re.compile(rb"\x30(?:[\x00-\x7f]|\x81.|\x82..)\x30.\x06", re.DOTALL)
_ALGORITHMS = (
    (bytes.fromhex("092a864886f70d0101"), _RSA),  # rsaEncryption, RSASSA-PSS
    (bytes.fromhex("072a8648ce3804"), _DSA),
    (bytes.fromhex("072a8648ce3d02"), _ECDSA),
    (bytes.fromhex("032b6571"), _ED448),
    (bytes.fromhex("032b656e"), _ENCRYPTING),
    (bytes.fromhex("032b656f"), _ENCRYPTING_448),
)
"""Prefixes of object identifiers, with their length, and the algorithms."""


def _pem_keys(text: str, labels: list[str]) -> list[OtherKey]:
    """The keys of all blocks. Between blocks, the text that tools such as OpenSSL write is
    allowed."""
    for label in labels:
        if label != "PUBLIC KEY":
            raise KeyFileError(named_pem(label).sentence)
    text = re.sub(r"\r\n?", "\n", text)
    blocks = list(_BLOCK.finditer(text))
    if len(blocks) != len(labels):
        if len(_EDGE.findall(text)) == 2 * len(labels) > len(_EDGE_LINE.findall(text)):
            raise KeyFileError(
                "This is a key in PEM whose lines are not by themselves: BEGIN and END must each "
                "stand in a line, with nothing before or behind them"
            )
        raise KeyFileError("The key in PEM is damaged: its BEGIN and END lines do not fit")
    unknown = _unknown_beside(_BLOCK.sub("", text))
    if len(blocks) == 1:
        return [OtherKey(_spki(blocks[0][1], None), unknown=unknown)]
    found, line, at = [], 1, 0
    for block in blocks:
        line += text.count("\n", at, block.start())
        at = block.start()
        found.append(OtherKey(_spki(block[1], line), line, unknown=unknown))
    return found


def _unknown_beside(text: str) -> tuple[str, ...]:
    """The unknown attributes outside the blocks; only attributes and comments are allowed there."""
    unknown: dict[str, None] = {}
    lines = [line.strip() for line in text.splitlines() if not line.lstrip().startswith("#")]
    if any("revoked" in line.lower() for line in lines):
        raise KeyFileError(_REVOKED)
    for line in filter(None, lines):
        found = _ATTRIBUTE.match(line)
        if found is None or re.search(_SSH, line):
            raise KeyFileError("Beside the key in PEM stands something that cannot be read")
        if not _OF_OPENSSL.fullmatch(name := found[1] or found[2]):
            unknown[name] = None
    return tuple(unknown)


def _spki(body: str, line: int | None) -> bytes:
    der = from_base64("".join(body.split()))
    if der is not None and der.startswith(_SPKI) and len(der) == len(_SPKI) + KEY_BYTES:
        return der[len(_SPKI) :]
    if der is not None and (found := _ALGORITHM.match(der)):
        for identifier, name in _ALGORITHMS:
            if der.startswith(identifier, found.end()):
                raise _refused(name, line)
    text = msg("The key in PEM is damaged, or of an algorithm that is not known here")
    raise KeyFileError(in_line(line, text))


# --- OpenSSH ----------------------------------------------------------------------------------

_SSH = r"(?:^|\s)(?:sk-)?(?:ssh|ecdsa)-[a-z0-9-]+(?:@[a-z.]+)?[ \t]+AAAA"
_TYPE = re.compile(r"(sk-)?(ssh|ecdsa)-([a-z0-9-]{1,40}?)(-cert-v\d\d)?(@[a-z.]{1,40})?")
_FIELD = re.compile(r'[ \t]*((?:"(?:\\.|[^"\\])*+"|[^ \t"])++)')
"""Quotation marks may contain blanks in the options before a key."""
_MOST_FIELDS_BEFORE = 3
"""The fields before a key: options in authorized_keys; marker and hosts in known_hosts; principals
and options in allowed_signers."""
_WIRE = b"\0\0\0\x0bssh-ed25519\0\0\0 "
_ENDS = re.compile(r"(?:^|,)(expiry-time|valid-after|valid-before)=", re.I)


def _ssh_keys(text: str) -> Iterator[OtherKey]:
    """The key of each line. As in OpenSSH, only LF ends a line."""
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    for number, line in lines:
        yield _ssh_key(line, number if len(lines) > 1 else None)


def _ssh_key(text: str, line: int | None) -> OtherKey:
    before: list[str] = []
    at = 0
    while (field := _FIELD.match(text, at)) and len(before) <= _MOST_FIELDS_BEFORE:
        at = field.end()
        if kind := _TYPE.fullmatch(field[1]):
            break
        before.append(field[1])
    else:
        raise KeyFileError(in_line(line, msg("There is no OpenSSH public key")))
    if any(one.strip('"@').lower() == "revoked" for one in before):
        raise KeyFileError(in_line(line, _REVOKED))
    if kind[0] != "ssh-ed25519":
        raise _refused(_ssh_name(kind), line)
    blob = from_base64(found[1]) if (found := _FIELD.match(text, at)) else None
    if blob is None or not blob.startswith(_WIRE) or len(blob) != len(_WIRE) + KEY_BYTES:
        damaged = msg("The OpenSSH public key is damaged or cut short")
        raise KeyFileError(in_line(line, damaged))
    ends = tuple(end[1].lower() for one in before for end in _ENDS.finditer(one))
    return OtherKey(blob[len(_WIRE) :], line, unknown=ends)


def _ssh_name(kind: re.Match[str]) -> Message:
    if kind[4]:
        return msg("an OpenSSH certificate")
    if kind[1]:
        return msg("a key of a security token, which signs in a way of its own ({})", kind[0])
    names = {"rsa": _RSA, "dss": _DSA, "ed448": _ED448}
    other = _ECDSA if kind[2] == "ecdsa" else msg("an OpenSSH public key ({})", kind[0])
    return names.get(kind[3], other)


# --- did:key and Multikey ---------------------------------------------------------------------

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_MULTIKEY = re.compile(rf"\s*(?:did:key:)?(z[{_BASE58}]{{40,120}})(?:#\1)?\s*")
_CODES: tuple[tuple[bytes, Message], ...] = (
    (bytes.fromhex("ec01"), _ENCRYPTING),
    (bytes.fromhex("8024"), _ECDSA),
    (bytes.fromhex("8124"), _ECDSA),
    (bytes.fromhex("e701"), _ECDSA),
    (bytes.fromhex("8524"), _RSA),
)
_LONGEST_MULTIKEY = 400
_MULTICODEC = bytes.fromhex("ed01")
"""The multicodec prefix of an Ed25519 public key."""


def _multikey(text: str) -> list[OtherKey]:
    """The key in base58 behind the letter z; empty where the text is none."""
    found = _MULTIKEY.fullmatch(text) if len(text) <= _LONGEST_MULTIKEY else None
    if found is None:
        return []
    number = 0
    for sign in found[1][1:]:
        number = number * len(_BASE58) + _BASE58.index(sign)
    raw = number.to_bytes((number.bit_length() + 7) // 8)
    if raw.startswith(_MULTICODEC) and len(raw) == len(_MULTICODEC) + KEY_BYTES:
        return [OtherKey(raw[len(_MULTICODEC) :])]
    for code, name in _CODES:
        if raw.startswith(code):
            raise _refused(name)
    return []


# --- JSON Web Keys ----------------------------------------------------------------------------

_X = re.compile(r"[A-Za-z0-9_-]{43}")
_CURVES = {"Ed448": _ED448, "X25519": _ENCRYPTING, "X448": _ENCRYPTING_448}
_TYPES = {"RSA": _RSA, "EC": _ECDSA}
_MEMBERS = frozenset(("kty", "crv", "x", "kid", "use", "alg", "key_ops", "ext"))
_PURPOSES = (("use", ("sig",)), ("alg", ("EdDSA", "Ed25519")))


def jwk_keys(value: Json) -> list[OtherKey]:
    """The keys of a JSON Web Key or of a JWK Set; empty if the value is neither.

    Raises KeyFileError if one of them is not an Ed25519 public key.
    """
    found = _jwks(value)
    if (private := named_private_jwk([key for _, key in found])) is not None:
        raise KeyFileError(private.sentence)
    listed = value.get("keys") if isinstance(value, dict) else None
    if found and isinstance(listed, list) and len(found) != len(listed) + _is_jwk(value):
        raise KeyFileError("The list of JSON Web Keys holds something that is none", path="/keys")
    of_set = _unknown(value) if isinstance(listed, list) else ()
    return [_jwk(key, path, of_set) for path, key in found]


def _jwks(value: Json) -> list[tuple[str | None, JsonObject]]:
    if not isinstance(value, dict):
        return []
    found: list[tuple[str | None, JsonObject]] = [(None, value)] if _is_jwk(value) else []
    keys = value.get("keys")
    for index, key in enumerate(keys if isinstance(keys, list) else ()):
        if isinstance(key, dict) and _is_jwk(key):
            found.append((f"/keys/{index}", key))
    return found


def _is_jwk(value: Json) -> bool:
    return isinstance(value, dict) and isinstance(value.get("kty"), str)


def _unknown(value: Json) -> tuple[str, ...]:
    members = value if isinstance(value, dict) else {}
    return tuple(name for name in members if name not in _MEMBERS and name != "keys")


def _jwk(key: JsonObject, path: str | None, of_set: tuple[str, ...]) -> OtherKey:
    kind, curve = key["kty"], key.get("crv")
    if (kind, curve) != ("OKP", "Ed25519"):
        raise _refused(_jwk_name(kind, curve), path=path)
    spelling = key.get("x")
    raw = None
    if isinstance(spelling, str) and _X.fullmatch(spelling):
        raw = from_base64(spelling.translate({ord("-"): "+", ord("_"): "/"}) + "=")
    if raw is None:
        raise KeyFileError("Member x of the JSON Web Key is not 32 bytes in base64url", path=path)
    for name, allowed in _PURPOSES:
        if name in key and key[name] not in allowed:
            raise _not_for_signatures(name, path)
    if "key_ops" in key:
        operations = key["key_ops"]
        if not isinstance(operations, list) or "verify" not in operations:
            raise _not_for_signatures("key_ops", path)
    return OtherKey(raw, path=path, unknown=tuple(dict.fromkeys((*_unknown(key), *of_set))))


def _jwk_name(kind: Json, curve: Json) -> Message:
    if kind == "OKP":
        named = _CURVES.get(curve) if isinstance(curve, str) else None
        return named or msg("a JSON Web Key of an unknown curve, {}", Value(curve))
    named = _TYPES.get(kind) if isinstance(kind, str) else None
    return named or msg("a JSON Web Key of an unknown kind, {}", Value(kind))


def _not_for_signatures(name: str, path: str | None) -> KeyFileError:
    return KeyFileError(
        "The JSON Web Key says that it is not for verifying Ed25519 signatures ({})",
        name,
        path=path,
    )
