"""The measure agrees with a walk; values are counted before they are built, too."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inspector.document.measure import measure
from inspector.document.strict import count_nodes
from tests.conftest import json_containers, json_values, leaves, parses


def count(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(count, value.values()))
    return 1 + sum(map(count, value)) if isinstance(value, list) else 1


@given(json_values() | json_containers())
def test_nodes_leaves_and_floats_are_those_of_a_walk(value: Any) -> None:
    size = measure(value)
    found = [leaf for _, leaf in leaves(value)]
    assert size.nodes == count(value)
    assert size.leaves == len(found)
    assert size.plain == (not any(isinstance(leaf, float) for leaf in found))


STRUCTURE = st.text('[]{}:,"\\ \t\n/u0012a\u00e9\U0001d538', max_size=12)
"""Strings that look like JSON themselves."""


@st.composite
def json_texts(draw: st.DrawFn) -> bytes:
    """Any JSON text: punctuation in strings and names, white space everywhere."""
    inner = st.recursive(
        STRUCTURE | json_values(),
        lambda one: st.lists(one, max_size=4) | st.dictionaries(STRUCTURE, one, max_size=4),
        max_leaves=20,
    )
    value = draw(inner)
    blank = draw(st.sampled_from(["", " ", "\n", "\t \r\n"]))
    separators = (blank + "," + blank, blank + ":" + blank)
    indent = draw(st.sampled_from([None, 0, 3]))
    ascii_only = draw(st.booleans())
    text = json.dumps(value, separators=separators, indent=indent, ensure_ascii=ascii_only)
    return (blank + text + blank).encode()


@given(json_texts())
def test_nodes_counted_by_the_structure_are_those_of_the_value(data: bytes) -> None:
    assert count_nodes(data) == measure(json.loads(data)).nodes


def test_nodes_of_hand_written_texts_are_counted() -> None:
    for text, nodes in (
        (b"1", 1),
        (b"[]", 1),
        (b"{ \t}", 1),
        (b"[ ]", 1),
        (b"[[]]", 2),
        (b'["[,]"]', 2),
        (b'["\\\\",",\\"[,"]', 3),
        (b'{"a,b":{"}":[1,2,{}]},"":[]}', 7),
        (b'[{"a":1},{"b":[ {} ]}]', 6),
    ):
        assert (count_nodes(text), count(json.loads(text))) == (nodes, nodes), text


def test_quotation_marks_in_a_string_without_an_end_are_counted_past_once() -> None:
    quotes = rb"\"" * 40_000
    assert parses(lambda: count_nodes(b'["x\n' + quotes), b'["' + quotes + b'"]') < 100
