"""The data model of traces: how a hash or signature is computed, as steps that a person can follow.

A trace is computed from the document, never taken from a result.
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
    """Take only the members ``names``, each written under its name in ``written``. The hash does
    not cover ``left_out``."""
    PUT_IN = "put in"
    """Add the members ``names`` that an entry of a state lost; ``data`` is their JSON.

    The members ``assumed`` are not in the document: values were tried until the hash matched, or in
    vain.
    """
    NORMALISE = "normalise"
    """Put text in lower case and, for an abstract, fold white space. ``data`` is the result."""
    CANONICAL = "canonical"
    """Write canonical JSON; ``data`` are its bytes. A section is written as the one member
    ``names`` of an object."""
    SHA256 = "sha256"
    """Hash the bytes of the previous step; ``computed`` beside ``expected``, if one is stated."""
    SPELL = "spell"
    """Convert a hash to another form, ``spelling``; or an alias from the value of the previous
    step."""
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
    """The result of a step."""

    DONE = "done"
    EQUAL = "equal"
    DIFFERS = "differs"
    VALID = "valid"
    INVALID = "invalid"
    NOT_REACHED = "not reached"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class TraceKey:
    """The key of a signature: its 32 bytes, and its standing in the user's list.

    ``name`` is its name in the list, or ""; ``key_id`` is the document's claim.
    """

    name: str
    key_id: str
    fingerprint: str
    raw: bytes
    standing: Standing
    signed_at: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``path`` is the JSON Pointer of the value that it takes or is about.

    ``members`` is the number of members or elements of a taken value, None for a scalar.
    ``expected`` is what the document states, ``computed`` the result here; ``differs`` is the index
    of the first difference, or -1. ``note`` is the reason for UNCHECKED, INVALID and NOT_REACHED, a
    whole sentence. ``reads`` is the JSON Pointer of a second value that the step needs, or "".
    ``form`` is the normalisation of a text.
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

    ``shell`` is a shell line that computes the same hash, "" if there is none; ``shell_note`` says
    why, or what to do before running it. ``signature_shell`` is a line that checks the signature
    with OpenSSL, "" if none was checked here; ``signature_prints`` is its output, "" if that is not
    certain.
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
        """The outcome of the last step."""
        return self.steps[-1].outcome


def parts_at(expected: str | None, computed: str | None) -> int:
    """The index of the first difference; -1 if the texts are equal or one is missing."""
    if expected is None or computed is None or expected == computed:
        return -1
    pairs = enumerate(zip(expected, computed, strict=False))
    shorter = min(len(expected), len(computed))
    return next((place for place, (one, other) in pairs if one != other), shorter)
