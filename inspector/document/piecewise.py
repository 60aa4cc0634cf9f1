"""Parses a large text piece by piece, so that another thread can run between two pieces.

The upper containers are parsed here, the values below by Python's json, one piece at a time. Each
piece is proven like a small document: writing it again gives the same bytes, or it is parsed the
exact way.
"""

import json
import re

import orjson

from inspector.document import strict
from inspector.document.json_types import Json, JsonObject
from inspector.document.measure import Limits
from inspector.document.pointer import Trail
from inspector.errors import DuplicateNameError, TooDeepError, UnreadableError
from inspector.progress import Checkpoint, Progress

_PIECE = 256_000
_OPENING = 12
_BETWEEN = " \t\r\n,"
_NEXT_STRING = '","'
_MOST_LEVELS = 6
_WASTE = 16
_GROWTH = 8
"""The factor by which the part of a list that is read at once grows after a success."""
_SPACE = re.compile(r"[ \t\r\n]*+")


def loads(text: str, limits: Limits, checkpoint: Checkpoint) -> tuple[Json, bool]:
    """The JSON value of ``text``, and whether every piece was proven.

    Raises UnreadableError, with a subclass for each reason, and its place.
    """
    reader = _PieceReader(text, limits, checkpoint)
    try:
        return reader.document(), reader.is_proven
    except json.JSONDecodeError as error:
        raise strict.syntax_error(error) from None
    except RecursionError:
        strict.check_depth(text, limits)
        raise TooDeepError("The document is nested deeper than {} levels", limits.depth) from None
    except UnreadableError as error:
        is_placed = error.path is not None or error.offset is not None
        raise (error if is_placed else strict.with_place(error, text, limits)) from None


class _PieceReader:
    """A cursor over the text; every method returns the value and the position after it."""

    def __init__(self, text: str, limits: Limits, checkpoint: Checkpoint) -> None:
        self._text = text
        self._limits = limits
        self._checkpoint = checkpoint
        self.is_proven = True
        self._spare = _WASTE * len(text)
        self._fast = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
        self._exact = strict.decoder(limits).scan_once  # type: ignore[attr-defined]

    def document(self) -> Json:
        """The only value of the text, with nothing after it."""
        value, end = self.value(self.skip(0), 0, None)
        end = self.skip(end)
        if end != len(self._text):
            raise self._syntax("Extra data", end)
        return value

    def skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def value(self, at: int, depth: int, trail: Trail) -> tuple[Json, int]:
        """The value at ``at``, parsed member by member if it may be too long for one piece."""
        opening = self._text[at : at + 1]
        if len(self._text) - at > _PIECE and depth < _MOST_LEVELS:
            if opening == "{":
                return self._object(at, depth, trail)
            if opening == "[":
                return self._array(at, depth, trail)
        return self._piece(at, depth, trail)

    def _object(self, at: int, depth: int, trail: Trail) -> tuple[JsonObject, int]:
        members: JsonObject = {}
        at = self.skip(at + 1)
        if self._text[at : at + 1] == "}":
            return members, at + 1
        while True:
            if self._text[at : at + 1] != '"':
                raise self._syntax("Expecting property name enclosed in double quotes", at)
            name, at = self._piece(at, depth, trail)
            if not isinstance(name, str) or name in members:
                raise DuplicateNameError(strict.duplicate_sentence(str(name)))
            at = self.skip(at)
            if self._text[at : at + 1] != ":":
                raise self._syntax("Expecting ':' delimiter", at)
            at = self.skip(at + 1)
            members[name], at = self.value(at, depth + 1, (trail, name))
            at = self.skip(at)
            if self._text[at : at + 1] == "}":
                return members, at + 1
            at = self._comma(at)

    def _array(self, at: int, depth: int, trail: Trail) -> tuple[list[Json], int]:
        elements: list[Json] = []
        at = self.skip(at + 1)
        if self._text[at : at + 1] == "]":
            return elements, at + 1
        reach: int | None = 0
        while True:
            siblings, end = ([], at) if reach is None else self._siblings(at, reach)
            is_wrong = not siblings and end > at
            if not siblings:
                element, end = self._element(at, depth + 1, (trail, len(elements)))
                siblings = [element]
            elements += siblings
            reach = None if is_wrong or reach is None else _GROWTH * (end - at)
            at = self.skip(end)
            if self._text[at : at + 1] == "]":
                return elements, at + 1
            at = self._comma(at)

    def _siblings(self, at: int, reach: int) -> tuple[list[Json], int]:
        """The elements before the last one within ``reach`` that begins like the first, and the
        next position.

        The list is empty if that guess was wrong, as in ``_element``.
        """
        opening = self._text[at : at + _OPENING]
        end = at + max(0, min(_PIECE, reach, self._spare))
        if opening.startswith('"'):
            last = self._text.rfind(_NEXT_STRING, at + 1, end) + 1
        elif opening.startswith(("{", "[")):
            last = self._text.rfind(opening, at + 1, end)
        else:
            last = -1
        if last <= 0:
            return [], at
        whole = self._text[at:last].rstrip(_BETWEEN)
        value = self._proven(f"[{whole}]", at)
        return (value if isinstance(value, list) else []), at + len(whole)

    def _element(self, at: int, depth: int, trail: Trail) -> tuple[Json, int]:
        """The element at ``at``, guessed to end where the next one begins.

        A wrong guess costs time but never gives a wrong result: only what parses completely is an
        element. The wrong guesses of a text together scan it a few times at most.
        """
        opening = self._text[at : at + _OPENING]
        if not opening.startswith(("{", "[")):
            return self._piece(at, depth, trail)
        reach = max(0, min(_PIECE, self._spare))
        following = self._text.find(opening, at + 1, at + reach)
        if following < 0:
            self._spare -= reach
            return self.value(at, depth, trail)
        whole = self._text[at:following].rstrip(_BETWEEN)
        value = self._proven(whole, at)
        return self._piece(at, depth, trail) if value is None else (value, at + len(whole))

    def _proven(self, text: str, at: int) -> Json:
        """The object or list of ``text`` if it is proven; None if it ends elsewhere or needs the
        exact way."""
        self._checkpoint(Progress("reading", at, len(self._text)))
        data = text.encode()
        try:
            value: Json = orjson.loads(data)
            if orjson.dumps(value) == data:
                return value
        except (orjson.JSONDecodeError, orjson.JSONEncodeError):
            self._spare -= len(text)
        return None

    def _comma(self, at: int) -> int:
        if self._text[at : at + 1] != ",":
            raise self._syntax("Expecting ',' delimiter", at)
        return self.skip(at + 1)

    def _piece(self, at: int, depth: int, trail: Trail) -> tuple[Json, int]:
        self._checkpoint(Progress("reading", at, len(self._text)))
        try:
            value, end = self._fast(self._text, at)
            if orjson.dumps(value) == self._text[at:end].encode():
                return value, end
        except StopIteration as stop:
            raise self._syntax("Expecting value", stop.value) from None
        except (ValueError, TypeError):
            pass  # syntax, digits, depth or a surrogate: the exact way raises the right error
        return self._exact_piece(at, depth, trail)

    def _exact_piece(self, at: int, depth: int, trail: Trail) -> tuple[Json, int]:
        self.is_proven = False
        try:
            value, end = self._exact(self._text, at)
        except StopIteration as stop:
            raise self._syntax("Expecting value", stop.value) from None
        strict.check_depth(self._text, self._limits, depth, at, end)
        strict.refuse_surrogates(value, trail)
        return value, end

    def _syntax(self, message: str, at: int) -> json.JSONDecodeError:
        return json.JSONDecodeError(message, self._text, at)
