"""A verdict in the list of recent documents says when it was given."""

import re

from PySide6.QtWidgets import QApplication

from inspector.gui.document.recent import VERDICT, Recent, RecentModel
from inspector.gui.theme.theme import Scheme, Theme
from tests.conftest import BUNDLE, report_on, sample


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
