"""Messages as values: their arguments, rendered in English and in other languages."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import HttpStatusError, KeyFileError
from inspector.messages import Argument, Count, Language, Message, Place, Value, msg

HASH = "0123456789abcdef" * 4
TEXTS = st.text(max_size=400)
ARGUMENTS = st.one_of(
    st.builds(Value, TEXTS), st.builds(Place, TEXTS), st.integers(), TEXTS.map(ascii)
)


def of(argument: Argument) -> str:
    return str(msg("{}", argument))


@pytest.mark.parametrize(
    ("argument", "shown"),
    [
        ("event_id", "event_id"),
        (6_024, "6,024"),
        (Value("Ada"), "“Ada”"),
        (Value("x" * 61), f"“{'x' * 60}…”"),
        (Value(HASH), "01234567…cdef"),
        (Value("sha256:" + HASH), "sha256:01234567…cdef"),
        (Value("a\u202eb"), "“a\\u202eb”"),
        (Value(None), "null"),
        (Value(True), "true"),
        (Value(7), "7"),
        (Value({"a": 1}), "an object"),
        (Value([1]), "a list"),
        (Place("/a/b"), "“/a/b”"),
        (Place("a\nb"), "“a\\nb”"),
        (Place("caf\udce9 a.json"), "“$'caf\\xe9 a.json'”"),
        (Count("%n check", "%n checks", 1), "1 check"),
        (Count("%n check", "%n checks", 2_000), "2,000 checks"),
        (msg("the member {}", "a"), "the member a"),
    ],
)
def test_gap_shows_what_its_argument_is(argument: Argument, shown: str) -> None:
    assert of(argument) == shown


@given(TEXTS)
def test_place_keeps_its_beginning_and_its_end(text: str) -> None:
    shown = of(Place(text))
    assert len(shown) <= 163
    if text.isascii() and text.isprintable():
        assert shown[1:].startswith(text[:80])
        assert shown[:-1].endswith(text[-80:])


@given(st.lists(ARGUMENTS, max_size=5))
def test_whatever_stands_in_a_gap_the_sentence_is_one_printable_line(
    given_: list[Argument],
) -> None:
    shown = str(Message("; ".join("{}" for _ in given_), tuple(given_)))
    assert shown.isprintable()


def test_braces_of_a_document_are_no_gaps() -> None:
    assert str(msg("It is {}", Value("{} {0} {x}"))) == "It is “{} {0} {x}”"
    assert str(msg("{} and {}", msg("{}", Value("{}")), "b")) == "“{}” and b"
    assert str(msg('An empty section has the hash of {"payload":[]}.')).endswith('{"payload":[]}.')


def test_another_language_is_asked_for_every_template_inside() -> None:
    class Shouting(Language):
        opening_quote, closing_quote = "<", ">"

        def template(self, text: str) -> str:
            return text.upper()

        def number(self, number: int) -> str:
            return f"{number:_}"

    message = msg("a {} of {}, {}; {}", msg("list"), Value([]), 1_000, Value("Ada"))
    assert Shouting().render(message) == "A LIST OF A LIST, 1_000; <Ada>"


def test_error_says_its_message_in_english() -> None:
    error = KeyFileError("There is no key in {}", Place("k.json"), path="/keys")
    assert str(error) == str(error.message) == "There is no key in “k.json”"
    assert KeyFileError(error.message).message == error.message
    status = HttpStatusError("{} has no document", Place("host"), status=404)
    assert (str(status), status.status) == ("“host” has no document", 404)


@given(st.text(string.printable, max_size=100))
def test_value_is_cut_before_it_is_made_visible(text: str) -> None:
    assert of(Value(text * 100_000)).count("\\u") <= 60
