"""Graph snapshots: what the registry knew of a paper, held against the canonical record."""

import hashlib
from typing import NamedTuple

from inspector.document.access import count_at, list_at, object_at, text_at
from inspector.document.json_types import Json, JsonObject
from inspector.document.record import CanonicalRecord
from inspector.verify import paper_text
from inspector.verify.case import Case
from inspector.verify.result import Result, failed, passed, unchecked

EXCERPT_LENGTH = 600
EMPTY_SECTION = hashlib.sha256(b'{"payload":[]}').hexdigest()


class Section(NamedTuple):
    """A section of a snapshot: its count and its list, where it holds one."""

    name: str
    counter: str
    items: str | None
    whole_list: bool


SECTIONS = (
    Section("claims", "count", "items", whole_list=True),
    Section("references", "count", "sample", whole_list=False),
    Section("formal_canon", "evidence_count", None, whole_list=False),
    Section("author_claims", "count", None, whole_list=False),
)
_REPEATED = (
    ("license", "license"),
    ("primary_cat", "primary_cat"),
    ("cross_cats", "cross_cats_sorted"),
    ("submitted_at", "submitted_at"),
)


def check(case: Case, snapshot: JsonObject, record: CanonicalRecord, path: str) -> None:
    """All checks of one snapshot at ``path`` against the record it is about."""
    paper = object_at(snapshot, "paper")
    if paper is not None:
        check_paper(case, paper, record, path + "/paper", object_at(snapshot, "source"))
        case.add(abstract(case, paper, record, path + "/paper/abstract_excerpt"))
    case.add(counts(snapshot, path))
    for section in SECTIONS:
        part = object_at(snapshot, section.name)
        if part is not None and "snapshot_sha256" in part:
            case.add(section_hash(case, section, part, f"{path}/{section.name}"))


def check_paper(
    case: Case, paper: JsonObject, record: CanonicalRecord, path: str, source: JsonObject | None
) -> None:
    """The title and the repeated metadata of one description of the paper."""
    if case.title is None:
        case.title = text_at(paper, "title")
    case.add(title(paper, record, path + "/title"))
    case.add(metadata(case, paper, record, path, source))


def title(paper: JsonObject, record: CanonicalRecord, path: str) -> Result:
    """snapshot.title: title_canon_sha256 is the SHA-256 of the title in lower case."""
    text, stated = text_at(paper, "title"), text_at(record.metadata, "title_canon_sha256")
    if text is None or stated is None:
        return unchecked("snapshot.title", path, "Not made: the title or its hash is missing")
    computed = hashlib.sha256(text.lower().encode()).hexdigest()
    if computed == stated:
        return passed("snapshot.title", path, stated, computed)
    if not text.isascii():
        reason = "Not made: how a title beyond ASCII is normalised is not known"
        return unchecked("snapshot.title", path, reason, stated, computed)
    return failed("snapshot.title", path, "The title is not the one hashed", stated, computed)


def metadata(
    case: Case, paper: JsonObject, record: CanonicalRecord, path: str, source: JsonObject | None
) -> Result:
    """snapshot.metadata: what the snapshot repeats of the canonical record is the same."""
    for name, original in _REPEATED:
        expected = record.metadata.get(original)
        if name in paper and paper[name] != expected:
            detail = f"{name} is not that of the canonical record"
            return failed("snapshot.metadata", f"{path}/{name}", detail, expected, paper[name])
    if source is not None and case.write(source) != case.write(record.value.get("source")):
        detail = "The source is not that of the canonical record"
        place = path.removesuffix("/paper") + "/source"
        return failed("snapshot.metadata", place, detail, record.value.get("source"), source)
    return passed("snapshot.metadata", path)


def counts(snapshot: JsonObject, path: str) -> Result:
    """snapshot.counts: a count is the length of its list, and no part exceeds its whole."""
    for section in SECTIONS:
        part = object_at(snapshot, section.name)
        if part is None or section.items is None or section.items not in part:
            continue
        place, count = f"{path}/{section.name}/{section.counter}", count_at(part, section.counter)
        length = len(list_at(part, section.items))
        if count is None:
            return unchecked("snapshot.counts", place, "Not made: the count is missing")
        if count < length or (section.whole_list and count != length):
            detail = f"The count of {section.name} is not the length of its list"
            return failed("snapshot.counts", place, detail, length, count)
    return _parts(snapshot, path)


def _parts(snapshot: JsonObject, path: str) -> Result:
    for name, part, whole in (
        ("references", "resolved_work", "count"),
        ("author_claims", "strong_count", "count"),
    ):
        section = object_at(snapshot, name)
        some, all_ = count_at(section, part), count_at(section, whole)
        if some is not None and all_ is not None and some > all_:
            detail = f"{part} is larger than the count of all {name}"
            return failed("snapshot.counts", f"{path}/{name}/{part}", detail, all_, some)
    return passed("snapshot.counts", path)


def section_hash(case: Case, section: Section, part: JsonObject, path: str) -> Result:
    """snapshot.section_hash: known for an empty section; for others a match proves itself."""
    place, stated = path + "/snapshot_sha256", part["snapshot_sha256"]
    items = list_at(part, section.items) if section.items else []
    if not items and not part.get(section.counter):
        if stated != EMPTY_SECTION:
            detail = "The section is empty, and this is not the hash of an empty section"
            return failed("snapshot.section_hash", place, detail, EMPTY_SECTION, stated)
        return passed("snapshot.section_hash", place, EMPTY_SECTION, stated)
    likely: Json = {"payload": items}
    if items and case.digest(likely) == stated:
        return passed("snapshot.section_hash", place, stated, stated)
    reason = "Not made: how the hash of a section with content is made is not known"
    return unchecked("snapshot.section_hash", place, reason, None, stated)


def abstract(case: Case, paper: JsonObject, record: CanonicalRecord, path: str) -> Result:
    """snapshot.abstract: the excerpt where it is the whole, or a part of the paper's text."""
    stated = text_at(record.metadata, "abstract_canon_sha256")
    if stated is None:
        return unchecked("snapshot.abstract", path, "Not made: no hash is stated")
    excerpt = text_at(paper, "abstract_excerpt")
    is_whole = excerpt is not None and len(excerpt) < EXCERPT_LENGTH
    if is_whole and paper_text.digest(excerpt or "") == stated:
        return passed("snapshot.abstract", path, stated, stated)
    given = case.look_into_paper(record)
    if given is None:
        reason = "Not made: the document holds only the beginning; give the paper's text"
    elif given.abstract.match is not None:
        return passed("snapshot.abstract", path, stated, stated)
    else:
        reason = "Not made: no part of the given text has this hash; the abstract may not be in it"
    return unchecked("snapshot.abstract", path, reason, stated)
