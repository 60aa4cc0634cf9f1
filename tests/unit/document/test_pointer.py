"""JSON Pointers: RFC 6901, and that splitting and joining are inverse."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.json_types import Json
from inspector.document.pointer import (
    escape,
    exists,
    join,
    parent,
    resolve,
    split,
    unescape,
    value_at,
)
from inspector.errors import PointerError
from tests.conftest import json_containers, leaves

RFC_6901: Json = {
    "foo": ["bar", "baz"],
    "": 0,
    "a/b": 1,
    "c%d": 2,
    "e^f": 3,
    "g|h": 4,
    "i\\j": 5,
    'k"l': 6,
    " ": 7,
    "m~n": 8,
}


@given(st.text())
def test_unescape_undoes_escape(name: str) -> None:
    assert unescape(escape(name)) == name
    assert "/" not in escape(name)


@given(st.lists(st.text()))
def test_split_undoes_join(names: list[str]) -> None:
    pointer = ""
    for name in names:
        pointer = join(pointer, name)
    assert split(pointer) == names


@given(json_containers())
def test_pointer_of_a_leaf_leads_to_it(value: Any) -> None:
    for path, leaf in leaves(value):
        assert resolve(value, path) is leaf


@pytest.mark.parametrize(
    ("pointer", "found"),
    [
        ("", RFC_6901),
        ("/foo", ["bar", "baz"]),
        ("/foo/0", "bar"),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/e^f", 3),
        ("/g|h", 4),
        ("/i\\j", 5),
        ('/k"l', 6),
        ("/ ", 7),
        ("/m~0n", 8),
    ],
)
def test_pointers_of_the_rfc_lead_to_its_values(pointer: str, found: Any) -> None:
    assert resolve(RFC_6901, pointer) == found


@pytest.mark.parametrize(
    "pointer",
    [
        *("foo", "/foo/2", "/foo/-", "/foo/01", "/foo/-1", "/foo/+1", "/foo/ 1", "/foo/1/x"),
        *("/m~n", "/~", "/~2", "/nowhere", "/foo/٠", "/foo/1_0", "/foo/" + "9" * 5000),
    ],
)
def test_pointer_that_leads_nowhere_is_an_error_by_name(pointer: str) -> None:
    with pytest.raises(PointerError) as caught:
        resolve(RFC_6901, pointer)
    assert caught.value.path == pointer
    assert value_at(RFC_6901, pointer) is None
    assert not exists(RFC_6901, pointer)


def test_null_is_a_value_that_exists() -> None:
    assert value_at({"name": None}, "/name") is None
    assert exists({"name": None}, "/name")
    assert value_at({"name": [7]}, "/name/0") == 7


@given(json_containers())
def test_parent_of_a_member_is_where_it_stands(value: Any) -> None:
    for path, _ in leaves(value):
        if path:
            assert join(parent(path), split(path)[-1]) == path
    assert parent("") == ""
