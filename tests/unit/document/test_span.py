"""The position of a value in its file: the bytes there, read again, give the value."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import join, resolve
from inspector.document.reader import read_json
from inspector.document.span import span, span_in_file, values_between
from inspector.errors import CancelledError, PointerError
from inspector.progress import Progress

LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)
NAMES = st.text(max_size=4)
VALUES = st.recursive(
    LEAVES | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


def pointers(value: Json, at: str = "") -> list[str]:
    found = [at]
    if isinstance(value, dict):
        for name, member in value.items():
            found += pointers(member, join(at, name))
    elif isinstance(value, list):
        for row, element in enumerate(value):
            found += pointers(element, join(at, row))
    return found


def has_surrogate(value: Json) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


@given(
    VALUES.filter(lambda value: not has_surrogate(value)),
    st.sampled_from([None, 0, 2, "\t"]),
    st.booleans(),
    st.sampled_from([(",", ":"), (", ", ": "), (" ,\n", " :\r\n ")]),
    st.sampled_from(["", " ", "\n\t"]),
)
def test_the_bytes_of_a_span_are_its_value(
    value: Json, indent: object, ascii_only: bool, parted: tuple[str, str], around: str
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only, separators=parted)  # type: ignore[arg-type]
    data = (around + text + around).encode()
    for pointer in pointers(value):
        found = span(data, value, pointer)
        assert json.loads(data[found.start : found.end]) == resolve(value, pointer)
        assert found.name_start <= found.start


@pytest.mark.parametrize("inner", ["[[]]", "[1, [2]]", '{"a": {"b": []}}', '["]", [{}, [1]]]'])
def test_a_container_in_a_container_ends_where_it_ends(inner: str) -> None:
    # Python before 3.11.5 takes possessive repeats too far.
    data = f"[null, [{inner} , 1], 2]".encode()
    found = span(data, json.loads(data), "/1/0")
    assert data[found.start : found.end].decode() == inner


def test_a_name_is_found_in_every_spelling() -> None:
    data = b'{"x": [1, {"\\u0061\\/b": true}], "a": 2}'
    value = json.loads(data)
    found = span(data, value, "/x/1/a~1b")
    assert data[found.start : found.end] == b"true"
    assert data[found.name_start :].startswith(b'"\\u0061\\/b"')


def test_brackets_and_quotes_inside_texts_do_not_count() -> None:
    data = rb'{"a": ["]", "\\", "\"]}"] , "b": "here"}'
    found = span(data, json.loads(data), "/b")
    assert data[found.start : found.end] == b'"here"'


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("count", [255, 256, 257, 700])
def test_long_siblings_are_passed_over_whole(indent: int | None, count: int) -> None:
    flat: Json = [f"[{number}]" for number in range(count)]
    deep: Json = [[flat, {"}": "{"}] for _ in range(3)]
    value: Json = {"flat": flat, "deep": deep, "many": [[] for _ in range(count)], "last": "x"}
    data = json.dumps(value, indent=indent).encode()
    for pointer in ("/deep", "/deep/2", "/deep/1/1/}", "/many", f"/many/{count - 1}", "/last"):
        found = span(data, value, pointer)
        assert json.loads(data[found.start : found.end]) == resolve(value, pointer)


def test_the_search_can_be_stopped_while_one_sibling_is_passed_over() -> None:
    value: Json = {"long": [str(number) for number in range(20_000)], "last": 1}
    places: list[int] = []

    def stop(progress: Progress) -> None:
        places.append(progress.done)
        if len(places) > 10:
            raise CancelledError("The work was stopped")

    with pytest.raises(CancelledError):
        span(json.dumps(value, indent=1).encode(), value, "/last", stop)
    assert places[-1] < 100_000


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        ("", "utf-8"),
        ("\ufeff", "utf-8"),
        ("\ufeff", "utf-16-le"),
        ("\ufeff", "utf-16-be"),
        ("", "utf-16-le"),
        ("", "utf-16-be"),
    ],
)
@given(value=st.fixed_dictionaries({"a": VALUES, "é😀": VALUES, "b": VALUES}))
def test_places_are_those_of_the_bytes_of_the_file_in_every_encoding(
    mark: str, codec: str, indent: int | None, value: JsonObject
) -> None:
    text = mark + json.dumps(value, ensure_ascii=False, indent=indent)
    data = text.encode(codec)
    document = read_json(data)
    assert document.text.decode() == text.removeprefix(mark)
    for name in value:
        found = span_in_file(document, f"/{name}")
        assert json.loads(data[found.start : found.end].decode(codec)) == value[name]
        written = data[found.name_start : found.start].decode(codec)
        assert json.loads(written.rstrip(": ")) == name


@pytest.mark.parametrize("pointer", ["/b", "/a/3", "/a/x", "/a/0/0", "/a/-1"])
def test_a_pointer_that_leads_nowhere_is_refused(pointer: str) -> None:
    with pytest.raises(PointerError):
        span(b'{"a": [1]}', {"a": [1]}, pointer)


@given(
    VALUES.filter(lambda value: not has_surrogate(value)),
    st.sampled_from([None, 1]),
    st.data(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_values_between_two_bytes_are_all_that_stand_there_and_no_other(
    value: Json, indent: int | None, data: st.DataObject, codec: str
) -> None:
    document = read_json(json.dumps(value, indent=indent, ensure_ascii=False).encode(codec))
    unit = 2 if codec == "utf-16" else 1
    begin = data.draw(st.integers(0, len(document.data) // unit)) * unit
    end = data.draw(st.integers(begin // unit, len(document.data) // unit)) * unit
    found = values_between(document, begin, end)
    places: list[str] = []
    for one in found:
        held = resolve(document.value, places[one.holder]) if places else None
        step = list(held)[one.row] if isinstance(held, dict) else one.row
        places.append(join(places[one.holder], step) if places else "")
    wanted = {}
    for pointer in pointers(document.value):
        whole = span_in_file(document, pointer)
        if pointer == "" or (whole.name_start < end and whole.end > begin):
            wanted[pointer] = whole
    assert sorted(places) == sorted(wanted)
    for pointer, one in zip(places, found, strict=True):
        whole = wanted[pointer]
        if pointer and codec == "utf-8":
            assert one.begin == max(begin, whole.name_start), pointer
            assert one.end == min(end, whole.end), pointer
        if one.is_whole:
            assert (one.begin, one.end) == (whole.name_start, whole.end)


def test_what_is_very_deep_is_left_out_in_time() -> None:
    document = read_json(b'[{"a":' * 200 + b"1" + b"}]" * 200)
    assert 60 < len(values_between(document, 0, len(document.data))) < 80
