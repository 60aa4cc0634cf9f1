"""How a stated hash or signature comes about, as ordered steps that a person can follow.

Plain values: a trace is computed anew from the document, never taken from a result.
"""

from dataclasses import dataclass
from enum import StrEnum

from inspector.messages import Message
from inspector.verify.paper_normalisation import Normalisation
from inspector.verify.trust import Standing


class StepKind(StrEnum):
    """What is done in a step."""

    TAKE = "take"
    """Take the value at ``path``."""
    LEAVE_OUT = "leave out"
    """Leave the members ``left_out`` out of it, keep ``names``."""
    PICK = "pick"
    """Take the members ``names`` of it alone, each written by its name in ``written``; leave
    ``left_out``, which the hash does not cover."""
    PUT_IN = "put in"
    """Put the members ``names`` back that an entry of a state has lost; ``data`` is their JSON.

    Nothing in the document tells ``assumed``: they were tried, until the hash was met or in vain.
    """
    NORMALISE = "normalise"
    """Text: lower case, and for an abstract white space folded. ``data`` is what comes of it."""
    CANONICAL = "canonical"
    """Write canonical JSON; ``data`` are its bytes. What is hashed of a section is written as the
    one member ``names`` of an object."""
    SHA256 = "sha256"
    """Hash the bytes of the step before; ``computed`` beside ``expected``, where one is stated."""
    SPELL = "spell"
    """Spell a hash in another way, ``spelling``; or an alias, from what the step before took."""
    ED25519 = "ed25519"
    """Verify ``signature`` over the 32 bytes of the hash with ``key``."""


class Spelling(StrEnum):
    """How a SPELL step makes its text."""

    PREFIXED = "prefixed"
    """ "sha256:" and the hash in hex."""
    PITH_NUMBER = "pith number"
    """ "pith:", the year of the date at ``reads``, ":" and the tail."""
    SHORT_NUMBER = "short number"
    """ "pith:" and the first 8 characters of the tail."""
    TAIL = "tail"
    """The first ``length`` characters of the hash's 32 bytes in base32."""
    HEX = "hex"
    """The first ``length`` digits of the hash in hex."""
    ARXIV = "arxiv"
    """The source's id; after it "v" and the version, or before it the prefix of a DOI."""


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
    """The key of a signature: its 32 bytes, and what the user's own list says of it.

    ``name`` is the list's name for it, "" where it has none; ``key_id`` is the document's.
    """

    name: str
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
    NOT_REACHED, a whole sentence. ``reads`` is the JSON Pointer of a second value
    that the step needs, "" where it needs none. ``form`` is that of a text that is normalised.
    """

    kind: StepKind
    outcome: Outcome
    path: str
    members: int | None = None
    names: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    data: bytes | None = None
    expected: str | None = None
    computed: str | None = None
    differs: int = -1
    signature: str = ""
    key: TraceKey | None = None
    note: Message | None = None
    spelling: Spelling | None = None
    length: int = 0
    reads: str = ""
    form: Normalisation | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """The steps of one check; ``id`` and ``path`` are those of its result.

    ``shell`` is a line of standard tools that gives the same hash, "" where none can.
    ``shell_note`` says why there is none, or what to know before running it. ``signature_shell``
    is a line that has OpenSSL check the signature, "" where none was checked here;
    ``signature_prints`` is what it prints, "" where that is not sure.
    """

    id: str
    path: str
    steps: tuple[Step, ...]
    shell: str = ""
    shell_note: Message | None = None
    signature_shell: str = ""
    signature_prints: str = ""
    signature_note: Message | None = None

    @property
    def outcome(self) -> Outcome:
        """What came of the whole: of its last step."""
        return self.steps[-1].outcome


def parts_at(expected: str | None, computed: str | None) -> int:
    """The first place where two texts part, -1 where they are the same or one is missing."""
    if expected is None or computed is None or expected == computed:
        return -1
    pairs = enumerate(zip(expected, computed, strict=False))
    shorter = min(len(expected), len(computed))
    return next((place for place, (one, other) in pairs if one != other), shorter)
