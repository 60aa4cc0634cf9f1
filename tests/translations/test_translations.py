"""The committed translations match the source: all texts, all translated, all compiled."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from inspector.gui.translation import SENTENCES
from inspector.verify.catalogue import CATALOGUE
from tests.translations import files, texts
from tests.translations.texts import Text

ENTRIES = files.read()
FORMS = 2
"""German has one for 1 and one for all other numbers."""
UPDATE = "run: python -m tests.translations"
_GAP = re.compile(r"\{([0-9]*)\}")
_ENDS = ("…", ".", "?", ":", ",", ";", "”", "“", ")", " ")


@cache
def source() -> tuple[Text, ...]:
    return texts.collect()


def forms() -> Iterator[tuple[Text, str]]:
    return ((text, form) for text, entry in ENTRIES.items() for form in entry.forms)


def gaps(text: str) -> list[str]:
    """The numbers of the gaps of ``text``, those without one counted."""
    found = _GAP.findall(text)
    return sorted(number or str(index) for index, number in enumerate(found))


def ending(text: str) -> str:
    return next((end for end in _ENDS if text.endswith(end)), "")


def test_every_text_of_the_source_is_there_and_no_other() -> None:
    assert set(source()) == ENTRIES.keys(), UPDATE


def test_compiled_file_says_what_the_translations_say() -> None:
    data = files.COMPILED.read_bytes()
    translator = QTranslator()
    assert translator.load(data)
    for text, entry in ENTRIES.items():
        numbers = (1, 2) if text.is_plural else (-1,)
        said = tuple(translator.translate(text.context, text.text, "", n) for n in numbers)
        assert said == entry.forms, f"{text}; {UPDATE}"


def test_every_text_is_translated() -> None:
    for text, entry in ENTRIES.items():
        assert entry.is_finished, text
        assert len(entry.forms) == (FORMS if text.is_plural else 1), text
        assert all(form.strip() == form and form for form in entry.forms), text


def test_translations_have_the_gaps_and_marks_of_the_text() -> None:
    for text, form in forms():
        assert gaps(form) == gaps(text.text), text
        assert form.count("%n") == text.text.count("%n") == text.is_plural, text
        assert form.count("\n") == text.text.count("\n"), text
        assert form.count("&") == text.text.count("&"), text


def test_translations_end_like_the_text() -> None:
    german = str.maketrans("“”", "„“")
    for text, form in forms():
        assert ending(form) == ending(text.text).translate(german), text
        assert form.count("„") == form.count("“"), text
        assert "”" not in form, text


# --- what is collected ------------------------------------------------------------------------

_CHECK = """
from inspector.messages import Count, Message, Value, msg

_NOTHING = msg("nothing is stated")

def check(value, name):
    failed("id", "/path", msg("The member {} is not {}", name, Value(value)))
    failed("id", "/path", msg(
        "A sentence that goes over "
        "two lines"
    ))
    return unchecked("id", "/path", _NOTHING)

def refuse(count: int, reason: Message):
    if count:
        raise KeyFileError("There are {}", Count("%n key", "%n keys", count), path="")
    raise KeyFileError(reason)
"""


def collected(folder: Path, source: str, package: str = "verify") -> list[Text]:
    """The sentences of a program with one module."""
    place = folder / "inspector" / package
    place.mkdir(parents=True)
    (place / "check.py").write_text(source)
    standing = {text for one in CATALOGUE.values() for text in (one.holds, one.question)}
    found = [one for one in texts.collect(folder) if one.context == SENTENCES]
    return [one for one in found if one.text not in standing]


def test_templates_are_found_wherever_they_stand(tmp_path: Path) -> None:
    assert collected(tmp_path, _CHECK) == [
        Text(SENTENCES, "nothing is stated"),
        Text(SENTENCES, "The member {} is not {}"),
        Text(SENTENCES, "A sentence that goes over two lines"),
        Text(SENTENCES, "There are {}"),
        Text(SENTENCES, "%n keys", is_plural=True),
    ]


def test_what_the_command_line_alone_says_stays_english(tmp_path: Path) -> None:
    assert collected(tmp_path, _CHECK, "cli") == []


@pytest.mark.parametrize(
    "call",
    [
        'msg(f"The member {name} is missing")',
        'msg("The member " + name)',
        "msg(sentence)",
        'KeyFileError(f"There is no file {name}")',
        'KeyFileError("There is no file {}".format(name))',
        "KeyFileError(text, path=name)",
        "KeyFileError(read())",
        'Count(one, "%n keys", 2)',
    ],
)
@pytest.mark.parametrize("package", ["verify", "start"])
def test_sentence_that_could_not_be_translated_is_refused(
    tmp_path: Path, call: str, package: str
) -> None:
    with pytest.raises(ValueError, match=r"check\.py:2: "):
        collected(tmp_path, f"def check(name, sentence, text, one):\n    return {call}\n", package)


@pytest.mark.parametrize(
    "call", ['msg("There are {} of {}", name)', 'KeyFileError("No gap", name)']
)
def test_template_with_other_gaps_than_arguments_is_refused(tmp_path: Path, call: str) -> None:
    with pytest.raises(ValueError, match=r"check\.py:1: \d arguments for \d gaps"):
        collected(tmp_path, call + "\n")


def test_text_of_the_window_that_would_stay_english_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="would not be translated"):
        collected(tmp_path, 'WORD = translate("Context", "a word")\n', "gui")
