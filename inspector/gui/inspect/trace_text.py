"""The texts of a trace's steps as plain, bounded values."""

from collections.abc import Iterator

from inspector.gui.document import key_text, signers
from inspector.gui.document.copied import CopiedFact, CopiedLine, CopiedPart, at
from inspector.gui.theme.palette import ColourRole
from inspector.gui.translation import N_, number, plural, translate
from inspector.gui.widgets.plain_text import clip, named, pointed, quoted, said_exactly, whole
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.trace.steps import Outcome, Spelling, Step, StepKind, Trace, TraceKey, parts_at
from inspector.verify.hints import Hint
from inspector.verify.look_alikes import telling_apart
from inspector.verify.trust import in_groups

_MOST_NAMES = 60
_LONGEST_TEXT = 2_000
_LONGEST_NAME = 80


class ShownKey(NamedTuple):
    """The key of a signature. ``fingerprint`` is in groups of four digits."""

    name: str
    fingerprint: str
    raw: str
    standing: StatusBadge
    signed_at: str


class ShownStep(NamedTuple):
    """One step; ``differs`` is the index of the first difference, or -1."""

    number: int
    title: str
    note: str
    sign: StatusBadge
    is_reached: bool
    is_good: bool
    path: str
    kept: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    put_in: tuple[str, ...] = ()
    data: bytes | None = None
    expected: str = ""
    computed: str = ""
    differs: int = -1
    is_hash: bool = False
    signature: str = ""
    key: ShownKey | None = None
    reason: str = ""


class ShellLine(NamedTuple):
    """A shell line, or ""; ``name`` is what it prints."""

    name: str
    line: str
    note: str


class ShownTrace(NamedTuple):
    """The steps of one check, the hints if it failed, and the shell lines that repeat it."""

    check: str
    path: str
    sign: StatusBadge
    steps: tuple[ShownStep, ...]
    hints: tuple[str, ...]
    lines: tuple[ShellLine, ...]


def of_traces(traces: tuple[Trace, ...], hints: tuple[Hint, ...]) -> tuple[ShownTrace, ...]:
    """All traces except those that are only the beginning of another, which then names both
    checks."""
    whole_ones = [one for one in traces if not any(_begins(one, other) for other in traces)]
    return tuple(
        _shown(one, [other.id for other in traces if _begins(other, one)], hints)
        for one in whole_ones
    )


def copied_step(trace: ShownTrace, step: ShownStep, document: CopiedPart) -> CopiedPart:
    """One step to be copied; ``document`` says which document and whose list it is about."""
    return _copied(trace, [_copied_step(step)], document)


def _copied(trace: ShownTrace, lines: list[CopiedLine], document: CopiedPart) -> CopiedPart:
    name = translate("Trace", "Steps of {}").format(trace.check)
    head = CopiedLine("", name, (at(trace.path),))
    return document._replace(lines=(head, *lines, *document.lines))


def _copied_step(step: ShownStep) -> CopiedLine:
    """A step as shown, except for the bytes, which can be saved."""
    names = (
        (translate("Trace", "Kept:"), step.kept),
        (translate("Trace", "Left out:"), step.left_out),
        (translate("Trace", "Put back:"), step.put_in),
    )
    values = (
        (translate("Trace", "Stated:"), step.expected),
        (translate("Trace", "Computed:"), step.computed),
        (translate("Trace", "Signature:"), step.signature),
        (translate("Trace", "Key:"), step.key.raw if step.key else ""),
    )
    facts = [CopiedFact(step.note)] if step.note else []
    facts += [CopiedFact(label, ", ".join(found)) for label, found in names if found]
    facts += [CopiedFact(label, text) for label, text in values if text]
    if step.key is not None:
        facts.append(CopiedFact(translate("Trace", "Fingerprint:"), step.key.fingerprint))
        facts.append(CopiedFact(f"{step.key.name}, {key_text.in_list(step.key.standing)}"))
    if step.reason:
        facts.append(CopiedFact(step.reason))
    return CopiedLine(step.sign.word, f"{step.number}. {step.title}", tuple(facts))


def copied_trace(trace: ShownTrace, document: CopiedPart) -> CopiedPart:
    """All steps of a check and its shell lines, to be copied."""
    lines = [_copied_step(step) for step in trace.steps]
    for one in trace.lines:
        if one.line:
            notes = [CopiedFact(one.note)] if one.note else []
            lines.append(CopiedLine("", one.name, (CopiedFact("", one.line), *notes)))
    return _copied(trace, lines, document)


def _begins(one: Trace, other: Trace) -> bool:
    count = len(one.steps)
    return len(other.steps) > count and other.steps[:count] == one.steps


def _shown(trace: Trace, begun: list[str], hints: tuple[Hint, ...]) -> ShownTrace:
    size = _hashed_bytes(trace)
    paths = {trace.path, *(step.path for step in trace.steps)}
    steps = tuple(_step(number, step, trace, size) for number, step in enumerate(trace.steps, 1))
    return ShownTrace(
        ", ".join((*begun, trace.id)),
        trace.path,
        _OUTCOMES[trace.outcome](),
        steps,
        tuple(whole(hint.sentence) for hint in hints if hint.path in paths),
        tuple(_lines(trace)),
    )


def _lines(trace: Trace) -> Iterator[ShellLine]:
    note = "" if trace.shell_note is None else whole(trace.shell_note)
    yield ShellLine(translate("Trace", "The hash, by Python"), trace.shell, note)
    if trace.signature_shell:
        note = "" if trace.signature_note is None else whole(trace.signature_note)
        name = translate("Trace", "The signature, by OpenSSL")
        yield ShellLine(name, trace.signature_shell, note)


def _hashed_bytes(trace: Trace) -> int:
    """The number of hashed bytes, those of the step before SHA-256; 0 if they are not available."""
    size = 0
    for step in trace.steps:
        if step.kind is StepKind.SHA256:
            return size
        if step.data is not None:
            size = len(step.data)
    return 0


def _step(number: int, step: Step, trace: Trace, size: int) -> ShownStep:
    title, note = _WORDS[step.kind](step, trace, size)
    escaped = telling_apart(step.expected, step.computed, with_blanks=True)
    expected, computed = (
        said_exactly(text or "", _LONGEST_TEXT, escaped) for text in (step.expected, step.computed)
    )
    return ShownStep(
        number,
        title,
        note,
        _OUTCOMES[step.outcome](),
        step.outcome is not Outcome.NOT_REACHED,
        step.outcome in (Outcome.DONE, Outcome.EQUAL, Outcome.VALID),
        step.path,
        _names(step.names) if step.kind in (StepKind.LEAVE_OUT, StepKind.PICK) else (),
        _names(step.left_out),
        _names(step.names) if step.kind is StepKind.PUT_IN else (),
        step.data,
        expected,
        computed,
        parts_at(expected, computed) if step.differs >= 0 else -1,
        step.kind is StepKind.SHA256,
        clip(step.signature, _LONGEST_TEXT),
        _key(step.key) if step.key else None,
        "" if step.note is None else whole(step.note),
    )


def _name(name: str) -> str:
    """In a copy all names are on one line; one that could be taken for several is quoted."""
    is_plain = name.isascii() and name.isidentifier() and len(name) <= _LONGEST_NAME
    return name if is_plain else quoted(name, _LONGEST_NAME)


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    shown = [_name(name) for name in names[:_MOST_NAMES]]
    if len(names) > _MOST_NAMES:
        rest = number(len(names) - _MOST_NAMES)
        shown.append(translate("Trace", "{} more").format(rest))
    return tuple(shown)


def _key(key: TraceKey) -> ShownKey:
    return ShownKey(
        named(key.name, 120) if key.name else signers.marked(named(key.key_id, 120)),
        " ".join(in_groups(key.fingerprint)),
        key.raw.hex(),
        key_text.sign(key.standing),
        clip(key.signed_at, 80),
    )


# --- what each kind of step is called -------------------------------------------------------

_TAKEN = {
    "event": N_("Trace", "Take the event"),
    "bundle": N_("Trace", "Take the bundle"),
    "state": N_("Trace", "Take the state"),
    "state.event_id": N_("Trace", "Take the entry"),
    "record": N_("Trace", "Take the canonical record"),
    "receipt": N_("Trace", "Take the canonical record"),
    "key": N_("Trace", "Take the bytes of the key"),
    "integrity": N_("Trace", "Take the integrity section"),
}
_SPELT = {
    Spelling.PREFIXED: N_("Trace", "Put “sha256:” before it"),
    Spelling.PITH_NUMBER: N_("Trace", "Make the Pith Number of it"),
    Spelling.SHORT_NUMBER: N_("Trace", "Make the short Pith Number of it"),
    Spelling.TAIL: N_("Trace", "Spell it in base32"),
    Spelling.HEX: N_("Trace", "Cut it short"),
    Spelling.ARXIV: N_("Trace", "Derive the alias"),
}


def _take(step: Step, trace: Trace, _: int) -> tuple[str, str]:
    of = trace.id if trace.id in _TAKEN else trace.id.partition(".")[0]
    text = _TAKEN.get(of, N_("Trace", "Take the value"))
    place = pointed(step.path, 200) or translate("Trace", "the whole document")
    if step.members is None:
        return translate("Trace", text), place
    count = plural("Trace", "%n member", "%n members", step.members)
    return translate("Trace", text), f"{place}, {count}"


def _leave_out(step: Step, _: Trace, __: int) -> tuple[str, str]:
    title = plural("Trace", "Leave out %n member", "Leave out %n members", len(step.left_out))
    return title, translate("Trace", "the hash cannot hold itself, its name or its signature")


def _pick(step: Step, _: Trace, __: int) -> tuple[str, str]:
    title = plural("Trace", "Keep %n member", "Keep %n members", len(step.names))
    note = translate("Trace", "this hash is of no others")
    pairs = zip(step.names, step.written, strict=True)
    renamed = translate("Trace", "{} is written as {}")
    said = [renamed.format(name, new) for name, new in pairs if name != new]
    return title, "; ".join((note, *said))


def _put_in(step: Step, trace: Trace, _: int) -> tuple[str, str]:
    title = plural("Trace", "Put back %n member", "Put back %n members", len(step.names))
    note = translate("Trace", "that the event had and its entry in a state has not")
    if not step.assumed:
        return title, note
    is_met = trace.outcome is Outcome.EQUAL
    text = (
        N_("Trace", "{}; assumed, since no state keeps them: {}. The id is met with these.")
        if is_met
        else N_(
            "Trace", "{}; assumed, since no state keeps them: {}. The id is not met with these."
        )
    )
    return title, translate("Trace", text).format(note, ", ".join(step.assumed))


def _normalise(step: Step, _: Trace, __: int) -> tuple[str, str]:
    title = translate("Trace", "Normalise the text")
    if step.form is None:
        return title, _bytes(step)
    said = [str(step.form.unicode)] if step.form.unicode else []
    folds = step.form.folds_case
    said.append(translate("Trace", "case folded") if folds else translate("Trace", "lower case"))
    if step.form.folds_space:
        said.append(translate("Trace", "each run of white space one space"))
    return title, f"{', '.join(said)}; {_bytes(step)}"


def _canonical(step: Step, _: Trace, __: int) -> tuple[str, str]:
    note = translate("Trace", "{}, UTF-8, names sorted").format(_bytes(step))
    for name in step.names:
        member = quoted(name, 80)
        note = translate("Trace", "{}; as the member {} of an object").format(note, member)
    return translate("Trace", "Write canonical JSON"), note


def _sha256(_: Step, __: Trace, size: int) -> tuple[str, str]:
    text = plural("Trace", "of this %n byte", "of these %n bytes", size)
    return "SHA-256", text if size else ""


def _spell(step: Step, _: Trace, __: int) -> tuple[str, str]:
    title = translate("Trace", _SPELT[step.spelling]) if step.spelling else ""
    if not step.length:
        return title, ""
    return title, translate("Trace", "the first {} characters").format(step.length)


def _ed25519(_: Step, __: Trace, ___: int) -> tuple[str, str]:
    return "Ed25519", translate("Trace", "over the 32 bytes of the hash")


def _bytes(step: Step) -> str:
    count = len(step.data or b"")
    return plural("Trace", "%n byte", "%n bytes", count)


_WORDS = {
    StepKind.TAKE: _take,
    StepKind.LEAVE_OUT: _leave_out,
    StepKind.PICK: _pick,
    StepKind.PUT_IN: _put_in,
    StepKind.NORMALISE: _normalise,
    StepKind.CANONICAL: _canonical,
    StepKind.SHA256: _sha256,
    StepKind.SPELL: _spell,
    StepKind.ED25519: _ed25519,
}
_OUTCOMES = {
    Outcome.DONE: lambda: StatusBadge("pass", ColourRole.PASS, translate("Trace", "done")),
    Outcome.EQUAL: lambda: StatusBadge("pass", ColourRole.PASS, translate("Trace", "equal")),
    Outcome.DIFFERS: lambda: StatusBadge("fail", ColourRole.FAIL, translate("Trace", "differs")),
    Outcome.VALID: lambda: StatusBadge("pass", ColourRole.PASS, translate("Trace", "valid")),
    Outcome.INVALID: lambda: StatusBadge("fail", ColourRole.FAIL, translate("Trace", "not valid")),
    Outcome.NOT_REACHED: lambda: StatusBadge(
        "not-reached", ColourRole.UNCHECKED, translate("Trace", "not reached")
    ),
    Outcome.UNCHECKED: lambda: StatusBadge(
        "unchecked", ColourRole.UNCHECKED, translate("Trace", "unchecked")
    ),
}
