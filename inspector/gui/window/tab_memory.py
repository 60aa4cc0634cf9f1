"""The tabs of the last run: which sources, and which one was in sight. Never what was found."""

from PySide6.QtCore import QObject

from inspector.gui.settings import StateFile
from inspector.gui.window.inspections import Inspections
from inspector.sources import as_stored, read_back

_LONGEST = 15_000
"""In characters of a source as it is stored."""


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
        current = read_back(current) if isinstance(current, str) else ""
        self._inspections.restore([read_back(one) for one in sources], current)

    def save(self) -> None:
        """Remember what is open now, but for what cannot be read a second time."""
        kept = [
            as_stored(item.source)
            for item in self._inspections.documents
            if item.source is not None and item.lasts
        ]
        current = as_stored(self._inspections.current.source or "")
        self._file.write({"sources": kept, "current": current if current in kept else ""})
