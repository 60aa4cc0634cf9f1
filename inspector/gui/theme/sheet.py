"""The style sheet: only what Fusion and the palette cannot express (edges, focus, chips, tabs)."""

from inspector.palette import Colours

_TEMPLATE = """
QMenuBar {{ background: {window}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; }}
QMenuBar::item:selected {{ background: {selection}; }}
QLineEdit {{ background: {surface}; border: 1px solid {edge}; border-radius: 4px;
  padding: 4px 8px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 3px 7px; }}
QPlainTextEdit[field="true"] {{ background: {surface}; border: 1px solid {edge};
  border-radius: 4px; padding: 2px 4px; }}
QPlainTextEdit[field="true"]:focus {{ border: 2px solid {accent}; padding: 1px 3px; }}
QComboBox {{ background: {surface}; border: 1px solid {edge}; border-radius: 4px;
  padding: 3px 8px; }}
QComboBox:focus {{ border: 2px solid {accent}; padding: 2px 7px; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {edge};
  selection-background-color: {selection}; selection-color: {text}; }}
QPushButton {{ background: {surface}; color: {text}; border: 1px solid {edge};
  border-radius: 4px; padding: 4px 12px; }}
QPushButton:hover {{ background: {sunken}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 3px 11px; }}
QPushButton:disabled {{ color: {faint}; border-color: {border}; }}
QPushButton:checked {{ background: {selection}; border-color: {accent}; }}
QPushButton:default, QPushButton[primary="true"] {{ background: {accent}; color: {on_accent};
  border-color: {accent}; }}
QPushButton[primary="true"]:disabled {{ background: {sunken}; color: {faint};
  border-color: {border}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {text}; }}
QPushButton[chip="true"] {{ border-radius: {chip}px; padding: 3px 12px; }}
QPushButton[chip="true"]:focus {{ padding: 2px 11px; }}
QPushButton[flat="true"] {{ border: 1px solid transparent; background: transparent;
  padding: 2px 6px; color: {accent}; }}
QPushButton[row="true"] {{ padding: 0px 8px; }}
QPushButton[heading="true"] {{ color: {text}; padding: 2px 4px; text-align: left; }}
QPushButton[heading="true"]:focus {{ padding: 1px 3px; }}
QPushButton[flat="true"]:disabled {{ color: {faint}; }}
QPushButton[flat="true"]:hover {{ background: {selection}; }}
QPushButton[flat="true"]:focus {{ border: 2px solid {accent}; padding: 1px 5px; }}
QTreeView {{ outline: 0px; }}
QTreeView::indicator {{ width: {box}px; height: {box}px; background: transparent;
  border: none; }}
QHeaderView::section {{ background: {surface}; color: {muted}; border: none;
  border-bottom: 1px solid {border}; padding: 4px 3px; }}
QTreeView#differences QHeaderView::section {{ background: {window}; }}
QTabBar {{ background: transparent; }}
QTabBar#documents::tab {{ background: transparent; color: {muted}; min-height: 24px;
  padding: 4px 4px 4px 10px; margin: 0px; border: none; border-top: 2px solid transparent;
  border-right: 1px solid {border}; }}
QTabBar#documents::tab:selected {{ background: {surface}; color: {text};
  border-top-color: {accent}; }}
QTabBar#documents::tab:hover {{ color: {text}; }}
QTabBar#documents::tab:focus {{ color: {accent}; }}
QTabBar::scroller {{ width: 52px; }}
QTabBar::tear {{ width: 0px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 3px; }}
QToolButton#ScrollLeftButton, QToolButton#ScrollRightButton {{ background: {window};
  padding: 0px; }}
QToolButton:hover {{ background: {selection}; }}
QToolButton:focus {{ border: 2px solid {accent}; padding: 2px; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 5px 0px; margin-right: 20px;
  border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:focus {{ color: {accent}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0px; }}
QScrollBar::handle {{ background: {edge}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {border}; }}
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {edge}; padding: 4px; }}
"""


_CALM = "* { widget-animation-duration: 0; }"


def sheet(colours: Colours, chip_radius: int, box: int, *, calm: bool = False) -> str:
    """The sheet for ``colours``; ``chip_radius`` is half of a chip's height, ``box`` the side of a
    check box in a list, which its view paints.

    ``calm`` turns the style's animations off.
    """
    return _TEMPLATE.format(chip=chip_radius, box=box, **colours._asdict()) + (
        _CALM if calm else ""
    )
