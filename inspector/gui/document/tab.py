"""What a tab stands for: a document under inspection, or two that are compared."""

from PySide6.QtCore import QObject, Signal

from inspector.gui.document.tab_text import TabText
from inspector.jobs.session import Session


class Tab(QObject):
    """Something that is open. Who derives from it says what it is."""

    changed = Signal()
    """Something that the tab's label, the title or the status bar shows of it."""

    @property
    def source(self) -> str | None:
        """What was asked for, where that is one source; None for room to open something."""
        return None

    @property
    def is_empty(self) -> bool:
        """Whether there is room to open something."""
        return False

    @property
    def is_compared(self) -> bool:
        """Whether two documents are compared, and both could be."""
        return False

    @property
    def label(self) -> TabText:
        """What the tab says."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """What the title of the window says, empty where nothing is open."""
        raise NotImplementedError

    @property
    def is_busy(self) -> bool:
        """Whether work is under way that changes what is shown."""
        raise NotImplementedError

    def look_at(self) -> None:
        """The tab comes into sight."""

    def reload(self) -> None:
        """Read again what is open."""
        raise NotImplementedError

    def use(self, session: Session) -> None:
        """Verify what is open by another list of keys, and what is opened from now on."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of what is open, and of work under way."""
        raise NotImplementedError
