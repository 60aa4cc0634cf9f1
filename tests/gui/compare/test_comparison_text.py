"""The title of a comparison."""

import pytest

from inspector.gui.compare.head_text import NamedSide, sign, tab, title
from inspector.verify.report import Verdict

A = NamedSide("a.json", None, Verdict.FAILED)
B = NamedSide("b.json", None, Verdict.VERIFIED)
pytestmark = pytest.mark.usefixtures("qapp")


def test_a_tab_names_both_and_a_screen_reader_is_told_both_verdicts() -> None:
    text = tab(A, B)
    assert text.name == title(A, B) == "a.json | b.json"
    assert text.spoken == "comparison of a.json, failed, with b.json, verified"
    assert text.sign == sign()
    assert sign().word == "comparison"


def test_what_is_not_verified_yet_is_being_checked() -> None:
    assert tab(A._replace(verdict=None), B).spoken.startswith("comparison of a.json, checking…,")


def test_a_point_of_the_history_is_said() -> None:
    left, right = A._replace(at=2), A._replace(at=1_400)
    assert tab(left, right).name == "a.json after event 2 | a.json after event 1,400"


def test_long_names_lose_their_middle_and_hidden_characters_are_seen() -> None:
    hostile = A._replace(name="\u202e" + "long" * 30 + ".json")
    text = tab(hostile, B)
    assert len(text.name) < 40
    assert text.name.endswith(".json | b.json")
    for shown in (text.name, text.spoken, title(hostile, B)):
        assert "\u202e" not in shown
        assert "\\u202e" in shown
