"""Traces of identifiers derived from a hash: Pith Numbers, event ids, aliases, key fingerprints."""

import hashlib

from inspector.document.identifiers import (
    EVENT_ID_PREFIX,
    SHORT_LENGTH,
    TAIL_LENGTH,
    short_pith_number,
    tail,
    tail_of,
)
from inspector.document.json_types import JsonObject, text_at
from inspector.document.pointer import join, parent
from inspector.trace.context import TraceContext
from inspector.trace.hashes import Steps, as_text, comparison_step, take_step, unstated_hash
from inspector.trace.places import key_entry
from inspector.trace.steps import Outcome, Spelling, Step, StepKind
from inspector.verify import events, keys, record
from inspector.verify.result import Result
from inspector.verify.trust import PublicKey

_SHORT = "pith_short_"
_SPELLINGS = {
    "fingerprint_sha256_hex": Spelling.HEX,
    "fingerprint_sha256_b32_first128bits": Spelling.TAIL,
}
_LAST = (Outcome.EQUAL, Outcome.UNCHECKED, Outcome.DIFFERS)


def of_number(context: TraceContext, result: Result) -> Steps:
    """record.pith_number: "pith:", the year and the tail of the record beside it.

    If the record gives no year, only the tail is compared.
    """
    is_own = result.path == "/pith_number"
    about, hashed = context.record(context.about if is_own else parent(result.path) + "/payload")
    stated, end = context.at(result.path), tail(about.sha256)
    rule = record.number(about, stated, result.path)
    derived = as_text(rule.expected) or end
    shown = stated
    if derived == end and isinstance(stated, str):
        shown = tail_of(stated) or stated
    spelled = comparison_step(
        StepKind.SPELL,
        result.path,
        rule,
        shown,
        derived,
        spelling=Spelling.TAIL if derived == end else Spelling.PITH_NUMBER,
        length=TAIL_LENGTH,
        reads="" if derived == end else about.path + "/metadata/submitted_at",
    )
    return (*unstated_hash(context, hashed).steps, spelled)


def of_short_number(context: TraceContext, result: Result) -> Steps:
    """record.short_pith_number: the first characters of the tail."""
    about, hashed = context.record(context.about)
    holder = context.object("")
    spelled = comparison_step(
        StepKind.SPELL,
        result.path,
        record.short_number(about, holder),
        holder.get("short_pith_number"),
        short_pith_number(about.sha256),
        spelling=Spelling.SHORT_NUMBER,
        length=SHORT_LENGTH,
    )
    return (*unstated_hash(context, hashed).steps, spelled)


def of_event_id(context: TraceContext, result: Result) -> Steps:
    """event.id compares two stated values; event.content_hash checks that the hash is the
    event's."""
    place = parent(result.path)
    event = context.object(place)
    hashed = text_at(event, "content_sha256")
    spelled = comparison_step(
        StepKind.SPELL,
        result.path,
        events.identity(event, place),
        event.get("event_id"),
        None if hashed is None else EVENT_ID_PREFIX + hashed,
        spelling=Spelling.PREFIXED,
    )
    return take_step(context, place + "/content_sha256"), spelled


def of_alias(context: TraceContext, result: Result) -> Steps:
    """alias.value of a kind that can be derived; () for other kinds."""
    about, hashed = context.record(context.about)
    alias, derived = context.at(result.path), record.derived_aliases(about)
    kind = text_at(alias, "alias_kind")
    if kind is None or kind not in derived:
        return ()
    is_short = kind.startswith(_SHORT)
    spelled = comparison_step(
        StepKind.SPELL,
        join(result.path, "alias_value"),
        record.alias_value(alias, derived, result.path),
        text_at(alias, "alias_value"),
        derived[kind],
        spelling=Spelling.TAIL if is_short else Spelling.ARXIV,
        length=len(derived[kind]) if is_short else 0,
    )
    if is_short:
        return (*unstated_hash(context, hashed).steps, spelled)
    return take_step(context, join(about.path, "source")), spelled


def of_fingerprint(context: TraceContext, result: Result) -> Steps:
    """key.fingerprint: the hash of the key's 32 bytes, then each fingerprint, wrong ones last."""
    place = key_entry(result.path)
    entry = context.object(place)
    key = keys.KeyEntry.at(place, entry).key
    rule = keys.fingerprints(entry, key, place)
    if key is None:
        lost = Step(StepKind.TAKE, Outcome.UNCHECKED, place, note=rule.message)
        return lost, comparison_step(StepKind.SHA256, place, rule, None, None)
    read = "public_key_b64" if keys.from_base64(entry.get("public_key_b64")) else "public_key_hex"
    path = join(place, read)
    digest = hashlib.sha256(key.raw).hexdigest()
    hashed = Step(StepKind.SHA256, Outcome.DONE, path, computed=digest)
    spelled = [_fingerprint(entry, key, place, name) for name in _SPELLINGS]
    spelled.sort(key=lambda step: _LAST.index(step.outcome))
    return take_step(context, path, key.raw), hashed, *spelled


def _fingerprint(entry: JsonObject, key: PublicKey, place: str, name: str) -> Step:
    """One fingerprint, as judged by the rule for an entry whose other one is right."""
    right: JsonObject = {one: derive(key) for one, derive in keys.FINGERPRINTS}
    computed, stated = str(right.pop(name)), entry.get(name)
    rule = keys.fingerprints(right | ({name: stated} if name in entry else {}), key, place)
    spelling, path = _SPELLINGS[name], join(place, name)
    return comparison_step(
        StepKind.SPELL, path, rule, stated, computed, spelling=spelling, length=len(computed)
    )
