"""The files of resources/translations: templates, translations, and their compiled form.

Qt's own programs merge, compile and lay out; a translator can work on the .ts file with Linguist.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.etree import ElementTree

from tests.translations.program import ROOT
from tests.translations.texts import Text

FOLDER = ROOT / "resources" / "translations"
TRANSLATIONS = FOLDER / "pith-inspector_de.ts"
COMPILED = TRANSLATIONS.with_suffix(".qm")


class Entry(NamedTuple):
    """The translation of a text: its one form, or one for each number that the language knows."""

    forms: tuple[str, ...]
    is_finished: bool


def read(path: Path = TRANSLATIONS) -> dict[Text, Entry]:
    """The entries of a .ts file."""
    root = ElementTree.parse(path).getroot()
    return {
        Text(
            context.findtext("name", ""),
            message.findtext("source", ""),
            message.get("numerus") == "yes",
        ): _entry(message)
        for context in root.iter("context")
        for message in context.iter("message")
    }


def _entry(message: ElementTree.Element) -> Entry:
    translation = message.find("translation")
    if translation is None:
        return Entry((), is_finished=False)
    forms = tuple(form.text or "" for form in translation.iter("numerusform"))
    return Entry(forms or (translation.text or "",), translation.get("type") is None)


def merge(texts: Iterable[Text]) -> None:
    """Bring the .ts file up to date: new texts in, old ones out, translations kept."""
    with TemporaryDirectory() as folder:
        listed = Path(folder) / "texts.py"
        listed.write_text("".join(map(_line, texts)), encoding="utf-8")
        options = ("-locations", "none", "-no-obsolete", "-source-language", "en")
        _run("pyside6-lupdate", str(listed), *options, "-ts", str(TRANSLATIONS))


def compile_() -> None:
    """Make the .qm file of the .ts file."""
    _run("pyside6-lrelease", str(TRANSLATIONS), "-qm", str(COMPILED))


def _line(text: Text) -> str:
    """A line of the only form in which lupdate finds everything."""
    words = ", ".join(json.dumps(word, ensure_ascii=False) for word in text[:2])
    plural = ', "", 2' if text.is_plural else ""
    return f"translate({words}{plural})\n"


def _run(program: str, *arguments: str) -> None:
    place = Path(sys.executable).with_name(program)
    subprocess.run([place, *arguments], check=True, stdout=subprocess.DEVNULL)
