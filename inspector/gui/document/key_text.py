"""Texts about a key: its name, its origin, and what is suspicious about it.

Names and places come from documents and files of unknown authors.
"""

from inspector.document.kinds import Kind
from inspector.gui.document.copied import CopiedFact, CopiedLine, CopiedPart
from inspector.gui.translation import number, said, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import clip, named
from inspector.gui.widgets.signs import StatusBadge
from inspector.jobs.trust_store import PASTED, SHIPPED, shipped_keys
from inspector.named_tuple import NamedTuple
from inspector.verify.report import Trust
from inspector.verify.result import FAIL, WARN
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys, minute_of

_WHOLE = 10_000
"""The list limits its texts, but each character may become an escape of several."""
_SHORT = 40
_SHOWN_GROUPS = 3
_MOST_KEYS = 3


class KeyConcern(NamedTuple):
    """Something to know before trusting the key."""

    sign: StatusBadge
    title: str
    text: str


def name(key: PublicKey) -> str:
    """The full name, quoted if it could be read as words of the program."""
    return named(key.key_id, _WHOLE) if key.key_id else translate("Keys", "(no name)")


def short_name(key: PublicKey) -> str:
    """The name shortened for a sentence."""
    return named(key.key_id, _SHORT) if key.key_id else name(key)


def sign(standing: Standing) -> StatusBadge:
    found = signs.of_trust(Trust(standing.value))
    return found._replace(word=found.word.lower())


def beginning(key: PublicKey) -> str:
    """The first groups of the fingerprint, for distinguishing keys at a glance."""
    return f"{' '.join(key.groups[:_SHOWN_GROUPS])} …"


def spaced(key: PublicKey) -> str:
    return " ".join(key.groups)


def group_title(standing: Standing) -> str:
    return {
        Standing.TRUSTED: translate("Keys", "Trusted"),
        Standing.UNKNOWN: translate("Keys", "Seen, not trusted"),
        Standing.DISTRUSTED: translate("Keys", "Distrusted"),
    }[standing]


def explanation(standing: Standing) -> str:
    return {
        Standing.TRUSTED: translate(
            "Keys",
            "You trust that this key is its signer's. That says nothing about what it signs.",
        ),
        Standing.UNKNOWN: translate(
            "Keys",
            "A key that a document carries proves nothing about itself. It is a candidate until "
            "you compare it.",
        ),
        Standing.DISTRUSTED: translate(
            "Keys", "You distrust this key: a document that it signed is failed."
        ),
    }[standing]


def signs_as(known: KnownKey) -> str:
    """The names under which it was found to sign, and the algorithm, the same for all keys."""
    if not known.signers:
        return translate("Keys", "no name met yet, ed25519")
    names = ", ".join(named(signer, _WHOLE) for signer in known.signers)
    return translate("Keys", "{}, ed25519").format(names)


def came_from(known: KnownKey) -> str:
    """Where it was first seen. The list stores this in English."""
    if known.origin == SHIPPED:
        return translate("Keys", "shipped with Pith Inspector")
    if known.origin == PASTED:
        return translate("Keys", "pasted")
    place, inside, kind = known.origin.rpartition(", inside the ")
    if inside and kind in tuple(Kind):
        return translate("Keys", "{}, inside the document").format(named(place, _WHOLE))
    return named(known.origin, _WHOLE)


def first_met(known: KnownKey) -> str:
    """Date and time in UTC; "" if not known."""
    if (minute := minute_of(known.since)) is None:
        return clip(known.since, _SHORT)
    return translate("Keys", "{} UTC").format(minute)


def comparison(known: KnownKey) -> str:
    """How the fingerprint of a trusted key was compared; "" for other keys."""
    return said(known.comparison.sentence) if known.standing is Standing.TRUSTED else ""


def can_compare(known: KnownKey) -> bool:
    """Whether a comparison would add information, because the key was not compared yet."""
    return known.standing is not Standing.TRUSTED or not known.comparison.was_made


def in_list(standing: StatusBadge) -> str:
    """A standing as copied to others, who have another list."""
    return translate("Keys", "in the list of whoever copied this: {}").format(standing.word)


def copied(known: KnownKey) -> CopiedPart:
    """A key as copied to others, with what this list says about it."""
    key = known.key
    facts = [
        CopiedFact(translate("Keys", "Fingerprint:"), spaced(key)),
        CopiedFact(translate("Keys", "Public key:"), key.raw.hex()),
        CopiedFact(translate("Keys", "Signs as: {}").format(signs_as(known))),
        CopiedFact(translate("Keys", "Came from: {}").format(came_from(known))),
    ]
    if met := first_met(known):
        facts.append(CopiedFact(translate("Keys", "First met: {}").format(met)))
    if compared := comparison(known):
        facts.append(CopiedFact(compared))
    return CopiedPart(name(key), (CopiedLine("", in_list(sign(known.standing)), tuple(facts)),))


def oddity(known: KnownKey, trusted: TrustedKeys) -> KeyConcern | None:
    """A reason not to trust the key unseen.

    It has, or seems to have, the name of another key, or documents give its signer the name of
    another's.
    """
    if known.standing is Standing.TRUSTED:
        return None
    key = known.key
    if (real := trusted.posed_as(key.key_id, key.raw)) is not None:
        return _impostor(key, real)
    if (real := trusted.imitated(key.key_id, key.raw)) is not None:
        return _look_alike(key, real)
    for signer in known.signers:
        if keys := [
            other.key
            for other in trusted.known
            if other.standing is Standing.TRUSTED
            and signer in other.signers
            and other.key.raw != key.raw
        ]:
            return _new_key(signer, keys)
    return None


def _impostor(key: PublicKey, real: PublicKey) -> KeyConcern:
    return KeyConcern(
        signs.of_status(FAIL),
        translate("Keys", "This key has the name of a trusted key, but other bytes"),
        translate(
            "Keys",
            "You trust {} with the fingerprint {}. This one has {}: it is another key.",
        ).format(short_name(real), real.fingerprint, key.fingerprint),
    )


def _look_alike(key: PublicKey, real: PublicKey) -> KeyConcern:
    return KeyConcern(
        signs.of_status(WARN),
        translate("Keys", "The name of this key looks like that of a trusted key"),
        translate(
            "Keys",
            "It is written {} and is not {}, which you trust with the fingerprint {}.",
        ).format(short_name(key), short_name(real), real.fingerprint),
    )


def _new_key(signer: str, keys: list[PublicKey]) -> KeyConcern:
    who = named(signer, _SHORT)
    listed = ", ".join(short_name(key) for key in keys[:_MOST_KEYS])
    if len(keys) > _MOST_KEYS:
        listed = translate("Keys", "{} and {} more").format(listed, number(len(keys) - _MOST_KEYS))
    return KeyConcern(
        signs.of_status(WARN),
        translate("Keys", "{} is known to you with other keys").format(who),
        translate(
            "Keys",
            "This key signs as {}. Your list has {} for it. "
            "A signer may change its key; so may somebody who is not that signer.",
        ).format(who, listed),
    )


def is_shipped(key: PublicKey) -> bool:
    return any(known.key.raw == key.raw for known in shipped_keys())


def distrust_question(key: PublicKey) -> str:
    return translate(
        "Keys", "Distrust {}? Every document that this key signed is then failed."
    ).format(short_name(key))


def forget_question(known: KnownKey) -> str:
    who = short_name(known.key)
    if is_shipped(known.key):
        text = translate(
            "Keys", "Forget {}? It ships with the program, so it stays listed, but not trusted."
        )
    elif known.standing is Standing.UNKNOWN:
        text = translate(
            "Keys",
            "Forget {}? It is listed again, not trusted, when a document signed with it is opened.",
        )
    else:
        text = translate(
            "Keys", "Forget {}? It leaves your list: you then neither trust nor distrust it."
        )
    return text.format(who)
