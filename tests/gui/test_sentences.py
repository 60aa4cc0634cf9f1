"""The engine's sentences in German: all are translated, with all of their arguments."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from inspector.document.reader import read_document
from inspector.errors import FileMissingError, UnreadableError
from inspector.gui import translation
from inspector.gui.translation import SENTENCES, said
from inspector.gui.widgets.plain_text import whole
from inspector.messages import Count, Message, Place, Value, msg
from inspector.verify.report import Report
from inspector.verify.result import Reason, unchecked
from inspector.visible import exact
from tests.conftest import SAMPLES, report_on, sample
from tests.translations import files
from tests.vectors.test_vectors import MANIFEST, report_of

ENTRIES = files.read()
TEMPLATES = sorted(
    text.text for text in ENTRIES if text.context == SENTENCES and not text.is_plural
)
UNREADABLE = (b"", b"{", b'{"a": 1, "a": 2}', b"\xff", b"[NaN]", b"1", b"[1e999]", b'"\\ud800"')


pytestmark = pytest.mark.usefixtures("german")


def sentences(report: Report) -> Iterator[Message]:
    """All sentences of the engine on a document."""
    yield report.sentence
    yield from (result.message for result in report.results)
    yield from (hint.sentence for hint in report.hints)


def is_english(text: str) -> bool:
    return bool({"the", "is", "not", "are", "this", "with", "of"} & {*text.lower().split()})


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_all_that_is_said_of_a_vector_is_said_in_german(row: dict[str, str]) -> None:
    for sentence in sentences(report_of(row)):
        assert said(sentence) != str(sentence)
        assert not is_english(said(sentence)), said(sentence)


@pytest.mark.parametrize("name", SAMPLES)
def test_all_that_is_said_of_a_sample_is_said_in_german(name: str) -> None:
    for sentence in sentences(report_on(sample(name))):
        assert said(sentence) != str(sentence)
        assert not is_english(said(sentence)), said(sentence)


@pytest.mark.parametrize(
    ("reason", "beginning"),
    [
        (Reason.NOT_MADE, "Nicht geprüft: "),
        (Reason.NOT_REACHED, "Nicht erreicht: "),
        (Reason.NOT_KNOWN, "Nicht bekannt: "),
    ],
)
def test_unchecked_result_says_why(reason: Reason, beginning: str) -> None:
    result = unchecked("event.signature", "", msg("nothing says when this key ends"), reason=reason)
    assert said(result.message) == beginning + "nichts sagt, wann dieser Schlüssel endet."


def test_number_is_parted_and_has_the_form_of_the_language() -> None:
    place = msg("{}, after line {}, column {}", msg("The file ends inside a string"), 1, 6_024)
    assert said(place) == (
        "Die Datei endet mitten in einer Zeichenkette, nach Zeile 1, Spalte 6.024"
    )
    one, many = (Count("%n check failed", "%n checks failed", n) for n in (1, 2_000))
    assert said(msg("{}.", one)) == "1 Prüfung ist fehlgeschlagen."
    assert said(msg("{}.", many)) == "2.000 Prüfungen sind fehlgeschlagen."


def test_value_is_in_quotation_marks_of_the_language() -> None:
    message = msg("The alias is {}; the record gives {}", Value("a"), Value([]))
    assert said(message) == "Der Alias ist „a“; der Datensatz ergibt eine Liste"


def test_part_that_reads_like_a_sentence_is_not_translated() -> None:
    hostile = "You distrust this key"
    error = FileMissingError("There is no file {}.", Place(hostile))
    assert said(error.message) == f"Es gibt keine Datei „{hostile}“."


@pytest.mark.parametrize("data", UNREADABLE)
def test_what_cannot_be_read_is_said_in_german(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(data)
    assert not is_english(whole(caught.value.message))


@given(st.sampled_from(TEMPLATES), st.lists(st.text("{}%n“”. ab", max_size=40), min_size=6))
def test_parts_of_a_sentence_come_out_as_they_are(template: str, parts: list[str]) -> None:
    args = parts[: template.count("{}")]
    shown = said(Message(template, tuple(map(Value, args))))
    # A quotation mark in a part is an escape: nothing in it ends the quotation.
    assert all(f"„{exact(part, '„“”')}“" in shown for part in args)


def test_template_that_is_not_translated_stays_english() -> None:
    assert said(Message("Unheard of: {}", (Value("x"),))) == "Unheard of: „x“"


def test_english_stays_english(qapp: QApplication) -> None:
    translation.install(qapp, "en")
    report = report_on(sample(SAMPLES[0]))
    assert [*map(said, sentences(report))] == [*map(str, sentences(report))]
