"""Names for files that people give in place of a key file, so that the error says what they are.

Private keys are recognised first, with the warning to keep them secret. No key is read here.
"""

import re
from collections.abc import Iterator

from inspector.document import private_keys
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import NAMES, kind_of
from inspector.errors import NotPithError
from inspector.messages import Message, msg
from inspector.named_tuple import NamedTuple
from inspector.verify.keys import FINGERPRINTS, KEY_BYTES, KEY_MEMBERS, spelled, spelled_lines

READABLE = msg(
    "What can be read is an Ed25519 public key: in a Pith key file, in PEM, as an OpenSSH public "
    "key, as a JSON Web Key, as did:key, or as its 32 bytes in hex or base64"
)


class UnusableKeyFile(NamedTuple):
    """A kind of file that is refused. ``name`` follows "This is" in the sentence.

    ``is_private``: whoever has the file can sign as its owner. ``remedy`` says how to make a
    readable key from it.
    """

    name: Message
    is_private: bool = False
    remedy: Message | None = None

    @property
    def sentence(self) -> Message:
        """What the file is, and what to do."""
        if self.is_private:
            return msg(
                "This is {}. Do not give it to anybody: whoever has it can sign in the name of its "
                "owner. What is wanted is the public key that belongs to it",
                self.name,
            )
        return msg("This is {}. {}", self.name, self.remedy or READABLE)


_LAST_32 = msg(
    "The last 32 bytes of the line in base64 are an Ed25519 public key. The command {} prints them "
    "in base64",
    "grep -v : FILE | tr -d '\\r\\n' | base64 -d | tail -c 32 | base64",
)
_PEM = r"-{4,5} ?BEGIN ([A-Z0-9][A-Z0-9 ]{0,40}?) ?-{4,5}"
_PEM_NAMES = {
    "PUBLIC KEY": msg("JSON in which a key may stand"),
    "RSA PUBLIC KEY": msg("an RSA public key"),
    "SSH2 PUBLIC KEY": msg("an SSH public key in the form of RFC 4716"),
    "CERTIFICATE": msg("an X.509 certificate in PEM"),
    "CERTIFICATE REQUEST": msg("a request for a certificate in PEM"),
    "PGP PUBLIC KEY BLOCK": msg("a PGP public key"),
    "PGP SIGNATURE": msg("a PGP signature"),
    "SSH SIGNATURE": msg("an OpenSSH signature"),
}
_BY_OPENSSL = msg(
    "The command {} prints its public key in PEM", "openssl x509 -pubkey -noout -in FILE"
)
_BY_SSH_KEYGEN = msg(
    "The command {} prints it in the form that can be read", "ssh-keygen -i -f FILE"
)
ALONE = msg("Write that key by itself into a file")
_PEM_REMEDIES = {
    "PUBLIC KEY": ALONE,
    "CERTIFICATE": _BY_OPENSSL,
    "SSH2 PUBLIC KEY": _BY_SSH_KEYGEN,
}
_SSH_FINGERPRINT = UnusableKeyFile(msg("the fingerprint of an SSH key"))
_BEGINNINGS = (
    ("age1", UnusableKeyFile(msg("an age public key, which encrypts and never signs"))),
    ("sha256:", _SSH_FINGERPRINT),
    ("<!doctype html", UnusableKeyFile(msg("a web page"))),
    ("<html", UnusableKeyFile(msg("a web page"))),
)
_DER = rb"\x30(?:[\x00-\x7f]|\x81.|\x82..)"
_BINARY = (
    (_DER + _DER + rb"\x06", UnusableKeyFile(msg("a public key in DER"))),
    (_DER + rb"\x30", UnusableKeyFile(msg("a certificate in DER"))),
    (
        rb"\0\0\0.(?:ssh|ecdsa|sk-)",
        UnusableKeyFile(
            msg("an OpenSSH public key without the word, such as ssh-ed25519, before it")
        ),
    ),
    (rb"(?:\x98.|\x99..|\xc6.)[\x03-\x06]", UnusableKeyFile(msg("a PGP public key"))),
)
_DER_COMMANDS = {
    _BINARY[0][1]: "openssl pkey -pubin -inform DER -in FILE",
    _BINARY[1][1]: "openssl x509 -inform DER -pubkey -noout -in FILE",
}
"""OpenSSL commands that convert a DER file to PEM."""
_BASE32_FINGERPRINT = r"[A-Z2-7]{26}"
_UNPADDED = r"[A-Za-z0-9_+/-]{43}=?"
_SSH_KEYGEN_LIST = r"\d{3,5} (?:SHA256|MD5):"
_HEX_DIGITS = r"(?:0x)?([0-9A-Fa-f]++)"
_FEWEST_DIGITS = 17
_HEX_MULTIKEY = r"[fF][eE][dD]01[0-9A-Fa-f]{64}"
_SHORTEST_SPELLING = 12
"""In characters: a shorter text is a word."""
_MINISIGN = {
    42: UnusableKeyFile(msg("a public key of minisign or signify"), remedy=_LAST_32),
    74: UnusableKeyFile(msg("a signature of minisign or signify")),
}
"""Names by the number of bytes."""
PRIVATE_ENTRY = UnusableKeyFile(msg("JSON with a private key in it"), is_private=True)
_FINGERPRINT = UnusableKeyFile(
    msg("a fingerprint: a key is compared with it, and cannot be made of it")
)


# --- by bytes ---------------------------------------------------------------------------------


def named_bytes(data: bytes) -> UnusableKeyFile:
    """What a file is that is not text."""
    if (found := _named_blob(data)) is not None:
        if command := _DER_COMMANDS.get(found):
            remedy = msg("The command {} prints its public key in PEM", command)
            return found._replace(remedy=remedy)
        return found
    if len(data) == KEY_BYTES:
        name = msg("32 raw bytes, and nobody can say whether they are a public or a private key")
        return UnusableKeyFile(name, is_private=True)
    from inspector.document import content, magic  # noqa: PLC0415 - start-up

    looks = magic.by_bytes(data[: content.HEAD])
    return UnusableKeyFile(msg("a file without text") if looks is None else looks.what)


def _named_blob(raw: bytes) -> UnusableKeyFile | None:
    """What the bytes are, whether they are the file or are encoded in one."""
    if (private := private_keys.named_bytes(raw)) is not None:
        return UnusableKeyFile(private, is_private=True)
    for pattern, foreign in _BINARY:
        if re.match(pattern, raw, re.DOTALL):
            return foreign
    if raw.startswith(b"Ed") and len(raw) in _MINISIGN:
        return _MINISIGN[len(raw)]
    if len(raw) == 2 * KEY_BYTES:
        name = msg("64 bytes, which may be a signature or the two halves of a private key")
        return UnusableKeyFile(name, is_private=True)
    return None


# --- by JSON ----------------------------------------------------------------------------------


def named_object(value: Json) -> UnusableKeyFile | None:
    """What a JSON value without a key is."""
    if isinstance(value, list) and value:
        for name, members in _LISTED.items():
            if all(isinstance(one, dict) and not members.isdisjoint(one) for one in value):
                remedy = msg("Write it into a file as {}", f'{{"{name}": […]}}')
                return UnusableKeyFile(msg("a list of keys"), remedy=remedy)
    if not isinstance(value, dict):
        return None
    if any(name in value for name, _ in FINGERPRINTS):
        return UnusableKeyFile(msg("the fingerprint of a key, without the key"))
    try:
        return UnusableKeyFile(msg("a Pith {} that holds no public key", NAMES[kind_of(value)]))
    except NotPithError:
        return None


_LISTED = {"public_keys": frozenset(KEY_MEMBERS), "keys": frozenset(("kty",))}
"""The member that holds a list of keys, and members of which each of them has one."""


def named_private_jwk(keys: list[JsonObject]) -> UnusableKeyFile | None:
    """The private members of JSON Web Keys are ``d`` and ``k`` (RFC 7518, RFC 8037)."""
    if any("d" in key or "k" in key for key in keys):
        return UnusableKeyFile(msg("a private JSON Web Key (JWK)"), is_private=True)
    return None


# --- by text ----------------------------------------------------------------------------------


def named_private(text: str) -> UnusableKeyFile | None:
    """The kind of private key that a text is or holds; None if it is none."""
    name = private_keys.named_text(text)
    return None if name is None else UnusableKeyFile(name, is_private=True)


def named_text(text: str) -> UnusableKeyFile | None:
    """What a text without a key is, by its words or by the bytes that it encodes; None if not
    known."""
    return next(_names(text.strip()), None) or _named_spelling(text.strip())


def pem_labels(text: str) -> list[str]:
    """The labels of the PEM blocks in the text, in order."""
    return [found[1] for found in re.finditer(_PEM, text)]


def named_pem(label: str) -> UnusableKeyFile:
    """What a PEM block is that is neither a private key nor a public key that can be read."""
    name = _PEM_NAMES.get(label) or msg("a PEM file ({})", label)
    return UnusableKeyFile(name, remedy=_PEM_REMEDIES.get(label))


def _names(text: str) -> Iterator[UnusableKeyFile]:
    for label in pem_labels(text):
        yield named_pem(label)
    for beginning, foreign in _BEGINNINGS:
        if text[: len(beginning)].lower() == beginning:
            yield foreign
    if re.match(_SSH_KEYGEN_LIST, text):
        yield _SSH_FINGERPRINT
    if text.startswith("untrusted comment:"):
        yield _named_minisign(text)


def _named_minisign(text: str) -> UnusableKeyFile:
    """By the bytes of the second line; the first line is a comment that anybody can change."""
    raw = spelled("".join(text.splitlines()[1:2]))
    of_either = UnusableKeyFile(msg("a file of minisign or signify"))
    return of_either if raw is None else _MINISIGN.get(len(raw), of_either)


def _named_spelling(text: str) -> UnusableKeyFile | None:
    sizes = [len(raw) for raw in spelled_lines(text)]
    if len(sizes) > 1 and set(sizes) == {KEY_BYTES}:
        return UnusableKeyFile(
            msg("several keys, which go into several files, or into public_keys in JSON")
        )
    if len(sizes) > 1 and KEY_BYTES // 2 in sizes:
        return UnusableKeyFile(
            msg("several fingerprints, or a key whose digits must stand in one line")
        )
    raw = spelled(text) if len(text) >= _SHORTEST_SPELLING else None
    if raw is not None:
        return _named_bytes_of_text(raw, text)
    if re.fullmatch(_HEX_MULTIKEY, text):
        name = msg("a Multikey in hex, whose last {} digits are the key", 2 * KEY_BYTES)
        return UnusableKeyFile(name, remedy=ALONE)
    if (digits := re.fullmatch(_HEX_DIGITS, text)) and len(digits[1]) >= _FEWEST_DIGITS:
        name = msg("{} digits in hex, where a key has {}", len(digits[1]), 2 * KEY_BYTES)
        return UnusableKeyFile(name, remedy=_COPY_AGAIN)
    if re.fullmatch(_BASE32_FINGERPRINT, text):
        return _FINGERPRINT
    if re.fullmatch(_UNPADDED, text):
        return UnusableKeyFile(
            msg("base64 without the = at its end, or in the letters of addresses"),
            remedy=msg("Write + for each -, / for each _, and = behind the last letter"),
        )
    return None


_COPY_AGAIN = msg("Copy it again: a part of it is missing, or there is too much")
_WITH_LINES = msg(
    "With the line {} before it and the line {} behind it, it is PEM",
    "-----BEGIN PUBLIC KEY-----",
    "-----END PUBLIC KEY-----",
)


def _named_bytes_of_text(raw: bytes, text: str) -> UnusableKeyFile:
    """What a text in hex or base64 is, by the bytes ``raw`` that it encodes."""
    if len(raw) == KEY_BYTES // 2:
        return _FINGERPRINT
    named = _named_blob(raw)
    if named is None:
        return UnusableKeyFile(msg("hex or base64 of {} bytes", len(raw)))
    is_body = named is _BINARY[0][1] and re.search(r"[^0-9A-Fa-f:\s]", text)
    return named._replace(remedy=_WITH_LINES) if is_body else named
