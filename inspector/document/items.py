"""Splits a text that contains several JSON documents into the bytes of each.

The form is detected from the content: JSON Lines, JSON text sequences (RFC 7464), concatenated JSON
values, an array of documents, or an object without a type that contains documents. An item that
cannot be read is still an item; reading it raises the error.
"""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sized
from enum import StrEnum
from itertools import count, islice
from typing import Any

from inspector.document.document import PLAIN, Encoding, encoding_of, to_utf8
from inspector.document.kinds import kind_of
from inspector.document.measure import DEFAULT_LIMITS
from inspector.document.pointer import escape
from inspector.document.reader import read_json
from inspector.document.strict import count_nodes
from inspector.errors import (
    InspectorError,
    NotPithError,
    TooManyItemsError,
    UnreadableError,
    UntypedError,
)
from inspector.named_tuple import NamedTuple

MOST_ITEMS = 100_000
_DEEPEST_WRAPPER = 3
_FEWEST_LINES = 2
"""One document below a comment or a guard line counts as a damaged document."""
_RECORD = b"\x1e"
_SPACE = b" \t\r\n"
_BLANK = re.compile(r"(?:[ \t\r\n]|\xef\xbb\xbf)*+")
"""A character a byte. A byte order mark may stand before each text of files that were joined."""
_RECORD_TEXT = re.compile(rb"[^\x1e \t\r\n][^\x1e]*+")
_LINE_TEXT = re.compile(rb"[^ \t\r\n][^\r\n]*+")


class TextForm(StrEnum):
    """How several documents are contained in one text."""

    LINES = "JSON Lines"
    SEQUENCE = "JSON text sequence"
    VALUES = "JSON values"
    ARRAY = "JSON array"
    WRAPPER = "JSON object"


class Item(NamedTuple):
    """One item: the bytes ``start`` to ``end``.

    ``number`` is its line number in JSON Lines, else its position in the list, from 1. ``pointer``
    is its JSON Pointer if the whole is one JSON text.
    """

    number: int
    start: int
    end: int
    pointer: str = ""


class Items(NamedTuple):
    """At least one item, in the order of the text."""

    form: TextForm
    items: tuple[Item, ...]


class TextPart(NamedTuple):
    """The part of a text that is one document. Offsets in the document count from its first
    byte."""

    form: TextForm
    item: Item


def items_of(data: bytes) -> Items | None:
    """The items of ``data``, which is no Pith document itself; None if it contains none in these
    forms.

    Raises TooManyItemsError.
    """
    encoding = encoding_of(data)
    if encoding.codec == PLAIN.codec:
        return _items_of_utf8(data, len(encoding.mark))
    try:
        text = to_utf8(data, encoding)
    except UnreadableError:
        return None
    found = _items_of_utf8(text, 0)
    return found and found._replace(items=tuple(_in_file(found.items, text, encoding)))


def _in_file(items: tuple[Item, ...], text: bytes, encoding: Encoding) -> Iterator[Item]:
    """The items with their offsets in the file, whose text in UTF-8 is ``text``."""
    done, place = 0, len(encoding.mark)
    for item in items:
        start = place + _length(text[done : item.start], encoding)
        done, place = item.end, start + _length(text[item.start : item.end], encoding)
        yield item._replace(start=start, end=place)


def _length(text: bytes, encoding: Encoding) -> int:
    return len(text.decode().encode(encoding.codec))


def _items_of_utf8(data: bytes, start: int) -> Items | None:
    first = data[start : start + 1000].lstrip(_SPACE)[:1]
    if first == _RECORD:
        items = tuple(islice(_sequence(data, start), MOST_ITEMS + 1))
        return _known(TextForm.SEQUENCE, items, data)
    if first not in (b"{", b"["):
        return _lines(data, start)
    return _lines(data, start) or _values(data, start)


# --- separated by characters that JSON does not contain -----------------------------------------


def _sequence(data: bytes, start: int) -> Iterator[Item]:
    for number, found in enumerate(_RECORD_TEXT.finditer(data, start), 1):
        yield Item(number, found.start(), _end(found))


def _lines(data: bytes, start: int) -> Items | None:
    """The lines, if most are whole objects and at least one is a Pith document; else None."""
    items = tuple(islice(_each_line(data, start), MOST_ITEMS + 1))
    # A line "{…}," does not count: it is a line of an array.
    objects = sum(data[item.start] == ord("{") and data[item.end - 1] == ord("}") for item in items)
    if objects and data[items[-1].start] == ord("{") and data[items[-1].end - 1] != ord("}"):
        objects += 1  # a list that was cut ends in the middle of a document
    if objects < _FEWEST_LINES or objects * 2 < len(items):
        return None
    return _known(TextForm.LINES, items, data)


def _each_line(data: bytes, start: int) -> Iterator[Item]:
    """The lines that are not blank; LF, CRLF and CR end a line."""
    number, place = 1, start
    for found in _LINE_TEXT.finditer(data, start):
        begin = found.start()
        begin += len(BOM_UTF8) if data.startswith(BOM_UTF8, begin) else 0
        if begin >= _end(found):
            continue
        ends = [data.count(sign, place, begin) for sign in (b"\n", b"\r", b"\r\n")]
        number += ends[0] + ends[1] - ends[2]
        place = found.end()
        yield Item(number, begin, _end(found))


def _end(found: re.Match[bytes]) -> int:
    return found.start() + len(found[0].rstrip(_SPACE))


def _known(form: TextForm, found: tuple[Item, ...], data: bytes) -> Items | None:
    """The items, if at least one is a Pith document; else None."""
    _refuse_many(found)
    is_known = any(_is_document(data[item.start : item.end]) for item in found)
    return Items(form, found) if is_known else None


def _refuse_many(found: Sized) -> None:
    if len(found) > MOST_ITEMS:
        raise TooManyItemsError(
            "The file holds more than {} documents, which is the limit", MOST_ITEMS
        )


def _is_document(data: bytes) -> bool:
    try:
        return _is_pith(read_json(data).value)
    except InspectorError:
        return False


def _is_pith(value: Any) -> bool:
    """Whether a value is a Pith document, be it one that cannot be read because its type is
    missing or not known."""
    try:
        kind_of(value)
    except UntypedError:
        return True
    except NotPithError:
        return False
    return True


# --- separated by parsing -----------------------------------------------------------------------


def _values(data: bytes, start: int) -> Items | None:
    """Concatenated values, or one value that contains documents."""
    if len(data) > DEFAULT_LIMITS.nodes and count_nodes(data) > DEFAULT_LIMITS.nodes:
        return None  # it would be refused as one text too
    # One character per byte: only where strings end matters, not their text.
    reader = _Reader(data.decode("latin-1"))
    try:
        found = reader.items(start)
    except (ValueError, RecursionError):
        return None
    if found is None or found.form is TextForm.VALUES:
        return found
    return found if _may_be_taken_apart(data) else None


def _may_be_taken_apart(data: bytes) -> bool:
    """Whether an array or a wrapper is strict JSON and contains no documents deeper than is
    searched.

    One that other readers read in another way, or that could hide a second document, is not split.
    """
    try:
        level = [read_json(data).value]
    except InspectorError:
        return False
    for depth in count(0):
        parts = (part for value in level for part in _containers(value))
        typed = [(part, _is_pith(part)) for part in parts]
        if depth > _DEEPEST_WRAPPER and any(is_document for _, is_document in typed):
            return False
        level = [part for part, is_document in typed if not is_document]
        if not level:
            break
    return True


def _containers(value: Any) -> Iterator[Any]:
    parts = value.values() if isinstance(value, dict) else value
    return (part for part in parts if isinstance(part, dict | list))


class _ReadValue(NamedTuple):
    item: Item
    is_document: bool


class _Reader:
    """Parses values only to find where they end and which type of document they are."""

    def __init__(self, text: str) -> None:
        self._text = text
        decoder = json.JSONDecoder(parse_int=bool, parse_float=bool, parse_constant=bool)
        self._value: Callable[[str, int], tuple[Any, int]] = decoder.raw_decode

    def items(self, start: int) -> Items | None:
        """Raises ValueError if the first value is not JSON."""
        place = self._skip(start)
        value, end = self._value(self._text, place)
        first = _ReadValue(Item(1, place, end), _is_pith(value))
        if self._skip(end) < len(self._text):
            return self._several(first)
        # A document that cannot be read is not split into its parts.
        return None if first.is_document else self._inside(place)

    def _several(self, first: _ReadValue) -> Items | None:
        """Concatenated values; the rest after one that cannot be read is the last item."""
        found = [first]
        place = self._skip(first.item.end)
        while place < len(self._text) and len(found) <= MOST_ITEMS:
            try:
                value, end = self._value(self._text, place)
            except (ValueError, RecursionError):
                value, end = None, len(self._text.rstrip(_SPACE.decode()))
            found.append(_ReadValue(Item(len(found) + 1, place, end), _is_pith(value)))
            place = self._skip(end)
        # One document followed by something else is a single damaged document.
        if sum(one.is_document for one in found) <= 1:
            return None
        return _listed(TextForm.VALUES, found)

    def _inside(self, place: int) -> Items | None:
        """The documents in an array, or in an object without a type."""
        found = list(islice(self._documents(place, "", 0), MOST_ITEMS + 1))
        if not any(one.is_document for one in found):
            return None
        return _listed(TextForm.ARRAY if self._text[place] == "[" else TextForm.WRAPPER, found)

    def _documents(self, place: int, path: str, depth: int) -> Iterator[_ReadValue]:
        """The documents in the container at ``place``, and the other items of a list that contains
        one."""
        is_array = self._text[place] == "["
        found: list[_ReadValue] = []
        containers: set[int] = set()
        for name, begin, end, value in self._parts(place):
            if isinstance(value, dict | list):
                containers.add(len(found))
            found.append(_ReadValue(Item(0, begin, end, f"{path}/{escape(name)}"), _is_pith(value)))
            if len(found) > MOST_ITEMS:
                break
        has_document = any(one.is_document for one in found)
        if len(found) > MOST_ITEMS and not (is_array and has_document):
            raise ValueError  # what is not searched may contain a second document
        for row, one in enumerate(found):
            if one.is_document or (is_array and has_document):
                yield one
            elif row in containers and depth < _DEEPEST_WRAPPER:
                yield from self._documents(one.item.start, one.item.pointer, depth + 1)

    def _parts(self, place: int) -> Iterator[tuple[str, int, int, Any]]:
        """Each member or item of a container: name or index, start, end and value.

        Raises ValueError if it is not JSON.
        """
        text, is_object = self._text, self._text[place] == "{"
        closing = "}" if is_object else "]"
        place = self._skip(place + 1)
        index = 0
        while index or text[place : place + 1] != closing:
            name = str(index)
            if is_object:
                key, place = self._value(text, place)
                if not isinstance(key, str) or text[self._skip(place)] != ":":
                    raise ValueError
                name, place = _as_text(key), self._skip(self._skip(place) + 1)
            value, end = self._value(text, place)
            yield name, place, end, value
            index += 1
            place = self._skip(end)
            sign = text[place : place + 1]
            if sign == closing:
                return
            if sign != ",":
                raise ValueError
            place = self._skip(place + 1)

    def _skip(self, place: int) -> int:
        found = _BLANK.match(self._text, place)
        return found.end() if found else place


def _listed(form: TextForm, found: list[_ReadValue]) -> Items:
    _refuse_many(found)
    numbered = (one.item._replace(number=number) for number, one in enumerate(found, 1))
    return Items(form, tuple(numbered))


def _as_text(name: str) -> str:
    """The name of a member that was read as one character per byte."""
    try:
        return name.encode("latin-1").decode()
    except UnicodeError:
        return name
