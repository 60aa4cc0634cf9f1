"""The base class of what a tab contains: a document or a comparison."""

from PySide6.QtCore import QObject, Signal

from inspector.gui.document.tab_text import TabText
from inspector.jobs.session import Session


class Tab(QObject):
    """An open item; subclasses define what it is."""

    changed = Signal()
    """Something that the tab's label, the title or the status bar shows has changed."""

    @property
    def source(self) -> str | None:
        """The source, if there is exactly one; None for an empty tab."""
        return None

    @property
    def is_empty(self) -> bool:
        """Whether the tab is empty, so that something can be opened in it."""
        return False

    @property
    def is_compared(self) -> bool:
        """Whether this is a comparison and both sides could be compared."""
        return False

    @property
    def is_verified(self) -> bool:
        """Whether both sides are verified, so that their proofs are compared too."""
        return False

    @property
    def label(self) -> TabText:
        """The texts of the tab."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """The text for the window title; "" if nothing is open."""
        raise NotImplementedError

    @property
    def is_busy(self) -> bool:
        """Whether work is in progress that changes what is shown."""
        raise NotImplementedError

    def look_at(self) -> None:
        """The tab becomes visible."""

    def reload(self) -> None:
        """Read the content again."""
        raise NotImplementedError

    def use(self, session: Session) -> None:
        """Verify the content, and what is opened later, with another list of keys."""
        raise NotImplementedError

    def close(self) -> None:
        """Release the content and cancel work in progress."""
        raise NotImplementedError
