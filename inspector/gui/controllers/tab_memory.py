"""The tabs of the last run: which sources, and which one was in sight. Never what was found."""

from PySide6.QtCore import QObject

from inspector.gui.controllers.inspections import Inspections
from inspector.gui.settings import StateFile

_LONGEST = 4_000


class TabMemory(QObject):
    """Keeps the list of sources in a file, for a user who wants the tabs back."""

    def __init__(
        self, file: StateFile, inspections: Inspections, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._inspections = inspections

    def restore(self) -> None:
        """Bring back the tabs; each is opened when it is first looked at."""
        stored = self._file.read()
        found, current = stored.get("sources"), stored.get("current")
        listed = found if isinstance(found, list) else []
        sources = [one for one in listed if isinstance(one, str) and 0 < len(one) <= _LONGEST]
        self._inspections.restore(sources, current if isinstance(current, str) else "")

    def save(self) -> None:
        """Remember what is open now. Standard input cannot be read a second time."""
        sources = [source for source in self._inspections.sources if source != "-"]
        self._file.write({"sources": sources, "current": self._inspections.current.source or ""})
