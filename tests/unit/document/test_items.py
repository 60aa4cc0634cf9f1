"""Splitting a text with several documents: each item has its own bytes."""

import json
import time
from itertools import pairwise
from typing import Any

import pytest

from inspector.document.items import MOST_ITEMS, TextForm, items_of
from inspector.document.reader import read_document
from inspector.errors import NotPithError, TooManyItemsError, UntypedError

BUNDLE = b'{"bundle_type":"pith_open_graph_bundle","title":"Gr\xc3\xb6\xc3\x9fe } ] ,"}'
STATE = b'{"state_type":"pith_open_graph_state"}'
OTHER = b'{"a":1}'
TWO = b"%s\n%s\n" % (BUNDLE, STATE)


def found(data: bytes) -> tuple[TextForm, list[bytes]] | None:
    items = items_of(data)
    return items and (items.form, [data[item.start : item.end] for item in items.items])


def numbers(data: bytes) -> list[int]:
    items = items_of(data)
    assert items is not None
    return [item.number for item in items.items]


def test_each_line_is_an_item_by_its_number_with_any_line_end() -> None:
    for end in (b"\n", b"\r\n", b"\r"):
        data = end.join((b"", BUNDLE, b" \t", b" " + STATE + b" ", b""))
        assert found(data) == (TextForm.LINES, [BUNDLE, STATE])
        assert numbers(data) == [2, 4]


def test_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert found(b"\xef\xbb\xbf" + TWO) == (TextForm.LINES, [BUNDLE, STATE])


def test_byte_order_marks_of_files_that_were_joined_are_no_part_of_an_item() -> None:
    mark = b"\xef\xbb\xbf"
    joined = b"%s%s\n%s%s\n%s \n" % (mark, BUNDLE, mark, STATE, mark)
    assert found(joined) == (TextForm.LINES, [BUNDLE, STATE])
    spread = json.dumps(json.loads(STATE), indent=2).encode()
    assert found(mark + BUNDLE + mark + spread) == (TextForm.VALUES, [BUNDLE, spread])
    assert found(b"[%s,%s%s]" % (BUNDLE, mark, STATE)) is None


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_items_of_utf_16_are_the_bytes_of_the_file(codec: str) -> None:
    wide = [text.decode().encode("utf-16-be" if codec == "utf-16-be" else "utf-16-le")
            for text in (BUNDLE, STATE)]  # fmt: skip
    assert found(TWO.decode().encode(codec)) == (TextForm.LINES, wide)
    array = (b"[%s,%s]" % (BUNDLE, STATE)).decode().encode(codec)
    assert found(array) == (TextForm.ARRAY, wide)


def test_line_that_is_no_json_stays_an_item() -> None:
    broken = b'{"a": tru'
    latin = b'{"a":"\xe9"}'
    lines = [BUNDLE, broken, OTHER, latin, STATE]
    assert found(b"\n".join(lines)) == (TextForm.LINES, lines)
    assert found(b"rubbish\n" + TWO) == (TextForm.LINES, [b"rubbish", BUNDLE, STATE])


def test_last_line_that_was_cut_is_an_item() -> None:
    for end in (b"", b"\n"):
        cut = STATE[:-5]
        assert found(BUNDLE + b"\n" + cut + end) == (TextForm.LINES, [BUNDLE, cut])
        assert found(TWO + cut + end) == (TextForm.LINES, [BUNDLE, STATE, cut])
    assert found(b"// a list\n%s\n" % BUNDLE) is None
    assert found(BUNDLE[:9] + b"\n" + BUNDLE) is None


def test_records_of_a_sequence_are_items() -> None:
    data = b"\x1e" + BUNDLE + b"\n\x1e\x1e\n\x1e" + OTHER + b"\x1e" + STATE
    assert found(data) == (TextForm.SEQUENCE, [BUNDLE, OTHER, STATE])
    assert numbers(data) == [1, 2, 3]
    assert found(b"\x1e" + STATE + b"\n") == (TextForm.SEQUENCE, [STATE])


def test_values_one_after_another_are_items() -> None:
    spread = json.dumps(json.loads(STATE), indent=2).encode()
    assert found(BUNDLE + spread) == (TextForm.VALUES, [BUNDLE, spread])
    assert found(spread + b"\n" + spread + b"\n{bad\n") == (
        TextForm.VALUES,
        [spread, spread, b"{bad"],
    )


def test_items_of_an_array_are_items_if_one_is_a_document() -> None:
    data = b" [%s , 1,\n%s,null]\n" % (BUNDLE, STATE)
    assert found(data) == (TextForm.ARRAY, [BUNDLE, b"1", STATE, b"null"])
    items = items_of(data)
    assert items is not None
    assert [item.pointer for item in items.items] == ["/0", "/1", "/2", "/3"]
    assert found(b"[%s]" % STATE) == (TextForm.ARRAY, [STATE])


@pytest.mark.parametrize(
    ("text", "pointers"),
    [
        (b'{"data":%s}', ["/data"]),
        (b'{"a":1,"data":{"bundle":%s,"b":[]}}', ["/data/bundle"]),
        (b'{"n":2,"results":[1,%s,{"x":%s}]}', ["/results/0", "/results/1", "/results/2"]),
        (b'{"results":[{"bundle":%s},{"bundle":%s}]}', ["/results/0/bundle", "/results/1/bundle"]),
        (b'{"a/~":%s,"\xc3\xbc":%s}', ["/a~1~0", "/ü"]),
    ],
)
def test_documents_in_an_object_of_no_type_are_items(text: bytes, pointers: list[str]) -> None:
    data = text % ((BUNDLE,) * text.count(b"%s"))
    items = items_of(data)
    assert items is not None
    assert items.form is TextForm.WRAPPER
    assert [item.pointer for item in items.items] == pointers
    assert BUNDLE in [data[item.start : item.end] for item in items.items]


def test_an_array_with_a_document_a_line_is_an_array() -> None:
    assert found(b"[\n%s,\n%s,\n%s\n]" % (BUNDLE, STATE, BUNDLE)) == (
        TextForm.ARRAY,
        [BUNDLE, STATE, BUNDLE],
    )


def test_byte_order_mark_is_no_part_of_a_sequence() -> None:
    data = b"\xef\xbb\xbf\x1e%s\n\x1e%s" % (BUNDLE, STATE)
    assert found(data) == (TextForm.SEQUENCE, [BUNDLE, STATE])
    assert numbers(data) == [1, 2]


@pytest.mark.parametrize("text", [b'{"a":%s,"l":[%s%s]}', b'{"a":%s,%s"z":%s}'])
def test_a_document_behind_more_values_than_are_looked_at_is_not_held_back(text: bytes) -> None:
    filler = b"0," if b"[" in text else b'"n":0,'
    many = b"".join(filler.replace(b"n", b"%d" % at) for at in range(MOST_ITEMS + 2))
    assert items_of(text % (BUNDLE, many, STATE)) is None
    assert items_of(text % (BUNDLE, b"", STATE)) is not None


@pytest.mark.parametrize(
    "text",
    [
        b'{"twice":%s,"twice":%s}',
        b'{"data":%s,"data":5}',
        b'{"data":%s,"n":NaN}',
        b'{"data":%s,"n":1e999}',
        b'{"data":%s,"n":"\\ud800"}',
        b'[%s,{"a":1,"a":2}]',
    ],
)
def test_what_another_reader_reads_in_another_way_is_not_taken_apart(text: bytes) -> None:
    assert items_of(text % ((BUNDLE,) * text.count(b"%s"))) is None


@pytest.mark.parametrize(
    "text",
    [
        b'{"data":%s,"x":{"y":{"z":{"q":{"w":%s}}}}}',
        b'{"data":%s,"x":[[[[[%s]]]]]}',
        b"[[[[[[%s]]]]],[%s]]",
    ],
)
def test_a_document_too_deep_to_be_listed_is_not_held_back_by_one_that_is_not(text: bytes) -> None:
    assert items_of(text % (BUNDLE, STATE)) is None
    nearer = text % (OTHER, STATE) if text.startswith(b"[[[") else text % (BUNDLE, OTHER)
    assert items_of(nearer) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"[1,2]",
        OTHER,
        b'{"a":{"b":{"c":{"d":{"e":%s}}}}}' % BUNDLE,
        b"%s\n%s" % (OTHER, OTHER),
        b"// exported\n" + BUNDLE,
        b")]}'\n" + BUNDLE,
        BUNDLE + b" x",
        BUNDLE + b"\nrubbish",
        BUNDLE[:-1],
        b"[%s" % BUNDLE,
        b'{"data":%s} x' % BUNDLE,
        b'{"bundle_type":"pith_open_graph_bundle","n":NaN,"state":%s}' % STATE,
        b'\xef\xbb\xbf{"bundle_type":"pith_open_graph_bundle","state":%s}' % STATE,
        json.dumps(json.loads(BUNDLE), indent=1).encode()[:-1],
    ],
)
def test_damaged_document_and_other_json_are_no_list(data: bytes) -> None:
    assert items_of(data) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [(b"", b"\n"), (b"\x1e", b""), (b"", b" ")],
)
def test_number_of_items_is_bounded(left: bytes, right: bytes) -> None:
    most = (left + STATE + right) * MOST_ITEMS
    items = items_of(most)
    assert items is not None
    assert len(items.items) == MOST_ITEMS
    with pytest.raises(TooManyItemsError, match="100,000"):
        items_of(most + left + STATE + right)


@pytest.mark.parametrize(
    "piece", [b"\n", b"\x1e", b"[", b'{"a":', b"[1,", b"[]\n", b'"', b"{\n", b" ", b"{}", b"[],"]
)
def test_hostile_text_is_looked_at_in_time_that_grows_with_it(piece: bytes) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        for start in (b"", b"{", b"["):
            try:
                items_of(start + piece * count)
            except TooManyItemsError:
                continue
        return time.process_time() - began

    small, large = (min(seconds(count) for _ in range(3)) for count in (10_000, 40_000))
    assert large < 12 * small + 0.2


def test_items_never_overlap_and_are_in_the_order_of_the_text() -> None:
    shapes: list[Any] = [TWO, b"[%s,%s]" % (BUNDLE, STATE), b'{"a":%s,"b":%s}' % (BUNDLE, STATE)]
    for data in shapes:
        items = items_of(data)
        assert items is not None
        for one, other in pairwise(items.items):
            assert one.start < one.end <= other.start


@pytest.mark.parametrize(
    ("member", "content"),
    [("bundle_type", "canonical_record"), ("state_type", "current"), ("schema", "integrity")],
)
@pytest.mark.parametrize("stated", ["pith_closed_graph", None])
def test_document_without_a_known_type_is_not_taken_apart(
    member: str, content: str, stated: str | None
) -> None:
    value: dict[str, Any] = {} if stated is None else {member: stated}
    value |= {"pith_number": "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T", content: {}}
    untyped = json.dumps({**value, "state": json.loads(STATE)}).encode()
    assert found(untyped) is None
    assert found(b'{"data":%s}' % untyped) == (TextForm.WRAPPER, [untyped])
    with pytest.raises(UntypedError, match="of which type it is"):
        read_document(untyped)


def test_answer_that_only_names_a_record_is_taken_apart() -> None:
    answer = b'{"pith_number":"pith:M5BNRHPU","bundle":%s}' % BUNDLE
    assert found(answer) == (TextForm.WRAPPER, [BUNDLE])


@pytest.mark.parametrize("about", ["integrity", "canonical_record", "current"])
def test_answer_that_also_says_something_about_the_record_is_taken_apart(about: str) -> None:
    answer = b'{"pith_number":"pith:M5BNRHPU","%s":{},"bundle":%s}' % (about.encode(), BUNDLE)
    assert found(answer) == (TextForm.WRAPPER, [BUNDLE])


def test_object_of_a_type_of_others_is_no_document() -> None:
    host = b'{"record_type":"A","name":"registry.example"}'
    assert found(b'{"host":%s,"bundle":%s}' % (host, BUNDLE)) == (TextForm.WRAPPER, [BUNDLE])
    with pytest.raises(NotPithError, match="no member says"):
        read_document(host)


@pytest.mark.parametrize("member", ["bundle_type", "state_type", "record_type", "manifest_type"])
@pytest.mark.parametrize("word", ["pith_retraction", None, ["pith_open_graph_bundle"]])
def test_document_of_a_type_that_is_not_known_is_no_wrapper_of_what_is_in_it(
    member: str, word: object
) -> None:
    odd = json.dumps({member: word, "about": json.loads(BUNDLE)}).encode()
    assert items_of(odd) is None
    with pytest.raises(UntypedError, match=member):
        read_document(odd)
    found = items_of(b"[" + odd + b"," + BUNDLE + b"]")
    assert found is not None
    assert [item.pointer for item in found.items] == ["/0", "/1"]
    wrapped = items_of(json.dumps({"type": "reply", "data": json.loads(BUNDLE)}).encode())
    assert wrapped is not None
    assert [item.pointer for item in wrapped.items] == ["/data"]
