"""Which value is selected. Tree, findings, find and detail all speak through this."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from inspector.errors import PointerError
from inspector.gui.document.findings import ChosenFindings
from inspector.gui.document.opened import Opened


class Selection(QObject):
    """One node of the open document, or a whole group of it, or nothing."""

    node_changed = Signal(int)
    group_changed = Signal(int)
    cleared = Signal()
    finding_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self.node: int | None = None
        self.finding: ChosenFindings | None = None
        """What the user is on in the findings."""

    def set_document(self, opened: Opened | None) -> None:
        self._opened = opened
        self.node = self.finding = None
        self.cleared.emit()

    def choose_finding(self, finding: ChosenFindings | None) -> None:
        self.finding = finding
        self.finding_changed.emit()

    def select_node(self, node: int) -> None:
        if node != self.node:
            self.node = node
            self.node_changed.emit(node)

    def select_group(self, group: int) -> None:
        self.node = None
        self.group_changed.emit(group)

    def select_pointer(self, pointer: str) -> None:
        """Select the value at ``pointer``, or what it is missing from."""
        if self._opened is None:
            return
        try:
            node = self._opened.table.nearest(pointer)[0]
        except PointerError:
            return
        self.select_node(node)

    @property
    def name(self) -> str | None:
        """The member's name or the element's index, as it stands in the document."""
        if self._opened is None or self.node is None:
            return None
        return str(self._opened.table.step(self.node))

    def writer(self) -> Callable[[], str] | None:
        """Writes the selected value: a text as it is, anything else as canonical JSON."""
        if self._opened is None or self.node is None:
            return None
        value = self._opened.table.value(self.node)
        return (lambda: value) if isinstance(value, str) else self.json_writer()

    def json_writer(self) -> Callable[[], str] | None:
        """Writes the selected value as canonical JSON, a text in its quotation marks."""
        if self._opened is None or self.node is None:
            return None
        value = self._opened.table.value(self.node)
        write = self._opened.document.write
        return lambda: write(value).decode()

    @property
    def pointer(self) -> str | None:
        if self._opened is None or self.node is None:
            return None
        return self._opened.table.pointer(self.node)
