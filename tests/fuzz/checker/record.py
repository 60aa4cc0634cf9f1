"""The record and what derives from it: hash, number, source, aliases, snapshots, links."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.fuzz.checker.case import FAIL, PASS, UNCHECKED, WARN, Case
from tests.fuzz.checker.keys import looks_like
from tests.fuzz.checker.values import (
    ABSENT,
    base32,
    date,
    digest,
    fold_word,
    get,
    integer_at,
    is_unseen,
    items_at,
    pointer,
    same,
    text_at,
    text_digest,
)

EMPTY_SECTION = digest({"payload": []})
LONGEST_EXCERPT = 600


def tail_of(record: Any) -> str:
    return base32(bytes.fromhex(digest(record)))


def check_hash(case: Case, holder: Any, path: str) -> bool:
    """``canonical_sha256`` beside a canonical record."""
    record = get(holder, "canonical_record")
    expected = digest(record) if isinstance(record, dict) else ABSENT
    stated = get(holder, "canonical_sha256")
    place = path + "/canonical_sha256"
    return case.compare("record.canonical_hash", place, stated, expected) == PASS


def _is_of_one_year(moment: datetime | None) -> bool:
    """Whether a date has the same year wherever one reads it."""
    if moment is None:
        return False
    return not moment.utcoffset() or (moment.month, moment.day) not in ((1, 1), (12, 31))


def check_number(case: Case, record: Any) -> None:
    """The Pith Number and the short one of the document against its record."""
    if not isinstance(record, dict):
        case.add("record.pith_number", "/pith_number", UNCHECKED, "no record")
        return
    tail, stated = tail_of(record), get(case.value, "pith_number")
    submitted = text_at(record, "metadata", "submitted_at")
    if not isinstance(stated, str):
        status = UNCHECKED
    elif submitted is not None and _is_of_one_year(date(submitted)):
        status = PASS if stated == f"pith:{submitted[:4]}:{tail}" else FAIL
    else:
        right = re.fullmatch(rf"pith:[0-9]{{4}}:{tail}", stated)
        status = UNCHECKED if right else FAIL
    case.add("record.pith_number", "/pith_number", status)
    if case.kind != "state":
        short = get(case.value, "short_pith_number")
        case.compare("record.short_pith_number", "/short_pith_number", short, "pith:" + tail[:8])


_NEW_ID = re.compile(r"([0-9]{4})\.([0-9]{4,5})")
_OLD_ID = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Z]{2})?/([0-9]{4})[0-9]{3}")


def is_arxiv_id(id_: str) -> bool:
    """Whether arXiv gave or can give this id: the year and month say of which form it is."""
    if new := _NEW_ID.fullmatch(id_):
        digits = 5 if new[1] >= "1501" else 4
        return new[1] >= "0704" and "01" <= new[1][2:] <= "12" and len(new[2]) == digits
    old = _OLD_ID.fullmatch(id_)
    month = old[1] if old else ""
    return "01" <= month[2:] <= "12" and (month >= "9101" or month <= "0703")


def check_source(case: Case, record: Any, place: str) -> None:
    """An arXiv id outside arXiv's grammar warns; ``source`` beside the record repeats it."""
    source = get(record, "source")
    id_ = text_at(source, "id")
    if get(source, "kind") == "arxiv" and id_ is not None and not is_arxiv_id(id_):
        case.add("record.source", place + "/source/id", WARN, "no arXiv id")
    if case.kind == "state":
        return
    stated = get(case.value, "source")
    if stated is ABSENT or not {"kind", "id"} <= set(source if isinstance(source, dict) else ()):
        case.add("record.source", "/source", UNCHECKED)
    else:
        case.add("record.source", "/source", PASS if same(stated, source) else FAIL)


def check_creation(case: Case, payload: Any, path: str) -> None:
    """What a record_created payload repeats of its own record."""
    check_hash(case, payload, path)
    source = get(payload, "canonical_record", "source")
    for name in ("kind", "id", "version"):
        stated = get(payload, f"source_{name}")
        case.compare("record.source", f"{path}/source_{name}", stated, get(source, name))


# --- aliases -------------------------------------------------------------------------------

ALIAS_KINDS = ("arxiv", "arxiv_version", "doi", "pith_short_8", "pith_short_12", "pith_short_16")


def _derived(record: Any, kind: str) -> str | None:
    if kind.startswith("pith_short_"):
        return tail_of(record)[: int(kind.rpartition("_")[2])]
    source = get(record, "source")
    id_, version = text_at(source, "id"), integer_at(source, "version")
    if id_ is None or get(source, "kind") != "arxiv":
        return None
    if kind == "arxiv_version":
        return None if version is None else f"{id_}v{version}"
    return id_ if kind == "arxiv" else f"10.48550/arxiv.{id_}"


def check_aliases(case: Case, aliases: Any, record: Any, path: str) -> None:
    if not isinstance(aliases, list) or not isinstance(record, dict):
        case.add("alias.value", path, UNCHECKED, "no aliases")
        return
    for index, alias in enumerate(aliases):
        kind, stated = get(alias, "alias_kind"), get(alias, "alias_value")
        place = f"{path}/{index}/alias_value"
        if kind in ALIAS_KINDS:
            expected = _derived(record, kind)
            case.compare("alias.value", place, stated, ABSENT if expected is None else expected)
        elif isinstance(kind, str) and fold_word(kind) in ALIAS_KINDS:
            case.add("alias.value", place, FAIL, "a kind that looks like a known one")
        elif isinstance(kind, str) and any(looks_like(known, kind) for known in ALIAS_KINDS):
            case.add("alias.value", place, WARN)
        else:
            case.add("alias.value", place, UNCHECKED, "a kind that is not known")


# --- snapshots -----------------------------------------------------------------------------


def check_snapshot(case: Case, snapshot: Any, record: Any, path: str) -> None:
    paper = get(snapshot, "paper")
    check_paper(case, paper, record, path + "/paper")
    source = get(record, "source")
    case.compare("snapshot.metadata", path + "/source", get(snapshot, "source"), source)
    for name in ("claims", "references", "formal_canon", "author_claims"):
        if isinstance(section := get(snapshot, name), dict):
            _check_section(case, name, section, f"{path}/{name}")
        else:
            case.add("snapshot.counts", f"{path}/{name}", UNCHECKED, "no such section")


def check_paper(case: Case, paper: Any, record: Any, path: str) -> None:
    metadata = get(record, "metadata")
    for name, repeats in (
        ("license", "license"),
        ("primary_cat", "primary_cat"),
        ("submitted_at", "submitted_at"),
        ("cross_cats", "cross_cats_sorted"),
    ):
        stated, expected = get(paper, name), get(metadata, repeats)
        case.compare("snapshot.metadata", path + pointer(name), stated, expected)
    _check_title(case, paper, metadata, path + "/title")
    _check_abstract(case, paper, metadata, path + "/abstract_excerpt")


def _check_title(case: Case, paper: Any, metadata: Any, path: str) -> None:
    title, stated = text_at(paper, "title"), text_at(metadata, "title_canon_sha256")
    if title is None or stated is None:
        case.add("snapshot.title", path, UNCHECKED)
        return
    passing = (title, unicodedata.normalize("NFC", title))
    if any(text_digest(text) == stated for form in passing for text in _cases(form, str.lower)):
        case.add("snapshot.title", path, PASS if title.strip() else UNCHECKED)
        return
    normal = unicodedata.normalize
    others = [title, normal("NFC", title), normal("NFD", title)]
    others += [normal("NFKC", title), normal("NFKD", title)]
    alike = any(
        text_digest(text) == stated
        for form in others
        for fold in (str.lower, str.casefold)
        for text in _cases(form, fold)
    )
    case.add("snapshot.title", path, WARN if alike else FAIL)


def _cases(text: str, fold: Any) -> Iterator[str]:
    """Lower case, with runs of white space as they are and collapsed."""
    yield fold(text)
    yield re.sub(r"\s+", " ", fold(text))
    yield " ".join(fold(text).split())


def abstract_digest(text: str) -> str:
    return text_digest(" ".join(text.lower().split()))


def _check_abstract(case: Case, paper: Any, metadata: Any, path: str) -> None:
    excerpt, stated = text_at(paper, "abstract_excerpt"), text_at(metadata, "abstract_canon_sha256")
    if not excerpt or not excerpt.strip() or stated is None:
        case.add("snapshot.abstract", path, UNCHECKED)
        return
    abstract = None if case.paper is None else find_abstract(case.paper, stated)
    if abstract is not None:
        case.add("snapshot.abstract", path, _in_paper(abstract, excerpt))
    elif len(excerpt) > LONGEST_EXCERPT:
        case.add("snapshot.abstract", path, WARN, "longer than an excerpt is")
    elif stated == text_digest("") or not re.fullmatch("[0-9a-f]{64}", stated):
        case.add("snapshot.abstract", path, WARN, "the hash of no abstract")
    elif abstract_digest(excerpt) == stated:
        case.add("snapshot.abstract", path, PASS)
    elif _is_full(excerpt):
        case.add("snapshot.abstract", path, UNCHECKED, "cut off")
    else:
        case.add("snapshot.abstract", path, WARN)


def _is_full(excerpt: str) -> bool:
    """600 characters, and not a few filled up with blanks or with what nobody sees."""
    shown = [sign for sign in " ".join(excerpt.split()) if sign == " " or not is_unseen(sign)]
    return len(excerpt) == LONGEST_EXCERPT and len(shown) >= 540


def _in_paper(abstract: str, excerpt: str) -> str:
    shown = " ".join(excerpt.lower().split())
    if shown == abstract:
        return WARN if len(excerpt) > LONGEST_EXCERPT else PASS
    if not abstract.startswith(shown) and not (
        shown.endswith("ς") and abstract.startswith(shown[:-1] + "σ")
    ):
        return FAIL
    if len(excerpt) > LONGEST_EXCERPT:
        return WARN
    return PASS if _is_full(excerpt) else FAIL


def find_abstract(paper: str, stated: str) -> str | None:
    """The stretch of whole lines whose hash is the stated one, lower-cased, blanks collapsed."""
    lines = [" ".join(line.lower().split()) for line in paper.splitlines()]
    for begin in range(len(lines)):
        for end in range(begin + 1, len(lines) + 1):
            text = " ".join(line for line in lines[begin:end] if line)
            if text_digest(text) == stated:
                return text
    return None


def _check_section(case: Case, name: str, section: dict[str, Any], path: str) -> None:
    count = integer_at(section, "evidence_count" if name == "formal_canon" else "count")
    items = get(section, {"claims": "items", "references": "sample"}.get(name, ""))
    case.add("snapshot.counts", path, _count_status(name, section, count, items))
    stated = text_at(section, "snapshot_sha256")
    full = bool(count) or (isinstance(items, list) and bool(items))
    if stated is None or count is None:
        status = UNCHECKED
    elif not full:
        status = PASS if stated == EMPTY_SECTION else FAIL
    elif stated == EMPTY_SECTION:
        status = FAIL
    else:
        proven = isinstance(items, list) and bool(items) and stated == digest({"payload": items})
        status = PASS if proven else UNCHECKED
    case.add("snapshot.section_hash", path + "/snapshot_sha256", status)


def _count_status(name: str, section: dict[str, Any], count: int | None, items: Any) -> str:
    parts = ("resolved_work", "strong_count")
    stated = [count, *(integer_at(section, part) for part in parts if part in section)]
    if None in stated:
        return UNCHECKED
    numbers = [number for number in stated if number is not None]
    if min(numbers) < 0 or max(numbers) > numbers[0]:
        return FAIL
    if name in ("claims", "references"):
        if not isinstance(items, list):
            return UNCHECKED
        fits = len(items) == count if name == "claims" else len(items) <= numbers[0]
        return PASS if fits else FAIL
    return PASS


# --- links ---------------------------------------------------------------------------------

_SEEN_ACTIONS = (
    *("view_html", "download_json", "view_paper", "resolve_alias", "fetch_graph", "fetch_events"),
)
_SEGMENT = re.compile(r"[A-Za-z2-7]+")


def check_links(case: Case, record: Any) -> None:
    tail = tail_of(record) if isinstance(record, dict) else None
    for name in ("links", "mirror_hints") if case.kind == "bundle" else ("links",):
        if name not in case.value:
            case.add("link.subject", pointer(name), UNCHECKED, "absent")
    for address, path in _addresses(case):
        case.add("link.subject", path, _link_status(address, tail))
    if case.kind == "record":
        for address, path in _hinted(get(case.value, "agent_actions"), "/agent_actions"):
            if _link_status(address, tail) == FAIL:
                name = path.rpartition("/")[2]
                is_seen = path == f"/agent_actions/{name}" and name in _SEEN_ACTIONS
                is_ours = is_seen or path == f"/agent_actions/actions/{name}"
                case.add("link.subject", path, FAIL if is_ours else UNCHECKED)


def _addresses(case: Case) -> Iterator[tuple[str, str]]:
    links = get(case.value, "links")
    for name, address in (links if isinstance(links, dict) else {}).items():
        if isinstance(address, str):
            yield address, "/links" + pointer(name)
    for index, hint in enumerate(items_at(case.value, "mirror_hints")):
        yield from _hinted(hint, f"/mirror_hints/{index}")
    for index, event in enumerate(items_at(case.value, "events")):
        if get(event, "event_type") == "mirror_hint":
            yield from _hinted(get(event, "payload"), f"/events/{index}/payload")


def _hinted(hint: Any, path: str) -> Iterator[tuple[str, str]]:
    members = (
        hint.items()
        if isinstance(hint, dict)
        else enumerate(hint if isinstance(hint, list) else ())
    )
    for name, value in members:
        place = path + pointer(str(name))
        if isinstance(value, (dict, list)):
            yield from _hinted(value, place)
        elif isinstance(value, str) and _is_address(str(name).lower(), value.strip().lower()):
            yield value, place


def _is_address(name: str, value: str) -> bool:
    schemes = ("http", "https", "ftp", "file", "data", "ipfs", "magnet", "javascript")
    is_named = name.endswith(("url", "uri", "href"))
    return is_named or ":/" in value or value.startswith(("//", *(f"{one}:" for one in schemes)))


def _link_status(address: str, tail: str | None) -> str:
    shown = unquote(address)
    if "\\" in address or any(sign.isspace() or ord(sign) < 32 for sign in address):
        return FAIL
    if any(is_unseen(sign) for sign in address + shown if sign != " "):
        return FAIL
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return FAIL
    segments = [unquote(segment) for segment in parts.path.split("/")]
    if parts.scheme != "https" or not host or "@" in parts.netloc:
        return FAIL
    if {".", ".."} & set(segments):
        return FAIL
    names_this = False
    for segment in segments:
        for is_whole, stem in _named(segment):
            if tail is None:
                return UNCHECKED
            if stem.upper() != tail[: len(stem)]:
                return FAIL
            names_this = True
            if is_whole:
                return UNCHECKED if set(_tails(address.upper())) - {tail} else PASS
    return UNCHECKED if not names_this or set(_tails(address.upper())) - {tail} else PASS


def _named(segment: str) -> Iterator[tuple[bool, str]]:
    """What a step of a path may name: its Pith Number, short or long, or a tail in it. Whether that
    is all of the step."""
    stem = re.sub(r"(?i)\Apith:([0-9]{4}:)?", "", segment).removesuffix(".json")
    if len(stem) in (8, 12, 16, 26) and _SEGMENT.fullmatch(stem):
        yield True, stem
    yield from ((False, stem) for stem in _tails(segment))


def _tails(text: str) -> list[str]:
    runs = re.findall(r"[A-Za-z0-9]+", unquote(text))
    return [run for run in runs if len(run) == 26 and _SEGMENT.fullmatch(run)]


# --- integrity reports and flags -----------------------------------------------------------


def check_integrity(case: Case) -> None:
    section = get(case.value, "integrity")
    findings, detectors = get(section, "findings"), get(section, "detectors_run")
    whole = isinstance(findings, list) and isinstance(detectors, list)
    hashed = {"payload": {"detectors": detectors, "findings": findings}}
    expected = digest(hashed) if whole else ABSENT
    stated = get(section, "snapshot_sha256")
    case.compare("integrity.snapshot_hash", "/integrity/snapshot_sha256", stated, expected)
    if isinstance(findings, list):
        _check_totals(case, section, findings)


def _check_totals(case: Case, section: Any, findings: list[Any]) -> None:
    right: Any

    def number(**wanted: str) -> int:
        return sum(all(get(one, k) == v for k, v in wanted.items()) for one in findings)

    severities = ("critical", "advisory", "informational")
    summary = get(section, "summary")
    for name in severities:
        stated, path = get(summary, name), f"/integrity/summary/{name}"
        case.compare("integrity.counts", path, stated, number(severity=name))
    by_detector = get(summary, "by_detector")
    for detector, totals in (by_detector if isinstance(by_detector, dict) else {}).items():
        path = "/integrity/summary/by_detector" + pointer(detector)
        stated = get(totals, "total")
        case.compare("integrity.counts", path + "/total", stated, number(detector=detector))
        for name in severities:
            stated, right = get(totals, name), number(detector=detector, severity=name)
            case.compare("integrity.counts", f"{path}/{name}", stated, right)
    for index, run in enumerate(items_at(section, "detectors_run")):
        path, ran = f"/integrity/detectors_run/{index}/findings_count", text_at(run, "name")
        right = ABSENT if ran is None else number(detector=ran)
        case.compare("integrity.counts", path, get(run, "findings_count"), right)
    clean = get(section, "clean")
    lie = (clean is False and not findings) or (clean is True and bool(number(severity="critical")))
    case.add("integrity.counts", "/integrity/clean", FAIL if lie else UNCHECKED)


def check_flags(case: Case) -> None:
    """A record's flags against what was found; what it does not hold cannot be checked."""
    flags = get(case.value, "verification_status")
    if not isinstance(flags, dict):
        return
    content = [*case.statuses("record.canonical_hash"), *case.statuses("record.pith_number")]
    found: dict[str, bool | None] = {
        "content_addressed": _all(content),
        "pith_receipt": _all(case.statuses("receipt.signature")),
        "graph_snapshot": isinstance(get(case.value, "graph_snapshot"), dict),
    }
    for name, flag in flags.items():
        right = found.get(name)
        status = UNCHECKED if right is None else PASS if flag is right else FAIL
        case.add("status.flags", "/verification_status" + pointer(name), status)


def _all(statuses: list[str]) -> bool | None:
    if FAIL in statuses:
        return False
    return True if statuses and set(statuses) == {PASS} else None
