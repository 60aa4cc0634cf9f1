"""Sentences as values: an English template with its arguments.

The command line renders a message in English; the window looks up a translation of the template.
Rendered sentences are never parsed again. ``python -m tests.translations`` collects the templates,
so the first argument of ``msg`` must be a literal.
"""

import re
from typing import TypeAlias

from inspector.named_tuple import NamedTuple
from inspector.visible import exact, is_bare_byte, shell_word, without_middle

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""The languages of the window and of saved reports: code and own name."""

_SHOWN = 60
_LONGEST_PLACE = 160
_HASH_LENGTH = 64
_ALGORITHM = "sha256:"
_QUOTES = "“”„‟″ʺˮ❝❞〝〞〟＂"
"""Double quotation marks and look-alikes. They are escaped inside quoted text, so that no text from
a document can end its quotation and continue the sentence."""
_NAME = r"[0-9]+|[0-9a-f]{32,64}|[A-Za-z0-9]+(?:[._:/@-][A-Za-z0-9]+)+"
"""A word that cannot be read as natural language: "pith.science", "pith-v1-2026-05", "1.0"."""


class Value(NamedTuple):
    """A JSON value in a sentence: text is quoted, long text and hashes are shortened.

    ``escaped`` are characters of it to write as escapes besides what is hidden.
    """

    value: object
    escaped: str = ""


class Place(NamedTuple):
    """A path, an address or a host in a sentence: quoted, and shortened only if very long."""

    text: str


class Count(NamedTuple):
    """A number with its noun: the form for 1, and the form for all others; ``%n`` is the number."""

    one: str
    many: str
    number: int


class Message(NamedTuple):
    """A sentence. ``text`` is the English template, with one ``{}`` for each of ``args``.

    A ``str`` argument is a name of the format or of the program and is inserted as it is. Text from
    a document or a user must be a ``Value`` or a ``Place``. An ``int`` is formatted as a number.
    """

    text: str
    args: "tuple[Argument, ...]" = ()

    def __str__(self) -> str:
        """The message in English."""
        return ENGLISH.render(self)


Argument: TypeAlias = "str | int | Value | Place | Count | Message"


def msg(text: str, *args: Argument) -> Message:
    """A message from its English template, which must be a literal."""
    return Message(text, args)


class Language:
    """How messages are rendered. This class renders English; the window has a subclass."""

    code = "en"
    opening_quote, closing_quote = "“", "”"

    def render(self, message: Message) -> str:
        """The message as one line of text."""
        text = self.template(message.text)
        return text.format(*map(self._argument, message.args)) if message.args else text

    def template(self, text: str) -> str:
        """The template in this language."""
        return text

    def counted(self, count: Count) -> str:
        """The number with its noun in the right form."""
        form = count.one if count.number == 1 else count.many
        return form.replace("%n", self.number(count.number))

    def number(self, number: int) -> str:
        return f"{number:,}"

    def quoted(self, text: str, longest: int = _SHOWN, escaped: str = "") -> str:
        """``text`` in quotation marks, shortened if long, with invisible characters escaped."""
        shown = self._inside(text[:longest], escaped) + ("…" if len(text) > longest else "")
        return f"{self.opening_quote}{shown}{self.closing_quote}"

    def named(self, text: str, longest: int = _SHOWN) -> str:
        """A name from outside: quoted unless it can only be read as a name."""
        is_name = len(text) <= longest and re.fullmatch(_NAME, text)
        return text if is_name else self.quoted(text, longest)

    def place(self, text: str) -> str:
        """``text`` in quotation marks, with the middle of a very long one left out.

        A file name that is not UTF-8 is written in shell syntax, since it cannot be typed
        otherwise.
        """
        shown = shell_word(text) if any(map(is_bare_byte, text)) else self._inside(text)
        shown = without_middle(shown, _LONGEST_PLACE)
        return f"{self.opening_quote}{shown}{self.closing_quote}"

    def _inside(self, text: str, escaped: str = "") -> str:
        return exact(text, _QUOTES + self.opening_quote + self.closing_quote + escaped)

    def _argument(self, argument: Argument) -> str:
        if isinstance(argument, Message):
            return self.render(argument)
        if isinstance(argument, Value):
            return self._value(argument.value, argument.escaped)
        if isinstance(argument, Place):
            return self.place(argument.text)
        if isinstance(argument, Count):
            return self.counted(argument)
        return argument if isinstance(argument, str) else self.number(argument)

    def _value(self, value: object, escaped: str) -> str:
        if isinstance(value, str):
            if is_hash(value.removeprefix(_ALGORITHM)):
                return f"{value[:-56]}…{value[-4:]}"
            return self.quoted(value, escaped=escaped)
        if isinstance(value, dict):
            return self.template("an object")
        if isinstance(value, list):
            return self.template("a list")
        return "null" if value is None else str(value).lower()[:_SHOWN]


def is_hash(text: str) -> bool:
    """Whether ``text`` is a SHA-256 in lower-case hex, which a sentence shows shortened."""
    return len(text) == _HASH_LENGTH and not text.strip("0123456789abcdef")


ENGLISH = Language()
