"""What a view asks of the window around it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction

from inspector.gui.document.copied import CopiedPart
from inspector.named_tuple import NamedTuple


class WindowActions(NamedTuple):
    """Handed to every view, which calls what it needs."""

    run: Callable[[str], None]
    """A command of the window, by its id."""
    command: Callable[[str], QAction]
    """A command itself, for a menu."""
    tick: Callable[[str, bool], None]
    """Turn a command on or off that is either, by its id."""
    say: Callable[[str], None]
    copy: Callable[[str, str], None]
    """A text for the clipboard, and the words to say of it."""
    copy_part: Callable[[CopiedPart, bool, str], None]
    """What is to be handed on, whether as Markdown, and the words to say of it."""
    copy_pointer: Callable[[], None]
    open_file: Callable[[], None]
    """Ask for a file."""
    open_source: Callable[[str], None]
    offer_source: Callable[[str], None]
    """Open an address in a tab of its own, where it waits until the user agrees."""
    use_as_paper: Callable[[bytes, QPoint], None]
    """Offer these bytes, at this place of the screen, as the text of an open document's paper."""
    open_listed: Callable[[list[str]], None]
    """Sources that were chosen from a list, each in a tab of its own."""
    compare: Callable[[str, str], None]
    """Two sources, in a tab of their own."""
    show_place: Callable[[str, str], None]
    """A source, and the JSON Pointer of what is to be looked at in it."""
    compare_fingerprint: Callable[[str], None]
    """Go to the key with this fingerprint, of the document in sight or of the user's list, where
    its fingerprint is compared."""
    show_menu: Callable[[QPoint], None]
    """The menu of what is selected."""
    stop: Callable[[], None]
    """Give up what is being opened in the tab in sight."""
