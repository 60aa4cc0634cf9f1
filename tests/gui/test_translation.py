"""Looking up texts, and choosing the language: by code, by the system, and back to English."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from inspector.gui.translation import install, number, plural, shown_language, translate

_ASK = """
from PySide6.QtCore import QCoreApplication
from inspector.gui.translation import install, shown_language, translate
app = QCoreApplication([])
install(app, "")
print(shown_language(), translate("Groups", "Events"))
"""


class WaitingPage(QObject):
    """A class named like a translation context."""

    def label(self) -> str:
        return self.tr("Close tab")


class OtherPage(WaitingPage):
    pass


def said_by_a_system(**variables: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    run = subprocess.run(
        [sys.executable, "-c", _ASK],
        env={**kept, "LANGUAGE": "", **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=True,
    )
    return run.stdout.strip()


@pytest.mark.usefixtures("german")
def test_text_is_shown_in_the_language_that_was_chosen() -> None:
    assert translate("Groups", "Events") == "Ereignisse"
    assert shown_language() == "de"


def test_english_is_back_when_it_is_chosen(qapp: QApplication) -> None:
    install(qapp, "de")
    install(qapp, "en")
    assert translate("Groups", "Events") == "Events"
    assert number(1_234_567) == "1,234,567"


@pytest.mark.parametrize("language", ["", "en", "xx", "../de"])
def test_language_without_a_translation_is_english(
    qapp: QApplication, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    install(qapp, language)
    assert shown_language() == "en"


@pytest.mark.parametrize(
    "variables",
    [{"LANG": "de_AT.UTF-8"}, {"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:de"}],
    ids=["first", "second best"],
)
def test_language_of_the_system_is_taken(variables: dict[str, str]) -> None:
    assert said_by_a_system(**variables) == "de Ereignisse"


@pytest.mark.parametrize(
    "variables",
    [{"LANG": "C"}, {"LANG": "fr_FR.UTF-8"}, {"LANG": "de_DE.UTF-8", "LANGUAGE": "en:de"}],
    ids=["none", "no translation", "English first"],
)
def test_system_without_a_language_that_is_there_shows_english(variables: dict[str, str]) -> None:
    assert said_by_a_system(**variables) == "en Events"


@pytest.mark.usefixtures("german")
def test_text_of_a_class_is_found_for_an_object_of_a_subclass(qapp: QCoreApplication) -> None:
    assert WaitingPage(qapp).label() == OtherPage(qapp).label() == "Tab schließen"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 Ereignisse"), (1, "1 Ereignis"), (2, "2 Ereignisse"), (12_000, "12.000 Ereignisse")],
)
def test_number_has_its_noun_in_the_right_form(count: int, said: str) -> None:
    assert plural("Summary", "%n event", "%n events", count) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 events"), (1, "1 event"), (12_000, "12,000 events")]
)
def test_number_has_its_noun_in_english(count: int, said: str) -> None:
    assert plural("Summary", "%n event", "%n events", count) == said


@pytest.mark.usefixtures("german")
def test_qts_own_dialogs_use_the_language_too(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
    assert translate("QFileDialog", "All files (*)") == "Alle Dateien (*)"
