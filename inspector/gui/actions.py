"""Every command of the window in one table, from which menus and shortcuts are built, and the
context menus."""

from collections.abc import Callable
from enum import Flag, auto

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from inspector.gui.translation import N_, translate
from inspector.named_tuple import NamedTuple


class Requires(Flag):
    """What a command needs to be enabled."""

    NOTHING = 0
    TAB = auto()
    SOURCE = auto()
    DOCUMENT = auto()
    VALUE = auto()
    REPORT = auto()
    FINDING = auto()
    UNKNOWN_KEY = auto()
    NOTES = auto()
    UNDO = auto()
    REDO = auto()
    COMPARISON = auto()
    PROOFS = auto()
    TREE = auto()


class Spec(NamedTuple):
    """One command. ``keys`` are its shortcuts, separated by "; ".

    ``group`` names a set of commands of which exactly one is checked.
    """

    id: str
    menu: str
    text: str
    keys: str = ""
    requires: Requires = Requires.NOTHING
    checkable: bool = False
    group: str = ""


SEPARATOR = "-"
RECENT_MENU = "open_recent"

FILE = N_("Actions", "&File")
NOTES = N_("Actions", "&Notes")
EDIT = N_("Actions", "&Edit")
VIEW = N_("Actions", "&View")
GO = N_("Actions", "&Go")
COMPARE = N_("Actions", "&Compare")
KEYS = N_("Actions", "&Keys")
HELP = N_("Actions", "&Help")
_INSIDE = {NOTES: FILE}
"""Submenus and their menus."""

TABLE = (
    Spec("new_tab", FILE, N_("Actions", "New &tab"), "Ctrl+T"),
    Spec("open_file", FILE, N_("Actions", "&Open files…"), "Ctrl+O"),
    Spec("open_address", FILE, N_("Actions", "Open &address or Pith Number…"), "Ctrl+L"),
    Spec("paste", FILE, N_("Actions", "Open from the clip&board"), "Ctrl+V"),
    Spec(RECENT_MENU, FILE, N_("Actions", "Open &recent")),
    Spec("reload", FILE, N_("Actions", "Re&load"), "F5", Requires.SOURCE),
    Spec("close_document", FILE, N_("Actions", "&Close tab"), "Ctrl+W", Requires.TAB),
    Spec(
        "paper_text", FILE, N_("Actions", "Check the &paper's text…"), "Ctrl+Shift+A",
        Requires.REPORT,
    ),
    Spec(SEPARATOR, FILE, ""),
    Spec("save_report", FILE, N_("Actions", "Sa&ve report…"), "Ctrl+S", Requires.REPORT),
    Spec("print_report", FILE, N_("Actions", "Pr&int report…"), "Ctrl+P", Requires.REPORT),
    Spec("export_notes", NOTES, N_("Actions", "&Export…"), "", Requires.NOTES),
    Spec("import_notes", NOTES, N_("Actions", "&Import…"), "", Requires.REPORT),
    Spec(SEPARATOR, FILE, ""),
    Spec("settings", FILE, N_("Actions", "&Settings…"), "Ctrl+,"),
    Spec("quit", FILE, N_("Actions", "&Quit"), "Ctrl+Q"),
    Spec("undo_note", EDIT, N_("Actions", "Und&o note change"), "Ctrl+Z", Requires.UNDO),
    Spec(
        "redo_note", EDIT, N_("Actions", "Re&do note change"), "Ctrl+Shift+Z",
        Requires.REDO,
    ),
    Spec("add_note", EDIT, N_("Actions", "&Add a note"), "Ctrl+M", Requires.VALUE),
    Spec(
        "note_document", EDIT, N_("Actions", "Add a note on the do&cument"), "Ctrl+Shift+M",
        Requires.REPORT,
    ),
    Spec(SEPARATOR, EDIT, ""),
    Spec("copy_value", EDIT, N_("Actions", "Copy &value"), "Ctrl+Shift+C", Requires.VALUE),
    Spec("copy_name", EDIT, N_("Actions", "Copy &name"), "Ctrl+Shift+N", Requires.VALUE),
    Spec("copy_pointer", EDIT, N_("Actions", "Copy JSON &Pointer"), "Ctrl+Shift+P", Requires.VALUE),
    Spec("copy_json", EDIT, N_("Actions", "Copy as &JSON"), "Ctrl+Shift+J", Requires.VALUE),
    Spec(SEPARATOR, EDIT, ""),
    Spec("copy_summary", EDIT, N_("Actions", "Copy &summary"), "Ctrl+Shift+S", Requires.REPORT),
    Spec(
        "copy_summary_markdown", EDIT, N_("Actions", "Copy summary as &Markdown"), "",
        Requires.REPORT,
    ),
    Spec("copy_finding", EDIT, N_("Actions", "Copy findin&g"), "Ctrl+Shift+F", Requires.FINDING),
    Spec(
        "copy_finding_markdown", EDIT, N_("Actions", "Copy finding as Ma&rkdown"), "",
        Requires.FINDING,
    ),
    Spec(SEPARATOR, EDIT, ""),
    Spec("find", EDIT, N_("Actions", "&Find…"), "Ctrl+F", Requires.DOCUMENT),
    Spec("next_match", EDIT, N_("Actions", "Ne&xt match"), "F3", Requires.DOCUMENT),
    Spec("previous_match", EDIT, N_("Actions", "Previo&us match"), "Shift+F3", Requires.DOCUMENT),
    Spec(
        "inspect", VIEW, N_("Actions", "&Inspect"), "Ctrl+1", Requires.DOCUMENT,
        checkable=True, group="view",
    ),
    Spec(
        "coverage", VIEW, N_("Actions", "&Coverage"), "Ctrl+2", Requires.DOCUMENT,
        checkable=True, group="view",
    ),
    Spec(
        "timeline", VIEW, N_("Actions", "&Timeline"), "Ctrl+3", Requires.DOCUMENT,
        checkable=True, group="view",
    ),
    Spec(SEPARATOR, VIEW, ""),
    Spec("findings", VIEW, N_("Actions", "&Findings"), "Ctrl+4", Requires.NOTHING, checkable=True),
    Spec(
        "only_problems", VIEW, N_("Actions", "Only &problems"), "Ctrl+5", Requires.REPORT,
        checkable=True,
    ),
    Spec("expand", VIEW, N_("Actions", "&Expand subtree"), "Ctrl+Right", Requires.TREE),
    Spec("collapse", VIEW, N_("Actions", "C&ollapse subtree"), "Ctrl+Left", Requires.TREE),
    Spec(SEPARATOR, VIEW, ""),
    Spec("light", VIEW, N_("Actions", "&Light"), checkable=True, group="scheme"),
    Spec("dark", VIEW, N_("Actions", "&Dark"), checkable=True, group="scheme"),
    Spec("system", VIEW, N_("Actions", "As the &system"), checkable=True, group="scheme"),
    Spec("blue_orange", VIEW, N_("Actions", "&Blue and orange colours"), checkable=True),
    Spec("overview", GO, N_("Actions", "&Overview"), "Alt+Home", Requires.DOCUMENT),
    Spec("show_cause", GO, N_("Actions", "Show the &cause"), "Ctrl+J", Requires.REPORT),
    Spec("next_finding", GO, N_("Actions", "&Next finding"), "F8", Requires.REPORT),
    Spec("previous_finding", GO, N_("Actions", "&Previous finding"), "Shift+F8", Requires.REPORT),
    Spec("next_note", GO, N_("Actions", "Ne&xt note"), "F7", Requires.NOTES),
    Spec("previous_note", GO, N_("Actions", "Pre&vious note"), "Shift+F7", Requires.NOTES),
    Spec(SEPARATOR, GO, ""),
    Spec("next_tab", GO, N_("Actions", "Next &tab"), "Ctrl+PgDown; Ctrl+Tab", Requires.TAB),
    Spec(
        "previous_tab", GO, N_("Actions", "Previous ta&b"), "Ctrl+PgUp; Ctrl+Shift+Tab",
        Requires.TAB,
    ),
    Spec("compare_with", COMPARE, N_("Actions", "Compare &with…"), "Ctrl+D", Requires.REPORT),
    Spec(SEPARATOR, COMPARE, ""),
    Spec(
        "next_difference", COMPARE, N_("Actions", "&Next difference"), "Alt+Down",
        Requires.COMPARISON,
    ),
    Spec(
        "previous_difference", COMPARE, N_("Actions", "&Previous difference"), "Alt+Up",
        Requires.COMPARISON,
    ),
    Spec(
        "only_differences", COMPARE, N_("Actions", "Only &differences"), "Ctrl+6",
        Requires.COMPARISON, checkable=True,
    ),
    Spec(
        "hide_volatile", COMPARE, N_("Actions", "&Hide volatile fields"), "Ctrl+7",
        Requires.COMPARISON, checkable=True,
    ),
    Spec("volatile_fields", COMPARE, N_("Actions", "&Volatile fields…"), "", Requires.COMPARISON),
    Spec(SEPARATOR, COMPARE, ""),
    Spec("swap_sides", COMPARE, N_("Actions", "&Swap sides"), "Ctrl+Shift+X", Requires.COMPARISON),
    Spec(
        "copy_difference", COMPARE, N_("Actions", "&Copy the difference"), "Ctrl+Shift+D",
        Requires.COMPARISON,
    ),
    Spec(
        "export_comparison", COMPARE, N_("Actions", "&Export the comparison…"), "Ctrl+Shift+E",
        Requires.PROOFS,
    ),
    Spec("trusted_keys", KEYS, N_("Actions", "&Trusted keys…"), "Ctrl+K"),
    Spec(
        "compare_fingerprint", KEYS, N_("Actions", "&Compare fingerprint…"), "Ctrl+Shift+K",
        Requires.UNKNOWN_KEY,
    ),
    Spec("help", HELP, N_("Actions", "&Help"), "F1"),
    Spec("shortcuts", HELP, N_("Actions", "&Shortcuts"), "Ctrl+F1"),
    Spec("about", HELP, N_("Actions", "&About Pith Inspector")),
)  # fmt: skip

OF_VALUE = (
    *("copy_value", "copy_name", "copy_pointer", "copy_json", "add_note", "expand", "collapse"),
)
OF_FINDING = ("copy_finding", "copy_finding_markdown", "copy_pointer")
OF_DIFFERENCE = ("copy_difference", "next_difference", "previous_difference", "expand", "collapse")
"""The commands in the context menus."""


class Actions:
    """The commands of one window as QActions."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._menus: dict[str, QMenu] = {}
        for spec in TABLE:
            self._add(spec)

    def __getitem__(self, id_: str) -> QAction:
        return self._actions[id_]

    @property
    def recent_menu(self) -> QMenu:
        return self._menus[RECENT_MENU]

    def on(self, id_: str, handler: Callable[[], object]) -> None:
        """Call ``handler`` when the command is triggered."""
        self._actions[id_].triggered.connect(handler)

    def on_toggled(self, id_: str, handler: Callable[[bool], object]) -> None:
        self._actions[id_].toggled.connect(handler)

    def enable(self, met: Requires) -> None:
        """Enable the commands whose requirements are met."""
        for spec in TABLE:
            if spec.id in self._actions:
                self._actions[spec.id].setEnabled(spec.requires in met)

    def _add(self, spec: Spec) -> None:
        menu = self._menu(spec.menu)
        if spec.id == SEPARATOR:
            menu.addSeparator()
        elif spec.id == RECENT_MENU:
            self._menus[spec.id] = menu.addMenu(_say(spec.text))
        else:
            self._actions[spec.id] = self._make(spec)
            menu.addAction(self._actions[spec.id])

    def _menu(self, name: str) -> QMenu:
        if name not in self._menus:
            outer = self._menu(_INSIDE[name]) if name in _INSIDE else self._window.menuBar()
            self._menus[name] = outer.addMenu(_say(name))
        return self._menus[name]

    def _make(self, spec: Spec) -> QAction:
        action = QAction(_say(spec.text), self._window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        if spec.keys:
            action.setShortcuts(QKeySequence.listFromString(spec.keys))
        if spec.group:
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(self._window)
            self._groups[spec.group].addAction(action)
        return action


def shortcuts() -> list[tuple[str, str]]:
    """The shortcuts and their commands, for the help."""
    return [(spec.keys, _say(spec.text).replace("&", "")) for spec in TABLE if spec.keys]


def _say(text: str) -> str:
    return translate("Actions", text)
