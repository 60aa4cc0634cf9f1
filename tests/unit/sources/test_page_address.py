"""The record address that a web page names: https and of a record's form, or none."""

import time

import pytest

from inspector.sources.named_addresses import record_address

TAIL = "M5BNRHPUWGA7MHPFDKCQKNVN6T"
HERE = f"https://pith.example/pith/{TAIL}"


@pytest.mark.parametrize(
    ("page", "location", "found"),
    [
        (f'<link rel="alternate" href="{HERE}.json">', "/a.html", f"{HERE}.json"),
        (f"<a class=x href='/pith/{TAIL}/bundle.json'>", HERE, f"{HERE}/bundle.json"),
        (f'<a href="{TAIL}.json">', HERE, f"{HERE}.json"),
        (f'<base href="https://m.example/p/"><a href="{TAIL}.json">', HERE,
         f"https://m.example/p/{TAIL}.json"),
        (f'<link rel=canonical href="{HERE}"><a href="/pith/{TAIL}.json">', "/a.html",
         f"{HERE}.json"),
        (f'<a href="{HERE}.json"><a href="{HERE}/bundle.json">', "", f"{HERE}/bundle.json"),
        (f'<a href="/pith/{TAIL}.json">', "/a.html", ""),
        (f'<a href="http://pith.example/{TAIL}.json">', "", ""),
        (f'<a href="https://u:p@pith.example/{TAIL}.json">', "", ""),
        (f'<a href="https://pith.example/{TAIL}.json?x=1">', "", ""),
        ('<a href="https://pith.example/about.json">', "", ""),
        (f'<a href="file:///{TAIL}.json"><a href="javascript:x/{TAIL}.json">', HERE, ""),
        (f'<a href="https://pith.example/{"a" * 990}/{TAIL}.json">', "", ""),
        (f'<!-- {HERE}.json --><p>{HERE}.json', HERE, ""),
    ],
)  # fmt: skip
def test_address_is_that_of_a_records_file_or_none(page: str, location: str, found: str) -> None:
    assert record_address(page.encode(), location) == found


@pytest.mark.parametrize("unit", ["<a ", "<a href=", '<a href="x">', "<base href='https://a/'>"])
def test_pages_made_to_take_long_are_read_in_time(unit: str) -> None:
    began = time.process_time()
    record_address((unit * 1_000_000).encode(), HERE)
    assert time.process_time() - began < 20
