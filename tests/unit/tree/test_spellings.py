"""The spellings of numbers in a file, each at its own node."""

import json
import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document import piecewise, reader
from inspector.document.canonical import canonical_number, reference_json
from inspector.document.document import JsonText
from inspector.document.reader import read_json
from inspector.tree.nodes import NodeTable
from inspector.tree.search import SearchIndex

ODD = ["1E2", "1.10", "-0", "1e0", "-0e0", "1e-7", "0.00001", "1.0E+2", "100.00", "12e3", "0E1"]
PLAIN = ["0", "-1", "100.0", "1e+16", "1e-07", "-0.0", "123456789012345678901234567890", "1.5"]
OTHER = ["true", "null", '"1E2"', '"-0"', '""', '" \\", 1.10, \\\\"', '"]"', '"e"']


@st.composite
def texts(draw: st.DrawFn) -> str:
    def written(value: Any) -> str:
        space = draw(st.sampled_from(["", " ", "\n\t"]))
        if isinstance(value, list):
            return "[" + f"{space},".join(map(written, value)) + f"{space}]"
        if isinstance(value, dict):
            parts = (f"{json.dumps(k)}{space}:{space}{written(v)}" for k, v in value.items())
            return "{" + ",".join(parts) + "}"
        return str(value)

    leaves = st.sampled_from([*ODD, *PLAIN, *OTHER])
    names = st.sampled_from(["a", "1E2", '"', "\\", "-0", ""])
    return written(
        draw(
            st.recursive(
                leaves, lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=40
            )
        )
    )


@given(texts(), st.booleans())
def test_each_number_has_its_own_spelling_and_only_where_it_differs(
    text: str, is_large: bool
) -> None:
    read = _read(text.encode(), is_large)
    table = NodeTable(read.value, text=read)
    without_strings = re.sub(r'"(?:[^"\\]|\\.)*"', '"', text)
    literals = iter(re.findall(r"-?\d[\d.eE+-]*", without_strings))

    def walk(node: int) -> None:
        found = table.value(node)
        if type(found) in (int, float):
            literal = next(literals)
            hashed = reference_json(found).decode()
            assert canonical_number(literal) == hashed
            assert table.spelling(node) == ("" if literal == hashed else literal)
        else:
            assert table.spelling(node) == ""
        for child in table.children(node):
            walk(child)

    walk(0)
    assert next(literals, None) is None
    assert table.has_spellings is any(table.spelling(node) for node in range(len(table)))


def _read(data: bytes, is_large: bool) -> JsonText:
    with pytest.MonkeyPatch.context() as patch:
        if is_large:
            patch.setattr(reader, "_ONE_PIECE", 0)
            patch.setattr(piecewise, "_PIECE", 16)
        return read_json(data)


@pytest.mark.parametrize("is_large", [False, True], ids=["at once", "in pieces"])
def test_a_text_that_was_proven_in_reading_is_not_searched_for_spellings(is_large: bool) -> None:
    text = b'{"date":"2026-05-18","list":[1,-20,{"deep":[true,null,"-0 "]},[],0,1,2,3,4,5]}'
    assert _read(text, is_large).is_as_written
    assert not _read(text.replace(b"-20", b"-0"), is_large).is_as_written


@pytest.mark.parametrize("literal", ODD)
def test_number_is_found_by_both_spellings(literal: str) -> None:
    text = f'{{"n": [{literal}], "s": "x"}}'.encode()
    read = read_json(text)
    table = NodeTable(read.value, text=read)
    node = table.find("/n/0")
    index = SearchIndex(table)
    for typed in (literal, literal.lower(), canonical_number(literal)):
        assert node in index.find(typed)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_encoding_of_the_file_makes_no_difference(codec: str) -> None:
    document = read_json('["é", 1E2]'.encode(codec))
    table = NodeTable(document.value, text=document)
    assert table.spelling(table.find("/1")) == "1E2"


def test_table_without_a_text_has_no_spellings() -> None:
    assert not NodeTable(json.loads("[1E2, -0]")).has_spellings


def test_large_text_is_read_in_time() -> None:
    """Five megabytes of strings, numbers and brackets, without backtracking."""
    for piece in ("1e0,", '"\\"\\\\",', "[],", '"-0 1E2",', "{},"):
        text = f"[{piece * (5_000_000 // len(piece))}0]".encode()
        value = json.loads(text)
        start = time.process_time()
        table = NodeTable(value, text=JsonText(text, value))
        assert time.process_time() - start < 30
        assert table.has_spellings is (piece == "1e0,")
