"""What a view can ask of the window around it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction

from inspector.gui.document.copied import CopiedPart
from inspector.named_tuple import NamedTuple


class WindowActions(NamedTuple):
    """Passed to every view, which calls what it needs."""

    run: Callable[[str], None]
    """Runs a command of the window, by its id."""
    command: Callable[[str], QAction]
    """Returns a command for a menu, by its id."""
    tick: Callable[[str, bool], None]
    """Switches a checkable command, by its id."""
    say: Callable[[str], None]
    copy: Callable[[str, str], None]
    """Copies a text to the clipboard, and shows a message."""
    copy_part: Callable[[CopiedPart, bool, str], None]
    """Copies content for others, as Markdown or plain text, and shows a message."""
    copy_pointer: Callable[[], None]
    open_file: Callable[[], None]
    """Shows the file dialog."""
    open_source: Callable[[str], None]
    offer_source: Callable[[str], None]
    """Opens an address in a new tab, where it waits until the user agrees."""
    use_as_paper: Callable[[bytes, QPoint], None]
    """Offers these bytes as the text of an open document's paper, in a menu at this screen
    position."""
    open_listed: Callable[[list[str]], None]
    """Opens sources chosen from a list, each in a new tab."""
    compare: Callable[[str, str], None]
    """Compares two sources in a new tab."""
    show_place: Callable[[str, str], None]
    """Shows a place, given by its source and JSON Pointer."""
    compare_fingerprint: Callable[[str], None]
    """Shows the dialog that compares the fingerprint of this key, from the document or the list."""
    show_menu: Callable[[QPoint], None]
    """Shows the context menu of the selection."""
    stop: Callable[[], None]
    """Cancels the opening in the current tab."""
