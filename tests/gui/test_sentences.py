"""The engine's sentences in German: all that it says, whatever stands in it, and nothing lost."""

from collections.abc import Iterator

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from inspector.document.reader import read_document
from inspector.errors import UnreadableError
from inspector.gui import translation
from inspector.gui.models.sentences import said
from inspector.gui.models.text import whole
from inspector.verify.report import Report
from tests.conftest import SAMPLES, report_on, sample
from tests.translations import files
from tests.translations.texts import SENTENCE, Text
from tests.vectors.test_vectors import MANIFEST, report_of

ENTRIES = files.read()
TEMPLATES: dict[str, list[str]] = orjson.loads(files.TEMPLATES.read_bytes())[SENTENCE]
UNREADABLE = (b"", b"{", b'{"a": 1, "a": 2}', b"\xff", b"[NaN]", b"1", b"[1e999]", b'"\\ud800"')
FAILURES = [row for row in MANIFEST if row["verdict"] == "failed"]


@pytest.fixture(autouse=True)
def german(qapp: QApplication) -> Iterator[None]:
    translation.install(qapp, "de")
    yield
    translation.install(qapp, "en")


def sentences(report: Report) -> Iterator[str]:
    """All that the engine says of a document."""
    yield report.sentence
    yield from (result.message for result in report.results)
    yield from (lead.sentence for lead in report.leads)


def is_english(text: str) -> bool:
    return bool({"the", "is", "not", "are", "this", "with", "of"} & {*text.lower().split()})


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_all_that_is_said_of_a_vector_is_said_in_german(row: dict[str, str]) -> None:
    for sentence in sentences(report_of(row)):
        assert said(sentence) != sentence
        assert not is_english(said(sentence)), said(sentence)


@pytest.mark.parametrize("name", SAMPLES)
def test_all_that_is_said_of_a_sample_is_said_in_german(name: str) -> None:
    for sentence in sentences(report_on(sample(name))):
        assert said(sentence) != sentence
        assert not is_english(said(sentence)), said(sentence)


def test_verdict_says_what_failed_in_german_too() -> None:
    reports = [report for report in map(report_of, FAILURES) if " failed. " in report.sentence]
    assert reports
    for report in reports:
        first = next(one for one in report.results if report.sentence.endswith(one.message))
        assert said(report.sentence).endswith(said(first.message))


def test_reason_in_another_sentence_loses_the_words_before_it() -> None:
    sentence = "Nothing is wrong, but 1 signature could not be checked: no key “a” is at hand."
    expected = (
        "Nichts ist falsch, aber 1 Signatur konnte nicht geprüft werden: "
        "kein Schlüssel „a“ ist zur Hand."
    )
    assert said(sentence) == expected


def test_numbers_are_parted_as_in_german() -> None:
    assert said("The file ends inside a string, after byte 6,024") == (
        "Die Datei endet mitten in einer Zeichenkette, nach Byte 6.024"
    )


def test_sentences_one_after_the_other_are_each_translated() -> None:
    one = "The line gives the SHA-256; the last step spells it in another way."
    other = "Save the document as document.json first."
    assert said(f"{other} {one}") == f"{said(other)} {said(one)}"
    assert said(one) != one


@pytest.mark.parametrize("data", UNREADABLE)
def test_what_cannot_be_read_is_said_in_german(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(data)
    assert not is_english(whole(caught.value.message))


@given(st.sampled_from(sorted(TEMPLATES)), st.lists(st.integers(1, 999), min_size=6, max_size=6))
def test_parts_of_a_sentence_come_out_as_they_are(template: str, numbers: list[int]) -> None:
    kinds = TEMPLATES[template]
    pairs = zip(kinds, numbers, strict=False)
    parts = [str(number) if kind == "number" else f"x{number}" for kind, number in pairs]
    translated = ENTRIES[Text("Sentences", template)].forms[0].format(*parts)
    assert said(template.format(*parts)) == translated
    assert said(template.format(*parts) + ".") == translated + "."


@given(st.sampled_from(sorted(TEMPLATES)), st.lists(st.text(max_size=40), min_size=6, max_size=6))
def test_nothing_of_a_hostile_part_is_lost(template: str, parts: list[str]) -> None:
    shown = said(template.format(*parts))
    given_ = "".join(parts[: len(TEMPLATES[template])])
    assert not {*given_} - {*shown} - {*",.“”"}


@given(st.text(max_size=200))
def test_what_the_engine_never_says_stays_as_it_is(text: str) -> None:
    sentence = f"Unheard of: {text} “and so on”"
    assert said(sentence) == sentence


def test_part_that_reads_like_a_sentence_is_not_translated() -> None:
    hostile = "You distrust this key"
    assert said(f"There is no file “{hostile}”.") == f"Es gibt keine Datei „{hostile}“."


def test_very_long_sentence_is_left_as_it_is() -> None:
    sentence = f"There is no file “{'“' * 1_000_000}”."
    assert said(sentence) == sentence


@pytest.mark.parametrize("nothing", ["", ".", " ", "{}", ". "])
def test_nothing_is_nothing_in_german_too(nothing: str) -> None:
    assert said(nothing) == nothing


def test_english_stays_english(qapp: QApplication) -> None:
    translation.install(qapp, "en")
    report = report_on(sample(SAMPLES[0]))
    assert [*map(said, sentences(report))] == [*sentences(report)]
