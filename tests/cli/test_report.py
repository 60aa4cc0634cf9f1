"""``report`` saves a report, and ``verify-report`` checks a saved one."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from inspector.document.reader import read_document
from inspector.errors import NotAReportError
from inspector.evidence import data
from inspector.evidence.evidence import SavedReport
from inspector.evidence.making import ReportOrigin, evidence_of
from inspector.evidence.page import page_html
from inspector.jobs import report_checking
from inspector.jobs.notes_store import change_notes, notes_folder, notes_path, read_notes
from inspector.jobs.report_checking import ReportAnswer, ReportCheck, check_report
from inspector.jobs.session import Session
from inspector.messages import ENGLISH
from inspector.notes.notes import new_note
from inspector.verify.trust import TrustedKeys
from inspector.verify.verifier import verify
from tests.cli.conftest import (
    FAILED,
    TRUST,
    UNPROVEN,
    UNREADABLE,
    USAGE,
    VERIFIED,
    Ended,
    Program,
    vector,
)
from tests.conftest import leaves
from tests.unit.compare.documents import own_trust
from tests.unit.evidence.reports import evidence_on
from tests.unit.verify.test_hostile_shapes import replaced
from tests.vectors.keys import OWN

Within = Callable[..., Ended]
HOLDS, DIFFERS, UNKNOWN = 0, 1, 4


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return Path(shutil.copy(vector("good"), tmp_path / "paper.json"))


def reported(within: Within, source: Path, name: str = "report.html", *more: str) -> Path:
    file = source.with_name(name)
    assert within("report", *TRUST, source, "-o", file, *more).code in (VERIFIED, FAILED)
    return file


def answers(ended: Ended) -> str:
    """The three signs: of the report, of the document, of the results."""
    return "".join(line[0] for line in ended.text.splitlines() if not line.startswith(" "))


@pytest.mark.parametrize("ending", [".html", ".json"])
def test_report_has_notes_where_that_is_asked_for_and_can_be_checked(
    within: Within, paper: Path, ending: str
) -> None:
    digest = hashlib.sha256(paper.read_bytes()).hexdigest()
    change_notes(notes_folder(), digest, added=[new_note("/record", "My own words.", "Ada")])
    without = reported(within, paper, f"without{ending}")
    assert b"My own words." not in without.read_bytes()
    told = reported(within, paper, f"with{ending}", "--with-notes")
    assert b"My own words." in told.read_bytes()
    change_notes(notes_folder(), digest, removed=read_notes(notes_folder(), digest))
    ended = within("verify-report", *TRUST, told)
    assert (ended.code, answers(ended)) == (HOLDS, "✔✔✔")
    assert "Notes in it: 1. They are words of people, which nothing checks." in ended.text
    told.write_bytes(told.read_bytes().replace(b"My own words.", b"My odd words."))
    assert within("verify-report", *TRUST, told).code == DIFFERS


def test_report_is_not_made_without_the_notes_that_were_asked_for(
    within: Within, paper: Path
) -> None:
    digest = hashlib.sha256(paper.read_bytes()).hexdigest()
    notes_folder().mkdir(parents=True)
    notes_path(notes_folder(), digest).write_bytes(b"{}")
    file = paper.with_name("report.html")
    assert within("report", *TRUST, paper, "-o", file, "--with-notes").code == UNREADABLE
    assert not file.exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("good", VERIFIED),
        ("payload-changed", FAILED),
        ("good-state", UNPROVEN),
        ("truncated", UNREADABLE),
        ("not-pith", UNREADABLE),
    ],
)
@pytest.mark.parametrize("ending", [".html", ".md", ".json"])
def test_ends_as_verify_does_and_prints_the_files_hash(
    within: Within, tmp_path: Path, name: str, code: int, ending: str
) -> None:
    file = tmp_path / f"report{ending}"
    ended = within("report", *TRUST, vector(name), "-o", file)
    assert ended.code == code == within("verify", *TRUST, vector(name)).code
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert ended.text == f"{digest}  {file}\n"


def test_source_that_cannot_be_had_leaves_no_file(within: Within, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    ended = within("report", tmp_path / "missing.json", "-o", file)
    assert (ended.code, ended.out) == (UNREADABLE, b"")
    assert "missing.json" in ended.notes
    assert not file.exists()


def test_several_sources_have_a_file_each(within: Within, tmp_path: Path) -> None:
    sources = vector("good"), tmp_path / "missing.json", vector("payload-changed")
    assert within("report", *TRUST, *sources, "-o", tmp_path / "r.json").code == FAILED
    assert sorted(one.name for one in tmp_path.glob("r*")) == ["r-1.json", "r-3.json"]
    assert json.loads((tmp_path / "r-3.json").read_bytes())["verdict"] == "failed"


def test_file_that_is_there_is_replaced_by_force_alone(within: Within, paper: Path) -> None:
    file = paper.with_name("report.md")
    file.write_text("kept")
    ended = within("report", *TRUST, paper, "-o", file)
    assert (ended.code, file.read_text()) == (USAGE, "kept")
    assert within("report", *TRUST, paper, "-o", file, "--force").code == VERIFIED
    assert file.read_text() != "kept"


def test_what_is_read_is_never_overwritten(within: Within, paper: Path) -> None:
    before = paper.read_bytes()
    link = paper.with_name("link.json")
    link.symlink_to(paper)
    for file in (paper, link):
        assert within("report", *TRUST, paper, "-o", file, "--force").code == USAGE
    assert paper.read_bytes() == before


@pytest.mark.parametrize("name", ["report.pdf", "report", "report.html.gz"])
def test_other_endings_are_wrong_usage(within: Within, paper: Path, name: str) -> None:
    assert within("report", *TRUST, paper, "-o", paper.with_name(name)).code == USAGE
    assert not paper.with_name(name).exists()


@pytest.mark.parametrize("ending", ["html", "md", "json"])
def test_paths_can_be_left_out(within: Within, paper: Path, ending: str) -> None:
    folder = os.fsencode(paper.parent)
    assert folder in reported(within, paper, f"with.{ending}").read_bytes()
    without = reported(within, paper, f"without.{ending}", "--without-paths").read_bytes()
    assert folder not in without
    assert b"paper.json" in without


def test_german_report_is_german_and_can_be_checked(inspector: Program, paper: Path) -> None:
    file = paper.with_name("bericht.html")
    made = inspector("report", *TRUST, paper, "-o", file, "--language", "de")
    assert made.code == VERIFIED
    page = file.read_text()
    assert '<html lang="de">' in page
    assert "Bestätigt" in page
    assert answers(inspector("verify-report", *TRUST, file)) == "✔✔✔"


# --- what a report is still worth -------------------------------------------------------------


@pytest.mark.parametrize("name", ["good", "payload-changed", "truncated"])
@pytest.mark.parametrize("ending", ["html", "json"])
def test_untouched_report_holds(within: Within, tmp_path: Path, name: str, ending: str) -> None:
    paper = Path(shutil.copy(vector(name), tmp_path / "paper.json"))
    file = paper.with_name(f"report.{ending}")
    within("report", *TRUST, paper, "-o", file)
    ended = within("verify-report", *TRUST, file)
    assert (ended.code, answers(ended)) == (HOLDS, "✔✔✔")


def test_document_is_found_beside_the_report_or_where_it_is_said(
    within: Within, paper: Path
) -> None:
    file = reported(within, paper, "report.html", "--without-paths")
    assert answers(within("verify-report", *TRUST, file)) == "✔✔✔"
    moved = paper.rename(paper.with_name("moved.json"))
    ended = within("verify-report", *TRUST, file)
    assert (ended.code, answers(ended)) == (UNKNOWN, "✔??")
    assert answers(within("verify-report", *TRUST, file, "--document", moved)) == "✔✔✔"


def test_document_that_was_changed_is_told(within: Within, paper: Path) -> None:
    file = reported(within, paper)
    paper.write_bytes(paper.read_bytes() + b"\n")
    ended = within("verify-report", *TRUST, file)
    assert (ended.code, answers(ended)) == (DIFFERS, "✔✘✔")
    shutil.copy(vector("payload-changed"), paper)
    ended = within("verify-report", *TRUST, file)
    assert (ended.code, answers(ended)) == (DIFFERS, "✔✘✘")
    assert "event.content_hash" in ended.text


def test_other_keys_give_other_results_and_are_named_as_the_reason(
    within: Within, paper: Path
) -> None:
    ended = within("verify-report", "--no-default-trust", reported(within, paper))
    assert (ended.code, answers(ended)) == (DIFFERS, "✔✔✘")
    assert "The list of keys is another one" in ended.text


def test_report_holds_though_a_key_was_compared_since(inspector: Program, paper: Path) -> None:
    given = ("--fingerprint", OWN.fingerprint, "--yes")
    assert inspector("keys", "trust", vector("trusted-keys"), "--yes").code == VERIFIED
    file = paper.with_name("report.html")
    assert inspector("report", paper, "-o", file).code == VERIFIED
    assert inspector("keys", "trust", OWN.fingerprint, *given).code == VERIFIED
    ended = inspector("verify-report", file)
    assert (ended.code, answers(ended)) == (HOLDS, "✔✔✔"), ended.text
    assert "How and when a key was compared is the word of whoever made it." in ended.text


@pytest.mark.parametrize("ending", ["html", "json"])
def test_no_byte_of_a_report_can_be_changed_unseen(
    within: Within, paper: Path, ending: str
) -> None:
    file = reported(within, paper, f"report.{ending}")
    content = file.read_bytes()
    for at in range(0, len(content), len(content) // 60):
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert within("verify-report", *TRUST, file).code in (DIFFERS, UNKNOWN), at
    for other in (content + b" ", content[:-1], b" " + content, content.replace(b"\n", b"\r\n")):
        file.write_bytes(other)
        assert within("verify-report", *TRUST, file).code in (DIFFERS, UNKNOWN)


def test_page_that_shows_something_else_than_its_data_does_not_pass(
    within: Within, tmp_path: Path
) -> None:
    paper = Path(shutil.copy(vector("payload-changed"), tmp_path / "paper.json"))
    file = reported(within, paper)
    page = file.read_text()
    for old, new in (
        ("✗ Failed", "✓ Verified"),
        ("<body>", "<body><h1>Verified</h1>"),
        ("</style>", "h1 { display: none; }</style>"),
        ("</body>", "<p>Verified</p></body>"),
        ("</html>", "</html><p>Verified</p>"),
    ):
        assert old in page
        file.write_text(page.replace(old, new, 1))
        ended = within("verify-report", *TRUST, file)
        assert (ended.code, answers(ended)) == (DIFFERS, "✘✔✔")


def forged(file: Path, **members: Any) -> None:
    """Write a report whose SHA-256 and page were recomputed after a change."""
    told = json.loads(file.read_bytes()) | members
    del told["sha256"]
    line = data.ascii_json({**told, "sha256": data.digest(told)})
    file.write_bytes(line + b"\n")
    file.with_suffix(".html").write_bytes(page_html(data.read(line), ENGLISH))


@pytest.mark.parametrize(
    "members",
    [
        {"verdict": "verified"},
        {"trust": "trusted", "integrity": "intact"},
        {"sentence": "All is well."},
        {"title": "Another title", "is_title_proven": True},
        {"checks": []},
        {"repetitions": []},
        {"keys": []},
        {"document": None},
    ],
)
@pytest.mark.parametrize("ending", [".html", ".json"])
def test_forged_report_with_a_right_hash_does_not_pass(
    within: Within, tmp_path: Path, members: dict[str, Any], ending: str
) -> None:
    paper = Path(shutil.copy(vector("payload-changed"), tmp_path / "paper.json"))
    file = reported(within, paper, "report.json")
    forged(file, **members)
    ended = within("verify-report", *TRUST, file.with_suffix(ending))
    assert (ended.code, answers(ended)) == (DIFFERS, "✔✔✘")
    assert ("then: verified" in ended.text) is ("verdict" in members)


def test_report_that_claims_what_was_not_seen_again_does_not_pass(
    within: Within, paper: Path
) -> None:
    file = reported(within, paper, "report.json")
    told = json.loads(file.read_bytes())
    source, made = told["source"], told["made"]
    for change, code, words in (
        ({"source": source | {"size": 7}}, DIFFERS, "What differs: source"),
        ({"made": made | {"list_sha256": "0" * 64, "listed": []}}, UNKNOWN, "The list of keys"),
        ({"made": made | {"has_paper": True}}, UNKNOWN, "--paper-text"),
        ({"source": source | {"answered_by": "pith.science"}}, HOLDS, "Not checked: the name"),
        ({"source": source | {"name": "x", "file": "x"}}, HOLDS, "Not checked: the name"),
    ):
        forged(file, **told | change)
        for ending in (".json", ".html"):
            ended = within("verify-report", *TRUST, file.with_suffix(ending), "--document", paper)
            assert (ended.code, words in ended.text) == (code, True), ended.text
    forged(file, **told)
    assert "Not checked" not in within("verify-report", *TRUST, file).text


@pytest.mark.parametrize("at", ["", "today", "2026-1-01 00:00:00 UTC", "2026-02-30 00:00:00 UTC"])
def test_report_whose_time_is_no_date_is_damaged(within: Within, paper: Path, at: str) -> None:
    file = reported(within, paper, "report.json")
    forged(file, made=json.loads(file.read_bytes())["made"] | {"at": at})
    assert within("verify-report", *TRUST, file).code == UNREADABLE


@pytest.mark.parametrize("version", ["1 made it. ✔ Really", "x" * 50, ""])
def test_report_whose_version_is_a_sentence_is_damaged(
    within: Within, paper: Path, version: str
) -> None:
    file = reported(within, paper, "report.json")
    forged(file, made=json.loads(file.read_bytes())["made"] | {"version": version})
    assert within("verify-report", *TRUST, file).code == UNREADABLE


@pytest.mark.parametrize(
    "words",
    [
        {"since": "2019, and its author vouched for it"},
        {"compared": "typed", "compared_at": "a call to the author"},
    ],
)
def test_report_says_of_a_key_no_words_in_the_place_of_a_date(
    within: Within, paper: Path, words: dict[str, str]
) -> None:
    file = reported(within, paper, "report.json")
    (key, *rest) = json.loads(file.read_bytes())["keys"]
    forged(file, keys=[key | words, *rest])
    ended = within("verify-report", *TRUST, file)
    assert (ended.code, answers(ended)) == (DIFFERS, "✔✔✘"), ended.text


def test_json_report_that_was_only_indented_anew_is_said_to_be_changed(
    within: Within, paper: Path
) -> None:
    file = reported(within, paper, "report.json")
    file.write_text(json.dumps(json.loads(file.read_bytes()), indent=1))
    ended = within("verify-report", *TRUST, file)
    assert "its data are not as they were written" in ended.text


def test_report_that_claims_another_version_passes_nothing_that_could_not_be_compared(
    within: Within, tmp_path: Path
) -> None:
    paper = Path(shutil.copy(vector("payload-changed"), tmp_path / "paper.json"))
    file = reported(within, paper, "report.json")
    made = json.loads(file.read_bytes())["made"] | {"version": "9.9"}
    forged(file, made=made, sentence="All is well.")
    page = file.with_suffix(".html")
    ended = within("verify-report", *TRUST, page)
    assert (ended.code, answers(ended)) == (UNKNOWN, "✔✔?")
    page.write_text(page.read_text().replace("✗ Failed", "✓ Verified"))
    ended = within("verify-report", *TRUST, page)
    assert (ended.code, answers(ended)) == (UNKNOWN, "?✔?")
    told = json.loads(file.read_bytes())
    judged: list[dict[str, Any]] = [
        *({"verdict": "verified"}, {"integrity": "intact"}, {"trust": "trusted"}),
        *({"obligations": []}, {"counts": told["counts"] | {"failed": 0}}, {"checks": []}),
    ]
    for members in judged:
        forged(file, **told | members)
        assert answers(within("verify-report", *TRUST, page)) == "✔✔✘", members


@pytest.mark.parametrize(
    "place", ["https://evil.example/paper.json", "/dev/zero", "/dev/stdin", "/tmp/x\0y"]
)
def test_report_cannot_make_the_program_read_what_is_no_file(
    within: Within, paper: Path, place: str
) -> None:
    file = reported(within, paper, "report.json")
    source = json.loads(file.read_bytes())["source"] | {"location": place, "name": "../../x"}
    forged(file, source=source)
    assert answers(within("verify-report", *TRUST, file)) == "✔??"


@pytest.mark.parametrize("begin", ["//", "/\\", "\\/", "\\\\", "/??/UNC/", "\\??\\UNC\\"])
def test_report_cannot_make_the_program_ask_another_computer(
    monkeypatch: pytest.MonkeyPatch, begin: str
) -> None:
    def none_is_looked_at(_: object) -> bool:
        raise AssertionError

    monkeypatch.setattr("os.path.isabs", lambda _: True)  # as Windows has it
    monkeypatch.setattr("os.path.isfile", none_is_looked_at)
    evidence = evidence_on(b"{}", name="", location=f"{begin}evil/share/a.json")
    assert report_checking._where(evidence, "report.json", Session(TrustedKeys())) == ""


@pytest.mark.parametrize("code", ["fr", "", "../../de", "x/../de", "de\x00", "d" * 999, "Ⅾe"])
def test_language_that_is_not_at_hand_is_told(inspector: Program, paper: Path, code: str) -> None:
    file = paper.with_name("report.json")
    assert inspector("report", *TRUST, paper, "-o", file).code == VERIFIED
    made = json.loads(file.read_bytes())["made"] | {"language": code}
    forged(file, made=made)
    page = file.with_suffix(".html")
    page.write_text(page.read_text().replace("✓ Verified", "✓ Vérifié"))
    ended = inspector("verify-report", *TRUST, page)
    assert (ended.code, answers(ended)[:2]) == (DIFFERS, "?✔")
    assert "is not at hand" in ended.text


@pytest.mark.parametrize("name", ["papers.zip", "papers.ndjson"])
def test_one_of_several_documents_is_reported_and_found_again(
    within: Within, tmp_path: Path, name: str
) -> None:
    source, member = tmp_path / name, "b.json"
    contents = [vector(one).read_bytes() for one in ("payload-changed", "good")]
    if name.endswith(".zip"):
        with ZipFile(source, "w") as archive:
            archive.writestr("a.json", contents[0])
            archive.writestr(member, contents[1])
    else:
        source.write_bytes(b"\n".join(json.dumps(json.loads(one)).encode() for one in contents))
    file = tmp_path / "report.html"
    ended = within("report", *TRUST, source, "-o", file)
    assert (ended.code, file.exists()) == (UNREADABLE, False)
    one = f"{source}!/{member}" if name.endswith(".zip") else f"{source}#2"
    assert within("report", *TRUST, one, "-o", file).code == VERIFIED
    ended = within("verify-report", *TRUST, file)
    assert (ended.code, answers(ended)) == (HOLDS, "✔✔✔")


def test_bytes_of_a_wrapped_document_are_told_to_be_its_own_alone(
    within: Within, paper: Path
) -> None:
    paper.write_bytes(b'{"data":' + paper.read_bytes().strip() + b',"x":1}')
    file = reported(within, paper)
    assert "Save the document alone" in file.read_text()
    paper.write_bytes(paper.read_bytes().replace(b',"x":1}', b',"x":2}'))
    ended = within("verify-report", *TRUST, file)
    assert (ended.code, answers(ended)) == (HOLDS, "✔✔✔")
    assert "Its bytes are those of document 1 at /data in it, bytes 9 to" in ended.text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"<html>",
        b"\x00" * 9,
        b'\n<pre id="evidence" hidden>',
        b'\n<pre id="evidence" hidden>{"schema":"pith-inspector/evidence/1"}</pre>',
        b'{"schema":"pith-inspector/evidence/1","sha256":""}',
        b'{"schema":"pith-inspector/evidence/1",' + b"[" * 10_000,
    ],
)
def test_what_is_no_report_is_unreadable(within: Within, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(content)
    ended = within("verify-report", file)
    assert (ended.code, ended.out) == (UNREADABLE, b"")
    assert ended.notes
    assert within("verify-report", tmp_path / "missing.html").code == UNREADABLE


def again(folder: Path) -> ReportCheck:
    session = Session(own_trust())
    return check_report(str(folder / "report.json"), "", session, lambda _: ENGLISH)


def evidence_at(folder: Path, name: str, at: str) -> SavedReport:
    """A report on a vector, which is copied into ``folder``, as of a time."""
    content = vector(name).read_bytes()
    document, place = read_document(content), folder / "paper.json"
    place.write_bytes(content)
    found = verify(document, own_trust(), now=datetime.fromisoformat(at.replace(" UTC", "+00:00")))
    origin = ReportOrigin(place.name, str(place))
    return evidence_of(
        content, found, document, own_trust(), origin=origin, at=at, language=ENGLISH
    )


@pytest.mark.parametrize(
    ("name", "at", "answer"),
    [
        ("good", "2026-05-01 00:00:00 UTC", ReportAnswer.HOLDS),
        ("created-in-2999", "2999-12-31 00:00:00 UTC", ReportAnswer.DIFFERS),
    ],
)
def test_dates_are_held_against_the_time_of_the_report_but_for_one_that_is_to_come(
    tmp_path: Path, name: str, at: str, answer: ReportAnswer
) -> None:
    evidence = evidence_at(tmp_path, name, at)
    (tmp_path / "report.json").write_bytes(data.written(evidence) + b"\n")
    found = again(tmp_path)
    assert (found.report, found.document) == (ReportAnswer.HOLDS, ReportAnswer.HOLDS)
    assert (found.results, found.other == ()) == (answer, answer is ReportAnswer.HOLDS)


NOT_SEEN_AGAIN = {
    *(f"/source/{name}" for name in ("name", "location", "asked_host", "answered_by", "by_way_of")),
    *("/made/version", "/made/list_sha256", "/made/has_paper", "/note_count"),
}
"""What a report may state otherwise without being refuted: verifying again does not show it."""


def test_no_value_of_a_report_can_be_forged_but_what_verifying_again_does_not_show(
    tmp_path: Path,
) -> None:
    line = data.written(evidence_at(tmp_path, "good", "2026-05-01 00:00:00 UTC"))
    (tmp_path / "report.json").write_bytes(line)
    told, unseen = json.loads(line), set()
    for place, old in leaves(told):
        item = re.match(r"/(?:checks|obligations|overview|signatures)/([0-9]+)", place)
        if place == "/sha256" or (item and item[1] not in ("0", "1")):
            continue  # items of a list are alike
        new = {str: f"{old}x", int: 7, bool: not old, list: ["x"]}.get(type(old), "x")
        try:
            forged(tmp_path / "report.json", **replaced(told, place, new))
            found = again(tmp_path)
        except NotAReportError:
            continue
        if ReportAnswer.DIFFERS not in (found.report, found.document, found.results):
            unseen.add(place)
            is_unknown = found.results is ReportAnswer.UNKNOWN
            assert is_unknown is (place in ("/made/list_sha256", "/made/has_paper"))
            assert found.is_origin_seen is not place.startswith("/source/")
            assert found.is_of_this_version is (place != "/made/version")
    assert unseen == NOT_SEEN_AGAIN
