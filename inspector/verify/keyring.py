"""The keys that a signature may name: the user's own, and the candidates that a document brings."""

from inspector.verify.trust import PublicKey, TrustedKeys

_MOST_OF_ONE_ID = 16
"""Each is tried on a signature that names no known fingerprint: a document must not bring more."""


class Keyring:
    """Keys by fingerprint and by id. A found key is a key to check with, not one to trust."""

    def __init__(self, trust: TrustedKeys) -> None:
        self.candidates: list[tuple[PublicKey, str]] = []
        self._by_fingerprint: dict[str, PublicKey] = {}
        self._by_id: dict[str, list[PublicKey]] = {}
        self._names: set[tuple[str, bytes]] = set()
        for known in trust.known:
            self._add(known.key)

    def add_candidate(self, key: PublicKey, path: str) -> None:
        """Take in a key that stands in the document at ``path``."""
        self.candidates.append((key, path))
        self._add(key)

    def _add(self, key: PublicKey) -> None:
        self._by_fingerprint.setdefault(key.fingerprint, key)
        self._names.add((key.key_id, key.raw))
        same_id = self._by_id.setdefault(key.key_id, [])
        if len(same_id) < _MOST_OF_ONE_ID:
            same_id.append(key)

    def with_fingerprint(self, fingerprint: str) -> PublicKey | None:
        return self._by_fingerprint.get(fingerprint)

    def with_id(self, key_id: str) -> list[PublicKey]:
        """The first few keys of this id, the user's own before the document's."""
        return self._by_id.get(key_id, [])

    def is_named(self, key: PublicKey, key_id: str) -> bool:
        """Whether ``key`` goes by ``key_id``; a key that the user gave without a name does."""
        return key.key_id in (key_id, "") or (key_id, key.raw) in self._names
