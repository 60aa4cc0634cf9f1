"""The test keys, from fixed seeds, and their key entries."""

import hashlib
from base64 import b32encode, b64encode
from dataclasses import dataclass
from typing import Any, ClassVar

from nacl.signing import SigningKey

Object = dict[str, Any]


@dataclass(frozen=True)
class TestKey:
    """A named signing key. The secret is a hash of a word, so it is public."""

    __test__: ClassVar = False  # pytest collects classes named Test…

    key_id: str
    secret: SigningKey

    @classmethod
    def of(cls, key_id: str, word: str) -> "TestKey":
        return cls(key_id, SigningKey(hashlib.sha256(word.encode()).digest()))

    @property
    def raw(self) -> bytes:
        return bytes(self.secret.verify_key)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()[:32]

    def sign(self, digest: str) -> str:
        """The base64 signature over the raw bytes of a hex hash."""
        return b64encode(self.secret.sign(bytes.fromhex(digest)).signature).decode()

    def entry(self) -> Object:
        """The key as an entry of ``public_keys``."""
        return {
            "key_id": self.key_id,
            "algorithm": "ed25519",
            "format": "raw",
            "public_key_b64": b64encode(self.raw).decode(),
            "public_key_hex": self.raw.hex(),
            "fingerprint_sha256_b32_first128bits": base32(hashlib.sha256(self.raw).digest()),
            "fingerprint_sha256_hex": self.fingerprint,
            "rotates_at": None,
            "url": "https://registry.example/signing-key.json",
            "notes": "A key for tests. Everybody can sign with it.",
        }


def base32(raw: bytes) -> str:
    return b32encode(raw).decode()[:26]


OWN = TestKey.of("test-v1", "pith inspector test key")
OTHER = TestKey.of("elsewhere-v1", "pith inspector key of another registry")
IMPOSTOR = TestKey.of(OWN.key_id, "pith inspector impostor")
