"""The user's own list of keys, the only source of trust. Nothing in a document adds to it."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from typing import Final

from inspector.document.identifiers import fingerprint, fingerprint_base32
from inspector.messages import Message, msg
from inspector.named_tuple import NamedTuple
from inspector.visible import exact

GROUP = 4
_BETWEEN = "[\\s:.,;_·\\-\u2010-\u2015\u00ad\u200b-\u200d\u2060\ufeff]+"
_LONGEST_DATE = 40
_FINGERPRINT = 32
"""The digits of a fingerprint: the first half of those of the SHA-256."""
_LONGEST_FINGERPRINT = 200


class Standing(StrEnum):
    """What the user's list says about a key."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    DISTRUSTED = "distrusted"


class PublicKey(NamedTuple):
    """An Ed25519 public key with its id; ``raw`` are its 32 bytes."""

    key_id: str
    raw: bytes
    fingerprint: str

    @classmethod
    def of(cls, key_id: str, raw: bytes) -> "PublicKey":
        """The key with these 32 bytes, with its fingerprint computed."""
        return cls(key_id, raw, fingerprint(raw))

    @property
    def fingerprint_base32(self) -> str:
        """The fingerprint in base32, of 26 characters."""
        return fingerprint_base32(self.raw)

    @property
    def groups(self) -> tuple[str, ...]:
        """The fingerprint ``in_groups``."""
        return in_groups(self.fingerprint)


def in_groups(digits: str) -> tuple[str, ...]:
    """Groups of four digits, for comparing by eye."""
    return tuple(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))


def fingerprint_digits(text: str) -> str:
    """The digits of a fingerprint as people write it, without the separators between them."""
    return re.sub(_BETWEEN, "", text).lower()


def _stated_fingerprint(text: str) -> str:
    """The fingerprint that a document states, in lower case and without separators."""
    if len(text) > _LONGEST_FINGERPRINT:
        return ""
    digits = fingerprint_digits(text).removeprefix("sha256")
    return digits[:_FINGERPRINT] if len(digits) == 2 * _FINGERPRINT else digits


class ComparedBy(StrEnum):
    """How the user compared a key's fingerprint with its signer's before trusting it."""

    TYPED = "typed"
    PASTED = "pasted"
    ARGUMENT = "argument"
    """The fingerprint was an argument on the command line."""
    NOTHING = "nothing"
    SHIPPED = "shipped"
    NOT_KNOWN = "not known"


class KeyComparison(NamedTuple):
    """How the whole fingerprint of a trusted key was compared, and when (ISO 8601)."""

    by: ComparedBy = ComparedBy.NOT_KNOWN
    at: str = ""

    @property
    def was_made(self) -> bool:
        """Whether the fingerprint was compared."""
        return self.by in (ComparedBy.TYPED, ComparedBy.PASTED, ComparedBy.ARGUMENT)

    @property
    def sentence(self) -> Message:
        """The comparison in words, to be shown beside the key."""
        minute = minute_of(self.at)
        at = exact(self.at[:_LONGEST_DATE]) if minute is None else f"{minute} UTC"
        return {
            ComparedBy.TYPED: msg("fingerprint compared {}, typed in", at),
            ComparedBy.PASTED: msg("fingerprint compared {}, pasted", at),
            ComparedBy.ARGUMENT: msg("fingerprint compared {}, given on the command line", at),
            ComparedBy.NOTHING: msg("trusted without a comparison, {}", at),
            ComparedBy.SHIPPED: msg("came with the program, not compared"),
            ComparedBy.NOT_KNOWN: msg("how it was compared is not known"),
        }[self.by]


UNKNOWN_COMPARISON: Final = KeyComparison()


def minute_of(at: str) -> str | None:
    """Day and minute in UTC of a date in the list of keys; None if it is no date."""
    try:
        moment = datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.strftime("%Y-%m-%d %H:%M")


class KnownKey(NamedTuple):
    """A key of the user's list.

    ``origin`` is where it came from, ``since`` when it was first seen (ISO 8601), and ``signers``
    the names under which it was found to sign. ``rotates_at`` is the text in the user's own key
    file, whether or not it is a date; ``unknown_members`` are the file's other members with no
    known meaning, such as ``revoked_at``. ``comparison`` is what this user did before trusting the
    key; no file from elsewhere can set it.
    """

    key: PublicKey
    standing: Standing
    origin: str
    since: str = ""
    signers: tuple[str, ...] = ()
    rotates_at: str | None = None
    unknown_members: tuple[str, ...] = ()
    comparison: KeyComparison = UNKNOWN_COMPARISON


class TrustedKeys:
    """The keys that the user trusts or distrusts, by their bytes."""

    def __init__(self, known: tuple[KnownKey, ...] = ()) -> None:
        self.known: Final = known
        self.has_distrusted: Final = any(one.standing is Standing.DISTRUSTED for one in known)
        self._of_key: dict[bytes, list[KnownKey]] = {}
        for one in known:
            self._of_key.setdefault(one.key.raw, []).append(one)
        self._standings = {raw: _standing(held) for raw, held in self._of_key.items()}
        self._names = {one.key.raw: one.key.key_id for one in reversed(known) if one.key.key_id}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TrustedKeys) and self.known == other.known

    def __hash__(self) -> int:
        return hash(self.known)

    def standing(self, raw: bytes) -> Standing:
        """The standing of the key with these bytes; distrust overrides trust."""
        return self._standings.get(raw, Standing.UNKNOWN)

    def of_key(self, raw: bytes) -> Sequence[KnownKey]:
        """The entries of the list for the key with these bytes."""
        return self._of_key.get(raw, ())

    def comparison_of(self, fingerprint: str) -> KeyComparison | None:
        """How the key with this fingerprint was compared; None unless it is trusted.

        Only the user's own list counts, not key files given for one run.
        """
        found = next((key for key in self.trusted() if key.fingerprint == fingerprint), None)
        if found is None:
            return None
        trusted = (k for k in self.of_key(found.raw) if k.standing is Standing.TRUSTED)
        return next(trusted).comparison

    def name_of(self, raw: bytes) -> str:
        """The name in the list of the key with these bytes; "" if it has none."""
        return self._names.get(raw, "")

    def posed_as(self, key_id: str, raw: bytes) -> PublicKey | None:
        """The trusted key with the same id but other bytes, as which this key poses; else None.

        Ids are compared by ``look_alikes.folded``. The answer is None if some trusted key of that
        id has these bytes, whatever their standing under another id.
        """
        same = self._ids.folded.get(folded_id(key_id), ()) if key_id else ()
        return None if any(key.raw == raw for key in same) or not same else same[0]

    def imitated(self, key_id: str, raw: bytes) -> PublicKey | None:
        """The trusted key whose id is confusable with ``key_id`` but not equal to it; None if there
        is none."""
        if any(known.key.key_id == key_id for known in self.of_key(raw)):
            return None
        from inspector.verify.look_alikes import skeletons  # noqa: PLC0415 - most are trusted

        by_skeleton = self._ids.by_skeleton
        found = (key for one in skeletons(key_id) for key in by_skeleton.get(one, ()))
        return next((key for key in found if key.raw != raw), None)

    def is_distrusted_name(self, key_id: str, fingerprint: str) -> bool:
        """Whether a signature that states this id and fingerprint names a key that the user
        distrusts.

        An id counts only if no trusted key has it: the distrusted key may have been an impostor.
        """
        fingerprints, ids = self._distrusted
        if fingerprint and _stated_fingerprint(fingerprint) in fingerprints:
            return True
        return bool(ids and key_id) and folded_id(key_id) in ids

    def trusted(self) -> list[PublicKey]:
        """The trusted keys, without bytes that are distrusted under another id."""
        found = [known.key for known in self.known if known.standing is Standing.TRUSTED]
        return [key for key in found if self.standing(key.raw) is Standing.TRUSTED]

    def with_keys(self, keys: Iterable[KnownKey]) -> "TrustedKeys":
        """The list with further keys."""
        return TrustedKeys((*self.known, *keys))

    @cached_property
    def _distrusted(self) -> tuple[frozenset[str], frozenset[str]]:
        """The fingerprints of the distrusted keys in both forms, and the ids that only they
        have."""
        keys = [known.key for known in self.known if known.standing is Standing.DISTRUSTED]
        ids = {folded_id(key.key_id) for key in keys}
        trusted = {folded_id(key.key_id) for key in self.trusted()}
        fingerprints = {key.fingerprint for key in keys}
        fingerprints |= {fingerprint_base32(key.raw).lower() for key in keys}
        return frozenset(fingerprints), frozenset(ids - trusted - {""})

    @cached_property
    def _ids(self) -> "_Ids":
        from inspector.verify.look_alikes import skeletons  # noqa: PLC0415 - most keys are trusted

        folded: dict[str, tuple[PublicKey, ...]] = {}
        by_skeleton: dict[str, tuple[PublicKey, ...]] = {}
        for key in self.trusted():
            if key.key_id:
                name = folded_id(key.key_id)
                folded[name] = (*folded.get(name, ()), key)
                for one in skeletons(key.key_id):
                    by_skeleton[one] = (*by_skeleton.get(one, ()), key)
        return _Ids(folded, by_skeleton)


def _standing(held: list[KnownKey]) -> Standing:
    """The standing that several entries for one key give: distrust if any, else the last one's."""
    standings = [known.standing for known in held]
    return Standing.DISTRUSTED if Standing.DISTRUSTED in standings else standings[-1]


class _Ids(NamedTuple):
    """The trusted keys by folded id and by skeleton."""

    folded: dict[str, tuple[PublicKey, ...]]
    by_skeleton: dict[str, tuple[PublicKey, ...]]


def folded_id(key_id: str) -> str:
    """The form of an id in which ids are compared."""
    from inspector.verify.look_alikes import folded  # noqa: PLC0415 - most keys are trusted

    return folded(key_id)
