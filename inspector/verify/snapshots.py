"""Rules for graph snapshots: the registry's data on a paper, checked against the canonical
record."""

import hashlib
import re
from operator import itemgetter

import orjson

from inspector.document.identifiers import CanonicalRecord
from inspector.document.json_types import Json, JsonObject, count_at, object_at, text_at
from inspector.document.pointer import join
from inspector.merge.difference import first_difference
from inspector.messages import Value, msg
from inspector.named_tuple import NamedTuple
from inspector.verify import paper_normalisation
from inspector.verify.context import VerificationContext
from inspector.verify.result import (
    FAIL,
    Result,
    failed,
    first_concern,
    missing,
    passed,
    unchecked,
    warned,
)
from inspector.verify.shapes import SECTIONS, Section
from inspector.visible import is_invisible

EXCERPT_LENGTH = 600
_LEAST_SEEN = 540
"""The least length of a full excerpt after folding white space and removing invisible characters.
Padding with these does not make a shorter excerpt full."""
_SHA256 = re.compile("[0-9a-f]{64}")
_NO_TEXT = hashlib.sha256().hexdigest()
EMPTY_SECTION = hashlib.sha256(b'{"payload":[]}').hexdigest()
_REPEATED = (
    ("license", "license"),
    ("primary_cat", "primary_cat"),
    ("cross_cats", "cross_cats_sorted"),
    ("submitted_at", "submitted_at"),
)


_copies_of = itemgetter(*(name for name, _ in _REPEATED))
_originals_of = itemgetter(*(original for _, original in _REPEATED))


def check(
    case: VerificationContext, snapshot: JsonObject, record: CanonicalRecord, path: str
) -> None:
    """Make all checks of the snapshot at ``path`` against the record that it is about."""
    paper = object_at(snapshot, "paper")
    if paper is None:
        for id_ in ("snapshot.title", "snapshot.metadata", "snapshot.abstract"):
            case.add(missing(id_, path + "/paper"))
    else:
        check_title(case, paper, record, path + "/paper/title")
        case.add(metadata(paper, record, path + "/paper", (snapshot, path)))
        case.add(abstract(case, paper, record, path + "/paper/abstract_excerpt"))
    if _are_empty(snapshot):
        case.add(passed("snapshot.counts", path))
        for place in _HASH_PLACES:
            case.add(_empty_hash(path + place))
        return
    case.add(counts(snapshot, path))
    for section in SECTIONS:
        case.add(section_hash(case, section, snapshot, f"{path}/{section.name}"))


def check_description(
    case: VerificationContext, paper: JsonObject, record: CanonicalRecord, path: str
) -> None:
    """Check what a description of the paper outside a snapshot repeats of the record.

    Such a description need not have an excerpt of the abstract.
    """
    check_title(case, paper, record, path + "/title")
    case.add(metadata(paper, record, path, None))
    if "abstract_excerpt" in paper:
        case.add(abstract(case, paper, record, path + "/abstract_excerpt"))


def check_title(
    case: VerificationContext, paper: JsonObject, record: CanonicalRecord, path: str
) -> None:
    """Check snapshot.title. The first title that is stated also becomes the title of the
    document."""
    result = title(paper, record, path)
    case.add(result)
    if case.title is None and (stated := text_at(paper, "title")) is not None:
        case.title, case.title_status = stated, result.status


def title(paper: JsonObject, record: CanonicalRecord, path: str) -> Result:
    """snapshot.title: title_canon_sha256 is the SHA-256 of the title in lower case.

    How titles that are not ASCII are normalised is not known; a match in another form warns.
    """
    text, stated = text_at(paper, "title"), text_at(record.metadata, "title_canon_sha256")
    if text is None:
        return missing("snapshot.title", path)
    if stated is None:
        return missing("snapshot.title", f"{record.path}/metadata/title_canon_sha256")
    computed = paper_normalisation.sha256(text.lower())
    if computed == stated and text.strip():  # as nearly always
        return passed("snapshot.title", path, stated, stated)
    for form in paper_normalisation.title_forms(text):
        if paper_normalisation.sha256(form.of(text)) == stated:
            if not text.strip():
                return unchecked("snapshot.title", path, msg("the title is empty"), stated)
            return passed("snapshot.title", path, stated, stated)
    for form in paper_normalisation.other_title_forms(text):
        if paper_normalisation.sha256(form.of(text)) == stated:
            detail = msg("The title has the stated hash only in another Unicode form")
            return warned("snapshot.title", path, detail, stated, computed)
    if text.isascii():
        return failed(
            "snapshot.title", path, msg("The title is not the one hashed"), stated, computed
        )
    detail = msg("The title has the stated hash in none of the Unicode forms that were tried")
    return failed("snapshot.title", path, detail, stated, computed)


def metadata(
    paper: JsonObject,
    record: CanonicalRecord,
    path: str,
    snapshot: tuple[JsonObject, str] | None,
) -> Result:
    """snapshot.metadata: the snapshot's copies of members of the canonical record are equal to
    them. If several differ, the result is at the first of them and names all.

    ``snapshot`` is the snapshot that contains the paper, with its path; None if there is none.
    """
    if snapshot is not None and _repeats(paper, snapshot[0], record):
        return passed("snapshot.metadata", path)
    metadata_path = record.path + "/metadata"
    repeated = [
        _Copy(name, paper, path, original, record.metadata, metadata_path)
        for name, original in _REPEATED
    ]
    if snapshot is not None:
        value, place = snapshot
        repeated.append(_Copy("source", value, place, "source", record.value, record.path))
    odd = {copy.name: result for copy in repeated if (result := _compared(copy)) is not None}
    differing = [name for name, result in odd.items() if result.status is FAIL]
    worst = first_concern(odd.values(), passed("snapshot.metadata", path))
    if len(differing) > 1:
        detail = msg("{} are not those of the canonical record", ", ".join(differing))
        return worst._replace(detail=detail)
    return worst


def _repeats(paper: JsonObject, snapshot: JsonObject, record: CanonicalRecord) -> bool:
    """Whether all copies are present and equal. A fast path for nearly all documents."""
    try:
        originals = record.value["source"], _originals_of(record.metadata)
        copies = snapshot["source"], _copies_of(paper)
        return orjson.dumps(originals) == orjson.dumps(copies)
    except (KeyError, orjson.JSONEncodeError):
        return False


class _Copy(NamedTuple):
    """A member of the object at ``path`` that repeats a member of the object at ``place``."""

    name: str
    holder: JsonObject
    path: str
    original: str
    source: JsonObject
    place: str


def _compared(copy: _Copy) -> Result | None:
    """What is wrong if a member does not repeat the original; None if it does."""
    if copy.name not in copy.holder:
        return missing("snapshot.metadata", f"{copy.path}/{copy.name}")
    if copy.original not in copy.source:
        return missing("snapshot.metadata", f"{copy.place}/{copy.original}")
    expected, actual = copy.source[copy.original], copy.holder[copy.name]
    if first_difference(expected, actual) is None:
        return None
    detail = msg("{} is not that of the canonical record", copy.name)
    return failed("snapshot.metadata", f"{copy.path}/{copy.name}", detail, expected, actual)


_HASH_PLACES = [f"/{one.name}/snapshot_sha256" for one in SECTIONS]
_READERS = [(one, itemgetter(*one.members), len(one.members)) for one in SECTIONS]
_EMPTY = orjson.dumps([[EMPTY_SECTION, *(0 for _ in section.members[1:])] for section in SECTIONS])


def _are_empty(snapshot: JsonObject) -> bool:
    """Whether all sections are empty and say nothing else. A fast path for nearly all documents."""
    stated = []
    for section, members_of, count in _READERS:
        part, items = snapshot.get(section.name), section.items
        if type(part) is not dict or len(part) != count + (items is not None):
            return False
        if items is not None and part.get(items) != []:
            return False
        try:
            stated.append(members_of(part))
        except KeyError:
            return False
    try:
        return orjson.dumps(stated) == _EMPTY
    except orjson.JSONEncodeError:
        return False


def counts(snapshot: JsonObject, path: str) -> Result:
    """snapshot.counts: each count is the length of its list, and no part exceeds its whole."""
    concerns: list[Result] = []
    for section in SECTIONS:
        concerns += _section_counts(section, snapshot, f"{path}/{section.name}")
    return first_concern(concerns, passed("snapshot.counts", path))


def _section_counts(section: Section, snapshot: JsonObject, path: str) -> list[Result]:
    part = object_at(snapshot, section.name)
    if part is None:
        return [missing("snapshot.counts", path)]
    count = count_at(part, section.counter)
    if count is None:
        return [missing("snapshot.counts", f"{path}/{section.counter}")]
    found = []
    for name, number in part.items():
        if type(number) is int and number < 0 and name in section.numbers:
            detail = msg("{} is less than 0", Value(name))
            found.append(failed("snapshot.counts", join(path, name), detail, None, number))
    if section.items is not None:
        items = part.get(section.items)
        if not isinstance(items, list):
            found.append(missing("snapshot.counts", f"{path}/{section.items}"))
        elif count < len(items) or (section.whole_list and count != len(items)):
            detail = msg("The count of {} is not the length of its list", section.name)
            place = f"{path}/{section.counter}"
            found.append(failed("snapshot.counts", place, detail, len(items), count))
    for name in section.parts:
        some = count_at(part, name)
        if some is None:
            found.append(missing("snapshot.counts", f"{path}/{name}"))
        elif not 0 <= some <= count:
            detail = msg("{} is not a part of the count of all {}", name, section.name)
            found.append(failed("snapshot.counts", f"{path}/{name}", detail, count, some))
    return found


def section_hash(
    case: VerificationContext, section: Section, snapshot: JsonObject, path: str
) -> Result:
    """snapshot.section_hash: the hash of an empty section is known; for others a match proves
    itself."""
    part, place = object_at(snapshot, section.name), path + "/snapshot_sha256"
    if part is None:
        return missing("snapshot.section_hash", path)
    if "snapshot_sha256" not in part:
        return missing("snapshot.section_hash", place)
    stated = part["snapshot_sha256"]
    items = [] if section.items is None else part.get(section.items, [])
    if section.items is not None and not isinstance(items, list):
        return missing("snapshot.section_hash", f"{path}/{section.items}")
    if section.items is not None and section.items not in part:
        return missing("snapshot.section_hash", f"{path}/{section.items}")
    if count_at(part, section.counter) is None:
        return missing("snapshot.section_hash", f"{path}/{section.counter}")
    if not items and not part[section.counter]:
        if stated != EMPTY_SECTION:
            detail = msg("The section is empty, and this is not the hash of an empty section")
            return failed("snapshot.section_hash", place, detail, EMPTY_SECTION, stated)
        return _empty_hash(place)
    if stated == EMPTY_SECTION:
        detail = msg("The section is not empty, and this is the hash of an empty section")
        return failed("snapshot.section_hash", place, detail, None, stated)
    likely: Json = {"payload": items}
    if items and case.digest(likely) == stated:
        return passed("snapshot.section_hash", place, stated, stated)
    detail = msg("how the hash of a section with content is made is not known")
    return unchecked("snapshot.section_hash", place, detail, None, stated)


def _empty_hash(place: str) -> Result:
    """snapshot.section_hash of an empty section, with the hash at ``place``."""
    return passed("snapshot.section_hash", place, EMPTY_SECTION, EMPTY_SECTION)


def abstract(
    case: VerificationContext, paper: JsonObject, record: CanonicalRecord, path: str
) -> Result:
    """snapshot.abstract: the excerpt is the beginning of the abstract whose hash the record states.

    The registry cuts excerpts at 600 characters, so a shorter one should be the whole abstract.
    Only the paper's text can show that a longer abstract begins with the excerpt.
    """
    stated = text_at(record.metadata, "abstract_canon_sha256")
    excerpt = text_at(paper, "abstract_excerpt")
    given = case.look_into_paper(record)
    if excerpt is None:
        return missing("snapshot.abstract", path)
    if stated is None:
        return missing("snapshot.abstract", f"{record.path}/metadata/abstract_canon_sha256")
    if not excerpt or excerpt.isspace():
        return unchecked("snapshot.abstract", path, msg("the excerpt is empty"), stated)
    if not _SHA256.fullmatch(stated) or stated == _NO_TEXT:
        detail = msg("No abstract can begin with the excerpt and have the stated hash")
        return warned("snapshot.abstract", path, detail, stated)
    if given is not None and given.abstract.match is not None:
        return _beginning(excerpt, given.abstract.match.text, stated, path)
    if len(excerpt) > EXCERPT_LENGTH:
        detail = msg("The excerpt has more than {} characters", EXCERPT_LENGTH)
        return warned("snapshot.abstract", path, detail, stated)
    shown = paper_normalisation.normalise(excerpt)
    computed = paper_normalisation.sha256(shown)
    if computed == stated:
        return passed("snapshot.abstract", path, stated, computed)
    if _is_short(excerpt, shown):
        detail = msg(
            "The excerpt is shorter than {} characters, so it should be the whole abstract, "
            "but its hash is another",
            EXCERPT_LENGTH,
        )
        return warned("snapshot.abstract", path, detail, stated, computed)
    if given is None:
        detail = msg("the excerpt may be only the beginning; give the paper's text")
    else:
        detail = msg("no part of the given text has this hash; the abstract may not be in it")
    return unchecked("snapshot.abstract", path, detail, stated)


def _beginning(excerpt: str, whole: str, stated: str, path: str) -> Result:
    """snapshot.abstract, compared with the normalised abstract found in the paper's text."""
    shown = paper_normalisation.normalise(excerpt)
    if not _is_beginning(shown, whole):
        detail = msg("The excerpt is not the beginning of the paper's abstract")
        return failed("snapshot.abstract", path, detail, whole, excerpt)
    if len(excerpt) > EXCERPT_LENGTH:
        detail = msg("The excerpt has more than {} characters", EXCERPT_LENGTH)
        return warned("snapshot.abstract", path, detail, stated)
    if _is_short(excerpt, shown) and shown != whole:
        detail = msg("The excerpt breaks off before the paper's abstract ends")
        return failed("snapshot.abstract", path, detail, whole, excerpt)
    return passed("snapshot.abstract", path, stated, stated)


def _is_beginning(shown: str, whole: str) -> bool:
    """Whether one normalised text begins the other. In lower case, Σ is ς at the end of a word, and
    a cut makes such an end."""
    return whole.startswith(shown) or whole.replace("ς", "σ").startswith(shown.replace("ς", "σ"))


def _is_short(excerpt: str, normalised: str) -> bool:
    """Whether the excerpt is shorter than the registry's cut, so that it should be the whole
    abstract."""
    if len(excerpt) < EXCERPT_LENGTH or len(normalised) < _LEAST_SEEN:
        return True
    if normalised.isascii() and normalised.isprintable():  # as nearly always
        return False
    odd = {one for one in set(normalised) if not " " <= one <= "~"}
    unseen = sum(normalised.count(one) for one in odd if is_invisible(one))
    return len(normalised) - unseen < _LEAST_SEEN
