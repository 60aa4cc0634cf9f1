"""Signers are named by the user's list; a document's own claims are marked as such everywhere."""

import json
import re
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from inspector.compare.comparison import compare
from inspector.errors import NotPithError, ProgramFaultError
from inspector.export.comparison_html import sides
from inspector.export.page_words import trust_word
from inspector.export.report_text import report_lines
from inspector.gui.compare import head_text
from inspector.gui.document import detail, recent, signers, summary, titles
from inspector.gui.document.opened import Checked
from inspector.gui.document.recent import Recent, RecentEntry
from inspector.gui.help.help_general import verdict
from inspector.gui.settings import StateFile
from inspector.gui.timeline import timeline, timeline_model
from inspector.gui.widgets import signs
from inspector.jobs.session import Session
from inspector.progress import unwatched
from inspector.verify.report import Trust, Verdict
from inspector.verify.trust import (
    ComparedBy,
    KeyComparison,
    KnownKey,
    PublicKey,
    Standing,
    TrustedKeys,
)
from tests.gui.conftest import BUNDLE, Desk
from tests.gui.timelines import (
    checked,
    draft,
    sealed,
    signed_event,
    timeline_of,
    trusting,
    written,
)
from tests.unit.compare.documents import verified
from tests.vectors.builder import FOLDER
from tests.vectors.keys import OTHER, OWN
from tests.vectors.sealing import seal_event, seal_receipt, seal_upwards

POSED = "pith.science"
NO_SIGNATURE = f"{'A' * 86}=="


def facts(found: Checked) -> dict[str, str]:
    return {fact.label: fact.text for fact in summary.of_checked(found).facts}


def terminal(found: Checked) -> list[str]:
    return [
        line.text.strip() for line in report_lines("source", found.report, found.opened.document)
    ]


def vector(name: str, *trusted: Any) -> Checked:
    return checked(FOLDER / f"{name}.json", trusting(*trusted))


# --- who signed -------------------------------------------------------------------------------


def test_a_trusted_key_is_called_as_the_list_calls_it_and_its_claim_is_apart() -> None:
    found = vector("good", OWN)
    said = facts(found)
    assert said["Signed by"] == OWN.key_id
    assert said["Says it is"] == "registry.example"
    (line,) = (line for line in terminal(found) if line.startswith("signed by"))
    assert line.startswith(f"signed by {OWN.key_id} (your list), fingerprint ")
    assert line.endswith("trusted; the document says the signer is “registry.example”")


def test_where_an_event_fails_its_signature_is_not_counted_as_made() -> None:
    found = vector("payload-changed", OWN)
    assert facts(found)["1 of 2 events signed by"] == OWN.key_id
    assert any(line.startswith("1 of 2 events signed by ") for line in terminal(found))


def unsealed(value: Any) -> Any:
    """The same without a valid signature over the whole."""
    value["bundle_signature"]["signature_b64"] = NO_SIGNATURE
    return value


def test_events_signed_by_several_keys_are_counted_together(tmp_path: Path) -> None:
    value = unsealed(sealed(lambda value: signed_event(value, OTHER, "somebody")))
    found = checked(written(tmp_path, value), trusting(OWN))
    assert facts(found)["Events signed by"] == f"{OWN.key_id} and 1 other key"
    said = [line[:21] for line in terminal(found) if " events signed by " in line]
    assert said == ["2 of 3 events signed ", "1 of 3 events signed "]
    value["events"][0]["signature"]["signature_b64"] = NO_SIGNATURE
    found = checked(written(tmp_path, value), trusting(OWN))
    assert facts(found)["2 of 3 events signed by"] == f"{OWN.key_id} and 1 other key"


def test_who_signed_a_receipt_alone_is_not_said_to_have_signed_events(tmp_path: Path) -> None:
    value = draft()
    first = value["events"][0]
    seal_receipt(first["payload"], OTHER)
    seal_event(first)
    again = deepcopy(first)
    again["payload"]["receipt"]["signature_b64"] = NO_SIGNATURE
    seal_event(again)
    value["events"].append(again)
    found = checked(written(tmp_path, unsealed(seal_upwards(value))), trusting(OWN))
    assert facts(found)["Events signed by"] == OWN.key_id
    assert any(line.startswith("receipt signed by a key that is") for line in terminal(found))


def test_a_key_that_is_not_listed_has_no_name_but_what_it_says() -> None:
    found = vector("unknown-key", OWN)
    said = facts(found)
    assert said["Signed by"].startswith("a key that is not in your list, ")
    assert said["Says it is"] == "registry.example, key elsewhere-v1"
    assert not any("registry" in text for label, text in said.items() if label != "Says it is")
    (line,) = (line for line in terminal(found) if line.startswith("signed by"))
    assert line.startswith("signed by a key that is not in your list, fingerprint ")
    assert line.endswith("calls the key “elsewhere-v1” and says the signer is “registry.example”")


def test_a_trusted_key_is_not_called_as_the_document_calls_it() -> None:
    found = vector("trusted-key-renamed", OWN)
    assert facts(found)["Signed by"] == OWN.key_id
    assert found.signed_by == OWN.key_id


def test_a_distrusted_key_is_named_with_that(tmp_path: Path) -> None:
    path = FOLDER / "good.json"
    found = checked(path, trusting(distrusted=[OWN]))
    assert facts(found)["Signed by"] == f"{OWN.key_id}, a key that you distrust"
    assert found.signed_by == "a distrusted key"
    integrity = summary.of_checked(found).integrity
    assert integrity is not None
    assert integrity.sign.word == "Intact"
    assert re.fullmatch(r"\d+ of \d+ checks fail, only for a distrusted key", integrity.note)


@pytest.mark.parametrize("name", ["integrity-report", "integrity-report-forged"])
def test_nobody_has_signed_an_integrity_report(name: str) -> None:
    found = vector(name, OWN)
    assert found.report.signers == ()
    assert facts(found)["Signatures"] == "none was shown to hold"
    assert not any("signed by" in line for line in terminal(found))
    node = found.opened.table.find("/events/0")
    labels = [fact.label for fact in detail.of_node(found.opened, found, node).facts]
    assert "Signed by" not in labels


def test_the_detail_of_a_signature_says_whose_it_is() -> None:
    found = vector("unknown-key", OWN)
    node = found.opened.table.find("/bundle_signature")
    said = {fact.label: fact.text for fact in detail.of_node(found.opened, found, node).facts}
    assert said["Signed by"].startswith("a key that is not in your list, ")
    assert said["Says it is"] == "key elsewhere-v1"


def test_the_detail_of_a_signature_says_how_its_key_was_compared() -> None:
    key = PublicKey.of(OWN.key_id, OWN.raw)
    compared = KeyComparison(ComparedBy.PASTED, "2026-11-28T14:40:05Z")
    known = KnownKey(key, Standing.TRUSTED, "a file", comparison=compared)
    for name, trusted, shown in (
        ("good", (known,), "fingerprint compared 2026-11-28 14:40 UTC, pasted"),
        ("unknown-key", (), None),
    ):
        found = checked(FOLDER / f"{name}.json", Session(TrustedKeys(trusted)))
        node = found.opened.table.find("/bundle_signature")
        said = {fact.label: fact.text for fact in detail.of_node(found.opened, found, node).facts}
        assert said.get("Comparison") == shown


def test_a_lane_of_a_key_that_is_not_listed_is_headed_by_a_marked_claim(tmp_path: Path) -> None:
    value = sealed(lambda value: signed_event(value, OTHER, POSED))
    found = timeline_of(written(tmp_path, value), trusting(OWN))
    trusted, unknown = found.lanes
    assert timeline_model.signer(trusted) == OWN.key_id
    assert timeline_model.key(trusted) == "says it is registry.example"
    assert timeline_model.signer(unknown) == f"says it is {POSED}"
    assert unknown.standing is Standing.UNKNOWN


def test_many_names_of_one_key_are_counted(tmp_path: Path) -> None:
    def change(value: Any) -> None:
        for number in range(3):
            signed_event(value, OWN, f"name {number}")

    found = checked(written(tmp_path, sealed(change)), trusting(OWN))
    (signer,) = found.report.signers
    assert signers.claim(signer) == "registry.example and 3 others"


# --- trust ------------------------------------------------------------------------------------


@pytest.mark.parametrize("trust", Trust)
def test_each_trust_has_one_word_in_every_place(trust: Trust) -> None:
    sign = signs.of_trust(trust)
    assert sign.word.lower() == str(trust)
    assert f" {trust}<" in trust_word(trust).source
    explained = [line.sign for part in verdict().sections for line in part.lines]
    assert sign in explained


def test_incomplete_says_how_many_signatures_hold(failing: str, session: Session) -> None:
    axis = summary.of_checked(checked(failing, session)).trust
    assert axis is not None
    assert axis.sign.word == "Incomplete"
    assert axis.note == "2 of 4 signatures hold, 2 by a key you trust"


def test_incomplete_by_what_is_not_there_says_so(tmp_path: Path) -> None:
    value = json.loads((FOLDER / "good.json").read_bytes())
    value["events"] = []
    found = checked(written(tmp_path, value), trusting(OWN))
    axis = summary.of_checked(found).trust
    assert found.report.trust is Trust.INCOMPLETE
    assert axis is not None
    assert axis.note.endswith("hold, others are missing") or axis.note.startswith("0 of ")


# --- titles -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["snapshot.title", "title-without-a-hash", "title-beyond-ascii-forged"]
)
def test_a_title_that_is_not_proven_is_marked_wherever_it_is_shown(name: str) -> None:
    found = vector(name, OWN)
    title = found.report.title
    assert title is not None
    assert not found.report.is_title_proven
    banner = summary.of_checked(found)
    assert (banner.title, banner.claim) == (f"“{title}”", "title not proven")
    assert banner.reason == titles.reason(found.report) != ""
    marked = f"title not proven: “{title}”"
    assert timeline_of(FOLDER / f"{name}.json", trusting(OWN)).title == marked
    assert f"“{title}” (title not proven)" in terminal(found)
    entry = RecentEntry("a.json", title, "", Verdict.FAILED)
    assert titles.shown(entry.title, is_proven=entry.is_title_proven) == marked


def test_a_proven_title_has_no_mark() -> None:
    found = vector("good", OWN)
    banner = summary.of_checked(found)
    assert (banner.title, banner.claim, banner.reason) == (found.report.title, "", "")
    assert f"“{found.report.title}”" in terminal(found)


def test_a_proven_title_is_quoted_where_no_trusted_key_signed_anything() -> None:
    found = vector("unknown-key", OWN)
    assert found.report.is_title_proven
    quoted = f"“{found.report.title}”"
    assert summary.of_checked(found).title == quoted
    assert timeline.of_checked(found, unwatched).title == quoted


def test_a_proven_title_is_quoted_in_a_list_unless_its_verdict_is_verified() -> None:
    titled = partial(titles.listed, "no Pith document", is_proven=True)
    assert titled(Verdict.VERIFIED) == "no Pith document"
    assert {titled(one) for one in (Verdict.UNPROVEN, Verdict.FAILED)} == {"“no Pith document”"}
    assert titles.listed("", Verdict.UNPROVEN, is_proven=True) == ""
    entry = RecentEntry("a.json", "no title", "", Verdict.UNPROVEN, True)
    assert recent._text(entry, recent.TITLE) == "“no title”"


def test_a_title_of_a_record_that_is_not_the_numbers_is_not_proven(tmp_path: Path) -> None:
    found = vector("record-changed", OWN)
    assert found.report.title is not None
    assert not found.report.is_title_proven


def test_a_page_of_a_comparison_marks_titles_and_claims() -> None:
    page = sides(compare(verified("snapshot.title"), verified("unknown-key"))).source
    assert "(title not proven)" in page
    assert "the document says the signer is “registry.example”" in page
    assert "signed by registry.example" not in page


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("good", "Pith Number"),
        ("good-state", "Pith Number"),
        ("payload-changed", "Pith Number"),
        ("number-without-a-year", "States Pith Number"),
        ("record.pith_number", "States Pith Number"),
        ("record.canonical_hash", "States Pith Number"),
    ],
)
def test_a_number_that_is_not_shown_to_be_the_records_is_what_the_document_states(
    name: str, label: str
) -> None:
    found = vector(name, OWN)
    assert summary.of_checked(found).facts[0].label == label
    assert summary.of_checking(found.opened).facts[0].label == "States Pith Number"


def test_tab_and_window_say_that_the_title_is_not_proven(desk: Desk) -> None:
    window = desk.window(str(FOLDER / "title-without-a-hash.json"))
    assert window.current.inspection.label.spoken.endswith(", title not proven")
    assert window.strip.bar.tabText(0) == "title-without-a-hash.json · title not proven"
    assert "title-without-a-hash.json, title not proven" in window.windowTitle()
    claim = window.current.banner.claim
    assert claim.isVisible()
    assert "title_canon_sha256" in claim.toolTip()
    desk.open(window, BUNDLE)
    assert not window.current.banner.claim.isVisible()
    shown = [recent._text(entry, recent.TITLE) for entry in window._recent.entries]
    assert [text.startswith("title not proven: ") for text in shown] == [False, True]


# --- faults -----------------------------------------------------------------------------------

FAULT = ProgramFaultError("This program broke")


def test_a_fault_of_the_program_is_never_called_unreadable() -> None:
    side = head_text.side_unreadable("a.json", FAULT)
    found = summary.of_error("a.json", FAULT)
    assert side.sign == found.verdict == signs.fault() == signs.of_error(FAULT)
    assert signs.of_error(NotPithError("no")) == signs.of_verdict(Verdict.UNREADABLE)
    assert signs.fault().icon not in {signs.of_verdict(verdict).icon for verdict in Verdict}
    centre = head_text.centre_one_unreadable(is_fault=True)
    assert "read" not in centre.sentence
    called = head_text.NamedSide("a.json", None, None, is_fault=True)
    other = head_text.NamedSide("b.json", None, Verdict.VERIFIED)
    assert "a.json, a fault of the program" in head_text.spoken(called, other)


def test_the_recent_list_keeps_a_fault_and_what_was_proven(tmp_path: Path) -> None:
    file = tmp_path / "recent.json"
    remembered = Recent(StateFile(file))
    remembered.remember("a.json", vector("good", OWN).report)
    remembered.remember_fault("b.json")
    remembered.keep()
    fault, good = Recent(StateFile(file)).entries
    assert (fault.verdict, recent.sign_of(fault)) == (None, signs.fault())
    assert good.is_title_proven
    stored = json.loads(file.read_text())
    for entry in stored["documents"]:
        entry.pop("is_title_proven")
    stored["documents"].append({**stored["documents"][0], "verdict": ["verified"]})
    file.write_text(json.dumps(stored))
    read = Recent(StateFile(file)).entries
    assert len(read) == 2
    assert not any(entry.is_title_proven for entry in read)
