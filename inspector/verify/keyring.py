"""The keys that a signature may name: the user's own, and the candidates that a document brings."""

from inspector.verify.trust import PublicKey, TrustedKeys


class Keyring:
    """Keys by fingerprint and by id. A found key is a key to check with, not one to trust."""

    def __init__(self, trust: TrustedKeys) -> None:
        self.candidates: list[tuple[PublicKey, str]] = []
        self._by_fingerprint: dict[str, PublicKey] = {}
        self._by_id: dict[str, list[PublicKey]] = {}
        for known in trust.known:
            self._add(known.key)

    def add_candidate(self, key: PublicKey, path: str) -> None:
        """Take in a key that stands in the document at ``path``."""
        self.candidates.append((key, path))
        self._add(key)

    def _add(self, key: PublicKey) -> None:
        self._by_fingerprint.setdefault(key.fingerprint, key)
        self._by_id.setdefault(key.key_id, []).append(key)

    def with_fingerprint(self, fingerprint: str) -> PublicKey | None:
        return self._by_fingerprint.get(fingerprint)

    def with_id(self, key_id: str) -> list[PublicKey]:
        """The keys of this id, the user's own first."""
        return self._by_id.get(key_id, [])

    def is_named(self, key: PublicKey, key_id: str) -> bool:
        """Whether ``key`` goes by ``key_id``; a key that the user gave without a name does."""
        if key.key_id in (key_id, ""):
            return True
        return any(other.raw == key.raw for other in self.with_id(key_id))
