"""The texts of the banner on a document, or on why there is none."""

from collections.abc import Iterator

from inspector.document.identifiers import shown_number
from inspector.document.json_types import JsonObject
from inspector.document.kinds import Kind
from inspector.errors import InspectorError
from inspector.gui.document import signers, titles
from inspector.gui.document.opened import Checked, Opened
from inspector.gui.theme.palette import ColourRole
from inspector.gui.translation import N_, language, number, plural, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import middle, named, said_exactly, whole
from inspector.gui.widgets.signs import StatusBadge
from inspector.jobs.opening import Loaded
from inspector.merge.state import entry_count
from inspector.named_tuple import NamedTuple
from inspector.verify.format import Cover
from inspector.verify.report import Integrity, Report, Signer, Trust, Verdict
from inspector.verify.result import PASS, UNCHECKED, WARN
from inspector.verify.trust import Standing

_VERSIONS = ("bundle_version", "state_version", "schema_version", "manifest_version")
_SHORT = 80
_HOST = 48
"""Longer hosts lose their middle: the end says whose they are."""
_KINDS = {
    Kind.BUNDLE: N_("Summary", "Bundle"),
    Kind.STATE: N_("Summary", "State"),
    Kind.RECORD: N_("Summary", "Record"),
    Kind.MIRROR_MANIFEST: N_("Summary", "Mirror manifest"),
    Kind.SIGNING_KEY: N_("Summary", "Signing key"),
    Kind.INTEGRITY_REPORT: N_("Summary", "Integrity report"),
}


class SummaryFact(NamedTuple):
    """A label and its text. ``mono`` texts are identifiers that can be selected and copied."""

    label: str
    text: str
    mono: bool = False


class Axis(NamedTuple):
    sign: StatusBadge
    note: str


class Summary(NamedTuple):
    """``claim`` marks a title that is not proven, and ``reason`` says why; otherwise both are
    ""."""

    verdict: StatusBadge
    sentence: str
    title: str
    facts: tuple[SummaryFact, ...] = ()
    integrity: Axis | None = None
    trust: Axis | None = None
    claim: str = ""
    reason: str = ""
    shows: str = ""
    """The JSON Pointer for *Show*; "" if there is no single cause."""
    unknown_key: str = ""
    """The fingerprint of the first signing key that is not in the list, if nothing is wrong; else
    ""."""


def of_reading(source: str) -> Summary:
    """While nothing is known: no verdict, neither an earlier nor an expected one."""
    sign = signs.checking()._replace(word=translate("Summary", "Reading…"))
    return Summary(sign, "", middle(source, _SHORT))


def of_checking(opened: Opened) -> Summary:
    waiting = Axis(StatusBadge("checking", ColourRole.MUTED, translate("Summary", "Checking…")), "")
    document = opened.document
    facts = _identity(document.pith_number, document.kind, document.value, is_shown=False)
    facts += _inside(opened)
    facts += _answered_by(opened)
    title = middle(opened.name, _SHORT)
    return Summary(signs.checking(), "", title, facts, waiting, waiting)


def of_checked(checked: Checked) -> Summary:
    report = checked.report
    opened = checked.opened
    document, is_shown = opened.document, checked.overview.is_number_proven
    facts = _identity(report.pith_number, document.kind, document.value, is_shown=is_shown)
    answered = _answered_by(opened)
    cause = checked.overview.cause
    is_claim = titles.is_claimed(report)
    return Summary(
        signs.of_verdict(report.verdict),
        whole(report.sentence if cause is None else cause.sentence),
        titles.headline(checked) or middle(opened.name, _SHORT),
        (
            *facts,
            *_inside(opened),
            *_signed_by(checked.signers),
            *answered,
        ),
        _integrity(checked),
        _trust(report),
        titles.mark() if is_claim else "",
        titles.reason(report) if is_claim else "",
        "" if cause is None else cause.pointer,
        signers.unknown(checked.signers) if _wants_key(report) else "",
    )


def _wants_key(report: Report) -> bool:
    """Whether all required signatures are valid, nothing failed, and a key is unknown.

    Other obligations may be open.
    """
    return report.trust is Trust.UNKNOWN and report.verdict is not Verdict.FAILED


def of_error(source: str, error: InspectorError) -> Summary:
    return Summary(
        signs.of_error(error),
        whole(error.message),
        middle(source, _SHORT),
        (*_refused(error), *_answered_by(error)),
    )


def _refused(error: InspectorError) -> Iterator[SummaryFact]:
    """The size of the data, and where in it reading stopped."""
    if error.received is not None:
        size = plural("Summary", "%n byte", "%n bytes", error.received.size)
        yield SummaryFact(translate("Summary", "Size"), size)
    if error.line is not None and error.column is not None:
        place = translate("Summary", "line {}, column {}")
        shown = place.format(number(error.line), number(error.column))
        yield SummaryFact(translate("Summary", "Read as far as"), shown)


def _identity(
    pith_number: str | None, kind: Kind, value: JsonObject, *, is_shown: bool
) -> tuple[SummaryFact, ...]:
    """``is_shown``: the checks show that the number is the record's; else it is only stated."""
    label, number = translate("Summary", "Pith Number"), translate("Summary", "none stated")
    if pith_number:
        number = shown_number(pith_number, language())
        label = label if is_shown else translate("Summary", "States Pith Number")
    return (
        SummaryFact(label, number, mono=pith_number is not None),
        SummaryFact(translate("Summary", _KINDS[kind]), _contents(value)),
    )


def kind_and_version(kind: Kind, value: JsonObject) -> str:
    """ "Bundle 1.0"."""
    return f"{translate('Summary', _KINDS[kind])} {_version(value)}".rstrip()


def _version(value: JsonObject) -> str:
    found = (value.get(name) for name in _VERSIONS)
    return next((named(version, 20) for version in found if isinstance(version, str)), "")


def _inside(loaded: Loaded) -> tuple[SummaryFact, ...]:
    """Which part of its source the document is; nothing for a whole file."""
    words = [named(loaded.member, _SHORT)] if loaded.member else []
    if loaded.part is not None:
        from inspector.document.items import TextForm  # noqa: PLC0415 - start-up

        form, item = loaded.part
        if item.pointer:
            words.append(said_exactly(item.pointer, _SHORT))
        elif form is TextForm.LINES:
            words.append(translate("Summary", "line {}").format(number(item.number)))
        else:
            words.append(translate("Summary", "document {}").format(number(item.number)))
        words.append(translate("Summary", "from byte {} on").format(number(item.start + 1)))
        if item.pointer:
            words.append(translate("Summary", "the rest was not looked at"))
    if not words:
        return ()
    return (SummaryFact(translate("Summary", "Inside the source"), ", ".join(words)),)


def _answered_by(found: Loaded | InspectorError) -> tuple[SummaryFact, ...]:
    """The host that sent the bytes and the proxy, if any; nothing for a file."""
    hosts = found.hosts
    if not hosts.answered:
        return ()
    text, asked = middle(hosts.answered, _HOST), middle(hosts.asked, _HOST)
    if hosts.answered != hosts.asked:
        text = translate("Summary", "{}, to which {} redirects").format(text, asked)
    if hosts.proxy:
        proxy = middle(hosts.proxy, _HOST)
        text = translate("Summary", "{}, by way of the proxy {}").format(text, proxy)
    return (SummaryFact(translate("Summary", "Answered by"), text),)


def _contents(value: JsonObject) -> str:
    version = _version(value)
    parts = [version] if version else []
    if isinstance(events := value.get("events"), list):
        parts.append(plural("Summary", "%n event", "%n events", len(events)))
    elif isinstance(value.get("current"), dict):
        # Counted as in the tree and the timeline; event_count is only what the state says.
        parts.append(plural("Summary", "%n entry", "%n entries", entry_count(value)))
    return ", ".join(parts) or translate("Summary", "no version stated")


def _signed_by(made: tuple[Signer, ...]) -> Iterator[SummaryFact]:
    """Whose key made the valid signature that covers most, then what the document claims."""
    if not made:
        nobody = translate("Summary", "none was shown to hold")
        yield SummaryFact(translate("Summary", "Signatures"), nobody)
        return
    first = made[0]
    if first.cover is not Cover.BUNDLE:
        made = tuple(one for one in made if one.cover is first.cover)
    text = signers.by(first)
    if rest := len(made) - 1:
        text = plural("Summary", "{} and %n other key", "{} and %n other keys", rest).format(text)
    yield SummaryFact(_signed(first, sum(one.held for one in made)), text)
    if claim := signers.claim(first):
        yield SummaryFact(translate("Summary", "Says it is"), claim)


def _signed(signer: Signer, held: int) -> str:
    """What the signer's key signed, with all others that signed as much. ``held`` is the number of
    their signatures together, which is told if it is not all."""
    if signer.cover is Cover.EVENT and held < signer.of:
        said = translate("Summary", "{} of {} events signed by")
        return said.format(number(held), number(signer.of))
    return _SIGNED[signer.cover]()


_SIGNED = {
    Cover.BUNDLE: lambda: translate("Summary", "Signed by"),
    Cover.EVENT: lambda: translate("Summary", "Events signed by"),
    Cover.RECEIPT: lambda: translate("Summary", "Receipt signed by"),
}


def _integrity(checked: Checked) -> Axis | None:
    if checked.report.integrity is None:
        return None
    counts = checked.counts
    if counts.failed and checked.report.integrity is Integrity.INTACT:
        note = translate("Summary", "{} of {} checks fail, only for a distrusted key").format(
            number(counts.failed), number(counts.total)
        )
    elif counts.failed:
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
    return Axis(signs.of_trust(report.trust), _trust_note(report, report.trust))


def _trust_note(report: Report, trust: Trust) -> str:
    """How many of the signatures are valid, and by whose keys."""
    signatures = report.signatures
    if not signatures:
        return translate("Summary", "no signature in it")
    standings = [one.standing for one in signatures]
    total = number(len(signatures))
    if trust is Trust.DISTRUSTED:
        if count := standings.count(Standing.DISTRUSTED):
            text = translate("Summary", "{} of {} by a key you distrust")
            return text.format(number(count), total)
        return translate("Summary", "a key you distrust is named")
    holding = sum(one.status is PASS for one in signatures)
    text = plural(
        "Summary", "{} of %n signature holds", "{} of %n signatures hold", len(signatures)
    ).format(number(holding))
    if trust is Trust.UNSIGNED:
        return translate("Summary", "{}, none is over the whole").format(text)
    if trust is Trust.INCOMPLETE and holding == len(signatures):
        return translate("Summary", "{}, others are missing").format(text)
    trusted = number(standings.count(Standing.TRUSTED))
    return translate("Summary", "{}, {} by a key you trust").format(text, trusted)
