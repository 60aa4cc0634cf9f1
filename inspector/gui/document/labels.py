"""The name of a value in the tree, and its one-line summary."""

import re
from itertools import islice

from inspector.document.json_types import Json, JsonObject
from inspector.gui.document import dates
from inspector.gui.translation import number, plural, translate
from inspector.gui.widgets.plain_text import (
    CELL,
    called,
    cell,
    clip,
    is_machine_text,
    named,
    needs_quotes,
    quoted,
    said_exactly,
)
from inspector.named_tuple import NamedTuple
from inspector.tree.nodes import NodeTable
from inspector.tree.outline import Group, GroupName

_NAMING = ("event_type", "alias_kind", "key_id", "claim_id", "name")
"""Members that identify an object better than its index in a list."""
_SPEAKING = ("created_at", "alias_value", "signature_b64", "public_key_hex", "key_id")
"""Members whose value is most informative about their object."""
_LOOKED_AT = 50
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")
_MOST_DIGITS = 12
"""More items than this many digits can count fit into no document."""


class ValueSummary(NamedTuple):
    text: str
    mono: bool = False
    faint: bool = False


def name_of(table: NodeTable, node: int) -> str:
    """The name of a row: an identifying member's value, or the member name or index."""
    step = table.step(node)
    if isinstance(step, str):
        return called(step) if node else translate("Labels", "document")
    value = table.value(node)
    if (name := _own_name(value)) is not None:
        return called(name)
    parent = table.step(table.parent(node))
    return said_exactly(f"{parent} {step}", CELL) if isinstance(value, (dict, list)) else str(step)


def _own_name(value: Json) -> str | None:
    if isinstance(value, dict):
        for member in _NAMING:
            if (name := _text(value, member)) is not None:
                return name
    return None


def value_of(table: NodeTable, node: int) -> ValueSummary:
    """The value of a row in one line."""
    value = table.value(node)
    shown = summary(value)
    return shown._replace(text=shown.text + spelled(table, node)) if table.has_spellings else shown


def summary(value: Json) -> ValueSummary:
    """A value in one line."""
    if isinstance(value, dict):
        return _object(value)
    if isinstance(value, list):
        if not value:
            return ValueSummary(_none(), faint=True)
        return ValueSummary(_items(len(value)))
    return leaf(value)


def spelled(table: NodeTable, node: int) -> str:
    """What is appended to a number: the file's spelling if it is not canonical."""
    spelling = table.spelling(node)
    if not spelling:
        return ""
    return " " + _in_file().format(clip(spelling, CELL))


def leaf(value: Json) -> ValueSummary:
    if isinstance(value, str):
        if not value:
            return ValueSummary(_empty(), faint=True)
        is_quoted = needs_quotes(value, CELL) or looks_like_no_text(value)
        text = quoted(value, CELL) if is_quoted else cell(value)
        return ValueSummary(text, mono=is_machine_text(value))
    if value is None:
        return ValueSummary("null", mono=True, faint=True)
    return ValueSummary(clip(_scalar(value), CELL), mono=True)


def _none() -> str:
    return translate("Labels", "none")


def _empty() -> str:
    return translate("Labels", "empty text")


def _in_file() -> str:
    return translate("Labels", "(file: {})")


def _items(count: int) -> str:
    return plural("Labels", "%n item", "%n items", count)


def _members(count: int) -> str:
    return plural("Labels", "%n member", "%n members", count)


def looks_like_no_text(text: str) -> bool:
    """Whether a text without quotation marks would look like a number, ``null``, a number of items
    and so on."""
    if text in ("true", "false", "null", _none(), _empty()):
        return True
    first, blank, rest = text[:CELL].partition(" ")
    if _NUMBER.fullmatch(first) and (not blank or rest.startswith(_in_file().partition("{}")[0])):
        return True
    digits = re.sub("[^0-9]", "", first)
    return 0 < len(digits) <= _MOST_DIGITS and text in (_items(int(digits)), _members(int(digits)))


def _scalar(value: Json) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def group_summary(table: NodeTable, group: Group, signed_by: str = "") -> ValueSummary:
    """The content of a group in a few words.

    ``signed_by`` is whose key made every signature by the user's list, or "".
    """
    if signed_by and group.name in (GroupName.EVENTS, GroupName.SIGNATURES):
        count = number(len(group.entries))
        return ValueSummary(clip(translate("Labels", "{} by {}").format(count, signed_by), CELL))
    summary = _SUMMARIES.get(group.name, _first_value)(table, group)
    return summary or ValueSummary(_entries(group))


def _entries(group: Group) -> str:
    return plural("Labels", "%n entry", "%n entries", len(group.entries))


def _object(value: JsonObject) -> ValueSummary:
    for member in _SPEAKING:
        if (text := _text(value, member)) is not None:
            shown = _date(text) if member == "created_at" else leaf(text).text
            return ValueSummary(shown, mono=True)
    if not value:
        return ValueSummary(_none(), faint=True)
    return ValueSummary(_members(len(value)))


def _date(text: str) -> str:
    """A date with a blank in the middle; what is none is quoted, so that it does not look like
    one."""
    is_date = len(text) < CELL and dates.read(text).second is not None
    return text.replace("T", " ", 1) if is_date else quoted(text, CELL)


def _record(table: NodeTable, group: Group) -> ValueSummary | None:
    for node in group.entries[:_LOOKED_AT]:
        value = table.value(node)
        source = value.get("source") if isinstance(value, dict) else None
        if isinstance(source, dict) and (text := _text(source, "id")):
            kind = {"arxiv": "arXiv"}.get(_text(source, "kind") or "", _text(source, "kind") or "")
            version = source.get("version")
            version = version if isinstance(version, (str, int)) else ""
            text = named(text + (f"v{version}" if version else ""))
            return ValueSummary(f"{kind if kind == 'arXiv' else named(kind)} {text}")
    return None


def _signed(table: NodeTable, group: Group) -> ValueSummary | None:
    """The number of signatures, and the claimed signer if it is the same for all."""
    count = len(group.entries)
    signers = set()
    for node in group.entries[:_LOOKED_AT]:
        value = table.value(node)
        signer = value.get("signer") if isinstance(value, dict) else None
        names = (signer, "signer_id") if isinstance(signer, dict) else (value, "key_id")
        signers.add(_text(names[0], names[1]) if isinstance(names[0], dict) else None)
    if count > _LOOKED_AT or len(signers) != 1 or None in signers:
        return ValueSummary(_entries(group))
    claimed = signers.pop() or ""
    return ValueSummary(_by_claim(count).format(number(count), named(claimed)))


def _by_claim(count: int) -> str:
    if count == 1:
        return translate("Labels", "{} says it is by {}")
    return translate("Labels", "{} say they are by {}")


def _aliases(table: NodeTable, group: Group) -> ValueSummary | None:
    kinds = [_in_group(table, node) for node in group.entries[:2]]
    rest = len(group.entries) - len(kinds)
    more = [translate("Labels", "{} more").format(number(rest))] if rest else []
    return ValueSummary(clip(", ".join((*kinds, *more)), CELL))


def _names(table: NodeTable, group: Group) -> ValueSummary | None:
    if len(group.entries) > 1:
        return None
    return ValueSummary(_in_group(table, group.entries[0]))


def _in_group(table: NodeTable, node: int) -> str:
    """The name of an entry in the summary of its group, quoted if it could be read as several, or
    as words of the program such as "3 entries"."""
    name = _own_name(table.value(node))
    if name is not None and re.search("[ ,]", name[:CELL]):
        return quoted(name, CELL)
    return name_of(table, node)


def _state(table: NodeTable, group: Group) -> ValueSummary | None:
    for node in reversed(group.entries[-_LOOKED_AT:]):
        value = table.value(node)
        if table.step(node) == "state_sha256" and isinstance(value, str):
            return ValueSummary(cell(value), mono=True)
    return None


def _links(table: NodeTable, group: Group) -> ValueSummary | None:
    """The first host and the number of others, since one link may lead elsewhere."""
    hosts: dict[str, None] = {}
    for node in group.entries[:_LOOKED_AT]:
        value = table.value(node)
        texts = islice(value.values(), _LOOKED_AT) if isinstance(value, dict) else (value,)
        for text in texts:
            if isinstance(text, str) and (host := _host(text[:CELL])):
                hosts[host] = None
    if not hosts or len(group.entries) > _LOOKED_AT:
        return None
    first, rest = named(next(iter(hosts))), len(hosts) - 1
    more = [translate("Labels", "{} more").format(number(rest))] if rest else []
    return ValueSummary(", ".join((first, *more)))


def _host(address: str) -> str:
    """The host of an address of any scheme, as a browser reads it; "" if there is none."""
    host = address.lower().replace("\\", "/").partition("//")[2]
    for end in "/?#":
        host = host.partition(end)[0]
    return host


def _first_value(table: NodeTable, group: Group) -> ValueSummary | None:
    return value_of(table, group.entries[0]) if len(group.entries) == 1 else None


_SUMMARIES = {
    GroupName.RECORD: _record,
    GroupName.EVENTS: _signed,
    GroupName.ALIASES: _aliases,
    GroupName.SNAPSHOTS: _names,
    GroupName.KEYS: _names,
    GroupName.STATE: _state,
    GroupName.LINKS: _links,
    GroupName.SIGNATURES: _signed,
}


def _text(value: Json, member: str) -> str | None:
    if not isinstance(value, dict):
        return None
    found = value.get(member)
    return found if isinstance(found, str) and found else None
