"""What the window remembers between two runs, in small JSON files.

A damaged file is ignored with a note, never an error. Writing is atomic, and a failure loses
nothing but this state.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
from PySide6.QtCore import QStandardPaths

from inspector.jobs.saving import make_own_folder, replace_file
from inspector.messages import LANGUAGES
from inspector.named_tuple import NamedTuple
from inspector.notes.notes import LONGEST_AUTHOR

_NAME = "pith-inspector"
_LARGEST = 1_000_000


class StateFile:
    """One JSON object in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.is_damaged = False
        self.on_refused: Callable[[Path, OSError], object] | None = None
        """Called with path and error each time that a file cannot be written."""

    def read(self) -> dict[str, Any]:
        """The object in the file; empty if there is none or it cannot be used."""
        try:
            with self._path.open("rb") as file:
                value = orjson.loads(file.read(_LARGEST))
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return {}  # writing reports what is wrong with the folder
        except (OSError, orjson.JSONDecodeError):
            value = None
        if not isinstance(value, dict):
            self.is_damaged = True
            return {}
        return value

    def write(self, value: dict[str, Any]) -> bool:
        """Replace the file atomically; return False if that is not possible."""
        try:
            make_own_folder(self._path.parent)
            replace_file(self._path, [orjson.dumps(value, option=orjson.OPT_INDENT_2)])
        except (OSError, TypeError) as error:
            if self.on_refused is not None and isinstance(error, OSError):
                self.on_refused(self._path.parent, error)
            return False
        return True


class Settings(NamedTuple):
    """The look and start of the window.

    ``scheme`` is "light", "dark" or "" for the system's, ``language`` a code such as "de" or "" for
    the system's, ``author`` the name for notes.
    """

    scheme: str = ""
    blue_orange: bool = False
    reduced_motion: bool = False
    language: str = ""
    restore_tabs: bool = False
    author: str = ""

    @classmethod
    def read(cls, file: StateFile) -> "Settings":
        value = file.read()
        scheme, language = value.get("scheme"), value.get("language")
        author = value.get("author")
        return cls(
            scheme if scheme in ("light", "dark") else "",
            value.get("blue_orange") is True,
            value.get("reduced_motion") is True,
            language if isinstance(language, str) and language in LANGUAGES else "",
            value.get("restore_tabs") is True,
            author[:LONGEST_AUTHOR] if isinstance(author, str) else "",
        )


def settings_file() -> StateFile:
    return StateFile(_folder(QStandardPaths.StandardLocation.GenericConfigLocation) / "window.json")


def recent_file() -> StateFile:
    return StateFile(state_folder() / "recent.json")


def tabs_file() -> StateFile:
    return StateFile(state_folder() / "tabs.json")


def state_folder() -> Path:
    return _folder(QStandardPaths.StandardLocation.GenericStateLocation)


def _folder(place: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(place)) / _NAME
