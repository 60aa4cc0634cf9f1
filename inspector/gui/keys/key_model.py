"""What the dialog of the keys shows: the list of keys for Qt, in three groups by standing; a
fingerprint held against the one from the signer; which verdicts a change would change."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from inspector.gui.document import key_text
from inspector.gui.document.document_model import COUNT_ROLE, AnyIndex
from inspector.gui.document.opened import Checked
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.plain_text import clip, tooltip
from inspector.jobs.memory import collector_aside
from inspector.jobs.trust_store import KeyList
from inspector.progress import Checkpoint
from inspector.verify.report import Verdict
from inspector.verify.trust import KnownKey, Standing, TrustedKeys
from inspector.verify.verifier import verify

GROUPS = (Standing.TRUSTED, Standing.UNKNOWN, Standing.DISTRUSTED)
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The second line of a key: its standing in a word and the beginning of its fingerprint."""

_NO_INDEX = QModelIndex()
_LONGEST = 80
_GROUP_ID = 0


class KeyModel(QAbstractItemModel):
    """An index of a group has the id 0, one of a key the number of its group from 1."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: list[tuple[KnownKey, ...]] = [() for _ in GROUPS]

    def show(self, listed: KeyList) -> None:
        self.beginResetModel()
        self._groups = [listed.of(standing) for standing in GROUPS]
        self.endResetModel()

    def known(self, index: AnyIndex) -> KnownKey | None:
        """The key of a row; None for that of a group."""
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return None
        return self._groups[index.internalId() - 1][index.row()]

    def place(self, raw: bytes) -> QModelIndex:
        """The row of the key with these bytes; an invalid one where there is none."""
        for group, keys in enumerate(self._groups):
            for row, known in enumerate(keys):
                if known.key.raw == raw:
                    return self.createIndex(row, 0, group + 1)
        return QModelIndex()

    def place_of(self, fingerprint: str) -> QModelIndex:
        """The row of the key with this fingerprint."""
        everything = (known.key for keys in self._groups for known in keys)
        key = next((key for key in everything if key.fingerprint == fingerprint), None)
        return QModelIndex() if key is None else self.place(key.raw)

    def first(self) -> QModelIndex:
        """The row of the first key of all."""
        group = next((group for group, keys in enumerate(self._groups) if keys), None)
        return QModelIndex() if group is None else self.createIndex(0, 0, group + 1)

    # --- what Qt asks ---------------------------------------------------------------------

    def index(self, row: int, column: int, parent: AnyIndex = _NO_INDEX) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _GROUP_ID)

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _GROUP_ID)

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        if not parent.isValid():
            return len(GROUPS)
        return len(self._groups[parent.row()]) if parent.internalId() == _GROUP_ID else 0

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        known = self.known(index)
        return self._of_group(index.row(), role) if known is None else self._of_key(known, role)

    def _of_group(self, row: int, role: int) -> Any:
        title, count = key_text.group_title(GROUPS[row]), len(self._groups[row])
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}, {number(count)}"
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(Text.HEADING)
        return count if role == COUNT_ROLE else None

    def _of_key(self, known: KnownKey, role: int) -> Any:
        sign = key_text.sign(known.standing)
        if role == Qt.ItemDataRole.DisplayRole:
            return clip(key_text.name(known.key), _LONGEST)
        if role == LINE_ROLE:
            return f"{sign.word}  {key_text.beginning(known.key)}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._theme.icon(sign.icon, sign.tone)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = clip(key_text.name(known.key), _LONGEST)
            return f"{name}, {sign.word}, {key_text.spaced(known.key)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{key_text.name(known.key)}, {key_text.spaced(known.key)}")
        return self._theme.font(Text.WORD) if role == Qt.ItemDataRole.FontRole else None


# --- a fingerprint, held against the one from the signer ---------------------------------------

GROUP = 4
_BETWEEN = re.compile("[\\s:.,;_·\\-\u2010-\u2015\u00ad\u200b-\u200d\u2060\ufeff]+")


class Match(Enum):
    TO_COME = auto()
    EQUAL = auto()
    DIFFERS = auto()


class Comparison(NamedTuple):
    """``groups`` of the key's own fingerprint, ``given`` as many from the signer."""

    groups: tuple[str, ...]
    given: tuple[str, ...]

    @classmethod
    def begin(cls, groups: tuple[str, ...]) -> "Comparison":
        return cls(groups, ("",) * len(groups))

    @property
    def matches(self) -> tuple[Match, ...]:
        return tuple(map(_match, self.groups, self.given))

    @property
    def is_equal(self) -> bool:
        """Whether all of it was given, and is equal."""
        return self.given == self.groups

    def with_text(self, place: int, text: str) -> "Comparison":
        """What is given after ``text`` was put into the field at ``place``.

        Text that holds a whole fingerprint fills all fields; other text that is too long for
        its field goes on in the next ones. What is left over stays in the last, where it
        differs: a longer number is another one.
        """
        digits = _BETWEEN.sub("", text).lower()
        begin = 0 if len(digits) >= GROUP * len(self.groups) else place
        given = list(self.given)
        for at in range(begin, len(given)):
            is_last = at == len(given) - 1
            given[at] = digits if is_last else digits[:GROUP]
            digits = "" if is_last else digits[GROUP:]
            if not digits:
                break
        return self._replace(given=tuple(given))


def _match(group: str, given: str) -> Match:
    if given == group:
        return Match.EQUAL
    return Match.TO_COME if group.startswith(given) else Match.DIFFERS


# --- which verdicts would change ------------------------------------------------------------------


class Change(NamedTuple):
    """A document whose verdict would change. ``name`` is as hostile as a file name is."""

    name: str
    before: Verdict
    after: Verdict


class TrustPreview(NamedTuple):
    """What would follow if the key with these bytes had this standing, of ``looked_at`` open
    documents."""

    raw: bytes
    standing: Standing
    looked_at: int
    changes: tuple[Change, ...]


def foresee(
    documents: Sequence[Checked], trust: TrustedKeys, checkpoint: Checkpoint
) -> tuple[Change, ...]:
    """The documents whose verdict ``trust`` changes. Raises CancelledError alone."""
    with collector_aside():
        found = [_change(checked, trust, checkpoint) for checked in documents]
        return tuple(change for change in found if change.before is not change.after)


def _change(checked: Checked, trust: TrustedKeys, checkpoint: Checkpoint) -> Change:
    loaded = checked.opened.loaded
    report = verify(loaded.document, trust, paper=checked.paper, checkpoint=checkpoint)
    return Change(loaded.name, checked.report.verdict, report.verdict)
