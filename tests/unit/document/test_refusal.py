"""What is no document gets an error that names its kind, with line and column."""

import base64
import json
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.reader import read_document
from inspector.document.refusal import line_and_column, received
from inspector.errors import UnreadableError
from tests.conftest import BUNDLE, parses, sample

DOC = sample(BUNDLE)
INDENTED = json.dumps(json.loads(DOC), indent=2, ensure_ascii=False)


def refused(data: bytes) -> UnreadableError | None:
    try:
        read_document(data)
    except UnreadableError as error:
        return error
    return None


def refusal(data: bytes) -> UnreadableError:
    error = refused(data)
    assert error is not None
    return error


ANSWERS = (
    b'{"error": "not found"}',
    b'{"error":{"code":404,"message":"no such record"}}',
    b'{"detail":"Not found."}\n',
    b'{"status": 404, "title": "Not Found", "detail": "no such record"}',
    b'{"message":"API rate limit exceeded","documentation_url":"https://a.example"}',
)
EVENT_LINE = (
    b'{"event_type": "pith.integrity.v1", "payload_sha256": "00", "signature_b64": "AA=="}\n'
)
OWN_REPORT = ("own_file", "what verify --json printed")
BUNDLE_VALUE = json.loads(DOC)
CREATED = BUNDLE_VALUE["events"][0]
PARTS = [
    (json.dumps(value).encode(), words)
    for value, words in (
        (CREATED, "a part of a Pith document (an event)"),
        (BUNDLE_VALUE["events"], "(an event)"),
        (BUNDLE_VALUE["events"][1]["payload"], "(a payload)"),
        (CREATED["payload"]["receipt"], "(a receipt)"),
        (BUNDLE_VALUE["bundle_signature"], "(a signature)"),
        (BUNDLE_VALUE["canonical_record"], "(a canonical record)"),
        (BUNDLE_VALUE["source_aliases"], "(an alias)"),
    )
]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty", "The file is empty"),
        (b" \r\n\t", "empty", "nothing but blanks"),
        (b"\xef\xbb\xbf\n", "empty", "nothing but a byte order mark"),
        (b"\0" * 999, "null_bytes", "nothing but null bytes"),
        (DOC[:600] + b"\0" * 99, "null_bytes", "Only null bytes follow"),
        (DOC + b"\0" * 99, "null_bytes", "Only null bytes follow"),
        (b"<!DOCTYPE html><html><title>A paper</title>", "web_page", "a web page, not"),
        (b"\xef\xbb\xbf<html><title>x</title>", "web_page", "a web page, not"),
        (b"<html><title>M\xe4rchen</title>", "web_page", "a web page, not"),
        ("<html><title>x</title>".encode("utf-16"), "web_page", "a web page, not"),
        (b"<html><title>Sign in</title>", "web_page", "perhaps one to sign in at"),
        (b"<form><input name=p type='password'>", "web_page", "perhaps one to sign in at"),
        (b"<html><h1>502 Bad Gateway</h1>", "web_page", "perhaps an error message"),
        (b"<html><title>Just a moment...</title>", "web_page", "to see a person"),
        (b"<?xml version='1.0'?><feed/>", "xml", "XML"),
        (b"\xff" * 99, "binary", "the byte FF"),
        (DOC[:600] + b"\0" * 99 + DOC[700:], "null_bytes", "in place of a part of the text"),
        (DOC[:600] + b"\x8f\1\xff" * 99, "not_utf8", "column 601; up to there it is text"),
        (b"L\0\0\0\1\x14\2\0" + bytes(99), "pointer", "a shortcut of Windows"),
        (b"\0\0\0\x18ftypmp42" + bytes(99), "binary", "a sound or a film"),
        (b"\x5d\0\0\0\4" + b"\xff" * 8 + b"\0=", "archive", "(lzma)"),
        (zlib.compress(DOC), "archive", "(zlib)"),
        (bytes(32_769) + b"CD001" + bytes(99), "archive", "(iso)"),
        (b"\xb2\x6bbundle_type\x76pith", "binary", "CBOR"),
        (b"\xde\0\x12\xabbundle_type\xb6pith\xff", "binary", "MessagePack"),
        (b"\x9b\x30\0\0\2bundle_type\0\x17\0\0\0p", "binary", "BSON"),
        (b"junk\n%PDF-1.4\n%\xe2\xe3", "pdf", "a PDF"),
        (b"HTTP/1.1 200 OK\r\nX: y\r\n\r\n\x1f\x8b\x08\0\0", "http_answer", "a web server"),
        (b"Content-Length: 2\r\nServer: x\r\n\r\n" + DOC, "http_answer", "a web server"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + DOC, "archive", "(warc)"),
        (b"DKIM-Signature: v=1;\n b=x\nFrom: a@b\n\nhi", "mail", "a mail message"),
        (b"--x\r\nContent-Type: application/json\r\n\r\n" + DOC, "mail", "parts of a mail"),
        (b"From " + b"0" * 40 + b" Mon Sep 17\nFrom: a@b\n", "diff", "a difference"),
        (b'2c2\n< "a": 1,\n---\n> "a": 2,\n', "diff", "a difference"),
        (
            b"[{000214A0}]\r\nProp3=19\r\n[InternetShortcut]\r\nURL=https://a",
            "pointer",
            "an address",
        ),
        (b"#!/usr/bin/env xdg-open\n[Desktop Entry]\nURL=https://a\n", "pointer", "an address"),
        (b"[Desktop Entry]\nType=Application\nExec=x\n", "toml", "settings"),
        (b"# list\nhttps://a.example/b\nhttps://a.example/c\n", "pointer", "an address"),
        (b"pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T\n", "pointer", "the name of a record"),
        (b"1711.04623\n", "pointer", "the name of a record"),
        (b"# mine\n[a]\nb = 1\n", "toml", "TOML"),
        (b"# mine\na: 1\nb: 2\n", "yaml", "YAML"),
        (b"bundle: |\n  " + DOC, "yaml", "YAML"),
        (b"00000000: 7b22 6275 6e64 6c65 5f74  {..\n", "encoded", "a dump of bytes"),
        (b"begin 644 a.json\nM>R)B=6YD\n", "encoded", "encoded data"),
        (b"doc=%7B%22a%22", "encoded", "encoded data"),
        (b"{&quot;a&quot;: 1}", "encoded", "other signs for its quotation marks"),
        (b"{&#34;a&#34;: 1}", "encoded", "other signs for its quotation marks"),
        (b"{&#x22;a&#x22;: 1}", "encoded", "other signs for its quotation marks"),
        (b"%7B%22a%22", "encoded", "other signs for its quotation marks"),
        (b"7b2261223a20317d", "encoded", "encoded data"),
        (b"data:application/json,x", "encoded", "encoded data"),
        (b"eyJhbGciOiJ9.eyJhIjoxfQ.c2ln", "encoded", "a signed token"),
        (b"A" * 120, "encoded", "another long word"),
        (b"\\documentclass{article}\n", "plain_text", "a TeX or BibTeX file"),
        (b"@article{key2020,\n  title={A}}\n", "plain_text", "a TeX or BibTeX file"),
        (b"-----BEGIN CERTIFICATE-----\n", "key", "a key or a certificate"),
        (b"<Error><Code>NoSuchKey</Code></Error>", "xml", "an error message of a store"),
        (b'\x1b[1;39m{\n  \x1b[0m"a": 1}', "encoded", "colours of a terminal"),
        (b'{=0A=20"a":=201}', "not_json", "a name in double quotes"),
        (b'{"a": "x=\ny"}', "encoded", "quoted-printable"),
        (b"{\n &quot;a&quot;: 1}", "encoded", "spelled here as in a web page"),
        (b'id,doc\n1,"{""a"": 1, ""b"": 2}"\n', "table", "with JSON in it"),
        (b'typeof f === "function" && f({"a": 1});', "script", "a script"),
        (b"export const a = {};", "script", "a script"),
        (b"Array\n(\n    [a] => b\n)\n", "script", "PHP"),
        (b"$ curl https://a\n" + DOC, "text_around", "JSON with other text around it"),
        (b'> {\n>   "a": 1\n> }\n', "text_around", "JSON with other text around it"),
        (DOC[1:], "truncated", "The beginning of the JSON is missing"),
        (DOC[5_000:], "truncated", "The beginning of the JSON is missing"),
        (b'We say that the field "title": "A" is used.\n', "plain_text", "plain text"),
        (b'{"a": TRUE}', "not_json", "A word stands here that JSON does not know"),
        (b'{"a": 1}\x1a', "not_json", "A control character stands here"),
        ('{"a": 1,\ufeff"b": 2}'.encode(), "not_json", "A byte order mark stands here"),
        (b"\xff\xfe" + DOC, "encoding", "another encoding behind it"),
        (json.dumps({"a": {"text": DOC.decode()}}).encode(), "encoded", "another text in a string"),
        (json.dumps({"a": base64.b64encode(DOC).decode()}).encode(), "encoded", "in a string"),
        (b'{"a":' * 6 + DOC + b"}" * 6, "nested", "a Pith document deep inside"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image", "an image"),
        (b"Rar!\x1a\x07\x01\0\xff", "archive", "(rar)"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "archive", "(7z)"),
        (b"MSCF\0\0\0\0\x99", "archive", "(cab)"),
        (b"Salted__\x01\x02\xff", "encrypted", "OpenSSL"),
        (b"age-encryption.org/v1\n-> X25519 x", "encrypted", "age"),
        (b"-----BEGIN PGP MESSAGE-----\n", "encrypted", "PGP"),
        (b"-----BEGIN PGP SIGNED MESSAGE-----\n\n" + DOC, "text_around", "that PGP has signed"),
        (b"-----BEGIN PGP SIGNATURE-----\n\niQ\n", "key", "a PGP signature"),
        (b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQ\n", "key", "a PGP public key"),
        (b"$ANSIBLE_VAULT;1.1;AES256\n6162\n", "encrypted", "Ansible"),
        (b"\0OpenTimestamps\0\0Proof\0\xbf\x89", "binary", "a timestamp proof"),
        (b"<!-- saved from a page -->\n" + DOC, "comment", "JSON with comments"),
        (b"{\x0b" + DOC[1:], "not_json", "A blank that JSON does not know"),
        (DOC + b",\n" + DOC, "not_json", "a list without its brackets"),
        (b"{}&&" + DOC, "guard", "A guard against being run as a script"),
        (b'{"schema":"pith-inspector/report/2","pith_number":"","integrity":""}', *OWN_REPORT),
        (b'{"schema": "pith-inspector/diff/1"}', "own_file", "what diff --json printed"),
        *((text, "error_answer", "an answer of a server, perhaps an error") for text in ANSWERS),
        (EVENT_LINE, "part", "(an event of an integrity report)"),
        (EVENT_LINE * 2, "part", "(an event of an integrity report)"),
        (b'{"a":1}\n{"a":2}\n', "several", "the first of which is no Pith document"),
        (b"%s\n%s" % (DOC[:-1], DOC), "not_json", ""),
        (b'{"schema":"pith-inspector/evidence/1"}', "own_file", "a saved report on a document"),
        (b'{"schema":"pith-inspector/notes/1"}', "own_file", "notes on a document"),
        *((part, "part", words) for part, words in PARTS),
        (b"\x85\x02\x0c\x03\x01\xff\x00", "encrypted", "PGP"),
        (b"\x80\x04\x95\x01\0\0\0\xff", "binary", "no text"),
        (b"\x01\x02{}", "binary", "no text"),
        (DOC[:999], "truncated", "The file ends inside"),
        (b'{"a": tru', "truncated", "inside a value, after line 1, column 9"),
        (b'{"a": fals', "truncated", "inside a value"),
        (b'{"a": n', "truncated", "inside a value"),
        (b'\xff\xfe{\0"', "truncated", "ends inside a character"),
        (b'{"a": 1.', "truncated", "inside a value"),
        (b'{"a": "\\u00', "truncated", "inside a string"),
        (b'{"a": [...]}', "truncated", "left out, at line 1, column 8"),
        (b")]}'\n" + DOC, "guard", "behind a guard"),
        (b"while(1);" + DOC, "guard", "behind a guard"),
        (b"// exported\n" + DOC, "comment", "JSON with comments"),
        (b'{"a": 1, /* x */ "b": 2}', "comment", "A comment stands here"),
        (b"{a: 1}", "json5", "without quotation marks"),
        (b"{'a': 1, 'b': None}", "python", "how Python prints"),
        (b"{'a': 1}", "single_quotes", "A single quotation mark"),
        (b'{"a": None}', "python", "how Python prints"),
        (b'{"a": 0x1f}', "json5", "A number is spelled"),
        (b'{"a": 012}', "json5", "A number is spelled"),
        (b'{"a": NaN}', "non_finite_number", "NaN"),
        ("{“a”: 1}".encode(), "quotation_marks", "typographic"),
        ('{\u00a0"a": 1}'.encode(), "not_json", "A blank that JSON does not know"),
        (b'{"a": "x\ny"}', "not_json", "broken by a line end here, at line 1, column 9"),
        (
            b'{"a": [1,]}',
            "not_json",
            "A comma stands before a closing bracket, at line 1, column 10",
        ),
        (
            b'{"a": 1,\n }',
            "not_json",
            "A comma stands before a closing bracket, at line 2, column 2",
        ),
        (b'{"a": [}]}', "not_json", "a value is missing"),
        (
            DOC + b"\n" + DOC,
            "not_json",
            "Another value follows the first here, at line 2, column 1",
        ),
        (DOC + b"}", "not_json", "A closing bracket too many"),
        (b"<<<<<<< HEAD\n" + DOC, "diff", "a difference"),
        (b'{\n<<<<<<< HEAD\n"a": 1}', "diff", "Marks of a conflict"),
        (b"callback(" + DOC + b")", "script", "a script"),
        (b"bundle_type: x\nevents:\n  - a: 1\n", "yaml", "YAML"),
        (b"[bundle]\ntype = 'x'\n", "toml", "TOML"),
        (b"id;title;year\n1;2;3\n", "table", "a table"),
        (b'"id","title"\n"1","b"\n', "table", "a table"),
        (b"a,b\n1,2\n", "plain_text", "plain text, not"),
        (b"# Here it is\n\n```json\n" + DOC + b"\n```\n", "plain_text", "marks of Markdown"),
        (b"<?xml version='1.0'?><a href='x'/>", "xml", "XML, not"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html><html>", "web_page", "a web page, not"),
        (
            b"<?xml version='1.0'?><!DOCTYPE plist><plist version='1.0'><dict><key>URL</key>",
            "pointer",
            "an address",
        ),
        (b"From: a@b\nSubject: x\n\nhi", "mail", "a mail"),
        (b"HTTP/1.1 200 OK\r\nX: y\r\n\r\n{}", "http_answer", "an answer of a web server"),
        (base64.b64encode(DOC), "encoded", "base64"),
        (base64.encodebytes(DOC), "encoded", "base64"),
        (json.dumps(DOC.decode())[1:-1].encode(), "encoded", "back slashes"),
        (json.dumps(DOC.decode()).encode(), "encoded", "put into a string"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "pointer", "Git LFS"),
        (b"../.git/annex/objects/a/b/SHA256E-s1--0/SHA256E-s1--0", "pointer", "git-annex"),
        (b"https://pith.science/pith/X\n", "pointer", "an address"),
        (b"ssh-ed25519 AAAAC3Nz me@here", "key", "a key"),
        (b"0" * 64 + b"\n", "key", "a key, a hash or a fingerprint by itself"),
        (b"8d4b5ee74e4693bcd1df2446408b0d54\r\n", "key", "a key, a hash or a fingerprint"),
        (b"8d:4b:5e:e7:4e:46:93:bc:d1:df:24:46:40:8b:0d:54", "key", "a fingerprint"),
        (b"stVStoiQhXFxp4s2pdzPNoqVNBMojDU/fJ2db5S3CbM=\n", "key", "a key, a hash"),
        (b'{"kty":"OKP","crv":"Ed25519","x":"4Y6"}', "key", "JSON Web Key"),
        (b'{"keys": [{"use":"sig","kty":"RSA","n":"4Y6"}]}', "key", "JSON Web Key"),
        (b"404: Not Found", "plain_text", "perhaps an error message"),
        (b"Three Factors\n\nWe study minima.", "plain_text", "plain text, not"),
        (b'{"a": "caf\xe9"}', "not_utf8", "at line 1, column 11; it looks like text in an older"),
        (DOC.decode().encode("utf-32"), "encoding", "UTF-32"),
    ],
    ids=lambda given: given if isinstance(given, str) else repr(given[:20]),
)
def test_what_is_no_document_is_named_with_a_remedy(data: bytes, code: str, words: str) -> None:
    error = refusal(data)
    assert (error.code, words in str(error)) == (code, True), str(error)
    is_json = code in ("nested", "own_file", "part", "error_answer") and data.count(b"\n{") == 0
    is_json |= words.endswith("in a string")
    is_json |= (code, data[:1]) in (("encoded", b'"'), ("key", b"{"), ("pointer", b"1"))
    assert (error.line is None) is (error.column is None) is is_json
    if code not in ("not_json", "truncated"):
        assert error.remedy is not None


@pytest.mark.parametrize(
    "text",
    [
        '{"packages": [{"name": "a", "content_sha256": "00"}]}',
        '{"receipt_version": "2", "total": 3}',
        '{"signed_message": "hello"}',
        '{"alias_kind": "mail"}',
        '{"status":"ok","data":[]}',
        '{"name":"a","message":"hello"}',
        '{"message":"hello","signature":"AA=="}',
        '{"message":"%s"}' % ("long " * 300),
    ],
)
def test_json_of_another_program_is_no_part_for_one_name_alone(text: str) -> None:
    assert refusal(text.encode()).code == "not_pith"


def test_document_behind_another_json_text_is_to_be_saved_by_itself() -> None:
    error = refusal(b'{"a": 1}\n' + json.dumps(BUNDLE_VALUE, indent=1).encode())
    assert (error.code, error.line) == ("several", 2)
    assert "Save the document by itself as JSON" in str(error.remedy)


def test_an_object_with_a_key_somewhere_in_it_is_no_key() -> None:
    assert refusal(b'{"a":{"kty":"RSA"}}').code == "not_pith"


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_line_and_column_count_line_ends_of_all_kinds_and_characters(end: str, code: str) -> None:
    text = INDENTED.replace('"events": ', '"é😀": 1 "events": ', 1)
    before = text[: text.index('"events"')]
    data = text.replace("\n", end).encode(code)
    error = refusal(data)
    assert (error.line, error.column) == (before.count("\n") + 1, len('  "é😀": 1 ') + 1)
    assert error.offset is not None
    codec = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(code, code)
    begin = '"events"'.encode(codec)
    assert data[error.offset :].startswith(begin)


@given(st.text(alphabet="a\r\n\u2028é", max_size=30))
def test_lines_are_those_that_python_reads_with_universal_newlines(before: str) -> None:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert line_and_column(before) == (len(lines), len(lines[-1]) + 1)


@given(
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: text.encode(errors="replace"))
    | st.integers(0, len(DOC)).map(lambda cut: DOC[:cut])
    | st.tuples(st.integers(0, len(DOC)), st.binary(max_size=3)).map(
        lambda put: DOC[: put[0]] + put[1] + DOC[put[0] :]
    )
)
def test_any_bytes_are_refused_in_words_and_shown_in_bounds(data: bytes) -> None:
    for given_ in (data, b"\xff\xfe" + data, b"{" + data):
        error = refused(given_)
        if error is None:
            continue
        assert str(error).strip()
        shown = received(given_, error)
        assert shown.size == len(given_)
        assert len(shown.lines) <= 20
        assert all(len(line.text) <= 200 for line in shown.lines)
        if error.line is not None and error.column is not None:
            line = next(one for one in shown.lines if one.number == error.line)
            assert 0 <= error.column - line.column <= len(line.text)


@pytest.mark.parametrize(
    "unit",
    [b"A", b"<h1>", b"<input ", b"<!--", b"a: ", b"a,", b"//", b"\r\n", b"'", b'"', b"{", b"-",
     b"%7B", b"\\", b"http://a", b"A" * 17 + b" ", b"7b22", b"]}", b" ", b"\xe9", b"\0"],
)  # fmt: skip
def test_texts_made_to_take_long_are_named_in_time(unit: bytes) -> None:
    for data in (unit * (3_000_000 // len(unit)), b"{" + unit * 99_999 + b"!"):
        began = time.process_time()
        if (error := refused(data)) is not None:
            received(data, error)
        assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "data",
    [
        b"{" + b"\r\n" * 300_000 + b'"a":1}',
        b"[" + b'"secret_key",' * 60_000 + b"1]",
        b"[" + b'{"kty":1},' * 60_000 + b"1]",
        b'["' + b'","'.join([b"eyJ" + b"A" * 390] * 2_000) + b'"]',
    ],
    ids=lambda data: repr(data[:14]),
)
def test_json_is_looked_through_once(data: bytes) -> None:
    assert parses(lambda: refused(data), data) < 1_000


def test_a_place_far_behind_is_shown_with_its_context() -> None:
    data = INDENTED.replace('  "state": {', '  "state" {', 1).encode()
    error = refusal(data)
    shown = received(data, error)
    assert [line.number for line in shown.lines][:3] == [1, 2, 3]
    line = next(one for one in shown.lines if one.number == error.line)
    assert error.column is not None
    assert line.text[: error.column - line.column] == '  "state" '
    assert shown.line_count == INDENTED.count("\n") + 1
    assert shown.data in data
    assert shown.whole is None


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_lines_are_counted_as_editors_count_them(end: str, code: str) -> None:
    data = f'{{"a": 1,{end}{end}b: 2}}'.encode(code)
    shown = received(data, refusal(data))
    assert shown.line_count == 3
    assert [line.text for line in shown.lines] == ['{"a": 1,', "", "b: 2}"]


def test_bytes_around_the_place_begin_with_a_row_of_sixteen() -> None:
    data = b'{"a": ' + b"1, " * 1_000 + b"}"
    error = refusal(data)
    error.offset = 2_010
    shown = received(data, error)
    assert shown.offset == (2_010 - 512) // 16 * 16
    assert shown.data == data[shown.offset : shown.offset + 1_024]


def test_one_long_line_is_shown_around_the_place() -> None:
    data = DOC[:5_000]
    error = refusal(data)
    (line,) = received(data, error).lines[-1:]
    assert (line.number, line.column + len(line.text)) == (1, 5_001)
    assert data.endswith(line.text.encode())


def test_a_page_is_kept_whole_as_it_may_be_the_papers() -> None:
    page = b"<html><title>A paper</title></html>"
    assert received(page, refusal(page)).whole == page
    paper = b'On Things\n\nWe prove that {"a": b} holds.\n'
    assert received(paper, refusal(paper)).whole == paper
