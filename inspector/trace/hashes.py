"""Traces of hashes over JSON values, and of the signatures over them.

The steps are: take, leave out, put in, canonical JSON, SHA-256, and then Ed25519.
"""

from collections.abc import Callable
from typing import TypeAlias

from inspector.document.identifiers import EVENT_ID_PREFIX
from inspector.document.json_types import Json, JsonObject, object_at, text_at
from inspector.document.pointer import parent
from inspector.merge.state import ASSUMED, STATE_HASH, entry_at
from inspector.messages import Message, Value, msg
from inspector.named_tuple import NamedTuple
from inspector.trace.context import TraceContext
from inspector.trace.places import signature_at
from inspector.trace.steps import Outcome, Spelling, Step, StepKind, TraceKey, parts_at
from inspector.verify import events, integrity, record, signatures, state, state_history
from inspector.verify.format import BUNDLE, EVENT, STATE, Cover
from inspector.verify.hashed import Hashed
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN, Reason, Result, unchecked
from inspector.verify.signatures import Claim
from inspector.verify.trust import PublicKey

Steps: TypeAlias = tuple[Step, ...]
_OUTCOMES = {
    PASS: Outcome.EQUAL,
    FAIL: Outcome.DIFFERS,
    WARN: Outcome.DIFFERS,
    UNCHECKED: Outcome.UNCHECKED,
}


class TracedHash(NamedTuple):
    """The steps of a hash. ``digest`` is the computed hash, None if the stated one differs."""

    steps: Steps
    digest: str | None


def take_step(context: TraceContext, path: str, data: bytes | None = None) -> Step:
    """The step that takes the value at ``path``."""
    value = context.at(path)
    members = len(value) if isinstance(value, (dict, list)) else None
    return Step(StepKind.TAKE, Outcome.DONE, path, members=members, data=data)


def comparison_step(
    kind: StepKind,
    path: str,
    rule: Result,
    stated: Json,
    computed: str | None,
    *,
    spelling: Spelling | None = None,
    length: int = 0,
    reads: str = "",
) -> Step:
    """A step with the computed and the stated value at ``path``, as judged by ``rule``.

    ``computed`` is None if it cannot be computed; then the note is what the rule found.
    """
    expected = as_text(stated)
    outcome = _OUTCOMES[rule.status]
    if rule.reason is Reason.NOT_REACHED:
        outcome = Outcome.NOT_REACHED
    elif rule.status is WARN and computed is None:
        outcome = Outcome.UNCHECKED
    return Step(
        kind,
        outcome,
        path,
        expected=expected,
        computed=computed,
        differs=parts_at(expected, computed),
        note=rule.message if rule.status in (UNCHECKED, WARN) or computed is None else None,
        spelling=spelling,
        length=length,
        reads=reads,
    )


def as_text(stated: Json) -> str | None:
    """The stated value as text; for a value of a wrong type, what it is."""
    return stated if stated is None or isinstance(stated, str) else str(msg("{}", Value(stated)))


def hashing_steps(context: TraceContext, hashed: Hashed) -> Steps:
    """The steps from the value to the hashed bytes."""
    steps = [take_step(context, hashed.path)]
    if hashed.left_out:
        held = context.object(hashed.path)
        steps.append(
            Step(
                StepKind.LEAVE_OUT,
                Outcome.DONE,
                hashed.path,
                names=tuple(name for name in held if name not in hashed.left_out),
                left_out=tuple(name for name in held if name in hashed.left_out),
            )
        )
    if hashed.put_in:
        steps.append(_put_in(context, hashed))
    data = context.write(hashed)[0]
    return (*steps, Step(StepKind.CANONICAL, Outcome.DONE, hashed.path, data=data))


def _put_in(context: TraceContext, hashed: Hashed) -> Step:
    event = hashed.value if isinstance(hashed.value, dict) else {}
    names = tuple(sorted(hashed.put_in))
    data = context.case.write({name: event[name] for name in names})
    reads = "/pith_number" if "pith_number" in context.case.value else ""
    return Step(
        StepKind.PUT_IN,
        Outcome.DONE,
        hashed.path,
        names=names,
        assumed=tuple(name for name in names if name in ASSUMED),
        data=data,
        reads=reads,
    )


def unstated_hash(
    context: TraceContext, hashed: Hashed, reason: Message | None = None
) -> TracedHash:
    """A hash without a stated one; ``reason`` says why if one should be stated."""
    digest = context.write(hashed)[1]
    outcome = Outcome.UNCHECKED if reason else Outcome.DONE
    step = Step(StepKind.SHA256, outcome, hashed.path, computed=digest, note=reason)
    return TracedHash((*hashing_steps(context, hashed), step), digest)


def compared_hash(
    context: TraceContext, hashed: Hashed, path: str, judge: Callable[[str], Result]
) -> TracedHash:
    """A hash compared with the one stated at ``path``. ``judge`` is the rule, called with the
    computed one."""
    computed = context.write(hashed)[1]
    rule = judge(computed)
    step = comparison_step(StepKind.SHA256, path, rule, context.at(path), computed)
    return TracedHash(
        (*hashing_steps(context, hashed), step), computed if rule.status is PASS else None
    )


def of_record(context: TraceContext, place: str) -> TracedHash:
    """record.canonical_hash, stated at ``place`` beside the record."""
    holder = parent(place)
    claimed = text_at(context.at(holder), "canonical_sha256")
    _, hashed = context.record(holder)
    return compared_hash(
        context, hashed, place, lambda found: record.canonical_hash(found, claimed, holder)
    )


def of_receipt(context: TraceContext, place: str) -> TracedHash:
    """receipt.hash of the receipt at ``place``; without a receipt, the hash that it would state."""
    about, hashed = context.record(parent(place))
    held = object_at(context.at(parent(place)), "receipt")
    if held is None:
        return unstated_hash(context, hashed)
    path = place + "/canonical_sha256"
    return compared_hash(context, hashed, path, lambda _: record.hash_of_record(held, about, place))


def of_event(context: TraceContext, place: str) -> TracedHash:
    """event.content_hash of the event at ``place``."""
    event = context.object(place)
    hashed, path = Hashed.of(EVENT, event, place), place + "/content_sha256"
    return compared_hash(
        context, hashed, path, lambda found: events.content_hash(event, found, place)
    )


def of_state(context: TraceContext, place: str) -> TracedHash:
    """state.hash of the state at ``place``."""
    held = context.object(place)
    hashed, path = Hashed.of(STATE, held, place), f"{place}/{STATE_HASH}"
    return compared_hash(context, hashed, path, lambda found: state.state_hash(held, found, place))


def of_bundle(context: TraceContext, reason: Message | None = None) -> TracedHash:
    """bundle.hash; for an unsigned bundle, the hash that a signature would cover."""
    value = context.case.value
    hashed, holder = Hashed.of(BUNDLE, value, ""), object_at(value, "bundle_signature")
    if holder is None:
        return unstated_hash(context, hashed, reason)
    path = "/bundle_signature/bundle_sha256"
    return compared_hash(context, hashed, path, lambda found: events.bundle_hash(holder, found))


def of_entry(context: TraceContext, place: str) -> Steps:
    """state.event_id of the entry at ``place``: the hash of the rebuilt event, with its prefix."""
    case, value = context.case, context.case.value
    current = object_at(value, "current") or {}
    entry = entry_at(current, "/current", place)
    if entry is None:
        return ()
    history = state_history.History(value, case.digest, case.write)
    links, _ = history.links(entry, text_at(entry.value, "event_id") or "")
    hashed = unstated_hash(
        context, Hashed.entry(entry, value.get("pith_number"), links or state_history.NO_LINKS)
    )
    spelled = comparison_step(
        StepKind.SPELL,
        place + "/event_id",
        history.event_id(entry),
        entry.value.get("event_id"),
        f"{EVENT_ID_PREFIX}{hashed.digest}",
        spelling=Spelling.PREFIXED,
    )
    return (*hashed.steps, spelled)


# --- signatures: the steps of the hash, then Ed25519 over its 32 bytes --------------------------

_SIGNED_OUTCOMES = {PASS: Outcome.VALID, FAIL: Outcome.INVALID, UNCHECKED: Outcome.UNCHECKED}


def of_receipt_signature(context: TraceContext, result: Result) -> Steps:
    """receipt.signature: over the hash of the canonical record."""
    path = signature_at(result.path)
    return _signed(context, Cover.RECEIPT, path, of_receipt(context, path))


def of_bundle_signature(context: TraceContext, result: Result) -> Steps:
    """bundle.signature: over the hash of the bundle without it."""
    return _signed(context, Cover.BUNDLE, signature_at(result.path), of_bundle(context))


def of_event_signature(context: TraceContext, result: Result) -> Steps:
    """event.signature: over the hash of the event without it."""
    path = signature_at(result.path)
    place = parent(path)
    signer = object_at(context.at(place), "signer")
    return _signed(context, Cover.EVENT, path, of_event(context, place), signer)


def _signed(
    context: TraceContext,
    cover: Cover,
    path: str,
    hashed: TracedHash,
    signer: JsonObject | None = None,
) -> Steps:
    holder = object_at(context.at(parent(path)), path.rpartition("/")[2])
    claim = Claim(cover, path, holder, hashed.digest, signer)
    rule, key = signatures.verified(context.case, claim)
    signature = (holder or {}).get("signature_b64")
    signed_at = text_at(holder, "signed_at") or ""
    return (*hashed.steps, _ed25519(rule, signature, _key(context, key, signed_at)))


def _key(context: TraceContext, key: PublicKey | None, signed_at: str) -> TraceKey | None:
    if key is None:
        return None
    trust = context.case.trust
    name, standing = trust.name_of(key.raw), trust.standing(key.raw)
    return TraceKey(name, key.key_id, key.fingerprint, key.raw, standing, signed_at)


def _ed25519(rule: Result, signature: Json, key: TraceKey | None) -> Step:
    outcome = _SIGNED_OUTCOMES[rule.status]
    if rule.reason is Reason.NOT_REACHED:
        outcome = Outcome.NOT_REACHED
    return Step(
        StepKind.ED25519,
        outcome,
        rule.path,
        signature=as_text(signature) or "",
        key=key,
        note=rule.message if rule.detail else None,
    )


def of_integrity_hash(context: TraceContext, place: str) -> Steps:
    """event.content_hash of the integrity event at ``place``; how it is computed is not known."""
    path = place + "/payload_sha256"
    stated = text_at(context.at(place), "payload_sha256")
    note = unchecked("event.content_hash", path, integrity.UNKNOWN_HASH).message
    step = Step(StepKind.SHA256, Outcome.UNCHECKED, path, expected=stated, note=note)
    return take_step(context, place), step


def of_integrity_signature(context: TraceContext, result: Result) -> Steps:
    """event.signature of an integrity event: over the hash that it states."""
    place = parent(result.path)
    event = context.object(place)
    key_id = text_at(event, "signing_key_id") or ""
    rule = integrity.signature(context.case, event, key_id, result.path)
    step = _ed25519(rule, event.get("signature_b64"), None)
    return (*of_integrity_hash(context, place), step)
