"""The button beside a name on the web, which asks before the browser opens its address."""

from functools import partial

from PySide6.QtWidgets import QPushButton

from inspector.gui.document.value_facts import Link


class BrowseButton(QPushButton):
    """Opens the dialog that shows the whole address of ``link``."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        self.setText(self.tr("Open in browser…"))
        self.setProperty("flat", True)
        self.setAccessibleName(self.tr("Open {} in browser…").format(link.host))
        self.clicked.connect(partial(self._browse, link))

    def _browse(self, link: Link) -> None:
        from inspector.gui.inspect.browse_dialog import browse_dialog  # noqa: PLC0415 - start-up

        browse_dialog(self.window(), link).open()
