"""Bytes that are no Pith document, or that can be read in more than one way."""

from collections.abc import Iterator

from tests.vectors.drafts import bundle, event
from tests.vectors.keys import Object
from tests.vectors.sealing import seal
from tests.vectors.vector import Vector, text, unreadable

_MARK = b'"put here"'


def refusals() -> Iterator[Vector]:
    good = text(seal(bundle()))
    twice = good.replace(b'"built_at":', b'"built_at":"2026-01-01T00:00:00Z","built_at":', 1)
    yield unreadable("duplicate-name", twice, "duplicate_name", "which one was signed?")
    yield unreadable(
        "duplicate-name-escaped",
        good.replace(b'"title":', b'"t\\u0069tle":"Another title","title":', 1),
        "duplicate_name",
        "one name, spelled in two ways, in the depth of an event",
    )
    yield unreadable("truncated", good[: len(good) // 2], "truncated", "cut in half")
    yield unreadable("empty", b"", "empty", "no byte at all")
    yield unreadable("white-space", b" \r\n\t", "empty", "nothing but white space")
    yield from _encodings(good)
    yield unreadable("two-documents", good + good, "not_json", "something follows the value")
    yield unreadable("not-json", b"{'bundle_type': 1}", "single_quotes", "Python's own")
    yield from _values()
    yield from _others()


def _encodings(good: bytes) -> Iterator[Vector]:
    wide = good.decode().encode("utf-16-le")
    title = '"title":"'.encode("utf-16-le")
    half = wide.replace(title, title + b"\x3d\xd8", 1)
    utf32 = good.decode().encode("utf-32")
    yield unreadable("utf-32", utf32, "encoding", "an encoding that is not read")
    yield unreadable("utf-16-cut", b"\xff\xfe" + wide[:-1], "truncated", "cut inside a character")
    yield unreadable("utf-16-half-pair", half, "lone_surrogate", "UTF-16 with half a character")
    yield unreadable("mark-alone", b"\xef\xbb\xbf \n", "empty", "a mark, and nothing behind it")
    twice = b"\xef\xbb\xbf\xef\xbb\xbf" + good
    yield unreadable("two-byte-order-marks", twice, "not_json", "the second is text")


def _values() -> Iterator[Vector]:
    with_mark = _noted("put here")
    for name, put, error, note in (
        ("nan", b"NaN", "non_finite_number", "not a number is not JSON"),
        ("infinity", b"-Infinity", "non_finite_number", "infinity is not JSON"),
        ("overflow", b"1e400", "non_finite_number", "more than a double holds"),
        ("lone-surrogate", b'"\\ud83d"', "lone_surrogate", "half a character"),
        ("not-utf-8", b'"\xff\xfe"', "not_utf8", "bytes that are no text"),
        ("too-many-digits", b"1" * 4301, "too_many_digits", "one digit more than the limit"),
        ("too-deep", b"[" * 497 + b"]" * 497, "too_deep", "501 levels with those around it"),
    ):
        yield unreadable(name, with_mark.replace(_MARK, put), error, note)


def _noted(payload: str) -> bytes:
    value: Object = bundle()
    value["events"].append(event("correction", "record", {"note": payload}, value["pith_number"]))
    return text(seal(value))


def _others() -> Iterator[Vector]:
    for name, data in (
        ("not-pith", b'{"title": "JSON, but no Pith document"}'),
        ("number", b"42"),
    ):
        yield unreadable(name, data, "not_pith", "JSON, but no Pith document")
    unknown = b'{"bundle_type": "pith_closed_graph_bundle"}'
    yield unreadable("unknown-type", unknown, "untyped", "a bundle of another type")
    listed = b"[" + text(seal(bundle())) + b"]"
    yield unreadable("list-of-bundles", listed, "nested", "no document, but one is in it")
