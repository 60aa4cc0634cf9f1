"""The page of the help on the keyboard: commands, lists, and what the find field understands."""

from inspector.gui.document.find_query import Scope, prefix_of
from inspector.gui.document.help_pages import HelpPage, Line, Section
from inspector.gui.translation import translate


def keyboard(shortcuts: list[tuple[str, str]]) -> HelpPage:
    """What the keys do. ``shortcuts``: the keys of each command, parted by "; ", and its name."""
    rows = [Line(keys.replace("; ", ", "), text, is_key=True) for keys, text in shortcuts]
    return HelpPage(
        translate("Help", "Keyboard"),
        translate("Help", "Everything can be done by the keyboard; Tab goes from part to part."),
        (
            Section(translate("Help", "Commands"), tuple(rows)),
            Section(translate("Help", "In the tree and in lists"), _in_lists()),
            Section(translate("Help", "In the find field"), _in_find()),
        ),
    )


def _in_lists() -> tuple[Line, ...]:
    return (
        Line("→  ←", translate("Help", "Open and close a row"), is_key=True),
        Line("Home  End", translate("Help", "Go to the first or the last row"), is_key=True),
    )


def _in_find() -> tuple[Line, ...]:
    texts = {
        Scope.POINTER: translate("Help", "The value at a JSON Pointer, then what begins so"),
        Scope.NAMES: translate("Help", "Text in names alone"),
        Scope.VALUES: translate("Help", "Text in values alone"),
        Scope.RESULT: translate("Help", "Values with a result, such as fail or not reached"),
    }
    prefixes = [Line(f"{prefix_of(scope)}…", text, is_key=True) for scope, text in texts.items()]
    return (
        *prefixes,
        Line("Enter, Shift+Enter", translate("Help", "Next and previous match"), is_key=True),
        Line("Alt+Down", translate("Help", "Choose what is looked at"), is_key=True),
        Line("Esc", translate("Help", "Empty the field"), is_key=True),
    )
