"""``NamedTuple`` gives what ``typing.NamedTuple`` gives, without compiling code per class."""

import builtins
import copy
import pickle
import sys
from typing import Any, Generic, TypeVar
from typing import NamedTuple as TypingNamedTuple

import pytest

from inspector.named_tuple import NamedTuple

T = TypeVar("T")


class Spot(NamedTuple):
    """A place."""

    line: int
    column: int = 1
    name: str = ""

    @property
    def is_named(self) -> bool:
        return bool(self.name)


class OfTyping(TypingNamedTuple):
    line: int
    column: int = 1
    name: str = ""


class Box(NamedTuple, Generic[T]):
    value: T


class Derived(Spot):
    def __init__(self, *_: object) -> None:
        self.note = "kept"


_Given = tuple[tuple[Any, ...], dict[str, Any]]
_FITTING: list[_Given] = [
    ((3,), {}),
    ((3, 4), {}),
    ((3,), {"name": "a"}),
    ((), {"name": "a", "line": 3}),
]
_OTHERS: list[_Given] = [
    ((), {}),
    ((1, 2, "a", 4), {}),
    ((1,), {"line": 2}),
    ((1,), {"colour": 2}),
]


@pytest.mark.parametrize("given", _FITTING)
def test_values_are_taken_by_place_by_name_and_by_default(given: _Given) -> None:
    values, named = given
    spot = Spot(*values, **named)
    assert tuple(spot) == OfTyping(*values, **named)
    assert (spot.line, spot.column, spot.name) == spot


@pytest.mark.parametrize("given", _OTHERS)
def test_what_does_not_fit_the_members_is_refused(given: _Given) -> None:
    values, named = given
    for kind in (OfTyping, Spot):
        with pytest.raises(TypeError):
            kind(*values, **named)


def test_it_is_a_tuple_of_its_members_that_cannot_be_changed() -> None:
    spot = Spot(3, name="a")
    assert isinstance(spot, tuple)
    assert spot._fields == Spot.__match_args__ == ("line", "column", "name")
    assert repr(spot) == "Spot(line=3, column=1, name='a')"
    assert spot.is_named
    assert not hasattr(spot, "__dict__")
    with pytest.raises(AttributeError):
        spot.line = 4  # type: ignore[misc]


def test_it_is_copied_with_changes_as_a_dict_and_through_pickle() -> None:
    spot = Spot(3, name="a")
    assert spot._replace(line=4) == Spot(4, name="a")
    assert type(spot._replace(line=4)) is Spot
    with pytest.raises((TypeError, ValueError)):
        spot._replace(colour=4)  # type: ignore[call-arg]
    assert spot._asdict() == {"line": 3, "column": 1, "name": "a"}
    assert Spot._make([1, 2, "b"]) == Spot(1, 2, "b")
    for again in (pickle.loads(pickle.dumps(spot)), copy.deepcopy(spot)):
        assert again == spot
        assert type(again) is Spot


def test_a_generic_one_and_one_that_is_derived_from_are_made_as_well() -> None:
    assert Box[int](3).value == 3
    derived = Derived(3)
    assert derived == (3, 1, "")
    assert derived.note == "kept"


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="typing's own is used there")
def test_a_class_with_as_many_members_as_another_has_nothing_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled: list[object] = []
    monkeypatch.setattr(builtins, "eval", lambda *source: compiled.append(source))

    class Other(NamedTuple):
        first: int
        second: int
        third: int = 3

    assert not compiled
    assert Other(1, second=2) == (1, 2, 3)
