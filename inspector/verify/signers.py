"""Which keys made a valid signature in a document, and under which names: what is met of them.

Meeting a key is not trusting it. Names and numbers come from the document, so they are bounded.
"""

from collections.abc import Iterable
from typing import NamedTuple

from inspector.document.document import Document
from inspector.verify import keys
from inspector.verify.report import Report
from inspector.verify.result import PASS
from inspector.verify.trust import PublicKey

MOST_NAMES = 8
LONGEST_NAME = 200
_MOST_KEYS = 20


class SeenKey(NamedTuple):
    """A key that signed something, and the names it signed under, without repeats."""

    key: PublicKey
    names: tuple[str, ...] = ()


def signers(document: Document, report: Report) -> list[SeenKey]:
    """The first few keys that the document carries and that made a valid signature in it."""
    names: dict[str, list[str]] = {}
    for signature in report.signatures:
        if signature.status is PASS:
            names.setdefault(signature.fingerprint, []).append(signature.signer_id)
    carried: dict[str, PublicKey] = {}
    for entry in keys.entries(document.kind, document.value):
        if entry.key and entry.key.fingerprint in names:
            carried.setdefault(entry.key.fingerprint, entry.key)
    first = [mark for mark in names if mark in carried][:_MOST_KEYS]
    return [SeenKey(carried[mark], together((), names[mark])) for mark in first]


def together(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    """``old`` names, and ``new`` ones as long as there are few; a name too long is no name."""
    found = dict.fromkeys(old)
    for name in new:
        if 0 < len(name) <= LONGEST_NAME and len(found) < MOST_NAMES:
            found[name] = None
    return tuple(found)
