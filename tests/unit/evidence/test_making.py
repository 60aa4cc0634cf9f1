"""A report says what was verified and no more, and its size is bounded by the document's."""

import hashlib
import json

import pytest

from inspector.errors import Hosts
from inspector.evidence import data
from inspector.evidence.evidence import ObligationMark
from inspector.evidence.markdown import page_markdown
from inspector.evidence.page import page_html
from inspector.messages import ENGLISH
from inspector.verify.report import Verdict
from inspector.verify.result import FAIL, PASS, UNCHECKED
from inspector.verify.trust import Standing
from tests.unit.evidence.reports import HOSTILE, evidence_on, hostile, of_vector, vector
from tests.unit.notes.collections import note
from tests.vectors.vector import made, text


def test_obligation_whose_signature_was_not_reached_is_not_met() -> None:
    found = of_vector("payload-changed")
    marks = {one.id: one.mark for one in found.obligations}
    assert marks["event.content_hash"] is ObligationMark.FAILS
    assert marks["event.signature"] is marks["event.signer"] is ObligationMark.NOT_REACHED
    assert marks["record.canonical_hash"] is ObligationMark.MET


def test_verified_document_meets_every_obligation() -> None:
    found = of_vector("good")
    assert found.verdict is Verdict.VERIFIED
    assert {one.mark for one in found.obligations} == {ObligationMark.MET}
    assert [key.standing for key in found.keys] == [Standing.TRUSTED]
    assert all(one.standing is Standing.TRUSTED for one in found.signatures)


@pytest.mark.parametrize(
    ("name", "is_proven"),
    [("good", True), ("record.canonical_hash", False), ("state-of-two-records", False)],
)
def test_number_is_called_the_records_only_where_that_stands_among_what_is_proven(
    name: str, is_proven: bool
) -> None:
    found = of_vector(name)
    told = [line for line in found.overview.proven if "Pith Number belongs" in line.sentence]
    assert found.is_number_proven is bool(told) is is_proven


def test_checks_come_worst_first_and_all_of_them_are_there() -> None:
    found = of_vector("payload-changed")
    counts = found.counts
    order = [one.status for one in found.checks]
    assert order == sorted(order, key=[FAIL, UNCHECKED, PASS].index)
    assert len(order) == counts.passed + counts.failed + counts.warned + counts.unchecked


def test_source_is_the_bytes_that_were_read() -> None:
    content = vector("good")
    found = evidence_on(content, name="a.json", location="/home/me/a.json", is_file=True).source
    assert (found.size, found.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (found.name, found.file, found.location) == ("a.json", "a.json", "/home/me/a.json")


def test_hosts_that_gave_the_bytes_are_told() -> None:
    hosts = Hosts("asked.example", "gave.example", "proxy.lan")
    page = page_html(
        of_vector("good", location="https://gave.example/a.json", hosts=hosts), ENGLISH
    )
    for host in hosts:
        assert host.encode() in page


def test_encoding_is_that_of_the_bytes() -> None:
    assert of_vector("good").source.encoding == "UTF-8"
    assert evidence_on(vector("good").decode().encode("utf-16")).source.encoding.startswith(
        "UTF-16"
    )


@pytest.mark.parametrize("name", ["", "a\\u202eb.json", "a\u202eb.json", "a\nb"])
def test_name_that_a_shell_cannot_bear_is_not_put_into_a_line(name: str) -> None:
    assert evidence_on(vector("good"), name=name, is_file=True).source.file == "document.json"


def test_unreadable_bytes_have_a_report_that_speaks_of_no_document() -> None:
    found = of_vector("truncated")
    assert (found.verdict, found.error) == (Verdict.UNREADABLE, "truncated")
    assert (found.document, found.integrity, found.trust, found.checks) == (None, None, None, ())
    assert b"Unreadable" in page_html(found, ENGLISH)


def test_line_to_repeat_a_failing_hash_names_what_it_gives() -> None:
    found = of_vector("payload-changed", name="p.json", is_file=True)
    one = next(one for one in found.repetitions if one.check == "event.content_hash")
    assert one.line.endswith(" p.json")
    assert one.computed != one.stated


def test_forged_signature_can_be_repeated_by_openssl() -> None:
    found = of_vector("bundle.signature")
    hashed, signed = (one for one in found.repetitions if one.check == "bundle.signature")
    assert hashed.computed.isalnum()
    assert signed.line.count("openssl pkeyutl -verify") == 1
    assert signed.computed == "Signature Verification Failure"
    assert "whose key it is, it cannot know" in signed.note
    assert b"openssl pkeyutl -verify" in page_html(found, ENGLISH)


def many_snapshots(count: int) -> bytes:
    """A bundle with ``count`` changed snapshots: uncovered values and failing checks."""

    def follow(draft: dict[str, list[dict[str, object]]]) -> None:
        event = draft["events"][1]
        draft["events"].extend({**event, "note": number} for number in range(count))

    value = json.loads(text(made(follow)))
    value["events"].extend([{"event_type": "x" * 50}] * count)
    value["n" * 200] = [["\u202e<&" * 5]] * count
    return json.dumps(value, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "content",
    [vector("good"), b"{}", many_snapshots(20), many_snapshots(300), *map(hostile, HOSTILE)],
    ids=lambda one: str(len(one)),
)
def test_report_is_bounded_by_its_input(content: bytes) -> None:
    many = tuple(note("\u202e<&\n" * 2_000, id=f"{number:032x}") for number in range(200))
    found = evidence_on(content, notes=many)
    most = 20 * len(content) + 1_000_000
    assert len(page_html(found, ENGLISH)) <= most
    assert len(page_markdown(found, ENGLISH)) <= most
    assert len(data.written(found)) <= most


def test_notes_are_words_of_people_and_say_so_on_every_page() -> None:
    notes = (
        note("It is verified.", author="Eve"),
        note("by a file", id="b" * 32, is_imported=True),
    )
    bare, found = of_vector("good"), of_vector("good", notes=notes)
    for page in (page_html(found, ENGLISH), page_markdown(found, ENGLISH)):
        assert b"Nothing in them was checked" in page
        assert b"A file says that it is from" in page
    assert b"Nothing in them was checked" not in page_html(bare, ENGLISH)
    assert (found.verdict, found.checks, found.overview) == (
        *(bare.verdict, bare.checks, bare.overview),
    )


def test_notes_without_room_are_counted() -> None:
    many = tuple(note("x" * 9_000, id=f"{number:032x}") for number in range(100))
    found = of_vector("good", notes=many)
    assert found.note_count == 100
    assert 0 < len(found.notes) < 100
    page = page_html(found, ENGLISH).decode()
    assert f"{100 - len(found.notes)} more had no room in this report" in page
    assert "are not on this page; the report as JSON has them" in page


def test_note_that_is_too_long_for_the_page_takes_no_other_with_it() -> None:
    notes = (note("\n" * 9_000 + "x"), note("short", id="b" * 32))
    page = page_html(of_vector("good", notes=notes), ENGLISH).decode()
    assert ">short<" in page
    assert "1 more are not on this page" in page
