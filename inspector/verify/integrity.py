"""Rules for integrity reports: findings with an unsigned hash, and signed events.

How ``payload_sha256`` of an event is computed is not known, and the same key also signs other bare
hashes. So a valid signature over it says nothing about the event.
"""

from collections import Counter
from collections.abc import Iterator

from inspector.document.json_types import JsonObject, list_at, object_at, text_at
from inspector.document.pointer import join
from inspector.merge.difference import first_difference
from inspector.messages import Value, msg
from inspector.verify.context import VerificationContext
from inspector.verify.format import Cover
from inspector.verify.keys import from_base64, from_hex
from inspector.verify.report import Signature
from inspector.verify.result import (
    NOT_REACHED,
    Result,
    Status,
    failed,
    first_concern,
    missing,
    passed,
    stated_hash,
    unchecked,
)
from inspector.verify.signatures import SIGNATURE_BYTES, imitation, is_valid, note_distrusted_event

UNKNOWN_HASH = msg("how payload_sha256 is made is not known")
BARE_HASH = msg(
    "how payload_sha256 is made is not known, and the same key signs other hashes: "
    "a signature over it does not say what the event says"
)
_DIFFERS = msg("The findings are not what their hash says")
SEVERITIES = ("critical", "advisory", "informational")
_HASH_BYTES = 32


def check(case: VerificationContext, report: JsonObject) -> None:
    """Make all checks of an integrity report: of its findings, then of each of its events."""
    section = object_at(report, "integrity")
    if section is None:
        for id_ in ("integrity.snapshot_hash", "integrity.counts"):
            case.add(missing(id_, "/integrity"))
    else:
        case.add(snapshot_hash(case, section, "/integrity"))
        case.add(counts(section, "/integrity"))
    for index, event in enumerate(list_at(report, "events")):
        if isinstance(event, dict):
            _check_event(case, event, f"/events/{index}")


# --- the findings -----------------------------------------------------------------------------


HASHED = {"detectors_run": "detectors", "findings": "findings"}
"""The members of the section that snapshot_sha256 covers, with their names in the hashed object."""


def hashed_findings(section: JsonObject) -> JsonObject:
    """The object that snapshot_sha256 is the hash of."""
    return {"payload": {written: section.get(name) for name, written in HASHED.items()}}


def snapshot_hash(case: VerificationContext, section: JsonObject, path: str) -> Result:
    """integrity.snapshot_hash: the stated hash is that of the detectors and the findings.

    The hash is unsigned: a pass shows that they are consistent, not that they are authentic.
    """
    for name in ("detectors_run", "findings"):
        if name not in section:
            return missing("integrity.snapshot_hash", f"{path}/{name}")
    computed = case.digest(hashed_findings(section))
    return stated_hash(
        "integrity.snapshot_hash", section, "snapshot_sha256", path, computed, differs=_DIFFERS
    )


def counts(section: JsonObject, path: str) -> Result:
    """integrity.counts: the numbers are those of the findings, and ``clean`` agrees with them."""
    return first_concern(_counts(section, path), passed("integrity.counts", path))


def _counts(section: JsonObject, path: str) -> Iterator[Result]:
    for name in ("summary", "findings", "detectors_run", "clean"):
        if name not in section:
            yield missing("integrity.counts", f"{path}/{name}")
    findings = [one for one in list_at(section, "findings") if isinstance(one, dict)]
    if "findings" not in section:
        return
    summary = object_at(section, "summary")
    if summary is not None:
        yield from _summary(summary, findings, path + "/summary")
    per_detector = Counter(text_at(one, "detector") for one in findings)
    for index, detector in enumerate(list_at(section, "detectors_run")):
        place = f"{path}/detectors_run/{index}"
        if isinstance(detector, dict):
            count = per_detector.get(text_at(detector, "name"), 0)
            yield from _number(detector, "findings_count", count, place)
    run = {text_at(one, "name") for one in list_at(section, "detectors_run")}
    for index, one in enumerate(list_at(section, "findings")):
        detector = text_at(one, "detector")
        if "detectors_run" in section and detector is not None and detector not in run:
            detail = msg(
                "the finding's detector, {}, is none of those that were run", Value(detector)
            )
            yield unchecked("integrity.counts", f"{path}/findings/{index}/detector", detail)
    yield from _clean(section, findings, path + "/clean")


def _summary(summary: JsonObject, findings: list[JsonObject], path: str) -> Iterator[Result]:
    yield from _severities(summary, findings, path)
    if "by_detector" not in summary:
        yield missing("integrity.counts", path + "/by_detector")
    by_detector = object_at(summary, "by_detector") or {}
    found: dict[str, list[JsonObject]] = {}
    for one in findings:
        found.setdefault(text_at(one, "detector") or "", []).append(one)
    for detector, own in found.items():
        if detector not in by_detector and "by_detector" in summary:
            detail = msg("the summary does not count the findings of {}", Value(detector))
            yield unchecked("integrity.counts", path + "/by_detector", detail, len(own))
    for name, numbers in by_detector.items():
        own, place = found.get(name, []), join(path + "/by_detector", name)
        if isinstance(numbers, dict):
            yield from _severities(numbers, own, place)
            yield from _number(numbers, "total", len(own), place)
            yield from _uncounted(numbers, {*SEVERITIES, "total"}, place)
        else:
            detail = msg("how the findings of {} are counted here is not known", Value(name))
            yield unchecked("integrity.counts", place, detail, len(own), numbers)
    yield from _uncounted(summary, {*SEVERITIES, "by_detector"}, path)


def _uncounted(numbers: JsonObject, known: set[str], path: str) -> Iterator[Result]:
    for name in numbers:
        if name not in known:
            detail = msg("what {} counts is not known", Value(name))
            yield unchecked("integrity.counts", join(path, name), detail, None, numbers[name])


def _severities(numbers: JsonObject, findings: list[JsonObject], path: str) -> Iterator[Result]:
    counted = Counter(text_at(one, "severity") for one in findings)
    for severity in SEVERITIES:
        yield from _number(numbers, severity, counted.pop(severity, 0), path)
    if counted:
        detail = msg("a finding is of a severity that is not known")
        yield unchecked("integrity.counts", path, detail)


def _number(holder: JsonObject, name: str, count: int, path: str) -> Iterator[Result]:
    place = f"{path}/{name}"
    if name not in holder:
        yield missing("integrity.counts", place)
    elif first_difference(holder[name], count) is not None:
        detail = msg("{} is not the number of the findings that it counts", name)
        yield failed("integrity.counts", place, detail, count, holder[name])


def _clean(section: JsonObject, findings: list[JsonObject], path: str) -> Iterator[Result]:
    clean = section.get("clean")
    if clean is False and not findings:
        detail = msg("The report says that it is not clean, and has no finding")
        yield failed("integrity.counts", path, detail, True, clean)
    elif clean is True and any(one.get("severity") == "critical" for one in findings):
        detail = msg("The report says that it is clean, and has a critical finding")
        yield failed("integrity.counts", path, detail, False, clean)
    elif clean is True:
        detail = msg("no report that calls itself clean has been seen")
        yield unchecked("integrity.counts", path, detail)


# --- the events -------------------------------------------------------------------------------


def _check_event(case: VerificationContext, event: JsonObject, path: str) -> None:
    """Check event.content_hash, event.signature and event.signer of an event of the report."""
    place, stated = path + "/payload_sha256", event.get("payload_sha256")
    case.add(unchecked("event.content_hash", place, UNKNOWN_HASH, expected=stated))
    key_id = text_at(event, "signing_key_id") or ""
    result = signature(case, event, key_id, path + "/signature_b64")
    case.add(result)
    case.add(signer(case, key_id, path + "/signing_key_id"))
    note_distrusted_event(case, event, path)
    status: Status = result.status
    case.signatures.append(Signature(Cover.EVENT, path, status, key_id))


def signature(case: VerificationContext, event: JsonObject, key_id: str, path: str) -> Result:
    """event.signature of an integrity event.

    It fails if the signature was not made with the key that is named. Otherwise it is unchecked,
    since it is not known what the signed hash covers.
    """
    for name in ("payload_sha256", "signature_b64", "signing_key_id"):
        if name not in event:
            return missing("event.signature", path.rpartition("/")[0] + "/" + name)
    message = from_hex(event.get("payload_sha256"))
    if message is None or len(message) != _HASH_BYTES:
        return failed("event.signature", path, msg("payload_sha256 is not 32 bytes in hex"))
    raw = from_base64(event.get("signature_b64"))
    if raw is None or len(raw) != SIGNATURE_BYTES:
        return failed("event.signature", path, msg("The signature is not 64 bytes in base64"))
    candidates = case.keys.with_id(key_id)
    if not candidates:
        return unchecked("event.signature", path, msg("the key that is named is not at hand"))
    if any(is_valid(key.raw, message, raw) for key in candidates):
        return unchecked("event.signature", path, BARE_HASH)
    detail = msg("The signature is not valid for payload_sha256 and the key it names")
    return failed("event.signature", path, detail)


def signer(case: VerificationContext, key_id: str, path: str) -> Result:
    """event.signer of an integrity event: never passes, since nothing shows who signed its
    contents. An id that looks like a trusted key's warns."""
    detail = msg("no signature over what the event says was shown to hold")
    return imitation(case, "event.signer", path, key_id) or unchecked(
        "event.signer", path, detail, None, key_id, reason=NOT_REACHED
    )
