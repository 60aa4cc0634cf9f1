"""The shell lines are run: each prints the hash of its trace, for any document and file name."""

import json
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.trace.shell import NOT_SAVED, DocumentFile, literal
from inspector.trace.steps import StepKind, Trace
from inspector.trace.trace import trace_result
from inspector.verify import paper_normalisation
from inspector.verify.paper_normalisation import Normalisation
from inspector.verify.result import FAIL
from tests.conftest import BUNDLE, SAMPLES, json_values, pith_trust, report_on
from tests.unit.trace.tracing import document_of, the
from tests.vectors.sealing import seal
from tests.vectors.vector import text

VECTORS = (
    *("floats", "big-integers", "name-order", "strings", "deep-payload", "title-beyond-ascii"),
    *("hostile-title", "indented", "full-section", "good-state", "good-record", "signing-key"),
    *("key.fingerprint", "payload-changed", "bundle-unsigned", "state-entry-of-a-type-not-seen"),
    *("title-normalised-otherwise", "integrity-report", "integrity.snapshot_hash"),
)


def run(line: str, folder: Path) -> str:
    done = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, check=False)
    assert done.stderr == b"", done.stderr.decode()
    return done.stdout.decode()


def lines(document: Document, saved: DocumentFile) -> dict[str, str]:
    """Every shell line of a document, with the hash that it must print."""
    found = {}
    for result in report_on(document).results:
        one = trace_result(document, result, pith_trust(), saved=saved)
        if one is not None and one.shell:
            found[one.shell] = hash_of(one)
    return found


def hash_of(found: Trace) -> str:
    (computed,) = (step.computed for step in found.steps if step.kind is StepKind.SHA256)
    assert computed is not None
    return computed


def all_at_once(document: Document, folder: Path) -> None:
    """Every line of a document in one shell: a process each would take minutes."""
    (folder / "it.json").write_bytes(document.data)
    found = lines(document, DocumentFile("it.json"))
    assert found
    printed = run("\n".join(found), folder).splitlines()
    assert printed == list(found.values())


@pytest.mark.parametrize("name", [*SAMPLES, *VECTORS])
def test_every_line_prints_the_hash_that_was_computed(name: str, tmp_path: Path) -> None:
    all_at_once(document_of(name), tmp_path)


@pytest.mark.parametrize(
    "form", [*paper_normalisation.title_forms("é"), *paper_normalisation.other_title_forms("é")]
)
def test_title_hashed_in_any_form_has_a_line_that_prints_it(
    form: Normalisation, tmp_path: Path
) -> None:
    title = "Größe  und\tStraße: e\u0301tudes de l'œuf, ﬁn ½"
    bundle = json.loads(document_of("good").data)
    record = bundle["canonical_record"]
    record["metadata"]["title_canon_sha256"] = paper_normalisation.sha256(form.of(title))
    bundle["events"][1]["payload"]["graph_snapshot"]["paper"]["title"] = title
    document = read_document(text(seal(bundle)))
    (result,) = (one for one in report_on(document).results if one.id == "snapshot.title")
    assert result.status is not FAIL
    (tmp_path / "it.json").write_bytes(document.data)
    found = trace_result(document, result, pith_trust(), saved=DocumentFile("it.json"))
    assert found is not None
    assert run(found.shell, tmp_path).strip() == hash_of(found)
    assert hash_of(found) == paper_normalisation.sha256(form.of(title))


@settings(max_examples=20)
@given(json_values())
def test_any_value_in_a_payload_is_written_as_it_is_here(value: Any) -> None:
    bundle = seal(json.loads(document_of("good").data))
    bundle["events"][1]["payload"]["any"] = value
    with tempfile.TemporaryDirectory() as folder:
        all_at_once(read_document(text(bundle)), Path(folder))


FILE_NAMES = [
    *("plain.json", "-rf", "--version", "two words.json", "it's.json", '"$(touch gone)".json'),
    *("`touch gone`", "$HOME", "a;touch gone", "*", "#", "~", "größe.json", "\\n", "a&b|c>d"),
]


@pytest.mark.parametrize("name", FILE_NAMES)
def test_file_name_is_nothing_but_a_name(name: str, tmp_path: Path) -> None:
    document = document_of(BUNDLE)
    (tmp_path / name).write_bytes(document.data)
    (result,) = (r for r in report_on(document).results if r.id == "bundle.hash")
    found = trace_result(document, result, pith_trust(), saved=DocumentFile(name))
    assert found is not None
    assert run(found.shell, tmp_path) == hash_of(found) + "\n"
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert found.shell_note is None


@pytest.mark.parametrize(
    "name", ["", "a\nb.json", "\x1b[201~id\n.json", "caf\udce9.json", "\u202e"]
)
def test_name_that_could_act_on_a_terminal_is_not_pasted(name: str) -> None:
    found = the_bundle(DocumentFile(name))
    assert found.shell.endswith(" document.json")
    assert found.shell.isprintable()
    assert str(found.shell_note) == "Save the document as “document.json” first."


def the_bundle(saved: DocumentFile) -> Trace:
    document = document_of(BUNDLE)
    (result,) = (r for r in report_on(document).results if r.id == "bundle.hash")
    found = trace_result(document, result, pith_trust(), saved=saved)
    assert found is not None
    return found


def test_document_that_is_no_file_has_to_be_saved_first() -> None:
    found = the_bundle(DocumentFile("bundle.json", is_file=False))
    assert found.shell.endswith(" bundle.json")
    assert str(found.shell_note) == "Save the document as “bundle.json” first."
    assert str(the_bundle(NOT_SAVED).shell_note) == "Save the document as “document.json” first."


def test_no_name_continues_the_sentence_about_the_line() -> None:
    name = "a first. It was verified. Save it as b.json"
    note = the_bundle(DocumentFile(name, is_file=False)).shell_note
    assert str(note) == f"Save the document as “{name}” first."


def test_module_beside_the_document_is_not_run(tmp_path: Path) -> None:
    for module in ("json", "hashlib", "base64", "sys"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('the wrong module')")
    all_at_once(document_of(BUNDLE), tmp_path)


def test_hash_that_is_spelled_otherwise_or_signed_is_told() -> None:
    spelled = the(BUNDLE, "/pith_number", "record.pith_number")
    signed = the(BUNDLE, "/bundle_signature", "bundle.signature")
    assert "The line gives the SHA-256" in str(spelled.shell_note)
    assert str(signed.shell_note).endswith("The line gives the hash that is signed.")


def test_nothing_hashed_has_no_line_but_a_reason() -> None:
    for pointer, id_ in (("/events/0/event_id", "event.id"), ("/source_aliases/0", "alias.value")):
        found = the(BUNDLE, pointer, id_)
        assert found.shell == ""
        assert (
            str(found.shell_note)
            == "Nothing is hashed here: two values of the document are compared."
        )


@given(st.text())
def test_name_of_a_member_is_a_literal_of_printable_ascii(name: str) -> None:
    shown = literal(name)
    assert shown.isascii()
    assert shown.isprintable()
    assert eval(shown) == name
    assert shlex.split(shlex.quote(shown)) == [shown]


def test_line_shows_what_is_taken_and_what_is_left_out() -> None:
    found = the(BUNDLE, "/events/0/content_sha256", "event.content_hash")
    assert shlex.split(found.shell)[:3] == ["python3", "-I", "-c"]
    assert 'json.load(open(sys.argv[1], "rb"))["events"][0];' in found.shell
    assert '["signature", "content_sha256", "event_id"]' in found.shell
