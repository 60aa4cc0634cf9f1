"""The user's own list of keys, and the key that ships as the default.

Trust changes by what the user says, never by opening a document: a key that is met there is
remembered as unknown.
"""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from inspector.errors import TrustStoreError
from inspector.jobs.keys_file import read_store, rewrite
from inspector.verify.key_file import read_keys
from inspector.verify.signers import LONGEST_NAME, Signer, together
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

SHIPPED = "shipped with Pith Inspector"
MOST_SEEN = 200
_SEEN = Standing.UNKNOWN
_SHIPPED_SIGNERS = ("pith.science",)
_LONGEST_ORIGIN = 1_000


class KeyList(NamedTuple):
    """The user's list with the shipped key in it; where it cannot be read, that key alone.

    ``problem`` says why it could not be read. Keys with the standing *unknown* were only seen.
    """

    entries: tuple[KnownKey, ...]
    problem: TrustStoreError | None = None

    @property
    def trust(self) -> TrustedKeys:
        """What the user says of keys. A key that was only seen is no part of it, nor at hand."""
        return TrustedKeys(
            tuple(known for known in self.entries if known.standing is not Standing.UNKNOWN)
        )

    def of(self, standing: Standing) -> tuple[KnownKey, ...]:
        return tuple(known for known in self.entries if known.standing is standing)

    def with_standing(self, key: PublicKey, standing: Standing) -> "KeyList":
        """The list as it would be after a change that is not made."""
        others = [known for known in self.entries if known.key.raw != key.raw]
        return self._replace(entries=(*others, KnownKey(key, standing, "")))


def store_path() -> Path:
    """The file in the platform's folder for settings."""
    from platformdirs import user_config_path  # noqa: PLC0415 - 3 ms that few runs need

    try:
        folder = user_config_path("pith-inspector", appauthor=False)
    except RuntimeError:  # a user without a home: no list can be there, nor be made
        folder = Path(os.devnull, "pith-inspector")
    return folder / "keys.json"


def shipped_keys() -> list[KnownKey]:
    """Pith's own key, as it came with the program."""
    return [
        KnownKey(key, Standing.TRUSTED, SHIPPED, signers=_SHIPPED_SIGNERS)
        for key in read_keys(_shipped_file())
    ]


def _shipped_file() -> bytes:
    """Read through the package's loader: importlib.resources would take a tenth of a short run."""
    package = import_module("inspector.resources.keys")
    loader = cast("ResourceLoader", package.__loader__)
    return loader.get_data(str(Path(package.__file__ or "").with_name("pith.json")))


def given_keys(data: bytes, origin: str) -> list[KnownKey]:
    """The keys of a KEYFILE, trusted for this run. Raises KeyFileError."""
    return [KnownKey(key, Standing.TRUSTED, origin) for key in read_keys(data)]


def default_trust(path: Path | None = None) -> TrustedKeys:
    """What the user trusts and distrusts. Raises TrustStoreError where the list is damaged."""
    found = read_list(path or store_path())
    if found.problem is not None:
        raise found.problem
    return found.trust


def read_list(path: Path) -> KeyList:
    """The list for those who go on without it; what it says of the shipped key comes first."""
    problem, listed = None, []
    try:
        listed = read_store(path)
    except TrustStoreError as error:
        problem = error
    shipped = {known.key.raw: known for known in shipped_keys()}
    found = [_as_shipped(known, shipped.pop(known.key.raw, None)) for known in listed]
    return KeyList((*found, *shipped.values()), problem)


def _as_shipped(known: KnownKey, shipped: KnownKey | None) -> KnownKey:
    """An entry with the names that the program knows for the key, too."""
    if shipped is None:
        return known
    return known._replace(signers=together(shipped.signers, known.signers))


def set_standing(
    keys: Iterable[PublicKey],
    standing: Standing,
    origin: str,
    path: Path,
    signers: Iterable[str] = (),
) -> None:
    """Write what the user says of some keys into the list. Raises TrustStoreError.

    Of a key that is in it already the list keeps where it came from and when it was first met.
    """
    met = {key.raw: KnownKey(_bounded(key), standing, *_met(origin)) for key in keys}
    names = tuple(signers)

    def change(old: list[KnownKey]) -> list[KnownKey]:
        earlier = {known.key.raw: known for known in (*shipped_keys(), *old)}
        new = [_later(known, earlier.get(raw), names) for raw, known in met.items()]
        return [*(known for known in old if known.key.raw not in met), *new]

    rewrite(path, change)


def _later(known: KnownKey, earlier: KnownKey | None, names: tuple[str, ...]) -> KnownKey:
    if earlier is None:
        return known._replace(signers=together((), names))
    return known._replace(
        origin=earlier.origin or known.origin,
        since=earlier.since or known.since,
        signers=together(earlier.signers, names),
    )


def forget(keys: Iterable[PublicKey], path: Path) -> None:
    """Take some keys out of the list; the shipped one stays in it as unknown.

    Raises TrustStoreError.
    """
    raws = {key.raw for key in keys}
    shipped = [
        known._replace(standing=Standing.UNKNOWN)
        for known in shipped_keys()
        if known.key.raw in raws
    ]
    rewrite(path, lambda old: [*(known for known in old if known.key.raw not in raws), *shipped])


def note_seen(signers: Iterable[Signer], origin: str, path: Path) -> bool:
    """Remember keys that were met, as unknown ones, and the names they signed under.

    Writes only where there is something new, and says whether it did. Of more than
    ``MOST_SEEN`` the oldest are let go, never one that the user trusts or distrusts.
    Raises TrustStoreError.
    """
    met = {signer.key.raw: signer for signer in signers}
    origin, now = _met(origin)

    def change(old: list[KnownKey]) -> list[KnownKey]:
        known = {entry.key.raw for entry in (*shipped_keys(), *old)}
        new = [
            KnownKey(_bounded(signer.key), _SEEN, origin, now, together((), signer.names))
            for raw, signer in met.items()
            if raw not in known
        ]
        return _few([_with_names(entry, met.get(entry.key.raw)) for entry in old], new)

    old = read_store(path)
    if change(old) == old:
        return False
    rewrite(path, change)
    return True


def _with_names(entry: KnownKey, signer: Signer | None) -> KnownKey:
    if signer is None:
        return entry
    return entry._replace(signers=together(entry.signers, signer.names))


def _few(listed: list[KnownKey], new: list[KnownKey]) -> list[KnownKey]:
    """Both together, without the oldest of the seen keys where they are too many."""
    shipped = {known.key.raw for known in shipped_keys()}  # forgotten, it must stay so
    merged = [*listed, *new]
    seen = [known for known in merged if known.standing is _SEEN and known.key.raw not in shipped]
    gone = {known.key.raw for known in seen[: max(0, len(seen) - MOST_SEEN)]} if new else set()
    return [known for known in merged if known.standing is not _SEEN or known.key.raw not in gone]


def _met(origin: str) -> tuple[str, str]:
    """Where a key was met, fit for a file whatever bytes a file's name had, and now."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return origin.encode(errors="replace").decode()[:_LONGEST_ORIGIN], now


def _bounded(key: PublicKey) -> PublicKey:
    """The key with the beginning of a name that is too long to list."""
    return key._replace(key_id=key.key_id[:LONGEST_NAME])
