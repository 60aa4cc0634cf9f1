"""The user's own list of keys. Trust comes from here alone, never from inside a document."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from inspector.document.identifiers import fingerprint

_GROUP = 4


class Standing(StrEnum):
    """What the user's own list says of a key."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    DISTRUSTED = "distrusted"


class PublicKey(NamedTuple):
    """An Ed25519 public key with the name it goes by; ``raw`` are its 32 bytes."""

    key_id: str
    raw: bytes
    fingerprint: str

    @classmethod
    def of(cls, key_id: str, raw: bytes) -> "PublicKey":
        return cls(key_id, raw, fingerprint(raw))

    @property
    def groups(self) -> tuple[str, ...]:
        """The fingerprint in groups of four digits, for comparing by eye."""
        digits = self.fingerprint
        return tuple(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


class KnownKey(NamedTuple):
    """A key of the user's list.

    ``origin`` says where it came from, ``since`` when it was first met (ISO 8601), and
    ``signers`` under which names it was found to sign.
    """

    key: PublicKey
    standing: Standing
    origin: str
    since: str = ""
    signers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrustedKeys:
    """The keys that the user trusts or distrusts, by their bytes."""

    known: tuple[KnownKey, ...] = ()

    def standing(self, raw: bytes) -> Standing:
        """What the list says of the key with these bytes; distrust outweighs trust."""
        found = Standing.UNKNOWN
        for known in self.known:
            if known.key.raw == raw:
                if known.standing is Standing.DISTRUSTED:
                    return known.standing
                found = known.standing
        return found

    def is_impostor(self, key: PublicKey) -> bool:
        """Whether ``key`` bears the id of a trusted key but has other bytes."""
        raws = {
            known.key.raw
            for known in self.known
            if known.standing is Standing.TRUSTED and known.key.key_id == key.key_id
        }
        return bool(raws) and key.raw not in raws

    def fingerprint_of(self, key_id: str) -> str | None:
        """The fingerprint of the trusted key of this id, to show beside an impostor's."""
        for known in self.known:
            if known.standing is Standing.TRUSTED and known.key.key_id == key_id:
                return known.key.fingerprint
        return None

    def known_signers(self) -> frozenset[str]:
        """The names under which trusted keys are known to sign."""
        trusted = (known for known in self.known if known.standing is Standing.TRUSTED)
        return frozenset(name for known in trusted for name in known.signers)

    def keys_of(self, signer: str) -> tuple[PublicKey, ...]:
        """The trusted keys that are known to sign as ``signer``."""
        return tuple(
            known.key
            for known in self.known
            if known.standing is Standing.TRUSTED and signer in known.signers
        )

    def with_keys(self, keys: Iterable[KnownKey]) -> "TrustedKeys":
        return TrustedKeys((*self.known, *keys))
