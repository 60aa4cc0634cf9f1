"""Checks of a document's own statements that involve no hash: links and flags.

- link.subject: links and mirror hints use https and lead to this Pith Number. None is fetched.
- status.flags: the flags of a record agree with the results of the other checks.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from inspector.document.identifiers import TAIL_LENGTH, tail_of
from inspector.document.json_types import Json, JsonObject, count_at, object_at
from inspector.document.pointer import escape, join
from inspector.messages import Message, Value, msg
from inspector.verify.result import (
    FAIL,
    NOT_KNOWN,
    PASS,
    SEVERITY,
    Result,
    Status,
    failed,
    missing,
    passed,
    unchecked,
    warned,
)
from inspector.visible import visible

_ABOUT_THE_RECORD = frozenset(
    {
        *("resolver", "bundle", "state", "well_known_bundle", "html", "json", "paper"),
        *("graph_json", "events_json", "bundle_url", "state_url", "well_known_bundle_url"),
    }
)
_BASE = "base_url"
_ACTIONS = "/agent_actions"
_SEEN_ACTIONS = frozenset(
    ("view_html", "download_json", "view_paper", "resolve_alias", "fetch_graph", "fetch_events")
)
_DIGIT = "[a-zA-Z2-7]"
_TAIL = rf"(?<![a-zA-Z0-9])({_DIGIT}{{{TAIL_LENGTH}}})(?![a-zA-Z0-9])"
"""A complete tail of a Pith Number within any text."""
_RECORD = re.compile(
    r"/(?:(?i:pith):(?:[0-9]{4}:)?)?"
    rf"({_DIGIT}{{8}}(?:{_DIGIT}{{4}}(?:{_DIGIT}{{4}}(?:{_DIGIT}{{{TAIL_LENGTH - 16}}})?)?)?)"
    r"(?:\.json)?(?=/|\Z)"
)
"""A path segment that counts as the tail of a Pith Number or the beginning of one: 8, 12, 16 or all
characters, alone or after ``pith:``."""
_NAMES_NONE = msg("the address names no record")
_NO_NUMBER = msg("the Pith Number cannot be read")
_NOT_IN_ADDRESSES = r"[\x00-\x20\x7f-\xa0\\]"
_LONGEST_ADDRESS = 10_000
_PLAIN = re.compile(r"https://[a-z0-9]+(?:[.-][a-z0-9]+)*+((?:/[A-Za-z0-9_.-]*)*+)")
"""An address without ambiguity except for dot segments, as most are."""
_WORD = "[a-z]{1,7}"
_USUAL = re.compile(
    r"https://[a-z0-9]+(?:[.-][a-z0-9]+)*+"
    rf"(?:/\.?{_WORD}(?:-{_WORD})*)*/([A-Z2-7]{{{TAIL_LENGTH}}})(?:\.json|/{_WORD}\.json)?"
)
"""The form of nearly all addresses: one complete tail, and words too short to be another record."""
_SCHEME = (
    r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*+:/|//(?=[^\s/])"
    r"|(?i:https?|ftp|file|data|ipfs|magnet|javascript):(?=\S))"
)
"""How a text begins that is an address, whatever its name; not "Data: of all"."""
_ADDRESS_NAMES = ("url", "uri", "href")
_ODD_CHARACTER = msg(
    "The address has a blank, a back slash or a character that cannot be seen in it"
)


_Trail: TypeAlias = tuple["_Trail | None", str | int]
"""A place in an object: that of its holder, and its name or index. A pointer for each place would
take the square of the memory where names are long."""


def check_links(value: JsonObject) -> Iterator[Result]:
    """link.subject, one result for each link and each mirror hint."""
    ending = ending_of(value.get("pith_number"))
    if "links" not in value:
        yield missing("link.subject", "/links")
    for name, address in (object_at(value, "links") or {}).items():
        yield subject(name, address, ending, "/links")
    if "bundle_type" in value and "mirror_hints" not in value:
        yield missing("link.subject", "/mirror_hints")
    hints = value.get("mirror_hints")
    for index, hint in enumerate(hints if isinstance(hints, list) else ()):
        if isinstance(hint, dict):
            yield mirror(hint, ending, f"/mirror_hints/{index}")


def ending_of(number: Json) -> str | None:
    """The tail of the Pith Number that links to this record must contain; None if there is no valid
    one."""
    return tail_of(number) if isinstance(number, str) else None


def mirror(hint: JsonObject, ending: str | None, path: str) -> Result:
    """link.subject of a mirror hint: all its addresses use https and lead to the record."""
    concerns = _concerns(hint, ending)
    worst = max(concerns, key=lambda one: SEVERITY[one[1].status], default=None)
    if worst is None:
        return passed("link.subject", path)
    return worst[1]._replace(path=path + _pointer(worst[0]))


def _concerns(hint: JsonObject, ending: str | None) -> Iterator[tuple[_Trail | None, Result]]:
    """What is wrong with the members of a mirror hint, each with its place."""
    has_document = False
    for trail, value in _members(hint):
        name = str(trail[1])
        if not _is_address(name, value):
            if (other := _other_record(value, ending)) is not None:
                yield trail, _names_another(other, "", ending, value)
            continue
        concern = _concern(name, value, ending, "")
        if name != _BASE:
            has_document = True
        elif concern is not None and concern.detail in (_NAMES_NONE, _NO_NUMBER):
            concern = None  # the base need not name a record; if it does, it must be this one
        if concern is not None:
            yield trail, concern
    if not has_document:
        detail = msg("the mirror names no address of a document")
        yield None, unchecked("link.subject", "", detail)


def check_actions(record: JsonObject) -> Iterator[Result]:
    """link.subject of the addresses in a record's agent_actions: the first of each action that does
    not lead to the record.

    What is done to this record, or shows it, fails. Whether an action of another name is about
    this record is not known.
    """
    ending = ending_of(record.get("pith_number"))
    actions = object_at(record, "agent_actions") or {}
    done = object_at(actions, "actions") or {}
    for name, action in actions.items():
        if action is not done:
            yield from _action(name, action, ending, _ACTIONS, is_known=name in _SEEN_ACTIONS)
    for name, action in done.items():
        yield from _action(name, action, ending, _ACTIONS + "/actions", is_known=True)


def _action(
    name: str, action: Json, ending: str | None, holder: str, *, is_known: bool
) -> Iterator[Result]:
    for trail, value in _members({name: action}):
        if not _is_address(str(trail[1]), value):
            continue
        concern = _concern(str(trail[1]), value, ending, "")
        if concern is None or concern.status is not FAIL:
            continue
        place = holder + _pointer(trail)
        if is_known and trail[0] is None:
            yield concern._replace(path=place)
        else:
            detail = msg("whether this action is about this record is not known")
            yield unchecked("link.subject", place, detail, ending, value, reason=NOT_KNOWN)
        return


def _pointer(trail: _Trail | None) -> str:
    steps: list[str] = []
    while trail is not None:
        trail, step = trail
        steps.append(escape(str(step)))
    return "".join("/" + step for step in reversed(steps))


def _members(value: JsonObject) -> Iterator[tuple[_Trail, Json]]:
    """The members of an object and of what is in it, each with its place."""
    waiting: list[tuple[_Trail | None, Json]] = [(None, value)]
    for holder, one in waiting:  # the list grows during the loop
        members = (
            one.items()
            if isinstance(one, dict)
            else enumerate(one if isinstance(one, list) else ())
        )
        for name, member in members:
            if isinstance(member, (dict, list)) and not _is_address(str(name), member):
                waiting.append(((holder, name), member))
            else:
                yield (holder, name), member


def _is_address(name: str, value: Json) -> bool:
    """Whether a member is an address, by its name or by the beginning of its value."""
    if name.lower().endswith(_ADDRESS_NAMES):
        return True
    if not isinstance(value, str) or (":" not in value and "//" not in value):
        return False
    return re.match(_SCHEME, value) is not None


def _other_record(value: Json, ending: str | None) -> str | None:
    """The tail of another record that a text names; None if it names none."""
    if not isinstance(value, str) or len(value) < TAIL_LENGTH:
        return None
    tails: list[str] = re.findall(_TAIL, unquote(value))
    return next((tail for tail in tails if tail.upper() != ending), None)


def _names_another(tail: str, path: str, ending: str | None, value: Json) -> Result:
    detail = msg("the address names another record, {}", Value(tail))
    return unchecked("link.subject", path, detail, ending, value)


def subject(name: str, address: Json, ending: str | None, holder: str) -> Result:
    """link.subject of the member ``name`` of the object at ``holder``.

    It passes if the value is an https address whose path names this record before any other. If the
    address names another record as well, the result is unchecked, since which one the server uses
    is not known. A path segment of 8, 12, 16 or 26 base32 characters, in any case, counts as the
    tail of a Pith Number or the beginning of one.
    """
    concern = _concern(name, address, ending, holder)
    return concern or passed("link.subject", join(holder, name), ending, address)


def _concern(name: str, address: Json, ending: str | None, holder: str) -> Result | None:
    """What is wrong with an address; None if it passes."""
    if isinstance(address, str) and (usual := _USUAL.fullmatch(address)) and usual[1] == ending:
        return None
    way = _path_of(address)
    if isinstance(way, Message):
        return failed("link.subject", join(holder, name), way, None, address)
    if ending is None:
        return unchecked("link.subject", join(holder, name), _NO_NUMBER)
    named = _first_named(way, _RECORD.search(way), ending)
    if named is not None and named.upper() == ending[: len(named)]:
        return _also_names(name, str(address), ending, holder)
    if named is not None:
        detail = msg("The address leads to {}, not to this Pith Number", Value(named))
        return failed("link.subject", join(holder, name), detail, ending, address)
    if name in _ABOUT_THE_RECORD:
        detail = msg("The address does not lead to this Pith Number")
        return failed("link.subject", join(holder, name), detail, ending, address)
    concern = _also_names(name, str(address), ending, holder)
    return concern or unchecked("link.subject", join(holder, name), _NAMES_NONE, None, address)


def _first_named(way: str, match: re.Match[str] | None, ending: str) -> str | None:
    """The record that a path names first: by a segment of its own (``match``), or by a part of a
    segment. Where that part is this record's own tail, the segment behind it decides."""
    before = way[: match.start()] if match else way
    other = re.search(_TAIL, before) if len(before) >= TAIL_LENGTH else None
    if other is None or (match is not None and other[1].upper() == ending):
        return match[1] if match else None
    return other[1]


def _also_names(name: str, address: str, ending: str, holder: str) -> Result | None:
    """The unchecked result if the address also names another record, even outside the path; else
    None."""
    is_long = len(address) >= TAIL_LENGTH
    other = _other_record("\n".join(urlsplit(address)[2:]), ending) if is_long else None
    return None if other is None else _names_another(other, join(holder, name), ending, address)


def _path_of(address: Json) -> str | Message:
    """The path of an https address that all parsers read alike, or what is wrong with it."""
    if not isinstance(address, str):
        return msg("The address is no text")
    if match := _PLAIN.fullmatch(address):
        way = match[1]
        if not _has_dot_segments(way):
            return way
    if len(address) > _LONGEST_ADDRESS:
        return msg("The address has more than {} characters", _LONGEST_ADDRESS)
    if re.search(_NOT_IN_ADDRESSES, address) or _has_unseen(address):
        return _ODD_CHARACTER
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return msg("The address cannot be read")
    if parts.scheme != "https":
        return msg("The address is not https")
    if not host:
        return msg("The address has no host")
    if "@" in parts.netloc or "%" in parts.netloc:
        return msg("The address names a user before its host")
    path = unquote(parts.path)
    if _has_unseen(path):
        return _ODD_CHARACTER
    if "\\" in path or _has_dot_segments(path):
        return msg("The path of the address has dot segments or back slashes")
    return path


def _has_unseen(text: str) -> bool:
    """Whether a character cannot be seen; each is looked at once."""
    signs = "".join(set(text))
    return visible(signs) != signs


def _has_dot_segments(path: str) -> bool:
    """Whether a segment is "." or "..", by which a path can lead elsewhere than it seems."""
    closed = path + "/"
    return "/./" in closed or "/../" in closed


# --- flags of a record ------------------------------------------------------------------------

_SHOWN_BY = {
    "content_addressed": "record.canonical_hash",
    "pith_receipt": "receipt.signature",
}
_EVENTS_ELSEWHERE = frozenset(
    {
        *("author_attested", "externally_anchored", "storage_verified"),
        *("weak_author_claims", "strong_author_claims"),
        *("citation_signatures", "replication_records"),
    }
)


def check_flags(value: JsonObject, results: Iterable[Result]) -> list[Result]:
    """status.flags, one result for each flag. ``results`` are the results about the record so
    far."""
    found = {result.id: result.status for result in results}
    flags = object_at(value, "verification_status")
    if flags is None:
        return [missing("status.flags", "/verification_status")]
    return [flag(value, name, stated, found) for name, stated in flags.items()]


def flag(value: JsonObject, name: str, stated: Json, found: dict[str, Status]) -> Result:
    """status.flags of one flag."""
    path = join("/verification_status", name)
    if name in _SHOWN_BY:
        return _by_check(path, stated, found.get(_SHOWN_BY[name]))
    if name == "graph_snapshot":
        return _compared(path, stated, object_at(value, "graph_snapshot") is not None)
    if name in ("references_resolved", "formal_links_present"):
        return _by_count(path, stated, _section_count(value, name))
    if name in _EVENTS_ELSEWHERE and value.get("events") == [] and _is_none(stated):
        return passed("status.flags", path, stated, stated)
    detail = msg("the record does not hold what this flag is about")
    return unchecked("status.flags", path, detail, None, stated)


def _by_check(path: str, stated: Json, status: Status | None) -> Result:
    if status is PASS or status is FAIL:
        return _compared(path, stated, status is PASS)
    detail = msg("the check that this flag is about could not be made")
    return unchecked("status.flags", path, detail, None, stated)


def _compared(path: str, stated: Json, shown: bool) -> Result:
    if stated is not shown:
        detail = msg("The flag does not agree with what was found")
        return failed("status.flags", path, detail, shown, stated)
    return passed("status.flags", path, shown, stated)


def _is_none(stated: Json) -> bool:
    """Whether a flag or a count says that there is nothing."""
    return stated is False or (type(stated) is int and stated == 0)


def _section_count(value: JsonObject, name: str) -> int | None:
    snapshot = object_at(value, "graph_snapshot")
    if name == "references_resolved":
        return count_at(object_at(snapshot, "references"), "resolved_work")
    return count_at(object_at(snapshot, "formal_canon"), "evidence_count")


def _by_count(path: str, stated: Json, count: int | None) -> Result:
    if count is None:
        return unchecked("status.flags", path, msg("the snapshot has no such count"))
    if stated is not bool(count):
        detail = msg("The flag and the count in the snapshot do not go together")
        return warned("status.flags", path, detail, bool(count), stated)
    return passed("status.flags", path, bool(count), stated)
