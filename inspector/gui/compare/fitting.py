"""How high a part is that gives itself one height: what holds it could else give it less."""

from PySide6.QtWidgets import QLayout, QWidget


def fit(widget: QWidget, layout: QLayout) -> None:
    """Give ``widget`` the height that ``layout``, which is its own, needs at its width."""
    _settle(layout)
    if layout.hasHeightForWidth():
        height = layout.totalHeightForWidth(widget.width())
    else:
        height = layout.totalSizeHint().height()
    widget.setFixedHeight(height)
    _settle(layout)


def _settle(layout: QLayout) -> None:
    """Of what changed further inside it would else learn only when the event loop turns."""
    layout.invalidate()
    layout.activate()
