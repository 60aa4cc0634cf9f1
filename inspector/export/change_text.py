"""One difference in lines for people: its place and the values of both sides, shortened."""

import json
from collections.abc import Iterator

from inspector.compare.columns import ChangeKind
from inspector.compare.comparison import Change
from inspector.compare.difference_cause import cause_sentence
from inspector.compare.spans import common_prefix_length
from inspector.document.json_types import Json, is_number
from inspector.export.report_text import Line, Role
from inspector.verify.look_alikes import unmistakable_pointer
from inspector.visible import visible, without_middle

_LONGEST_VALUE = 200
_LONGEST_PATH = 400
_BEFORE_DIFFERENCE = 60
_SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "-",
    ChangeKind.CHANGED: "~",
    ChangeKind.MOVED: "→",
}
_encoder = json.JSONEncoder(ensure_ascii=False)


def change_lines(change: Change) -> Iterator[Line]:
    """What changed and where, and below it the values; for a move, both places."""
    yield Line(Role.PLAIN, f"    {_SIGNS[change.kind]} {change.kind} {_where(change)}")
    if change.kind is ChangeKind.MOVED:
        return
    left, right = change.left, change.right
    is_changed = change.kind is ChangeKind.CHANGED
    begin = 0
    if is_changed and (texts := _texts(left, right)):
        begin = max(0, common_prefix_length(*texts) - _BEFORE_DIFFERENCE)
    if change.left_path is not None:
        yield Line(Role.FAINT, f"        left   {_value(left, begin)}")
    if change.right_path is not None:
        yield Line(Role.FAINT, f"        right  {_value(right, begin)}")
    if is_changed and (said := cause_sentence(left, right)):
        yield Line(Role.FAINT, f"        {said}")


def places(left: str | None, right: str | None) -> str:
    """The JSON Pointers of both sides; one if they are equal or a side has none."""
    if left is None or right is None or left == right:
        return place(left or right or "")
    return f"{place(left)}, on the right {place(right)}"


def place(path: str) -> str:
    """A pointer that is safe to print, without the middle of a very long one."""
    return unmistakable_pointer(without_middle(path, _LONGEST_PATH)) or "the whole document"


def _where(change: Change) -> str:
    if change.kind is not ChangeKind.MOVED:
        return places(change.left_path, change.right_path)
    left, right = place(change.left_path or ""), place(change.right_path or "")
    return f"{left} → {right}, matched by {change.matched_by}"


def _texts(left: Json, right: Json) -> tuple[str, str] | None:
    """Two texts, or two numbers as they are written, whose first difference is to be seen."""
    if isinstance(left, str) and isinstance(right, str):
        return left, right
    if is_number(left) and is_number(right):
        return json.dumps(left), json.dumps(right)
    return None


def _value(value: Json, begin: int) -> str:
    """JSON on one line, written only as far as it is shown; of a text or a number the part from
    ``begin``."""
    lead = "…" if begin else ""
    if isinstance(value, str):
        value = value[begin : begin + _LONGEST_VALUE + 1]
    elif begin and is_number(value):
        text = json.dumps(value)[begin:]
        return lead + text[:_LONGEST_VALUE] + "…" * (len(text) > _LONGEST_VALUE)
    text = ""
    for piece in _encoder.iterencode(value):
        text += piece[: _LONGEST_VALUE + 1]
        if len(text) > _LONGEST_VALUE:
            return f"{lead}{visible(text[:_LONGEST_VALUE])}…"
    return lead + visible(text)
