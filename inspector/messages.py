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
OUTER_QUOTES = "«»"
"""The quotation marks around a text with ordinary quotations in it, which keep their own."""
_LIKE_OUTER = "[«»‹›≪≫⋘⋙⪡⪢《》〈〉⟪⟫❮❯❰❱]|<<|>>"
"""These and their look-alikes; a text with one of them gets the ordinary quotation marks."""
_WITHIN = f"[^{_QUOTES}]*"
_QUOTATION = rf"(?<!\w)(?:“(?=\S){_WITHIN}(?<=\S)”|„(?=\S){_WITHIN}(?<=\S)[“”])(?!\w)"
_QUOTING = rf"{_WITHIN}(?:{_QUOTATION}{_WITHIN})+"
_QUOTING_TO_ITS_END = rf"{_WITHIN}(?:{_QUOTATION}{_WITHIN})*(?<!\w)[“„](?=\S){_WITHIN}"
"""Compiled when the first text with other signs than ASCII is quoted, since it takes long."""
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
        """``text`` in quotation marks, shortened if long, with invisible characters escaped.

        Ordinary quotations inside keep their quotation marks; then others are around the text.
        """
        is_cut = len(text) > longest
        opening, shown, closing = self._inside(text[:longest], escaped, is_cut=is_cut)
        return f"{opening}{shown}{'…' if is_cut else ''}{closing}"

    def named(self, text: str, longest: int = _SHOWN) -> str:
        """A name from outside: quoted unless it can only be read as a name."""
        is_name = len(text) <= longest and re.fullmatch(_NAME, text)
        return text if is_name else self.quoted(text, longest)

    def place(self, text: str) -> str:
        """``text`` in quotation marks, with the middle of a very long one left out.

        A file name that is not UTF-8 is written in shell syntax, since it cannot be typed
        otherwise.
        """
        opening, shown, closing = self._inside(text)
        if any(map(is_bare_byte, text)):
            opening, closing = self.opening_quote, self.closing_quote
            shown = _in_shell(text, _QUOTES + opening + closing)
        return f"{opening}{without_middle(shown, _LONGEST_PLACE)}{closing}"

    def _inside(
        self, text: str, escaped: str = "", *, is_cut: bool = False
    ) -> tuple[str, str, str]:
        """The opening quotation mark, ``text`` without any that could end it, and the closing
        one."""
        keeps = not text.isascii() and not any(mark in escaped for mark in "“”„")
        if keeps and not re.search(_LIKE_OUTER, text):
            goes_on = is_cut and re.fullmatch(_QUOTING_TO_ITS_END, text)
            if goes_on or re.fullmatch(_QUOTING, text):
                return OUTER_QUOTES[0], exact(text, escaped), OUTER_QUOTES[1]
        marks = self.opening_quote, self.closing_quote
        return marks[0], exact(text, _QUOTES + "".join(marks) + escaped), marks[1]

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


def _in_shell(text: str, escaped: str) -> str:
    """A name that is not UTF-8 as a shell word, which knows escapes; so it has for ``escaped``."""
    table = {ord(one): f"\\u{ord(one):04x}" for one in escaped}
    return shell_word(text).translate(table)


def is_hash(text: str) -> bool:
    """Whether ``text`` is a SHA-256 in lower-case hex, which a sentence shows shortened."""
    return len(text) == _HASH_LENGTH and not text.strip("0123456789abcdef")


ENGLISH = Language()
