"""The user's own list of keys, and the key that ships with the program.

Only the user's actions change trust. Opening a document adds its keys as unknown at most.
"""

import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from inspector import packed_file
from inspector.errors import TrustStoreError
from inspector.jobs.trust_file import read_store, rewrite
from inspector.named_tuple import NamedTuple
from inspector.sources import as_stored
from inspector.verify.key_file import KeyFileEntry, own_keys, read_keys, refuse_weak
from inspector.verify.keys import LONGEST_NAME, MOST_NAMES, SeenKey, together
from inspector.verify.trust import (
    UNKNOWN_COMPARISON,
    ComparedBy,
    KeyComparison,
    KnownKey,
    PublicKey,
    Standing,
    TrustedKeys,
)

SHIPPED = "shipped with Pith Inspector"
PASTED = "pasted"
MOST_SEEN = 200
_SHIPPED_SIGNERS = ("pith.science",)
_AS_SHIPPED = KeyComparison(ComparedBy.SHIPPED)
_LONGEST_ORIGIN = 1_000


class KeyList(NamedTuple):
    """The user's list including the shipped key; empty if it cannot be read.

    ``problem`` says why it cannot be read. Then nothing is trusted, since the list may distrust the
    shipped key. Keys with the standing *unknown* were only seen.
    """

    entries: tuple[KnownKey, ...]
    problem: TrustStoreError | None = None

    @property
    def trust(self) -> TrustedKeys:
        """The keys that the user trusts or distrusts; keys that were only seen are left out."""
        return TrustedKeys(
            tuple(known for known in self.entries if known.standing is not Standing.UNKNOWN)
        )

    def of(self, standing: Standing) -> tuple[KnownKey, ...]:
        """The keys with this standing."""
        return tuple(known for known in self.entries if known.standing is standing)

    def with_standing(self, key: PublicKey, standing: Standing) -> "KeyList":
        """The list as it would be after a change, for a preview."""
        others = [known for known in self.entries if known.key.raw != key.raw]
        listed = (known for known in self.entries if known.key.raw == key.raw)
        changed = next(listed, KnownKey(key, standing, ""))._replace(standing=standing)
        return self._replace(entries=(*others, changed))


def store_path() -> Path:
    """The path of the list, in the platform's folder for settings."""
    given, home = os.environ.get("XDG_CONFIG_HOME", ""), os.environ.get("HOME", "")
    if sys.platform == "linux" and os.path.isabs(given or home):
        # The same path as platformdirs returns, whose import takes a twentieth of a short run.
        return Path(given or Path(home, ".config"), "pith-inspector", "keys.json")
    from platformdirs import user_config_path  # noqa: PLC0415 - hardly ever needed on Linux

    try:
        folder = user_config_path("pith-inspector", appauthor=False)
    except RuntimeError:  # the user has no home folder, so there can be no list
        folder = Path(os.devnull, "pith-inspector")
    return folder / "keys.json"


def shipped_keys() -> list[KnownKey]:
    """Pith's key, which ships with the program."""
    return [
        _trusted(entry, SHIPPED)._replace(signers=_SHIPPED_SIGNERS, comparison=_AS_SHIPPED)
        for entry in own_keys(packed_file("keys", "pith.json"))
    ]


def given_keys(data: bytes, origin: str) -> list[KnownKey]:
    """The keys of a KEYFILE, trusted for this run. Raises KeyFileError."""
    return [_trusted(entry, origin) for entry in read_keys(data)]


def _trusted(entry: KeyFileEntry, origin: str) -> KnownKey:
    return KnownKey(
        entry.key,
        Standing.TRUSTED,
        origin,
        rotates_at=entry.rotates_at,
        unknown_members=entry.unknown,
    )


def default_trust(path: Path | None = None) -> TrustedKeys:
    """The keys that the user trusts and distrusts. Raises TrustStoreError if the list is
    damaged."""
    found = read_list(path or store_path())
    if found.problem is not None:
        raise found.problem
    return found.trust


def read_list(path: Path) -> KeyList:
    """The list for callers that continue without it; its entry for the shipped key takes
    precedence."""
    try:
        listed = read_store(path)
    except TrustStoreError as error:
        return KeyList((), error)
    shipped = {known.key.raw: known for known in shipped_keys()}
    found = [_as_shipped(known, shipped.pop(known.key.raw, None)) for known in listed]
    return KeyList((*found, *shipped.values()))


def _as_shipped(known: KnownKey, shipped: KnownKey | None) -> KnownKey:
    """An entry completed with what the program knows about the key."""
    if shipped is None:
        return known
    return _completed(known, shipped)._replace(signers=together(shipped.signers, known.signers))


def _completed(known: KnownKey, other: KnownKey) -> KnownKey:
    """``known`` with what key files stated when it was ``other``, so that no end date is lost."""
    members = dict.fromkeys((*other.unknown_members, *known.unknown_members))
    return known._replace(
        rotates_at=other.rotates_at if known.rotates_at is None else known.rotates_at,
        unknown_members=tuple(members)[:MOST_NAMES],
    )


def set_standing(
    keys: Iterable[PublicKey | KnownKey],
    standing: Standing,
    origin: str,
    path: Path,
    signers: Iterable[str] = (),
    *,
    compared: ComparedBy = ComparedBy.NOTHING,
) -> None:
    """Set the standing of some keys in the list. A ``KnownKey`` is a key of a key file. Of several
    ids of one key the first is kept, and a key without an id keeps the one that it has.

    ``compared`` says how the fingerprint was compared just now. A key that is in the list already
    keeps its origin, the time of its first sighting and its end date, unless a key file states
    another. A key that was trusted before keeps how it was compared, unless it was compared again.
    Raises TrustStoreError, and KeyFileError if a weak key is to be trusted.
    """
    origin, since = _met(origin)
    made = KeyComparison(compared, since) if standing is Standing.TRUSTED else UNKNOWN_COMPARISON
    met: dict[bytes, KnownKey] = {}
    for key in keys:
        known = key if isinstance(key, KnownKey) else KnownKey(key, standing, "")
        if standing is Standing.TRUSTED:
            refuse_weak(known.key)
        known = known._replace(standing=standing, origin=origin, since=since, comparison=made)
        met.setdefault(known.key.raw, _bounded(known))
    names = tuple(signers)

    def change(old: list[KnownKey]) -> list[KnownKey]:
        earlier = {known.key.raw: known for known in (*shipped_keys(), *old)}
        named = _named_by_the_user(old)
        met.update(
            (raw, known._replace(key=named[raw]))
            for raw, known in met.items()
            if not known.key.key_id and raw in named
        )
        new = [_later(known, earlier.get(raw), names) for raw, known in met.items()]
        return [*(known for known in old if known.key.raw not in met), *new]

    rewrite(path, change)


def _named_by_the_user(old: list[KnownKey]) -> dict[bytes, PublicKey]:
    """The keys with an id that the user or the program gave; documents give ids to seen keys."""
    given = (*shipped_keys(), *(known for known in old if known.standing is not Standing.UNKNOWN))
    return {known.key.raw: known.key for known in given if known.key.key_id}


def _later(known: KnownKey, earlier: KnownKey | None, names: tuple[str, ...]) -> KnownKey:
    if earlier is None:
        return known._replace(signers=together((), names))
    was_trusted = known.standing is earlier.standing is Standing.TRUSTED
    return _completed(known, earlier)._replace(
        origin=earlier.origin or known.origin,
        since=earlier.since or known.since,
        signers=together(earlier.signers, names),
        comparison=earlier.comparison
        if was_trusted and not known.comparison.was_made
        else known.comparison,
    )


def forget(keys: Iterable[PublicKey], path: Path) -> None:
    """Remove keys from the list; the shipped key stays as unknown.

    Raises TrustStoreError.
    """
    raws = {key.raw for key in keys}
    shipped = [
        known._replace(standing=Standing.UNKNOWN, comparison=UNKNOWN_COMPARISON)
        for known in shipped_keys()
        if known.key.raw in raws
    ]
    rewrite(path, lambda old: [*(known for known in old if known.key.raw not in raws), *shipped])


def note_seen(signers: Iterable[SeenKey], origin: str, path: Path) -> bool:
    """Add keys that were seen as unknown, with the names under which they signed.

    Writes only if there is something new, and returns whether it did. Of more than ``MOST_SEEN``
    seen keys the oldest are removed, never one that the user trusts or distrusts. Raises
    TrustStoreError.
    """
    origin, since = _met(origin)
    met = [
        KnownKey(signer.key, Standing.UNKNOWN, origin, since, together((), signer.names))
        for signer in signers
    ]
    return _note(met, path)


def note_given(keys: Iterable[KnownKey], origin: str, path: Path) -> bool:
    """Add the keys of a KEYFILE like ``note_seen``, with the end dates that it states.

    Raises TrustStoreError.
    """
    origin, since = _met(origin)
    met = [known._replace(standing=Standing.UNKNOWN, origin=origin, since=since) for known in keys]
    return _note(met, path)


def _note(found: list[KnownKey], path: Path) -> bool:
    met = {known.key.raw: _bounded(known) for known in found}

    def change(old: list[KnownKey]) -> list[KnownKey]:
        listed = {entry.key.raw for entry in (*shipped_keys(), *old)}
        new = [known for raw, known in met.items() if raw not in listed]
        return _few([_met_again(entry, met.get(entry.key.raw)) for entry in old], new)

    old = read_store(path)
    if change(old) == old:
        return False
    rewrite(path, change)
    return True


def _met_again(entry: KnownKey, met: KnownKey | None) -> KnownKey:
    if met is None:
        return entry
    return _completed(entry, met)._replace(signers=together(entry.signers, met.signers))


def _few(listed: list[KnownKey], new: list[KnownKey]) -> list[KnownKey]:
    """Both lists, without the oldest seen keys if there are too many."""
    shipped = {known.key.raw for known in shipped_keys()}  # a forgotten key must not be added again
    merged = [*listed, *new]
    seen = [
        known
        for known in merged
        if known.standing is Standing.UNKNOWN and known.key.raw not in shipped
    ]
    gone = {known.key.raw for known in seen[: max(0, len(seen) - MOST_SEEN)]} if new else set()
    return [
        known
        for known in merged
        if known.standing is not Standing.UNKNOWN or known.key.raw not in gone
    ]


def _met(origin: str) -> tuple[str, str]:
    """Where a key was seen, shortened for the file, and the current time."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return as_stored(origin)[:_LONGEST_ORIGIN], now


def _bounded(known: KnownKey) -> KnownKey:
    """The key with over-long texts cut."""
    rotates_at, members = known.rotates_at, known.unknown_members[:MOST_NAMES]
    return known._replace(
        key=known.key._replace(key_id=known.key.key_id[:LONGEST_NAME]),
        rotates_at=None if rotates_at is None else rotates_at[:LONGEST_NAME],
        unknown_members=tuple(member[:LONGEST_NAME] for member in members),
    )
