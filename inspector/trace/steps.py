"""How a stated hash or signature comes about, as ordered steps that a person can follow.

Plain values: a trace is computed anew from the document, never taken from a result.
"""

from dataclasses import dataclass
from enum import StrEnum

from inspector.verify.trust import Standing


class StepKind(StrEnum):
    """What is done in a step."""

    TAKE = "take"
    """Take the value at ``path``."""
    LEAVE_OUT = "leave out"
    """Leave the members ``left_out`` out of it, keep ``names``."""
    PUT_IN = "put in"
    """Put the members ``names`` back that an entry of a state has lost."""
    NORMALISE = "normalise"
    """Text: lower case, and for an abstract white space folded. ``data`` is what comes of it."""
    CANONICAL = "canonical"
    """Write canonical JSON; ``data`` are its bytes."""
    SHA256 = "sha256"
    """Hash the bytes of the step before; ``computed`` beside ``expected``."""
    SPELL = "spell"
    """Spell a hash in another way (base32 tail, prefix, fingerprint)."""
    ED25519 = "ed25519"
    """Verify ``signature`` over the 32 bytes of the hash with ``key``."""


class Outcome(StrEnum):
    """What came of a step."""

    DONE = "done"
    EQUAL = "equal"
    DIFFERS = "differs"
    VALID = "valid"
    INVALID = "invalid"
    NOT_REACHED = "not reached"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class TraceKey:
    """The key of a signature: its name, its 32 bytes, and what the user's own list says of it."""

    key_id: str
    fingerprint: str
    raw: bytes
    standing: Standing
    signed_at: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``path`` is the JSON Pointer of the value that it takes or speaks of.

    ``members`` is the number of members or elements of a value that is taken, None for a scalar.
    ``expected`` is what the document states, ``computed`` what came out here; ``differs`` the
    first place where they part, -1 nowhere. ``note`` is the reason of UNCHECKED, INVALID and
    NOT_REACHED, a sentence without its full stop.
    """

    kind: StepKind
    outcome: Outcome
    path: str
    members: int | None = None
    names: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    data: bytes | None = None
    expected: str | None = None
    computed: str | None = None
    differs: int = -1
    signature: str = ""
    key: TraceKey | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """The steps of one check. ``shell`` is a line of standard tools that gives the same hash, ""
    where none can (``shell_note`` says why)."""

    id: str
    path: str
    steps: tuple[Step, ...]
    shell: str = ""
    shell_note: str = ""
