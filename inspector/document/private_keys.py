"""Recognises private keys by their form, so that they are named first, never shown and never
stored.

No key is read. A name beside a value, such as ``PRIVATE_KEY=…``, is taken at its word.
"""

import base64
import re

from inspector.document.json_types import Json
from inspector.messages import Message, msg

_PEM = re.compile(r"-{4,5} ?BEGIN ([A-Z0-9 ]{0,40}?PRIVATE KEY(?: BLOCK)?) ?-{4,5}")
_PEM_NAMES = {
    "PGP PRIVATE KEY BLOCK": msg("a PGP private key"),
    "OPENSSH PRIVATE KEY": msg("an OpenSSH private key"),
    "PRIVATE KEY": msg("a private key in PEM (PKCS#8)"),
    "ENCRYPTED PRIVATE KEY": msg("an encrypted private key in PEM (PKCS#8)"),
}
_DER = rb"\x30(?:[\x00-\x7f]|\x81.|\x82..)"
_BYTES: tuple[tuple[bytes, Message], ...] = (
    (_DER + rb"\x02\x01[\x00\x01][\x02\x04\x30]", msg("a private key in DER")),
    (_DER + rb"\x02\x01\x03\x30", msg("a file of PKCS#12, which as a rule holds a private key")),
    (rb"openssh-key-v1\0", msg("an OpenSSH private key")),
    # Packets 5 and 7 with the versions of keys (RFC 9580).
    (
        rb"(?:[\x94\x9c].|[\x95\x9d]..|[\xc5\xc7](?:[\x00-\xbf]|[\xc0-\xdf].))[\x03-\x06].{4}"
        rb"[\x01\x02\x03\x10-\x1c]",
        msg("a PGP private key"),
    ),
)
"""A private key in DER begins with its version; a public key or a certificate with a sequence."""
_ABOUT = r"[_.-]?(?:id|name|path|file|location|url|uri|type|size|length|format|algorithm)(?:\b|_)"
"""What follows in the name of a member that is about a private key, and holds none."""
_TEXTS: tuple[tuple[str, Message], ...] = (
    (r"AGE-SECRET-KEY-1|AGE-PLUGIN-[A-Z0-9]", msg("an age private key")),
    (r"(?i)\A\s*putty-user-key-file-", msg("a PuTTY private key")),
    (r"(?im)^(?:[a-z0-9]+ )?private-key:.*\n(?:.*\n){0,3}?priv:", msg("a private key in words")),
    (
        r"(?im)^[ \t]*(?:export[ \t]+)?[\w.-]{0,60}(?:private|secret)[_ .-]?key[\w.-]{0,20}[ \t]*"
        r"[=:][ \t]*[\"']?[\w+/-]{16}",
        msg("a text with a private key in it"),
    ),
    (
        r"(?i)[\"'](?:[\w.-]{0,60}(?:private|secret)[_ .-]?key(?!"
        + _ABOUT
        + r")[\w.-]{0,20})[\"']\s*:\s*(?:[\"'](?:[^\"'\s]{16}|(?:[a-z]{3,8} ){11})|\[\s*\d)",
        msg("JSON with a private key in it"),
    ),
    (
        r"(?i)[\"']seed[\"']\s*:\s*(?:[\"'][\w+/-]{32}|\[(?:\s*\d{1,3}\s*,){31})"
        r"|[\"']mnemonic[\"']\s*:\s*[\"'](?:[a-z]{3,8} ){11}",
        msg("JSON with a private key in it"),
    ),
    (r"\"kty\"\s*:(?:[^{}]{0,1000})\"[dk]\"\s*:\s*\"", msg("a private JSON Web Key (JWK)")),
    (r"\"[dk]\"\s*:\s*\"(?:[^{}]{0,1000})\"kty\"\s*:", msg("a private JSON Web Key (JWK)")),
    (
        r"(?<!\w)z(?:3u2|3v[L-Za-m]|3we|42[tu])[1-9A-HJ-NP-Za-km-z]{44}(?!\w)",
        msg("a private key (Multikey)"),
    ),
    (r"\A\s*S[ANUOCX][A-Z2-7]{56}\s*\Z", msg("a seed, of which a private key is made")),
    (r"\A\s*\[(?:\s*\d{1,3}\s*,){63}\s*\d{1,3}\s*\]\s*\Z", msg("a private key as 64 numbers")),
)
_MINISIGN = re.compile(r"\s*untrusted comment:.*\n([A-Za-z0-9+/=]{8,10000})\s*")
_PUBLIC_SIZES = (42, 74)
"""The sizes of public keys and signatures of minisign and signify."""
_BASE64 = re.compile(r"\s*+(?:[A-Za-z0-9+/]++=*+\s*+)++")
_LONGEST = 20_000
_HEAD = 65_536
"""In characters: the part of a text that is searched for keys other than PEM."""

_PRIVATE = r"(?:priv(?:ate)?|secret)"
_MEMBER = re.compile(
    rf"(?i)(?:\w*?_)?(?:{_PRIVATE}(?:[_ .-]?(?:key|part|half|seed))?|seed|mnemonic)"
    r"(?:[_ .-]?(?:raw|bytes|b64|base64|hex|pem|jwk|der))*|[dk]|sk"
)
"""The names of members that hold a private key if they are in the entry of a public one."""
_KEY = re.compile(
    r"(?a)(?<![\w+/.-])[\w+/-]{40,}+=*+(?![\w+/.-])|(?:[0-9A-Fa-f]{2}[\s:]?){32}"
    r"|(?:\b[a-z]{3,8} ){11}[a-z]{3,8}\b"
)
"""What a key of 32 bytes looks like in base64, hex or words. Members called so may also hold a
date, a language or a sentence."""
_NUMBERS = 16
"""A list that begins with so many numbers has those of a key."""
_SHORTEST = 40


def in_entry(entry: Json) -> bool:
    """Whether the entry of a public key also holds the private one, at any depth."""
    rest: list[tuple[Json, bool]] = [(entry, False)]
    while rest:
        value, is_named = rest.pop()
        if isinstance(value, dict):
            rest += (
                (one, is_named or bool(_MEMBER.fullmatch(name))) for name, one in value.items()
            )
        elif isinstance(value, list):
            if is_named and _is_numbers(value):
                return True
            rest += ((one, is_named) for one in value)
        elif isinstance(value, str) and _is_text(value, is_named=is_named):
            return True
    return False


def _is_text(value: str, *, is_named: bool) -> bool:
    if len(value) < _SHORTEST:
        return False
    return (is_named and _KEY.search(value) is not None) or named_text(value) is not None


def _is_numbers(value: list[Json]) -> bool:
    return len(value) >= _NUMBERS and all(type(one) is int for one in value[:_NUMBERS])


def named_bytes(data: bytes) -> Message | None:
    """The kind of private key that the bytes are; None if they are none."""
    return next((name for form, name in _BYTES if re.match(form, data, re.DOTALL)), None)


def named_text(text: str) -> Message | None:
    """The kind of private key that a text is or contains; None if there is none."""
    if found := _PEM.search(text):
        return _PEM_NAMES.get(found[1]) or msg("a private key in PEM ({})", found[1])
    head = text[:_HEAD]
    for form, name in _TEXTS:
        if re.search(form, head):
            return name
    if (found := _MINISIGN.match(head)) and len(_decoded(found[1])) not in _PUBLIC_SIZES:
        return msg("a private key of minisign or signify")
    is_base64 = len(text) <= _LONGEST and _BASE64.fullmatch(text)
    return named_bytes(_decoded(text)) if is_base64 else None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()) + "==")
    except ValueError:
        return b""
