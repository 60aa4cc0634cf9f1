"""The committed translations are those of the source: all texts, all filled in, all compiled."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from tests.translations import engine, files, texts
from tests.translations.phrases import NOT_MADE, Phrases
from tests.translations.program import Program
from tests.translations.texts import Text, Texts

ENTRIES = files.read()
FORMS = 2
"""German has one for 1 and one for all other numbers."""
UPDATE = "run: python -m tests.translations"
_GAP = re.compile(r"\{([0-9]*)\}")
_ENDS = ("…", ".", "?", ":", ",", ";", "”", "“", ")", " ")


@cache
def source() -> Texts:
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
    assert set(source().texts) == ENTRIES.keys(), UPDATE


def test_templates_are_those_of_the_engine() -> None:
    written = files.TEMPLATES.read_text(encoding="utf-8")
    assert written == files.written(source().templates), UPDATE


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


def test_reasons_begin_with_the_words_that_another_sentence_leaves_out() -> None:
    words = ENTRIES[Text("Sentences", NOT_MADE + "{}")].forms[0].removesuffix("{}")
    reasons = [text for text in ENTRIES if text.text.startswith(NOT_MADE)]
    assert len(reasons) > 1
    assert all(ENTRIES[text].forms[0].startswith(words) for text in reasons)


# --- what is collected ------------------------------------------------------------------------

_CHECK = """
from inspector.verify.result import failed

_WORDS = {1: "a string", 2: "a list"}

def check(value, name):
    if value:
        detail = f"The member {name} is not {_WORDS[value]}"
    else:
        detail = said("The bundle")
    return failed("id", "/path", detail)

def said(what):
    return what + (" is missing" if what else f" has {len(what):,} values")
"""
_RESULT = """
def failed(id_, path, detail):
    return Result(id_, path, detail=detail)
"""


def program(folder: Path, check: str) -> Program:
    place = folder / "inspector" / "verify"
    place.mkdir(parents=True)
    (place / "result.py").write_text(_RESULT)
    (place / "check.py").write_text(check)
    return Program(folder)


def test_sentence_is_found_however_it_is_put_together(tmp_path: Path) -> None:
    found = program(tmp_path, _CHECK)
    assert engine.sentences(found, Phrases(found)) == {
        "The bundle has {} values": ("number",),
        "The bundle is missing": (),
        "The member {} is not a list": ("",),
        "The member {} is not a string": ("",),
    }


def test_sentence_of_which_the_source_says_nothing_is_refused(tmp_path: Path) -> None:
    untold = "from inspector.verify.result import failed\nfailed('id', '', read())\n"
    found = program(tmp_path, untold)
    with pytest.raises(ValueError, match=r"check\.py:2: what it says is not known"):
        engine.sentences(found, Phrases(found))
