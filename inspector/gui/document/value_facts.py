"""A value for reading: as indented JSON, and what it obviously is, such as a date or a size.

Nothing is guessed. Only a value that completely matches a strict ASCII pattern without a user name
becomes a link; an arXiv id only if the document calls it one.
"""

import re
from collections.abc import Iterator

import orjson
from PySide6.QtCore import QLocale

from inspector.document.json_types import Json
from inspector.gui.translation import number, shown_language, translate
from inspector.gui.widgets.plain_text import clip
from inspector.named_tuple import NamedTuple
from inspector.sources.reference import ARXIV_PREFIX, arxiv_id
from inspector.verify.context import instant
from inspector.visible import visible_in_json

# --- as indented JSON, generated only as far as it is shown -------------------------------------
# Hidden characters in names and texts are JSON escapes: another spelling of the same value, not the
# bytes of the file.

MOST = 64 * 1024
_LONGEST_TEXT = 16 * 1024
_INDENT = "  "
_FLAT = -1


def indented(value: Json, most: int = MOST, *, flat: bool = False) -> tuple[str, bool]:
    """The text, on one line if ``flat``, and whether the value continues beyond it."""
    parts: list[str] = []
    length = 0
    for part in _write(value, _FLAT if flat else 0):
        parts.append(part)
        length += len(part)
        if length > most:
            return "".join(parts)[:most], True
    return "".join(parts), False


def _write(value: Json, depth: int) -> Iterator[str]:
    if isinstance(value, (dict, list)) and value:
        yield from _write_container(value, depth)
    elif isinstance(value, str):
        yield _quoted(value)
    elif isinstance(value, (dict, list)):
        yield "{}" if isinstance(value, dict) else "[]"
    elif isinstance(value, float) or value is None or isinstance(value, bool):
        yield orjson.dumps(value).decode() if not isinstance(value, float) else repr(value)
    else:
        yield repr(value)


def _write_container(value: dict[str, Json] | list[Json], depth: int) -> Iterator[str]:
    deeper = depth + 1 if depth >= 0 else _FLAT
    lead, comma, end = (
        ("", ", ", "") if depth < 0 else ("\n" + _INDENT * deeper, ",", "\n" + _INDENT * depth)
    )
    if isinstance(value, dict):
        yield "{"
        for position, (name, member) in enumerate(value.items()):
            yield f"{comma if position else ''}{lead}{_quoted(name)}: "
            yield from _write(member, deeper)
        yield end + "}"
    else:
        yield "["
        for position, element in enumerate(value):
            yield f"{comma if position else ''}{lead}"
            yield from _write(element, deeper)
        yield end + "]"


def _quoted(text: str) -> str:
    if len(text) <= _LONGEST_TEXT:
        return visible_in_json(orjson.dumps(text).decode())
    shown = visible_in_json(orjson.dumps(text[:_LONGEST_TEXT]).decode())[:-1]
    count = translate("JsonText", "({} characters)").format(number(len(text)))
    return f'{shown}…" {count}'


# --- what it obviously is -----------------------------------------------------------------------

_LONGEST_DATE = 40
_LONGEST_NUMBER = 5_000
_LONGEST_LINK = 2_000
_LONGEST_HOST = 253
_LARGE = 10_000
_LARGEST = 10**30
_STEP = 1024
_UNITS = ("KiB", "MiB", "GiB", "TiB", "PiB", "EiB")
# No "@" (a user name can look like a host), no port, no number for a host, no letters that only
# look like others: "xn--" is how those are written in ASCII.
_LABEL = r"(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = (
    rf"https://(?P<host>(?:{_LABEL}\.)+[a-z]{{2,63}})"
    r"(?:[/?#](?:[A-Za-z0-9._~!$&()*+,;=:/?#-]|%[0-9A-Fa-f]{2})*)?"
)
# Nor path segments that a browser would remove or merge.
_DOI = r"10\.[0-9]{4,9}(?!.*(?:\.\.|//|/\.))/[A-Za-z0-9._;()/:-]+"
_ARXIV_MEMBERS = (
    ("id", "kind", ("arxiv",)),
    ("source_id", "source_kind", ("arxiv",)),
    ("alias_value", "alias_kind", ("arxiv", "arxiv_version")),
)
"""A member that may be an arXiv id, and the member beside it that says so."""


class WebLink(NamedTuple):
    """An https address that is shown completely, with its host, before it is opened."""

    address: str
    host: str


class ValueFact(NamedTuple):
    """One line below a value: a label and a text."""

    label: str
    text: str
    link: WebLink | None = None


def facts(name: str, value: Json, holder: Json) -> tuple[ValueFact, ...]:
    """What is known about ``value``, the member ``name`` of the object ``holder``."""
    if isinstance(value, str):
        found = (_local_time(value), _link(name, value, holder))
        return tuple(fact for fact in found if fact is not None)
    if isinstance(value, int) and not isinstance(value, bool):
        return _number(name, value)
    return ()


def spelling(value: Json, spelled: str) -> tuple[ValueFact, ...]:
    """For a number whose spelling ``spelled`` is not canonical: both spellings."""
    if not spelled:
        return ()
    return (
        ValueFact(translate("Facts", "Hashed"), repr(value)),
        ValueFact(translate("Facts", "In the file"), clip(spelled, _LONGEST_NUMBER)),
    )


def _local_time(value: str) -> ValueFact | None:
    moment = instant(value) if len(value) <= _LONGEST_DATE else None
    if moment is None:
        return None
    try:
        local = moment.astimezone()
    except (OverflowError, ValueError, OSError):  # outside the calendar's range
        return None
    fraction = found[0] if (found := re.search(r"[.,][0-9]+", value)) else ""
    text = local.strftime(f"%Y-%m-%d %H:%M:%S{fraction} %Z")
    return ValueFact(translate("Facts", "Local time"), text)


def _number(name: str, value: int) -> tuple[ValueFact, ...]:
    words = name.lower().split("_")
    if _STEP <= value < _LARGEST and ("bytes" in words or "size" in words):
        # A size may also count something else.
        text = "{}" if "bytes" in words else translate("Facts", "{}, if it counts bytes")
        return (ValueFact(translate("Facts", "Size"), text.format(_size(value))),)
    if _LARGE <= abs(value) < _LARGEST:
        return (ValueFact(translate("Facts", "In groups"), number(value)),)
    return ()


def _size(count: int) -> str:
    """ "13.3 KiB (13,657 bytes)"."""
    amount, unit = float(count), ""
    for unit in _UNITS:  # noqa: B007 - the last one reached is wanted
        amount /= _STEP
        if amount < _STEP:
            break
    shown = QLocale(shown_language()).toString(amount, "f", 1)
    return translate("Facts", "{} {} ({} bytes)").format(shown, unit, number(count))


def _link(name: str, value: str, holder: Json) -> ValueFact | None:
    if not value.isascii() or len(value) > _LONGEST_LINK:
        return None
    if (match := re.fullmatch(_ADDRESS, value)) and len(match["host"]) <= _LONGEST_HOST:
        return _fact(translate("Facts", "Address"), value, match["host"])
    if value.startswith("10.") and re.fullmatch(_DOI, value):
        return _fact("DOI", f"https://doi.org/{value}", "doi.org")
    if _is_arxiv_id(name, value, holder):
        return _fact(translate("Facts", "arXiv id"), f"https://arxiv.org/abs/{value}", "arxiv.org")
    return None


def _fact(label: str, address: str, host: str) -> ValueFact:
    return ValueFact(label, translate("Facts", "at {}").format(host), WebLink(address, host))


def _is_arxiv_id(name: str, value: str, holder: Json) -> bool:
    if not isinstance(holder, dict) or value.lower().startswith(ARXIV_PREFIX):
        return False
    return (
        any(name == member and holder.get(kind) in kinds for member, kind, kinds in _ARXIV_MEMBERS)
        and arxiv_id(value) is not None
    )
