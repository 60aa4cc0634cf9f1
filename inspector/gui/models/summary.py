"""What the banner says of a document, or of the lack of one: plain values for the view."""

from typing import NamedTuple

from inspector.document.json_types import JsonObject
from inspector.document.kinds import Kind
from inspector.errors import InspectorError
from inspector.gui.models import signs
from inspector.gui.models.opened import Checked, Opened
from inspector.gui.models.signs import Sign
from inspector.gui.models.text import clip, middle, whole
from inspector.gui.theme.palette import Tone
from inspector.gui.translation import N_, number, plural, translate
from inspector.verify.coverage import Cover
from inspector.verify.report import Report, Signature, Trust, Verdict
from inspector.verify.result import PASS, UNCHECKED, WARN
from inspector.verify.trust import Standing

_VERSIONS = ("bundle_version", "state_version", "schema_version", "manifest_version")
_SHORT = 80
_KINDS = {
    Kind.BUNDLE: N_("Summary", "Bundle"),
    Kind.STATE: N_("Summary", "State"),
    Kind.RECORD: N_("Summary", "Record"),
    Kind.MIRROR_MANIFEST: N_("Summary", "Mirror manifest"),
    Kind.SIGNING_KEY: N_("Summary", "Signing key"),
    Kind.INTEGRITY_REPORT: N_("Summary", "Integrity report"),
}


class Fact(NamedTuple):
    """A label and its text. ``mono`` texts are identifiers that can be selected and copied."""

    label: str
    text: str
    mono: bool = False


class Axis(NamedTuple):
    sign: Sign
    note: str


class Summary(NamedTuple):
    verdict: Sign
    sentence: str
    title: str
    facts: tuple[Fact, ...] = ()
    integrity: Axis | None = None
    trust: Axis | None = None


def of_reading(source: str) -> Summary:
    """Before anything is known: no verdict, neither an earlier one nor a hoped-for one."""
    sign = signs.checking()._replace(word=translate("Summary", "Reading…"))
    return Summary(sign, "", middle(source, _SHORT))


def of_checking(opened: Opened) -> Summary:
    waiting = Axis(Sign("checking", Tone.MUTED, translate("Summary", "Checking…")), "")
    document = opened.loaded.document
    facts = _identity(document.pith_number, document.kind, document.value)
    title = middle(opened.loaded.name, _SHORT)
    return Summary(signs.checking(), "", title, facts, waiting, waiting)


def of_checked(checked: Checked) -> Summary:
    report = checked.report
    loaded = checked.opened.loaded
    facts = _identity(report.pith_number, loaded.document.kind, loaded.document.value)
    return Summary(
        signs.of_verdict(report.verdict),
        whole(report.sentence),
        clip(report.title) if report.title else middle(loaded.name, _SHORT),
        (*facts, _signed_by(report)),
        _integrity(checked),
        _trust(report),
    )


def of_error(source: str, error: InspectorError) -> Summary:
    return Summary(
        signs.of_verdict(Verdict.UNREADABLE),
        whole(error.message),
        middle(source, _SHORT),
    )


def _identity(pith_number: str | None, kind: Kind, value: JsonObject) -> tuple[Fact, ...]:
    number = clip(pith_number) if pith_number else translate("Summary", "none stated")
    return (
        Fact(translate("Summary", "Pith Number"), number, mono=pith_number is not None),
        Fact(translate("Summary", _KINDS[kind]), _contents(value)),
    )


def _contents(value: JsonObject) -> str:
    version = next((value[name] for name in _VERSIONS if isinstance(value.get(name), str)), "")
    events = value.get("events")
    count = len(events) if isinstance(events, list) else value.get("event_count")
    parts = [clip(str(version), 20)] if version else []
    if isinstance(count, int) and not isinstance(count, bool):
        parts.append(plural("Summary", "%n event", "%n events", count))
    return ", ".join(parts) or translate("Summary", "no version stated")


def _signed_by(report: Report) -> Fact:
    """Who made the signature that covers most, of those that hold, and of what it is."""
    held = [signature for signature in report.signatures if signature.status is PASS]
    if not held:
        return Fact(
            translate("Summary", "Signed by"), translate("Summary", "no signature that holds")
        )
    order = (Cover.BUNDLE, Cover.EVENT, Cover.RECEIPT)
    chosen = min(held, key=lambda signature: order.index(signature.cover))
    name = chosen.signer_id or _name_elsewhere(held, chosen)
    key = clip(chosen.key_id or chosen.fingerprint, _SHORT)
    signer = translate("Summary", "{} with {}").format(clip(name, _SHORT), key) if name else key
    return Fact(_SIGNED[chosen.cover](), signer)


_SIGNED = {
    Cover.BUNDLE: lambda: translate("Summary", "Signed by"),
    Cover.EVENT: lambda: translate("Summary", "Events signed by"),
    Cover.RECEIPT: lambda: translate("Summary", "Receipt signed by"),
}


def _name_elsewhere(held: list[Signature], chosen: Signature) -> str:
    """A bundle's signature has a key, but no name; events by the same key have one."""
    same = (other for other in held if other.fingerprint == chosen.fingerprint)
    return next((other.signer_id for other in same if other.signer_id), "")


def _integrity(checked: Checked) -> Axis | None:
    if checked.report.integrity is None:
        return None
    counts = checked.counts
    if counts.failed:
        note = translate("Summary", "{} of {} checks fail").format(
            number(counts.failed), number(counts.total)
        )
    else:
        numbers = ((PASS, counts.passed), (WARN, counts.warned), (UNCHECKED, counts.unchecked))
        note = ", ".join(signs.counted(status, number) for status, number in numbers if number)
    return Axis(signs.of_integrity(checked.report.integrity), note)


def _trust(report: Report) -> Axis | None:
    if report.trust is None:
        return None
    signatures = report.signatures
    if not signatures:
        note = translate("Summary", "no signature in it")
    else:
        wanted = Standing.DISTRUSTED if report.trust is Trust.DISTRUSTED else Standing.TRUSTED
        count = sum(signature.standing is wanted for signature in signatures)
        text = {
            Trust.DISTRUSTED: translate("Summary", "{} of {} by a key you distrust"),
            Trust.UNSIGNED: translate("Summary", "{} of {} trusted, none over the whole"),
        }.get(report.trust, translate("Summary", "{} of {} signatures trusted"))
        note = text.format(number(count), number(len(signatures)))
    return Axis(signs.of_trust(report.trust), note)
