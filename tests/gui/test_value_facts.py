"""The facts about a value, and which values get no link."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from inspector.gui.document.value_facts import ValueFact, WebLink, facts
from tests.gui.conftest import BUNDLE, Desk
from tests.gui.test_hostile_text import HOSTILE


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def link(value: object, name: str = "x", holder: object = None) -> WebLink | None:
    found = [fact.link for fact in facts(name, value, holder) if fact.link]  # type: ignore[arg-type]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("date", "local"),
    [
        ("2026-05-18T00:05:51Z", "2026-05-18 02:05:51 CEST"),
        ("2026-01-18T00:05:51.123456+00:00", "2026-01-18 01:05:51.123456 CET"),
        ("2026-05-18T00:05:51-10:00", "2026-05-18 12:05:51 CEST"),
    ],
)
def test_a_date_is_told_in_local_time(in_berlin: None, date: str, local: str) -> None:
    assert facts("created_at", date, {}) == (ValueFact("Local time", local),)


@pytest.mark.parametrize(
    "value",
    ["2026-05-18", "2026-05-18T00:05:51", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
     "yesterday", "", "2026-05-18T00:05:51Z" + " " * 100],
)  # fmt: skip
def test_what_is_no_moment_has_no_local_time(in_berlin: None, value: str) -> None:
    assert facts("created_at", value, {}) == ()


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("size_bytes", 13_657, "13.3 KiB (13,657 bytes)"),
        ("total_bytes", 5 * 1024**3, "5.0 GiB (5,368,709,120 bytes)"),
        ("sample_size", 2_048, "2.0 KiB (2,048 bytes), if it counts bytes"),
        ("citations", 1_234_567, "1,234,567"),
        ("offset", -20_000, "-20,000"),
    ],
)
def test_numbers_are_made_readable(name: str, value: int, text: str) -> None:
    assert [fact.text for fact in facts(name, value, {})] == [text]


@pytest.mark.parametrize(
    ("name", "value"),
    [("size_bytes", 512), ("year", 2026), ("size_bytes", True), ("n", 10**4_000), ("f", 1e9)],
)
def test_small_and_huge_numbers_are_left_as_they_are(name: str, value: Any) -> None:
    assert facts(name, value, {}) == ()


@pytest.mark.parametrize(
    ("name", "holder", "value", "address"),
    [
        ("x", {}, "10.48550/arxiv.1711.04623", "https://doi.org/10.48550/arxiv.1711.04623"),
        ("x", {}, "10.1016/S0022-0000(05)80002-9", "https://doi.org/10.1016/S0022-0000(05)80002-9"),
        ("id", {"kind": "arxiv"}, "1711.04623", "https://arxiv.org/abs/1711.04623"),
        ("id", {"kind": "arxiv"}, "math/0403018", "https://arxiv.org/abs/math/0403018"),
        ("source_id", {"source_kind": "arxiv"}, "1711.04623", "https://arxiv.org/abs/1711.04623"),
        ("alias_value", {"alias_kind": "arxiv"}, "1711.04623", "https://arxiv.org/abs/1711.04623"),
        ("alias_value", {"alias_kind": "arxiv_version"}, "1711.04623v3",
         "https://arxiv.org/abs/1711.04623v3"),
        ("x", {}, "https://pith.science/pith/M5BNRHPU.json?a=1&b=%20#c",
         "https://pith.science/pith/M5BNRHPU.json?a=1&b=%20#c"),
        ("x", {}, "https://pith.science", "https://pith.science"),
    ],
)  # fmt: skip
def test_names_on_the_web_have_an_address(
    name: str, holder: dict[str, str], value: str, address: str
) -> None:
    found = link(value, name, holder)
    assert found is not None
    assert found.address == address
    assert found.host == QUrl(address).host()


@pytest.mark.parametrize(
    "value",
    [
        "http://pith.science/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "HTTPS://pith.science/",
        "https://pith.science@evil.example/",
        "https://user:secret@evil.example/",
        "https://evil.example/@pith.science",
        "https://pith.science\\@evil.example/",
        "https://pith.science/\nhttps://evil.example/",
        "https://pith.science/\n",
        " https://pith.science/",
        "https://pith.science/ and more",
        "see https://pith.science/",
        "https://pіth.science/",  # the second letter is Cyrillic
        "https://xn--pth-5cd.science/",
        "https://pith.xn--p1ai/",
        "https://pith.science/\u202egnp.exe",
        "https://192.168.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://pith.science:8443/",
        "https://pith..science/",
        "https://-pith.science/",
        "https://pith.science./",
        "https://" + "a" * 64 + ".science/",
        "https://" + "abc." * 100 + "science/",
        "https://pith.science/{suffix}",
        'https://pith.science/"onclick="x',
        "https://pith.science/%zz",
        "https://pith.science/" + "a" * 3_000,
        "10.48550/arxiv.1711.04623\n",
        "doi:10.48550/arxiv.1711.04623",
        "10.48550/../../evil",
        "10.48550//evil.example",
        "10.48550/<b>",
        "10.48550/a b",
        "10.48550/a?x=1",
        HOSTILE,
    ],
)
def test_a_hostile_value_never_gives_a_link(value: str) -> None:
    for name, holder in (
        ("x", {}),
        ("id", {"kind": "arxiv"}),
        ("alias_value", {"alias_kind": "doi"}),
        ("alias_value", {"alias_kind": "arxiv"}),
    ):
        assert link(value, name, holder) is None


@pytest.mark.parametrize(
    ("name", "holder", "value"),
    [
        ("x", {}, "1711.04623"),
        ("id", {}, "1711.04623"),
        ("id", {"kind": "other"}, "1711.04623"),
        ("id", {"kind": ["arxiv"]}, "1711.04623"),
        ("id", {"kind": "arxiv"}, "arXiv:1711.04623"),
        ("id", {"kind": "arxiv"}, "1711.04623\n"),
        ("id", {"kind": "arxiv"}, "../etc"),
        ("alias_value", {"alias_kind": "pith_short_8"}, "1711.04623"),
        ("0", ["1711.04623"], "1711.04623"),
    ],
)
def test_an_arxiv_id_is_never_guessed(name: str, holder: Any, value: str) -> None:
    assert link(value, name, holder) is None


@given(st.text(max_size=40), st.sampled_from(["https://pith.science/", "https://", "10.1234/", ""]))
def test_a_link_is_what_qt_takes_it_for(text: str, begin: str) -> None:
    found = link(begin + text)
    if found is not None:
        url = QUrl(found.address, QUrl.ParsingMode.StrictMode)
        assert url.isValid()
        assert url.host() == found.host
        assert url.scheme() == "https"
        assert not url.userInfo()
        assert found.address.isascii()
        assert found.address.isprintable()


# --- in the window ------------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses passed to the browser, which is not started."""
    given_: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: given_.append(url.toString()))
    return given_


def browse(desk: Desk, pointer: str) -> QMessageBox:
    window = desk.window(BUNDLE)
    window.current.inspection.selection.select_pointer(pointer)
    page = window.current.document_page.detail.found
    button = next(b for b in page.findChildren(QPushButton) if "browser" in b.text())
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = desk.app.activeModalWidget()
    assert isinstance(dialog, QMessageBox)
    return dialog


def test_the_whole_address_is_shown_before_it_is_opened(desk: Desk, opened: list[str]) -> None:
    dialog = browse(desk, "/source_aliases/0/alias_value")
    assert dialog.textFormat() is Qt.TextFormat.PlainText
    assert "arxiv.org" in dialog.text()
    assert dialog.informativeText().startswith("https://arxiv.org/abs/1711.04623\n")
    assert opened == []
    next(b for b in dialog.buttons() if b.text() == "Open").click()
    assert opened == ["https://arxiv.org/abs/1711.04623"]


def test_enter_opens_nothing(desk: Desk, opened: list[str]) -> None:
    dialog = browse(desk, "/source_aliases/0/alias_value")
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    desk.app.processEvents()
    assert desk.app.activeModalWidget() is None
    assert opened == []


def test_a_date_in_the_detail_is_told_in_local_time(in_berlin: None, desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.current.inspection.selection.select_pointer("/events/0/created_at")
    found = window.current.document_page.detail.found
    texts = [label.text() for label in found.findChildren(QLabel)]
    assert "Local time" in texts
    assert any(text.endswith(" CEST") for text in texts)
