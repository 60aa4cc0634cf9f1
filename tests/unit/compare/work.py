"""Counts calls and lines, a measure of work that is the same on every machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def calls(work: Callable[[], object]) -> int:
    """How many functions, those written in C among them, are called while ``work`` runs."""
    count = 0

    def count_call(_: Any, event: str, __: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python are reached while ``work`` runs, each turn of a loop anew.

    What C does within one line is not counted, and this is slower than ``calls``.
    """
    count = 0

    def count_step(frame: FrameType, event: str, value: Any) -> Any:
        nonlocal count
        count += event == "line"
        return count_step

    before = sys.gettrace()
    sys.settrace(count_step)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
