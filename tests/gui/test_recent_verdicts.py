"""A verdict in the list of recent documents has its date."""

import re

from PySide6.QtWidgets import QApplication

from inspector.gui.document.recent import VERDICT, Recent, RecentModel
from inspector.gui.theme.theme import Scheme, Theme
from tests.conftest import BUNDLE, report_on, sample
from tests.gui.conftest import BUNDLE as BUNDLE_FILE
from tests.gui.conftest import Desk


def test_verdict_says_when_it_was_given(qapp: QApplication) -> None:
    theme = Theme(qapp, Scheme.LIGHT, blue_orange=False)
    recent = Recent(None)
    recent.remember("/papers/a.json", report_on(sample(BUNDLE)))
    model = RecentModel(theme)
    model.show(recent.entries)
    text = model.index(0, VERDICT).data()
    assert re.fullmatch(r"verified, \d{4}-\d\d-\d\d \d\d:\d\d", text), text
    model.show([recent.entries[0]._replace(checked_at="")])
    assert model.index(0, VERDICT).data() == "verified"


def test_the_date_of_a_verdict_is_not_cut(desk: Desk) -> None:
    window = desk.window(BUNDLE_FILE)
    window.resize(1024, 640)
    window.actions_["new_tab"].trigger()
    desk.rest(window)
    view = window.current.empty_page.view
    needed = view.sizeHintForIndex(view.model().index(0, VERDICT)).width()
    assert needed <= view.columnWidth(VERDICT)
    assert view.header().length() <= view.viewport().width()
