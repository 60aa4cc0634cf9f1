"""Counts calls and lines, a measure of work that is the same on every machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def calls(work: Callable[[], object]) -> int:
    """The number of function calls, including those of C functions, during ``work``."""
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
    """The number of executed Python lines during ``work``.

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
