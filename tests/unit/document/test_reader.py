"""The strict reader: one reading or a named error, in one piece and in several."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document import piecewise, reader
from inspector.document.canonical import reference_json
from inspector.document.measure import DEFAULT_LIMITS, measure
from inspector.document.reader import read_document, read_json
from inspector.errors import (
    CancelledError,
    DuplicateNameError,
    EmptyDocumentError,
    LoneSurrogateError,
    NonFiniteNumberError,
    NotJsonError,
    NotUtf8Error,
    TooDeepError,
    TooLargeError,
    TooManyDigitsError,
    TooManyNodesError,
    TrailingDataError,
    TruncatedError,
    UnreadableError,
)
from inspector.progress import Progress
from tests.conftest import SAMPLES, json_containers, json_values, sample, suite, suite_files

PIECES = (1, 7, 60)
DUPLICATES = {"y_object_duplicated_key", "y_object_duplicated_key_and_value"}
Read = Callable[[bytes], Any]


def at_once(data: bytes) -> Any:
    return read_json(data).value


def in_pieces(size: int) -> Read:
    """The reader for large texts, with pieces of ``size`` characters."""

    def read(data: bytes) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reader, "_ONE_PIECE", 0)
            patch.setattr(piecewise, "_PIECE", size)
            return read_json(data).value

    return read


each_way = pytest.mark.parametrize(
    "read", [at_once, *map(in_pieces, PIECES)], ids=["at once", *map(str, PIECES)]
)


def outcome(read: Read, data: bytes) -> object:
    """The canonical bytes of the value, or the class of the refusal."""
    try:
        return reference_json(read(data))
    except UnreadableError as error:
        return type(error)


def spellings(value: Any) -> list[bytes]:
    return [
        reference_json(value),
        json.dumps(value).encode(),
        json.dumps(value, indent=2, ensure_ascii=False).encode(),
        b"\r\n\t " + json.dumps(value, separators=(",", ":")).encode() + b" \n",
    ]


def texts() -> st.SearchStrategy[str]:
    """JSON texts with frequent duplicate names in several spellings."""
    name = st.sampled_from(['"a"', '"\\u0061"', '"b"', '"é"', '"\\u00e9"', '""', '"/"', '"\\/"'])
    number = st.sampled_from(["0", "-0", "1e5", "1E400", "0.10", "NaN", "18446744073709551616"])
    leaf = name | number | st.sampled_from(["null", "true", '"\\ud800"', '"\\ud83d\\udcdc"', "[]"])
    space = st.sampled_from(["", "", " ", "\n\t"])

    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        items = st.tuples(space, inner, space).map("".join)
        members = st.tuples(space, name, space, st.just(":"), items).map("".join)
        return st.lists(items, max_size=4).map(lambda all_: f"[{','.join(all_)}]") | st.lists(
            members, max_size=4
        ).map(lambda all_: f"{{{','.join(all_)}}}")

    return st.recursive(leaf, grown, max_leaves=15)


def damaged_texts() -> st.SearchStrategy[str]:
    """JSON texts with a character inserted, removed or replaced."""

    def damage(text: str, place: int, length: int, put: str) -> str:
        place %= len(text) + 1
        return text[:place] + put + text[place + length :]

    put = st.sampled_from(["", ",", "{", "]", '"', "\\", "x", ":", " ", "\x00", "\ufeff", "1"])
    return st.builds(damage, texts(), st.integers(0, 200), st.integers(0, 2), put)


# --- what is read ---------------------------------------------------------------------------


@given(json_values())
def test_reading_and_writing_is_the_identity(value: Any) -> None:
    written = reference_json(value)
    for data in spellings(value):
        text = read_json(data)
        assert text.write(text.value) == written
        assert repr(text.value) == repr(json.loads(data)), "1 and 1.0 and true are not the same"


@given(json_values(), st.sampled_from(PIECES))
def test_reading_in_pieces_gives_the_same_value(value: Any, size: int) -> None:
    for data in spellings(value):
        assert repr(in_pieces(size)(data)) == repr(at_once(data))


@given(st.lists(st.text('",\\ a', max_size=6), max_size=60), st.sampled_from((7, 60, 500)))
def test_strings_that_look_like_ends_of_strings_are_read_alike(texts: list[str], size: int) -> None:
    for data in spellings(texts):
        assert in_pieces(size)(data) == texts
        cut = data[: len(data) // 2]
        assert outcome(in_pieces(size), cut) == outcome(at_once, cut)


def test_long_list_of_short_strings_is_not_read_string_by_string() -> None:
    texts = [f"sha256:{number:064}" for number in range(20_000)]
    steps: list[Progress] = []
    data = json.dumps(texts, separators=(",", ":")).encode()
    assert read_json(data, checkpoint=steps.append).value == texts
    assert 0 < len(steps) < len(texts) / 100


@given(texts() | damaged_texts(), st.sampled_from(PIECES))
def test_both_ways_agree_on_hostile_texts(text: str, size: int) -> None:
    data = text.encode(errors="surrogatepass")
    one, other = outcome(at_once, data), outcome(in_pieces(size), data)
    if one != other:  # a text with two faults is refused for the one that is met first
        assert isinstance(one, type)
        assert isinstance(other, type)
        assert {one, other} & {DuplicateNameError, LoneSurrogateError}


@given(texts())
def test_value_is_pythons_or_the_text_is_refused(text: str) -> None:
    found = outcome(at_once, text.encode())
    if isinstance(found, bytes):
        assert found == reference_json(json.loads(text))
    else:
        assert found in (DuplicateNameError, NonFiniteNumberError, LoneSurrogateError)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    for read in (at_once, in_pieces(1)):
        outcome(read, data)


@pytest.mark.parametrize("name", SAMPLES)
@each_way
def test_samples_are_read_as_they_are(read: Read, name: str) -> None:
    assert reference_json(read(sample(name))) == reference_json(json.loads(sample(name)))


def test_document_keeps_its_bytes_and_number() -> None:
    document = read_document(sample(SAMPLES[0]))
    assert document.data == sample(SAMPLES[0])
    assert document.pith_number == "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T"


# --- the public test suite ------------------------------------------------------------------


def test_suite_is_all_there() -> None:
    assert [len(suite_files(prefix)) for prefix in "nyi"] == [188, 95, 35]


@suite("n")
@each_way
def test_suite_text_that_is_no_json_is_refused(read: Read, file: Path) -> None:
    with pytest.raises(UnreadableError):
        read(file.read_bytes())


@suite("y")
@each_way
def test_suite_text_that_is_json_is_taken_unless_a_name_occurs_twice(
    read: Read, file: Path
) -> None:
    data = file.read_bytes()
    if file.stem in DUPLICATES:
        with pytest.raises(DuplicateNameError):
            read(data)
    else:
        assert reference_json(read(data)) == reference_json(json.loads(data))


@suite("i")
@pytest.mark.parametrize("size", PIECES)
def test_suite_text_that_may_be_either_has_one_outcome(size: int, file: Path) -> None:
    data = file.read_bytes()
    assert outcome(in_pieces(size), data) == outcome(at_once, data)


# --- each refusal by name -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "error", "path", "offset"),
    [
        (b"", EmptyDocumentError, None, 0),
        (b" \r\n\t", EmptyDocumentError, None, 0),
        (b"{", TruncatedError, None, 1),
        (b'{"a": [1, 2', TruncatedError, None, 11),
        (b'["\xc3\xa9', TruncatedError, None, 4),
        (b'["\xc3', TruncatedError, None, 3),
        (b'["\xff"]', NotUtf8Error, None, 2),
        (b'["\xed\xa0\x80"]', NotUtf8Error, None, 2),
        (b'["\xc0\xaf"]', NotUtf8Error, None, 2),
        (b"\xef\xbb\xbf\xef\xbb\xbf{}", NotJsonError, None, 3),
        (b"{} {}", TrailingDataError, None, 3),
        (b"[1,]", NotJsonError, None, None),
        (b"['a']", NotJsonError, None, 1),
        (b'["\xc3\xa9" 1]', NotJsonError, None, 6),
        (b'["\x01"]', NotJsonError, None, 2),
        (b"[01]", NotJsonError, None, 2),
        (b"[NaN]", NonFiniteNumberError, "/0", 1),
        (b'{"a":[0,Infinity]}', NonFiniteNumberError, "/a/1", 8),
        (b'{"a":-Infinity}', NonFiniteNumberError, "/a", 5),
        (b'{"a":{"b":1e999}}', NonFiniteNumberError, "/a/b", 10),
        (b'["\\ud800"]', LoneSurrogateError, "/0", None),
        (b'{"a":{"\\udc00x":1}}', LoneSurrogateError, "/a", None),
        (b'["\\udc00\\ud800"]', LoneSurrogateError, "/0", None),
    ],
)
@each_way
def test_refusal_has_a_name_and_a_place(
    read: Read, data: bytes, error: type[UnreadableError], path: str | None, offset: int | None
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data)
    assert type(caught.value) is error
    assert caught.value.path == path
    if offset is not None:
        assert caught.value.offset == offset


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"a":1,"a":1}', "/a"),
        ('{"a":1,"\\u0061":2}', "/a"),
        ('{"\\u0061":1,"a":2}', "/a"),
        ('{"/":1,"\\/":2}', "/~1"),
        ('{"":1,"":2}', "/"),
        ('{"é":1,"\\u00e9":2}', "/é"),
        ('{"😀":1,"\\ud83d\\ude00":2}', "/😀"),
        ('{"a":[0,{"b":{"c":1,"d":2,"c":3}}]}', "/a/1/b/c"),
        ('[[[{"x":1,"x":2}]]]', "/0/0/0/x"),
        ('{"a":{"a":{"a":1}},"b":[],"a":0}', "/a"),
    ],
)
@each_way
def test_duplicate_is_refused_at_any_depth_and_in_any_spelling(
    read: Read, text: str, path: str
) -> None:
    data = text.encode()
    with pytest.raises(DuplicateNameError) as caught:
        read(data)
    assert caught.value.path == path
    assert caught.value.offset is not None
    second = json.JSONDecoder().raw_decode(data[caught.value.offset :].decode())[0]
    assert second == path.rpartition("/")[2].replace("~1", "/")


def test_name_in_a_message_is_short_and_harmless() -> None:
    name = "\\u202e\\u0007" + "x" * 10_000
    with pytest.raises(DuplicateNameError) as caught:
        at_once(f'{{"{name}":1,"{name}":2}}'.encode())
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250


# --- limits ---------------------------------------------------------------------------------


def nested(levels: int, *, objects: bool = False) -> bytes:
    if objects:
        return b'{"a":' * (levels - 1) + b"{}" + b"}" * (levels - 1)
    return b"[" * levels + b"]" * levels


@pytest.mark.parametrize("objects", [False, True])
@each_way
def test_depth_of_500_is_read_and_one_more_is_refused(read: Read, objects: bool) -> None:
    for levels in (254, 255, 300, 500):
        data = nested(levels, objects=objects)
        assert reference_json(read(data)) == data
    data = nested(501, objects=objects)
    with pytest.raises(TooDeepError, match="500") as caught:
        read(data)
    assert caught.value.offset == (2500 if objects else 500)


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":', b'[{"a":1},['])
@each_way
def test_hundred_thousands_of_open_brackets_are_refused(read: Read, opening: bytes) -> None:
    with pytest.raises((TooDeepError, TruncatedError)):
        read(opening * 200_000)


def test_brackets_inside_strings_are_no_depth() -> None:
    data = json.dumps(["[" * 2000, '"{' * 2000, "\\" * 3]).encode()
    assert reference_json(at_once(data)) == reference_json(json.loads(data))


@pytest.mark.parametrize("sign", [b"", b"-"])
@each_way
def test_integer_of_4300_digits_is_exact_and_one_more_is_refused(read: Read, sign: bytes) -> None:
    assert (
        reference_json(read(b"[" + sign + b"9" * 4300 + b"]")) == b"[" + sign + b"9" * 4300 + b"]"
    )
    with pytest.raises(TooManyDigitsError, match="4,300") as caught:
        read(b'{"a":[0,' + sign + b"9" * 4301 + b"]}")
    assert (caught.value.path, caught.value.offset) == ("/a/1", 8)


@pytest.mark.parametrize(
    ("limit", "within", "beyond", "error"),
    [
        ({"bytes": 4}, b"[12]", b"[123]", TooLargeError),
        ({"depth": 3}, b"[[[]]]", b"[[[[]]]]", TooDeepError),
        ({"digits": 3}, b"[-123]", b"[1234]", TooManyDigitsError),
        ({"nodes": 4}, b'{"a":[1,2]}', b'{"a":[1,2,3]}', TooManyNodesError),
    ],
    ids=["bytes", "depth", "digits", "nodes"],
)
def test_each_limit_has_an_error_that_names_it(
    limit: dict[str, int], within: bytes, beyond: bytes, error: type[UnreadableError]
) -> None:
    limits = DEFAULT_LIMITS._replace(**limit)
    assert reference_json(read_json(within, limits).value) == within
    with pytest.raises(error, match=str(next(iter(limit.values())))):
        read_json(beyond, limits)


# --- large texts ----------------------------------------------------------------------------


def test_large_text_reports_progress_and_can_be_stopped() -> None:
    data = json.dumps([{"n": number} for number in range(100_000)]).encode()
    assert len(data) > 1_000_000
    places: list[int] = []

    def watch(progress: Progress) -> None:
        places.append(progress.done)
        if progress.done > progress.total // 2:
            raise CancelledError("enough")

    with pytest.raises(CancelledError):
        read_json(data, checkpoint=watch)
    assert places == sorted(places)
    assert places[-1] < len(data)


def test_many_small_elements_are_read_at_once() -> None:
    data = json.dumps([{"its number": n} for n in range(100_000)], separators=(",", ":")).encode()
    assert len(data) > 1_000_000
    steps: list[Progress] = []
    read_json(data, checkpoint=steps.append)
    assert len(steps) < 100


@pytest.mark.parametrize("place", [0, 1, 2, 20, 98, 99])
@each_way
def test_a_fault_among_elements_that_begin_alike_is_named(read: Read, place: int) -> None:
    elements = ['{"a":1,"b":2,"c":{}}'] * 100
    elements[place] = '{"a":1,"b":2,"c":{"d":1,"d":2}}'
    with pytest.raises(DuplicateNameError) as caught:
        read(f"[{','.join(elements)}]".encode())
    assert caught.value.path == f"/{place}/c/d"


@pytest.mark.parametrize(
    "element",
    [
        {"a": [{"a": []}, {"a": [1]}]},
        [[[1], [2]], [[1], [2]]],
        {"a": "],[{", "b": ',{"a":'},
        {"a": {"a": {"a": "x" * 40}}},
    ],
)
@each_way
def test_elements_that_hold_some_that_begin_alike_are_read_as_they_are(
    read: Read, element: Any
) -> None:
    for value in ([element] * 30, {"one": [element] * 3, "two": [element] * 9, "a": [[element]]}):
        for data in spellings(value):
            assert read(data) == value


# --- texts that are made to take long ---------------------------------------------------------


@pytest.mark.parametrize("size", [900_000, 1_100_000], ids=["at once", "in pieces"])
@pytest.mark.parametrize(
    ("start", "unit", "end"),
    [
        (b'"\\u0061', b"a", b'"'),
        (b'["', b"a", b""),
        (b'["', b"\\\\", b""),
        (b'["', b'\\"', b"\\"),
        (b'["\\u0061"', b',"a"', b""),
        (b"[1e5", b" ", b""),
        (b"[1e5,", b"1", b"]"),
        (b"[", b'{"a":0},{"b":{}},', b"1e5]"),
        (b'{"' + b"n" * 400_000 + b'":[', b"0,", b'1],"a":0,"a":0}'),
        (b'{"' + b"n" * 400_000 + b'":[', b"[],", b"NaN]}"),
        (b'{"' + b"n" * 400_000 + b'":["\\ud83d\\udcdc",', b"0,", b"[]]}"),
    ],
    ids=lambda text: text[:12].decode() if isinstance(text, bytes) else None,
)
def test_time_grows_with_the_text_not_with_its_square(
    start: bytes, unit: bytes, end: bytes, size: int
) -> None:
    data = start + unit * ((size - len(start)) // len(unit)) + end
    began = time.process_time()
    outcome(at_once, data)
    assert time.process_time() - began < 20


@given(json_values() | json_containers())
def test_a_text_of_as_many_values_as_allowed_is_read_and_one_more_is_refused(value: Any) -> None:
    data = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    nodes = measure(value).nodes
    assert read_json(data, DEFAULT_LIMITS._replace(nodes=nodes)).size.nodes == nodes
    with pytest.raises(TooManyNodesError):
        read_json(data, DEFAULT_LIMITS._replace(nodes=nodes - 1))
